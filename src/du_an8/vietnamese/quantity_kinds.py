"""What a cell may state: a number with its word and unit, a share of a whole, or that there is nothing."""

from decimal import Decimal
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from du_an8.vietnamese.digits import Ambiguous
from du_an8.vietnamese.quantity_words import (
    Qualifier,
)


class StatedPercentage(Struct, frozen=True):
    """A percentage that a report states of itself.

    Attributes:
        ratio: 1 is 100 %; `vượt 19,4%` and `đạt 119,4%` are the same.
        decimals: printed decimals of the percentage.
        qualifier: what the approximate word before it means.
    """

    ratio: Fraction
    decimals: int
    qualifier: Qualifier | None = None


class Quantity(Struct, frozen=True):
    """A number as it was written.

    Attributes:
        value: the exact number; for `80%` it is 80, for `2 tỷ 307 triệu` 2307000000.
        qualifier: what the approximate word before it means.
        word: that word itself, e.g. `trên`.
        percent: whether a % sign follows.
        decimals: how many digits were printed after the decimal sign.
        unit: the words behind the number, e.g. `CLB`; empty where there are none.
        scaled: a word such as `triệu` stood behind the number, and is in the value.
        parts: of `5 mới + 12 củng cố`, each with its words; of `540 (mới 40)` the one that is named.
        stated: the percentage of the plan behind it: `2 tỷ 307 triệu đồng (đạt 24,5%)`.
        others: the numbers of other things in the same cell: the `7.300 người` of `90 cuộc/7.300 người`.
        to_date: the words say that it is a running total: `đến nay 540`.
        nothing: the words that say that nothing was done, the value being 0: `chưa giải ngân`.
    """

    value: Decimal
    qualifier: Qualifier | None = None
    word: str | None = None
    percent: bool = False
    decimals: int = 0
    unit: str = ""
    scaled: bool = False
    parts: tuple[tuple[Decimal, str], ...] = ()
    stated: StatedPercentage | None = None
    others: tuple["Quantity", ...] = ()
    to_date: bool = False
    nothing: str = ""

    @property
    def adds_none(self) -> bool:
        """Whether its words say that none were added, `không phát sinh`; `không có tổ nào` says that there are none."""
        return self.nothing.startswith("không ") and not self.nothing.startswith("không có ")


class Share(Struct, frozen=True):
    """`36/88 cuộc`: so many of so many. Which of them is a figure, only the column can tell.

    Attributes:
        stated: the percentage of the plan behind it: `746/625 tổ (vượt 19,4%)`.
        to_date: the words say that it is a running total.
    """

    numerator: Decimal
    denominator: Decimal
    unit: str = ""
    stated: StatedPercentage | None = None
    to_date: bool = False


class Absent(Enum):
    """Blank, `-`, `chưa có`: there is no figure. That is not zero."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class Parts(Struct, frozen=True):
    """`5 tổ mới, 7 tổ củng cố`: each part with its words, and the noun of them all."""

    parts: tuple[tuple[Decimal, str], ...]
    noun: str = ""


class Part(Struct, frozen=True):
    """`40 tổ mới`: so many, of what, and which of them."""

    value: Decimal
    noun: str
    words: str


Number = Quantity | Share | Ambiguous | None
Tail = StatedPercentage | Parts | tuple[Quantity, ...]
