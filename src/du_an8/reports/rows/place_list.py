"""The rows of a table that name places, looked at as a whole: which are totals, and which places hold others."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.places.place_texts import (
    PlaceText,
    as_present,
    has_word_of_province,
    is_former,
    names_provinces,
    read_place,
    totals_province,
)
from du_an8.reports.rows.nesting import Amounts, Nesting, PlaceRow, is_sum, names_district
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import level_in_title, level_of, may_be_village, without_level


class PlaceList:
    """The rows of places of one table, whichever of them is read.

    Attributes:
        own: the place whose own report the table is in, within its larger ones.
        amounts: what a row holds that adds up over places.
        titled: column -> the size of its places, where its title tells.
        former: the columns of places as they were; provinces, those of provinces beside others.
    """

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
            titles: of the columns that hold names.
            rows: the names of every row.
        """
        self.province, self.own, self.amounts = province, own, amounts
        self._meant: dict[str, bool] = {}  # each text is read once, in however many rows it stands
        self.rows = _opened_by_totals([row for row in rows if row.words])
        self.titled = {column: level_in_title(title) for column, title in titles.items()}
        self.former = {column for column, title in titles.items() if is_former(title)}
        self.provinces = {n for n in titles if len(titles) > 1 and self._is_of_provinces(n, titles[n])}

    def _is_of_provinces(self, column: int, title: str) -> bool:
        """Whether a column names provinces: `Tỉnh cũ`, or `Tỉnh Quảng Nam` in any row below `Địa bàn cũ`."""
        if names_provinces(title) or column not in self.former or self.titled[column]:
            return names_provinces(title)
        names = (row.words[column].name for row in self.rows if column in row.words)
        return any(map(has_word_of_province, names))

    @cached_property
    def merged(self) -> frozenset[int]:
        """The columns of former places that lie in present ones of their size: `Xã mới | Xã cũ`."""
        present = {level for column, level in self.titled.items() if column not in self.former}
        return frozenset(column for column in self.former if self.titled[column] in present)

    @property
    def sums(self) -> list[PlaceRow]:
        """Rows that were taken for larger places for no other reason than that they are the sums of those below."""
        return self.nesting.sums if self.nesting else []

    @property
    def unclear(self) -> list[PlaceRow]:
        """Districts whose communes may stand below, or other districts; where there is a total, that tells."""
        return self.nesting.unclear if self.nesting and not self.has_total else []

    def adds_up(self, row: int) -> bool | None:
        """Whether a row that names no place adds up those that do; None where nothing can be added."""
        whole, places = self.amounts(row), [each.row for each in self.places]
        told = {is_sum(whole, list(map(self.amounts, rows))) for rows in (places, self.heads) if rows}
        return True if True in told else None if None in told or not told else False

    def makes_up(self, whole: PlaceRow, parts: Iterable[PlaceRow]) -> bool:
        """Whether some rows make up another in every column; with fewer than two to add nothing shows it."""
        return self._is_sum(whole, parts) is True

    def _is_sum(self, whole: PlaceRow, parts: Iterable[PlaceRow]) -> bool | None:
        return is_sum(self.amounts(whole.row), [self.amounts(row.row) for row in parts])

    @cached_property
    def sum_without_number(self) -> PlaceRow | None:
        """The last row, alone without a number, that adds up all the others: a total by whatever name."""
        if not self.rows:
            return None
        *others, last = self.rows
        alone = bool(others) and not last.number and all(row.number for row in others)
        return last if alone and self.makes_up(last, others) else None

    def means_province(self, words: PlaceText) -> bool:
        """Whether words are the name of the province."""
        if words.text not in self._meant:
            self._meant[words.text] = not words.of_office and self.province.is_meant_by(as_present(words.name))
        return self._meant[words.text]

    def totals_all(self, words: PlaceText) -> bool:
        """Whether words are those of a total of the whole province."""
        of = words.total_of
        of_city = self.province.type == "thành phố" and fold(words.name).endswith("thanh pho")
        return totals_province(words.text) or of_city or self.province.is_meant_by(as_present(of or words.name))

    def names_all(self, names: PlaceRow, column: int, name: str) -> bool:
        """Whether the name of the province is that of all rows.

        In a column of districts, or beside a total, `Cao Bằng` is the city, unless it adds up all the others.
        """
        if fold(name) != fold(self.province.name):
            return True
        if not (self.titled.get(column) or self._names_another):
            return True  # `Tỉnh` over its name in each row
        if self.has_total or self.titled.get(column):
            return not self.has_total and self._is_sum_of_others(names) is True
        return self._is_sum_of_others(names) is not False

    @cached_property
    def _names_another(self) -> bool:
        """Whether any row names a place that isn't the province."""
        named = (words for row in self.rows for words in row.words.values() if words.total_of is None)
        return not all(map(self.means_province, named))

    def _is_sum_of_others(self, names: PlaceRow) -> bool | None:
        """Whether a row adds up the others of one level; None where nothing can be added."""
        others = [row for row in self.rows if row is not names and row.row != names.row]
        districts = [row for row in others if names_district(row)]
        if districts and len(districts) < len(others) and self.makes_up(names, districts):
            return True
        return self._is_sum(names, others)

    @cached_property
    def has_total(self) -> bool:
        """Whether a row says `Cộng` and no more."""
        return any(words.total_of == "" for row in self.rows for words in row.words.values())

    @cached_property
    def _bare_totals(self) -> list[PlaceRow]:
        """The rows that say `Cộng` and no more."""
        return [row for row in self.rows if all(map(self._is_bare_total, row.words.values()))]

    def _is_bare_total(self, words: PlaceText) -> bool:
        return words.total_of == "" and not self.totals_all(words)

    @cached_property
    def totals_of_heads(self) -> frozenset[int]:
        """Rows that say `Cộng` and no more, each below the rows of one larger place, which adds up these alone."""
        if len(self.heads) < 2:  # noqa: PLR2004  # of the only one it is the total of all, too
            return frozenset()
        return frozenset(total.row for total in self._bare_totals if self._is_of_head(total))

    def _is_of_head(self, total: PlaceRow) -> bool:
        head = max((number for number in self.heads if number < total.row), default=total.row)
        if head == total.row or _between(self._bare_totals, head, total.row):
            return False
        inner = [row for row in self.places if row.row not in self.heads]
        adds_head, adds_all = self.makes_up(total, _between(inner, head, total.row)), self.makes_up(total, inner)
        if adds_head is not adds_all:
            return adds_head
        is_last = total.row == self.rows[-1].row
        return not is_last or len(self._bare_totals) == len(self.heads)

    @cached_property
    def heads(self) -> list[int]:
        """The rows of the larger places of a column that holds larger and smaller ones."""
        nesting = self.nesting if self.is_nested else None
        return [row.row for row in self.places if nesting and nesting.depth(row) < 1]

    @cached_property
    def totals_below(self) -> Mapping[int, Place]:
        """The larger place of rows that nothing names but the total right below them, `Tổng huyện Mường Chà`."""
        found: dict[int, Place] = {}
        alone = {row.row for row in self.places}
        above: list[PlaceRow] = []
        for row in self.rows:
            named = _place_of_total(row)
            if named is None:
                if row.row in alone:
                    above.append(row)
                else:
                    above = []
                continue
            if above and self._is_unknown(named) and self.makes_up(row, above):
                found |= {inner.row: named for inner in above}
            above = []
        return found

    def _is_unknown(self, place: Place) -> bool:
        bare = without_level(place.name)
        known = {without_level(words.name) for row in self.places for words in row.words.values()}
        return bare not in known and bare not in {without_level(own.name) for own in self.own}

    @cached_property
    def places(self) -> list[PlaceRow]:
        """The rows that are no totals."""
        return [row for row in self.rows if self._is_place(row)]

    def _is_place(self, row: PlaceRow) -> bool:
        return not row.first.of_province and all(
            words.total_of is None
            and (self.titled.get(column) or column in self.former | self.provinces or not self.means_province(words))
            for column, words in row.words.items()
        )

    @cached_property
    def nesting(self) -> Nesting | None:
        """Where all names stand in one column: which of them are the larger places."""
        columns = {column for row in self.places for column in row.words}
        return Nesting(self.places, self.amounts) if len(columns) == 1 else None

    @cached_property
    def is_nested(self) -> bool:
        """Whether all stand in one column, and something tells the larger from the smaller."""
        return self.nesting is not None and self.nesting.is_head is not None

    @cached_property
    def levelled(self) -> bool:
        """Whether every name tells its level: then districts and their communes may share a column."""
        named = (item for row in self.places for item in row.words.items())
        return all(
            self.titled.get(column) or level_of(words.name) or may_be_village(words.name)
            for column, words in named
            if column not in self.provinces
        )


def _between(rows: Iterable[PlaceRow], above: int, below: int) -> list[PlaceRow]:
    return [row for row in rows if above < row.row < below]


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
    known = {without_level(row.name) for row in rows if row.row not in named}
    return {number: place for number, place in named.items() if without_level(place.name) not in known}


def _named_as(row: PlaceRow, place: Place | None) -> PlaceRow:
    return replace(row, words=dict.fromkeys(row.words, read_place(place.name))) if place else row


def _place_of_total(row: PlaceRow) -> Place | None:
    """The one place with its word, or as it was before the merger, that a total is of."""
    of = row.first.total_of if len(row.words) == 1 else None
    found = read_place(of).places if of else ()
    if of and not found and is_former(of):
        return Place(of)  # `Cộng tỉnh Yên Bái (cũ)`
    return found[0] if len(found) == 1 and found[0].level else None
