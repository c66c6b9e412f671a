"""What the lines right above one of several tables of a sheet say of it alone: a place, a time, a measure.

`I. Huyện Mường Ảng`, `Quý II`, `Bảng 2. Kết quả luỹ kế từ đầu giai đoạn đến 31/12/2024`. Over tables that stand side
by side, each cell of such a line belongs to the table below it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import read_label
from du_an8.reports.labels.marks import depth_of, unmarked
from du_an8.reports.labels.titles import RESULT_ROLES, Role, Title, title, with_time
from du_an8.reports.labels.vocabulary import Says, either
from du_an8.reports.meaning.head import Head, HeadValue, shareable, titles_over
from du_an8.reports.meaning.head_fields import Label
from du_an8.reports.meaning.title_places import places_in_title
from du_an8.reports.tables.lines_above import is_heading, tells_results
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind, TimePhrase, read_times
from du_an8.vietnamese.places import is_proper, place_alone

_TIMES = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.UNDATED})
_DIGITS = re.compile(r"\d")


@cache
def _number() -> re.Pattern[str]:
    """`Biểu số 2:`."""
    return re.compile(rf"^{either('captions', 'kinds', folded=False)}(?:\s+số)?\s+\w{{1,4}}\s*[.:–-]\s*", re.IGNORECASE)


@cache
def _nothing_else() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either('captions', 'kinds')}(?: so)?(?: \w{{1,4}})? ?)?(?:{either('captions', 'nothing')} ?)*"
    )


@cache
def _of_province() -> re.Pattern[str]:
    whole = rf"(?:{either('captions', 'of_all')} ?)*{either('title_places', 'whole_province')}"
    return re.compile(rf"{whole}|{either('captions', 'totals')}")


class _SectionTime(Struct, frozen=True):
    """A time over a table, as it is written; the year of `Quý II` stands elsewhere."""

    value: HeadValue
    phrase: TimePhrase

    @property
    def sort(self) -> str:
        """Tables that are parted by quarters have one for each."""
        return _DIGITS.sub("", self.phrase.words).strip()[:4]


class Section(Struct, frozen=True):
    """One table of a sheet and what stands right above it.

    Attributes:
        of_province: the lines say that it is about the whole province.
        bare: a numbered line that may be a name, `2. Tuần Giáo`; of a place beside others it is one.
        over: what its numbers are that their columns call no more than results: `Kết quả luỹ kế đến 31/12/2024`.
        title: what the heading over a further table says of time, which then replaces what the sheet's title says.
        heading: the words of its first line; mark is that of a list before them.
        tells_results: a line says that something was done.
        other: the line that says that it is another programme's.
    """

    table: Table
    place: HeadValue | None = None
    time: _SectionTime | None = None
    of_province: bool = False
    bare: HeadValue | None = None
    over: Title | None = None
    title: Head = {}
    heading: str = ""
    mark: str = ""
    tells_results: bool = False
    other: str = ""

    @property
    def tells(self) -> bool:
        """Whether anything sets the table apart."""
        return bool(self.place or self.time or self.title)

    @property
    def first_row(self) -> int:
        """The first of the lines that set it apart, else of the table itself."""
        lines = (self.place, self.time and self.time.value)
        return min([self.table.first_row, *(value.cell.row for value in lines if value)])

    @property
    def outer_is_place(self) -> bool:
        """Whether its place stands above its time; where it names but one of them, a place would."""
        return not (self.place and self.time) or self.place.cell.row <= self.time.value.cell.row

    def place_beside(self, before: "Section") -> HeadValue | None:
        """Its place; beside tables of places a bare name is one, too."""
        return self.place or (before.place and self.bare)

    def head(self, shared: Head, year: int | None) -> Head:
        """The head of this table.

        Args:
            shared: the sheet's.
            year: that of the sheet, for a time that names none.
        """
        own: dict[Label, HeadValue] = _closed(self.title, year)
        if self.place:
            own |= _places_around(shared) | {Label.INSIDE: self.place}
        if self.time:
            phrase = self.time.phrase
            period = phrase.period or (phrase.in_year(year) if year else None)
            own[Label.PERIOD] = replace(self.time.value, found=period)
        return {**shareable(shared, own), **own}


def _closed(title: Head, year: int | None) -> dict[Label, HeadValue]:
    """What a heading says of time; the year of `II. Kết quả hỗ trợ quý III` is that of its sheet."""
    stated = title.get(Label.TITLE_OPEN)
    phrases = read_times(stated.text).phrases if stated and year else ()
    period = phrases[0].in_year(year) if year and len(phrases) == 1 else None
    if stated is None or period is None:
        return dict(title)
    closed: dict[Label, HeadValue] = {label: value for label, value in title.items() if label != Label.TITLE_OPEN}
    return {**closed, Label.TITLE_PERIOD: replace(stated, found=period)}


def _places_around(shared: Head) -> dict[Label, HeadValue]:
    """Of a table for each commune of the district that a sheet is about: the place of the sheet."""
    if Label.INSIDE not in shared:
        return {}
    around = [shared[label] for label in (Label.PLACE, Label.INSIDE) if label in shared]
    places = tuple(text for value in around for text in (value.places or (value.text,)))
    return {Label.PLACE: replace(around[0], places=places)}


def read_sections(sheet: Sheet, tables: Sequence[Table], programme: Programme) -> list[Section]:
    """The tables of a sheet, each with what is said of it.

    The lines above the first table are those of the sheet's title, unless those further down have such lines, too. What
    a table doesn't say goes on from the one before, as far as nothing above it begins anew.
    """
    if len(tables) == 1:
        return [Section(tables[0], other=tables[0].other)]
    first, *later = [_read(sheet, lines, table, programme) for table, lines in _lines_of_each(sheet, tables)]
    first = _alike(first, later)
    if first.time:  # a table for each time: none of them is still to come
        later = [replace(section, tells_results=True) if section.time else section for section in later]
    sections = [first]
    for section in later:
        sections.append(_gone_on(section, sections[-1], outer_is_place=first.outer_is_place))
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
    merged = (
        area.last_column for area in sheet.merged if (area.first_row, area.first_column) == (cell.row, cell.column)
    )
    last = max(merged, default=cell.column)
    starts = [0, *(table.first_column for table in beside[1:]), 1_000_000]
    return [
        table
        for table, (start, following) in zip(beside, pairwise(starts), strict=True)
        if cell.column < following and last >= start
    ]


def _with_measures(sections: list[Section]) -> list[Section]:
    """The tables with what the lines over them say of their columns.

    A time, `Năm 2024`, over a table is a measure where another is a running total; else it only says the year.
    """
    running = any(section.over and section.over.role is Role.CUMULATIVE for section in sections)
    return [
        replace(section, table=_titled(section.table, section.over))
        if section.over and (running or _says_within(section.over))
        else section
        for section in sections
    ]


def _says_within(over: Title) -> bool:
    return over.time is not None and over.time.words.startswith("trong ")


def _titled(table: Table, over: Title) -> Table:
    """A table whose columns are what the line above it says, where their own titles only say that there is a result."""
    return replace(table, columns=tuple(_column_below(column, over) for column in table.columns))


def _column_below(column: Column, over: Title) -> Column:
    if column.title.time is not None:
        return column
    if column.role is Role.RESULT and not column.total:
        title = replace(over, unit=column.title.unit, estimate=column.title.estimate, neutral=False)
        return replace(column, title=title)
    if column.role is Role.PLAN and over.role is Role.IN_PERIOD and over.time:
        return replace(column, title=with_time(column.title, over.time) or column.title)
    return column


def _alike(first: Section, later: Sequence[Section]) -> Section:
    """Of the lines above the first table, those of a sort that further tables have, too."""
    place = first.place if any(section.place or section.bare for section in later) else None
    time = first.time if _parts_by_time(first, later, has_place=place is not None) else None
    first = replace(first, place=place, time=time, title={})  # what they say of time is the sheet's own title
    if place or time:
        return first
    over = first.over if any(section.over for section in later) else None
    return replace(first, over=over, of_province=False, bare=None)


def _parts_by_time(first: Section, later: Iterable[Section], *, has_place: bool) -> bool:
    """Whether the time over the first table is its own: others have such a time, too, or it needs the title's year."""
    if first.time is None:
        return False
    is_open = first.time.phrase.kind is TimeKind.UNDATED and has_place
    return is_open or any(section.time and section.time.sort == first.time.sort for section in later)


def _gone_on(section: Section, before: Section, *, outer_is_place: bool) -> Section:
    """A table that says less than the one before is of the same place or time, if that stands above what it says."""
    section = _under_heading(section, before)
    if section.of_province:
        return replace(section, time=section.time or before.time)
    place, time = section.place_beside(before), section.time
    if place is None and (time is None or outer_is_place):
        place = before.place
    if time is None and (place is before.place or not outer_is_place):
        time = before.time
    return replace(section, place=place, time=time)  # a measure holds for one table alone


def _under_heading(section: Section, before: Section) -> Section:
    """A table with what the heading over the one before says, where that reaches it."""
    if not (before.title or before.other) or not _lies_below(section, before):
        return section
    section = replace(section, other=section.other or before.other)
    if section.title:
        return section
    return replace(
        section, title=before.title, heading=before.heading, mark=before.mark, tells_results=before.tells_results
    )


def _lies_below(section: Section, before: Section) -> bool:
    """Whether the heading over the table before reaches a further one: no line of its depth or less begins anew."""
    if section.tells_results or section.place or section.time:
        return False
    return not section.mark or depth_of(section.mark) > depth_of(before.mark)


def _lines(sheet: Sheet, above: int, beside: Sequence[Table]) -> list[Cell]:
    """The cells right above tables that are no rows of the ones before: words alone, no more of them than tables."""
    lines: list[Cell] = []
    for number in sorted((n for n in sheet.rows if above < n < beside[0].first_row), reverse=True):
        row = sheet.rows[number]
        if len(row) > len(beside) or any(cell.kind is not CellKind.TEXT for cell in row.values()):
            break
        lines += row.values()
    return lines[::-1]


def _read(sheet: Sheet, lines: Iterable[Cell], table: Table, programme: Programme) -> Section:
    lines = list(lines)
    section = _under(table, [HeadValue(cell.text, cell, sheet.name) for cell in lines if is_heading(cell.text)])
    for cell in lines:
        name = unmarked(cell.text)
        text = cell.text if place_alone(cell.text) else name.text
        section = _with_line(section, HeadValue(text.strip(" .:;"), cell, sheet.name), programme)
        if name.mark and is_proper(name.text.split()):
            section = replace(section, bare=HeadValue(name.text, cell, sheet.name))
    return section


def _under(table: Table, headings: list[HeadValue]) -> Section:
    """A table with what its headings say, read as titles are."""
    section = Section(table, title=titles_over(headings), other=table.other)
    if not headings:
        return section
    texts = [line.text for line in headings]
    plans = {} if table.has_figures else {Label.PLANS: headings[-1]}  # words alone say it: `Đề nghị giao chỉ tiêu`
    return replace(
        section,
        title=section.title or plans,
        heading=texts[0].strip(),
        mark=unmarked(texts[0]).mark,
        tells_results=tells_results(texts),
    )


def _with_line(section: Section, line: HeadValue, programme: Programme) -> Section:
    """A section with the place, time, measure that a line names where it says nothing else."""
    place = _place_in(line)
    times = read_times(line.text.replace(place.text, " ") if place else line.text)
    of_province = _of_province().fullmatch(times.rest) is not None
    over = None if place else _measure_in(line.text, programme)
    if place or of_province:
        section = replace(section, place=place, of_province=of_province)
    elif over is None and not _nothing_else().fullmatch(times.rest):
        return section
    return replace(section, time=_time_in(line, times.phrases) or section.time, over=over or section.over)


def _time_in(value: HeadValue, phrases: Sequence[TimePhrase]) -> _SectionTime | None:
    """The one time of a line, if it can be that of a table."""
    return _SectionTime(value, phrases[0]) if len(phrases) == 1 and phrases[0].kind in _TIMES else None


def _place_in(value: HeadValue) -> HeadValue | None:
    """The place that is all a line names, or that a title about nothing else names in the middle."""
    if found := place_alone(value.text):
        return replace(value, text=found[0])
    places = places_in_title(value.text).named
    level = max((place.level for place in places), default=None)
    inner = [place for place in places if place.level is level]
    return replace(value, text=inner[0].text) if len(inner) == 1 else None


def _measure_in(text: str, programme: Programme) -> Title | None:
    """What a line says that the numbers below it are: a running total, or what was done in a time."""
    label = read_label(_number().sub("", text), programme)
    if label.names or not label.says:
        return None
    found = title([label])
    if found is None or found.role not in RESULT_ROLES or found.running or found.neutral:
        return None
    of_period = found.role is Role.IN_PERIOD and found.time is not None
    return found if of_period or Says.CUMULATIVE in label.says else None
