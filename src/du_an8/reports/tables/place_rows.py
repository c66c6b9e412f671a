"""Which place a row is about, by its names and those of the rows above it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.labels.place_texts import (
    PlaceText,
    as_present,
    is_body,
    is_former,
    names_provinces,
    read_place,
    totalled_level,
    totals_province,
)
from du_an8.reports.tables.nesting import Amounts, Nesting, PlaceRow, is_sum
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_in_title, level_word, may_be_village, split_place

_OF_ALL = frozenset({"tong cong", "chung", "tong chung", "cong chung", "tc", "t c", "tat ca", "toan bo"})
_COUNTED = re.compile(r"\d+ \S.*")
_MARK = r"(?:[IVXLC]+|[A-ZĐ]|\d+)"
_OF_MARKS = re.compile(rf"(?:(?:khu vực|vùng|cụm|mục|phần) )?{_MARK}(?: {_MARK})*", re.IGNORECASE)
_REGION = re.compile(r"(?:vùng|khu vực|cụm|miền|khối|nhóm)\b", re.IGNORECASE)
_SORTS_OF_MARKS = tuple(map(re.compile, (r"[IVXLC]+", r"[A-ZĐ]", r"\d+", r"\d+\.\d+", r"[a-zđ]")))
_DEEPEST = 9  # places that one text may name


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


_Key = tuple[int, int]
"""How deep a place stands: of two the smaller one is that of the larger place."""


_OUTERMOST: _Key = (0, 0)


class _Larger(Struct, frozen=True):
    """A place that may hold those of the rows below; mark is that of a list before its row."""

    column: int
    place: Place
    mark: str = ""


class _Named(Struct, frozen=True):
    """The place that words in a column name, its larger ones, and how deep it stands where all columns are of one size.

    Attributes:
        larger: those that the words themselves say, from the larger to the smaller.
        own: as the words name it; place is the same with its level.
    """

    larger: Sequence[Place]
    own: Place
    key: _Key
    place: Place


class PlaceNames:
    """Reads the rows of one table in their order: a blank repeats the larger place above."""

    def __init__(
        self,
        province: Province,
        own: tuple[Place, ...],
        titles: Mapping[int, str],
        rows: Sequence[PlaceRow],
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
        # Each text is read once, in however many rows it stands.
        self._meant: dict[str, bool] = {}
        self._read: dict[tuple[int, str], _Named | None] = {}
        self.rows = _opened_by_totals([row for row in rows if row.words])
        self.titled = {column: level_in_title(title) for column, title in titles.items()}
        self.former = {column for column, title in titles.items() if is_former(title)}
        self.provinces = {column for column, title in titles.items() if len(titles) > 1 and names_provinces(title)}
        self._hold({})
        self._beside: list[PlaceRow] = []  # the rows above that lie in the same larger place
        self.unnamed: PlaceLevel | None = None  # a total was of a place of this size, and nothing names it

    def total_in(self, names: PlaceRow) -> int | None:
        """The column that says `Tổng cộng`, `Cộng huyện Bảo Lạc`, or the province itself."""
        for column, words in names.words.items():
            if self._says_total(names, column, words):
                return column
        return min(names.words) if names is self._sum_without_number else None

    @cached_property
    def _sum_without_number(self) -> PlaceRow | None:
        """The last row, alone without a number, that adds up all the others: a total by whatever name."""
        if not self.rows:
            return None
        *others, last = self.rows
        alone = bool(others) and not last.number and all(row.number for row in others)
        return last if alone and self._adds_up(last, others) else None

    def _adds_up(self, whole: PlaceRow, parts: Iterable[PlaceRow]) -> bool:
        return self._is_sum(whole, parts) is True

    def _is_sum(self, whole: PlaceRow, parts: Iterable[PlaceRow]) -> bool | None:
        return is_sum(self.amounts(whole.row), [self.amounts(row.row) for row in parts])

    def adds_up(self, row: int) -> bool | None:
        """Whether a row that names no place adds up those that do; None where nothing can be added."""
        whole, places = self.amounts(row), [each.row for each in self._places_alone]
        told = {is_sum(whole, list(map(self.amounts, rows))) for rows in (places, self._heads) if rows}
        return True if True in told else None if None in told or not told else False

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
        self._hold(
            {
                key: larger
                for key, larger in self.larger.items()
                if level and self._may_hold(key, larger.place, level) and not _stand_alike(mark, larger.mark)
            }
        )

    def _may_hold(self, key: tuple[int, int], place: Place, level: PlaceLevel) -> bool:
        return place.level < level if place.level else self._is_nested and key[1] <= 0

    def _hold(self, larger: dict[_Key, _Larger]) -> None:
        """These are the places above that may hold what follows, from the larger to the smaller."""
        self.larger = larger
        self.holders = tuple([each.place for each in larger.values()])

    @property
    def sums(self) -> list[PlaceRow]:
        """Rows that were taken for larger places for no other reason than that they are the sums of those below."""
        return self._nesting.sums if self._nesting else []

    @property
    def unclear(self) -> list[PlaceRow]:
        """Districts whose communes may stand below, or other districts; where there is a total, that tells."""
        return self._nesting.unclear if self._nesting and not self._has_total else []

    # Totals.

    def _means_province(self, words: PlaceText) -> bool:
        """Whether words are the name of the province."""
        if words.text not in self._meant:
            self._meant[words.text] = not words.of_office and self.province.is_meant_by(as_present(words.name))
        return self._meant[words.text]

    def _says_total(self, names: PlaceRow, column: int, words: PlaceText) -> bool:
        is_larger = column in self.former or (column in self.provinces and len(names.words) > 1)
        if not is_larger and self._means_province(words):
            return self._names_all(names, column, words.name)
        of = words.total_of
        if of is None:
            return False
        before = takewhile(lambda told: told[0] != column, names.words.items())
        above = (*(place.name for place in self._above()), *(each.name for _, each in before))
        return self._is_told(of) or split_place(of)[1] in {split_place(name)[1] for name in above}

    def _names_all(self, names: PlaceRow, column: int, name: str) -> bool:
        """Whether the name of the province is that of all rows.

        In a column of districts, or beside a total, `Cao Bằng` is the city, unless it adds up all the others.
        """
        if fold(name) != fold(self.province.name):
            return True
        if self._has_total or self.titled.get(column):
            return not self._has_total and self._is_sum_of_others(names) is True
        return self._is_sum_of_others(names) is not False

    def _is_told(self, of: str) -> bool:
        """Whether the words behind those of a total say of what; `Tổng các huyện` is no name, `Tổng Cọt` may be one."""
        if not of or of[0].islower() or _COUNTED.match(of) or _OF_MARKS.fullmatch(of):
            return True
        return bool(level_word(of) or split_place(of)[0]) or self.province.is_meant_by(of) or fold(of) == "tinh"

    def _is_sum_of_others(self, names: PlaceRow) -> bool | None:
        """Whether a row adds up the others of one level; None where nothing can be added."""
        others = [row for row in self.rows if row is not names and row.row != names.row]
        districts = [row for row in others if _tells_district(row)]
        if districts and len(districts) < len(others) and self._adds_up(names, districts):
            return True
        return self._is_sum(names, others)

    @cached_property
    def _has_total(self) -> bool:
        return any(words.total_of == "" for row in self.rows for words in row.words.values())

    def _above(self) -> tuple[Place, ...]:
        """The places that hold the row, as far as they are known."""
        return (*self.own, *self.holders)

    def _of_total(self, column: int, names: PlaceRow) -> RowPlaces | None:
        """`Cộng` in the column of the communes is the district's; `Tổng cộng` at the row's head is of all."""
        if names is self._sum_without_number and not totalled_level(names.words[column].text):
            return RowPlaces((), is_total=True)
        if before := {n: words for n, words in names.words.items() if n < column}:
            places = self._places(replace(names, words=before))
        elif self._totals_province(names.words[column]):
            return RowPlaces((), is_total=True, of_province=True)
        else:
            places = self._places_of_total(column, names)
        return None if places is None else RowPlaces(places, is_total=True)

    def _totals_province(self, words: PlaceText) -> bool:
        of = words.total_of
        of_city = self.province.type == "thành phố" and fold(of or "") == "thanh pho"
        return totals_province(words.text) or of_city or self.province.is_meant_by(as_present(of or words.name))

    def _places_of_total(self, column: int, names: PlaceRow) -> tuple[Place, ...] | None:
        words = names.words[column]
        of = words.total_of or ""
        if level := totalled_level(words.text):
            return self.whole(level, column)
        if _REGION.match(of) or (_OF_MARKS.fullmatch(of) and len(of.split()) == 1):
            return None  # of a part of the table: nobody can tell of which
        return self._places_of_bare_total(column, names) if _names_none(of) else self._places_of_named_total(of)

    def _places_of_bare_total(self, column: int, names: PlaceRow) -> tuple[Place, ...]:
        """`Cộng` below the communes of a district is the district's; what adds up all rows is of all."""
        is_inner = names.row in self._totals_of_heads
        inside = [up.place for key, up in self.larger.items() if up.column < column or (is_inner and key[1] < 1)]
        if not inside or is_inner:
            return tuple(inside)
        if fold(names.words[column].name) in _OF_ALL:
            return ()
        of_inner, of_all = self._adds_up(names, self._beside), self._adds_up(names, self._places_alone)
        return () if of_all and not of_inner else tuple(inside)

    def whole(self, level: PlaceLevel, column: int) -> tuple[Place, ...] | None:
        """`Toàn huyện`, `Cộng huyện`: of the district above; where none is known, nobody can tell of which.

        Args:
            column: in which it stands.
        """
        above = [(True, place) for place in self.own]
        above += [(up.column < column or (self._is_nested and key[1] < 1), up.place) for key, up in self.larger.items()]
        for number, (holds, place) in enumerate(above, 1):
            if place.level is level or (place.level is None and holds):
                return tuple(p for _, p in above[len(self.own) : number])
        self.unnamed = level
        return None

    def _places_of_named_total(self, of: str) -> tuple[Place, ...] | None:
        """`Cộng Bảo Lạc`, `Tổng huyện Bảo Lạc`."""
        above = list(self._above())
        for number, place in enumerate(above, 1):
            if split_place(place.name)[1] == split_place(of)[1]:
                return tuple(above[len(self.own) : number])
        told = split_place(of)[0]
        if not told:
            return None
        return (*(place for place in self.holders if place.level and place.level < told), Place(of, told))

    @cached_property
    def _heads(self) -> list[int]:
        """The rows of the larger places of a column that holds larger and smaller ones."""
        nesting = self._nesting if self._is_nested else None
        return [row.row for row in self._places_alone if nesting and nesting.depth(row) < 1]

    @cached_property
    def _bare_totals(self) -> list[PlaceRow]:
        """The rows that say `Cộng` and no more."""
        return [row for row in self.rows if all(map(self._is_bare_total, row.words.values()))]

    def _is_bare_total(self, words: PlaceText) -> bool:
        return words.total_of == "" and not self._totals_province(words)

    @cached_property
    def _totals_of_heads(self) -> frozenset[int]:
        """Those of them that stand each below the rows of one larger place, and add up these alone."""
        if len(self._heads) < 2:  # noqa: PLR2004  # of the only one it is the total of all, too
            return frozenset()
        return frozenset(total.row for total in self._bare_totals if self._is_of_head(total))

    def _is_of_head(self, total: PlaceRow) -> bool:
        head = max((number for number in self._heads if number < total.row), default=total.row)
        if head == total.row or _between(self._bare_totals, head, total.row):
            return False
        inner = [row for row in self._places_alone if row.row not in self._heads]
        adds_head, adds_all = self._adds_up(total, _between(inner, head, total.row)), self._adds_up(total, inner)
        if adds_head is not adds_all:
            return adds_head
        is_last = total.row == self.rows[-1].row
        return not is_last or len(self._bare_totals) == len(self._heads)

    # Rows of one place.

    def _places(self, names: PlaceRow) -> tuple[Place, ...] | None:
        """A larger place forgets the smaller ones of the one before; None where a text names several."""
        if offices := [words.text for words in names.words.values() if words.of_province]:
            self._hold({})
            return (Place(offices[-1]),)
        places: dict[_Key, _Larger] = {}
        mark = names.mark
        for column, words in names.words.items():
            named = self._named(column, words)
            if named is None:
                return None
            if named.larger:
                places |= self._larger_in_text(column, named.larger)
            key, place = self._key_of_row(names, column, named) if self._is_nested else (named.key, named.place)
            places[key] = _Larger(column, place, mark)
        if total := self._totals_below.get(names.row):
            places.setdefault((min(places)[0], -_DEEPEST), _Larger(0, total))
        return self._go_on(names, places)

    def _larger_in_text(self, column: int, larger: Sequence[Place]) -> dict[_Key, _Larger]:
        """What a text itself says that holds its place; what stood in its column above holds it no more."""
        self._hold({key: above for key, above in self.larger.items() if above.column != column})
        found = {}
        for at, place in enumerate(larger):
            key = (place.level, 0) if self._levelled and place.level else (column, at - _DEEPEST)
            found[key] = _Larger(column, place)
        return found

    def _go_on(self, names: PlaceRow, places: dict[_Key, _Larger]) -> tuple[Place, ...]:
        """The places of a row within those above that hold it."""
        before, outermost = self.holders, min(places)
        larger = {key: larger for key, larger in self.larger.items() if key < outermost}
        self._hold(larger | dict(sorted(places.items())))
        if before[:-1] != self.holders[:-1]:
            self._beside = []
        self._beside.append(names)
        return self.holders

    def _named(self, column: int, words: PlaceText) -> _Named | None:
        """The place that words in a column name; None where they name several."""
        at = column, words.text
        if at not in self._read:
            named = self._read_named(column, words)
            self._read[at] = _Named(named[:-1], named[-1], *self._key(column, named[-1])) if named else None
        return self._read[at]

    def _read_named(self, column: int, found: PlaceText) -> tuple[Place, ...] | None:
        """The places that words name, from the larger to the smaller."""
        if found.of_office and self.province.is_meant_by(found.name):
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
        for row in self.rows:
            for column, words in row.words.items():
                if pair := words.pair:
                    pairs.setdefault(column, []).append((fold(pair[0]), fold(pair[1])))
        found = {column: _side_that_repeats(told) for column, told in pairs.items()}
        return {
            n: side for n, side in found.items() if side is not None and self.titled.get(n) is not PlaceLevel.DISTRICT
        }

    def _key_of_row(self, names: PlaceRow, column: int, named: _Named) -> tuple[_Key, Place]:
        """How deep a name stands in a column of larger and smaller places, and the place with its level."""
        place = named.own
        if self._nesting is None or is_body(place.name):
            return named.key, named.place
        depth, titled = self._nesting.depth(names), self.titled.get(column)
        fits = titled and (depth < 1) is (titled is PlaceLevel.DISTRICT)
        level = place.level or split_place(place.name)[0] or (titled if fits else None)
        return (column, depth), Place(place.name, level)

    def _key(self, column: int, place: Place) -> tuple[_Key, Place]:
        """How deep a name stands, and the place with its level.

        `Bản Bo` is taken for a village only below a title, or among names, that tell their level.
        """
        told = place.level or split_place(place.name)[0]
        titled = self.titled.get(column)
        if is_body(place.name):
            return self._key_of_level(column, titled), Place(place.name, told)
        level = told or titled or (PlaceLevel.VILLAGE if self._levelled else None)
        return self._key_of_level(column, level), Place(place.name, level)

    def _key_of_level(self, column: int, level: PlaceLevel | None) -> _Key:
        if column in self.provinces:
            return _OUTERMOST  # wherever it stands: `Xã | Thuộc tỉnh cũ`
        if self._levelled and level:
            return level, 0
        is_old_district = column in self.former and self.titled[column] is PlaceLevel.DISTRICT
        return (0, column) if is_old_district else (column, 0)  # `Địa bàn | Huyện cũ`

    @cached_property
    def _places_alone(self) -> list[PlaceRow]:
        """The rows that are no totals."""
        return [row for row in self.rows if self._is_place(row)]

    def _is_place(self, row: PlaceRow) -> bool:
        return not row.first.of_province and all(
            words.total_of is None
            and (self.titled.get(column) or column in self.former | self.provinces or not self._means_province(words))
            for column, words in row.words.items()
        )

    @cached_property
    def _nesting(self) -> Nesting | None:
        """Where all names stand in one column: which of them are the larger places."""
        columns = {column for row in self._places_alone for column in row.words}
        return Nesting(self._places_alone, self.amounts) if len(columns) == 1 else None

    @cached_property
    def _is_nested(self) -> bool:
        return self._nesting is not None and self._nesting.is_head is not None

    @cached_property
    def _levelled(self) -> bool:
        """Whether every name tells its level: then districts and their communes may share a column."""
        named = (item for row in self._places_alone for item in row.words.items())
        return all(
            self.titled.get(column) or split_place(words.name)[0] or may_be_village(words.name)
            for column, words in named
            if column not in self.provinces
        )

    @cached_property
    def _totals_below(self) -> Mapping[int, Place]:
        """The larger place of rows that nothing names but the total right below them, `Tổng huyện Mường Chà`."""
        found: dict[int, Place] = {}
        alone = {row.row for row in self._places_alone}
        above: list[PlaceRow] = []
        for row in self.rows:
            named = _place_of_total(row)
            if named is None:
                if row.row in alone:
                    above.append(row)
                else:
                    above = []
                continue
            if above and self._is_unknown(named) and self._adds_up(row, above):
                found |= {inner.row: named for inner in above}
            above = []
        return found

    def _is_unknown(self, place: Place) -> bool:
        bare = split_place(place.name)[1]
        known = {split_place(words.name)[1] for row in self._places_alone for words in row.words.values()}
        return bare not in known and bare not in {split_place(own.name)[1] for own in self.own}


def _between(rows: Iterable[PlaceRow], above: int, below: int) -> list[PlaceRow]:
    return [row for row in rows if above < row.row < below]


def _stand_alike(mark: str, other: str) -> bool:
    """Whether two marks of lists are of one sort: `I` and `II`, `1` and `2`."""
    return bool(mark and other) and any(sort.fullmatch(mark) and sort.fullmatch(other) for sort in _SORTS_OF_MARKS)


def _side_that_repeats(pairs: Sequence[tuple[str, str]]) -> int | None:
    """Which side of pairs of names holds the larger places."""
    sides = [{pair[side] for pair in pairs} for side in (0, 1)]
    if sides[0] & sides[1] or len(pairs) < 2:  # noqa: PLR2004  # one alone tells nothing
        return None
    return next((side for side in (0, 1) if len(sides[side]) < len(pairs) == len(sides[1 - side])), None)


def _names_none(of: str) -> bool:
    """Whether the words behind those of a total name no place: `5 huyện`, `A B`, `các huyện`."""
    if not of or _COUNTED.match(of) or _OF_MARKS.fullmatch(of):
        return True
    return of[0].islower() and not split_place(of)[0]


def _opened_by_totals(rows: Sequence[PlaceRow]) -> list[PlaceRow]:
    """`Tổng huyện Mường Chà` above its communes is the row of the district, where no other row is."""
    openers = _totals_alone(rows)
    others = [row.row for row in rows if row.first.total_of is None] if openers else []
    if not others or min(others) < min(openers):
        return list(rows)
    return [_named_as(row, openers.get(row.row)) for row in rows]


def _totals_alone(rows: Sequence[PlaceRow]) -> Mapping[int, Place]:
    """The rows of totals of a place that no other row names."""
    named = {row.row: place for row in rows if (place := _place_of_total(row))}
    if not named:
        return named
    known = {split_place(row.name)[1] for row in rows if row.row not in named}
    return {number: place for number, place in named.items() if split_place(place.name)[1] not in known}


def _named_as(row: PlaceRow, place: Place | None) -> PlaceRow:
    return replace(row, words=dict.fromkeys(row.words, read_place(place.name))) if place else row


def _place_of_total(row: PlaceRow) -> Place | None:
    """The one place with its word that a total is of."""
    of = row.first.total_of if len(row.words) == 1 else None
    found = read_place(of).places if of else ()
    return found[0] if len(found) == 1 and found[0].level else None


def _tells_district(row: PlaceRow) -> bool:
    return any(split_place(words.name)[0] is PlaceLevel.DISTRICT for words in row.words.values())
