"""What a province's districts, communes and villages report, beside what it reports itself (docs/doi-chieu.md)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.grouping import grouped
from du_an8.programme.catalogue import Direction, Indicator
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, era_of
from du_an8.reconcile.checks.parts import check_parts, check_parts_alone
from du_an8.reconcile.checks.totals import check_totals
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.chain import order
from du_an8.reconcile.judging.division import PartKey
from du_an8.reconcile.places.adding import PlaceAdder
from du_an8.reconcile.places.asked import AskedOfPlaces
from du_an8.reconcile.places.gazetteer import ROOT, Gazetteer, Path
from du_an8.reconcile.places.rows import PlaceRows, as_row, time_key
from du_an8.reports.facts import FigureColumn, Measure, Observation, Time
from du_an8.reports.sums import sum_of
from du_an8.targets.facts import ExpectedPlace
from du_an8.vietnamese.places import PlaceLevel, level_of, without_level


class Era(Struct, frozen=True):
    """The places of one area in one era.

    Attributes:
        columns: their figures by indicator id, as far as they were known.
    """

    name: str
    gazetteer: Gazetteer
    columns: Mapping[str, Sequence[FigureColumn]]

    def rows(self, observations: Iterable[Observation]) -> list[Observation]:
        """Those of the province's rows that end in it."""
        return [row for row in observations if era_of(row.end) == self.name]


class PlaceReports(Struct, frozen=True):
    """The places of one area on a date.

    Attributes:
        eras: the old one first.
        self_reported: files that are a place's own report.
    """

    eras: tuple[Era, ...]
    self_reported: frozenset[str]

    def asked(self, indicator: Indicator) -> AskedOfPlaces | None:
        """What is asked of the places of the latest era that the target file lists any of."""
        listed = [era for era in self.eras if era.gazetteer.is_listed]
        return AskedOfPlaces(listed[-1].gazetteer, indicator.id) if listed else None

    def read(self, indicator: Indicator, observations: Sequence[Observation]) -> "IndicatorOfPlaces":
        """Put together what is told of one indicator.

        Args:
            observations: the province's own rows that were known.
        """
        of_places = IndicatorOfPlaces(indicator)
        rows: dict[object, list[Observation]] = {}
        before: tuple[Era, PlaceRows] | None = None
        for era in self.eras:
            columns = era.columns.get(indicator.id, [])
            stated = era.rows(observations)
            carried: Mapping[Path, Observation] = {}
            if before:
                former = _former(era, before[0])
                carried, of_places.former = _carried(former, before[1]), _periods(former, before[1])
            whole = PlaceRows.of_columns((column for column in columns if not column.part), era.gazetteer)
            adder = PlaceAdder(indicator, era.gazetteer, self.self_reported, carried, whole)
            place_rows = adder.add_up(stated)
            before = era, place_rows
            of_places.take(era, place_rows)
            of_places.findings += [*place_rows.findings, *check_totals(adder, stated)]
            of_places.findings += check_parts(indicator, stated, columns)
            of_places.take_parts(adder, columns)
            for time, same in groupby(sorted(place_rows.rows[ROOT], key=time_key), key=time_key):
                rows[time] = list(same)  # a later sum of the same date knows more
        of_places.rows = [row for same in rows.values() for row in same if not _says_less(row, observations, indicator)]
        of_places.findings += check_parts_alone(indicator, of_places.rows, self.columns(indicator))
        return of_places

    def columns(self, indicator: Indicator) -> list[FigureColumn]:
        """What the places, and the parts of the province, are told to have of an indicator."""
        return [column for era in self.eras for column in era.columns.get(indicator.id, ())]


def _says_less(row: Observation, observations: Iterable[Observation], indicator: Indicator) -> bool:
    """Whether a sum of some places is no more than what the province itself had counted before: it adds nothing."""
    if not (row.sum_of and row.partial and row.measure is Measure.CUMULATIVE):
        return False
    counted = [one for one in observations if one.measure is Measure.CUMULATIVE and one.end <= row.end]
    return indicator.direction is not Direction.DECREASE and any(one.value >= row.value for one in counted)


class _Former(Struct, frozen=True):
    """The places that a new one was formed from.

    Attributes:
        paths: of those that any report names.
        count: of all of them.
    """

    paths: tuple[Path, ...]
    count: int


def _former(era: Era, older: Era) -> dict[Path, _Former]:
    """What each new place was formed from, as far as any report of the older era names it."""
    former = {}
    for node in era.gazetteer.nodes.values():
        named = [older.gazetteer.named(name) for name in (node.expected.formerly if node.expected else ())]
        if paths := tuple(dict.fromkeys(path for paths_named in named for path in paths_named)):
            former[node.path] = _Former(paths, len(paths) + named.count([]))
    return former


def _carried(former: Mapping[Path, _Former], place_rows: PlaceRows) -> dict[Path, Observation]:
    """The last running number of the places that a new one was formed from, together; each counts once."""
    carried = {}
    for place, old in former.items():
        rows = [max(dated, key=order) for path in old.paths if (dated := _running(place_rows, path))]
        if rows:
            carried[place] = _together(rows, old.count)
    return carried


def _periods(former: Mapping[Path, _Former], place_rows: PlaceRows) -> dict[Path, list[Observation]]:
    """What the places that a new one was formed from did in each period, together."""
    periods = {}
    for place, old in former.items():
        rows = (row for path in old.paths for row in place_rows.of(path) if row.measure is Measure.IN_PERIOD)
        by_time = grouped(rows, lambda row: row.time)
        periods[place] = [_together(alike, old.count) for alike in by_time.values()]
    return periods


def _together(rows: Sequence[Observation], places: int) -> Observation:
    """The figures of some of the places that were merged into one."""
    added = sum_of(rows)
    added = replace(added, partial=added.partial or len(rows) < places)
    first = rows[0]
    return added.as_row(first.area, first.indicator, (first.measure, first.start, min(row.end for row in rows)))


def _running(place_rows: PlaceRows, path: Path) -> list[Observation]:
    return [row for row in place_rows.of(path) if row.measure is Measure.CUMULATIVE]


class IndicatorOfPlaces(Struct):
    """What is told of one indicator below a province.

    Attributes:
        rows: the province's: its own, and sums for times of which it states nothing.
        eras: era -> the rows of every place in it.
        former: what the places did in each period from which one of the new era was formed.
        missing: of each sum, the places that are known and not in it.
        parts: the province's rows of each part of a split: its own, and sums over its places.
    """

    indicator: Indicator
    rows: list[Observation] = field(default_factory=list)
    eras: dict[str, PlaceRows] = field(default_factory=dict)
    former: dict[Path, list[Observation]] = field(default_factory=dict)
    missing: dict[Time, list[str]] = field(default_factory=dict)
    parts: defaultdict[PartKey, list[Observation]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)

    def take(self, era: Era, place_rows: PlaceRows) -> None:
        """Take in the rows of one era."""
        self.eras[era.name] = place_rows
        self.missing.update({time: names for (path, time), names in place_rows.missing.items() if path == ROOT})

    def take_parts(self, adder: PlaceAdder, columns: Iterable[FigureColumn]) -> None:
        """Take in the parts of splits, each added up over the places as the whole is, and never to the whole."""
        by_part: defaultdict[PartKey, list[FigureColumn]] = defaultdict(list)
        for column in columns:
            if column.split:
                by_part[column.split.split.id, column.split.name].append(column)
        for key, part_columns in by_part.items():
            stated = [as_row(detail) for column in part_columns for detail in column if not detail.places]
            of_part = replace(adder, carried={}, place_rows=PlaceRows.of_columns(part_columns, adder.gazetteer))
            self.parts[key] += of_part.add_up(stated).rows[ROOT]

    def findings_on(self, actual: Actual) -> Iterator[Finding]:
        """That a figure is a sum, and what is missing from it."""
        sums = [row for row in actual.used if row.sum_of and row.time in self.missing]
        if not sums:
            return
        last = sums[-1]
        missing = self.missing[last.time]
        words: dict[str, object] = {
            "name": self.indicator.short_name,
            "value": last.value,
            "day": last.end,
            "count": last.addends,
            "missing": missing,
        }
        yield Finding("rolled-up", last.location, words, indicator=self.indicator.id)
        if last.partial:
            key = "coverage-gap" if missing else self._why_partial(last)
            yield Finding(key, last.location, words, indicator=self.indicator.id)

    def _why_partial(self, added: Observation) -> str:
        """Of a sum in which no place is known to lack."""
        unread = any(rows.is_partial(cell) for rows in self.eras.values() for cell in added.sum_of)
        return "coverage-gap.unread" if unread else "coverage-gap.unknown"


def place_reports(columns: Iterable[FigureColumn], expected: Sequence[ExpectedPlace]) -> PlaceReports:
    """The places that reports and the target file name."""
    by_era: dict[str, list[FigureColumn]] = {OLD_ERA: [], NEW_ERA: []}
    own_reports: set[str] = set()
    for column in columns:
        by_era[era_of(column.end)].append(column)
        if column.by_place:
            own_reports.add(column.path)
    seen = {name: _bare_names(era_columns) for name, era_columns in by_era.items()}
    for place in expected:
        seen[OLD_ERA].update(without_level(name) for name in (place.district, *place.formerly) if name)
    eras = [
        Era(
            name,
            Gazetteer(era_columns, [place for place in expected if _is_of(place, name, seen)]),
            grouped(era_columns, lambda column: column.indicator),
        )
        for name, era_columns in by_era.items()
    ]
    return PlaceReports(tuple(eras), frozenset(own_reports))


def _bare_names(columns: Iterable[FigureColumn]) -> set[str]:
    named = {places for rows in {column.rows for column in columns} for places in rows.places}
    return {without_level(place.name) for places in named for place in places}


def _is_of(place: ExpectedPlace, era: str, seen: Mapping[str, Collection[str]]) -> bool:
    """A district, or a commune in one, is of the old era, one that others were merged into of the new.

    Where the list doesn't tell, a place that only the other era knows isn't expected.
    """
    if place.formerly or place.district or level_of(place.name) is PlaceLevel.DISTRICT:
        return bool(place.formerly) is (era == NEW_ERA)
    other = NEW_ERA if era == OLD_ERA else OLD_ERA
    bare = without_level(place.name)
    return bare in seen[era] or bare not in seen[other]
