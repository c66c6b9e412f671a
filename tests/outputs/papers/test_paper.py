"""The paper for a visit: what it says, in each of its forms, and that it is proof against what data may hold."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from du_an8.outputs.papers.official_form import unbroken
from du_an8.outputs.papers.visit import bars
from du_an8.outputs.papers.visit.structure import Bar
from du_an8.programme.load import load_programme

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

CUMULATIVE, TEAMS, CLUBS, BIRTHS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh", "sinh-de-an-toan"
SECTIONS = [
    "Tóm tắt", "Địa bàn (gợi ý)", "Chỉ đạo, điều hành (gợi ý)", "Kết quả thực hiện các chỉ tiêu",
    "Kết quả theo từng nội dung", "Kinh phí theo cấp", "Câu hỏi cần làm rõ", "Hồ sơ cần xem tại một xã (gợi ý)",
    "Khó khăn, kiến nghị", "Việc hẹn sau buổi làm việc (gợi ý)", "Nguồn số liệu",
]  # fmt: skip
CLUB_NAME = 'CLB "Thủ lĩnh của sự thay đổi"'
HOSTILE = "=1+1 <script>alert(1)</script> & \x01 [x](y) |"


@pytest.fixture
def province(data: DataDir) -> DataDir:
    """300 of the 346 teams planned, nothing of the clubs, 37 and 27 for one rate, a difficulty told."""
    data.targets(
        "Cao Bằng",
        {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}, "source": "kh"},
        {"indicator": CLUBS, "target": 85, "source": "kh"},
        {"indicator": "dia-chi-tin-cay", "target": 12, "baseline": 7, "source": "kh"},
        sources={"kh": {"title": "Kế hoạch 15"}},
        difficulties=[{"text": "Văn bản hướng dẫn chậm.", "source": "kh"}],
    )
    rows = ({"Mã": TEAMS, CUMULATIVE: 300}, {"Mã": "dia-chi-tin-cay", CUMULATIVE: 9}, {"Mã": BIRTHS, CUMULATIVE: 60})
    data.report("cao-bang/2023", *rows, head={"Kỳ báo cáo": "Năm 2023"})
    return data


def written(data: DataDir, folder: Path, form: str, *names: str, as_of: str = "2024-06-30") -> Path:
    path = folder / f"giay{form}"
    result = data.run("report", *names, "-o", str(path), "--as-of", as_of)
    assert (result.exit_code, result.stdout) == (0, f"Đã ghi {path}\n"), result.output
    return path


def text_of(path: Path) -> str:
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [*(paragraph.text for paragraph in document.paragraphs), *cells]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("form", [".docx", ".html", ".md"])
def test_the_paper_says_what_a_visit_needs(province: DataDir, tmp_path: Path, form: str) -> None:
    text = text_of(written(province, tmp_path, form, "Cao Bằng"))
    positions = [text.index(f"{number}. {title}") for number, title in enumerate(SECTIONS, start=1)]
    assert positions == sorted(positions)
    for said in (
        "TỈNH CAO BẰNG",
        "đến 31/12/2023 mới được 300/540 tổ (55,6%), kế hoạch đến kỳ là 346",
        "Đã làm được bao nhiêu, vì sao chưa báo cáo?",
        "Văn bản hướng dẫn chậm.",
        "Kế hoạch 15",
        "đã làm được 60 %. Tỉnh được giao bao nhiêu, theo văn bản nào?",
    ):
        assert said in text.replace("\\", ""), said


def test_several_provinces_have_a_page_each_after_a_summary(province: DataDir, tmp_path: Path) -> None:
    province.targets("Lào Cai", {"indicator": TEAMS, "target": 424})
    text = text_of(written(province, tmp_path, ".md"))
    assert text.index("TỔNG HỢP CÁC TỈNH") < text.index("TỈNH CAO BẰNG") < text.index("TỈNH LÀO CAI")


def test_a_merged_province_tells_of_its_parts(data: DataDir, tmp_path: Path) -> None:
    for name, figure in (("Thái Nguyên", 36), ("Bắc Kạn", 20)):
        difficulty = [{"text": f"Khó khăn của {name}."}]
        data.targets(name, {"indicator": TEAMS, "target": 88}, difficulties=difficulty)
        data.report(f"{name}/x", {"Mã": TEAMS, CUMULATIVE: figure}, head={"Tỉnh": name, "Kỳ báo cáo": "Năm 2024"})
    text = text_of(written(data, tmp_path, ".md", "Thái Nguyên", as_of="2025-12-31"))
    assert "| Bắc Kạn (cũ) | 20 tổ (31/12/2024), giao 88" in text
    assert "Khó khăn của Bắc Kạn" in text


def test_a_question_about_a_part_of_a_merged_province_names_the_part(data: DataDir, tmp_path: Path) -> None:
    data.targets("Bắc Kạn", {"indicator": TEAMS, "target": 88})
    data.report("thai-nguyen/x", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Tỉnh": "Thái Nguyên", "Kỳ báo cáo": "Năm 2024"})
    text = text_of(written(data, tmp_path, ".md", "Thái Nguyên", as_of="2025-12-31"))
    assert "Thái Nguyên (cũ). Tổ truyền thông cộng đồng: đã làm được 36 tổ. Tỉnh được giao bao nhiêu" in text


def test_the_worst_province_comes_first(province: DataDir, tmp_path: Path) -> None:
    """One lags, one is silent, one has all that is known of it in time: that is the order, not that of the codes."""
    core = [each.id for each in load_programme(None)[0].indicators.values() if each.core]
    province.targets("Hà Giang", *({"indicator": key, "target": 10} for key in core))
    head = {"Tỉnh": "Hà Giang", "Kỳ báo cáo": "Năm 2023"}
    province.report("ha-giang/2023", *({"Mã": key, CUMULATIVE: 10} for key in core), head=head)
    text = text_of(written(province, tmp_path, ".md", "Hà Giang", "Cà Mau", "Cao Bằng"))
    assert text.index("TỈNH CAO BẰNG") < text.index("TỈNH CÀ MAU") < text.index("TỈNH HÀ GIANG")
    assert text.index("| Cao Bằng |") < text.index("| Cà Mau |") < text.index("| Hà Giang |")


def test_a_province_without_figures_is_asked_about_each_indicator(data: DataDir, tmp_path: Path) -> None:
    text = text_of(written(data, tmp_path, ".md", "Cà Mau"))
    programme, _ = load_programme(None)
    questions = text.partition("Câu hỏi cần làm rõ\n")[2].partition("\n## ")[0]
    core = [each for each in programme.indicators.values() if each.core]
    asked = "tỉnh được giao bao nhiêu, theo văn bản nào, đã làm được bao nhiêu?"
    assert [f"| {each.short_name}: {asked} |" in questions for each in core] == [True] * len(core)
    assert text.count("? hồ sơ chưa có |") == len(core)
    for nothing in ("Không có.", "chưa thể nói gì về tiến độ..", "không có gì phải hỏi"):
        assert nothing not in text


def test_a_section_of_which_nothing_is_known_says_so_in_a_line(data: DataDir, tmp_path: Path) -> None:
    text = text_of(written(data, tmp_path, ".md", "Cà Mau"))
    for title, line in (
        ("Địa bàn (gợi ý)", "Hồ sơ chưa có gì về địa bàn. Hỏi: "),
        ("Kinh phí theo cấp", "Hồ sơ chưa có số liệu kinh phí. Hỏi: "),
        ("Khó khăn, kiến nghị", "Hồ sơ chưa ghi khó khăn nào tỉnh nêu."),
        ("Nguồn số liệu", "Chưa có số liệu nào nên chưa có nguồn."),
    ):
        section = text.partition(f". {title}\n")[2].partition("\n## ")[0].partition("<!--")[0].strip()
        assert section.startswith(line), title
        assert len(section.splitlines()) == 1, title


def test_places_guidance_and_money_stand_in_their_own_sections(province: DataDir, tmp_path: Path) -> None:
    """By their units, so that another programme's figures find them, too."""
    rows = [{"Mã": key, CUMULATIVE: 7} for key in ("xa-trien-khai", "van-ban", "von-giai-ngan", "cuoc-thi")]
    province.report("cao-bang/2023-b", *rows, head={"Kỳ báo cáo": "Năm 2023"})
    text = text_of(written(province, tmp_path, ".md", "Cao Bằng"))
    sections = {part.partition("\n")[0].partition(". ")[2]: part for part in text.split("\n## ")}
    assert "7 xã" in sections["Địa bàn (gợi ý)"]
    assert "7 văn bản" in sections["Chỉ đạo, điều hành (gợi ý)"]
    assert "7 triệu đồng" in sections["Kinh phí theo cấp"]
    contents = sections["Kết quả theo từng nội dung"]
    assert "7 cuộc" in contents.partition("**Nội dung 1:")[2].partition("**Nội dung 2:")[0]
    assert not any(unit in contents for unit in ("7 xã", "7 văn bản", "7 triệu đồng"))


def test_sources_are_numbered_notes_each_once(province: DataDir, tmp_path: Path) -> None:
    text = text_of(written(province, tmp_path, ".md", "Cao Bằng")).replace("\\", "")
    listed = text.partition("Nguồn số liệu\n")[2]
    notes = dict(re.findall(r"^\[(\d+)\] (.+)$", listed, re.MULTILINE))
    assert list(notes) == [str(number) for number in range(1, len(notes) + 1)]
    assert len(set(notes.values())) == len(notes) == 2
    (target,) = [number for number, note in notes.items() if note.startswith("Kế hoạch 15: data/targets/Cao Bằng.yaml")]
    (figures,) = [number for number, note in notes.items() if "data/reports/cao-bang/2023.xlsx, trang" in note]
    marks = ", ".join(sorted((target, figures)))
    assert f"Tổ truyền thông cộng đồng [{marks}]" in text
    assert f"Văn bản hướng dẫn chậm. [{target}]" in text


def test_what_can_not_be_judged_is_asked_until_a_decision_settles_it(data: DataDir, tmp_path: Path) -> None:
    """New teams after the last running figure: nobody knows how many there are."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540})
    data.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 100}, head={"Kỳ báo cáo": "Năm 2023"})
    data.report("cao-bang/2024", {"Mã": TEAMS, "Thực hiện trong kỳ": 20}, head={"Kỳ báo cáo": "Năm 2024"})
    text = text_of(written(data, tmp_path, ".md", "Cao Bằng", as_of="2025-03-31"))
    assert "mới báo số thành lập thêm. Đến nay còn duy trì bao nhiêu tổ?" in text


def test_the_docx_is_a4_in_times_new_roman_and_repeats_its_headers(province: DataDir, tmp_path: Path) -> None:
    path = written(province, tmp_path, ".docx", "Cao Bằng")
    document = Document(str(path))
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 13
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert xml.count("w:tblHeader") == len([each for each in document.tables if each.style.name == "Table Grid"]) == 4


def test_the_margins_are_those_of_the_decree(province: DataDir, tmp_path: Path) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I: top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20."""
    document = Document(str(written(province, tmp_path, ".docx", "Cao Bằng")))
    standing, lying, rest = document.sections
    for page in (standing, lying, rest):
        sides = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
        assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
    assert [round(page.page_width.mm) for page in (standing, lying, rest)] == [210, 297, 210]
    assert [page.different_first_page_header_footer for page in (standing, lying, rest)] == [True, False, False]
    number = standing.header.paragraphs[0]
    assert (number.alignment, "PAGE" in number._p.xml) == (WD_ALIGN_PARAGRAPH.CENTER, True)  # noqa: SLF001


def test_no_empty_paragraph_ends_a_page(province: DataDir, tmp_path: Path) -> None:
    """On a full page it would fall onto the next, and leave that blank; behind a table there must be one."""
    document = Document(str(written(province, tmp_path, ".docx")))
    ends = document.element.body.xpath("./w:p[w:pPr/w:sectPr]")
    empty = [each for each in ends if not each.xpath("string(.)") and not each.getprevious().tag.endswith("}tbl")]
    assert (len(ends), empty) == (2, [])


def test_each_bar_says_what_it_shows(province: DataDir, tmp_path: Path) -> None:
    path = written(province, tmp_path, ".docx", "Cao Bằng")
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert 'descr="đạt 55,6% chỉ tiêu giao, kế hoạch đến kỳ 64,1%"' in xml
    page = text_of(written(province, tmp_path, ".html", "Cao Bằng"))
    assert 'aria-label="đạt 55,6% chỉ tiêu giao, kế hoạch đến kỳ 64,1%"' in page


@pytest.mark.parametrize(("done", "due", "drawn"), [
    (Fraction(1, 2), Fraction(1, 2), "████████│░░░░░░░░"),
    (Fraction(0), Fraction(1), "░░░░░░░░░░░░░░░░│"),
    (Fraction(3), Fraction(1), "████████████████│████"),
    (None, Fraction(1, 4), "░░░░│░░░░░░░░░░░░"),
    (Fraction(1, 4), None, "████░░░░░░░░░░░░"),
    (Fraction(-1), None, "░░░░░░░░░░░░░░░░"),
])  # fmt: skip
def test_a_bar_shows_result_plan_and_target(done: Fraction | None, due: Fraction | None, drawn: str) -> None:
    """The track ends at the target, four fifths of the drawing; what is above it reaches beyond."""
    bar = Bar("", done, due, "")
    assert bars.blocks(bar) == drawn
    assert bars.png(bar) == bars.png(bar)


def test_a_bar_as_a_picture_has_the_colours_where_the_shares_lie() -> None:
    row = pixels_in_the_middle(bars.png(Bar("", Fraction(1, 2), Fraction(3, 4), "")))
    target, done, due = 240, 120, 180  # of 300 pixels, 240 being the target
    assert (set(row[:done]), set(row[done : due - 3]), set(row[due - 3 : due + 3])) == ({2}, {1}, {3})
    assert (set(row[due + 3 : target]), set(row[target:])) == ({1}, {0})


def pixels_in_the_middle(png: bytes) -> bytes:
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT") + 4
    rows = zlib.decompress(png[start : png.index(b"IEND") - 8])
    middle = (height // 2) * (width + 1)
    return rows[middle + 1 : middle + 1 + width]


def test_dates_numbers_and_spans_are_not_broken() -> None:
    text = unbroken("Giai đoạn 2021-2025: đến ngày 30/06/2025 mới được 300/540 tổ, 1.800 cuộc, 55,6% kế hoạch")
    assert text == (
        "Giai đoạn 2021\u20112025: đến ngày\u00a030/06/2025 mới được 300/540 tổ, 1.800\u00a0cuộc, 55,6% kế hoạch"
    )


def test_the_docx_names_its_title_and_its_language(province: DataDir, tmp_path: Path) -> None:
    document = Document(str(written(province, tmp_path, ".docx", "Cao Bằng")))
    properties = document.core_properties
    assert (properties.comments, properties.language) == ("", "vi-VN")
    assert properties.title.startswith("TÀI LIỆU PHỤC VỤ KIỂM TRA, GIÁM SÁT TẠI")
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"vi-VN"}


def test_the_workbook_computes_its_rates_itself(province: DataDir, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(province, tmp_path, ".xlsx", "Cao Bằng"))
    page = book["Tổng hợp"]
    rows = {row[2].value: row for row in page.iter_rows(min_row=4)}
    teams, homes = rows["Tổ truyền thông cộng đồng"], rows["Địa chỉ tin cậy tại cộng đồng"]
    assert [teams[n].value for n in (4, 6, 7)] == [540, 346, 300]
    number = teams[0].row
    rate = f"(H{number}-N(F{number}))/(E{number}-N(F{number}))"
    assert teams[9].value == f'=IF(OR(E{number}="",H{number}=""),"",{rate})'
    assert (homes[5].value, teams[9].number_format) == (7, "0.0%")
    assert (page.freeze_panes, page.print_title_rows) == ("D4", "$3:$3")
    assert len(page.conditional_formatting) == 1
    assert [sheet.title for sheet in book] == ["Tổng hợp", "Câu hỏi", "Cần kiểm tra", "Nguồn"]
    assert any("reports/cao-bang/2023.xlsx!Báo cáo!H5" in str(cell.value) for row in book["Nguồn"] for cell in row)


def test_the_workbook_holds_what_its_formulas_come_to(province: DataDir, tmp_path: Path) -> None:
    """300 of 540, 346 being due; 2 of 5 beyond the baseline of 7: a telephone shows values and computes nothing."""
    book = openpyxl.load_workbook(written(province, tmp_path, ".xlsx", "Cao Bằng"), data_only=True)
    rows = {row[2].value: row for row in book["Tổng hợp"].iter_rows(min_row=4)}
    teams, homes, clubs = rows["Tổ truyền thông cộng đồng"], rows["Địa chỉ tin cậy tại cộng đồng"], rows[CLUB_NAME]
    assert [teams[n].value for n in (9, 10, 11)] == pytest.approx([300 / 540, 300 / 346, 240])
    assert [homes[n].value for n in (9, 11)] == pytest.approx([2 / 5, 3])
    assert [clubs[n].value for n in (9, 10, 11)] == [None, None, None]


def test_the_workbook_names_its_title_and_its_language(province: DataDir, tmp_path: Path) -> None:
    properties = openpyxl.load_workbook(written(province, tmp_path, ".xlsx", "Cao Bằng")).properties
    assert properties.title == "DỰ ÁN 8 – TỔNG HỢP CHỈ TIÊU, TÍNH ĐẾN 30/06/2024"
    assert properties.language == "vi-VN"


def test_the_page_names_its_language(province: DataDir, tmp_path: Path) -> None:
    assert '<html lang="vi-VN">' in text_of(written(province, tmp_path, ".html", "Cao Bằng"))


@pytest.mark.parametrize("form", [".docx", ".xlsx", ".html", ".md"])
def test_the_same_data_and_date_give_the_same_bytes(province: DataDir, tmp_path: Path, form: str) -> None:
    first = written(province, tmp_path, form, "Cao Bằng").read_bytes()
    assert written(province, tmp_path, form, "Cao Bằng").read_bytes() == first


@pytest.mark.parametrize("form", [".docx", ".xlsx", ".html", ".md"])
def test_text_from_data_is_only_text(data: DataDir, tmp_path: Path, form: str) -> None:
    data.targets(
        "Cao Bằng",
        {"indicator": TEAMS, "target": 540, "source": "x"},
        sources={"x": {"title": HOSTILE.replace("\x01", "")}},
        difficulties=[{"text": HOSTILE.replace("\x01", ""), "source": "x"}],
    )
    data.report(
        "cao-bang/2023", {"Chỉ tiêu": HOSTILE.replace("\x01", ""), CUMULATIVE: 4}, head={"Kỳ báo cáo": "Năm 2023"}
    )
    path = written(data, tmp_path, form, "Cao Bằng")
    if form == ".xlsx":
        cells = [cell for page in openpyxl.load_workbook(path) for row in page.iter_rows() for cell in row]
        formulas = [cell.value for cell in cells if cell.data_type == "f"]
        assert not any("alert" in str(formula) for formula in formulas)
        assert any("alert" in str(cell.value) for cell in cells)
        return
    text = text_of(path)
    assert ("<script>" in text) is (form == ".docx")
    assert "[x](y)" not in text or form != ".md"


@pytest.mark.parametrize("name", ["giay.pdf", "giay", "giay.doc"])
def test_another_form_is_refused_and_named(province: DataDir, tmp_path: Path, name: str) -> None:
    result = province.run("report", "Cao Bằng", "-o", str(tmp_path / name))
    assert (result.exit_code, ".docx, .xlsx, .html, .md" in result.output) == (2, True)
    assert list(tmp_path.glob("giay*")) == []


def test_a_folder_that_is_not_there_is_told(province: DataDir, tmp_path: Path) -> None:
    result = province.run("report", "Cao Bằng", "-o", str(tmp_path / "khong-co" / "giay.md"))
    assert (result.exit_code, "Không ghi được" in result.output) == (2, True)


@pytest.mark.parametrize("form", [".docx", ".xlsx"])
def test_the_office_files_are_sound_archives(province: DataDir, tmp_path: Path, form: str) -> None:
    content = io.BytesIO(written(province, tmp_path, form, "Cao Bằng").read_bytes())
    assert zipfile.ZipFile(content).testzip() is None
