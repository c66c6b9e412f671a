"""Columns as other offices title them: plans of rates beside results, totals beside parts, the past, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import read

if TYPE_CHECKING:
    from conftest import DataDir

CATALOGUE = """replace: true
name: Chỉ tiêu kinh tế - xã hội
phases:
  - {id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}
contents: {1: Chung}
indicators:
  - {id: nuoc, name: Tỷ lệ hộ dùng nước sạch, unit: "%", kind: rate, content: 1, aliases: [Hộ dùng nước sạch]}
  - {id: kham, name: Lượt khám bệnh, unit: lượt, kind: flow, content: 1}
"""


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


@pytest.mark.parametrize("done", ["Tỷ lệ (%)", "Thực hiện (%)", "Kết quả (%)"])
@pytest.mark.parametrize("plan", ["Chỉ tiêu (%)", "Kế hoạch (%)", "KH năm 2024 (%)", "Mục tiêu (%)", "Tỷ lệ kế hoạch"])
def test_the_plan_of_a_rate_is_no_level_that_was_reached(office: DataDir, plan: str, done: str) -> None:
    head = f"KẾT QUẢ NĂM 2024\nSTT|Huyện|Hộ dùng nước sạch|<\n^|^|{plan}|{done}"
    answer = read(office, f"{head}\n1|Huyện Mường Chà|60|61.5\n2|Huyện Tủa Chùa|50|48.5\n|Toàn tỉnh|55|57.5")
    assert answer.figures == {"nuoc": 57.5}


def test_a_percentage_beside_plan_and_result_of_a_rate_is_of_the_plan(office: DataDir) -> None:
    head = "STT|Nội dung|Kế hoạch (%)|Thực hiện (%)|Thực hiện so với kế hoạch (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Hộ dùng nước sạch|50|55|110")
    assert answer.figures == {"nuoc": 55}
    assert not answer.about("rate-out-of-range")


def test_a_plan_in_percent_of_what_is_counted_is_a_percentage_of_the_plan(office: DataDir) -> None:
    head = "STT|Nội dung|Kế hoạch|Thực hiện|Kế hoạch (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|50|55|110")
    assert answer.figures == {"kham": 55}
    assert not answer.about("claim-mismatch")
