"""The paper for a visit as LibreOffice lays it out: what stands on which page."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from conftest import DataDir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rendered.conftest import Office, Page

pytestmark = pytest.mark.processes

CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
HEADS = (
    "ĐOÀN KIỂM TRA, GIÁM SÁT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "TÀI LIỆU PHỤC VỤ KIỂM TRA, GIÁM SÁT TẠI TỈNH", "ngày …… tháng …… năm ……",
)  # fmt: skip
TITLES = ("STT,", "Chỉ tiêu", "ĐVT", "Giao", "Số đến", "Trạng", "Tỉnh trả lời", "Hồ sơ cần")
BROKEN = re.compile(r"\d[/\u2011-]$|\b(?:ngày|tháng|năm)$(?=\s\d)", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    """A programme of so many indicators that their table takes several pages, and a province with difficulties."""
    data = DataDir(tmp_path_factory.mktemp("giay") / "data")
    data.root.mkdir()
    keys = [f"chi-tieu-{number}" for number in range(1, 21)]
    rows = [f"  - {{id: {key}, name: Chỉ tiêu thêm {key}, unit: tổ, kind: stock, content: 1}}" for key in keys]
    (data.root / "programme.yaml").write_text("\n".join(["indicators:", *rows, ""]), encoding="utf-8")
    targets = [{"indicator": key, "target": 540, "annual_plan": {2023: 346}} for key in keys]
    difficulties = [{"text": f"Khó khăn {number}: văn bản hướng dẫn đến chậm."} for number in range(1, 4)]
    data.targets("Cao Bằng", *targets, difficulties=difficulties)
    filled = ({"Mã": key, CUMULATIVE: 300} for key in keys)
    data.report("cao-bang/2023", *filled, head={"Kỳ báo cáo": "Năm 2023", "Tỉnh": "Cao Bằng"})
    return data


def report(data: DataDir, path: Path, *names: str) -> Path:
    result = data.run("report", *names, "-o", str(path), "--as-of", "2024-06-30")
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def alone(folder: DataDir, pages: Callable[[Path], list[Page]]) -> list[Page]:
    return pages(report(folder, folder.root.parent / "giay.docx", "Cao Bằng"))


def test_the_heads_stand_on_the_first_page_and_there_alone(alone: list[Page]) -> None:
    first, *others = alone
    assert [words for words in HEADS if not first.says(words)] == []
    assert [words for page in others for words in HEADS[:3] if page.says(words)] == []


def test_pages_are_numbered_at_the_top_from_the_second_on(alone: list[Page]) -> None:
    assert [page.number for page in alone] == [None, *(str(number) for number in range(2, len(alone) + 1))]


def test_the_table_of_indicators_lies_and_repeats_its_titles(alone: list[Page]) -> None:
    lying = [page for page in alone if page.lying]
    assert len(lying) > 1
    assert [words for page in lying for words in TITLES if not page.says(words)] == []
    assert lying[0].says("Kết quả thực hiện các chỉ tiêu")
    assert not alone[0].lying
    assert not alone[-1].lying


def test_no_page_is_blank_and_no_date_or_number_is_broken(alone: list[Page]) -> None:
    assert [page.number for page in alone if len(page.lines) < 4] == []
    assert [BROKEN.findall(page.text) for page in alone if BROKEN.search(page.text)] == []


def test_the_signatures_and_who_gets_it_close_the_paper(alone: list[Page]) -> None:
    assert all(
        alone[-1].says(words) for words in ("TRƯỞNG ĐOÀN", "ĐẠI DIỆN ĐƠN VỊ", "(Ký, ghi rõ họ tên)", "Nơi nhận:")
    )


def test_each_paper_of_several_has_its_own_heads_and_numbers(
    folder: DataDir, tmp_path: Path, pages: Callable[[Path], list[Page]]
) -> None:
    each = pages(report(folder, tmp_path / "giay.docx", "Cao Bằng", "Cà Mau"))
    firsts = [at for at, page in enumerate(each) if page.number is None]
    assert [each[at].says(name) for at, name in zip(firsts, ("TỔNG HỢP", "CAO BẰNG", "CÀ MAU"), strict=True)] == [
        True, True, True,
    ]  # fmt: skip
    numbers = [page.number for page in each[firsts[2] :]]
    assert numbers == [None, *(str(number) for number in range(2, len(numbers) + 1))]


def test_the_formulas_come_to_the_values_that_are_stored_with_them(
    folder: DataDir, tmp_path: Path, office: Office
) -> None:
    path = report(folder, tmp_path / "giay.xlsx", "Cao Bằng")
    stored = openpyxl.load_workbook(path, data_only=True)["Tổng hợp"]
    without = openpyxl.load_workbook(path)  # which drops the values, so that they must be calculated
    without.save(tmp_path / "tinh-lai.xlsx")
    with office(tmp_path / "tinh-lai.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76").open(encoding="utf-8") as file:
        rows = {row[0]: row for row in csv.reader(file)}
    compared = 0
    for row in stored.iter_rows(min_row=4):
        if row[9].value is None:
            continue
        shown = [f"{row[9].value:.1%}", f"{row[10].value:.1%}", f"{row[11].value:g}"]
        assert [cell.rstrip(".") for cell in rows[str(row[0].value)][9:12]] == shown
        compared += 1
    assert compared == 20
