"""Which place a row of a table of places is about, by its names and those of the rows above it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.layout.labels import read_label
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_in_title, level_word, may_be_village, split_place

Names = Mapping[int, str]
"""Column -> the words that name a row."""

_OF_ALL = frozenset({"tong cong", "toan tinh", "chung", "tong toan tinh", "toan thanh pho"})
_COUNTED = re.compile(r"\d+ \S.*")


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """What a row is about.

    Attributes:
        places: from the larger to the smaller; empty for all that the table is about.
        is_total: the row adds up the places inside.
    """

    places: tuple[Place, ...]
    is_total: bool = False


class PlaceNames:
    """Reads the rows of one table in their order: a blank repeats the larger place above."""

    def __init__(
        self, province: Province, own: tuple[Place, ...], titles: Mapping[int, str], rows: Sequence[Names]
    ) -> None:
        """For a table of a province.

        Args:
            own: the place whose own report the table is in, within its larger ones.
            titles: of the columns that hold names.
            rows: the names of every row.
        """
        self.province, self.own, self.rows = province, own, rows
        self.titled = {column: level_in_title(title) for column, title in titles.items()}
        self.larger: dict[int, tuple[int, Place]] = {}

    def is_total(self, names: Names) -> bool:
        """`Tổng cộng`, `Cộng huyện Bảo Lạc`, or the province itself."""
        return self._total_in(names) is not None

    def read(self, names: Names) -> RowPlaces | None:
        """What the next row is about; None for the total of a place that nothing names."""
        column = self._total_in(names)
        if column is None:
            return RowPlaces(self._places(names))
        places = self._places_of_total(column, names)
        return None if places is None else RowPlaces(places, is_total=True)

    def _total_in(self, names: Names) -> int | None:
        known = {split_place(place.name)[1] for place in self._above()}
        for column, text in names.items():
            name = read_label(text).name
            if self._says_total(column, name, known):
                return column
            known.add(split_place(name)[1])
        return None

    def _says_total(self, column: int, name: str, known: Collection[str]) -> bool:
        if self.province.is_meant_by(name):
            # In a column of districts, or above a total, `Cao Bằng` is the city.
            alone = fold(name) == fold(self.province.name)
            return not (alone and (self.titled.get(column) or self._has_total))
        of = read_label(name).total_of
        if of is None:
            return False
        told = level_word(of) or split_place(of)[0] or self.province.is_meant_by(of) or fold(of) == "tinh"
        return not of or bool(told) or split_place(of)[1] in known or _COUNTED.match(of) is not None

    @cached_property
    def _has_total(self) -> bool:
        return any(read_label(text).total_of == "" for row in self.rows for text in row.values())

    def _above(self) -> tuple[Place, ...]:
        """The places that hold the row, as far as they are known."""
        return (*self.own, *(place for _, (_, place) in sorted(self.larger.items())))

    def _places_of_total(self, column: int, names: Names) -> tuple[Place, ...] | None:
        """`Cộng` in the column of the communes is the district's; `Tổng cộng` at the row's head is of all."""
        if before := {n: text for n, text in names.items() if n < column}:
            return self._places(before)
        name = read_label(names[column]).name
        of = read_label(name).total_of or ""
        if fold(name) in _OF_ALL or fold(of) == "tinh" or self.province.is_meant_by(of or name):
            return ()
        if not of or _COUNTED.match(of):
            return tuple(place for _, (other, place) in sorted(self.larger.items()) if other < column)
        return self._places_of_named_total(of)

    def _places_of_named_total(self, of: str) -> tuple[Place, ...] | None:
        """`Cộng huyện`, `Cộng Bảo Lạc`, `Tổng huyện Bảo Lạc`."""
        level, bare = level_word(of), split_place(of)[1]
        for number, place in enumerate(above := self._above(), 1):
            is_it = place.level in {None, level} if level else split_place(place.name)[1] == bare
            if is_it:
                return above[len(self.own) : number]
        told = split_place(of)[0]
        if level or not told:
            return None
        return (*(p for _, (_, p) in sorted(self.larger.items()) if p.level and p.level < told), Place(of, told))

    # Rows of one place.

    def _places(self, names: Names) -> tuple[Place, ...]:
        """A larger place forgets the smaller ones of the one before."""
        places = {}
        for column, text in names.items():
            name = read_label(text).name
            level = self._level(column, name)
            places[level if self._levelled and level else column] = column, Place(name or text, level)
        self.larger = {key: told for key, told in self.larger.items() if key < min(places)} | places
        return tuple(place for _, (_, place) in sorted(self.larger.items()))

    @cached_property
    def _levelled(self) -> bool:
        """Whether every name tells its level: then districts and their communes may share a column."""
        names = [(column, read_label(text)) for row in self.rows for column, text in row.items()]
        return all(
            self._told_level(column, own.name) or may_be_village(own.name)
            for column, own in names
            if own.total_of is None
        )

    def _told_level(self, column: int, name: str) -> PlaceLevel | None:
        return split_place(name)[0] or self.titled.get(column)

    def _level(self, column: int, name: str) -> PlaceLevel | None:
        """`Bản Bo` is taken for a village only below a title, or among names, that tell their level."""
        return self._told_level(column, name) or (PlaceLevel.VILLAGE if self._levelled else None)
