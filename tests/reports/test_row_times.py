"""Times as rows, headings and columns of their own: each reaches as far as it does for a reader, and no further."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, read

if TYPE_CHECKING:
    from conftest import DataDir

TALKS, CLASSES = "Đối thoại chính sách", "Tập huấn giám sát, đánh giá"
HEADER = HEAD + "STT|Chỉ tiêu|ĐVT|Kết quả\n"


Y22, Y23 = ("in_period", "2022-01-01", "2022-12-31"), ("in_period", "2023-01-01", "2023-12-31")
BOTH = ("in_period", "2022-01-01", "2023-12-31")
TO_2023 = ("cumulative", None, "2023-12-31")


def quarter(year: int, number: int) -> tuple[str, str, str]:
    """The days of a quarter."""
    ends = ["03-31", "06-30", "09-30", "12-31"]
    return "in_period", f"{year}-{3 * number - 2:02}-01", f"{year}-{ends[number - 1]}"


def facts(data: DataDir, drawing: str) -> dict[str, tuple[str, str | None, str | None]]:
    """The cell of each figure -> its measure and its days; nothing is left unread."""
    assert read(data, drawing).account[2] == 0
    found = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    return {fact["cell"]: (fact["measure"], fact["start"], fact["end"]) for fact in found if fact["kind"] == "figure"}


# Years below an indicator.


@pytest.mark.parametrize("mark", ["- ", "", "Trong đó: "])
def test_years_below_an_indicator_end_with_it(data: DataDir, mark: str) -> None:
    rows = f"1|{TALKS}|cuộc|60\n|{mark}Năm 2022|cuộc|20\n|{mark}Năm 2023|cuộc|40\n2|{CLASSES}|lớp|8"
    found = facts(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert found["D7"] == TO_2023
    found = facts(data, HEADER + rows)
    assert (found["D5"], found["D6"], found["D7"]) == (Y22, Y23, Y23)


@pytest.mark.parametrize("total", ["Cộng", "Tổng cộng", "Cộng luỹ kế", "Tổng số"])
def test_the_total_of_the_years_of_an_indicator_is_of_all_of_them(data: DataDir, total: str) -> None:
    rows = f"1|{TALKS}||\n|Năm 2022||20\n|Năm 2023||40\n|{total}||60\n2|{CLASSES}|lớp|8"
    assert facts(data, HEADER + rows)["D7"] in {BOTH, TO_2023}


def test_a_total_before_its_years_is_of_all_of_them(data: DataDir) -> None:
    rows = f"1|{TALKS}||\n|Tổng số||60\n|Năm 2022||20\n|+ Cấp xã||15\n|Năm 2023||40\n|+ Cấp xã||30"
    assert facts(data, HEADER + rows) == {"D5": BOTH, "D6": Y22, "D7": Y22, "D8": Y23, "D9": Y23}


def test_a_year_without_a_number_reaches_the_parts_below_it_and_not_the_next_indicator(data: DataDir) -> None:
    rows = f"1|{TALKS}||\n|Năm 2022||\n|- Cấp xã||5\n|Năm 2023||\n|- Cấp xã||7\n2|{CLASSES}||8"
    assert facts(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")["D9"] == TO_2023


def test_years_with_a_gap_have_no_total(data: DataDir) -> None:
    answer = read(data, f"{HEADER}1|{TALKS}||\n|Năm 2021||20\n|Năm 2023||40\n|Cộng||60")
    assert answer.places("unmatched-number") == ["D7"]


def test_luy_ke_below_the_years_is_a_running_total(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|tổ|\n1.1|Năm 2022|tổ|400\n1.2|Năm 2023|tổ|140\n1.3|Luỹ kế|tổ|540"
    assert facts(data, HEADER + rows) == {"D5": Y22, "D6": Y23, "D7": TO_2023}


def test_the_phase_beside_a_plan_and_a_result_is_that_of_both(data: DataDir) -> None:
    rows = f"1|{TALKS}||\n|Giai đoạn 2021-2025|235|90\n|Năm 2023|40|30"
    found = facts(data, f"{HEAD}STT|Chỉ tiêu|Kế hoạch|Kết quả\n{rows}")
    assert found == {"D5": TO_2023, "D6": Y23}
    plans = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    assert {plan["cell"]: plan["scope"] for plan in plans if plan["kind"] == "plan"} == {"C5": "phase", "C6": "year"}


@pytest.mark.parametrize("row", ["Luỹ kế|90", "Cộng luỹ kế|90"])
def test_a_running_total_below_several_indicators_is_none_of_them(data: DataDir, row: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n1|{TALKS}|30\n2|{CLASSES}|8\n|{row}")
    assert answer.figures == {DTCS: 30, "giam-sat-danh-gia-bdg": 8}


# Headings.


def test_a_heading_closes_the_quarters_below_it(data: DataDir) -> None:
    year = "{0}|Năm {1}||\nI|Quý III||\n1|" + TALKS + "|cuộc|5\nII|Quý IV||\n1|" + TALKS + "|cuộc|6\n"
    found = facts(data, HEADER + year.format("A", 2022) + year.format("B", 2023))
    assert found == {"D6": quarter(2022, 3), "D8": quarter(2022, 4), "D11": quarter(2023, 3), "D13": quarter(2023, 4)}


def test_headings_without_marks_nest_by_what_they_say(data: DataDir) -> None:
    year = "|NĂM {0}||\n|Quý III||\n1|" + TALKS + "||5\n2|" + CLASSES + "||2\n|Quý IV||\n1|" + TALKS + "||6\n"
    found = facts(data, HEADER + year.format(2022) + year.format(2023))
    assert (found["D6"], found["D7"], found["D9"]) == (quarter(2022, 3), quarter(2022, 3), quarter(2022, 4))
    assert (found["D12"], found["D15"]) == (quarter(2023, 3), quarter(2023, 4))


def test_a_section_of_running_totals_ends_the_years(data: DataDir) -> None:
    rows = f"I|Năm 2022||\n1|{TALKS}|cuộc|20\nII|Năm 2023||\n1|{TALKS}|cuộc|40\n"
    rows += f"III|Luỹ kế từ đầu giai đoạn||\n1|{TALKS}|cuộc|60"
    assert facts(data, HEADER + rows) == {"D5": Y22, "D7": Y23, "D9": TO_2023}


def test_a_section_that_says_no_time_ends_them_too(data: DataDir) -> None:
    rows = f"I|Năm 2022||\n1|{TALKS}|cuộc|20\nII|Nội dung khác||\n1|{CLASSES}|lớp|8"
    assert facts(data, HEADER + rows) == {"D5": Y22, "D7": Y23}


# Columns of times.


def test_a_year_and_a_quarter_in_two_columns_are_one_time(data: DataDir) -> None:
    rows = "'2022|IV|5\n2023|I|6\n^|II|7\nCộng năm 2023|<|13"
    found = facts(data, f"{HEAD}Năm|Quý|{TALKS}\n{rows}")
    assert found == {"C4": quarter(2022, 4), "C5": quarter(2023, 1), "C6": quarter(2023, 2), "C7": Y23}


def test_bare_months_are_months_below_their_title(data: DataDir) -> None:
    rows = "\n".join(f"{month}|{month + 2}" for month in range(1, 13))
    found = facts(data, f"{HEAD}Tháng|{TALKS}\n{rows}\nCộng|102")
    assert (found["B4"], found["B15"]) == (
        ("in_period", "2023-01-01", "2023-01-31"),
        ("in_period", "2023-12-01", "2023-12-31"),
    )
    assert found["B16"] == Y23


@pytest.mark.parametrize("again", ["^", TALKS])
def test_a_total_in_the_column_of_years_is_of_its_indicator(data: DataDir, again: str) -> None:
    rows = f"1|{TALKS}|2022|20\n|{again}|2023|40\n|{again}|Cộng|60\n"
    rows += f"2|{CLASSES}|2022|8\n|{again.replace(TALKS, CLASSES)}|2023|9"
    found = facts(data, f"{HEAD}STT|Chỉ tiêu|Năm|Kết quả\n{rows}")
    assert found == {"D4": Y22, "D5": Y23, "D6": BOTH, "D7": Y22, "D8": Y23}


def test_a_time_that_nobody_understands_leaves_its_row_unread(data: DataDir) -> None:
    rows = f"1|{TALKS}|2022|20\n2|{TALKS}|đợt cao điểm|40"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Năm|Kết quả\n{rows}")
    assert answer.figures == {DTCS: 20}
    assert answer.places("unmatched-row") == ["D5"]


def test_a_total_above_the_years_of_a_table_is_of_all_of_them(data: DataDir) -> None:
    found = facts(data, f"{HEAD}Năm|{TALKS}\nTổng số|60\n2022|20\n2023|40")
    assert found == {"B4": BOTH, "B5": Y22, "B6": Y23}


def test_one_year_below_the_total_of_places_only_compares_with_it(data: DataDir) -> None:
    rows = "1|Nậm Pồ|8\n2|Mường Chà|3\n|Tổng cộng|11\n|Năm 2022|7"
    row = read(data, f"{HEAD}STT|Huyện|Đối thoại chính sách\n{rows}").rows["doi-thoai-chinh-sach"]
    assert [source["cell"] for source in row["actual_sources"]] == ["C7", "C6"]


@pytest.mark.parametrize("section", ["B|Hoạt động (trong năm 2023)", "B|Các hoạt động năm 2023", "B|Nội dung năm 2023"])
def test_a_section_of_activities_may_name_its_time(data: DataDir, section: str) -> None:
    rows = f"A|Mô hình (luỹ kế đến 31/12/2023)\n1|Tổ truyền thông|40\n{section}\n1|Đối thoại chính sách|7"
    assert facts(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8\nTT|Chỉ tiêu|Kết quả\n{rows}") == {
        "C5": ("cumulative", None, "2023-12-31"),
        "C7": ("in_period", "2023-01-01", "2023-12-31"),
    }


@pytest.mark.parametrize(("own", "days"), [(30, ("in_period", "2023-01-01", "2023-06-30")), (40, Y23)])
def test_an_indicator_that_is_the_sum_of_the_quarters_below_it_is_of_these(
    data: DataDir, own: int, days: tuple[str, str, str]
) -> None:
    rows = f"1|{TALKS}|cuộc|{own}\n|- Quý I|cuộc|10\n|- Quý II|cuộc|20\n2|{CLASSES}|lớp|8"
    found = facts(data, HEADER + rows)
    assert (found["D4"], found["D5"], found["D6"], found["D7"]) == (days, quarter(2023, 1), quarter(2023, 2), Y23)


def test_numbers_that_are_written_as_text_add_up_as_others_do(data: DataDir) -> None:
    rows = f"1,{TALKS},cuộc,9\n,- Tháng 1,cuộc,2\n,- Tháng 2,cuộc,3\n,- Tháng 3,cuộc,4"
    path = data.root / "reports" / "dien-bien" / "2023.csv"
    path.parent.mkdir(parents=True)
    path.write_text(f"Tỉnh,Điện Biên\nKỳ báo cáo,Năm 2023\nSTT,Chỉ tiêu,ĐVT,Kết quả\n{rows}", encoding="utf-8")
    found = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    assert [(fact["start"], fact["end"]) for fact in found if fact["cell"] == "D4"] == [("2023-01-01", "2023-03-31")]


def test_a_year_in_a_column_of_times_closes_the_quarters_that_stand_deeper(data: DataDir) -> None:
    rows = "{0}|Năm {1}|9\n1|Quý III|5\n2|Quý IV|4\n"
    top = f"KẾT QUẢ ĐỐI THOẠI\nTT|Thời gian|{TALKS}\n"
    found = facts(data, top + rows.format("I", 2022) + rows.format("II", 2023))
    assert (found["C4"], found["C5"]) == (quarter(2022, 3), quarter(2022, 4))
    assert (found["C6"], found["C7"], found["C8"]) == (Y23, quarter(2023, 3), quarter(2023, 4))


def test_so_does_one_without_marks_where_several_years_stand_over_quarters(data: DataDir) -> None:
    rows = "Năm {0}|9\nQuý III|5\nQuý IV|4\n"
    top = f"KẾT QUẢ ĐỐI THOẠI\nThời gian|{TALKS}\n"
    found = facts(data, top + rows.format(2022) + rows.format(2023))
    assert (found["B4"], found["B5"]) == (quarter(2022, 3), quarter(2022, 4))
    assert (found["B7"], found["B8"]) == (quarter(2023, 3), quarter(2023, 4))
