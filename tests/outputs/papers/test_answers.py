"""After the visit: answers noted in the paper stand beside their questions the next time, until these are settled."""

# ruff: noqa: SLF001  # python-docx neither deletes nor moves rows
from __future__ import annotations

import copy
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from docx.oxml import OxmlElement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document as DocumentObject
    from docx.table import Table, _Row

    from conftest import DataDir

CUMULATIVE, TEAMS, CLUBS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh"
SLOW, UNKNOWN = "Tổ truyền thông cộng đồng: đến 31/12/2023", 'CLB "Thủ lĩnh của sự thay đổi": được giao 85 CLB'
OVER = "Trả lời lần trước, nay không còn câu hỏi"
FIRST_DAY, NEXT_DAY = "2024-06-30", "2024-07-15"


@pytest.fixture
def visited(data: DataDir, tmp_path: Path) -> Path:
    """The paper of a province of which one indicator is slow, one unknown; nobody wrote into it yet."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540}, {"indicator": CLUBS, "target": 85})
    data.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 100}, head={"Kỳ báo cáo": "Năm 2023"})
    return report(data, tmp_path / "truoc.docx", "--as-of", FIRST_DAY)


def report(data: DataDir, path: Path, *arguments: str) -> Path:
    result = data.run("report", "Cao Bằng", "-o", str(path), *arguments)
    assert result.exit_code == 0, result.output
    return path


def next_time(data: DataDir, paper: Path, *arguments: str) -> str:
    """The next paper as text, and what was said of it."""
    path = paper.with_name("sau.md")
    result = data.run("report", "Cao Bằng", "-o", str(path), "--as-of", NEXT_DAY, "--after", str(paper), *arguments)
    assert result.exit_code == 0, result.output
    return path.read_text(encoding="utf-8") + result.stdout


def questions(document: DocumentObject) -> Table:
    """The table of questions."""
    (table,) = [each for each in document.tables if each.rows[0].cells[1].text == "Câu hỏi"]
    return table


def row_of(table: Table, words: str) -> _Row:
    return next(row for row in table.rows if words in row.cells[1].text.replace("\xa0", " "))


def fill(path: Path, change: Callable[[DocumentObject], None]) -> Path:
    document = Document(str(path))
    change(document)
    document.save(str(path))
    return path


def answer(words: str, text: str) -> Callable[[DocumentObject], None]:
    def change(document: DocumentObject) -> None:
        row_of(questions(document), words).cells[2].text = text

    return change


def line_of(text: str, words: str) -> str:
    (line,) = [line for line in text.splitlines() if words in line and line.startswith("|") and "đến hạn" not in line]
    return line


def test_an_answer_stands_beside_its_question_the_next_time(data: DataDir, visited: Path) -> None:
    text = next_time(data, fill(visited, answer(SLOW, "Vốn về tháng 5; xong trước 30/9.")))
    assert "Lần trước trả lời: “Vốn về tháng 5; xong trước 30/9.”" in line_of(text, SLOW)
    assert "Câu trả lời lần trước: 1; 1 đứng cạnh câu hỏi." in text
    assert OVER not in text


def test_what_is_noted_in_the_table_of_indicators_is_read_too(data: DataDir, visited: Path) -> None:
    def change(document: DocumentObject) -> None:
        (table,) = [each for each in document.tables if each.rows[0].cells[1].text == "Chỉ tiêu"]
        row_of(table, "CLB").cells[-2].text = "60, chưa gửi báo cáo"

    text = next_time(data, fill(visited, change))
    assert "Lần trước trả lời: “60, chưa gửi báo cáo”" in line_of(text, "| CLB |")


def test_a_filled_workbook_is_as_good(data: DataDir, visited: Path) -> None:
    path = report(data, visited.with_suffix(".xlsx"), "--as-of", FIRST_DAY)
    book = openpyxl.load_workbook(path)
    page = book["Câu hỏi"]
    (row,) = [row for row in page.iter_rows() if UNKNOWN in str(row[4].value)]
    row[5].value = 60
    book.save(path)
    assert "Lần trước trả lời: “60”" in line_of(next_time(data, path), UNKNOWN)


def test_questions_gathered_on_one_sheet_are_all_read(data: DataDir, visited: Path) -> None:
    """A table below another, with its own titles in other columns."""
    path = report(data, visited.with_suffix(".xlsx"), "--as-of", FIRST_DAY)
    book = openpyxl.load_workbook(path)
    page, other = book["Câu hỏi"], book["Tổng hợp"]
    for row in other.iter_rows(min_row=3):
        page.append([cell.value for cell in row])
    for row in page.iter_rows():
        if UNKNOWN in str(row[4].value):
            row[5].value = "Có 60"
        if row[3].value == "tổ":
            row[16].value = "Đúng"
    book.save(path)
    text = next_time(data, path)
    assert "“Có 60”" in line_of(text, UNKNOWN)
    assert "“Đúng”" in line_of(text, "| tổ | 540 |")


def test_the_next_workbook_shows_them_in_a_column_of_their_own(data: DataDir, visited: Path) -> None:
    fill(visited, answer(UNKNOWN, "=1+1"))
    path = report(data, visited.with_name("sau.xlsx"), "--as-of", NEXT_DAY, "--after", str(visited))
    page = openpyxl.load_workbook(path)["Câu hỏi"]
    (row,) = [row for row in page.iter_rows() if UNKNOWN in str(row[4].value)]
    assert (row[6].value, row[6].data_type, row[5].value) == ("=1+1", "s", None)


def test_a_new_figure_that_settles_the_question_leaves_the_answer_on_a_list(data: DataDir, visited: Path) -> None:
    fill(visited, answer(UNKNOWN, "Sẽ báo trong tháng 7."))
    data.report("cao-bang/2024-H1", {"Mã": CLUBS, CUMULATIVE: 85}, head={"Kỳ báo cáo": "6 tháng đầu năm 2024"})
    text = next_time(data, visited)
    section = text.partition(OVER)[2]
    assert "được giao 85 CLB" in section
    assert "Trả lời: “Sẽ báo trong tháng 7.”" in section
    assert "Lần trước trả lời" not in text
    assert "1 nay không còn câu hỏi" in text


def test_so_does_a_decision(data: DataDir, visited: Path) -> None:
    data.report("cao-bang/2023-b", {"Mã": "doi-thoai-chinh-sach", CUMULATIVE: 7}, head={"Kỳ báo cáo": "Năm 2023"})
    paper = report(data, visited.with_name("hai.docx"), "--as-of", FIRST_DAY)
    asked = "Đối thoại chính sách: đã làm được 7 cuộc"
    fill(paper, answer(asked, "Không được giao."))
    assert "“Không được giao.”" in line_of(next_time(data, paper), asked)
    (data.root / "decisions.yaml").write_text(
        "decisions:\n  - {rule: result-without-target, province: Cao Bằng, indicator: doi-thoai-chinh-sach,"
        " decision: accept, reason: đã hỏi, by: Hoa}\n",
        encoding="utf-8",
    )
    text = next_time(data, paper)
    assert "Không được giao." in text.partition(OVER)[2]
    assert "Lần trước trả lời" not in text


def test_a_new_figure_that_leaves_the_question_leaves_the_answer(data: DataDir, visited: Path) -> None:
    fill(visited, answer(SLOW, "Vốn về muộn."))
    data.report("cao-bang/2024-H1", {"Mã": TEAMS, CUMULATIVE: 120}, head={"Kỳ báo cáo": "6 tháng đầu năm 2024"})
    assert "“Vốn về muộn.”" in line_of(next_time(data, visited), "Tổ truyền thông cộng đồng: đến 30/06/2024")


def test_a_question_about_the_target_stays_the_same_while_figures_come_in(data: DataDir, visited: Path) -> None:
    data.report("cao-bang/2023-b", {"Mã": "doi-thoai-chinh-sach", CUMULATIVE: 7}, head={"Kỳ báo cáo": "Năm 2023"})
    paper = report(data, visited.with_name("hai.docx"), "--as-of", FIRST_DAY)
    fill(paper, answer("Đối thoại chính sách: đã làm được 7 cuộc", "Sẽ gửi quyết định."))
    head = {"Kỳ báo cáo": "6 tháng đầu năm 2024"}
    data.report("cao-bang/2024-H1", {"Mã": "doi-thoai-chinh-sach", CUMULATIVE: 9}, head=head)
    text = next_time(data, paper)
    assert "“Sẽ gửi quyết định.”" in line_of(text, "Đối thoại chính sách: đã làm được 9 cuộc")


def test_two_like_questions_keep_their_own_answers_when_one_is_settled(data: DataDir, visited: Path) -> None:
    """Two claims about one indicator, in two reports: each answer stays with its cell, or goes to the list."""
    for year, claim in ((2022, 40), (2023, 60)):
        row = {"Mã": TEAMS, CUMULATIVE: 100, "Tỷ lệ %": claim}
        data.report(f"cao-bang/{year}", row, head={"Kỳ báo cáo": f"Năm {year}"})
    paper = report(data, visited.with_name("hai.docx"), "--as-of", FIRST_DAY)
    asked = [f"Tổ truyền thông cộng đồng: tỉnh ghi {claim}%" for claim in (40, 60)]
    for words, text in zip(asked, ("Ghi nhầm.", "Tính trên kế hoạch năm."), strict=True):
        fill(paper, answer(words, text))
    both = next_time(data, paper)
    assert "“Ghi nhầm.”" in line_of(both, asked[0])
    assert "“Tính trên kế hoạch năm.”" in line_of(both, asked[1])
    data.report("cao-bang/2022", {"Mã": TEAMS, CUMULATIVE: 100}, head={"Kỳ báo cáo": "Năm 2022"})
    text = next_time(data, paper)
    assert "“Ghi nhầm.”" not in line_of(text, asked[1])
    assert "“Ghi nhầm.”" in text.partition(OVER)[2]


def _reworded(document: DocumentObject) -> None:
    row = row_of(questions(document), SLOW)
    row.cells[1].text = "Đã hỏi bà Hoa"
    row.cells[2].text = "Vốn về muộn."


def _in_capitals(document: DocumentObject) -> None:
    row = row_of(questions(document), SLOW)
    row.cells[0].text = row.cells[0].text.upper()
    row.cells[2].text = "Vốn về muộn."


def _with_markup(document: DocumentObject) -> None:
    cell = row_of(questions(document), SLOW).cells[2]
    paragraph = cell.paragraphs[0]
    paragraph.add_run("Vốn ").bold = True
    paragraph.add_run("về ").italic = True
    paragraph.add_run("năm ngoái ").font.strike = True
    paragraph.add_run("muộn.").underline = True


def _beside_other_rows_and_tables(document: DocumentObject) -> None:
    table = questions(document)
    row = row_of(table, SLOW)
    row.cells[2].text = "Vốn về muộn."
    deleted = row_of(table, UNKNOWN)
    deleted._tr.getparent().remove(deleted._tr)
    own = document.add_table(rows=2, cols=2)
    for cell, text in zip(own.rows[0].cells, ("Người dự", "Tỉnh trả lời"), strict=True):
        cell.text = text
    own.rows[1].cells[1].text = "không phải câu trả lời"


def _columns_moved(document: DocumentObject) -> None:
    table = questions(document)
    row_of(table, SLOW).cells[2].text = "Vốn về muộn."
    for row in table.rows:
        if len(row._tr.tc_lst) == 3:
            row._tr.insert(row._tr.index(row._tr.tc_lst[0]), row._tr.tc_lst[2])


def _table_cut_in_two(document: DocumentObject) -> None:
    table = questions(document)
    row_of(table, SLOW).cells[2].text = "Vốn về muộn."
    second = copy.deepcopy(table._tbl)
    table._tbl.addnext(second)
    table._tbl.addnext(OxmlElement("w:p"))
    for row in list(table.rows)[1:]:
        table._tbl.remove(row._tr)


def _table_cut_in_two_without_titles(document: DocumentObject) -> None:
    _table_cut_in_two(document)
    second = questions_of_second_part(document)
    second._tbl.remove(second.rows[0]._tr)


def questions_of_second_part(document: DocumentObject) -> Table:
    *_, last = [each for each in document.tables if each.rows[0].cells[1].text == "Câu hỏi"]
    return last


@pytest.mark.parametrize(
    "change",
    [
        _reworded,
        _in_capitals,
        _with_markup,
        _beside_other_rows_and_tables,
        _columns_moved,
        _table_cut_in_two,
        _table_cut_in_two_without_titles,
    ],
)
def test_what_people_do_to_a_paper_leaves_its_answers(
    data: DataDir, visited: Path, change: Callable[[DocumentObject], None]
) -> None:
    text = next_time(data, fill(visited, change))
    assert "Lần trước trả lời: “Vốn về muộn.”" in line_of(text, SLOW)
    assert "Câu trả lời lần trước: 1; 1 đứng cạnh câu hỏi." in text


def test_one_answer_to_two_questions_belongs_to_both(data: DataDir, visited: Path) -> None:
    def change(document: DocumentObject) -> None:
        table = questions(document)
        cells = [row_of(table, words).cells for words in (SLOW, UNKNOWN)]
        heading = row_of(table, "đến hạn")
        heading._tr.getparent().remove(heading._tr)
        cells[0][2].merge(cells[1][2]).text = "Chờ quyết toán."

    text = next_time(data, fill(visited, change))
    assert all("“Chờ quyết toán.”" in line_of(text, words) for words in (SLOW, UNKNOWN))


def test_an_answer_whose_code_was_deleted_is_told_with_its_question(data: DataDir, visited: Path) -> None:
    def change(document: DocumentObject) -> None:
        row = row_of(questions(document), SLOW)
        row.cells[0].text, row.cells[2].text = "1", "Vốn về muộn."

    section = next_time(data, fill(visited, change)).partition(OVER)[2]
    assert "mới được 100/540 tổ" in section
    assert "“Vốn về muộn.”" in section


def test_answers_of_another_province_are_left_out_and_counted(data: DataDir, visited: Path) -> None:
    fill(visited, answer(SLOW, "Vốn về muộn."))
    path = visited.with_name("khac.md")
    result = data.run("report", "Cà Mau", "-o", str(path), "--after", str(visited))
    assert result.exit_code == 0
    assert "Câu trả lời lần trước: 1; 0 đứng cạnh câu hỏi, 1 của tỉnh khác, không đưa vào." in result.stdout
    assert "Vốn về muộn." not in path.read_text(encoding="utf-8")


def test_answers_of_a_province_that_was_merged_stay_with_the_new_one(data: DataDir, tmp_path: Path) -> None:
    data.targets("Bắc Kạn", {"indicator": TEAMS, "target": 88})
    data.report("bac-kan/2024", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Tỉnh": "Bắc Kạn", "Kỳ báo cáo": "Năm 2024"})
    old, new = tmp_path / "cu.docx", tmp_path / "moi.md"
    assert data.run("report", "Bắc Kạn", "-o", str(old), "--as-of", "2025-06-30").exit_code == 0
    fill(old, answer("Tổ truyền thông cộng đồng: đến 31/12/2024", "Đợi tỉnh mới."))
    result = data.run("report", "Thái Nguyên", "-o", str(new), "--as-of", "2025-12-31", "--after", str(old))
    assert "1 nay không còn câu hỏi" in result.stdout
    assert "Đợi tỉnh mới." in new.read_text(encoding="utf-8").partition(OVER)[2]


@pytest.mark.parametrize("text", ["", "   ", "……………", "-"])
def test_a_place_that_nobody_wrote_in_is_no_answer(data: DataDir, visited: Path, text: str) -> None:
    said = next_time(data, fill(visited, answer(SLOW, text)))
    assert "Lần trước trả lời" not in said
    assert "Giấy lần trước chưa ghi câu trả lời nào." in said


def test_several_papers_are_read_in_turn(data: DataDir, visited: Path) -> None:
    second = shutil.copy(visited, visited.with_name("hai.docx"))
    fill(visited, answer(SLOW, "Vốn về muộn."))
    fill(second, answer(UNKNOWN, "Đã có 60."))
    text = next_time(data, visited, "--after", str(second))
    assert "“Vốn về muộn.”" in line_of(text, SLOW)
    assert "“Đã có 60.”" in line_of(text, UNKNOWN)


def _letter(path: Path) -> None:
    document = Document()
    document.add_paragraph("Kính gửi")
    document.save(str(path))


def _other_table(path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Câu hỏi", "Tỉnh trả lời"
    document.save(str(path))


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "khong-co.docx": (lambda _path: None, "không có tệp"),
    "rong.docx": (lambda path: path.write_bytes(b""), "Tệp rỗng"),
    "hong.docx": (lambda path: path.write_bytes(b"PK\x03\x04 cut short"), "--after"),
    "khac.docx": (_other_table, "không bảng nào có cột “Mã” và cột “Tỉnh trả lời”"),
    "thu.docx": (_letter, "--after"),
    "chu.txt": (lambda path: path.write_text("Vốn về muộn.", encoding="utf-8"), "lưu lại"),
    "cu.doc": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "lưu lại"),
    "trang.docx": (lambda path: path.write_text("<html><body>Vốn", encoding="utf-8"), "không bảng nào"),
    "thu-muc.docx": (lambda path: path.mkdir(), "không có tệp"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.processes
def test_a_file_that_is_no_such_paper_is_told(data: DataDir, tmp_path: Path, name: str) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540})
    make, said = BAD_FILES[name]
    make(tmp_path / name)
    result = data.run("report", "Cao Bằng", "-o", str(tmp_path / "sau.md"), "--after", str(tmp_path / name))
    assert (result.exit_code, said in result.output, "Traceback" in result.output) == (2, True, False), result.output
    assert not (tmp_path / "sau.md").exists()


@pytest.mark.parametrize("form", [".docx", ".xlsx"])
def test_a_paper_with_answers_is_never_written_over(data: DataDir, visited: Path, form: str) -> None:
    path = report(data, visited.with_name(f"giay{form}"), "--as-of", FIRST_DAY)
    report(data, path, "--as-of", FIRST_DAY)  # nobody wrote into it: it may be written again
    if form == ".docx":
        fill(path, answer(SLOW, "Vốn về muộn."))
    else:
        book = openpyxl.load_workbook(path)
        book["Câu hỏi"]["F2"] = "Vốn về muộn."
        book.save(path)
    before = path.read_bytes()
    for more in ([], ["--after", str(path)]):
        result = data.run("report", "Cao Bằng", "-o", str(path), *more)
        assert (result.exit_code, "sang tệp khác" in result.output) == (2, True)
    assert path.read_bytes() == before


def test_the_filled_paper_itself_is_left_alone(data: DataDir, visited: Path) -> None:
    before = fill(visited, answer(SLOW, "Vốn về muộn.")).read_bytes()
    next_time(data, visited)
    assert visited.read_bytes() == before
