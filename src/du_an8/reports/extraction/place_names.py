"""Which place a row of a table of places is about, by its names and those of the rows above it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.provinces import Province
from du_an8.reports.extraction.one_column import Amounts, Names, OneColumn, is_sum
from du_an8.reports.facts import Place
from du_an8.reports.layout.labels import read_label
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_in_title, level_word, may_be_village, split_place

_OF_ALL = frozenset({"tong cong", "toan tinh", "chung", "tong toan tinh", "toan thanh pho"})
_COUNTED = re.compile(r"\d+ \S.*")
_MARK = r"(?:[IVXLC]+|[A-ZĐ]|\d+)"
_OF_MARKS = re.compile(rf"(?:(?:khu vực|vùng|cụm|mục|phần) )?{_MARK}(?: {_MARK})*", re.IGNORECASE)
_REGION = re.compile(r"(?:vùng|khu vực|cụm|miền)\b", re.IGNORECASE)


class RowPlaces(Struct, frozen=True):
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
        self,
        province: Province,
        own: tuple[Place, ...],
        titles: Mapping[int, str],
        rows: Sequence[Names],
        amounts: Amounts,
    ) -> None:
        """For a table of a province.

        Args:
            own: the place whose own report the table is in, within its larger ones.
            titles: of the columns that hold names.
            rows: the names of every row.
            amounts: what a row holds that adds up over places.
        """
        self.province, self.own, self.amounts = province, own, amounts
        self.rows = [row for row in rows if row.words]
        self.titled = {column: level_in_title(title) for column, title in titles.items()}
        self.larger: dict[tuple[int, int], tuple[int, Place]] = {}

    def total_in(self, names: Names) -> int | None:
        """The column that says `Tổng cộng`, `Cộng huyện Bảo Lạc`, or the province itself."""
        words = [(column, read_label(text).name) for column, text in names.words.items()]
        for at, (column, name) in enumerate(words):
            if self._says_total(column, name, words[:at]):
                return column
        return min(names.words) if names is self._sum_without_number else None

    @cached_property
    def _sum_without_number(self) -> Names | None:
        """The last row, alone without a number, that adds up all the others: a total by whatever name."""
        *others, last = self.rows
        alone = bool(others) and not last.number and all(row.number for row in others)
        return last if alone and is_sum(self.amounts(last), [self.amounts(row) for row in others]) else None

    def read(self, names: Names, total_in: int | None) -> RowPlaces | None:
        """What the next row is about; None for the total of a place that nothing names.

        Args:
            total_in: the column that says it is a total.
        """
        if total_in is None:
            return RowPlaces(self._places(names))
        places = self._places_of_total(total_in, names)
        return None if places is None else RowPlaces(places, is_total=True)

    @property
    def sums(self) -> list[Names]:
        """Rows that were taken for larger places for no other reason than that they are the sums of those below."""
        return self._one_column.sums if self._one_column else []

    @property
    def unclear(self) -> list[Names]:
        """Districts whose communes may stand below, or other districts; where there is a total, that tells."""
        return self._one_column.unclear if self._one_column and not self._has_total else []

    def _says_total(self, column: int, name: str, before: Iterable[tuple[int, str]]) -> bool:
        if self.province.is_meant_by(name):
            # In a column of districts, or above a total, `Cao Bằng` is the city.
            alone = fold(name) == fold(self.province.name)
            return not (alone and (self.titled.get(column) or self._has_total))
        of = read_label(name).total_of
        if of is None:
            return False
        told = level_word(of) or split_place(of)[0] or self.province.is_meant_by(of) or fold(of) == "tinh"
        # `Tổng các huyện` is no name; `Tổng Cọt` may be one.
        if not of or told or _COUNTED.match(of) or _OF_MARKS.fullmatch(of) or of[0].islower():
            return True
        names = (*(place.name for place in self._above()), *(name for _, name in before))
        return split_place(of)[1] in {split_place(name)[1] for name in names}

    @cached_property
    def _has_total(self) -> bool:
        return any(read_label(text).total_of == "" for row in self.rows for text in row.words.values())

    def _above(self) -> tuple[Place, ...]:
        """The places that hold the row, as far as they are known."""
        return (*self.own, *(place for _, (_, place) in sorted(self.larger.items())))

    def _places_of_total(self, column: int, names: Names) -> tuple[Place, ...] | None:
        """`Cộng` in the column of the communes is the district's; `Tổng cộng` at the row's head is of all."""
        if names is self._sum_without_number:
            return ()
        if before := {n: text for n, text in names.words.items() if n < column}:
            return self._places(replace(names, words=before))
        name = read_label(names.words[column]).name
        of = read_label(name).total_of or ""
        if fold(name) in _OF_ALL or fold(of) == "tinh" or self.province.is_meant_by(of or name):
            return ()
        if _REGION.match(of) or (_OF_MARKS.fullmatch(of) and len(of.split()) == 1):
            return None  # of a part of the table: nobody can tell of which
        of_all = not of or _COUNTED.match(of) or _OF_MARKS.fullmatch(of)
        if of_all or (of[0].islower() and not level_word(of) and not split_place(of)[0]):
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
        for column, text in names.words.items():
            name = read_label(text).name
            key, level = self._key(names, column, name)
            places[key] = column, Place(name or text, level)
        self.larger = {key: told for key, told in self.larger.items() if key < min(places)} | places
        return tuple(place for _, (_, place) in sorted(self.larger.items()))

    def _key(self, names: Names, column: int, name: str) -> tuple[tuple[int, int], PlaceLevel | None]:
        """How deep a name stands, and its level.

        `Bản Bo` is taken for a village only below a title, or among names, that tell their level.
        """
        told = split_place(name)[0]
        titled = self.titled.get(column)
        if self._one_column and self._one_column.is_head:
            is_head = self._one_column.is_head(names)
            fits = titled and is_head is (titled is PlaceLevel.DISTRICT)
            depth = -1 if self._one_column.is_region(names) else 0 if is_head else 1
            return (column, depth), told or (titled if fits else None)
        level = told or titled or (PlaceLevel.VILLAGE if self._levelled else None)
        return ((level, 0) if self._levelled and level else (column, 0)), level

    @cached_property
    def _places_alone(self) -> list[Names]:
        """The rows that are no totals."""
        return [row for row in self.rows if all(read_label(text).total_of is None for text in row.words.values())]

    @cached_property
    def _one_column(self) -> OneColumn | None:
        """Where all names stand in one column: which of them are the larger places."""
        columns = {column for row in self._places_alone for column in row.words}
        return OneColumn(self._places_alone, self.amounts) if len(columns) == 1 else None

    @cached_property
    def _levelled(self) -> bool:
        """Whether every name tells its level: then districts and their communes may share a column."""
        names = [(column, read_label(text).name) for row in self._places_alone for column, text in row.words.items()]
        return all(split_place(name)[0] or self.titled.get(column) or may_be_village(name) for column, name in names)
