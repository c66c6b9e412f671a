"""Reads `.csv` and `.tsv`: one sheet of texts, whatever encoding and delimiter the office used."""

import csv
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path

from du_an8.reports.workbook.cells import Cell, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.stored_values import shown_cell
from du_an8.vietnamese.syllables import is_syllable

_LARGEST_FILE = 20_000_000
_DELIMITERS = "\t;,|"
_SAMPLE_ROWS = 50
_LONGEST_SAMPLE = 20_000
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NAMED_DELIMITER = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_FEWEST_COLUMNS = 3
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)  # how Excel is told to leave `="0123"` as it stands
_WHOLE, _REST = re.compile(r"-?\d{1,9}"), re.compile(r"\d{1,3}")
_LETTERS = re.compile(r"[^\W\d_]+")
_BELOW = "below"  # a line that only stands apart where the one above is closed


def read_csv_text(path: Path) -> list[Sheet]:
    """The one sheet of a delimited text; every cell is text, numbers are read the Vietnamese way later.

    Raises:
        UnsafeError: the file is larger than any report.
        DamagedError: it is no delimited text.
    """
    text = decode(read_bounded(path))
    if "\0" in text:
        raise DamagedError
    # Excel itself writes and hides a first line `sep=;`, so it counts in no row number.
    named = _NAMED_DELIMITER.match(text)
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(text)
    try:
        table, open_quotes = _table(text, delimiter)
    except csv.Error as error:
        raise DamagedError from error
    table = _with_decimals(table) if delimiter == "," else table
    first_line = 2 if named else 1
    lines = tuple(first_line + line for line in open_quotes)
    return [Sheet("CSV", hidden=False, rows=_cells(table), open_quotes=lines)]


def _cells(table: list[list[str]]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for number, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            if cell := shown_cell(number, column, _GUARDED.sub(r"\1", value)):
                rows.setdefault(number, {})[column] = cell
    return rows


def _with_decimals(table: list[list[str]]) -> list[list[str]]:
    """The rows, those that are longer than the header because a comma cut a number: `57,5` without its quotes."""
    header = next((row for row in table if _is_header(row)), None)
    return [_rejoined(row) if header and len(row) == len(header) + 1 else row for row in table]


def _is_header(row: list[str]) -> bool:
    """Whether several words stand side by side, and no number."""
    filled = list(filter(None, row))
    return len(filled) >= _FEWEST_COLUMNS and not any(map(_WHOLE.fullmatch, filled))


def _rejoined(row: list[str]) -> list[str]:
    """The row with its number whole again; several side by side become one text: nobody knows which was cut."""
    pairs = enumerate(pairwise(row))
    cut = [at for at, (whole, rest) in pairs if _WHOLE.fullmatch(whole) and _REST.fullmatch(rest)]
    if not cut:
        return row
    first, behind = cut[0], cut[-1] + 2
    return [*row[:first], ",".join(row[first:behind]), *row[behind:]]


def _table(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The rows, and the lines (from 0) on which a quotation mark opens that nothing closes.

    Such a mark would swallow the rows below. What stands before it in its line is read, and the lines after it.
    """
    table = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    if '"' not in text:
        return table, []
    width = max(map(len, table))
    source = _Lines(list(StringIO(text, newline="")))
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    open_quotes: list[int] = []
    while source.position < len(source.lines):
        start = source.position
        row = _closed_row(reader, delimiter, width)
        if row is None:  # begin again below, whatever the mark has swallowed
            row, is_closed = _row_alone(source.lines[start], delimiter)
            open_quotes += [] if is_closed else [start]
            source.position = start + 1
            reader = csv.reader(source, delimiter=delimiter, strict=True)
        rows.append(row)
    return rows, open_quotes


class _Lines:
    """Lines that are given out one by one, and can be given out again."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.position = lines, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.position == len(self.lines):
            raise StopIteration
        self.position += 1
        return self.lines[self.position - 1]


def _closed_row(reader: Iterator[list[str]], delimiter: str, width: int) -> list[str] | None:
    """The next row; None where one of its quotation marks isn't closed, or closed only by the mark of another row."""
    try:
        row = next(reader)
    except csv.Error:
        return None
    is_short = len(row) < width and width >= _FEWEST_COLUMNS
    swallowed = (line for value in row if "\n" in value for line in value.split("\n")[1:]) if is_short else ()
    return None if any(line.count(delimiter) >= width - 1 for line in swallowed) else row


def _row_alone(line: str, delimiter: str) -> tuple[list[str], bool]:
    """A line read by itself, and whether its quotation marks are closed; what an open one holds is left out."""
    row, *below = csv.reader([line, _BELOW], delimiter=delimiter)
    return (row, True) if below else (row[:-1], False)


def read_bounded(path: Path) -> bytes:
    """The bytes of a file of text.

    Raises:
        UnsafeError: the file is larger than any report.
    """
    if path.stat().st_size > _LARGEST_FILE:
        raise UnsafeError(f"tệp chữ quá {_LARGEST_FILE // 1_000_000} MB")
    return path.read_bytes()


def is_tabbed(text: str) -> bool:
    """Whether a text, whatever its file is called, has columns; only a tab says so, for prose has the other signs."""
    return not _NO_TEXT.search(text) and sum("\t" in line.strip(" \r\ufeff") for line in text.split("\n")) > 1


def decode(raw: bytes) -> str:
    """Bytes as text: by the mark at the start, by the zeros of UTF-16, as UTF-8, else by the words."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    sample = raw[:4096]
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    if max(zeros_even, zeros_odd) > len(sample) // 8:
        return raw.decode("utf-16-le" if zeros_odd > zeros_even else "utf-16-be", errors="replace")
    try:
        return raw.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return _of_windows(raw)


def _of_windows(raw: bytes) -> str:
    """As Windows Vietnamese where that makes words, else as the Latin letters under which TCVN3 and VNI are known.

    cp1258 writes a letter and its tone as two signs; NFC makes them one again.
    """
    text = unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))
    words = [word for word in _LETTERS.findall(text[:_LONGEST_SAMPLE]) if not word.isascii()]
    return text if sum(map(is_syllable, words)) * 2 >= len(words) else raw.decode("latin-1")


def _delimiter(text: str) -> str:
    """The sign that cuts most rows into several fields; a comma last, because it stands in numbers and names, too."""

    def rows_cut(delimiter: str) -> int:
        sample = csv.reader(StringIO(text[:100_000], newline=""), delimiter=delimiter)
        return sum(len(row) > 1 for row, _ in zip(sample, range(_SAMPLE_ROWS), strict=False))

    return max(_DELIMITERS, key=rows_cut)
