"""Layouts that a person taught: `<workbook>.layout.yaml` beside a file, or any file of the folder `layouts/`.

Such a file says, for a sheet, which rows are the header and what each column holds. One in `layouts/` serves every
sheet whose titles are the same, whatever the years in them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from du_an8.disk.links import leads_out, listing, not_followed
from du_an8.findings import Finding
from du_an8.findings.locations import column_number
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.facts import Place, PlanScope
from du_an8.reports.labels.headings import heading
from du_an8.reports.labels.label_stacks import read_stack
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.layout_files import layout_beside
from du_an8.reports.places.place_texts import read_place
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters
from du_an8.strict_yaml.reader import Document, Loc, read_yaml
from du_an8.vietnamese.dates import TimeKind, TimePhrase, format_date, read_period
from du_an8.vietnamese.names import fold, nearest

if TYPE_CHECKING:
    from du_an8.reports.tables.taught_schema import ColumnEntry, SheetEntry

_BASE_WORDS = {"giai đoạn": PlanScope.PHASE, "năm": PlanScope.YEAR}
_BASES = {fold(words): base for words, base in _BASE_WORDS.items()}
_LETTERS = re.compile(r"[A-Z]{1,3}")
_ROLES = {fold(role.value): role for role in Role}
_ROWS = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_YEARS = re.compile(r"\d+")


class TaughtTable(Struct, frozen=True):
    """One table that a layout file describes.

    Attributes:
        sheet: the sheet's name; `*` stands for anything.
        titles: column number -> the title that a sheet must have there to be like it.
    """

    sheet: str
    layout: Table
    titles: Mapping[int, str]

    def on(self, sheet: Sheet, programme: Programme) -> Table | None:
        """The layout for a sheet like the one that it was taught with."""
        if not fnmatch(sheet.name.strip(), self.sheet):
            return None
        rows = self.layout.first_row, self.layout.header_row
        found = {number: _words(sheet, number, *rows) for number in self.titles}
        columns = []
        for column in self.layout.columns:
            taught, words = self.titles.get(column.number, ""), found.get(column.number, "")
            served = column if fold(taught) == fold(words) else _in_other_years(column, taught, words, programme)
            if served is None:
                return None
            columns.append(served)
        last = max(sheet.rows, default=0)
        return replace(self.layout, columns=tuple(columns), end_row=min(self.layout.end_row, last))


def _in_other_years(column: Column, taught: str, words: str, programme: Programme) -> Column | None:
    """A column under the same title but for its years: a time that was taught moves with them, or nothing fits."""
    if _YEARS.sub("", fold(taught)) != _YEARS.sub("", fold(words)):
        return None
    time = column.title.time
    if time is None or time.period is None:
        return replace(column, words=words)
    said = _said(words, programme)
    return replace(column, words=words, title=replace(column.title, time=said.time)) if said and said.time else None


def _said(words: str, programme: Programme) -> Title | None:
    """What a title says of its numbers."""
    return heading(read_stack((words,), programme)).title


def _words(sheet: Sheet, column: int, first: int, last: int) -> str:
    """The words over a column, those of merged cells included."""
    cells = []
    for row in range(first, last + 1):
        covering = (
            sheet.rows.get(row, {}).get(area.first_column)
            for area in sheet.merged
            if area.first_row == row and area.first_column <= column <= area.last_column
        )
        cells.append(sheet.rows.get(row, {}).get(column) or next(covering, None))
    return " ".join(" ".join(str(cell.value).split()) for cell in cells if cell)


def taught_beside(
    path: Path, shown: str, programme: Programme, root: Path | None
) -> tuple[list[TaughtTable], list[Finding]]:
    """What `2023.xlsx.layout.yaml`, or `2023.layout.yaml`, teaches about `2023.xlsx`.

    Args:
        root: the data folder, which links of what lies in it mustn't lead out of.
    """
    beside = layout_beside(path)
    if beside is None:
        return [], []
    shown_beside = shown.removesuffix(path.name) + beside.name
    if root and path.is_relative_to(root) and leads_out(beside, root):
        return [], [not_followed(beside, lambda _: shown_beside)]
    return read_layout_file(beside, shown_beside, programme)


def taught_in(
    folder: Path, shown: Callable[[Path], str], programme: Programme
) -> tuple[list[TaughtTable], list[Finding]]:
    """What the files of a folder teach."""
    tables: list[TaughtTable] = []
    findings: list[Finding] = []
    listed = listing(folder)
    findings += [not_followed(link, shown) for link in listed.links]
    for path in (path for path in listed.paths if path.parent == folder and path.suffix in {".yaml", ".yml"}):
        more, faults = read_layout_file(path, shown(path), programme, for_any_workbook=True)
        tables += more
        findings += faults
    return tables, findings


def read_layout_file(
    path: Path, shown: str, programme: Programme, *, for_any_workbook: bool = False
) -> tuple[list[TaughtTable], list[Finding]]:
    """Read one layout file; a fault in it leaves its table untaught.

    Args:
        for_any_workbook: then it must name titles, by which to know the sheets that it is about.
    """
    from du_an8.reports.tables.taught_schema import LayoutFile
    from du_an8.strict_yaml.validation import validate

    document, findings = read_yaml(path, shown)
    if document is None:
        return [], findings
    content, faults = validate(LayoutFile, document, document.data)
    findings = [*findings, *faults]
    if content is None:
        return [], findings
    tables = []
    for index, entry in enumerate(content.sheets):
        teacher = _TableTeacher(document, ("sheets", index), programme)
        table = teacher.table(entry, for_any_workbook=for_any_workbook)
        findings += teacher.findings
        if table and not teacher.findings:
            tables.append(table)
    return tables, findings


class _TableTeacher:
    """Turns the entries of one sheet into columns; what can't be understood is a finding at its line."""

    def __init__(self, document: Document, at: Loc, programme: Programme) -> None:
        self.document, self.at, self.programme = document, at, programme
        self.findings: list[Finding] = []

    def fault(self, path: Loc, key: str, **parameters: object) -> None:
        """A finding at a line of this table's entry."""
        place = self.document.locate((*self.at, *path))
        self.findings.append(self.document.finding_at(key, place, **parameters))

    def table(self, entry: "SheetEntry", *, for_any_workbook: bool) -> TaughtTable | None:
        """One table of the file."""
        rows = _ROWS.fullmatch(str(entry.header))
        if for_any_workbook and not any(column.title for column in entry.columns.values()):
            self.fault(("columns",), "invalid-value.other", name="title", text="")
        if rows is None:
            self.fault(("header",), "invalid-value.other", name="header", text=entry.header)
            return None
        first, last = int(rows[1]), int(rows[2] or rows[1])
        columns = [self._column(*each, last) for each in entry.columns.items()]
        columns.sort(key=lambda column: column.number)
        titles = {column_number(letters): column.title for letters, column in entry.columns.items() if column.title}
        return TaughtTable(entry.sheet, Table(first, last, entry.until or 10_000_000, tuple(columns), {}), titles)

    def _column(self, letters: str, entry: "ColumnEntry", row: int) -> Column:
        place: Loc = ("columns", letters)
        if not _LETTERS.fullmatch(letters):
            self.fault(place, "invalid-value.other", name="columns", text=letters)
        role = self._role(place, entry.role)
        said = self._said(role, entry.title)
        title = replace(
            said,
            time=self._time(place, entry) or said.time,
            base=self._base(place, entry.base) or said.base,
            compares=said.compares if entry.compares is None else entry.compares,
            unit=entry.unit or said.unit,
            neutral=False,
        )
        number, words = column_number(letters), entry.title or role.value
        indicator = self._indicator(place, entry.indicator)
        places = _places(entry.place) if entry.place else ()
        cell = Cell(row, number, CellKind.TEXT, words)
        return Column(title=title, number=number, cell=cell, words=words, indicator=indicator, places=places)

    def _said(self, role: Role, words: str | None) -> Title:
        """What a title says, where it is of the role that was taught."""
        said = _said(words or "", self.programme)
        return said if said and said.role is role else Title(role)

    def _role(self, place: Loc, text: str) -> Role:
        role = _ROLES.get(fold(text))
        if role is None:
            known = nearest(text, [known.value for known in Role], count=len(Role))
            self.fault((*place, "role"), "invalid-value.choice", name="role", text=text, expected=known)
        return role or Role.NOTE

    def _indicator(self, place: Loc, text: str | None) -> Indicator | None:
        indicator = self.programme.find_indicator(text) if text else None
        if text and indicator is None:
            suggestions = nearest(text, self.programme.indicators)
            self.fault((*place, "indicator"), "unknown-indicator", text=text, nearest=suggestions)
        return indicator

    def _base(self, place: Loc, text: str | None) -> PlanScope | None:
        base = _BASES.get(fold(text)) if text else None
        if text and base is None:
            expected = list(_BASE_WORDS)
            self.fault((*place, "base"), "invalid-value.choice", name="base", text=text, expected=expected)
        return base

    def _time(self, place: Loc, entry: "ColumnEntry") -> TimePhrase | None:
        if entry.period is None:
            return None
        text = str(entry.period)
        period = read_period(text)
        if period is None:
            self.fault((*place, "period"), "unknown-period", text=text)
            return None
        return TimePhrase(TimeKind.PERIOD if period.start else TimeKind.UNTIL, fold(text), period)


def _places(text: str) -> tuple[Place, ...]:
    """`Xã Sa Lông, huyện Mường Chà`, or one name, whatever it is."""
    return read_place(text).places or (Place(text.strip()),)


def describe(sheet: str, layout: Table) -> dict[str, object]:
    """A table as an entry of a layout file."""
    columns: dict[str, object] = {}
    for column in layout.columns:
        title = column.title
        more = {
            "period": _period_words(title),
            "indicator": column.indicator.id if column.indicator else None,
            "place": ", ".join(place.name for place in reversed(column.places)) or None,
            "unit": title.unit,
            "base": next((words for words, base in _BASE_WORDS.items() if base is title.base), None),
            "compares": title.compares,
        }
        entry = {"role": column.role.value, **({} if column.by_content else {"title": column.words})}
        columns[column_letters(column.number)] = entry | {key: value for key, value in more.items() if value}
    return {"sheet": sheet.strip(), "header": f"{layout.first_row}-{layout.header_row}", "columns": columns}


def _period_words(title: Title) -> str | None:
    """The period of a column in words that read back as the same period."""
    period = title.time.period if title.time else None
    if period is None or title.running or period.end == date.max:
        return None
    if period.start is None:
        return f"đến {format_date(period.end)}"
    return f"từ {format_date(period.start)} đến {format_date(period.end)}"
