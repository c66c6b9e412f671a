"""Totals with the rows that they add up, the province's figures with those of its places (docs/doi-chieu.md)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from string import ascii_uppercase

from du_an8.findings import MOST_RELATED, Finding, Location, in_ranges
from du_an8.programme.catalogue import Kind
from du_an8.reconcile.places.adding import PlaceAdder
from du_an8.reconcile.places.gazetteer import ROOT, Node, Path
from du_an8.reconcile.places.rows import at
from du_an8.reports.facts import Detail, Observation, Time
from du_an8.reports.sums import total

Figure = Observation | Detail
Table = tuple[str, str | None]


def check_totals(adder: PlaceAdder, observations: Sequence[Observation]) -> list[Finding]:
    """Findings about one indicator of one area; rates never add up.

    Args:
        adder: of all places, which are added up.
        observations: the province's own rows.
    """
    if adder.indicator.kind is Kind.RATE or not (observations or _states_a_whole(adder)):
        return []
    tables = _Tables(adder)
    for row in observations:
        tables.add(ROOT, row)
    for column, placed in adder.place_rows.columns:
        for path, detail in zip(placed.paths, column, strict=True):
            tables.add(path, detail)
    return [*tables.total_mismatches(), *tables.detail_mismatches()]


def _states_a_whole(adder: PlaceAdder) -> bool:
    """Whether there is a total row, or the province or a place that holds others states a figure of its own."""
    place_rows = adder.place_rows
    if any(column.rows.totals for column, _ in place_rows.columns) or place_rows.tells_of(ROOT):
        return True
    return any(place_rows.stated.get(path) for path in adder.gazetteer.larger)


class _Tables:
    """What the reports state, by table and time."""

    def __init__(self, adder: PlaceAdder) -> None:
        self.adder, self.place_rows = adder, adder.place_rows
        self.tables: defaultdict[tuple[Table, Time], dict[Path, Figure]] = defaultdict(dict)
        self.totals: defaultdict[tuple[Table, Time], dict[Path, Figure]] = defaultdict(dict)
        self._below_larger: dict[tuple[Table, Time], Mapping[Path, dict[Path, Figure]]] = {}

    def add(self, path: Path, figure: Figure) -> None:
        where = figure.location
        group = self.totals if figure.is_total else self.tables
        group[(where.path, where.sheet), figure.time].setdefault(path, figure)

    def total_mismatches(self) -> Iterator[Finding]:
        """In each table, what stands for a place, or for all, against the places below it in the same table."""
        for key in dict.fromkeys([*self.tables, *self.totals]):
            rows, by_larger = self.tables[key], self._by_larger(key)
            for path, whole in [*rows.items(), *self.totals[key].items()]:
                if path in by_larger and not _is_one_of_more(whole, by_larger[path]):
                    yield from self._compare("total-mismatch", path, whole, by_larger[path])

    def detail_mismatches(self) -> Iterator[Finding]:
        """What one table states against the total, else the sum, of the places below that others tell."""
        totals: defaultdict[tuple[Path, Time], list[Figure]] = defaultdict(list)
        for (_, time), rows in self.totals.items():
            for path, figure in rows.items():
                totals[path, time].append(figure)
        smaller = self.adder.gazetteer.smaller
        for (table, time), rows in list(self.tables.items()):
            by_larger = self._by_larger((table, time))
            for path, figure in rows.items():
                if path in by_larger:
                    continue  # compared in its own table
                others = totals.get((path, time), ())
                for other in others:
                    yield from self._compare("detail-mismatch.total", path, figure, {path: other})
                if smaller.get(path) and not others:
                    yield from self._compare("detail-mismatch", path, figure, self._inside(path, time, table))

    def _by_larger(self, key: tuple[Table, Time]) -> Mapping[Path, dict[Path, Figure]]:
        if key not in self._below_larger:
            self._below_larger[key] = _by_larger(self.tables[key])
        return self._below_larger[key]

    def _inside(self, path: Path, time: Time, table: Table) -> Mapping[Path, Figure]:
        reported: dict[Node, Observation] = {}
        for node in self.adder.gazetteer.smaller[path]:
            for row in self.place_rows.of(node.path):
                if row.time == time and (row.location.path, row.location.sheet) != table:
                    reported[node] = row
        counted = self.adder.counted(reported, at(time)) if reported else {}
        return {node.path: row for node, row in counted.items()}

    def _compare(self, key: str, path: Path, whole: Figure, parts: Mapping[Path, Figure]) -> Iterator[Finding]:
        added = total(parts.values())
        if not parts or added == whole.value or self._may_differ(whole, parts.values(), added):
            return
        missing = self._missing(path, whole, parts)
        if missing and added < whole.value:
            key += ".missing"
        words: dict[str, object] = {
            "name": self._name(path),
            "whole": whole.value,
            "sum": added,
            "count": len(parts),
            "missing": missing,
        }
        cells = [cell for part in parts.values() for cell in _cells(part)]
        related = in_ranges(cells)[:MOST_RELATED]
        yield Finding(key, whole.location, words, indicator=self.adder.indicator.id, related=related)

    def _may_differ(self, whole: Figure, parts: Collection[Figure], added: Fraction) -> bool:
        """Whether one is approximate, or numbers beside the parts are told as unused: they may be the rest."""
        if any(figure.qualifier for figure in (whole, *parts)):
            return True
        return added < whole.value and any(self.place_rows.is_partial(part.location) for part in parts)

    def _missing(self, path: Path, whole: Figure, parts: Mapping[Path, Figure]) -> list[str]:
        """The places that are known and not among the parts; a commune may be told by its villages."""
        if path in parts:
            return []
        reporting = {part[:length] for part in parts for length in range(1, len(part) + 1)}
        return self.adder.missing(path, reporting, whole.end)

    def _name(self, path: Path) -> str:
        """The indicator, and the place if it isn't the province."""
        name = self.adder.indicator.short_name
        return f"{name}, {self.adder.gazetteer.nodes[path].name}" if path else name


def _by_larger(rows: Mapping[Path, Figure]) -> Mapping[Path, dict[Path, Figure]]:
    """A larger place -> the places below it in a table of which none stands between."""
    by_larger: defaultdict[Path, dict[Path, Figure]] = defaultdict(dict)
    for path, row in rows.items():
        for length in range(len(path) - 1, -1, -1):
            by_larger[path[:length]][path] = row
            if path[:length] in rows:
                break
    return dict(by_larger)


def _is_one_of_more(whole: Figure, parts: Mapping[Path, Figure]) -> bool:
    """`Trong đó: huyện Mường Chà` in the row of `Toàn tỉnh` is one of all those that make up the whole."""
    part, *others = parts.values()
    rows = {(figure.location.cell or "").lstrip(ascii_uppercase) for figure in (whole, part)}
    return not others and len(rows) == 1 and part.value < whole.value


def _cells(figure: Figure) -> Sequence[Location]:
    return figure.addend_cells if isinstance(figure, Observation) else (figure.location,)
