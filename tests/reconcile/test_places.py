"""Districts, communes and villages: they add up once, what is missing is named (docs/doi-chieu.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from reports.grids import CLB, DTCS, SDAT, TTT, save

if TYPE_CHECKING:
    from conftest import DataDir

Json = dict[str, Any]
HEAD = "Tỉnh: Cao Bằng\nKỳ báo cáo: {}\n"
FOLDER = "reports/cao-bang"


class Told:
    """The answer about one province."""

    def __init__(self, data: DataDir, as_of: str, *arguments: str) -> None:
        self.document = data.check("Cao Bằng", "--as-of", as_of, *arguments)
        (self.province,) = self.document["provinces"]

    def row(self, indicator: str = TTT) -> Json:
        (row,) = [row for row in self.province["indicators"] if row["id"] == indicator]
        return row

    def about(self, rule: str) -> list[Json]:
        return [finding for finding in self.document["findings"] if finding["rule"] == rule]


def report(data: DataDir, name: str, period: str, *drawings: str) -> None:
    save(data.root / FOLDER / f"{name}.xlsx", *(HEAD.format(period) + drawing for drawing in drawings))


def told(data: DataDir, as_of: str = "2024-12-31") -> Told:
    return Told(data, as_of)


def expect(data: DataDir, *areas: Json, target: int = 100, indicator: str = TTT) -> None:
    document = {
        "province": "Cao Bằng",
        "targets": [{"indicator": indicator, "target": target}],
        "areas": list(areas),
    }
    data.targets_text("cao-bang", yaml.safe_dump(document, allow_unicode=True, sort_keys=False))


COMMUNES = "Huyện|Xã|Tổ truyền thông\nBảo Lạc|Cô Ba|4\n|Hồng Trị|6\nHà Quảng|Cải Viên|5"


def test_places_make_up_the_province_where_it_states_nothing(data: DataDir) -> None:
    report(data, "x", "Năm 2023", COMMUNES)
    answer = told(data)
    row = answer.row()
    assert (row["actual"], row["qualifier"], row["incomplete"], row["observed_on"]) == (15, None, False, "2023-12-31")
    assert [source["cell"] for source in row["actual_sources"]] == ["C4:C6"]
    assert len(answer.about("rolled-up")) == 1


def test_what_the_province_states_is_used_and_compared(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|16", COMMUNES)
    answer = told(data)
    assert answer.row()["actual"] == 16
    (finding,) = answer.about("detail-mismatch")
    assert "16" in finding["message"]
    assert "15" in finding["message"]
    assert [place["cell"] for place in finding["related"]] == ["C4:C6"]
    assert answer.about("total-mismatch") == []


def test_the_summary_may_stand_in_another_file(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|16")
    report(data, "y", "Năm 2023", COMMUNES)
    answer = told(data)
    assert answer.row()["actual"] == 16
    assert len(answer.about("detail-mismatch")) == 1


@pytest.mark.parametrize(("summary", "total"), [(15, 15), (16, 15), (15, 16), (16, 16)])
def test_summary_total_and_rows_are_told_apart(data: DataDir, summary: int, total: int) -> None:
    report(
        data, "x", "Năm 2023", f"STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|{summary}", f"{COMMUNES}\nTổng cộng||{total}"
    )
    answer = told(data)
    assert answer.row()["actual"] == summary
    assert bool(answer.about("detail-mismatch")) is (summary != total)
    assert bool(answer.about("total-mismatch")) is (total != 15)


@pytest.mark.parametrize(
    "title", ["Xã", "Tên xã, thị trấn", "Huyện", "Huyện, thị xã, thành phố", "Đơn vị hành chính", "Địa bàn"]
)
def test_names_that_only_begin_like_a_kind_of_place_count_among_their_neighbours(data: DataDir, title: str) -> None:
    rows = "Bình Lư|1\nBản Bo|2\nQuan Sơn|4\nLang Chánh|8\nXa Dung|16\nHuyền Tụng|32\nTổng Cọt|64\nCộng Hòa|128"
    report(data, "x", "Năm 2023", f"{title}|Tổ truyền thông\n{rows}")
    answer = told(data)
    assert answer.row()["actual"] == 255
    assert answer.about("total-mismatch") == []


@pytest.mark.parametrize(
    ("title", "once", "again"), [("Huyện", "Quản Bạ", "HUYỆN QUẢN BẠ"), ("Xã", "Xa Dung", "Xã Xa Dung")]
)
def test_a_place_is_one_with_the_word_in_front_or_without(data: DataDir, title: str, once: str, again: str) -> None:
    report(data, "x", "Năm 2022", f"{title}|Tổ truyền thông\n{once}|5\nBản Bo|1")
    report(data, "y", "Năm 2023", f"{title}|Tổ truyền thông\n{again}|6\nBản Bo|2")
    assert told(data).row()["actual"] == 8


@pytest.mark.parametrize("label", ["Cộng huyện|", "Cộng Bảo Lạc|", "Tổng huyện Bảo Lạc|", "|Cộng", "|Cộng huyện"])
@pytest.mark.parametrize("place", ["after", "before"])
def test_the_total_of_a_district_is_no_place(data: DataDir, label: str, place: str) -> None:
    first = (
        "Bảo Lạc|Cô Ba|4\n|Hồng Trị|6" if place == "after" else f"Bảo Lạc|{label.strip('|')}|11\n|Cô Ba|4\n|Hồng Trị|6"
    )
    after = f"\n{label}|11" if place == "after" else ""
    report(data, "x", "Năm 2023", f"Huyện|Xã|Tổ truyền thông\n{first}{after}\nHà Quảng|Tổng Cọt|5")
    answer = told(data)
    assert answer.row()["actual"] == 16
    assert answer.about("duplicate-area") == []
    (finding,) = answer.about("total-mismatch")
    assert all(words in finding["message"] for words in ("Bảo Lạc", "11", "10"))


@pytest.mark.parametrize("title", ["Địa bàn", "Xã", "Huyện"])
@pytest.mark.parametrize(
    "marks", [("I|{}", "1|{}"), ("A|{}", "1|{}"), ("|{}", "|- {}"), ("1|{}", "|- {}"), ("|II. {}", "|1. {}")]
)
def test_numbers_and_dashes_tell_districts_from_their_communes(
    data: DataDir, title: str, marks: tuple[str, str]
) -> None:
    names = ("Bảo Lạc", "Cô Ba", "Bản Bo", "Hà Quảng", "Cải Viên")
    rows = (marks[name not in {"Bảo Lạc", "Hà Quảng"}].format(name) for name in names)
    table = "\n".join(f"{row}|{value}" for row, value in zip(rows, (11, 4, 6, 5, 5), strict=True))
    report(data, "x", "Năm 2023", f"STT|{title}|Tổ truyền thông\n{table}")
    answer = told(data)
    assert answer.row()["actual"] == 16
    (finding,) = answer.about("total-mismatch")
    assert all(words in finding["message"] for words in ("Bảo Lạc", "11", "10"))
    assert [area["name"] for area in areas(data, "district")] == ["Bảo Lạc", "Hà Quảng"]
    assert [area["name"] for area in areas(data, "commune")] == ["Bản Bo", "Cô Ba", "Cải Viên"]


@pytest.mark.parametrize("numbers", ["123", ["I", "II", "III"], ["1", "2", ""]])
def test_places_numbered_alike_are_beside_each_other(data: DataDir, numbers: list[str]) -> None:
    rows = zip(numbers, ("Cô Ba|4", "Hồng Trị|6", "Cải Viên|5"), strict=True)
    report(data, "x", "Năm 2023", "STT|Địa bàn|Tổ truyền thông\n" + "\n".join(map("|".join, rows)))
    assert told(data).row()["actual"] == 15


def test_a_total_of_a_district_counts_where_the_district_is_known(data: DataDir) -> None:
    head = "Đơn vị báo cáo: Hội LHPN huyện Bảo Lạc\n"
    report(data, "x", "Năm 2023", f"{head}Xã|Tổ truyền thông\nCô Ba|4\nHồng Trị|6\nToàn huyện|11")
    answer = told(data)
    assert answer.row()["actual"] == 11
    assert answer.about("total-mismatch")


def test_a_table_of_a_whole_district_that_nothing_names_is_told(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "Xã|Tổ truyền thông\nCô Ba|4\nHồng Trị|6\nToàn huyện|11")
    answer = told(data)
    assert not answer.document["provinces"][0]["indicators"]
    assert answer.about("unmatched-row")


@pytest.mark.parametrize("title", ["Huyện, thành phố", "Địa bàn"])
@pytest.mark.parametrize(("city", "total"), [("TP Cao Bằng", ""), ("Thành phố Cao Bằng", "\nTổng số|10")])
def test_the_city_that_bears_the_name_of_its_province_is_a_place(
    data: DataDir, title: str, city: str, total: str
) -> None:
    report(data, "x", "Năm 2023", f"{title}|Tổ truyền thông\n{city}|4\nBảo Lạc|6{total}")
    assert told(data).row()["actual"] == 10
    report(data, "x", "Năm 2023", f"{title}|Tổ truyền thông\nTỉnh Cao Bằng|11\n{city}|4\nBảo Lạc|6")
    answer = told(data)
    assert answer.row()["actual"] == 11
    assert len(answer.about("total-mismatch")) == 1


def test_the_office_of_the_city_reports_for_the_city(data: DataDir) -> None:
    for name, value in (("thành phố Cao Bằng", 4), ("huyện Bảo Lạc", 6)):
        text = f"Đơn vị báo cáo: Hội LHPN {name}\nSTT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|{value}"
        report(data, name, "Năm 2023", text)
    answer = told(data)
    assert (answer.row()["actual"], answer.about("conflicting-reports")) == (10, [])


def test_a_district_row_beats_its_communes_and_is_compared_with_them(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "Huyện|Xã|Tổ truyền thông\nBảo Lạc||11\n|Cô Ba|4\n|Hồng Trị|6\nHà Quảng||5")
    answer = told(data)
    assert answer.row()["actual"] == 16
    (finding,) = answer.about("total-mismatch")
    assert "Bảo Lạc" in finding["message"]
    assert finding["location"]["cell"] == "C4"


def test_districts_and_their_communes_in_one_column(data: DataDir) -> None:
    rows = "Huyện Bảo Lạc|10\nXã Cô Ba|4\nXã Hồng Trị|6\nHuyện Hà Quảng|5\nXã Cải Viên|5"
    report(data, "x", "Năm 2023", f"Địa bàn|Tổ truyền thông\n{rows}\nTổng cộng|15")
    answer = told(data)
    assert answer.row()["actual"] == 15
    assert answer.about("total-mismatch") == []


def test_villages_make_up_their_commune(data: DataDir) -> None:
    rows = "Bảo Lạc|Cô Ba|Nà Rào|1\n||Phiêng Mòn|2\n|Hồng Trị|Nà Nôm|3"
    report(data, "x", "Năm 2023", f"Huyện|Xã|Thôn|Tổ truyền thông\n{rows}")
    assert told(data).row()["actual"] == 6


@pytest.mark.parametrize(
    ("second", "sent", "figure"),
    [(4, (None, None), 4), (5, ("10/01/2024", "20/02/2024"), 5), (5, (None, None), None)],
)
def test_two_files_of_one_place_and_period(
    data: DataDir, second: int, sent: tuple[str | None, str | None], figure: int | None
) -> None:
    for name, value, day in zip("xy", (4, second), sent, strict=True):
        dated = f"\nNgày báo cáo: {day}" if day else ""
        report(data, name, f"Năm 2023{dated}", f"Xã|Tổ truyền thông\nCô Ba|{value}\nHồng Trị|6")
    answer = told(data)
    assert answer.row()["actual"] == (figure + 6 if figure else 6)
    assert bool(answer.about("conflicting-reports")) is (figure is None)
    assert answer.row()["incomplete"] is (figure is None)


def test_what_a_later_report_changed_is_told_place_by_place(data: DataDir) -> None:
    for name, values, day in (("x", (4, 6, 8), "10/01/2024"), ("y", (5, 6, 9), "20/02/2024")):
        rows = "\n".join(
            f"{place}|{value}" for place, value in zip(("Cô Ba", "Hồng Trị", "Cải Viên"), values, strict=True)
        )
        report(data, name, f"Năm 2023\nNgày báo cáo: {day}", f"Xã|Tổ truyền thông\n{rows}")
    answer = told(data)
    assert answer.row()["actual"] == 20
    (finding,) = answer.about("superseded-report")
    assert "Cô Ba 4 → 5" in finding["message"]
    assert "Cải Viên 8 → 9" in finding["message"]
    assert "Hồng Trị" not in finding["message"]


OF_DISTRICTS = "Huyện|Xã|Đối thoại chính sách\nBảo Lạc|Cô Ba|1\n|Tân Long|2\nHà Quảng|Tân Long|3"


@pytest.mark.parametrize("district", ["Bảo Lạc", "Hà Quảng"])
def test_a_commune_whose_district_nobody_says_counts_beside_the_others(data: DataDir, district: str) -> None:
    report(data, "x", "Quý I/2023", OF_DISTRICTS)
    report(data, "y", "Quý II/2023", "Xã|Đối thoại chính sách\nCô Ba|10\nTân Long|20\nNà Tăm|40")
    assert told(data).row(DTCS)["actual"] == 6 + 70
    # With the figure of one of the two of that name on file, the other report may mean either.
    report(data, "z", "Quý II/2023", f"Huyện|Xã|Đối thoại chính sách\n{district}|Tân Long|20")
    answer = told(data)
    assert answer.row(DTCS)["actual"] == 6 + 70
    (finding,) = [f for f in answer.about("coverage-gap") if "thuộc huyện nào" in f["message"]]
    assert "Tân Long" in finding["message"]


def test_communes_beside_the_districts_own_figures_are_inside_them(data: DataDir) -> None:
    districts = "Huyện|Tổ truyền thông\nBảo Lạc|10\nHà Quảng|5"
    report(data, "x", "Năm 2023", districts, "Xã|Tổ truyền thông\nCô Ba|4\nHồng Trị|6\nCải Viên|5")
    answer = told(data)
    assert (answer.row()["actual"], answer.row()["incomplete"]) == (15, False)
    assert answer.about("coverage-gap") == []


@pytest.mark.parametrize(("again", "figure", "incomplete"), [(4, 10, False), (5, 6, True)])
def test_a_place_that_stands_twice_in_one_table(data: DataDir, again: int, figure: int, *, incomplete: bool) -> None:
    report(data, "x", "Năm 2023", f"Xã|Tổ truyền thông\nCô Ba|4\nHồng Trị|6\nXã Cô Ba|{again}")
    answer = told(data)
    (finding,) = answer.about("duplicate-area")
    assert finding["severity"] == "error"
    assert "Cô Ba" in finding["message"]
    assert ("ghi khác nhau" in finding["message"]) is (again != 4)
    assert (finding["location"]["cell"], [each["cell"] for each in finding["related"]]) == ("B4", ["B6"])
    assert (answer.row()["actual"], answer.row()["incomplete"]) == (figure, incomplete)


def test_places_that_differ_in_their_kind_or_their_marks_alone_are_two(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "Xã|Tổ truyền thông\nXã Bảo Lạc|4\nThị trấn Bảo Lạc|6\nXã Nứa|1\nXã Nưa|2")
    answer = told(data)
    assert answer.row()["actual"] == 13
    assert answer.about("duplicate-area") == []


def test_a_commune_without_its_district_is_the_one_with_it(data: DataDir) -> None:
    report(data, "x", "Quý I/2023", COMMUNES.replace("Tổ truyền thông", "Đối thoại chính sách"))
    report(data, "y", "Quý II/2023", "Xã|Đối thoại chính sách\nxã Cô Ba|1\nHồng Trị|2\nCẢI VIÊN|3")
    answer = told(data)
    assert answer.row(DTCS)["actual"] == 21
    assert answer.about("coverage-gap") == []


def test_reports_of_districts_add_up_to_a_lower_bound_while_nobody_says_who_must_report(data: DataDir) -> None:
    for name, value in (("Bảo Lạc", 10), ("Hà Quảng", 5)):
        text = f"Đơn vị báo cáo: Hội LHPN huyện {name}\nSTT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|{value}"
        report(data, name, "Năm 2023", text)
    answer = told(data)
    row = answer.row()
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (15, "at_least", True)
    assert len(answer.about("coverage-gap")) == 1
    expect(data, {"name": "Bảo Lạc"}, {"name": "Hà Quảng"})
    row = told(data).row()
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (15, None, False)


def test_an_expected_place_that_did_not_report_is_named(data: DataDir) -> None:
    names = [{"name": "Cô Ba", "district": "Bảo Lạc"}, {"name": "Hồng Trị", "district": "Bảo Lạc"}]
    expect(data, *names, {"name": "Cải Viên", "district": "Hà Quảng"}, {"name": "Lũng Nặm", "district": "Hà Quảng"})
    report(data, "x", "Năm 2023", COMMUNES)
    answer = told(data)
    row = answer.row()
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (15, "at_least", True)
    (finding,) = answer.about("coverage-gap")
    assert "Lũng Nặm" in finding["message"]


def test_a_place_that_reported_before_and_not_now_is_named(data: DataDir) -> None:
    report(data, "x", "Quý I/2023", "Xã|Đối thoại chính sách\nCô Ba|1\nHồng Trị|2")
    report(data, "y", "Quý II/2023", "Xã|Đối thoại chính sách\nCô Ba|4")
    answer = told(data)
    row = answer.row(DTCS)
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (7, "at_least", True)
    (finding,) = answer.about("coverage-gap")
    assert "Hồng Trị" in finding["message"]


def test_of_running_numbers_every_place_counts_with_its_latest(data: DataDir) -> None:
    report(data, "x", "Quý I/2023", "Xã|Tổ truyền thông\nCô Ba|1\nHồng Trị|2")
    report(data, "y", "Quý II/2023", "Xã|Tổ truyền thông\nCô Ba|4")
    row = told(data).row()
    assert (row["actual"], row["observed_on"], row["incomplete"]) == (6, "2023-03-31", False)


def test_rates_of_places_add_up_by_numerator_and_denominator_alone(data: DataDir) -> None:
    table = "Xã|Tỷ lệ sinh đẻ an toàn\nCô Ba|{}\nHồng Trị|{}"
    report(data, "x", "Năm 2023", table.format("30/100", "90/100"))
    assert told(data).row(SDAT)["actual"] == 60
    report(data, "x", "Năm 2023", table.format("30%", "90%"))
    assert all(row["actual"] is None for row in told(data).province["indicators"])


def test_approximate_words_stay(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "Xã|Tổ truyền thông\nCô Ba|trên 10\nHồng Trị|6")
    row = told(data).row()
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (16, "at_least", False)


def test_a_place_missing_from_the_rows_explains_a_larger_total(data: DataDir) -> None:
    expect(data, {"name": "Cô Ba"}, {"name": "Hồng Trị"}, {"name": "Cải Viên"})
    report(data, "x", "Năm 2023", "Xã|Tổ truyền thông\nCô Ba|4\nHồng Trị|6\nTổng cộng|15")
    (finding,) = told(data).about("total-mismatch")
    assert "Cải Viên" in finding["message"]


def test_districts_end_with_the_old_era_without_an_alarm(data: DataDir) -> None:
    report(data, "x", "6 tháng đầu năm 2025", COMMUNES.replace("Tổ truyền thông", "Đối thoại chính sách"))
    report(data, "y", "Quý III/2025", "Xã|Đối thoại chính sách\nxã Cô Ba|1\nxã Bảo Lạc|2")
    answer = told(data, "2025-12-31")
    assert (answer.row(DTCS)["actual"], answer.about("coverage-gap")) == (18, [])


@pytest.mark.parametrize(
    "listed",
    [
        ["Bảo Lạc", "Hà Quảng"],
        ["Huyện Bảo Lạc", "Huyện Hà Quảng", "Huyện Nguyên Bình"],
        ["Cô Ba", "Hồng Trị", "Cải Viên"],
    ],
)
def test_who_was_expected_in_the_old_era_alone_is_not_missed_in_the_new(data: DataDir, listed: list[str]) -> None:
    expect(data, *({"name": name} for name in listed), indicator=DTCS)
    report(data, "x", "6 tháng đầu năm 2025", COMMUNES.replace("Tổ truyền thông", "Đối thoại chính sách"))
    report(data, "y", "Quý III/2025", "Xã|Đối thoại chính sách\nxã Cô Ba|1\nxã Nà Tăm|2")
    answer = told(data, "2025-12-31")
    assert (answer.row(DTCS)["actual"], answer.about("coverage-gap")) == (18, [])


@pytest.mark.parametrize("after", [True, False])
def test_a_merged_commune_is_its_former_ones_until_it_reports(data: DataDir, *, after: bool) -> None:
    expect(data, {"name": "Cô Ba", "formerly": ["Cô Ba", "Hồng Trị"]}, {"name": "Hà Quảng", "formerly": ["Cải Viên"]})
    report(data, "x", "6 tháng đầu năm 2025", COMMUNES)
    report(data, "y", "Quý III/2025", "Xã|Tổ truyền thông\nHà Quảng|7" + ("\nCô Ba|12" if after else ""))
    answer = told(data, "2025-12-31")
    assert answer.row()["actual"] == (19 if after else 17)
    assert answer.about("coverage-gap") == []


@pytest.mark.parametrize(
    ("rows", "value", "qualifier", "incomplete"),
    [
        ("Cô Ba|4\nHồng Trị|6", 10, None, False),
        ("Cô Ba|4", 4, "at_least", True),  # of the other one nobody knows
        ("Cô Ba|trên 4\nHồng Trị|6", 10, "at_least", False),
        ("Cô Ba|khoảng 4\nHồng Trị|6", 10, "about", False),
    ],
)
def test_what_is_known_of_the_former_communes_is_known_of_the_new_one(
    data: DataDir, rows: str, value: int, qualifier: str | None, *, incomplete: bool
) -> None:
    expect(data, {"name": "Cô Ba", "formerly": ["Cô Ba", "Hồng Trị"]}, {"name": "Hà Quảng", "formerly": ["Cải Viên"]})
    report(data, "x", "6 tháng đầu năm 2025", f"Xã|Tổ truyền thông\n{rows}\nCải Viên|5")
    report(data, "y", "Quý III/2025", "Xã|Tổ truyền thông\nHà Quảng|7")
    row = told(data, "2025-12-31").row()
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (value + 7, qualifier, incomplete)
    cells = {(place["path"], place["cell"]) for place in row["actual_sources"]}
    assert len(cells) >= 2


def test_a_list_of_some_merged_communes_leaves_the_sum_of_the_old_era_whole(data: DataDir) -> None:
    expect(data, {"name": "Cô Ba", "formerly": ["Cô Ba", "Hồng Trị"]})
    report(data, "x", "6 tháng đầu năm 2025", COMMUNES)
    assert told(data, "2025-12-31").row()["actual"] == 15


def test_what_was_done_in_the_periods_of_the_former_communes_counts_for_the_new_one_and_once(data: DataDir) -> None:
    expect(data, {"name": "Cô Ba", "formerly": ["Cô Ba", "Hồng Trị"]}, indicator=DTCS)
    report(data, "x", "6 tháng đầu năm 2025", COMMUNES.replace("Tổ truyền thông", "Đối thoại chính sách"))
    report(data, "y", "Quý III/2025", "Xã|Đối thoại chính sách\nCô Ba|12")
    answer = Told(data, "2025-12-31", "--by", "commune")
    assert answer.row(DTCS)["actual"] == 15 + 12
    (area,) = answer.province["areas"]
    assert (area["name"], area["indicators"][0]["actual"]) == ("Cô Ba", 4 + 6 + 12)


def test_the_facts_of_the_standard_sheet_reach_the_province(data: DataDir) -> None:
    rows = "Bảo Lạc|Cô Ba|Nà Rào|1|2\n||Phiêng Mòn|2|1\nTổng cộng|||3|3"
    save(
        data.root / FOLDER / "x.xlsx",
        HEAD.format("Năm 2023") + "STT|Chỉ tiêu|Luỹ kế từ đầu giai đoạn\n1|Tổ truyền thông|3\n2|CLB thủ lĩnh|3",
        f"Huyện|Xã|Thôn|Tổ truyền thông|CLB thủ lĩnh\n{rows}",
        names=("Báo cáo", "Chi tiết"),
    )
    answer = told(data)
    assert (answer.row()["actual"], answer.row(CLB)["actual"]) == (3, 3)
    assert {f["rule"] for f in answer.document["findings"]} <= {
        "result-without-target",
        "stale-report",
        "assumed-basis",
    }


# The breakdown.


def areas(data: DataDir, level: str, as_of: str = "2024-06-30") -> list[Json]:
    return Told(data, as_of, "--by", level).province["areas"]


def test_by_commune_tells_each_with_its_district(data: DataDir) -> None:
    report(data, "x", "Năm 2023", COMMUNES)
    found = {
        (area["parent"], area["id"], area["name"]): area["indicators"][0]["actual"] for area in areas(data, "commune")
    }
    assert found == {("bao-lac", "co-ba", "Cô Ba"): 4, ("bao-lac", "hong-tri", "Hồng Trị"): 6} | {
        ("ha-quang", "cai-vien", "Cải Viên"): 5
    }


def test_by_district_adds_its_communes(data: DataDir) -> None:
    report(data, "x", "Năm 2023", COMMUNES)
    found = {area["id"]: (area["parent"], area["indicators"][0]["actual"]) for area in areas(data, "district")}
    assert found == {"bao-lac": (None, 10), "ha-quang": (None, 5)}


def test_a_place_is_judged_by_its_own_target(data: DataDir) -> None:
    expect(
        data, {"name": "Cô Ba", "targets": {TTT: 20}}, {"name": "Hồng Trị", "targets": {TTT: 6}}, {"name": "Lũng Nặm"}
    )
    report(data, "x", "Năm 2023", "Xã|Tổ truyền thông\nCô Ba|4\nHồng Trị|6")
    found = {
        area["name"]: [(row["status"], row["completion"]) for row in area["indicators"]]
        for area in areas(data, "commune")
    }
    assert found == {"Cô Ba": [("very_slow", 0.2)], "Hồng Trị": [("met", 1)], "Lũng Nặm": []}
    page = data.run("check", "cao-bang", "--by", "commune", "--as-of", "2024-06-30").stdout
    breakdown = page.partition("Từng xã")[2]
    assert "2/3 xã đã có số liệu; chưa có: Lũng Nặm" in breakdown
    assert breakdown.index("Cô Ba") < breakdown.index("Hồng Trị")


def test_coverage_is_of_the_places_that_are_listed(data: DataDir) -> None:
    expect(data, {"name": "Cô Ba"}, {"name": "Hồng Trị"})
    report(data, "x", "Năm 2023", "Xã|Tổ truyền thông\nCô Ba|4\nHồng Tị|6")
    page = data.run("check", "cao-bang", "--by", "commune", "--as-of", "2024-06-30").stdout
    assert "1/2 xã đã có số liệu; chưa có: Hồng Trị; ngoài danh sách: Hồng Tị" in page


def test_without_by_there_are_no_areas(data: DataDir) -> None:
    report(data, "x", "Năm 2023", COMMUNES)
    assert "areas" not in told(data).province


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ({"name": "Cô Ba", "targets": {"to-truyen-thon": 4}}, "unknown-indicator"),
        ({"name": "cô ba"}, "duplicate-area"),
        ({"ten": "Cô Ba"}, "unknown-key"),
        ({"name": "Cô Ba", "targets": {TTT: -4}}, "invalid-value"),
    ],
)
def test_faults_of_expected_places_are_told(data: DataDir, entry: Json, rule: str) -> None:
    expect(data, *([{"name": "Cô Ba"}] if rule == "duplicate-area" else []), entry)
    (finding,) = told(data).about(rule)
    assert finding["location"]["line"] > 4


def test_amounts_with_decimals_add_up_exactly(data: DataDir) -> None:
    report(data, "x", "Năm 2023", "Huyện|Vốn giải ngân\nBảo Lạc|1,5\nHà Quảng|2,25")
    answer = told(data)
    assert [row["actual"] for row in answer.province["indicators"]] == [3.75]


@pytest.mark.parametrize(("whole", "actual", "gaps"), [("", None, 1), ("\nTổng cộng|75%", 75, 0)])
def test_rates_of_places_without_their_denominators_make_no_rate_and_that_is_said(
    data: DataDir, whole: str, actual: int | None, gaps: int
) -> None:
    expect(data, indicator=SDAT, target=80)
    report(data, "x", "Năm 2023", f"Huyện|Sinh đẻ an toàn\nBảo Lạc|80%\nHà Quảng|70%{whole}")
    answer = told(data)
    assert answer.row(SDAT)["actual"] == actual
    assert len(answer.about("coverage-gap")) == gaps


@pytest.mark.parametrize(("commune", "actual", "incomplete"), [(7, 170, False), (170, 170, False), (171, 171, True)])
def test_some_places_alone_never_undo_what_the_province_counted(
    data: DataDir, commune: int, actual: int, *, incomplete: bool
) -> None:
    expect(data, {"name": "Cô Ba"}, {"name": "Hồng Trị"})
    report(data, "x", "Quý II/2023", "STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|170")
    report(data, "y", "Năm 2023", f"Xã|Tổ truyền thông\nCô Ba|{commune}")
    row = told(data).row()
    assert (row["actual"], row["incomplete"]) == (actual, incomplete)
