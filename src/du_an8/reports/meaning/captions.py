"""What the lines right above one of several tables of a sheet say of it alone: a place, a time, a measure.

`I. Huyện Mường Ảng`, `Quý II`, `Bảng 2. Kết quả luỹ kế từ đầu giai đoạn đến 31/12/2024`. Over tables that stand side
by side, each cell of such a line belongs to the table below it.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import read_label
from du_an8.reports.labels.marks import unmarked
from du_an8.reports.labels.titles import RESULT_ROLES, Role, Title, title, with_time
from du_an8.reports.labels.vocabulary import Says
from du_an8.reports.meaning.head import Head, HeadValue, shareable
from du_an8.reports.meaning.head_fields import Label
from du_an8.reports.meaning.title_places import names_others, places_in_title
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind, TimePhrase, read_times
from du_an8.vietnamese.places import is_proper, place_alone
from du_an8.vietnamese.time_phrases import without_times

_TIMES = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.UNDATED})
_TITLE_WORDS = re.compile(
    r"^(?:(?:biểu|bảng|phụ lục|phần)(?:\s+số)?(?:\s+\w{1,4})?\s*[.:–-]?\s*)?"
    r"(?:(?:tổng\s+hợp|báo\s+cáo|kết\s+quả|số\s+liệu|thực\s+hiện|đơn\s+vị|trên\s+địa\s+bàn|của|tại|dự\s+án\s+8)\s*:?\s*)*",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"(?:(?:bieu|bang|phu luc|phan)(?: so)?(?: \w{1,4})? ?)?"
    r"(?:(?:tong hop|bao cao|ket qua|so lieu|thuc hien|dat duoc|cua|trong|ky|du an 8) ?)*"
)
_OF_PROVINCE = re.compile(
    r"(?:(?:tong hop|ket qua|so lieu|chung|cap) ?)*(?:toan tinh|ca tinh|cap tinh)|tong (?:cong|hop)"
)
_NUMBERED = re.compile(r"^(?:biểu|bảng|phụ lục|phần)(?:\s+số)?\s+\w{1,4}\s*[.:–-]\s*", re.IGNORECASE)
_PROVINCE_BEHIND = re.compile(r"\s*[,–-]\s*tỉnh\b.*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d")


class Section(Struct, frozen=True):
    """One table of a sheet and what stands right above it.

    Attributes:
        first_row: of the lines that belong to it, else of the table itself.
        time: as it is written; the year of `Quý II` stands elsewhere.
        of_province: the lines say that it is about the whole province.
        place_first: of a place and a time, the place stands above.
        bare: a numbered line that may be a name, `2. Tuần Giáo`; of a place beside others it is one.
        over: what its numbers are that their columns call no more than results: `Kết quả luỹ kế đến 31/12/2024`.
    """

    first_row: int
    place: HeadValue | None = None
    time: tuple[HeadValue, TimePhrase] | None = None
    of_province: bool = False
    place_first: bool = False
    bare: HeadValue | None = None
    over: Title | None = None

    @property
    def tells(self) -> bool:
        """Whether anything sets the table apart."""
        return bool(self.place or self.time)

    @property
    def time_kind(self) -> str | None:
        """What sort of time it names: tables that are parted by quarters have one for each."""
        return _DIGITS.sub("", self.time[1].words).strip()[:4] if self.time else None

    def head(self, shared: Head, year: int | None) -> Head:
        """The head of this table.

        Args:
            shared: the sheet's.
            year: that of the sheet, for a time that names none.
        """
        own: dict[Label, HeadValue] = {}
        if self.place:
            own[Label.INSIDE] = self.place
            if Label.INSIDE in shared:  # a table for each commune of the district that a sheet is about
                around = [value for label in (Label.PLACE, Label.INSIDE) if (value := shared.get(label))]
                places = tuple(text for value in around for text in (value.places or (value.text,)))
                own[Label.PLACE] = replace(around[0], places=places)
        if self.time:
            value, phrase = self.time
            period = phrase.period or (phrase.in_year(year) if year else None)
            own[Label.PERIOD] = replace(value, found=period)
        return {**shareable(shared, own), **own}


def read_sections(sheet: Sheet, layouts: Sequence[Table], programme: Programme) -> list[Section]:
    """The tables of a sheet, each with what is said of it.

    The lines above the first table are those of the sheet's title, unless those further down have such lines, too. What
    a table doesn't say goes on from the one before, as far as nothing above it begins anew.
    """
    if len(layouts) == 1:
        return [Section(layouts[0].first_row)]
    first, *later = [_read(sheet, lines, layout, programme) for layout, lines in _lines_of_each(sheet, layouts)]
    first = _alike(first, later, layouts[0])
    sections = [first]
    outer_is_place = first.place_first or not (first.time and first.place)
    for section in later:
        sections.append(_gone_on(section, sections[-1], outer_is_place=outer_is_place))
    return _with_measures(sections)


def _top(sheet: Sheet) -> int:
    """Above the first row: lines above a table of Word stand in rows up to 0."""
    return min(sheet.rows, default=1) - 1


def _lines_of_each(sheet: Sheet, layouts: Sequence[Table]) -> Iterable[tuple[Table, list[Cell]]]:
    """The lines above each table; those of tables side by side stand above the same rows."""
    above = _top(sheet)
    bands: dict[int, list[Table]] = {}
    for layout in layouts:
        bands.setdefault(layout.first_row, []).append(layout)
    for beside in bands.values():
        lines = _lines(sheet, above, beside)
        for layout in beside:
            yield layout, [cell for cell in lines if layout in _reached(cell, sheet, beside)]
        above = beside[0].header_row


def _reached(cell: Cell, sheet: Sheet, beside: Sequence[Table]) -> list[Table]:
    """The tables below a cell, over all its merged width; one that is alone in its row stands over all."""
    if len(beside) == 1 or len(sheet.rows[cell.row]) == 1:
        return list(beside)
    width = (area for area in sheet.merged if (area.first_row, area.first_column) == (cell.row, cell.column))
    last = max((area.last_column for area in width), default=cell.column)
    ends = [*(table.first_column - 1 for table in beside[1:]), 1_000_000]
    starts = [0, *(table.first_column for table in beside[1:])]
    return [
        table for table, start, end in zip(beside, starts, ends, strict=True) if cell.column <= end and last >= start
    ]


def _with_measures(sections: list[Section]) -> list[Section]:
    """A time, `Năm 2024`, over a table is a measure where another is a running total; else it only says the year."""
    running = any(section.over and section.over.role is Role.CUMULATIVE for section in sections)
    return [
        section
        if section.over is None or running or section.over.role is Role.CUMULATIVE or _says_within(section.over)
        else replace(section, over=None)
        for section in sections
    ]


def _says_within(over: Title) -> bool:
    return over.time is not None and over.time.words.startswith("trong ")


def titled(column: Column, over: Title | None) -> Column:
    """A column with what the line above its table says, where its own title only says that there is a result."""
    if over is None or column.title.time is not None:
        return column
    if column.role is Role.RESULT and not column.total:
        return replace(
            column, title=replace(over, unit=column.title.unit, estimate=column.title.estimate, neutral=False)
        )
    if column.role is Role.PLAN and over.role is Role.IN_PERIOD and over.time:
        return replace(column, title=with_time(column.title, over.time) or column.title)
    return column


def _alike(first: Section, later: Iterable[Section], layout: Table) -> Section:
    """Of the lines above the first table, those of a sort that further tables have, too."""
    later = list(later)
    has_place = first.place and any(section.place or section.bare for section in later)
    is_open = first.time is not None and first.time[1].kind is TimeKind.UNDATED and has_place
    has_time = first.time and (is_open or any(section.time_kind == first.time_kind for section in later))
    if not (has_place or has_time):
        apart = first.over is not None and any(section.over for section in later)
        return Section(layout.first_row, over=first.over if apart else None)
    place, time = first.place if has_place else None, first.time if has_time else None
    rows = [value.cell.row for value in (place, time and time[0]) if value]
    return replace(first, first_row=min([layout.first_row, *rows]), place=place, time=time)


def _gone_on(section: Section, before: Section, *, outer_is_place: bool) -> Section:
    """A table that says less than the one before is of the same place or time, if that stands above what it says."""
    if section.of_province:
        return replace(section, time=section.time or before.time)
    place, time = section.place or (section.bare if before.place else None), section.time
    if place is None and (time is None or outer_is_place):
        place = before.place
    if time is None and (place is before.place or not outer_is_place):
        time = before.time
    return replace(section, place=place, time=time)  # a measure holds for one table alone


def _lines(sheet: Sheet, above: int, beside: Sequence[Table]) -> list[Cell]:
    """The cells right above tables that are no rows of the ones before: words alone, no more of them than tables."""
    lines: list[Cell] = []
    for number in sorted((n for n in sheet.rows if above < n < beside[0].first_row), reverse=True):
        row = sheet.rows[number]
        if len(row) > len(beside) or any(cell.kind is not CellKind.TEXT for cell in row.values()):
            break
        lines += row.values()
    return lines[::-1]


class _Caption(Struct, frozen=True):
    """What one line says."""

    place: HeadValue | None = None
    time: tuple[HeadValue, TimePhrase] | None = None
    of_province: bool = False
    over: Title | None = None


def _read(sheet: Sheet, lines: Iterable[Cell], layout: Table, programme: Programme) -> Section:
    section = Section(layout.first_row)
    for cell in lines:
        said = _read_line(cell, sheet.name, programme)
        if unmarked(cell.text).mark and is_proper(unmarked(cell.text).text.split()):
            section = replace(section, bare=HeadValue(unmarked(cell.text).text, cell, sheet.name))
        if said.place or said.time or said.of_province or said.over:
            section = Section(
                min(section.first_row, cell.row),
                said.place or (None if said.of_province else section.place),
                said.time or section.time,
                said.of_province or (section.of_province and not said.place),
                place_first=section.place_first or bool(said.place and not section.time),
                bare=section.bare,
                over=said.over or section.over,
            )
    return section


def _read_line(cell: Cell, sheet: str, programme: Programme) -> _Caption:
    """The place, time, measure that a line names where it says nothing else; whether it is about the province."""
    text = cell.text if place_alone(cell.text) else unmarked(cell.text).text
    value = HeadValue(text.strip(" .:;"), cell, sheet)
    place = _place_in(value)
    left = value.text.replace(place.text, " ") if place else value.text
    times = read_times(left)
    of_province = _OF_PROVINCE.fullmatch(times.rest) is not None
    time = (value, times.phrases[0]) if len(times.phrases) == 1 and times.phrases[0].kind in _TIMES else None
    over = None if place else _measure_in(value.text, programme)
    if place or of_province or over or _NOTHING_ELSE.fullmatch(times.rest):
        return _Caption(place, time, of_province, over)
    return _Caption()


def _place_in(value: HeadValue) -> HeadValue | None:
    """The place that is all a line names, or that a title about nothing else names in the middle."""
    if found := place_alone(value.text):
        return replace(value, text=found[0])
    name = _PROVINCE_BEHIND.sub("", without_times(_TITLE_WORDS.sub("", value.text, count=1)))
    found = None if names_others(value.text) else place_alone(name)
    if found:
        return replace(value, text=found[0])
    named = places_in_title(value.text).named
    of_title = named and _TITLE_WORDS.match(value.text)
    if not of_title or not of_title[0].strip():
        return None
    inner = max(named, key=lambda place: place.level)
    return replace(value, text=inner.text) if sum(place.level == inner.level for place in named) == 1 else None


def _measure_in(text: str, programme: Programme) -> Title | None:
    """What a line says that the numbers below it are: a running total, or what was done in a time."""
    label = read_label(_NUMBERED.sub("", text), programme)
    if label.rest or label.indicator or label.place or not label.says:
        return None
    found = title([label])
    if found is None or found.role not in RESULT_ROLES or found.running or found.neutral:
        return None
    of_period = found.role is Role.IN_PERIOD and found.time is not None
    return found if of_period or Says.CUMULATIVE in label.says else None
