"""Which reported figures differ between two states of the data; what was replaced counts as well."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, zip_longest

from du_an8.decisions.facts import in_folder
from du_an8.grouping import grouped
from du_an8.reconcile.changes import ChangeKind, Figure, FigureChange, Snapshot, known_indicator
from du_an8.reports.facts import FigureColumn, Measure, Observation


def figure_changes(before: Snapshot, after: Snapshot) -> Iterator[FigureChange]:
    """The changes of one thing and time each, of the province or a place in it."""
    columns = {*before.records.reports.columns} ^ {*after.records.reports.columns}
    at_odds = frozenset(map(_subject, columns))
    old_rows, new_rows = _by_key(before, at_odds), _by_key(after, at_odds)
    for key in dict.fromkeys([*old_rows, *new_rows]):
        for old, new in _differences(old_rows.get(key, []), new_rows.get(key, [])):
            yield _figure_change(key, old, new, before, after)


_Subject = tuple[str, str, Measure, date | None, date]
_FigureKey = tuple[str, str, type[Figure], str, Measure, date | None, date]


def _subject(column: FigureColumn) -> _Subject:
    return column.area, column.indicator, column.measure, column.start, column.end


def _by_key(state: Snapshot, at_odds: Container[_Subject]) -> Mapping[_FigureKey, list[Figure]]:
    """What a state says of each thing and time, the last that was sent last.

    Args:
        at_odds: what those columns are about that both states don't share; nothing else can differ below a province.
    """
    reports = state.records.reports
    of_places = chain.from_iterable(column for column in reports.columns if _subject(column) in at_odds)
    rows: list[Figure] = [*reports.observations, *of_places]
    return grouped(sorted(rows, key=lambda row: (row.reported_on or date.min, row.location)), _key)


def _key(row: Figure) -> _FigureKey:
    """One thing and time."""
    return row.area, row.indicator, type(row), _place_of(row), row.measure, row.start, row.end


def _place_of(row: Figure) -> str:
    if isinstance(row, Observation):
        return ""
    return ", ".join([*(place.name for place in reversed(row.places)), *([row.part] if row.part else [])])


def _said(row: Figure) -> tuple[object, ...]:
    return row.value, row.qualifier, row.denominator


def _differences(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[tuple[Figure | None, Figure | None]]:
    """What was said of one thing and time, and what is; reports that both states have are left out.

    Replaced reports count as well: who edits one of them changes what was known on an earlier date.
    """
    if not old or not new:  # nothing to compare: most of what a new report brings
        yield from zip_longest(old, new)
        return
    for gone, come in zip_longest(_only_in(old, new), _only_in(new, old)):
        before = gone or (old[-1] if old else None)  # a further report stands against the last one before it
        said_still = {_said(come)} if come else {_said(row) for row in new}
        if before is None or _said(before) not in said_still:
            yield before, come


def _only_in(rows: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """The rows that aren't among the others, each of which stands for one."""
    left = Counter((_said(row), row.reported_on) for row in others)
    only = []
    for row in rows:
        left[_said(row), row.reported_on] -= 1
        if left[_said(row), row.reported_on] < 0:
            only.append(row)
    return only


def _figure_change(
    key: _FigureKey, old: Figure | None, new: Figure | None, before: Snapshot, after: Snapshot
) -> FigureChange:
    area, name, _, place, measure, start, end = key
    unreadable = _cannot_be_read(old, new, before, after)
    retroactive = old is not None and not unreadable and not _is_later(old, new)
    return FigureChange(
        kind=ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED,
        phase=_phase(old, new, before, after),
        area=area,
        indicator=known_indicator(name, before.records, after.records),
        place=place,
        measure=measure,
        start=start,
        end=end,
        before=old,
        after=new,
        retroactive=retroactive,
        unreadable=unreadable,
    )


def _cannot_be_read(old: Figure | None, new: Figure | None, before: Snapshot, after: Snapshot) -> bool:
    """Whether the file of a figure is there in the state without it, but can't be opened."""
    if old and new:
        return False
    known, silent = (old, after) if old else (new, before)
    return known is not None and in_folder(known.location.path) in silent.unopened


def _phase(old: Figure | None, new: Figure | None, before: Snapshot, after: Snapshot) -> str:
    """The id of the phase of a figure: as the later state says, where it has it."""
    known, state = (new, after) if new else (old, before)
    programme = state.records.programme
    return programme.phase_of(known).id if known else programme.phase.id


def _is_later(old: Figure | None, new: Figure | None) -> bool:
    """Whether the new figure comes from a report that was sent after the old one."""
    if old is None or new is None or new.reported_on is None:
        return False
    return old.reported_on is None or new.reported_on > old.reported_on


def figures_by_file(rows: Iterable[Figure]) -> Mapping[str, Counter[tuple[object, ...]]]:
    """Path -> what it states, and how often."""
    figures: defaultdict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for row in rows:
        figures[in_folder(row.location.path)][(*_key(row), *_said(row))] += 1
    return figures
