"""Reads the head of each sheet: labelled values and titles above its tables, and what holds for all sheets."""

import re
import unicodedata
from collections import ChainMap
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from msgspec.structs import replace

from du_an8.reports.head.fields import Label, read_row
from du_an8.reports.head.stated_times import with_period
from du_an8.reports.head.title_places import places_in_title
from du_an8.reports.head.titles import LONGEST_TITLE, phase_in, read_titles, times_in
from du_an8.reports.head.value import Head, HeadValue
from du_an8.reports.labels.label_units import MONEY
from du_an8.reports.places.place_texts import without_era
from du_an8.reports.titles.title_times import title_times
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import begins_with_any, either, pattern, vocabulary
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.dates import (
    Period,
    TimePhrase,
    find_times,
    narrowed,
    read_last_day,
    read_times,
)
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import is_proper, place_alone

_MOST_REMARKS = 20  # rows below the tables
_FIELD = re.compile(r"[a-z]+(?:_[a-z]+)*")  # what a database calls a column
_MONEY_UNIT = re.compile(
    rf"(?:\b(?:đơn\s*vị(?:\s*tính)?(?:\s*tiền)?|đvt|đv)\s*:?\s*({MONEY})[\s).]*|\(\s*({MONEY})\s*\)\s*)$",
    re.IGNORECASE,
)


def read_heads(sheets: Iterable[Sheet], first_rows: Mapping[str, int]) -> dict[str, Head]:
    """The head of each sheet with a table; what a sheet doesn't state, the first that states it does.

    Args:
        first_rows: sheet name -> the row in which its first table begins.
    """
    tabled = [sheet for sheet in sheets if sheet.name in first_rows]
    own = {sheet.name: _own_head(sheet, first_rows[sheet.name]) for sheet in tabled}
    shared = ChainMap(*own.values())  # the first that states it
    bare, for_all = _bare_names(tabled), _holds_for_all(own.values())
    heads: dict[str, Head] = {}
    for at, sheet in enumerate(tabled):
        head = _with_year_of(_without_asides(own[sheet.name], is_first=at == 0), shared)
        common = shareable(shared, head)
        if not for_all or _is_of_province(sheet, first_rows[sheet.name], head):
            common = {label: value for label, value in common.items() if label not in _PLACES}
        heads[sheet.name] = {**common, **head, **_place_in_name(sheet, bare)}
    return heads


def _without_asides(head: Head, *, is_first: bool) -> Head:
    """A head whose cells state the time has results, whatever its title speaks of; so has one that stands alone."""
    is_stated = bool({Label.PERIOD, Label.DATE} & set(head))
    dropped = {Label.PLANS, Label.COMPARED} if is_stated else {Label.COMPARED} if is_first else set()
    return {label: value for label, value in head.items() if label not in dropped}


def _with_year_of(head: Head, shared: Head) -> Head:
    """A head whose title leaves its year open, `trong 6 tháng`, in the period of another sheet, if it lies there."""
    stated, around = head.get(Label.TITLE_OPEN), shared.get(Label.TITLE_PERIOD)
    if stated is None or around is None or around.found is None:
        return head
    phrases = read_times(stated.text).phrases
    period = narrowed(around.found, phrases[0]) if len(phrases) == 1 else None
    is_inside = period is not None and around.found.holds(period)
    return {**head, Label.TITLE_PERIOD: replace(stated, found=period)} if is_inside else head


_PLACES = frozenset({Label.PLACE, Label.PLACE_UNREAD})


def _holds_for_all(heads: Iterable[Head]) -> bool:
    """Whether the district that some sheets name may be that of all: no other sheet names another."""
    return len({head[Label.PLACE].places for head in heads if Label.PLACE in head}) <= 1


def _is_of_province(sheet: Sheet, first_row: int, head: Head) -> bool:
    """Whether a sheet without a district of its own says that it is the province's."""
    texts = [sheet.name, *(cell.text for cells in _rows_above(sheet, first_row) for cell in cells)]
    whole = pattern("title_places", "whole_province")
    titled = head.get(Label.TITLE_PROVINCE)
    if titled and not begins_with_any(titled.cell.text, "offices", "beginnings"):
        return True
    return any(whole.search(fold(text)) for text in texts if len(text) < LONGEST_TITLE)


def _rows_above(sheet: Sheet, first_row: int) -> Iterator[list[Cell]]:
    """The cells of the rows above a table, from left to right; what a database calls its fields is no title."""
    for number in sorted(number for number in sheet.rows if number < first_row):
        cells = [sheet.rows[number][column] for column in sorted(sheet.rows[number])]
        if not (any("_" in cell.text for cell in cells) and all(map(_is_field, cells))):
            yield cells


def _is_field(cell: Cell) -> bool:
    """`tu_thang`, as a database calls it."""
    return _FIELD.fullmatch(cell.text) is not None


def shareable(shared: Head, own: Head) -> Head:
    """Period and date belong together: a sheet or table that states either takes neither from another.

    Nor does it take a time outside of the phase that it names, or the phase that ended before its time.
    """
    dropped, phase = set(_OWN), own.get(Label.TITLE_PHASE)
    if _TIMES & set(own) or _outside(phase, shared):
        dropped |= _TIMES
    if _outside(shared.get(Label.TITLE_PHASE), own):
        dropped.add(Label.TITLE_PHASE)
    kept = {label: value for label, value in shared.items() if label not in dropped}
    return kept | later_than(own, [shared])


def later_than(own: Head, others: Iterable[Head]) -> dict[Label, HeadValue]:
    """The time of results told elsewhere in the file, after the phase whose years a head names: that one was over."""
    phase = own.get(Label.TITLE_PHASE)
    outside = [time for other in others for time in _outside(phase, other)]
    after = [time for time, last in outside if phase and phase.found and last > phase.found.end]
    return {Label.LATER: after[0]} if after and not _TIMES & set(own) else {}


def _outside(phase: HeadValue | None, times: Head) -> list[tuple[HeadValue, date]]:
    """The times of a head whose last day isn't in a phase, where its years are named."""
    years = phase.found if phase else None
    days = [(times[label], _last_day(times[label])) for label in sorted(_TIMES & set(times))]
    return [(time, day) for time, day in days if years and day and not years.holds(Period(day, day))]


def _last_day(time: HeadValue) -> date | None:
    """The last day of what a head value says of time."""
    return time.day or (time.period.end if time.period else None)


_OWN = frozenset({Label.UNIT, Label.PLANS, Label.COMPARED})
_TIMES = frozenset(
    {Label.PERIOD, Label.DATE, Label.TITLE_PERIOD, Label.TITLE_OPEN, Label.UNCLEAR, Label.ESTIMATE, Label.FORESEEN}
)


def _own_head(sheet: Sheet, first_row: int) -> dict[Label, HeadValue]:
    """What a sheet says of itself; one without a time in its cells may have it in its name ("Năm 2023")."""
    head = _read_head(sheet, first_row)
    if _is_place(sheet.name):
        return head
    first = next(iter(sheet))
    if not _TIMES & set(head):
        return times_in([HeadValue(sheet.name, first, sheet.name)]) | head
    titled = head.get(Label.TITLE_PERIOD) or head.get(Label.UNCLEAR)
    period = _narrowed_by_name(titled.found, sheet.name) if titled and titled.found else None
    rest: dict[Label, HeadValue] = {label: value for label, value in head.items() if label is not Label.UNCLEAR}
    return {**rest, Label.TITLE_PERIOD: HeadValue(sheet.name, first, sheet.name, period)} if period else head


def _dated_below(sheet: Sheet, first_row: int) -> list[HeadValue]:
    """The only remark below the tables that dates all numbers, as a title would: `Ghi chú: Số liệu đến 30/9/2024`."""
    last = [sheet.rows[number] for number in sorted(sheet.rows)[-_MOST_REMARKS:] if number > first_row]
    alone = (next(iter(row.values())) for row in last if len(row) == 1)
    found = ((cell, _remark_on_date().fullmatch(cell.text)) for cell in alone)
    dates = [HeadValue(remark[1], cell, sheet.name) for cell, remark in found if remark and read_last_day(remark[2])]
    return dates if len(dates) == 1 else []


@cache
def _remark_on_date() -> re.Pattern[str]:
    notes, words = either("captions", "notes", folded=False), either("head", "date", folded=False)
    return re.compile(rf"[\s(*•+-]*(?:{notes}\s*[:.-]?\s*)?({words}\s*:?\s*(.+?))[\s).;]*", re.IGNORECASE)


def _narrowed_by_name(year: Period, name: str) -> Period | None:
    """A sheet `Quý 3` below a title `NĂM 2024` is of the third quarter of 2024."""
    parts = (read_times(text) for text in (name, unmarked(name).text))  # `Q.III`, `2. Quý II`
    alone = (part.phrases[0] for part in parts if len(part.phrases) == 1 and not part.rest)
    part = next((phrase for phrase in alone if phrase.is_open), None)
    return narrowed(year, part) if part and year.is_calendar_year else None


def _is_place(name: str) -> bool:
    """Whether a sheet's name is that of a place with its word: then it says nothing of time."""
    return _named_place(name) is not None


def _named_place(name: str) -> str | None:
    """The place that a name is, be there the mark of a list before it."""
    found = place_alone(name) or place_alone(unmarked(name).text)
    return found[0] if found else None


def _bare_names(sheets: Iterable[Sheet]) -> frozenset[str]:
    """Of several sheets with tables those whose names are mere names: `Mường Chà`, `2. Nam Po`, `Hà Giang cũ`."""
    names = [without_era(unmarked(sheet.name.strip()).text) for sheet in sheets]
    bare = {name for name in names if len(name.split()) > 1 and is_proper(name.split()) and not name.isupper()}
    bare = {name for name in bare if not vocabulary().said(_without_nam(name)) and not _names_days(name)}
    return frozenset(bare) if len(bare) > 1 else frozenset()


def _without_nam(name: str) -> str:
    """`Nam Po` may be `Nậm Pồ`."""
    return " ".join(word for word in name.split() if word not in {"Nam", "NAM"})


def _names_days(text: str) -> bool:
    """Whether a text names a time; a bare "nam" may be the south."""
    return any(
        time.period or time.span or len(time.words.split()) > 1 for time in find_times(text)[0] if time.words != "nam"
    )


def _place_in_name(sheet: Sheet, bare: Container[str]) -> Head:
    """`Huyện Mường Ảng` as a sheet's name says whose figures it holds."""
    name = sheet.name.strip()
    alone = unmarked(name).text
    text = _named_place(name) or (alone if without_era(alone) in bare else None)
    return {Label.INSIDE: HeadValue(text, next(iter(sheet)), sheet.name)} if text else {}


def _read_head(sheet: Sheet, first_row: int) -> dict[Label, HeadValue]:
    """The labelled values above the table, and what its title says."""
    values: dict[Label, HeadValue] = {}
    titles: list[HeadValue] = []
    for cells in _rows_above(sheet, first_row):
        for field in read_row(cells):
            value = HeadValue(field.text, field.cell, sheet.name)
            if field.label is None:
                titles.append(value)
                if unit := _money_unit(value.text):
                    _keep(values, Label.UNIT, replace(value, text=unit))
            elif field.label not in values or field.label is Label.UNIT:
                _keep(values, field.label, value)
    titles += _dated_below(sheet, first_row)
    phase = [_named_phase(values.pop(Label.PHASE))] if Label.PHASE in values else []
    values, parts = with_period(values)
    said = {**_phase_beside(values), **read_titles([*titles, *phase, *parts])}
    return {**said, **_places_of(titles, values), **values}


def _phase_beside(values: Mapping[Label, HeadValue]) -> dict[Label, HeadValue]:
    """The phase that the cell of the period names beside it: `Quý I/2026 (giai đoạn 2021-2025)`."""
    stated = values.get(Label.PERIOD)
    phase = _phase_named(stated.text) if stated else None
    found = phase_in([stated], phase) if stated and phase else None
    return {Label.TITLE_PHASE: found} if found else {}


@lru_cache(maxsize=1024)  # every report of a month says the same
def _phase_named(text: str) -> TimePhrase | None:
    return title_times([text]).phase


def _named_phase(stated: HeadValue) -> HeadValue:
    """`Giai đoạn: II` is read with the titles."""
    text = stated.text if fold(stated.text).startswith("giai doan") else f"Giai đoạn {stated.text}"
    return replace(stated, text=text)


def _places_of(titles: Iterable[HeadValue], values: dict[Label, HeadValue]) -> dict[Label, HeadValue]:
    """The district, the commune whose report it is: as labels say, else titles and the office that reports."""
    labelled = [values.pop(label) for label in (Label.DISTRICT, Label.COMMUNE) if label in values]
    if labelled:
        return {Label.PLACE: replace(labelled[-1], places=tuple(value.text for value in labelled))}
    return _places_in([*titles, *([values[Label.REPORTER]] if Label.REPORTER in values else [])])


def _places_in(lines: Iterable[HeadValue]) -> dict[Label, HeadValue]:
    """The places that lines name, and the words of one in which no name could be told."""
    read = [(line, places_in_title(line.text)) for line in lines]
    named = [replace(line, text=place.text) for line, places in read for place in places.named]
    unread = [replace(line, text=places.unread) for line, places in read if places.unread]
    names = tuple(dict.fromkeys(value.text for value in named))
    found: dict[Label, HeadValue] = {}
    if named:
        found[Label.PLACE] = replace(named[0], places=names)
    for value in unread:
        if not _is_one_of(fold(value.text), map(fold, names)):
            found[Label.PLACE_UNREAD] = value
    return found


def _is_one_of(unread: str, names: Iterable[str]) -> bool:
    """A place with more words behind its name, or the `HUYỆN` of an office whose district another line names."""
    return any(unread.startswith(name) or name.startswith(f"{unread} ") for name in names)


def _money_unit(text: str) -> str | None:
    """The unit of money at the end of a title: `(ĐVT: đồng)`."""
    found = _MONEY_UNIT.search(unicodedata.normalize("NFC", text)) if len(text) < LONGEST_TITLE else None
    return (found[1] or found[2]) if found else None


def unit_between(sheet: Sheet, after: int, before: int) -> HeadValue | None:
    """The unit that stands over a table further down; None where nothing does, so that the one above holds."""
    rows = {number: sheet.rows[number] for number in range(after + 1, before) if number in sheet.rows}
    return _read_head(replace(sheet, rows=rows), before).get(Label.UNIT)


def _keep(found: dict[Label, HeadValue], label: Label, value: HeadValue) -> None:
    """Two unit lines that disagree leave the unit open: both are kept, so that no indicator accepts them."""
    before = found.get(label)
    if before and before.text != value.text:
        value = HeadValue(f"{before.text} / {value.text}", before.cell, before.sheet)
    found[label] = value
