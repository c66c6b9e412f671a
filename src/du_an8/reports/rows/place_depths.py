"""How deep the places stand that the rows of a table name: of two, which holds the other."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from du_an8.reports.facts import Place
from du_an8.reports.places.place_texts import PlaceText, is_body
from du_an8.reports.rows.nesting import PlaceRow
from du_an8.reports.rows.place_list import PlaceList
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_of

Depth = tuple[int, int]
"""Of two places of a row the one with the smaller is the larger place."""

LEAST_DEPTH = -9  # of the places that a text names before its own
_OUTERMOST: Depth = (0, 0)


class NamedPlace(Struct, frozen=True):
    """The place that words in a column name, its larger ones, and how deep it stands where all columns are of one size.

    Attributes:
        larger: those that the words themselves say, from the larger to the smaller.
        own: as the words name it; place is the same with its level.
    """

    larger: Sequence[Place]
    own: Place
    depth: Depth
    place: Place


class PlaceDepths:
    """Reads the words of a table that name places, each text once, in however many rows it stands."""

    def __init__(self, listed: PlaceList) -> None:
        """For the rows of one table."""
        self.listed = listed
        self._read: dict[tuple[int, str], NamedPlace | None] = {}

    def named(self, column: int, words: PlaceText) -> NamedPlace | None:
        """The place that words in a column name; None where they name several."""
        at = column, words.text
        if at not in self._read:
            named = self._read_named(column, words)
            self._read[at] = NamedPlace(named[:-1], named[-1], *self._of_place(column, named[-1])) if named else None
        return self._read[at]

    def _read_named(self, column: int, found: PlaceText) -> tuple[Place, ...] | None:
        """The places that words name, from the larger to the smaller."""
        if found.of_office and self.listed.province.is_meant_by(found.name):
            return (Place(found.text),)  # `Hội LHPN Điện Biên` is the province's, or that of the district of its name
        if found.places:
            return found.places
        if found.pair and (larger := self._larger_of_pairs.get(column)) is not None:
            return Place(found.pair[larger]), Place(found.pair[1 - larger])
        return None if found.several else (Place(found.name or found.text),)

    @cached_property
    def _larger_of_pairs(self) -> Mapping[int, int]:
        """Columns of names such as `Sa Lông - Mường Chà`: which of the two is the larger place.

        It comes again in other rows, and never in the place of the smaller, none of which comes again.
        """
        pairs: dict[int, list[tuple[str, str]]] = {}
        for row in self.listed.rows:
            for column, words in row.words.items():
                if pair := words.pair:
                    pairs.setdefault(column, []).append((fold(pair[0]), fold(pair[1])))
        found = {column: _side_that_repeats(told) for column, told in pairs.items()}
        return {
            n: side
            for n, side in found.items()
            if side is not None and self.listed.titled.get(n) is not PlaceLevel.DISTRICT
        }

    def of_row(self, names: PlaceRow, column: int, named: NamedPlace) -> tuple[Depth, Place]:
        """How deep a name stands in a column of larger and smaller places, and the place with its level."""
        place = named.own
        if self.listed.nesting is None or is_body(place.name):
            return named.depth, named.place
        depth, titled = self.listed.nesting.depth(names), self.listed.titled.get(column)
        fits = titled and (depth < 1) is (titled is PlaceLevel.DISTRICT)
        level = place.level or level_of(place.name) or (titled if fits else None)
        return (column, depth), Place(place.name, level)

    def _of_place(self, column: int, place: Place) -> tuple[Depth, Place]:
        """How deep a name stands, and the place with its level.

        `Bản Bo` is taken for a village only below a title, or among names, that tell their level.
        """
        told = place.level or level_of(place.name)
        titled = self.listed.titled.get(column)
        if is_body(place.name):
            return self._of_level(column, titled), Place(place.name, told)
        level = told or titled or (PlaceLevel.VILLAGE if self.listed.levelled else None)
        return self._of_level(column, level), Place(place.name, level)

    def _of_level(self, column: int, level: PlaceLevel | None) -> Depth:
        if column in self.listed.provinces:
            return _OUTERMOST  # wherever it stands: `Xã | Thuộc tỉnh cũ`
        if self.listed.levelled and level:
            return level, int(column in self.listed.merged)
        is_old_district = column in self.listed.former and self.listed.titled[column] is PlaceLevel.DISTRICT
        return (0, column) if is_old_district else (column, 0)  # `Địa bàn | Huyện cũ`


def _side_that_repeats(pairs: Sequence[tuple[str, str]]) -> int | None:
    """Which side of pairs of names holds the larger places."""
    sides = [{pair[side] for pair in pairs} for side in (0, 1)]
    if sides[0] & sides[1] or len(pairs) < 2:  # noqa: PLR2004  # one alone tells nothing
        return None
    return next((side for side in (0, 1) if len(sides[side]) < len(pairs) == len(sides[1 - side])), None)
