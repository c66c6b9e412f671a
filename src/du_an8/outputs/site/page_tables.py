"""Which rows the page of an area shows in which table."""

from collections.abc import Sequence

from msgspec import Struct

from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult


class Table(Struct, frozen=True):
    """Rows under one heading.

    Attributes:
        id: of the heading, within the page.
    """

    id: str
    title: str
    rows: Sequence[Verdict]


class OfOne(Struct, frozen=True):
    """What a single province tells, which says nothing of the country."""

    verdict: Verdict
    province: ProvinceResult


def tables(result: ProvinceResult) -> list[Table]:
    """The core indicators: of a province all in one table, of the country what it states and what is a sum apart."""
    if not result.province.is_country:
        return [Table("bang", "Kết quả thực hiện các chỉ tiêu", result.core)] if result.core else []
    stated = [verdict for verdict in result.core if not verdict.included]
    sums = [verdict for verdict in result.core if len(verdict.included) > 1]
    each = [
        Table("bang", "Chỉ tiêu cả nước và số TW báo", stated),
        Table("cong", "Cộng các tỉnh có trong hồ sơ, chưa phải số cả nước", sums),
    ]
    return [table for table in each if table.rows]


def of_one_province(result: ProvinceResult) -> list[OfOne]:
    """Of the country, the rows that stand on a single province."""
    alone = [verdict for verdict in result.verdicts if result.province.is_country and len(verdict.included) == 1]
    return [OfOne(verdict, _province(result, verdict)) for verdict in alone]


def _province(country: ProvinceResult, verdict: Verdict) -> ProvinceResult:
    excluded = {part.province for part in verdict.excluded}
    return next(part for part in country.components if part.province not in excluded)
