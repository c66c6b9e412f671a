"""Which of the places that reports and target files name are the same."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from du_an8.findings import runs
from du_an8.reports.facts import FigureColumn, FilledRows, Place
from du_an8.targets.facts import ExpectedPlace
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.places import PlaceLevel, level_of, split_place

_WORD = pattern_of(r"[^\W_]+")
Path = tuple[str, ...]
"""The keys of a place and of the larger places around it, from the largest; empty for the province."""

ROOT: Path = ()


class Node(Struct, frozen=True, eq=False):
    """A place below the province; one gazetteer has one of each.

    Attributes:
        name: as it was first written.
        expected: what the target file says of it, if it is listed there.
    """

    path: Path
    name: str
    level: PlaceLevel | None
    expected: ExpectedPlace | None = None


class Inside(Struct, frozen=True):
    """The places right inside a larger one, as some rows name them.

    Attributes:
        nodes: in the order of their rows.
        positions: of their rows among all; spans are the first and the last number of those that follow each other.
        plain: each place stands in one row, none of them a total.
    """

    nodes: tuple[Node, ...]
    positions: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    plain: bool


class PlacedRows(Struct, frozen=True):
    """Which places the rows of a table are about.

    Attributes:
        paths: a row each; named are all of them.
        inside: the path of a larger place, the province's included -> the places right inside it.
    """

    paths: tuple[Path, ...]
    named: frozenset[Path]
    inside: Mapping[Path, Inside]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The first and the last number of the rows of places that follow each other."""
        spans = [span for inside in self.inside.values() for span in inside.spans]
        return list(runs(spans)) if spans else []


class Gazetteer:
    """The places of one area in one era: from July 2025 there are no districts, and other communes.

    `Xã Ẳng Cang`, `XÃ ẲNG CANG` and `Ẳng Cang` are one, with its district or without. Where one table has two places
    that differ in such words or marks alone (`Xã 1`, `Phường 1`), these count.

    Attributes:
        is_listed: the target file lists any of its places.
        smaller: the places right inside each.
        larger: the paths of the places that hold others, the province's included; inner ones first.
    """

    def __init__(self, columns: Iterable[FigureColumn], expected: Iterable[ExpectedPlace] = ()) -> None:
        columns, expected = list(columns), list(expected)
        self.is_listed = bool(expected)
        tables = dict.fromkeys((column.path, column.sheet, column.rows) for column in columns)
        self._ambiguous = _ambiguous(tables)
        self._paths: dict[tuple[Place, ...], Path] = {}
        self.nodes: dict[Path, Node] = {}
        self._longer: defaultdict[str, set[Path]] = defaultdict(set)
        stated = [_listed(place) for place in expected]
        named = dict.fromkeys([*stated, *(places for _, _, rows in tables for places in rows.places if places)])
        for places in sorted(named, key=len, reverse=True):
            self._add(places)
        for places, place in zip(stated, expected, strict=True):
            node = self.nodes[self.path(places)]
            self.nodes[node.path] = Node(node.path, place.name, node.level, place)
        self.smaller: defaultdict[Path, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            self.smaller[node.path[:-1]].append(node)
        self.larger = sorted({ROOT, *self.smaller}, key=lambda path: (-len(path), path))
        self._levels: dict[Path, PlaceLevel] = {}
        self._largest: dict[tuple[Node, ...], tuple[Node, ...]] = {}
        self._placed: dict[FilledRows, PlacedRows] = {}
        self._joined: dict[tuple[Inside, ...], Inside] = {}

    def path(self, places: tuple[Place, ...]) -> Path:
        """The path of a place that was named when the gazetteer was made."""
        return self._paths[places]

    def placed(self, rows: FilledRows) -> PlacedRows:
        """The places of some rows, worked out once for all columns that share them."""
        if rows not in self._placed:
            self._placed[rows] = self._place(rows)
        return self._placed[rows]

    def _place(self, rows: FilledRows) -> PlacedRows:
        paths = tuple([self._paths[places] if places else ROOT for places in rows.places])
        inside: defaultdict[Path, list[int]] = defaultdict(list)
        for position, path in enumerate(paths):
            if path:
                inside[path[:-1]].append(position)
        within = {path: self._inside(positions, paths, rows) for path, positions in inside.items()}
        return PlacedRows(paths, frozenset(paths), within)

    def _inside(self, positions: Sequence[int], paths: Sequence[Path], rows: FilledRows) -> Inside:
        nodes = tuple([self.nodes[paths[at]] for at in positions])
        spans = runs([(rows.numbers[at], rows.numbers[at]) for at in positions])
        plain = len(set(nodes)) == len(nodes) and rows.totals.isdisjoint(positions)
        return Inside(nodes, tuple(positions), tuple(spans), plain)

    def joined(self, path: Path, insides: Iterable[Inside]) -> Inside:
        """The places right inside one, where rows tell of those that each of these holds."""
        parts = tuple(insides)
        if parts not in self._joined:  # the same rows tell of every indicator, month after month
            positions = sorted(chain.from_iterable(part.positions for part in parts))
            spans = runs([span for part in parts for span in part.spans])
            self._joined[parts] = Inside(tuple(self.smaller[path]), tuple(positions), tuple(spans), plain=True)
        return self._joined[parts]

    def named(self, name: str) -> list[Path]:
        """The places of that name, the smallest."""
        key = self._key(Place(name))
        paths = [path for path in self.nodes if path[-1] == key]
        return [path for path in paths if not any(other[: len(path)] == path for other in paths if other != path)]

    def homonyms(self, node: Node) -> list[Path]:
        """The places of that name of which the larger place is known."""
        return sorted(path for path in self._longer[node.path[-1]] if path != node.path)

    def level(self, node: Node) -> PlaceLevel:
        """As named; else one above its largest smaller place, else one below its larger place."""
        if node.path not in self._levels:
            self._levels[node.path] = node.level or self._level(node)
        return self._levels[node.path]

    def largest(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Districts alone where some are told; communes beside them are inside one of them."""
        if nodes not in self._largest:  # the same places report again and again
            level = min(map(self.level, nodes), default=None)
            self._largest[nodes] = tuple(node for node in nodes if self.level(node) == level)
        return self._largest[nodes]

    def _level(self, node: Node) -> PlaceLevel:
        levels = [child.level for child in self.smaller[node.path] if child.level]
        if levels:
            return PlaceLevel(max(min(levels) - 1, PlaceLevel.DISTRICT))
        if self.smaller[node.path]:
            return PlaceLevel.DISTRICT
        larger = self.nodes.get(node.path[:-1])
        return PlaceLevel(min(self.level(larger) + 1, PlaceLevel.VILLAGE)) if larger else self._common_level()

    def _common_level(self) -> PlaceLevel:
        """Of places that nothing tells of: what those beside them are."""
        levels = [node.level for node in self.smaller[ROOT] if node.level]
        return max(levels, key=levels.count) if levels else PlaceLevel.COMMUNE

    def _add(self, places: tuple[Place, ...]) -> None:
        path = tuple(map(self._key, places))
        if len(path) == 1 and (longer := self._one_longer(places[0], path)):
            path = longer
        self._paths[places] = path
        for length in range(1, len(path) + 1):
            shorter = path[:length]
            place = places[length - 1] if len(places) == len(path) else places[-1]
            known = self.nodes.get(shorter)
            if known is None or (known.level is None and place.level):
                self.nodes[shorter] = Node(shorter, known.name if known else place.name, place.level)
            if length > 1:
                self._longer[shorter[-1]].add(shorter)

    def _one_longer(self, place: Place, path: Path) -> Path | None:
        """A commune that stands without its district is the only one of that name, unless a district bears it."""
        longer_paths = [longer for longer in self._longer[path[-1]] if self._may_be(place, path, longer)]
        is_larger = place.level is PlaceLevel.DISTRICT or (place.level is None and path in self.nodes)
        return longer_paths[0] if len(longer_paths) == 1 and not is_larger else None

    def _may_be(self, place: Place, path: Path, longer: Path) -> bool:
        """Whether a place that stands alone may be one inside another; a village may be named as its commune."""
        level, larger = self.nodes[longer].level, self.nodes[longer[:-1]]
        if place.level and level and place.level is not level:
            return False
        return not (place.level and larger.path == path and larger.level is place.level)

    def _key(self, place: Place) -> str:
        _, bare = split_place(place.name, place.level)
        return " ".join(_exact(place)).strip() if bare in self._ambiguous else bare


def _listed(place: ExpectedPlace) -> tuple[Place, ...]:
    itself = Place(place.name, level_of(place.name))
    return (Place(place.district, PlaceLevel.DISTRICT), itself) if place.district else (itself,)


@lru_cache(maxsize=16384)  # the same places stand in every report
def _exact(place: Place) -> tuple[str, str]:
    """The words in front, and the bare name with its marks."""
    bare = len(split_place(place.name, place.level)[1].split())
    words = _WORD.findall(unicodedata.normalize("NFC", place.name).casefold())
    return " ".join(words[:-bare]), " ".join(words[-bare:])


def _ambiguous(tables: Iterable[tuple[str, str | None, FilledRows]]) -> frozenset[str]:
    """Bare names that stand for several places of one larger place in one table."""
    named: defaultdict[tuple[str, str | None], set[tuple[Place, ...]]] = defaultdict(set)
    for path, sheet, rows in tables:
        named[path, sheet].update(rows.places)
    lists = set(map(frozenset, named.values()))  # month after month the same places report
    return frozenset[str]().union(*map(_ambiguous_in, lists))


def _ambiguous_in(named: Iterable[tuple[Place, ...]]) -> frozenset[str]:
    spellings: defaultdict[tuple[str, ...], set[Place]] = defaultdict(set)
    for places in named:
        bare = tuple(split_place(place.name, place.level)[1] for place in places)
        for number, place in enumerate(places):
            spellings[bare[: number + 1]].add(place)
    return frozenset(path[-1] for path, places in spellings.items() if len(places) > 1 and _are_several(places))


def _are_several(alike: Iterable[Place]) -> bool:
    """Whether the marks, or the words in front, of names that are alike without them tell several places apart."""
    words, marked = (set(side) for side in zip(*map(_exact, alike), strict=True))
    return len(marked) > 1 or len(words - {""}) > 1
