"""The tables of a sheet, each with what is said of it alone: in the lines right above, or further up."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from du_an8.grouping import grouped
from du_an8.programme.catalogue import Programme
from du_an8.reports.head.caption_lines import read_caption
from du_an8.reports.head.captions import Section
from du_an8.reports.labels.joined_titles import with_time
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.vocabulary.marks import depth_of
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind


def read_sections(sheet: Sheet, tables: Sequence[Table], programme: Programme) -> list[Section]:
    """The tables of a sheet, each with what is said of it.

    The lines above the first table are those of the sheet's title, unless those further down have such lines, too. What
    a table doesn't say goes on from the one before, as far as nothing above it begins anew.
    """
    if len(tables) == 1:
        return [Section(tables[0], other=tables[0].other)]
    first, *later = [read_caption(sheet, lines, table, programme) for table, lines in _lines_of_each(sheet, tables)]
    first = _alike(first, later)
    if first.time:  # a table for each time: none of them is still to come
        later = [replace(section, tells_results=True) if section.time else section for section in later]
    sections = [first]
    for section in later:
        sections.append(_gone_on(section, sections[-1], outer_is_place=first.outer_is_place))
    return _with_measures(sections)


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


# Which lines stand above which table.


def _lines_of_each(sheet: Sheet, layouts: Sequence[Table]) -> Iterable[tuple[Table, list[Cell]]]:
    """The lines above each table; those of tables side by side stand above the same rows."""
    above = min(sheet.rows, default=1) - 1  # lines above a table of Word stand in rows up to 0
    for beside in grouped(layouts, lambda layout: layout.first_row).values():
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


def _lines(sheet: Sheet, above: int, beside: Sequence[Table]) -> list[Cell]:
    """The cells right above tables that are no rows of the ones before: words alone, no more of them than tables."""
    lines: list[Cell] = []
    for number in sorted((n for n in sheet.rows if above < n < beside[0].first_row), reverse=True):
        row = sheet.rows[number]
        if len(row) > len(beside) or any(cell.kind is not CellKind.TEXT for cell in row.values()):
            break
        lines += row.values()
    return lines[::-1]
