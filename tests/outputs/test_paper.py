"""The paper for a visit: what it says, in each of its forms, and that it is proof against what data may hold."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from du_an8.findings.catalogue import TEXTS
from du_an8.findings.questions import QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

CUMULATIVE, TEAMS, CLUBS, BIRTHS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh", "sinh-de-an-toan"
SECTIONS = [
    "Tình hình số liệu", "Kết quả thực hiện các chỉ tiêu", "Chỉ tiêu chậm, chỉ tiêu đến hạn chưa có số liệu",
    "Câu hỏi cần làm rõ", "Hồ sơ cần xem", "Khó khăn, vướng mắc tỉnh nêu", "Nguồn số liệu",
]  # fmt: skip
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
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


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
    assert "Bắc Kạn: 20 tổ (31/12/2024), giao 88" in text
    assert "Khó khăn của Bắc Kạn" in text


def test_the_docx_is_a4_in_times_new_roman_and_repeats_its_headers(province: DataDir, tmp_path: Path) -> None:
    path = written(province, tmp_path, ".docx", "Cao Bằng")
    document = Document(str(path))
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 13
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert xml.count("w:tblHeader") == 1


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
    assert [sheet.title for sheet in book] == ["Tổng hợp", "Cần kiểm tra", "Nguồn"]
    assert any("reports/cao-bang/2023.xlsx!Báo cáo!H5" in str(cell.value) for row in book["Nguồn"] for cell in row)


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


def test_every_question_is_of_a_finding_that_there_is() -> None:
    assert set(QUESTIONS) <= set(TEXTS)


@pytest.mark.parametrize("form", [".docx", ".xlsx"])
def test_the_office_files_are_sound_archives(province: DataDir, tmp_path: Path, form: str) -> None:
    content = io.BytesIO(written(province, tmp_path, form, "Cao Bằng").read_bytes())
    assert zipfile.ZipFile(content).testzip() is None
