"""Text from data is only text, in every output: no escape code, markup, script, formula or command comes of it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import DataDir

ENDS_A_FORMULA = '=HYPERLINK("http://x.example";"y")'
EVIL = (
    ENDS_A_FORMULA + "<script>alert(1)</script><img src=x onerror=alert(1)>[red]đỏ[/red] | `x` *y* ]]> --> "
    "\u202exslx.\u200b \u00ad::error file=x::y ##[error]z %0A::error::w {{7*7}} ${x} %s {name} &lt;b&gt; '\""
)
LINES = EVIL + "\n::error::dòng mới\r\n@SUM(A1)\t+1"
ESCAPES = "\x1b[31m\x1b]0;x\x07\x9b1m\x7f" + LINES
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
AS_OF = ("--as-of", "2024-06-30")
pytestmark = pytest.mark.usefixtures("report")


def fill(data: DataDir) -> Path:
    """Hostile text in every field that takes text; the report that is on file."""
    data.targets(
        "Điện Biên",
        {"indicator": "to-truyen-thong", "target": 540, "source": "s", "quote": LINES,
         "revisions": [{"effective": "2024-01-01", "target": 550, "source": "s", "reason": LINES, "quote": EVIL}]},
        {"indicator": "clb-thu-linh", "target": 85, "source": LINES},
        {"indicator": LINES, "target": 1},
        sources={
            "s": {"title": LINES, "publisher": EVIL, "note": LINES, "url": "javascript:alert(1)"},
            EVIL: {"title": "x"},
        },
        difficulties=[{"text": LINES, "source": "s"}],
        areas=[{"name": f"Xã {EVIL}", "district": f"Huyện {EVIL}", "targets": {"to-truyen-thong": 9}}],
    )  # fmt: skip
    rows = [
        {"Mã": "to-truyen-thong", "Đơn vị tính": EVIL, "Luỹ kế từ đầu giai đoạn": 200, "Ghi chú": LINES},
        {"Mã": "clb-thu-linh", "Luỹ kế từ đầu giai đoạn": LINES},
        {"Mã": "doi-thoai-chinh-sach", "Chỉ tiêu": EVIL, "Luỹ kế từ đầu giai đoạn": f"5 {EVIL}"},
        {"Chỉ tiêu": LINES, "Luỹ kế từ đầu giai đoạn": 7},
        {"Chỉ tiêu": f"@{EVIL}", "Luỹ kế từ đầu giai đoạn": 8},
    ]

    def change(book: openpyxl.Workbook) -> None:
        for name, text in (("Khó khăn, vướng mắc", LINES), ("=x <b>{x}|`", LINES)):
            page = book.create_sheet(name)
            page["A1"], page["A2"] = "Nội dung", text
            page["A1"].data_type = page["A2"].data_type = "s"
        for page in book.worksheets:
            for row in page.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        cell.data_type = "s"

    head = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "2023", "Người lập": LINES}
    report = data.report("dien-bien/2023 <b>::error `=x", *rows, head=head, sheet="=1+1 <b>&|`", change=change)
    places = [[f"Huyện {EVIL}", f"Xã {EVIL}", 3], [f"Huyện {EVIL}", "Xã =2", 5], ["Huyện Mường Ảng", "Xã Ẳng Cang", 4]]
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (["Tỉnh:", "Điện Biên"], ["Kỳ báo cáo:", "2022"], ["Huyện", "Xã", "to-truyen-thong"], *places):
        page.append([None] * 3)
        for column, value in enumerate(row, start=1):
            cell = page.cell(page.max_row + 1 if column == 1 else page.max_row, column, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(data.root / "reports" / "dien-bien" / "2022.xlsx")
    (data.root / "reports" / "dien-bien" / "=cmd <img src=x>.docx").write_bytes(b"x")
    (data.root / "decisions.yaml").write_text(
        yaml.safe_dump({"decisions": [{"rule": "late-report", "decision": "accept", "reason": LINES, "by": EVIL}]},
                       allow_unicode=True), encoding="utf-8",
    )  # fmt: skip
    return report


@pytest.fixture
def report(data: DataDir) -> Path:
    """The report on file, in a folder full of hostile text."""
    return fill(data)


def printed(data: DataDir, *arguments: str) -> str:
    result = data.run(*arguments)
    assert result.exit_code in {0, 1}, result.output
    return result.stdout


def no_command_in(text: str) -> None:
    """No line is one that the log of a job would act on."""
    for line in text.splitlines():
        assert not line.strip().startswith("::"), line
        assert "##[" not in line, line


TERMINAL = [
    ("check", *AS_OF), ("check", "dien-bien", *AS_OF), ("check", "dien-bien", "--by", "commune", *AS_OF),
    ("explain", "dien-bien", "to-truyen-thong", *AS_OF), ("explain", "dien-bien", "clb-thu-linh", *AS_OF),
    ("history", "dien-bien", "to-truyen-thong", *AS_OF), ("validate",),
]  # fmt: skip


@pytest.mark.parametrize("arguments", TERMINAL, ids=" ".join)
def test_the_terminal(data: DataDir, arguments: tuple[str, ...]) -> None:
    text = printed(data, *arguments)
    assert not UNSEEN.search(text.replace("\n", "")), UNSEEN.search(text.replace("\n", ""))
    no_command_in(text)


@pytest.mark.parametrize("width", ["40", "200"])
def test_the_terminal_at_any_width(data: DataDir, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    no_command_in(printed(data, "check", "dien-bien", *AS_OF))


def test_what_import_shows_and_writes_back(data: DataDir, report: Path, tmp_path: Path) -> None:
    sent, back = tmp_path / "[red]::error =x.xlsx", tmp_path / "tra-lai.xlsx"
    report.rename(sent)
    text = printed(data, "import", str(sent), "--dry-run", "--all", "--return", str(back))
    assert not UNSEEN.search(text.replace("\n", ""))
    no_command_in(text)
    assert formulas(back.read_bytes()) == []


@pytest.mark.parametrize("command", ["check", "validate"])
def test_json(data: DataDir, command: str) -> None:
    text = printed(data, command, "--format", "json")
    assert json.loads(text)
    assert "\x1b" not in text
    no_command_in(text)


@pytest.mark.parametrize("command", ["check", "validate"])
def test_csv(data: DataDir, command: str) -> None:
    text = printed(data, command, "--format", "csv")
    assert not UNSEEN.search(text.removeprefix("\ufeff").replace("\n", "").replace("\r", ""))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    no_command_in(text)


@pytest.mark.parametrize("command", ["check", "validate"])
def test_markdown(data: DataDir, command: str) -> None:
    text = printed(data, command, "--format", "markdown")
    plain(text)
    no_command_in(text)


def plain(text: str) -> None:
    """Nothing in a Markdown text is HTML, a link or a picture, and each table keeps its columns."""
    assert not UNSEEN.search(text.replace("\n", ""))
    text = re.sub(r"`[^`\n]*`", "", text)  # code is shown as it is
    assert not re.search(r"(?<!\\)<(?:script|img|b)\b", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    for table in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table


@pytest.mark.parametrize("command", ["check", "validate"])
def test_github(data: DataDir, command: str) -> None:
    text = printed(data, command, "--format", "github")
    own = re.compile(r"::(?:error|warning|notice) (?:[a-z]+=[^,:]*,)*[a-z]+=[^,:]*::")
    for line in text.splitlines():
        assert own.match(line), line
        assert "##[" not in line
        assert "%0A" not in line
        assert not UNSEEN.search(line)


@pytest.mark.parametrize("command", ["check", "validate"])
def test_junit(data: DataDir, command: str) -> None:
    text = printed(data, command, "--format", "junit")
    tree = ET.fromstring(text)  # noqa: S314  # our own answer
    assert {element.tag for element in tree.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "error", "properties", "property", "system-out",
    }  # fmt: skip
    no_command_in(text)


def formulas(content: bytes) -> list[str]:
    """The formulas of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for page in book.worksheets for row in page.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


def test_xlsx(data: DataDir, tmp_path: Path) -> None:
    printed(data, "report", "dien-bien", *AS_OF, "-o", str(tmp_path / "giay.xlsx"))
    written = formulas((tmp_path / "giay.xlsx").read_bytes())
    assert written
    assert all(re.fullmatch(r'=[A-Z0-9(),"=<>*/+\-]+', formula) for formula in written)
    assert not [formula for formula in written if "HYPERLINK" in formula]


def test_docx(data: DataDir, tmp_path: Path) -> None:
    printed(data, "report", "dien-bien", *AS_OF, "-o", str(tmp_path / "giay.docx"))
    with zipfile.ZipFile(tmp_path / "giay.docx") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = ET.fromstring(archive.read(name))  # noqa: S314  # our own document
                tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
                assert not tags & {"script", "img", "altChunk", "instrText", "hyperlink"}
                text = "".join(tree.itertext())
                assert not UNSEEN.search(text.replace("\n", ""))


class Reader(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def harmless(text: str) -> None:
    """No script but the site's own, no handler, no address that runs anything."""
    for tag, attributes in Reader(text).tags:
        assert tag not in {"img", "iframe", "object", "embed", "base"}, tag
        assert tag != "form" or "action" not in attributes
        assert tag != "script" or set(attributes) <= {"src", "defer"}, attributes
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src", "xlink:href"):
            address = (attributes.get(name) or "").strip().lower()
            assert address == "data:," or not address.startswith(("javascript:", "data:"))  # the site has no icon
    assert "\x1b" not in text
    assert not re.search("[\u202a-\u202e\u200b]", text)


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_paper_as_text(data: DataDir, tmp_path: Path, form: str) -> None:
    printed(data, "report", "dien-bien", *AS_OF, "-o", str(tmp_path / f"giay.{form}"))
    text = (tmp_path / f"giay.{form}").read_text(encoding="utf-8")
    harmless(text) if form == "html" else plain(text)


def pages(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*.html")


def test_the_site(data: DataDir, tmp_path: Path) -> None:
    printed(data, "site", *AS_OF, "-o", str(tmp_path / "trang"))
    for page in pages(tmp_path / "trang"):
        harmless(page.read_text(encoding="utf-8"))


def test_escape_codes_in_arguments_reach_no_terminal(data: DataDir) -> None:
    for arguments in (("check", ESCAPES), ("explain", "dien-bien", ESCAPES), ("check", "--since", ESCAPES)):
        result = data.run(*arguments)
        assert result.exit_code == 2
        assert not UNSEEN.search(result.output.replace("\n", "")), arguments
        no_command_in(result.output)
