"""What a province wrote into the list of points is read beside what it was asked, however the list was mangled."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from conftest import DataDir
from du_an8.findings import Finding
from du_an8.findings.rules import all_rules
from du_an8.outputs.workbooks.returned.sending import Sending
from du_an8.outputs.workbooks.returned.workbook import save_return
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.explaining import explained, with_reports
from du_an8.reports.report_file import Context, ReportFile, open_report, read_report
from du_an8.reports.returned import (
    HEADER,
    LEVELS,
    LIST_TITLE,
    NOTE_ABOVE,
    NOTE_BEGINS,
    NOTE_ENDS,
    is_list,
    own_words,
    read_lists,
)
from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet

CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
SENT, REPLY_BY = date(2026, 11, 30), date(2026, 12, 15)
CONTEXT = Context(load_programme(None)[0], load_provinces())
FIRST, SECOND = 7, 8  # rows of the list: the negative number, then the words for a number
REQUESTS = {each.request.vietnamese for rule in all_rules() for each in rule.variants if each.request}
NEGATIVE, WORDS = "negative-figure", "not-a-number"


@pytest.fixture
def returned(data: DataDir, tmp_path: Path) -> Path:
    """A report with two points, as it was sent back."""
    path = data.report(
        "dien-bien/2023",
        {"Mã": "clb-thu-linh", CUMULATIVE: "vài chục"},
        {"Mã": "doi-thoai-chinh-sach", CUMULATIVE: -5},
        {"Mã": "dia-chi-tin-cay", CUMULATIVE: 33},
        head={"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023"},
    )
    report = read_report(path, path.name, None, CONTEXT)
    sheets = open_report(path, path.name, CONTEXT).sheets
    copy = tmp_path / "tra.xlsx"
    save_return(copy, sheets or [], report.findings, path, Sending(path.name, SENT, REPLY_BY))
    return copy


def change(path: Path, how: Callable[[Worksheet], object]) -> ReportFile:
    """The file as it reads after somebody worked on its list."""
    workbook = openpyxl.load_workbook(path)
    page = workbook["Cần làm rõ"]
    assert isinstance(page, Worksheet)
    how(page)
    workbook.save(path)
    return read_report(path, "tra.xlsx", None, CONTEXT)


def answers(report: ReportFile) -> dict[str, str | None]:
    """Rule -> the answer beside its finding."""
    return {f.rule: f.explanation.text if f.explanation else None for f in with_answers(report)}


def with_answers(report: ReportFile) -> list[Finding]:
    """The findings of a report that is on file alone."""
    assert report.account
    told = report.returned.explanations if report.returned else ()
    return explained(report.findings, with_reports(told, [report.account]))


def texts(report: ReportFile) -> list[str]:
    assert report.returned
    return [each.text for each in report.returned.explanations]


def fill(page: Worksheet) -> None:
    page.cell(FIRST, 5, "Ghi nhầm dấu")
    page.cell(SECOND, 5, "Chưa đếm xong")


def test_a_list_tells_when_it_was_sent_and_by_when_to_answer(returned: Path) -> None:
    report = read_report(returned, "tra.xlsx", None, CONTEXT)
    assert report.returned
    assert (report.returned.sent, report.returned.reply_by) == (SENT, REPLY_BY)
    assert report.returned.explanations == ()


def test_without_a_day_to_answer_by_there_is_none(returned: Path) -> None:
    report = change(returned, lambda page: page.delete_rows(4))
    assert report.returned
    assert (report.returned.sent, report.returned.reply_by) == (SENT, None)


def test_an_answer_stands_beside_the_finding_that_was_asked_about(returned: Path) -> None:
    report = change(returned, fill)
    assert answers(report) == {NEGATIVE: "Ghi nhầm dấu", WORDS: "Chưa đếm xong"}
    assert report.returned
    first = report.returned.explanations[0]
    assert first.asked
    assert (first.asked.sheet, first.asked.cell) == ("Báo cáo", "H7")
    assert first.request == "Đề nghị ghi lại số đúng; nếu điều chỉnh, nêu lý do ở cột Ghi chú."
    assert (first.location.sheet, first.location.cell) == ("Cần làm rõ", "E7")


def test_the_list_is_no_table_of_figures(returned: Path) -> None:
    """A number typed as an answer is an answer, counted and not used; head and period stay the report's."""
    before = read_report(returned, "tra.xlsx", None, CONTEXT)
    report = change(returned, lambda page: page.cell(FIRST, 5, 540))
    assert answers(report)[NEGATIVE] == "540"
    assert [f.key for f in report.findings] == [f.key for f in before.findings]
    assert [row.value for row in report.observations] == [33]
    assert report.coverage
    assert report.coverage.reported_on == SENT  # it can't have come before
    assert report.account
    assert before.account
    assert report.account.numbers_seen == before.account.numbers_seen + 1
    assert report.account.checked == before.account.checked + 1


def sort_backwards(page: Worksheet) -> None:
    fill(page)
    rows = [[page.cell(row, column).value for column in range(1, 6)] for row in (SECOND, FIRST)]
    for number, values in enumerate(rows, start=FIRST):
        for column, value in enumerate(values, start=1):
            page.cell(number, column, value)


def rename(page: Worksheet) -> None:
    fill(page)
    page["E6"] = "Ý kiến của Hội LHPN tỉnh"


def move_answers(page: Worksheet) -> None:
    page.cell(FIRST, 7, "Ghi nhầm dấu")
    page.cell(SECOND, 8, "Chưa đếm xong")


def drop_title(page: Worksheet) -> None:
    fill(page)
    page.delete_rows(1, 5)


def drop_header(page: Worksheet) -> None:
    fill(page)
    page.delete_rows(6)


def drop_level(page: Worksheet) -> None:
    fill(page)
    page.delete_cols(1)


def new_name(page: Worksheet) -> None:
    fill(page)
    page.title = "Trả lời"


@pytest.mark.parametrize(
    "mangle", [sort_backwards, rename, move_answers, drop_title, drop_header, drop_level, new_name]
)
def test_a_mangled_list_still_tells_what_answers_what(returned: Path, mangle: Callable[[Worksheet], object]) -> None:
    report = change(returned, mangle)
    assert answers(report) == {NEGATIVE: "Ghi nhầm dấu", WORDS: "Chưa đếm xong"}


def test_one_answer_merged_over_two_points_answers_both(returned: Path) -> None:
    def merge(page: Worksheet) -> None:
        page.cell(FIRST, 5, "Đang rà soát")
        page.merge_cells("E7:E8")

    assert answers(change(returned, merge)) == {NEGATIVE: "Đang rà soát", WORDS: "Đang rà soát"}


def test_an_answer_whose_point_was_overwritten_is_kept_and_answers_nothing(returned: Path) -> None:
    def overwrite(page: Worksheet) -> None:
        fill(page)
        page.cell(FIRST, 4, "khác")

    report = change(returned, overwrite)
    assert answers(report)[NEGATIVE] is None
    assert texts(report) == ["Ghi nhầm dấu", "Chưa đếm xong"]


def test_what_is_written_behind_a_request_is_an_answer_to_it(returned: Path) -> None:
    def write(page: Worksheet) -> None:
        page.cell(FIRST, 4, f"{page.cell(FIRST, 4).value}\n-> Đã sửa thành 5")

    report = change(returned, write)
    assert answers(report) == {NEGATIVE: "-> Đã sửa thành 5", WORDS: None}


def test_every_request_is_told_from_what_is_written_behind_it() -> None:
    requests = [each.format(guess="45", phase="giai đoạn II (2026-2030)") for each in sorted(REQUESTS)]
    points = [words(row, "Cần sửa", f"Báo cáo!H{row}", "x", f"{each} Đã sửa") for row, each in enumerate(requests, 2)]
    rows = dict(enumerate([words(1, *HEADER), *points], start=1))
    told = read_lists([Sheet("Cần làm rõ", hidden=False, rows=rows)], "x.xlsx")
    assert told
    assert [(each.request, each.text) for each in told.explanations] == [(each, "Đã sửa") for each in requests]


def test_text_beside_no_point_is_kept(returned: Path) -> None:
    def add(page: Worksheet) -> None:
        page["A12"] = "Hội LHPN tỉnh xin gia hạn đến 20/12"
        page["A13"] = "Có 2 điểm chưa rà soát xong"
        page["D3"] = "Chị Hoa, 0912345678"

    report = change(returned, add)
    assert texts(report) == [
        "Chị Hoa, 0912345678",
        "Hội LHPN tỉnh xin gia hạn đến 20/12",
        "Có 2 điểm chưa rà soát xong",
    ]
    assert report.returned
    assert [each.asked for each in report.returned.explanations] == [None, None, None]


def test_deleted_rows_take_nothing_else_with_them(returned: Path) -> None:
    def delete(page: Worksheet) -> None:
        fill(page)
        page.delete_rows(FIRST)

    assert answers(change(returned, delete)) == {NEGATIVE: None, WORDS: "Chưa đếm xong"}


@pytest.mark.parametrize("text", ["=1+1", "<b>đậm</b> & [red]", "a\nb", "#N/A", "'; DROP", "x" * 30_000])
def test_whatever_is_written_is_read_as_it_stands(returned: Path, text: str) -> None:
    def write(page: Worksheet) -> None:
        page.cell(FIRST, 5, text)

    assert texts(change(returned, write)) == [text]


def test_ten_thousand_rows_are_read(returned: Path) -> None:
    def add(page: Worksheet) -> None:
        for row in range(20, 10_020):
            page.cell(row, 5, f"dòng {row}")

    assert len(texts(change(returned, add))) == 10_000


def test_an_answer_about_other_words_at_the_same_cell_answers_nothing(returned: Path) -> None:
    """The province wrote words into the cell where a negative number stood: that is another matter."""
    change(returned, fill)
    workbook = openpyxl.load_workbook(returned)
    workbook["Báo cáo"]["H7"] = "không rõ"
    workbook.save(returned)
    report = read_report(returned, "tra.xlsx", None, CONTEXT)
    assert {f.location.cell: f.explanation for f in with_answers(report) if f.location}["H7"] is None


def test_an_answer_stays_beside_its_finding_when_the_figure_changes_and_says_of_which(returned: Path) -> None:
    change(returned, fill)
    workbook = openpyxl.load_workbook(returned)
    workbook["Báo cáo"]["H7"] = -6
    workbook.save(returned)
    report = read_report(returned, "tra.xlsx", None, CONTEXT)
    told = next(f.explanation for f in with_answers(report) if f.rule == NEGATIVE)
    assert told
    assert (told.text, "số âm (-5)" in told.point) == ("Ghi nhầm dấu", True)


def words(row: int, *texts: str) -> dict[int, Cell]:
    return {column: Cell(row, column, CellKind.TEXT, text) for column, text in enumerate(texts, start=1)}


def test_a_sheet_of_the_province_is_no_list() -> None:
    table = {1: words(1, "Nội dung", "Mức", "Đề nghị"), 2: words(2, "Hỗ trợ", "10", "Cấp thêm")}
    assert not is_list(Sheet("Cần làm rõ", hidden=False, rows=table))
    assert not is_list(Sheet("Đề xuất", hidden=False, rows=table))


def test_our_own_note_on_a_cell_is_no_note_of_the_province() -> None:
    ours = f"{NOTE_BEGINS}\n\nCần sửa: x\n\n{NOTE_ENDS}"
    assert own_words(ours) == ""
    assert own_words(f"{ours}\n{NOTE_ABOVE}\nSố cũ") == "Số cũ"
    assert own_words(f"Đã sửa {ours}") == "Đã sửa"
    assert own_words("Số cũ") == "Số cũ"


OURS = st.sampled_from([*HEADER, LIST_TITLE, *LEVELS.values(), "Báo cáo!H7", "Cả tệp", "Ngày gửi:", "Có 2 điểm: x."])
ANSWERS = st.text(min_size=1, max_size=8).map(lambda text: f"@{text}@")
CELLS = st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 8)), OURS | ANSWERS, max_size=60)
AREAS = st.lists(st.builds(Area, *[st.integers(1, 40)] * 4), max_size=4)


@given(CELLS, AREAS)
def test_however_a_list_is_mangled_no_text_outside_our_columns_is_lost(
    cells: dict[tuple[int, int], str], areas: list[Area]
) -> None:
    rows: dict[int, dict[int, Cell]] = {1: words(1, *HEADER)}
    for (row, column), text in cells.items():
        rows.setdefault(row + 1, {})[column] = Cell(row + 1, column, CellKind.TEXT, text)
    returned = read_lists([Sheet("Cần làm rõ", hidden=False, rows=rows, merged=tuple(areas))], "x.xlsx")
    assert returned
    told = {each.location.cell for each in returned.explanations}
    beyond = {Cell(row + 1, column, CellKind.TEXT, text).address for (row, column), text in cells.items()
              if column > 4 and text.startswith("@")}  # fmt: skip
    assert beyond <= told
