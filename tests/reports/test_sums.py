"""Figures added up: what the sum comes to, what its words mean, where it stands, whether it is a bound."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.reports.facts import Measure, Observation
from du_an8.reports.sums import Sum, exact_sum, sum_of, weighed_mean
from du_an8.vietnamese.numbers import Qualifier
from reports.grids import HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

END = date(2024, 12, 31)


def row(value: int | Fraction, cell: str, **more: object) -> Observation:
    where = Location("r.xlsx", sheet="S", cell=cell)
    plain = Observation("x", "y", Measure.CUMULATIVE, Fraction(value), None, None, END, None, where, ("r.xlsx", "S", 1))
    return replace(plain, **more)


@given(st.lists(st.fractions(max_denominator=40)))
def test_no_sum_is_rounded(amounts: list[Fraction]) -> None:
    assert exact_sum(amounts) == sum(amounts, Fraction(0))


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 500)), min_size=1))
def test_rates_count_by_what_they_are_of(shares: list[tuple[int, int]]) -> None:
    mean, of = weighed_mean([Fraction(rate) for rate, _ in shares], [Fraction(size) for _, size in shares])
    assert of == sum(size for _, size in shares)
    assert mean * of == sum(rate * size for rate, size in shares)


def test_what_nobody_weighs_counts_in_no_mean() -> None:
    assert weighed_mean([Fraction(10), Fraction(90)], [Fraction(5), None]) == (Fraction(10), Fraction(5))


def test_a_sum_knows_its_cells_and_how_many_they_are() -> None:
    added = sum_of([row(3, "C5"), row(4, "C6"), row(9, "C9", sum_of=(Location("b.xlsx", cell="D2:D4"),), addends=3)])
    assert (added.value, added.count, added.partial) == (16, 5, False)
    assert list(map(str, added.cells)) == ["r.xlsx!S!C5:C6", "b.xlsx!D2:D4"]


def test_a_sum_of_a_sum_that_lacks_places_is_a_bound() -> None:
    added = sum_of([row(3, "C5"), row(4, "C6", partial=True)])
    assert added.as_row("x", "y", (Measure.CUMULATIVE, None, END)).qualifier is Qualifier.AT_LEAST


def test_a_mean_of_some_rates_is_no_lower_bound() -> None:
    rate = Sum(Fraction(40), None, (Location("r.xlsx", cell="C5"),), 1, partial=True, denominator=Fraction(200))
    observed = rate.as_row("x", "y", (Measure.LEVEL, None, END))
    assert (observed.qualifier, observed.numerator, observed.partial) == (None, 80, True)


def test_a_sum_was_sent_when_its_last_addend_was() -> None:
    first, last = date(2025, 1, 5), date(2025, 1, 20)
    rows = [row(1, "C5", reported_on=last), row(2, "C6"), row(3, "C7", reported_on=first)]
    assert sum_of(rows).reported_on == last


@pytest.mark.parametrize(
    ("new", "kept", "of_sum"),
    [("25", "trên 60", "at_least"), ("trên 25", "khoảng 60", "about"), ("trên 25", "trên 60", "at_least")],
)
def test_parts_below_an_empty_heading_keep_their_words(data: DataDir, new: str, kept: str, of_sum: str) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Tổ truyền thông|tổ|\n-|Thành lập mới|tổ|{new}\n-|Củng cố|tổ|{kept}"
    answer = read(data, f"{HEAD}{table}")
    assert answer.figures == {TTT: 85}
    assert answer.rows[TTT]["qualifier"] == of_sum
