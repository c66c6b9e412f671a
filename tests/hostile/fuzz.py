"""A mutation fuzzer over small valid workbooks and YAML files: `python tests/hostile/fuzz.py --seconds 60 [--seed N]`.

Whatever is in the folder: the command ends with 0, 1 or 2, its JSON is valid, the cell account balances, no file of the
data folder is changed, nothing takes long. What breaks that is printed with its seed and kept beside.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import xlwt
from typer.testing import CliRunner

from du_an8.cli.main import app

SLOWEST_SECONDS = 25.0
"""A little more than a file that is read in a process of its own may take."""
FOLDER = "dien-bien"
COMMANDS = (
    ("check", "--as-of", "2024-12-31", "--format", "json"),
    ("validate", "--format", "json"),
    ("check", FOLDER, "--by", "commune", "--as-of", "2025-12-31", "--format", "json"),
)
TARGETS = """\
province: Điện Biên
sources: {qd: {title: Quyết định 1, date: 2022-05-01}}
targets:
  - indicator: to-truyen-thong
    target: 540
    source: qd
    annual_plan: {2022: 200, 2023: 240, 2024: 100}
    revisions: [{effective: 2024-01-01, target: 550, reason: điều chỉnh}]
  - {indicator: sinh-de-an-toan, target: 80, milestones: {2023-12-31: 60}}
areas:
  - {name: Xã Ẳng Cang, district: Huyện Mường Ảng, targets: {to-truyen-thong: 9}}
difficulties: [{text: Đường xa, source: qd}]
"""
DECISIONS = """\
decisions:
  - {rule: late-report, province: Điện Biên, decision: accept, reason: đã biết, by: Lan, until: 2025-12-31}
"""
PROGRAMME = "aliases: {}\nthresholds: {near: 0.9, slow: 0.6}\n"
VALUES = [
    0, -1, 85, 1e300, 0.28, "1.800", "36/88 cuộc", "2 tỷ 307 triệu", "5 mới + 12 củng cố", "112,9%", "Tổng cộng",
    "=1+1", "", " ", "x" * 40_000, "Xã Ẳng Cang", "Huyện Mường Ảng", "Mã", "Kế hoạch", "Luỹ kế", "31/12/2023",
    "Quý I", "năm 2023",
    "to-truyen-thong", "\u200b", "#DIV/0!", "Tæ truyÒn th«ng", "-", "…", True, "1E+999", "０１２", "½",
]  # fmt: skip

MOST_IN_HEAD = 4  # a row with fewer cells is none of a table
SIGNS = [*"{}[]:|>#%,'\"\t\0", "- ", "&a ", "*a", "!!x ", "---\n", "? "]
"""What means something in YAML."""


def sheet_of(rows: list[list[object]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


STANDARD: list[list[object]] = [
    ["Tỉnh:", "Điện Biên"], ["Kỳ báo cáo:", "2023"], [],
    ["STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch giai đoạn", "Thực hiện trong kỳ", "Luỹ kế", "Tỷ lệ %"],
    [1, "to-truyen-thong", "Tổ truyền thông", "tổ", 540, 140, 340, "63%"],
    [2, "clb-thu-linh", "CLB", "CLB", 85, 10, 96, "112,9%"],
    [3, "sinh-de-an-toan", "", "%", 80, "", "61,5", ""],
]  # fmt: skip
PLACES: list[list[object]] = [
    ["Tỉnh:", "Điện Biên"], ["Số liệu đến ngày:", "30/06/2024"], [],
    ["TT", "Huyện", "Xã", "Tổ truyền thông", "Đối thoại chính sách", "Sinh đẻ an toàn"],
    [1, "Huyện Mường Ảng", "Xã Ẳng Cang", 3, 1, 0.8], [2, "", "Xã Ẳng Tở", 5, 2, 0.7], ["", "Tổng cộng", "", 8, 3, ""],
]  # fmt: skip


def old_workbook(rows: list[list[object]]) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Báo cáo")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def paper_of(rows: list[list[object]]) -> bytes:
    """A Word paper: the head as lines, then the table."""
    paper = docx.Document()
    for row in (row for row in rows if 0 < len(row) < MOST_IN_HEAD):
        paper.add_paragraph(" ".join(map(to_xml, row)))
    table = paper.add_table(rows=0, cols=max(map(len, rows), default=1) or 1)
    for row in (row for row in rows if len(row) >= MOST_IN_HEAD):
        for cell, value in zip(table.add_row().cells, row, strict=False):
            cell.text = to_xml(value)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def to_xml(value: object) -> str:
    """A value as text that XML can hold."""
    return str(value).replace("\0", "")


def text_of(rows: list[list[object]]) -> bytes:
    return "\n".join(";".join(map(str, row)) for row in rows).encode()


class Mutation:
    """One folder made from the valid one."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # a fuzzer has to be repeatable, not secret

    def files(self) -> dict[str, bytes]:
        """The files of a data folder, one to three of which were mutated."""
        files = {
            f"targets/{FOLDER}.yaml": TARGETS.encode(),
            "decisions.yaml": DECISIONS.encode(),
            "programme.yaml": PROGRAMME.encode(),
            f"reports/{FOLDER}/2023.xlsx": sheet_of(self._cells(STANDARD)),
            f"reports/{FOLDER}/2024-H1.xlsx": sheet_of(self._cells(PLACES)),
            f"reports/{FOLDER}/2021.csv": text_of(self._cells(STANDARD)),
            f"reports/{FOLDER}/2022-H1.docx": paper_of(self._cells(STANDARD)),
        }
        if self.chance.random() < 0.1:  # it is read in a process of its own, which takes its time
            files[f"reports/{FOLDER}/2022.xls"] = old_workbook(STANDARD)
        for name in self.chance.sample(sorted(files), self.chance.randint(1, 3)):
            files[name] = self._mutated(name, files[name])
        return files

    def _cells(self, rows: list[list[object]]) -> list[list[object]]:
        """The table with some cells exchanged, rows moved, columns lost."""
        rows = [list(row) for row in rows]
        for _ in range(self.chance.choice([0, 0, 1, 2, 5])):
            row = self.chance.choice(rows)
            match self.chance.randrange(5):
                case 0 if row:
                    row[self.chance.randrange(len(row))] = self.chance.choice(VALUES)
                case 1:
                    row.append(self.chance.choice(VALUES))
                case 2:
                    rows.insert(self.chance.randrange(len(rows)), list(row))
                case 3 if row:
                    row.pop(self.chance.randrange(len(row)))
                case _:
                    self.chance.shuffle(rows)
        return rows

    def _mutated(self, name: str, content: bytes) -> bytes:
        if name.endswith((".xlsx", ".docx")) and self.chance.random() < 0.7:
            return self._parts(content)
        if name.endswith((".yaml", ".csv")) and self.chance.random() < 0.7:
            return self._text(content)
        return self._bytes(content)

    def _parts(self, content: bytes) -> bytes:
        """A workbook with one of its parts mutated, lost or doubled."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        at = self.chance.randrange(len(parts))
        name, part = parts[at]
        match self.chance.randrange(6):
            case 0:
                parts.pop(at)
            case 1:
                parts.append((name.upper(), part))
            case 2:
                parts[at] = name, self._bytes(part)
            case _:
                parts[at] = name, self._markup(part)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts:
                archive.writestr(name, part)
        return stream.getvalue()

    def _markup(self, part: bytes) -> bytes:
        """XML with a tag lost, doubled or moved, a number or an attribute exchanged."""
        pieces = re.split(rb"(<[^>]*>)", part)
        at = self.chance.randrange(len(pieces))
        match self.chance.randrange(4):
            case 0:
                self._rearrange(pieces, at)
            case 1:
                other = self.chance.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 2:
                numbers = [b"0", b"-1", b"99999999999", b"1e400", b"NaN", b"", b"A1:XFD1048576", "á".encode()]
                pieces[at] = re.sub(rb"\d+", lambda _: self.chance.choice(numbers), pieces[at], count=1)
            case _:
                pieces[at] = re.sub(
                    rb'"[^"]*"', b'"' + self.chance.randbytes(3).hex().encode() + b'"', pieces[at], count=1
                )
        return b"".join(pieces)

    def _text(self, content: bytes) -> bytes:
        """Text with a line lost, doubled or moved, or signs put in that mean something."""
        lines = content.split(b"\n")
        at = self.chance.randrange(len(lines))
        match self.chance.randrange(4):
            case 0:
                self._rearrange(lines, at)
            case 1:
                self.chance.shuffle(lines)
            case 2:
                lines[at] = re.sub(rb"[\w.-]+", lambda _: str(self.chance.choice(VALUES)).encode(), lines[at], count=1)
            case _:
                cut = self.chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + self.chance.choice(SIGNS).encode() + lines[at][cut:]
        return b"\n".join(lines)

    def _rearrange(self, pieces: list[bytes], at: int) -> None:
        """A piece is lost, or doubled elsewhere."""
        if self.chance.random() < 0.5:
            pieces.pop(at)
        else:
            pieces.insert(self.chance.randrange(len(pieces)), pieces[at])

    def _bytes(self, content: bytes) -> bytes:
        """Some bytes turned over, put in or cut out, or the end lost."""
        changed = bytearray(content)
        for _ in range(self.chance.choice([1, 1, 3, 20])):
            at = self.chance.randrange(len(changed) + 1)
            match self.chance.randrange(4):
                case 0:
                    changed[at:at] = self.chance.randbytes(self.chance.choice([1, 4, 100]))
                case 1:
                    del changed[at : at + self.chance.choice([1, 8, 200])]
                case 2 if changed:
                    changed[at % len(changed)] ^= 1 << self.chance.randrange(8)
                case _:
                    del changed[max(at, len(changed) // 2) :]
        return bytes(changed)


def broken(seed: int, root: Path) -> list[str]:
    """What the tool does wrong with the folder of a seed."""
    shutil.rmtree(root, ignore_errors=True)
    for name, content in Mutation(seed).files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    before = fingerprint(root)
    faults = []
    for command, *rest in COMMANDS:
        started = time.monotonic()
        result = CliRunner().invoke(app, [command, *rest, "--data", str(root)])
        faults += [f"{command}: {fault}" for fault in faults_of(result.exit_code, result.stdout, result.output)]
        if (took := time.monotonic() - started) > SLOWEST_SECONDS:
            faults.append(f"{command}: took {took:.0f} s")
    if fingerprint(root) != before:
        faults.append("the data folder was changed")
    return faults


def faults_of(code: int, stdout: str, output: str) -> list[str]:
    """What is wrong with one answer."""
    if code not in {0, 1}:  # 2 is for what can't run at all; a folder as this one always can
        return [f"exit {code}: {output[-300:]}"]
    if "Traceback" in output:
        return ["a traceback"]
    try:
        document = json.loads(stdout)
    except ValueError as error:
        return [f"no JSON: {error}"]
    return [
        f"the account of {file['path']} doesn't balance"
        for file in document["files"]
        if file["numbers_seen"] != file["used"] + file["checked"] + file["reported"]
    ]


def fingerprint(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Try folders until the time is over."""
    os.environ["DU_AN8_CACHE"] = "0"  # what is mutated is of no use another time
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None, help="the first; a new one each time unless it is named")
    options = parser.parse_args()
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 40)
    ends, tried, found = time.monotonic() + options.seconds, 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            for fault in broken(first + tried, Path(folder, "data")):
                found[fault] += 1
                sys.stdout.write(f"seed {first + tried}: {fault}\n")
            tried += 1
    sys.stdout.write(f"{tried} folders from seed {first}, {found.total()} faults\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
