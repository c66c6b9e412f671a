"""Titles over the numbers of months or quarters: `Quý` over `I`, `II`, `Tháng` over 1 to 12."""

from enum import StrEnum
from functools import cache

from du_an8.reports.vocabulary.vocabulary import texts
from du_an8.vietnamese.names import fold


class YearPart(StrEnum):
    """What is numbered within a year, by the word that stands before its number."""

    QUARTER = "Quý"
    MONTH = "Tháng"

    @property
    def most(self) -> int:
        """How many a year has."""
        return 4 if self is YearPart.QUARTER else 12


def year_part(title: str) -> YearPart | None:
    """What a title says that the numbers below it are of."""
    return _titles().get(fold(title))


@cache
def _titles() -> dict[str, YearPart]:
    listed = {YearPart.QUARTER: texts("year_parts", "quarters"), YearPart.MONTH: texts("year_parts", "months")}
    return {fold(text): part for part, titles in listed.items() for text in titles}
