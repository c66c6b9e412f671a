"""What was done by a date: which rows count, and what becomes of the others (docs/cach-tinh.md)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.programme.catalogue import Direction, Indicator
from du_an8.reconcile.judging.actual import Actual, SetAside, actual_on
from du_an8.reconcile.judging.repetitions import winner
from du_an8.reports.facts import Measure, Observation
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import FLOW, PHASE, RATE, STOCK, quarter, running

Y2022, Y2023, Y2024 = date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31)


def read(*rows: Observation, indicator: Indicator = FLOW, as_of: date = Y2024, grows: bool = True) -> Actual:
    own = [replace(row, indicator=indicator.id) for row in rows]
    return actual_on(as_of, own, indicator, PHASE, lambda _first, _last: grows)


def at(row: Observation, cell: str) -> Observation:
    return replace(row, location=replace(row.location, cell=cell))


def rules(actual: Actual) -> list[str]:
    return [finding.rule for finding in actual.findings]


def reasons(actual: Actual) -> list[tuple[int, SetAside]]:
    return [(int(row.value), reason) for row, reason in actual.set_aside]


# What is known on the day.


def test_a_report_counts_from_the_day_that_it_is_sent() -> None:
    row = replace(running(Y2023, 5), reported_on=Y2024)
    assert read(row, as_of=Y2024).value == 5
    early = read(row, as_of=date(2024, 12, 30))
    assert (early.value, early.has_rows, reasons(early)) == (None, False, [(5, SetAside.NOT_KNOWN_YET)])


# The same figure told several times.


@pytest.mark.parametrize("indicator", [FLOW, STOCK], ids=["flow", "stock"])
def test_the_latest_figure_told_twice_is_no_figure(indicator: Indicator) -> None:
    rows = [running(Y2022, 4), running(Y2023, 5), at(running(Y2023, 6), "H2"), at(running(Y2023, 7), "H3")]
    actual = read(*rows, running(date(2025, 12, 31), 9), indicator=indicator)
    assert (actual.conflict, actual.value, actual.used) == (True, None, ())
    assert sorted(reasons(actual)) == [
        (4, SetAside.EARLIER),
        (5, SetAside.CONFLICTING),
        (6, SetAside.CONFLICTING),
        (7, SetAside.CONFLICTING),
        (9, SetAside.NOT_KNOWN_YET),
    ]
    (finding,) = actual.findings
    assert finding.rule == "conflicting-reports"
    assert [place.cell for place in finding.related] == ["H2", "H3"]
    words = finding.parameters
    assert (words["values"], words["value"], words["other"]) == ([5, 6, 7], 5, 7)
    assert words["where"] == str(rows[-1].location)


@pytest.mark.parametrize("indicator", [FLOW, STOCK], ids=["flow", "stock"])
def test_a_later_figure_settles_what_was_told_twice_before(indicator: Indicator) -> None:
    actual = read(running(Y2022, 5), at(running(Y2022, 6), "H2"), running(Y2023, 8), indicator=indicator)
    assert (actual.conflict, actual.value) == (False, 8)


def test_periods_of_a_stock_that_contradict_leave_its_figure() -> None:
    actual = read(quarter(2023, 4, 1), quarter(2023, 4, 2, "H2"), running(Y2023, 8), indicator=STOCK)
    assert (actual.conflict, actual.value) == (False, 8)


@pytest.mark.parametrize(("first", "second"), [(8, 5), (0, 3)])
def test_reports_that_contradict_on_what_was_new_of_a_stock_say_that_some_was(first: int, second: int) -> None:
    """A stock with new ones since its last running figure can't be told, however many they are."""
    rows = [running(Y2022, 100), at(quarter(2023, 3, first), "H2"), at(quarter(2023, 3, second), "H3")]
    actual = read(*rows, indicator=STOCK)
    assert (actual.value, actual.growth_only, actual.if_kept) == (100, True, None)
    alone = read(*rows[1:], indicator=STOCK)
    assert (alone.value, alone.growth_only, alone.conflict) == (None, True, False)


def test_contradicting_growth_before_the_running_figure_changes_nothing_of_it() -> None:
    rows = [at(quarter(2023, 3, 8), "H2"), at(quarter(2023, 3, 5), "H3"), running(Y2023, 100)]
    actual = read(*rows, indicator=STOCK)
    assert (actual.value, actual.growth_only) == (100, False)


def test_periods_of_a_flow_that_contradict_leave_none() -> None:
    actual = read(quarter(2023, 3, 3), quarter(2023, 4, 1), quarter(2023, 4, 2, "H2"))
    assert (actual.conflict, actual.value) == (True, None)


def test_periods_that_end_on_one_day_are_not_the_same() -> None:
    year = replace(quarter(2023, 4, 9), start=date(2023, 1, 1))
    actual = read(year, quarter(2023, 4, 2, "H2"), running(Y2022, 1))
    assert (actual.conflict, actual.value, actual.findings) == (False, 10, [])


def test_what_replaces_and_what_repeats() -> None:
    old, new = running(Y2023, 5), replace(running(Y2023, 6), reported_on=Y2024)
    again = at(replace(new, reported_on=date(2024, 2, 1)), "H3")
    actual = read(at(replace(old, reported_on=date(2024, 1, 5)), "H9"), again, new)
    assert actual.value == 6
    assert sorted(reasons(actual)) == [(5, SetAside.SUPERSEDED), (6, SetAside.REPEATED)]
    assert rules(actual) == ["superseded-report"]
    (replaced,) = actual.findings
    assert [place.cell for place in (replaced.location, *replaced.related)] == ["H1", "H9"]


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([(5, None), (5, None)], 5),
        ([(5, None), (6, None)], None),
        ([(5, Y2023), (6, None)], None),  # nobody knows when the other was sent
        ([(5, Y2023), (5, None), (6, Y2022)], 5),
        ([(5, Y2023), (6, Y2023)], None),
        ([(5, Y2022), (6, Y2023)], 6),
    ],
)
def test_the_latest_report_wins_where_it_is_clear_which_that_is(
    rows: list[tuple[int, date | None]], value: int | None
) -> None:
    best = winner([replace(running(Y2022, figure), reported_on=sent) for figure, sent in rows])
    assert (best and best.value) == value


def test_a_decision_ends_a_conflict_and_leaves_its_trace() -> None:
    chosen = replace(running(Y2022, 6), chosen=True)
    later = replace(running(Y2023, 9), reported_on=Y2023)
    actual = read(running(Y2022, 5), at(chosen, "H2"), later, running(date(2025, 6, 30), 11))
    assert (actual.value, actual.conflict, rules(actual)) == (9, False, ["conflicting-reports"])
    assert sorted(reasons(actual)) == [
        (5, SetAside.DECIDED),
        (6, SetAside.OUTSIDE_CHAIN),
        (11, SetAside.NOT_KNOWN_YET),
    ]
    assert sorted(int(row.value) for row in actual.sound) == [6, 9]
    assert sorted(int(row.value) for row in actual.rows) == [5, 6, 9, 11]


def test_a_decision_where_nothing_was_open_changes_nothing() -> None:
    new = replace(running(Y2023, 6), reported_on=Y2024, chosen=True)
    actual = read(replace(running(Y2023, 5), reported_on=Y2023), new)
    assert (actual.value, rules(actual)) == (6, ["superseded-report"])
    assert reasons(actual) == [(5, SetAside.SUPERSEDED)]


# Running figures that fall.


@pytest.mark.parametrize(
    ("indicator", "rule"),
    [
        (FLOW, "cumulative-decreased"),
        (STOCK, "stock-decreased"),
        (RATE, None),
        (replace(STOCK, direction=Direction.DECREASE), None),
    ],
    ids=["flow", "stock", "rate", "less is better"],
)
def test_a_running_figure_that_falls(indicator: Indicator, rule: str | None) -> None:
    measure = Measure.LEVEL if indicator is RATE else Measure.CUMULATIVE
    rows = [replace(row, measure=measure) for row in (running(Y2022, 9), running(Y2023, 8))]
    actual = read(*rows, indicator=indicator)
    assert rules(actual) == ([rule] if rule else [])
    assert actual.value == 8


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, None, True),
        (None, Qualifier.AT_LEAST, False),
        (None, Qualifier.BELOW, True),
        (Qualifier.ABOUT, None, False),
        (Qualifier.BELOW, None, False),
        (Qualifier.AT_LEAST, None, True),
    ],
)
def test_a_word_may_explain_the_fall(before: Qualifier | None, after: Qualifier | None, *, told: bool) -> None:
    actual = read(running(Y2022, 9, before), running(Y2023, 8, after), indicator=STOCK)
    assert rules(actual) == (["stock-decreased"] if told else [])


# Stocks.


def test_of_a_stock_the_latest_counts_and_periods_only_tell_its_growth() -> None:
    actual = read(running(Y2022, 4), quarter(2023, 1), running(Y2023, 5), running(Y2024, 8), indicator=STOCK)
    assert (actual.value, actual.observed_on, actual.incomplete) == (8, Y2024, False)
    assert sorted(reasons(actual)) == [(1, SetAside.GROWTH_ONLY), (4, SetAside.EARLIER), (5, SetAside.EARLIER)]
    assert read(replace(running(Y2023, 5), partial=True), indicator=STOCK).incomplete


# Sums.


@pytest.mark.parametrize(
    ("words", "of_sum"),
    [
        ([], None),
        ([Qualifier.AT_LEAST], Qualifier.AT_LEAST),
        ([Qualifier.AT_LEAST, Qualifier.AT_LEAST], Qualifier.AT_LEAST),
        ([Qualifier.AT_LEAST, Qualifier.BELOW], Qualifier.ABOUT),
    ],
)
def test_words_of_addends(words: list[Qualifier], of_sum: Qualifier | None) -> None:
    rows = [replace(quarter(2023, n, n), qualifier=word) for n, word in enumerate(words, 1)]
    whole = read(running(Y2022, 1), *rows, grows=False)
    assert whole.qualifier is of_sum


def test_the_word_of_a_figure_is_that_of_its_only_row() -> None:
    row = replace(running(Y2023, 5), word="trên")
    assert read(row).word == "trên"
    assert read(row, quarter(2024, 1)).word is None
    assert read(replace(row, partial=True)).word is None


def test_days_without_a_report_make_a_lower_bound_and_are_told() -> None:
    actual = read(quarter(2023, 2, 3), running(date(2025, 1, 31), 9))
    assert (actual.value, actual.incomplete, actual.qualifier) == (3, True, Qualifier.AT_LEAST)
    assert actual.gaps == ((date(2021, 1, 1), date(2023, 3, 31)),)
    assert reasons(actual) == [(9, SetAside.NOT_KNOWN_YET)]
    (finding,) = actual.findings
    assert (finding.rule, finding.indicator) == ("period-gap", FLOW.id)
    assert read(quarter(2023, 2, 3), indicator=replace(FLOW, core=False)).findings == []
    assert read(replace(running(Y2023, 3), partial=True)).findings == []


@pytest.mark.parametrize("indicator", [FLOW, STOCK], ids=["flow", "stock"])
def test_what_doesnt_make_up_the_growth_is_told_of_its_indicator(indicator: Indicator) -> None:
    rows = [quarter(2023, n, 2, f"H{n}") for n in (1, 2, 3, 4)]
    actual = read(running(Y2022, 10), *rows, running(Y2023, 15), indicator=indicator)
    (finding,) = actual.findings
    assert (finding.rule, finding.indicator) == ("period-sum-mismatch", indicator.id)
    assert (finding.parameters["name"], finding.parameters["sum"]) == (indicator.short_name, Fraction(18))
