"""Reads the tables of a Word paper: one sheet a table, with the lines above it in the rows before its first.

Rows are counted as Word counts them, columns by the edges at which cells begin: a grid that was drawn by hand has more
of them than anybody sees. The lines above a table get the rows …, -1, 0, so that row 5 of the table is row 5.
"""

import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet, column_letters
from du_an8.reports.workbook.docx_text import Line, Texts, chosen_of
from du_an8.reports.workbook.docx_xml import is_on, number_in, open_paper, size_of
from du_an8.reports.workbook.prose import figures_in
from du_an8.reports.workbook.seen import tells_number
from du_an8.reports.workbook.stored_values import shown_cell

_HEAVY = 4_000_000  # bytes of XML; more are read in a process of their own
_MOST_LINES = 15  # above a table; what stands further up says nothing of it
_LONGEST_TITLE = 300
_BOX = "txbxContent"
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
# A letterhead or the place for signatures is laid out as a small table.
_LETTERHEAD_ROWS, _LETTERHEAD_COLUMNS = 6, 3


def read_docx(path: Path) -> list[Sheet]:
    """One sheet for each table, named `bảng 1`, `bảng 2`, …; the first tells of the figures in the text around.

    A paper without tables is one sheet without rows.

    Raises:
        UnsafeError: reading it costs too much.
        DamagedError: a part is missing or broken.
        zipfile.BadZipFile: the file is cut short.
    """
    if size_of(path) > _HEAVY:
        from du_an8.reports.workbook.contained import read_contained

        return read_contained(path, f"{__name__}:read_docx_here")
    return read_docx_here(path)


def read_docx_here(path: Path) -> list[Sheet]:
    """As `read_docx`, in this process whatever it costs.

    Raises:
        DamagedError: as `read_docx`.
        zipfile.BadZipFile: as `read_docx`.
    """
    paper = open_paper(path)
    reader = _PaperReader(Texts(paper))
    reader.read(paper.body)
    first, *others = reader.sheets()
    return [replace(first, embedded=paper.embedded), *others]


class _RawCell(Struct):
    """A cell while its table is read; `start` and `end` are edges of the grid that Word keeps."""

    row: int
    start: int
    end: int
    last_row: int
    lines: list[Line] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)  # figures of tables within the cell

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def font(self) -> str:
        return next((line.font for line in self.lines if line.font), "")


class _RawTable(Struct):
    """A table with the lines above it.

    Attributes:
        hidden_rows: rows that Word doesn't show.
    """

    cells: list[_RawCell] = field(default_factory=list)
    height: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    above: list[Line] = field(default_factory=list)

    @property
    def edges(self) -> list[int]:
        """Where columns begin."""
        return sorted({cell.start for cell in self.cells})

    @property
    def is_letterhead(self) -> bool:
        """Whether it only lays out text: small, and without a single number."""
        small = self.height <= _LETTERHEAD_ROWS and len(self.edges) <= _LETTERHEAD_COLUMNS
        return small and not any(tells_number(cell.text) for cell in self.cells)

    def sheet(self, name: str) -> Sheet:
        edges = self.edges
        rows: dict[int, dict[int, Cell]] = {}
        for row, line in enumerate(self.above, start=1 - len(self.above)):
            rows[row] = {1: Cell(row, 1, CellKind.TEXT, line.text, font=line.font)}
        merged: list[Area] = []
        unread: dict[str, tuple[str, ...]] = {}
        for raw in self.cells:
            column, last = bisect_left(edges, raw.start) + 1, bisect_left(edges, raw.end)
            if cell := shown_cell(raw.row, column, raw.text, raw.font):
                rows.setdefault(raw.row, {})[column] = cell
            if raw.last_row > raw.row or last > column:
                merged.append(Area(raw.row, column, raw.last_row, last))
            if raw.nested:
                unread[f"{column_letters(column)}{raw.row}"] = tuple(raw.nested)
        hidden = frozenset(self.hidden_rows & rows.keys())
        return Sheet(name, hidden=False, rows=rows, merged=tuple(merged), hidden_rows=hidden, unread=unread)


class _PaperReader:
    """Walks through a paper from its first line to its last."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._tables: list[_RawTable] = []
        self._above: list[Line] = []  # since the last table that says something
        self._figures: list[str] = []  # of the text outside of tables
        self._is_first = True

    def read(self, body: ET.Element) -> None:
        """Read all blocks of a paper."""
        for block in _blocks(body):
            if block.tag == "p":
                lines = self._texts.lines(block)
                self._figures += figures_in(line.text for line in lines)
                self._above += (line for line in lines if _may_be_title(line))
            else:
                self._read_table(block)

    def sheets(self) -> list[Sheet]:
        """The tables, or one sheet without rows that tells of the figures in the text."""
        tables = [table.sheet(f"bảng {number}") for number, table in enumerate(self._tables, start=1)]
        first, *others = tables or [Sheet("", hidden=False, rows={})]
        unread = {"": tuple(self._figures), **first.unread} if self._figures else first.unread
        return [Sheet(first.name, first.hidden, first.rows, first.merged, first.hidden_rows, unread=unread), *others]

    def _read_table(self, element: ET.Element) -> None:
        table = _TableReader(self._texts).read(element)
        self._tables.append(table)
        if table.is_letterhead:  # it says who reports and when, as lines of text would
            self._above += (line for cell in table.cells for line in cell.lines if _may_be_title(line))
            return
        first = self._above[:_MOST_LINES] if self._is_first else []
        rest = self._above[len(first) :]
        table.above = [*first, *rest[-_MOST_LINES:]]
        self._above, self._is_first = [], False


class _TableReader:
    """Reads the rows of one table."""

    def __init__(self, texts: Texts, *, is_nested: bool = False) -> None:
        """Make ready for one table.

        Args:
            is_nested: it stands in a cell of another one, which looks for the figures of all.
        """
        self._texts, self._is_nested = texts, is_nested
        self._table = _RawTable()
        self._open: dict[int, _RawCell] = {}  # edge -> the cell that may reach down from the row above

    def read(self, element: ET.Element) -> _RawTable:
        """The table with its cells in order."""
        for row, tr in enumerate(_within(element, "tr"), start=1):
            self._table.height = row
            properties = tr.find("trPr")
            if properties is not None and is_on(properties.find("hidden")):
                self._table.hidden_rows.add(row)
            self._read_row(tr, row, properties)
        return self._table

    def _read_row(self, tr: ET.Element, row: int, properties: ET.Element | None) -> None:
        is_deleted = properties is not None and properties.find("del") is not None
        edge = number_in(None if properties is None else properties.find("gridBefore"), 0)
        reaching: dict[int, _RawCell] = {}
        before: _RawCell | None = None
        for tc in _within(tr, "tc"):
            start, edge = edge, edge + max(1, number_in(tc.find("tcPr/gridSpan"), 1))
            if before and _continues(tc.find("tcPr/hMerge")):
                before.end = edge
                continue
            before = self._cell_from_above(tc, start, row)
            if before is None:
                before = _RawCell(row, start, edge, row)
                if not is_deleted and tc.find("tcPr/cellDel") is None:
                    before.lines, before.nested = self._content(tc)
                self._table.cells.append(before)
            if tc.find("tcPr/vMerge") is not None:
                reaching[start] = before
        self._open = reaching

    def _cell_from_above(self, tc: ET.Element, start: int, row: int) -> _RawCell | None:
        """The cell that reaches down into this one, whatever this one holds; None for a cell of its own."""
        above = self._open.get(start) if _continues(tc.find("tcPr/vMerge")) else None
        if above:
            above.last_row = row
        return above

    def _content(self, tc: ET.Element) -> tuple[list[Line], list[str]]:
        """The lines of a cell, those of tables within it too, and the figures that are no cells because of that."""
        lines: list[Line] = []
        nested: list[str] = []
        for block in _blocks(tc):
            if block.tag == "p":
                lines += self._texts.lines(block)
                continue
            table = _TableReader(self._texts, is_nested=True).read(block)
            inner = [line for cell in table.cells for line in cell.lines]
            lines += inner
            nested += () if self._is_nested else figures_in(line.text for line in inner)
        return lines, nested


def _continues(merge: ET.Element | None) -> bool:
    """Whether a cell is the rest of one above it or before it."""
    return merge is not None and merge.get("val", "continue") == "continue"


def _blocks(element: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables in their order; text in boxes stands behind the paragraph that holds the box."""
    for child in element:
        if child.tag == "p":
            yield child
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == "tbl":
            frame = _framed(child)
            yield from [child] if frame is None else _blocks(frame)
        elif child.tag == "AlternateContent":
            for chosen in chosen_of(child):
                yield from _blocks(chosen)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _boxes(element: ET.Element) -> Iterator[ET.Element]:
    """The text boxes of a paragraph, each once: Word stores them twice, for itself and for its forerunners."""
    if next(element.iter(_BOX), None) is None:
        return
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == "AlternateContent":
            for chosen in chosen_of(child):
                yield from _boxes(chosen)
        else:
            yield from _boxes(child)


def _framed(table: ET.Element) -> ET.Element | None:
    """The one cell of a table that is only a frame around another; None for any other table."""
    cells = list(islice((tc for tr in _within(table, "tr") for tc in _within(tr, "tc")), 2))
    only = cells[0] if len(cells) == 1 else None
    return only if only is not None and next(only.iter("tbl"), None) is not None else None


def _within(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _may_be_title(line: Line) -> bool:
    """Whether a line may speak of a table: a long one tells a story, one without a letter is a number of a page."""
    return len(line.text) <= _LONGEST_TITLE and any(sign.isalpha() for sign in line.text)
