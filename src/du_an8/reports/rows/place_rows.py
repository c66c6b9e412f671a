"""Which place a row is about, by its names and those of the rows above it."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.facts import Place
from du_an8.reports.places.place_texts import PlaceText, is_former, totalled_level, without_era
from du_an8.reports.rows.nesting import PlaceRow
from du_an8.reports.rows.place_depths import LEAST_DEPTH, Depth, PlaceDepths
from du_an8.reports.rows.place_list import PlaceList
from du_an8.reports.vocabulary.vocabulary import is_any_of
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_of, level_word, without_level

_COUNTED = pattern_of(r"\d+ \S.*")
_MARK = r"(?:[IVXLC]+|[A-ZĐ]|\d+)"
_OF_MARKS = pattern_of(rf"(?:(?:khu vực|vùng|cụm|mục|phần) )?{_MARK}(?: {_MARK})*", re.IGNORECASE)
_REGION = pattern_of(r"(?:vùng|khu vực|cụm|miền|khối|nhóm)\b", re.IGNORECASE)
_SORTS_OF_MARKS = tuple(map(re.compile, (r"[IVXLC]+", r"[A-ZĐ]", r"\d+", r"\d+\.\d+", r"[a-zđ]")))


class RowPlaces(Struct, frozen=True):
    """What a row is about.

    Attributes:
        places: from the larger to the smaller; empty for all that the table is about.
        is_total: the row adds up the places inside.
        of_province: it is about the whole province, also in a table of one of its districts.
    """

    places: tuple[Place, ...]
    is_total: bool = False
    of_province: bool = False


class _Larger(Struct, frozen=True):
    """A place that may hold those of the rows below; mark is that of a list before its row."""

    column: int
    place: Place
    mark: str = ""


class PlaceNames:
    """Reads the rows of one table in their order: a blank repeats the larger place above.

    Attributes:
        larger: the places above that may hold what follows, from the larger to the smaller; holders is them alone.
        unnamed: a total was of a place of this size, and nothing names it.
    """

    def __init__(self, listed: PlaceList) -> None:
        """For the rows of a table."""
        self.listed, self.rows = listed, listed.rows
        self._depths = PlaceDepths(listed)
        self._hold({})
        self._beside: list[PlaceRow] = []  # the rows above that lie in the same larger place
        self._outermost = ""  # the mark of a list before words over places that no other place holds
        self.unnamed: PlaceLevel | None = None

    def total_in(self, names: PlaceRow) -> int | None:
        """The column that says `Tổng cộng`, `Cộng huyện Bảo Lạc`, or the province itself."""
        for column, words in names.words.items():
            if self._says_total(names, column, words):
                return column
        return min(names.words) if names is self.listed.sum_without_number else None

    def read(self, names: PlaceRow, total_in: int | None) -> RowPlaces | None:
        """What the next row is about; None where nothing tells of which place.

        Args:
            total_in: the column that says it is a total.
        """
        if total_in is not None:
            return self._of_total(total_in, names)
        places = self._places(names)
        return None if places is None else RowPlaces(places)

    def forget(self, level: PlaceLevel | None = None, mark: str = "") -> None:
        """What follows lies in none of the places above.

        Args:
            level: of what follows; then the larger places stay that hold it.
            mark: of the list before it: `II` lies beside `I`, whatever its size.
        """
        level = None if _stand_alike(mark, self._outermost) else level
        self._hold(
            {
                key: larger
                for key, larger in self.larger.items()
                if level and self._may_hold(key, larger.place, level) and not _stand_alike(mark, larger.mark)
            }
        )
        if not self.holders:
            self._outermost = mark

    def _may_hold(self, key: Depth, place: Place, level: PlaceLevel) -> bool:
        return place.level < level if place.level else self.listed.is_nested and key[1] <= 0

    def _hold(self, larger: dict[Depth, _Larger]) -> None:
        """These are the places above that may hold what follows, from the larger to the smaller."""
        self.larger = larger
        self.holders = tuple([each.place for each in larger.values()])

    def _says_total(self, names: PlaceRow, column: int, words: PlaceText) -> bool:
        is_larger = column in self.listed.former or (column in self.listed.provinces and len(names.words) > 1)
        if not is_larger and self.listed.means_province(words):
            return self.listed.names_all(names, column, words.name)
        of = words.total_of
        if of is None:
            return False
        before = takewhile(lambda told: told[0] != column, names.words.items())
        above = (*(place.name for place in self._above()), *(each.name for _, each in before))
        return self._is_told(of) or without_level(of) in {without_level(name) for name in above}

    def _is_told(self, of: str) -> bool:
        """Whether the words behind those of a total say of what; `Tổng các huyện` is no name, `Tổng Cọt` may be one."""
        if not of or of[0].islower() or _COUNTED.match(of) or _OF_MARKS.fullmatch(of):
            return True
        return bool(level_word(of) or level_of(of)) or self.listed.province.is_meant_by(of) or fold(of) == "tinh"

    def _above(self) -> tuple[Place, ...]:
        """The places that hold the row, as far as they are known."""
        return (*self.listed.own, *self.holders)

    def _of_total(self, column: int, names: PlaceRow) -> RowPlaces | None:
        """`Cộng` in the column of the communes is the district's; `Tổng cộng` at the row's head is of all."""
        if names is self.listed.sum_without_number and not totalled_level(names.words[column].text):
            return RowPlaces((), is_total=True)
        before = {n: words for n, words in names.words.items() if n < column}
        if before and not self._is_of_province(names, before):
            places = self._places(replace(names, words=before))
        elif before or self.listed.totals_all(names.words[column]):
            return RowPlaces((), is_total=True, of_province=True)
        else:
            places = self._places_of_total(column, names)
        return None if places is None else RowPlaces(places, is_total=True)

    def _is_of_province(self, names: PlaceRow, before: Mapping[int, PlaceText]) -> bool:
        """Whether the name before a total is the province's, and no district's: of all others, or the only total."""
        if not all(map(self.listed.means_province, before.values())):
            return False
        others = [words for row in self.listed.rows if row.row != names.row for words in row.words.values()]
        is_only = all(words.total_of is None and not self.listed.means_province(words) for words in others)
        return is_only or self.listed.makes_up(names, self.listed.places)

    def _places_of_total(self, column: int, names: PlaceRow) -> tuple[Place, ...] | None:
        words = names.words[column]
        of = words.total_of or ""
        if level := totalled_level(words.text):
            return self.whole(level, column)
        if is_former(of):
            return self._places_of_former_total(of)
        if _REGION.match(of) or (_OF_MARKS.fullmatch(of) and len(of.split()) == 1):
            return None  # of a part of the table: nobody can tell of which
        return self._places_of_bare_total(column, names) if _names_none(of) else self._places_of_named_total(of)

    def _places_of_bare_total(self, column: int, names: PlaceRow) -> tuple[Place, ...]:
        """`Cộng` below the communes of a district is the district's; what adds up all rows is of all."""
        is_inner = names.row in self.listed.totals_of_heads
        inside = [up.place for key, up in self.larger.items() if up.column < column or (is_inner and key[1] < 1)]
        if not inside or is_inner:
            return tuple(inside)
        if is_any_of(names.words[column].name, "rows", "totals_of_all"):
            return ()
        of_inner, of_all = self.listed.makes_up(names, self._beside), self.listed.makes_up(names, self.listed.places)
        return () if of_all and not of_inner else tuple(inside)

    def whole(self, level: PlaceLevel, column: int) -> tuple[Place, ...] | None:
        """`Toàn huyện`, `Cộng huyện`: of the district above; where none is known, nobody can tell of which.

        Args:
            column: in which it stands.
        """
        above = [(True, place) for place in self.listed.own]
        above += [
            (up.column < column or (self.listed.is_nested and key[1] < 1), up.place) for key, up in self.larger.items()
        ]
        for number, (holds, place) in enumerate(above, 1):
            if place.level is level or (place.level is None and holds):
                return tuple(p for _, p in above[len(self.listed.own) : number])
        self.unnamed = level
        return None

    def _places_of_former_total(self, of: str) -> tuple[Place, ...]:
        """`Cộng tỉnh Yên Bái (cũ)`: what follows lies in the next one."""
        places = self._places_of_named_total(of)
        self.forget()
        return places or (Place(of),)

    def _places_of_named_total(self, of: str) -> tuple[Place, ...] | None:
        """`Cộng Bảo Lạc`, `Tổng huyện Bảo Lạc`."""
        above, of = list(self._above()), without_era(of)  # `Cộng huyện Mường La (cũ)`
        for number, place in enumerate(above, 1):
            if without_level(without_era(place.name)) == without_level(of):
                return tuple(above[len(self.listed.own) : number])
        told = level_of(of)
        if not told:
            return None
        return (*(place for place in self.holders if place.level and place.level < told), Place(of, told))

    def _places(self, names: PlaceRow) -> tuple[Place, ...] | None:
        """A larger place forgets the smaller ones of the one before; None where a text names several."""
        if offices := [words.text for words in names.words.values() if words.of_province]:
            self._hold({})
            return (Place(offices[-1]),)
        places: dict[Depth, _Larger] = {}
        mark = names.mark
        for column, words in names.words.items():
            named = self._depths.named(column, words)
            if named is None:
                return None
            if named.larger:
                places |= self._larger_in_text(column, named.larger)
            key, place = (
                self._depths.of_row(names, column, named) if self.listed.is_nested else (named.depth, named.place)
            )
            places[key] = _Larger(column, place, mark)
        if total := self.listed.totals_below.get(names.row):
            places.setdefault((min(places)[0], LEAST_DEPTH), _Larger(0, total))
        return self._go_on(names, places)

    def _larger_in_text(self, column: int, larger: Sequence[Place]) -> dict[Depth, _Larger]:
        """What a text itself says that holds its place; what stood in its column above holds it no more."""
        self._hold({key: above for key, above in self.larger.items() if above.column != column})
        found = {}
        for at, place in enumerate(larger):
            key = (place.level, 0) if self.listed.levelled and place.level else (column, at + LEAST_DEPTH)
            found[key] = _Larger(column, place)
        return found

    def _go_on(self, names: PlaceRow, places: dict[Depth, _Larger]) -> tuple[Place, ...]:
        """The places of a row within those above that hold it."""
        before, outermost = self.holders, min(places)
        larger = {key: larger for key, larger in self.larger.items() if key < outermost}
        self._hold(larger | dict(sorted(places.items())))
        if before[:-1] != self.holders[:-1]:
            self._beside = []
        self._beside.append(names)
        return self.holders


def _stand_alike(mark: str, other: str) -> bool:
    """Whether two marks of lists are of one sort: `I` and `II`, `1` and `2`."""
    return bool(mark and other) and any(sort.fullmatch(mark) and sort.fullmatch(other) for sort in _SORTS_OF_MARKS)


def _names_none(of: str) -> bool:
    """Whether the words behind those of a total name no place: `5 huyện`, `A B`, `các huyện`."""
    if not of or _COUNTED.match(of) or _OF_MARKS.fullmatch(of):
        return True
    return of[0].islower() and not level_of(of)
