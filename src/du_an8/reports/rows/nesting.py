"""Larger and smaller places in one column: what tells which is which."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from du_an8.reports.places.place_texts import PlaceText
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.places import PlaceLevel, level_of, may_be_village

_HEAD_MARK = pattern_of(r"[IVXLC]+|[A-ZĐ]")
_PROOFS = 2
"""So many sums of two and more, and nothing that is none, are no chance."""
_ROMAN = pattern_of(r"[IVX]+")
_LETTER = pattern_of(r"[a-zđ]")
_NUMBER = pattern_of(r"\d+")
_NUMBERED = pattern_of(r"\d+(\.\d+)*")
_DASHES = frozenset("-–—+*•·")
_HUYEN = pattern_of(r"huyện\b", re.IGNORECASE)


class PlaceRow(Struct, frozen=True):
    """The words that name the place of a row.

    Attributes:
        row: its number in the sheet.
        words: by column.
        number: what stands in the column of numbers before them.
    """

    row: int
    words: Mapping[int, PlaceText]
    number: str = ""

    @property
    def first(self) -> PlaceText:
        """What its first words say."""
        return next(iter(self.words.values()))

    @property
    def mark(self) -> str:
        """`I`, `2`: in its own column, or before the name."""
        return (self.number or self.first.mark).strip(" .)(")

    @property
    def dash(self) -> str:
        """The sign before the name, in its own column or before it; empty for none."""
        sign = self.number.strip()
        return sign if sign in _DASHES else self.first.dash

    @property
    def name(self) -> str:
        """Its first name, without marks and remarks."""
        return self.first.name


Amounts = Callable[[int], Mapping[int, Decimal]]
"""What a row of a sheet holds that adds up over places, by column."""

IsHead = Callable[[PlaceRow], bool]


class Nesting:
    """The rows of a column of places, totals aside."""

    def __init__(self, rows: Sequence[PlaceRow], amounts: Amounts) -> None:
        """For one table; the amounts are looked at only where the names don't tell."""
        self.rows, self._amounts_of = rows, amounts
        self.names = [words.name for row in rows for words in row.words.values()]

    def amounts(self, row: PlaceRow) -> Mapping[int, Decimal]:
        """What a row holds that adds up."""
        return self._amounts_of(row.row)

    @cached_property
    def _all_tell(self) -> bool:
        return all(level_of(name) or may_be_village(name) for name in self.names)

    @cached_property
    def is_head(self) -> IsHead | None:
        """Which rows are larger places with the smaller below.

        None where the names say their level themselves, or nothing tells larger from smaller.
        """
        if self._all_tell and not any(row.dash for row in self.rows):
            return None
        for is_head, is_sure in self._signs():
            heads = [is_head(row) for row in self.rows]
            if heads[0] and not all(heads) and (is_sure or self._add_up(is_head)):
                return is_head
        return None

    def _signs(self) -> Iterator[tuple[IsHead, bool]]:
        """What may tell the larger from the smaller, and whether it needs no sums to be believed."""
        marks = [row.mark for row in self.rows]
        outer = "" if "" in self._dashes else self._dashes[0]
        yield (lambda row: row.dash == outer), True  # undashed above `-`, `*` above `+`
        yield _has_head_mark, _are_all(marks, _HEAD_MARK, _NUMBER)  # I above 1
        yield (lambda row: "." not in row.mark), _are_all(marks, _NUMBERED)  # 1 above 1.1
        after_unmarked = [below for above, below in pairwise(marks) if not above]
        yield (lambda row: not row.mark), len(after_unmarked) > 1 and set(after_unmarked) == {"1"}
        yield _is_numbered, _are_all(marks, _NUMBER, _LETTER)  # 1 above a
        yield _stands_empty(self), True
        yield (lambda row: bool(row.mark)), False
        yield names_district, False
        yield (lambda row: any(row is head for head in self.sums)), bool(self.sums)

    @cached_property
    def sums(self) -> list[PlaceRow]:
        """The rows that are the sums of those below, where nothing else tells, and all rows fall into such groups."""
        if any(row.mark for row in self.rows) or len(self._dashes) > 1:
            return []
        amounts = [self.amounts(row) for row in self.rows]
        heads: list[PlaceRow] = []
        proofs = at = 0
        while at < len(amounts):
            end = _end_of_sum(amounts, at)
            if end is None:
                return []
            proofs += is_sum(amounts[at], amounts[at + 1 : end]) is True
            heads.append(self.rows[at])
            at = end
        return heads if proofs >= _PROOFS else []

    def depth(self, row: PlaceRow) -> int:
        """How deep a row stands: -1 a region, 0 a larger place, 1 and more the smaller ones."""
        if self.is_head is None or self.is_head(row):
            return -1 if self.is_region(row) else 0
        return max(1, self._dashes.index(row.dash))

    @cached_property
    def _dashes(self) -> list[str]:
        """The dashes before the names in their order: `I` above `-` above `+`."""
        return list(dict.fromkeys(row.dash for row in self.rows))

    def is_region(self, row: PlaceRow) -> bool:
        """`A` above `I` above `1`."""
        return self._has_regions and _HEAD_MARK.fullmatch(row.mark) is not None and not _ROMAN.fullmatch(row.mark)

    @cached_property
    def _has_regions(self) -> bool:
        marks = [row.mark for row in self.rows]
        return bool(marks) and marks[0] == "A" and "I" in marks

    @property
    def unclear(self) -> list[PlaceRow]:
        """Districts of which nothing tells whether the names below are their communes; all are taken for districts.

        `Thành phố` alone tells nothing of the others: districts are often listed without their word.
        """
        told = self.is_head or self._all_tell
        if told or not any(map(_HUYEN.match, self.names)) or not names_district(self.rows[0]):
            return []
        return [head for head, below in self._below(names_district) if below and any(self.amounts(head).values())]

    def _add_up(self, is_head: IsHead) -> bool:
        """Whether the numbers of more heads are the sums of the rows below than are not."""
        told = [
            is_sum(self.amounts(head), [self.amounts(row) for row in below])
            for head, below in self._below(is_head)
            if below
        ]
        return told.count(True) > told.count(False)

    def _below(self, is_head: IsHead) -> list[tuple[PlaceRow, list[PlaceRow]]]:
        found: list[tuple[PlaceRow, list[PlaceRow]]] = []
        for row in self.rows:
            if is_head(row):
                found.append((row, []))
            else:
                found[-1][1].append(row)
        return found


def _stands_empty(nesting: Nesting) -> IsHead:
    """A name with its word and without any number, above names that have numbers."""
    return lambda row: not nesting.amounts(row) and level_of(row.name) is not None


def _are_all(marks: Iterable[str], *sorts: re.Pattern[str]) -> bool:
    """Whether each mark is of one of some sorts."""
    return all(any(sort.fullmatch(mark) for sort in sorts) for mark in marks)


def _end_of_sum(amounts: Sequence[Mapping[int, Decimal]], at: int) -> int | None:
    """Behind the first rows below one that make it up; None where none do, or it holds nothing."""
    ends = range(at + 2, len(amounts) + 1) if any(amounts[at].values()) else range(0)
    return next((end for end in ends if _fills(amounts[at], amounts[at + 1 : end])), None)


def _fills(whole: Mapping[int, Decimal], parts: Sequence[Mapping[int, Decimal]]) -> bool:
    return all(sum(part.get(column, 0) for part in parts) == amount for column, amount in whole.items())


def is_sum(whole: Mapping[int, Decimal], parts: Sequence[Mapping[int, Decimal]]) -> bool | None:
    """Whether parts make up a whole in every column; None where no column has two to add."""
    told = [(amount, [part[column] for part in parts if part.get(column)]) for column, amount in whole.items()]
    if any(sum(amounts) != amount for amount, amounts in told):
        return False
    return True if any(len(amounts) > 1 for _, amounts in told) else None


def _has_head_mark(row: PlaceRow) -> bool:
    return _HEAD_MARK.fullmatch(row.mark) is not None


def _is_numbered(row: PlaceRow) -> bool:
    return _NUMBER.fullmatch(row.mark) is not None


def names_district(row: PlaceRow) -> bool:
    """Whether any words of a row are of a district."""
    return any(level_of(words.name) is PlaceLevel.DISTRICT for words in row.words.values())
