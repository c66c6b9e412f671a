"""Who has sent what: each state of a report from the files it follows from, the letters, and the whole loop."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from conftest import DataDir
from du_an8.programme.provinces import NEW_ERA, load_provinces

TEAMS, CUMULATIVE, IN_PERIOD = "to-truyen-thong", "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
TALKS = "doi-thoai-chinh-sach"
SOUND = {"Mã": TEAMS, CUMULATIVE: 12}
ODD = {"Chỉ tiêu": "Hội diễn cấp huyện", CUMULATIVE: 3}
AS_OF = ("--as-of", "2026-11-30")


@pytest.fixture
def office(data: DataDir) -> DataDir:
    """Cao Bằng has its targets of phase II; nothing is in."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 40}, {"indicator": TALKS, "target": 8}, phase="II")
    return data


def sent(data: DataDir, name: str, *rows: dict[str, object], day: str | None = None, **head: object) -> Path:
    """A report of Cao Bằng, sent on a day."""
    stated = {"Tỉnh": "Cao Bằng", **head, **({"Ngày báo cáo": day} if day else {})}
    return data.report(f"cao-bang/{name}", *(rows or (SOUND,)), head=stated)


def returned(data: DataDir, stem: str, sent_on: date | None, reply_by: date | None, folder: str = "cao-bang") -> Path:
    """A workbook that went back."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Cần làm rõ"
    page.cell(1, 1, "NHỮNG ĐIỂM CẦN LÀM RÕ")
    for row, (label, day) in enumerate({"Ngày gửi": sent_on, "Trả lời trước ngày": reply_by}.items(), start=2):
        page.cell(row, 1, f"{label}:")
        page.cell(row, 2, day)
    path = data.root / "returned" / folder / f"{stem}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def explained(path: Path, *texts: str) -> None:
    """The sheet that went out with the report comes back with what the province says."""
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("Cần làm rõ")
    page.append(["Mức", "Ô", "Nội dung", "Đề nghị", "Tỉnh giải trình"])
    for text in texts:
        page.append(["Cần làm rõ", "Báo cáo!H5", "Số âm", "Đề nghị ghi lại số đúng.", text])
    book.save(path)


def receipts(data: DataDir, *arguments: str) -> dict[tuple[str, str], dict[str, object]]:
    """(id of the province that was to report, last day of the period) -> receipt."""
    result = data.run("received", "--format", "json", *(arguments or ("Cao Bằng",)), *AS_OF)
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert (document["schema"], document["version"]) == ("du-an8/received", 1)
    return {
        (receipt["province"]["id"], receipt["end"]): receipt
        for province in document["provinces"]
        for receipt in province["receipts"]
    }


def third_quarter(data: DataDir) -> dict[str, object]:
    return receipts(data)["cao-bang", "2026-09-30"]


def test_what_is_due_is_late_by_the_days_since_and_what_is_not_due_is_expected(office: DataDir) -> None:
    # Quarter III ends on 30/09, 25 days later is 25/10, and 30/11 is 36 days after that.
    found = receipts(office)
    third, fourth = found["cao-bang", "2026-09-30"], found["cao-bang", "2026-12-31"]
    assert (third["state"], third["due"], third["late_days"]) == ("missing", "2026-10-25", 36)
    assert (fourth["state"], fourth["due"], fourth["late_days"]) == ("expected", "2027-01-25", 0)
    assert len(found) == 4


@pytest.mark.parametrize(("as_of", "state"), [("2026-10-25", "expected"), ("2026-10-26", "missing")])
def test_a_report_may_come_on_its_last_day(office: DataDir, as_of: str, state: str) -> None:
    result = office.run("received", "Cao Bằng", "--format", "json", "--as-of", as_of)
    (province,) = json.loads(result.stdout)["provinces"]
    assert {r["end"]: r["state"] for r in province["receipts"]}["2026-09-30"] == state


@pytest.mark.parametrize(
    ("day", "late"), [("25/10/2026", 0), ("26/10/2026", 1), (None, None)], ids=["in time", "a day late", "no date"]
)
def test_what_came_is_late_by_its_own_date_and_never_by_the_file_s(
    office: DataDir, day: str | None, late: int | None
) -> None:
    path = sent(office, "2026-Q3", day=day, **{"Kỳ báo cáo": "Quý III/2026"})
    path.touch()
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["late_days"]) == ("accepted", late)
    assert receipt["files"] == ["data/reports/cao-bang/2026-Q3.xlsx"]
    if day is None:
        assert "không ghi ngày báo cáo" in office.run("received", "Cao Bằng", *AS_OF).stdout


def test_a_report_of_a_later_day_was_not_there_yet(office: DataDir) -> None:
    sent(office, "2026-Q3", day="01/12/2026", **{"Kỳ báo cáo": "Quý III/2026"})
    assert third_quarter(office)["state"] == "missing"


def test_a_report_with_open_points_is_in_and_one_whose_points_were_settled_is_accepted(office: DataDir) -> None:
    sent(office, "2026-Q3", SOUND, ODD, day="20/10/2026", **{"Kỳ báo cáo": "Quý III/2026"})
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["open_points"]) == ("in", 1)
    (office.root / "decisions.yaml").write_text(
        "decisions:\n  - rule: unmatched-row\n    file: reports/cao-bang/2026-Q3.xlsx\n    decision: accept\n"
        "    reason: Không thuộc Dự án 8\n    by: Lan\n",
        encoding="utf-8",
    )
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["open_points"]) == ("accepted", 0)


def test_a_report_that_cannot_be_opened_is_in_by_its_name(office: DataDir) -> None:
    path = office.root / "reports" / "cao-bang" / "2026-Q3.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK\x03\x04 damaged")
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["late_days"]) == ("in", None)
    assert receipt["open_points"] == 1
    assert receipts(office)["cao-bang", "2026-06-30"]["state"] == "missing", "nobody knows that it tells of that, too"


def test_a_blank_form_is_no_report(office: DataDir) -> None:
    sent(office, "2026-Q3", {"Mã": TEAMS}, day="20/10/2026", **{"Kỳ báo cáo": "Quý III/2026"})
    assert third_quarter(office)["state"] == "missing"


# Which periods a report is for.


def states(data: DataDir, *arguments: str) -> dict[str, str]:
    return {end: str(receipt["state"]) for (_, end), receipt in receipts(data, *arguments).items()}


def test_a_half_year_is_in_for_its_last_quarter_and_holds_the_one_before(office: DataDir) -> None:
    sent(office, "2026-H1", {"Mã": TALKS, IN_PERIOD: 2}, day="20/07/2026", **{"Kỳ báo cáo": "6 tháng đầu năm 2026"})
    found = states(office)
    assert (found["2026-03-31"], found["2026-06-30"], found["2026-09-30"]) == ("included", "accepted", "missing")
    assert receipts(office)["cao-bang", "2026-03-31"]["included_to"] == "2026-06-30"


def test_a_running_total_is_in_only_for_the_period_that_ends_on_its_day(office: DataDir) -> None:
    sent(office, "den-14-6", day="20/06/2026", **{"Số liệu đến ngày": "14/06/2026"})
    assert states(office)["2026-06-30"] == "missing"
    sent(office, "den-30-6", day="02/07/2026", **{"Số liệu đến ngày": "30/06/2026"})
    found = states(office)
    assert (found["2026-03-31"], found["2026-06-30"]) == ("included", "accepted")


def test_a_month_is_no_quarter_and_its_three_months_are(office: DataDir) -> None:
    for month in (7, 9):
        sent(office, f"2026-{month:02d}", {"Mã": TALKS, IN_PERIOD: 1}, day="10/10/2026",
             **{"Kỳ báo cáo": f"Tháng {month}/2026"})  # fmt: skip
    assert states(office)["2026-09-30"] == "missing"
    sent(office, "2026-08", {"Mã": TALKS, IN_PERIOD: 1}, day="27/10/2026", **{"Kỳ báo cáo": "Tháng 8/2026"})
    assert states(office)["2026-09-30"] != "missing"


def test_a_district_s_own_report_is_not_the_province_s(office: DataDir) -> None:
    sent(office, "2026-Q3", day="20/10/2026",
         **{"Kỳ báo cáo": "Quý III/2026", "Xã": "Xã Bảo Lâm", "Đơn vị báo cáo": "Hội LHPN xã Bảo Lâm"})  # fmt: skip
    assert states(office)["2026-09-30"] == "missing"


def test_an_office_s_own_rhythm_goes_before_that_of_the_programme(office: DataDir) -> None:
    (office.root / "programme.yaml").write_text("reporting: {every: half, due_days: 10}\n", encoding="utf-8")
    found = receipts(office)
    assert {end: receipt["due"] for (_, end), receipt in found.items()} == {
        "2026-06-30": "2026-07-10",
        "2026-12-31": "2027-01-10",
    }


def test_a_programme_that_names_no_rhythm_is_told_so(data: DataDir) -> None:
    (data.root / "programme.yaml").write_text(
        "replace: true\nname: Chương trình khác\nphases:\n"
        "  - {id: I, name: giai đoạn I, start: 2021-01-01, end: 2030-12-31}\n"
        "indicators:\n  - {id: a, name: Lớp học, unit: lớp, kind: flow}\n",
        encoding="utf-8",
    )
    result = data.run("received", *AS_OF)
    assert result.exit_code == 2
    assert "reporting" in result.stderr


def test_the_country_sends_no_report_to_itself(office: DataDir) -> None:
    assert office.run("received", "Toàn quốc", *AS_OF).exit_code == 2


# Provinces that were merged.


def test_before_the_merger_each_part_reports_by_name_and_after_it_the_whole(data: DataDir) -> None:
    sent(data, "2024-Q4", **{"Kỳ báo cáo": "Quý IV/2024"})
    data.report("bac-kan/2024-Q4", SOUND, head={"Tỉnh": "Bắc Kạn", "Kỳ báo cáo": "Quý IV/2024"})
    found = receipts(data, "Thái Nguyên", "--phase", "I")
    assert found["bac-kan", "2024-12-31"]["state"] == "in"
    assert found["thai-nguyen", "2024-12-31"]["state"] == "missing"
    assert ("bac-kan", "2025-09-30") not in found
    after = found["thai-nguyen", "2025-09-30"]
    assert (after["province"]["era"], after["state"]) == (NEW_ERA, "missing")  # type: ignore[index]


def test_a_province_that_is_no_more_reported_until_its_merger(data: DataDir) -> None:
    ends = [end for _, end in receipts(data, "Bắc Kạn", "--phase", "I")]
    assert (ends[0], ends[-1]) == ("2022-03-31", "2025-06-30")


def test_all_provinces_of_the_day_are_listed_unless_the_centre_says_which_take_part(data: DataDir) -> None:
    listed = {province for province, _ in receipts(data, "--phase", "II")}
    assert listed == set(load_provinces().by_era[NEW_ERA])
    data.targets("Toàn quốc", phase="II", areas=[{"name": "Cao Bằng"}, {"name": "Bắc Kạn"}])
    data.report("son-la/2026-Q1", SOUND, head={"Tỉnh": "Sơn La", "Kỳ báo cáo": "Quý I/2026"})
    listed = {province for province, _ in receipts(data, "--phase", "II")}
    assert listed == {"cao-bang", "thai-nguyen", "son-la"}


# What was sent back.


def odd_report(data: DataDir, name: str = "2026-Q3", day: str = "20/10/2026") -> Path:
    return sent(data, name, SOUND, ODD, day=day, **{"Kỳ báo cáo": "Quý III/2026"})


def test_what_was_sent_back_waits_for_its_answer(office: DataDir) -> None:
    odd_report(office)
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 20))
    receipt = third_quarter(office)
    assert receipt["state"] == "returned"
    assert (receipt["returned_on"], receipt["reply_by"]) == ("2026-11-02", "2026-11-20")
    assert "quá 10 ngày" in office.run("received", "Cao Bằng", *AS_OF).stdout


def test_a_return_without_dates_is_one_all_the_same(office: DataDir) -> None:
    odd_report(office)
    returned(office, "2026-Q3_gui-lai", None, None)
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["returned_on"], receipt["reply_by"]) == ("returned", None, None)


def test_a_return_of_a_later_day_was_not_made_yet(office: DataDir) -> None:
    odd_report(office)
    returned(office, "2026-Q3", date(2026, 12, 1), None)
    assert third_quarter(office)["state"] == "in"


def test_a_return_whose_report_was_not_filed_belongs_to_the_period_of_its_name(office: DataDir) -> None:
    returned(office, "2026-Q3", date(2026, 11, 2), None)
    assert states(office)["2026-09-30"] == "returned"
    assert states(office)["2026-06-30"] == "missing"


@pytest.mark.parametrize(("day", "state"), [("10/11/2026", "answered"), ("20/10/2026", "returned")])
def test_what_answers_a_return_whose_report_was_not_filed_was_sent_after_it(
    office: DataDir, day: str, state: str
) -> None:
    returned(office, "2026-Q3", date(2026, 11, 2), None)
    odd_report(office, "bao-cao", day=day)
    assert third_quarter(office)["state"] == state


def test_a_later_report_is_the_answer(office: DataDir) -> None:
    odd_report(office)
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 20))
    odd_report(office, "2026-Q3_lan-2", day="10/11/2026")
    receipt = third_quarter(office)
    assert receipt["state"] == "answered"
    assert receipt["late_days"] == 0  # the first report came in time


def test_an_explanation_in_the_workbook_that_comes_back_is_an_answer(office: DataDir) -> None:
    odd_report(office)
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 20))
    again = odd_report(office, "2026-Q3_lan-2", day="20/10/2026")
    explained(again, "Hội diễn không thuộc Dự án 8")
    assert third_quarter(office)["state"] == "answered"


@pytest.mark.parametrize("texts", [(), ("Hội diễn không thuộc Dự án 8",)])
def test_an_answer_that_was_sent_back_again_waits_again(office: DataDir, texts: tuple[str, ...]) -> None:
    odd_report(office)
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 20))
    again = odd_report(office, "2026-Q3_lan-2", day="10/11/2026")
    explained(again, *texts)
    returned(office, "2026-Q3_lan-2", date(2026, 11, 12), date(2026, 12, 1))
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["returned_on"]) == ("returned", "2026-11-12")


def test_a_link_out_of_the_folder_is_no_return(office: DataDir, tmp_path: Path) -> None:
    odd_report(office)
    elsewhere = returned(office, "2026-Q3", date(2026, 11, 2), None).rename(tmp_path / "x.xlsx")
    (office.root / "returned" / "cao-bang" / "2026-Q3.xlsx").symlink_to(elsewhere)
    assert third_quarter(office)["state"] == "in"


def test_the_whole_loop_from_the_form_to_the_accepted_report(office: DataDir, tmp_path: Path) -> None:
    form = tmp_path / "mau.xlsx"
    period = ("--period", "2026-Q3")
    assert office.run("template", "Cao Bằng", *period, "-o", str(form)).exit_code == 0

    def filled(name: str, day: str, activity: str = "") -> Path:
        book = openpyxl.load_workbook(form)
        page = book["Báo cáo"]
        at = {cell.value: cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)}
        page.cell(at["Ngày báo cáo"].row, at["Tỉnh"].column + 2, day)
        column = at[CUMULATIVE].column
        page.cell(at[TEAMS].row, column, 12)
        page.cell(at[TALKS].row, column, 3)
        if activity:  # written over a row of the form
            page.cell(at["dia-chi-tin-cay"].row, column, 5)
            page.cell(at["dia-chi-tin-cay"].row, at["Chỉ tiêu"].column, activity)
            page.cell(at["dia-chi-tin-cay"].row, at["Mã"].column).value = None
        path = tmp_path / name
        book.save(path)
        return path

    assert states(office)["2026-09-30"] == "missing"
    first = filled("lan-1.xlsx", "20/10/2026", "Hội diễn cấp huyện")
    assert office.run("import", str(first), "--province", "Cao Bằng").exit_code in {0, 1}
    assert states(office)["2026-09-30"] == "in"
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 20))
    assert states(office)["2026-09-30"] == "returned"
    second = filled("lan-2.xlsx", "10/11/2026", "Hội diễn cấp tỉnh")
    explained(second, "Đây là hoạt động khác")
    assert office.run("import", str(second), "--province", "Cao Bằng").exit_code in {0, 1}
    assert states(office)["2026-09-30"] == "answered"
    third = filled("lan-3.xlsx", "12/11/2026")
    assert office.run("import", str(third), "--province", "Cao Bằng").exit_code == 0
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["reported_on"], receipt["late_days"]) == ("accepted", "2026-10-20", 0)


# How it is shown.


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_the_list_fits_the_screen(office: DataDir, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    odd_report(office, day="30/10/2026")
    text = office.run("received", "--phase", "II", *AS_OF).stdout
    assert max(map(len, text.splitlines())) <= int(width)
    (line,) = [each for each in text.splitlines() if each.startswith("Cao Bằng")]
    assert "○!" in line
    assert "Quý III/2026: 1/34 đã gửi (1 chậm), 33 quá hạn chưa gửi." in " ".join(text.split())


def test_who_owes_the_most_stands_first(office: DataDir) -> None:
    odd_report(office)
    lines = office.run("received", *AS_OF).stdout.splitlines()
    names = [line[:19].strip() for line in lines if line[:19].strip() in {"Cao Bằng", "Hà Nội", "Cà Mau (mới)"}]
    assert names == ["Hà Nội", "Cà Mau (mới)", "Cao Bằng"]


def test_csv_says_the_same_in_words(office: DataDir) -> None:
    odd_report(office, day="30/10/2026")
    text = office.run("received", "Cao Bằng", "--format", "csv", *AS_OF).stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    row = next(row for row in rows if row["end"] == "2026-09-30")
    assert (row["province"], row["state"], row["late_days"]) == ("cao-bang", "in", "5")
    assert row["text"] == "gửi ngày 30/10/2026, chậm 5 ngày; còn 1 điểm phải làm rõ"


def test_the_site_has_a_page_of_it(office: DataDir, tmp_path: Path) -> None:
    odd_report(office)
    assert office.run("site", "-o", str(tmp_path / "site"), *AS_OF).exit_code == 0
    assert 'href="bao-cao.html"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    page = (tmp_path / "site" / "bao-cao.html").read_text(encoding="utf-8")
    assert "gửi ngày 20/10/2026; còn 1 điểm phải làm rõ" in page


# The letters.


def reminded(data: DataDir, folder: Path, *arguments: str) -> dict[str, str]:
    """Stem -> text of each letter."""
    result = data.run("received", *arguments, "--remind", str(folder), *AS_OF)
    assert result.exit_code == 0, result.output
    return {path.stem: "\n".join(_texts(path)) for path in sorted(folder.glob("*.docx"))}


def _texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = [*cells, *(paragraph.text for paragraph in document.paragraphs)]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def test_a_province_that_is_no_more_has_nothing_to_send_and_that_is_said(data: DataDir) -> None:
    assert "đã hợp nhất" in data.run("received", "Bắc Kạn", *AS_OF).stdout


@pytest.mark.parametrize(
    "head",
    [
        {"Kỳ báo cáo": "Quý III/2026", "Số liệu đến ngày": "25/09/2026"},
        {"Kỳ báo cáo": "Quý III/2026 (chốt số liệu ngày 25/9/2026)"},
        {"Kỳ báo cáo": "9 tháng đầu năm 2026 (số liệu đến 15/9)"},
        {"BÁO CÁO QUÝ III NĂM 2026": "", "(Số liệu tính đến ngày 20/9/2026)": ""},
        {"Kỳ báo cáo": "Năm 2026", "Số liệu đến ngày": "30/09/2026"},
    ],
    ids=lambda head: " ".join(head.values()) or "title",
)
def test_a_report_is_that_of_the_period_it_names_although_its_figures_were_closed_early(
    office: DataDir, head: dict[str, object]
) -> None:
    sent(office, "bao-cao", day="30/09/2026", **head)
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["late_days"]) == ("accepted", 0)


def test_figures_of_june_under_the_title_of_the_year_are_of_no_later_quarter(office: DataDir) -> None:
    sent(office, "bao-cao", day="20/06/2026", **{"Kỳ báo cáo": "Năm 2026", "Số liệu đến ngày": "14/06/2026"})
    assert third_quarter(office)["state"] == "missing"


def test_what_is_left_open_of_an_earlier_version_is_still_a_point(office: DataDir) -> None:
    period = {"Kỳ báo cáo": "Quý III/2026"}
    sent(office, "2026-Q3", SOUND, {"Mã": TALKS, CUMULATIVE: "vài cuộc"}, day="20/10/2026", **period)
    sent(office, "2026-Q3_lan-2", SOUND, day="15/11/2026", **period)
    receipt = third_quarter(office)
    assert (receipt["state"], receipt["open_points"]) == ("in", 1)


def test_each_province_that_owes_something_gets_one_letter(office: DataDir, tmp_path: Path) -> None:
    for quarter, day in (("I", "20/04/2026"), ("II", "20/07/2026"), ("III", "20/10/2026")):
        sent(office, f"quy-{quarter}", day=day, **{"Kỳ báo cáo": f"Quý {quarter}/2026"})
    letters = reminded(office, tmp_path / "thu")
    assert "nhac-bao-cao-cao-bang" not in letters
    assert len(letters) == 33
    text = letters["nhac-bao-cao-ha-noi"]
    assert "Kính gửi: Hội Liên hiệp Phụ nữ thành phố Hà Nội" in text
    assert "- Quý I/2026: hạn 25/04/2026, quá 219 ngày;" in text
    assert "- Quý III/2026: hạn 25/10/2026, quá 36 ngày." in text
    assert "Quý IV/2026" not in text
    assert "trước ngày 10/12/2026" in text


def test_the_letter_names_the_points_that_were_not_answered_in_time(office: DataDir, tmp_path: Path) -> None:
    for quarter, day in (("I", "20/04/2026"), ("II", "20/07/2026")):
        sent(office, f"quy-{quarter}", day=day, **{"Kỳ báo cáo": f"Quý {quarter}/2026"})
    odd_report(office)
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 30))
    assert reminded(office, tmp_path / "thu", "Cao Bằng") == {}  # the last day isn't over
    returned(office, "2026-Q3", date(2026, 11, 2), date(2026, 11, 29))
    text = reminded(office, tmp_path / "thu", "Cao Bằng", "--reply-by", "2026-12-05")["nhac-bao-cao-cao-bang"]
    assert "V/v giải trình số liệu báo cáo Dự án 8" in text
    assert "Hội diễn cấp huyện" in text
    assert "đề nghị trả lời trước ngày 29/11/2026" in text
    assert "trước ngày 05/12/2026" in text


def test_a_province_that_is_no_more_is_written_to_where_it_went(data: DataDir, tmp_path: Path) -> None:
    letters = reminded(data, tmp_path / "thu", "Bắc Kạn", "--phase", "I")
    assert "Kính gửi: Hội Liên hiệp Phụ nữ tỉnh Thái Nguyên" in letters["nhac-bao-cao-bac-kan-cu"]


def test_a_letter_has_the_form_of_a_dispatch(data: DataDir, tmp_path: Path) -> None:
    reminded(data, tmp_path / "thu", "Hà Nội")
    document = docx.Document(str(tmp_path / "thu" / "nhac-bao-cao-ha-noi.docx"))
    page = document.sections[0]
    millimetres = [round(each.mm) for each in (page.page_width, page.page_height, page.top_margin, page.bottom_margin,
                                               page.left_margin, page.right_margin) if each]  # fmt: skip
    assert millimetres == [210, 297, 20, 20, 30, 15]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size.pt if normal.size else None) == ("Times New Roman", 13)
    text = "\n".join(_texts(tmp_path / "thu" / "nhac-bao-cao-ha-noi.docx"))
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:", "V/v", "Kính gửi:",
                 "ngày …… tháng …… năm ……", "Nơi nhận:"):  # fmt: skip
        assert part in text
    assert (document.core_properties.language, document.core_properties.title) == (
        "vi-VN",
        "V/v gửi báo cáo kết quả thực hiện Dự án 8",
    )


def test_letters_are_the_same_bytes_and_replace_their_earlier_ones_alone(office: DataDir, tmp_path: Path) -> None:
    folder = tmp_path / "thu"
    reminded(office, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    reminded(office, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    letter = folder / "nhac-bao-cao-ha-noi.docx"
    with zipfile.ZipFile(letter, "a") as archive:
        archive.writestr("sua.txt", "đã sửa")
    worked_on = letter.read_bytes()
    result = office.run("received", "--remind", str(folder), *AS_OF)
    assert (result.exit_code, letter.read_bytes()) == (2, worked_on)
    assert "nhac-bao-cao-ha-noi.docx" in result.stderr


def test_letters_go_neither_among_other_files_nor_into_the_data(office: DataDir, tmp_path: Path) -> None:
    folder = tmp_path / "khac"
    folder.mkdir()
    (folder / "giu-lai.txt").write_text("của người khác", encoding="utf-8")
    assert office.run("received", "--remind", str(folder), *AS_OF).exit_code == 2
    assert [path.name for path in folder.iterdir()] == ["giu-lai.txt"]
    assert office.run("received", "--remind", str(office.root / "reports" / "thu"), *AS_OF).exit_code == 2
    assert not (office.root / "reports" / "thu").exists()
