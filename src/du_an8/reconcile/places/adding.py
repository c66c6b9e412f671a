"""What places report, added up to the province where it states nothing itself (docs/cach-tinh.md).

Villages make up their commune, communes their district, districts the province. What a place states itself goes before
the sum of its smaller ones, so that nothing is added twice.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.judging.chain import order
from du_an8.reconcile.judging.repetitions import winner
from du_an8.reconcile.places.addends import Addends, of_column, of_rows
from du_an8.reconcile.places.column_sums import Columns, common_columns, weighed
from du_an8.reconcile.places.gazetteer import ROOT, Gazetteer, Node, Path
from du_an8.reconcile.places.remarks import conflict, doubled, remarks
from du_an8.reconcile.places.rows import PlaceRows, as_row, at, time_key
from du_an8.reports.facts import Detail, Measure, Observation, Time

_path_of = attrgetter("path")
_Figure = TypeVar("_Figure", Observation, Detail)


def _until(measure: Measure, day: date) -> Callable[[Observation], bool]:
    return lambda row: row.measure is measure and row.end <= day


class PlaceAdder(Struct, frozen=True):
    """Adds the places of an area up, for one indicator.

    Attributes:
        self_reported: files that are a place's own report: whether others are still to come, no file tells.
        carried: running numbers of places that were merged into one, from the era before.
        place_rows: what the places state, without parts; what they come to is put into it.
    """

    indicator: Indicator
    gazetteer: Gazetteer
    self_reported: frozenset[str]
    carried: Mapping[Path, Observation]
    place_rows: PlaceRows

    def add_up(self, province_rows: Sequence[Observation]) -> PlaceRows:
        """The rows of every place and of the province, all of one era.

        Args:
            province_rows: the province's own rows.
        """
        place_rows = self.place_rows
        place_rows.rows[ROOT] = place_rows.stated[ROOT] = without_repeated_totals(province_rows)
        if not place_rows.columns and not self.carried:
            return place_rows
        for path, row in self.carried.items():
            place_rows.rows[path] = [row, *self._stated(path)]
        for path in self.gazetteer.larger:
            self._add_inside(path)
        place_rows.findings += remarks(place_rows, self.indicator)
        return place_rows

    def _add_inside(self, path: Path) -> None:
        """Add up the places right inside one; whole columns at once, or later, where nothing is in doubt."""
        stated = self._stated(path)
        columns = self._columns_alone(path)
        if columns and not stated and self._may_wait(path, columns):
            self.place_rows.alone[path] = columns
            return
        known = {row.time for row in stated}
        further = [row for row in self._sums_inside(path, columns) if row.time not in known]
        if further or stated:
            self.place_rows.rows[path] = [*self._rows(path), *further]

    def _sums_inside(self, path: Path, columns: Columns | None) -> list[Observation]:
        """The sums of columns, else of the places right inside one."""
        if columns is not None:
            return [self._sum(path, of_column(column, inside), column.time) for column, inside in columns]
        smaller = [node for node in self.gazetteer.smaller[path] if self._rows(node.path)]
        return self._sums(path, smaller)

    def _may_wait(self, path: Path, columns: Columns) -> bool:
        """Whether nobody needs the sums of a place to add up the larger one: the columns tell of all places inside."""
        _, first = columns[0]
        is_complete = len(first.nodes) == len(self.gazetteer.smaller[path]) and not self.self_reported
        return path != ROOT and is_complete and self.indicator.kind is not Kind.RATE

    def _columns_alone(self, path: Path) -> Columns | None:
        """The columns that can be added up whole: all tell of the same places inside one, each of another time.

        None where anything is in doubt, or is told of others inside: then each figure is looked at.
        """
        columns = self._columns_inside(path)
        if self.carried or not self.place_rows.rows.keys().isdisjoint(map(_path_of, self.gazetteer.smaller[path])):
            return None
        if not columns or not self._are_alike(columns):
            return None
        return columns if self.indicator.kind is not Kind.RATE else weighed(columns)

    def _columns_inside(self, path: Path) -> Columns:
        """The columns that tell of the places right inside one, or of all that these hold; none where some do both."""
        held = [self.place_rows.alone.get(node.path, ()) for node in self.gazetteer.smaller[path]]
        if not any(held):
            told = ((column, placed.inside.get(path)) for column, placed in self.place_rows.columns)
            return [(column, inside) for column, inside in told if inside]
        columns, insides = common_columns(held)
        return [(column, self.gazetteer.joined(path, each)) for column, each in zip(columns, insides, strict=True)]

    def _are_alike(self, columns: Columns) -> bool:
        """Whether all tell of the same places, none of which lies in another, each of another time."""
        _, first = columns[0]
        have_times_of_their_own = len({column.time for column, _ in columns}) == len(columns)
        are_of_the_same = all(inside.plain and inside.nodes == first.nodes for _, inside in columns)
        is_flat = len(self.gazetteer.largest(first.nodes)) == len(first.nodes)
        return have_times_of_their_own and are_of_the_same and is_flat

    def _rows(self, path: Path) -> list[Observation]:
        """The rows of a place, one by one."""
        if path in self.place_rows.alone:
            return self.place_rows.of(path)
        if path not in self.place_rows.rows:
            self.place_rows.rows[path] = self._stated(path)
        return self.place_rows.rows[path]

    def _stated(self, path: Path) -> list[Observation]:
        """A place's own figures; the total row of its smaller places only where nothing else states it."""
        if path not in self.place_rows.stated:
            details = self.place_rows.details(path) if self.place_rows.tells_of(path) else []
            if len({detail.time for detail in details}) < len(details):
                details = self._without_repetitions(path, without_repeated_totals(details))
            self.place_rows.stated[path] = [as_row(detail) for detail in details]
        return self.place_rows.stated[path]

    def _without_repetitions(self, path: Path, details: Sequence[Detail]) -> list[Detail]:
        """One figure for each time in a table; those that contradict each other are dropped."""
        kept = []
        for _, group in groupby(sorted(details, key=_by_cell), key=lambda detail: _by_cell(detail)[:5]):
            rows = list(group)
            if len(rows) > 1:
                self.place_rows.findings.append(doubled(rows, self.indicator))
            if len({row.value for row in rows}) == 1:
                kept.append(rows[0])
            else:
                self.place_rows.dropped[path].append(rows[0].time)
        return kept

    # Sums.

    def _sums(self, path: Path, smaller: Sequence[Node]) -> list[Observation]:
        rows = {node: self._settled(node) for node in smaller}
        for node, settled in rows.items():
            self.place_rows.rows[node.path] = settled
        return [*self._of_periods(path, rows), *self._of_dates(path, rows)]

    def counted(
        self, reported: Mapping[Node, Observation], is_reported: Callable[[Observation], bool]
    ) -> dict[Node, Observation]:
        """What adds up: districts, and communes whose district nobody says, unless a district's figure may hold them.

        Args:
            is_reported: whether a row is about the time of the sum.
        """
        counted = {node: reported[node] for node in self.gazetteer.largest(tuple(reported))}
        if len(counted) == len(reported):
            return counted
        stated = [not row.sum_of for row in counted.values()]
        if all(stated):
            return counted
        for node, row in reported.items():
            if node in counted:
                continue
            if any(stated) or any(map(is_reported, self._of_namesakes(node))):
                self.place_rows.unplaced[node] = row
            else:
                counted[node] = row
        return counted

    def _of_namesakes(self, node: Node) -> Iterator[Observation]:
        for path in self.gazetteer.homonyms(node):
            yield from self._rows(path)

    def _settled(self, node: Node) -> list[Observation]:
        """One row for each time: equal ones are one, a later report replaces an earlier, else none can be used."""
        rows = self.place_rows.rows[node.path]
        if len(rows) == 1:
            return rows
        if len({row.time for row in rows}) == len(rows):
            return sorted(rows, key=time_key)
        settled = []
        for _, group in groupby(sorted(rows, key=_by_time), key=time_key):
            same = list(group)
            if best := winner(same):
                settled.append(best)
                changed = [row for row in same if (row.value, row.qualifier) != (best.value, best.qualifier)]
                self.place_rows.corrected += [(node, best, row) for row in changed]
            else:
                self.place_rows.dropped[node.path].append(same[0].time)
                self.place_rows.findings.append(conflict(node, same, self.indicator))
        return settled

    def _of_periods(self, path: Path, rows: Mapping[Node, list[Observation]]) -> Iterator[Observation]:
        by_time: defaultdict[Time, dict[Node, Observation]] = defaultdict(dict)
        in_period = Measure.IN_PERIOD
        for node, node_rows in rows.items():
            for row in node_rows:
                if row.measure is in_period:
                    by_time[row.time][node] = row
        for time, reported in by_time.items():
            yield self._sum(path, of_rows(self.counted(reported, at(time)), self.place_rows), time)

    def _of_dates(self, path: Path, rows: Mapping[Node, list[Observation]]) -> Iterator[Observation]:
        """On each date the latest figure of every place; the sum is of the earliest of their dates.

        The days of what was carried over belong to the era before, which knows all of its places.
        """
        measure = Measure.LEVEL if self.indicator.kind is Kind.RATE else Measure.CUMULATIVE
        of_day = _by_day(rows, measure)
        sums: dict[date, Observation] = {}
        for day, reported in self._latest(rows, of_day, measure):
            end = min(row.end for row in reported.values())
            if end not in sums or day == max(of_day):  # in the end every place counts with its latest figure
                sums[end] = self._sum(path, of_rows(reported, self.place_rows), (measure, None, end))
        yield from sums.values()

    def _latest(
        self,
        nodes: Iterable[Node],
        of_day: Mapping[date, Mapping[Node, Observation]],
        measure: Measure,
    ) -> Iterator[tuple[date, dict[Node, Observation]]]:
        """Of each day, the latest figures that add up, if there are any."""
        before = max((row.end for row in self.carried.values()), default=date.min)
        days = sorted(of_day)
        last = dict(item for day in days for item in of_day[day].items())
        latest: dict[Node, Observation] = {}
        for day in days:
            latest |= of_day[day]
            usable = {node: latest[node] for node in nodes if node in latest}
            if day > before and (reported := self._counted_on(day, usable, last, measure)):
                yield day, reported

    def _counted_on(
        self,
        day: date,
        latest: Mapping[Node, Observation],
        last: Mapping[Node, Observation],
        measure: Measure,
    ) -> dict[Node, Observation]:
        """What adds up of the latest figures on a day; a rate only where it is known of how many.

        Args:
            last: of each place the last of all days. A last sum holds all that was ever told inside, later figures too.
        """
        if measure is Measure.LEVEL:
            latest = {node: row for node, row in latest.items() if row.denominator}
        all_told = any(row.sum_of and row is last[node] for node, row in latest.items())
        return self.counted(latest, _until(measure, date.max if all_told else day))

    def _sum(self, path: Path, addends: Addends, time: Time) -> Observation:
        *_, end = time
        missing: list[str] = []
        if len(addends.nodes) < len(self.gazetteer.smaller[path]):
            missing = self.missing(path, [node.path for node in addends.nodes], end)
        self.place_rows.missing[path, time] = [*missing, *addends.missing]
        added = addends.sum
        lacks_places = bool(missing) or added.partial or self._may_lack_places(path, added.cells)
        return replace(added, partial=lacks_places).as_row(addends.area, self.indicator.id, time)

    def _may_lack_places(self, path: Path, cells: Iterable[Location]) -> bool:
        """Whether a place's own report was added up, and nobody lists the others: some may still be to come."""
        of_places = bool(self.self_reported) and any(cell.path in self.self_reported for cell in cells)
        return of_places and not self._expected(path)

    def _expected(self, path: Path) -> list[Node]:
        """The places that the target file lists, and those with a listed one inside."""
        return [node for node in self.gazetteer.smaller[path] if self._is_expected(node)]

    def _is_expected(self, node: Node) -> bool:
        return bool(node.expected) or any(inside.expected for inside in self.gazetteer.smaller[node.path])

    def missing(self, path: Path, reporting: Collection[Path], day: date) -> list[str]:
        """Places that are expected, or have reported before, and are not among those told."""
        reporting = set(reporting)
        nodes = self.gazetteer.smaller[path]
        if all(node.path in reporting for node in nodes):
            return []
        seen = [node for node in nodes if self.place_rows.has_told(node.path, day)]
        known = self._expected(path) or (self.gazetteer.largest(tuple(seen)) if seen else [])
        return [node.name for node in known if node.path not in reporting]


def _by_day(rows: Mapping[Node, Sequence[Observation]], measure: Measure) -> Mapping[date, dict[Node, Observation]]:
    """The figures of one measure that end on each day."""
    of_day: defaultdict[date, dict[Node, Observation]] = defaultdict(dict)
    for node, node_rows in rows.items():
        for row in node_rows:
            if row.measure is measure:
                of_day[row.end][node] = row
    return of_day


def without_repeated_totals(rows: Iterable[_Figure]) -> list[_Figure]:
    """The total row of a table of places counts only where nothing else states the figure of them all."""
    rows = list(rows)
    stated = {row.time for row in rows if not row.is_total}
    return [row for row in rows if not row.is_total or row.time not in stated]


def _by_time(row: Observation) -> tuple[object, ...]:
    return *time_key(row), order(row)


def _by_cell(detail: Detail) -> tuple[object, ...]:
    where = detail.location
    return detail.measure, detail.start or date.min, detail.end, where.path, where.sheet or "", where.cell or ""
