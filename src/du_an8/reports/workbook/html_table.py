"""Reads a web page saved as `.xls`: its tables and the text between them, one below the other in one sheet.

A table within a table stands below it, cell by cell: flowed into one cell its figures would be no figures any more.
"""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.csv_text import decode, read_bounded
from du_an8.reports.workbook.seen import Piece, Style, as_seen, as_shown, text_cell
from du_an8.reports.workbook.stored_values import number_cell, shown_cell

_LONGEST_SPAN = 1000
_MOST_POSITIONS = 2_000_000
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_SHOWN_NUMBER = re.compile(r"[-(]?[\d.,\s]*%?\)?")  # a format may show a zero as -, and any number as nothing
_WHOLE = re.compile(r"-?\d+")

_IGNORED = frozenset({"script", "style", "title", "xml"})
_LINES = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "caption"})
_ENDS_CELL = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"})
_STRIKES = frozenset({"s", "strike", "del"})
_AROUND_ROWS = frozenset({"html", "body", "table", "thead", "tbody", "tfoot"})
_AROUND_CELLS = _AROUND_ROWS | {"tr"}
_VOID = frozenset({"br", "hr", "col", "img", "input", "meta", "link"})
_CLASS = re.compile(r"\.([\w-]+)")
_MOST_MARKS = 100

Attributes = dict[str, str]


def read_html(path: Path) -> list[Sheet]:
    """One sheet with all that the page shows.

    Raises:
        UnsafeError: the file is larger than any report, or its cells span more than any table.
        DamagedError: the page ends within what isn't shown, so that figures may be lost.
    """
    return [sheet_of(read_bounded(path))]


def sheet_of(raw: bytes, charset: str | None = None) -> Sheet:
    """The sheet of a page.

    Args:
        charset: what is said of its encoding elsewhere.

    Raises:
        UnsafeError: its cells span more than any table.
        DamagedError: as `read_html`.
    """
    page = _Page()
    page.feed(_text(raw, charset))
    page.close()
    return page.sheet()


def _text(raw: bytes, charset: str | None) -> str:
    """The page as text, in the encoding that it says it has if that is true."""
    declared = _CHARSET.search(raw[:4096])
    encoding = declared[1].decode("ascii") if declared else charset
    if encoding is None or raw.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
        return decode(raw)
    try:
        text = raw.decode(lookup(encoding).name)
    except (LookupError, UnicodeError):
        return decode(raw)
    return unicodedata.normalize("NFC", text)  # Windows Vietnamese has letter and tone apart


class _RawCell(Struct):
    row: int
    column: int
    attributes: Attributes
    font: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return _lines(piece.text for piece in self.pieces)

    @property
    def is_marked(self) -> bool:
        """Whether parts of it are struck through or raised."""
        return any(piece.struck or piece.raised for piece in self.pieces)


class _Table(Struct):
    """A table, or a piece of text outside of all, while it is read; rows and columns count within it."""

    hidden: bool = False
    row: int = 0
    column: int = 0
    row_open: bool = False
    cells: list[_RawCell] = field(default_factory=list)
    cell: _RawCell | None = None
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    declared: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column -> last row that a cell above reaches

    def declare_columns(self, attributes: Attributes) -> None:
        span = _span(attributes, "span")
        if _is_hidden(attributes):
            self.hidden_columns |= set(range(self.declared + 1, self.declared + span + 1))
        self.declared += span

    def open_row(self, attributes: Attributes) -> None:
        self.cell, self.row_open, self.column = None, True, 0
        self.row += 1
        if self.hidden or _is_hidden(attributes):
            self.hidden_rows.add(self.row)

    def open_cell(self, attributes: Attributes) -> int:
        """Place a cell beside the ones before and those that reach down from above; returns how many places it has."""
        if not self.row_open:
            self.open_row({})
        first = self.column + 1
        while self.taken.get(first, 0) >= self.row:
            first += 1
        across, down = _span(attributes, "colspan"), _span(attributes, "rowspan")
        self.column = first + across - 1
        for column in range(first, first + across):
            self.taken[column] = self.row + down - 1
        if across > 1 or down > 1:
            self.areas.append(Area(self.row, first, self.row + down - 1, self.column))
        self.cell = _RawCell(self.row, first, attributes, _family(attributes))
        self.cells.append(self.cell)
        return across * down


class _Page(HTMLParser):
    """Takes the tags as the parser meets them; nearly no page closes all that it opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[_Table] = []
        self._open: list[_Table] = []
        self._loose: list[Piece] = []  # text outside of all tables
        self._marks: list[tuple[str, Piece]] = []  # open tags that strike or raise what they hold
        self._classes: dict[str, Piece] = {}  # the classes of the style sheet that do
        self._ignored = ""
        self._places = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if self._ignored:
            return
        if tag in _IGNORED:
            self._ignored = tag
            return
        self._close_marks(tag, ends=False)
        mark = self._mark(tag, attributes)
        if (mark.struck or mark.raised) and tag not in _VOID and len(self._marks) < _MOST_MARKS:
            self._marks.append((tag, mark))
        self._start(tag, attributes)

    def _mark(self, tag: str, attributes: Attributes) -> Piece:
        """Whether a tag strikes or raises what it holds, by itself, its style or its classes."""
        marks = [self._classes[name] for name in attributes.get("class", "").split() if name in self._classes]
        marks += [Piece("", tag in _STRIKES, tag == "sup"), _mark_of(attributes.get("style", ""))]
        return Piece("", any(mark.struck for mark in marks), any(mark.raised for mark in marks))

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            self._end_loose()
            self._open.append(_Table(hidden=_is_hidden(attributes)))
            self._blocks.append(self._open[-1])
        elif tag in _LINES:
            self._write("\n")
        elif self._open:
            self._start_in_table(self._open[-1], tag, attributes)

    def _start_in_table(self, table: _Table, tag: str, attributes: Attributes) -> None:
        if tag == "col":
            table.declare_columns(attributes)
        elif tag == "tr":
            table.open_row(attributes)
        elif tag in {"td", "th"}:
            self._places += table.open_cell(attributes)
            if self._places > _MOST_POSITIONS:
                raise UnsafeError("ô gộp")
        elif tag in {"thead", "tbody", "tfoot"}:
            table.cell, table.row_open = None, False
        elif table.cell and not table.cell.font:
            table.cell.font = attributes.get("face", "").partition(",")[0].strip() or _family(attributes)

    def handle_endtag(self, tag: str) -> None:
        if self._ignored:
            self._ignored = "" if tag == self._ignored else self._ignored
            return
        self._close_marks(tag, ends=True)
        if tag == "table" and self._open:
            self._open.pop()
            self._end_loose()
        elif tag in _LINES:
            self._write("\n")
        elif self._open and tag in _ENDS_CELL:
            self._open[-1].cell = None
            self._open[-1].row_open &= tag in {"td", "th"}

    def _close_marks(self, tag: str, *, ends: bool) -> None:
        """What strikes or raises ends with its tag, and at the latest with its cell, which not every page closes."""
        if tag in _ENDS_CELL or tag == "table":
            kept = _AROUND_CELLS if tag in {"td", "th"} else _AROUND_ROWS
            self._marks = [mark for mark in self._marks if mark[0] in kept]
        last = next((place for place in reversed(range(len(self._marks))) if self._marks[place][0] == tag), None)
        if ends and last is not None:
            del self._marks[last]

    def handle_data(self, data: str) -> None:
        if self._ignored == "style":
            self._read_style_sheet(data)
        elif not self._ignored:
            self._write(_BLANKS.sub(" ", data))

    def _read_style_sheet(self, text: str) -> None:
        for rule in text.split("}"):
            names, _, style = rule.partition("{")
            mark = _mark_of(style)
            if mark.struck or mark.raised:
                self._classes |= dict.fromkeys(_CLASS.findall(names), mark)

    def unknown_decl(self, data: str) -> None:
        """`<![if ...]>` asks a question of Excel's own; what it holds is read like all the rest."""

    def close(self) -> None:
        super().close()
        if self._ignored or self.cdata_elem:
            raise DamagedError
        self._end_loose()

    def _write(self, text: str) -> None:
        table = self._open[-1] if self._open else None
        struck, raised = (any(getattr(mark, name) for _, mark in self._marks) for name in ("struck", "raised"))
        (table.cell.pieces if table and table.cell else self._loose).append(Piece(text, struck, raised))

    def _end_loose(self) -> None:
        """Each line of text outside of all tables, or between the cells of one, is a row of its own."""
        text, self._loose = _lines(piece.text for piece in self._loose), []
        for line in text.split("\n") if text else ():
            self._blocks.append(_Table(row=1, cells=[_RawCell(1, 1, {}, pieces=[Piece(line)])]))

    def sheet(self) -> Sheet:
        """All blocks, one below the other."""
        rows: dict[int, dict[int, Cell]] = {}
        merged: list[Area] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        above = 0
        for block in self._blocks:
            cells = [cell for raw in block.cells if (cell := _read_cell(raw, above))]
            for cell in cells:
                rows.setdefault(cell.row, {})[cell.column] = cell
            merged += [_moved(area, above, block.row) for area in block.areas]
            hidden_rows |= {above + row for row in block.hidden_rows}
            hidden_columns |= block.hidden_columns & {cell.column for cell in cells}
            above += block.row
        return Sheet(
            "HTML",
            hidden=False,
            rows=rows,
            merged=tuple(merged),
            hidden_rows=frozenset(hidden_rows & rows.keys()),
            hidden_columns=frozenset(hidden_columns),
        )


def _mark_of(style: str) -> Piece:
    """Whether a style strikes or raises."""
    rules = [tuple(part.strip() for part in rule.casefold().partition(":")) for rule in style.split(";")]
    struck = any(name.startswith("text-decoration") and "line-through" in value for name, _, value in rules)
    return Piece("", struck, any(name == "vertical-align" and value == "super" for name, _, value in rules))


def _lines(pieces: Iterable[str]) -> str:
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_hidden(attributes: Attributes) -> bool:
    return _NOT_SHOWN.search(attributes.get("style", "")) is not None


def _family(attributes: Attributes) -> str:
    family = _FAMILY.search(attributes.get("style", ""))
    return family[1].strip() if family else ""


def _span(attributes: Attributes, name: str) -> int:
    """How far a cell reaches; 0 means down to the end of the table."""
    stated = attributes.get(name, "1").strip()
    if not _WHOLE.fullmatch(stated) or len(stated) > len(str(_MOST_POSITIONS)):
        return 1
    return min(int(stated), _LONGEST_SPAN) if int(stated) > 0 else _LONGEST_SPAN if stated == "0" else 1


def _moved(area: Area, above: int, height: int) -> Area:
    """An area of a block in the sheet; what reaches below its table ends with it."""
    last_row = min(area.last_row, height)
    return Area(area.first_row + above, area.first_column, last_row + above, area.last_column)


def _read_cell(raw: _RawCell, above: int) -> Cell | None:
    """What a cell holds: Excel and LibreOffice note the stored value beside the text that they show."""
    row, shown, noted = raw.row + above, raw.shown, raw.attributes
    if error := noted.get("x:err"):
        return Cell(row, raw.column, CellKind.ERROR, error, font=raw.font)
    if not shown.strip() and noted.get("x:fmla"):
        return Cell(row, raw.column, CellKind.UNCOMPUTED, noted["x:fmla"], font=raw.font)
    if raw.is_marked:
        return _marked(raw, row)
    number = _stored(raw, row)
    return as_shown(number, shown) if number else shown_cell(row, raw.column, shown, raw.font)


def _stored(raw: _RawCell, row: int) -> Cell | None:
    """The number that is noted beside a text that may be it; a date is stored so, too, and is what it is shown as."""
    shown, noted = raw.shown, raw.attributes
    stored = noted.get("x:num") or noted.get("sdval") or ""
    if not stored and "x:num" in noted and _WHOLE.fullmatch(shown):
        stored = shown
    if not stored or not _SHOWN_NUMBER.fullmatch(shown.strip()):
        return None
    return number_cell(row, raw.column, stored, percent="%" in shown, font=raw.font)


def _marked(raw: _RawCell, row: int) -> Cell | None:
    """A cell with parts that are struck or raised; where all of it is, that is said of the number noted beside it."""
    written = [piece for piece in raw.pieces if piece.text.strip()]
    number = _stored(raw, row)
    if number and all((piece.struck, piece.raised) == (written[0].struck, written[0].raised) for piece in written):
        return as_seen(number, Style(number.percent, written[0].struck, written[0].raised))
    cell = text_cell(row, raw.column, raw.pieces, raw.font)
    return cell and replace(cell, value=_lines([str(cell.value)]))
