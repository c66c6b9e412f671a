"""What each of the lines right above a table says of it: a place, a time, a measure, or how it is headed."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.head.captions import Section, SectionTime
from du_an8.reports.head.fields import Label
from du_an8.reports.head.title_places import places_in_title
from du_an8.reports.head.titles import titles_over
from du_an8.reports.head.value import HeadValue
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title, title
from du_an8.reports.tables.lines_above import is_heading, tells_results
from du_an8.reports.tables.table import Table
from du_an8.reports.vocabulary.marks import unmarked, without_form
from du_an8.reports.vocabulary.vocabulary import Says, either
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.dates import TimeKind, TimePhrase, read_times
from du_an8.vietnamese.places import is_proper, place_alone

_TIMES = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.UNDATED})


@cache
def _nothing_else() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either('captions', 'kinds')}(?: so)?(?: \w{{1,4}})? ?)?(?:{either('captions', 'nothing')} ?)*"
    )


@cache
def _of_province() -> re.Pattern[str]:
    whole = rf"(?:{either('captions', 'of_all')} ?)*{either('title_places', 'whole_province')}"
    return re.compile(rf"{whole}|{either('captions', 'totals')}")


def read_caption(sheet: Sheet, lines: Sequence[Cell], table: Table, programme: Programme) -> Section:
    """A table with what the lines right above it say."""
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


def _time_in(value: HeadValue, phrases: Sequence[TimePhrase]) -> SectionTime | None:
    """The one time of a line, if it can be that of a table."""
    return SectionTime(value, phrases[0]) if len(phrases) == 1 and phrases[0].kind in _TIMES else None


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
    label = read_label(without_form(text), programme)
    if label.names or not label.says:
        return None
    found = title([label])
    if found is None or not found.is_result or found.running or found.neutral:
        return None
    of_period = found.role is Role.IN_PERIOD and found.time is not None
    return found if of_period or Says.CUMULATIVE in label.says else None
