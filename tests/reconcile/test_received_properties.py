"""Whatever was sent and sent back, in whatever order: each state says no more than the files do."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from du_an8.programme.load import load_programme
from du_an8.programme.phases import Every, Reporting
from du_an8.programme.provinces import load_provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.received import Receipt, Received, State, received
from du_an8.reports.file_account import Covered, FileAccount
from du_an8.reports.sent_back import SentBack

PROGRAMME, _ = load_programme(None)
PROVINCES = load_provinces()
SECOND = PROGRAMME.phases[1]
CAO_BANG = PROVINCES.find("Cao Bằng", date(2026, 1, 1))
assert CAO_BANG
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
ENDS = st.sampled_from([date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]) | DAYS
STARTS = st.none() | st.sampled_from([date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)])


@st.composite
def files(draw: st.DrawFn) -> tuple[FileAccount, ...]:
    """Reports of Cao Bằng, each of one span; those that end before they begin are none."""
    found = []
    for number, (start, end, sent) in enumerate(draw(st.lists(st.tuples(STARTS, ENDS, st.none() | DAYS), max_size=5))):
        if start is None or start <= end:
            covered = Covered("cao-bang", end, start, sent)
            found.append(FileAccount(f"data/reports/cao-bang/{number}.xlsx", 1, 1, 0, 0, covers=(covered,)))
    return tuple(found)


RETURNED = st.lists(
    st.builds(
        lambda number, sent: SentBack("data/returned/cao-bang/x.xlsx", "cao-bang", f"{number}", sent),
        st.integers(0, 4),
        st.none() | DAYS,
    ),
    max_size=2,
)


def answer(accounts: tuple[FileAccount, ...], back: list[SentBack], as_of: date) -> Received:
    assessment = Assessment(as_of, PROGRAMME, SECOND, (), (), accounts)
    return received(assessment, Reporting(Every.QUARTER), back, [CAO_BANG], PROVINCES)


def known(accounts: tuple[FileAccount, ...], as_of: date) -> list[Covered]:
    covered = [span for account in accounts for span in account.covers]
    return [span for span in covered if max(span.end, span.reported_on or span.end) <= as_of]


def holds(span: Covered, receipt: Receipt) -> bool:
    return span.end >= receipt.period.end and (span.start is None or span.start <= receipt.period.start)


@given(files(), RETURNED, DAYS)
def test_no_state_says_more_than_the_files(
    accounts: tuple[FileAccount, ...], back: list[SentBack], as_of: date
) -> None:
    spans = known(accounts, as_of)
    for receipt in answer(accounts, back, as_of).rows[0].receipts:
        tells = [span for span in spans if holds(span, receipt)]
        if receipt.state in {State.MISSING, State.EXPECTED}:
            assert tells == []
            assert (receipt.state is State.MISSING) == (as_of > receipt.period.due)
        elif receipt.state is State.INCLUDED:
            assert receipt.included_to == min(span.end for span in tells)
            assert all(span.end > receipt.period.end for span in tells)
        else:
            ends = {span.end for span in spans}
            assert receipt.period.end in ends
            assert receipt.files
        if receipt.late:
            came = receipt.reported_on or as_of
            assert came - receipt.period.due == timedelta(days=receipt.late)


@given(files(), RETURNED, DAYS)
def test_the_order_of_files_makes_no_difference(
    accounts: tuple[FileAccount, ...], back: list[SentBack], as_of: date
) -> None:
    assert answer(accounts, back, as_of) == answer(accounts[::-1], back[::-1], as_of)


@given(files(), DAYS)
def test_what_is_without_open_points_is_accepted_and_needs_no_answer(
    accounts: tuple[FileAccount, ...], as_of: date
) -> None:
    states = {receipt.state for receipt in answer(accounts, [], as_of).rows[0].receipts}
    assert not states & {State.IN, State.RETURNED, State.ANSWERED}
