"""Sheets of other offices: tables of earlier years beside the reported one, days around the phase, other units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import Answer, read

if TYPE_CHECKING:
    from conftest import DataDir

CATALOGUE = """replace: true
name: Chỉ tiêu kinh tế - xã hội
phases:
  - {id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}
contents: {1: Chung}
indicators:
  - {id: nu, name: Tỷ lệ nữ tham gia cấp ủy, unit: "%", kind: rate, content: 1, aliases: [Nữ tham gia cấp ủy]}
  - {id: kham, name: Lượt khám bệnh, unit: lượt, kind: flow, content: 1}
  - {id: tro-cap, name: Người hưởng trợ cấp, unit: người, kind: stock, content: 1, aliases: [Trợ cấp hằng tháng]}
"""
OLD = "TT|Nội dung|ĐVT|Kết quả\n1|Lượt khám bệnh|lượt|51"
NEW = "TT|Nội dung|ĐVT|Kết quả\n1|Lượt khám bệnh|lượt|62"


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


def has_errors(answer: Answer) -> bool:
    return any(finding["severity"] == "error" for finding in answer.document["findings"])


def test_a_table_of_the_year_before_is_there_to_compare(office: DataDir) -> None:
    answer = read(office, f"CÔNG TÁC Y TẾ\nBảng 1. Năm 2023\n{OLD}\n\nBảng 2. Năm 2024\n{NEW}")
    assert answer.figures == {"kham": 62}
    assert answer.places("sheet-set-aside") == ["A4:D4"]
    assert not has_errors(answer)


def test_a_sheet_of_the_year_before_is_there_to_compare(office: DataDir) -> None:
    answer = read(office, f"CÔNG TÁC Y TẾ\n{OLD}", f"CÔNG TÁC Y TẾ\n{NEW}", names=("Năm 2023", "Năm 2024"))
    assert answer.figures == {"kham": 62}
    assert not has_errors(answer)


def test_a_table_of_much_earlier_years_bears_a_wrong_one(office: DataDir) -> None:
    answer = read(office, f"CÔNG TÁC Y TẾ\nBảng 1. Năm 2021\n{OLD}\n\nBảng 2. Năm 2024\n{NEW}")
    assert answer.figures == {"kham": 62}
    assert answer.about("outside-phase")


def test_a_report_of_the_year_before_alone_contradicts_the_phase(office: DataDir) -> None:
    answer = read(office, f"CÔNG TÁC Y TẾ NĂM 2023\n{OLD}")
    assert answer.figures == {}
    assert answer.about("outside-phase")


@pytest.mark.parametrize(
    ("first", "last", "is_read"), [("15/12/2023", "14/12/2024", True), ("15/11/2023", "14/11/2024", False)]
)
def test_a_year_may_be_counted_from_december(office: DataDir, first: str, last: str, *, is_read: bool) -> None:
    answer = read(office, f"CÔNG TÁC Y TẾ\n(Số liệu từ ngày {first} đến ngày {last})\n{NEW}")
    assert bool(answer.figures) is is_read
    assert bool(answer.about("outside-phase")) is not is_read


def test_people_beside_a_rate_are_no_wrong_unit(office: DataDir) -> None:
    head = "TT|Chỉ tiêu|Mục tiêu (%)|Tổng số (người)|Số nữ (người)|Tỷ lệ (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Nữ tham gia cấp ủy|25|50|16|32")
    assert answer.figures == {"nu": 32}
    assert set(answer.places("unmatched-number")) == {"D3", "E3"}
    assert not answer.about("unit-mismatch")
    assert not answer.about("claim-mismatch")


@pytest.mark.parametrize(("first", "is_fault"), [("Số người", False), ("Số hồ sơ (bộ)", True)])
def test_money_beside_people_is_no_wrong_unit(office: DataDir, first: str, *, is_fault: bool) -> None:
    head = f"Huyện|Trợ cấp hằng tháng|<\n^|{first}|Số tiền (nghìn đồng)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\nHuyện Mường Chà|20|900\nHuyện Tủa Chùa|30|800\nCộng|50|1700")
    assert answer.figures == ({} if is_fault else {"tro-cap": 50})
    assert bool(answer.about("unit-mismatch")) is is_fault


def test_a_name_that_looks_like_a_season_without_its_accents(office: DataDir) -> None:
    assert read(office, f"CÔNG TÁC Y TẾ HUYỆN VŨ THƯ NĂM 2024\n{NEW}").about("unknown-period") == []
