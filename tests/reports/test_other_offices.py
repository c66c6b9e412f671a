"""Workbooks of other offices, plan against result: budgets, yearbooks, clinics, schools, each with its own catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import Answer, read, save

if TYPE_CHECKING:
    from conftest import DataDir

CATALOGUE = """replace: true
name: {name}
phases:
  - {{id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}}
contents: {{1: Chung}}
indicators:
  - {{id: von, name: Vốn đầu tư thực hiện, unit: tỷ đồng, kind: flow, content: 1, whole: false}}
  - {{id: duong, name: Đường giao thông nông thôn, unit: km, kind: flow, content: 1, whole: false}}
  - {{id: kham, name: Lượt khám bệnh, unit: lượt, kind: flow, content: 1}}
  - {{id: truong, name: Trường đạt chuẩn quốc gia, unit: trường, kind: stock, content: 1}}
  - {{id: bhyt, name: Tỷ lệ tham gia bảo hiểm y tế, unit: "%", kind: rate, content: 1}}
"""


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE.format(name="Chỉ tiêu kinh tế - xã hội"), encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


def test_measures_in_the_row_above_the_times_title_the_columns(office: DataDir) -> None:
    """A phrase cut over rows, whose lower ones would do as titles alone: `Cộng dồn` / `9 tháng` / `năm 2024`."""
    head = "|Kế hoạch|Ước tính|Cộng dồn|9 tháng năm\n|năm 2024|tháng 9|9 tháng|2024 so với\n||năm 2024|năm 2024|kế hoạch (%)"
    answer = read(office, f"12. Vốn đầu tư|||\n||||Tỷ đồng\n{head}\nVốn đầu tư thực hiện|100|10|62.5|62.5")
    assert answer.figures == {"von": 62.5}
    assert answer.account == (2, 2, 0)


@pytest.mark.parametrize(
    ("stem", "title", "is_told"),
    [
        ("2024-Q3", "KẾT QUẢ 9 THÁNG ĐẦU NĂM 2024", False),
        ("2024-Q3", "KẾT QUẢ THÁNG 8 NĂM 2024", False),
        ("2024-10", "KẾT QUẢ NĂM 2024 (Đến ngày 31/10/2024)", False),
        ("2024-12", "KẾT QUẢ TỪ NGÀY 01/01/2024 ĐẾN NGÀY 15/12/2024", False),
        ("2024-Q3", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024", True),
        ("2024-09", "KẾT QUẢ NĂM 2024", True),
        ("2024-09", "KẾT QUẢ NĂM 2024 (Đến ngày 31/10/2024)", True),
    ],
)
def test_a_file_is_named_after_another_period_where_its_figures_end_outside_of_it(
    office: DataDir, stem: str, title: str, *, is_told: bool
) -> None:
    save(office.root / f"reports/dien-bien/{stem}.xlsx", f"{title}\nSTT|Chỉ tiêu|ĐVT|Thực hiện\n1|Lượt khám bệnh|lượt|8")
    answer = Answer(office.check("--as-of", "2024-12-31"))
    assert answer.figures == {"kham": 8}
    assert bool(answer.about("identity-mismatch")) is is_told
