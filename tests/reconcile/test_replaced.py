"""What was said of a report that was sent anew: settled where the later one gives its figure, else still open."""

from datetime import date

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.reconcile.replaced import settle_replaced
from du_an8.reports.file_account import Covered, FileAccount

TEAMS, TALKS = "to-truyen-thong", "doi-thoai-chinh-sach"
FIRST, SECOND = "data/reports/cao-bang/2026-Q3.xlsx", "data/reports/cao-bang/2026-Q3_lan-2.xlsx"
END, SENT, AGAIN, AS_OF = date(2026, 9, 30), date(2026, 10, 20), date(2026, 11, 20), date(2026, 11, 30)
NEGATIVE = Finding(
    "negative-figure", Location(FIRST, sheet="S", cell="H7"), {"name": "x", "value": -5}, "cao-bang", TALKS
)
UNKNOWN = Finding("unmatched-row", Location(FIRST, sheet="S", cell="B9"), {"text": "x", "count": 1}, "cao-bang")


def report(path: str, sent: date | None, *indicators: str, end: date = END, area: str = "cao-bang") -> FileAccount:
    covers = (Covered(area, end, None, sent),)
    return FileAccount(path, 0, 0, 0, 0, covers=covers, indicators=indicators)


def settled(finding: Finding, later: FileAccount, earlier: FileAccount | None = None, as_of: date = AS_OF) -> bool:
    files = [earlier or report(FIRST, SENT, TEAMS), later]
    (told,) = settle_replaced([finding], {(finding.key, finding.location)}, files, as_of)
    return told.settled is not None


def test_a_figure_that_is_given_anew_settles_what_was_wrong_with_the_first() -> None:
    files = [report(FIRST, SENT, TEAMS), report(SECOND, AGAIN, TALKS)]
    (told,) = settle_replaced([NEGATIVE], {(NEGATIVE.key, NEGATIVE.location)}, files, AS_OF)
    assert told.settled
    assert (told.settled.decision, told.settled.location.path) == ("replaced", SECOND)
    assert "20/11/2026" in told.settled.by


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (report(SECOND, AGAIN, TEAMS), "it doesn't give the figure"),
        (report(SECOND, SENT, TALKS), "nothing tells which came later"),
        (report(SECOND, None, TALKS), "nor here"),
        (report(SECOND, date(2026, 10, 1), TALKS), "it came before"),
        (report(SECOND, date(2026, 12, 1), TALKS), "it hadn't come"),
        (report(SECOND, AGAIN, TALKS, end=date(2026, 6, 30)), "it is about another day"),
        (report(SECOND, AGAIN, TALKS, area="lao-cai"), "it is about another province"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_stays_open_where_the_other_report_takes_nothing_over(later: FileAccount, why: str) -> None:
    assert not settled(NEGATIVE, later), why


def test_a_finding_about_no_indicator_is_over_only_where_nothing_of_the_report_is_missing() -> None:
    assert settled(UNKNOWN, report(SECOND, AGAIN, TEAMS, TALKS))
    assert not settled(UNKNOWN, report(SECOND, AGAIN, TALKS))


def test_a_report_of_several_days_is_replaced_by_one_of_all_of_them_alone() -> None:
    earlier = report(FIRST, SENT, TEAMS)
    earlier = replace(earlier, covers=(*earlier.covers, Covered("cao-bang", date(2026, 6, 30), None, SENT)))
    assert not settled(NEGATIVE, report(SECOND, AGAIN, TALKS), earlier)
    later = replace(earlier, path=SECOND, covers=tuple(replace(each, reported_on=AGAIN) for each in earlier.covers))
    assert settled(NEGATIVE, replace(later, indicators=(TALKS,)), earlier)


def test_the_findings_of_the_later_report_itself_stay_open() -> None:
    of_second = replace(NEGATIVE, location=Location(SECOND, sheet="S", cell="H7"))
    assert not settled(of_second, report(SECOND, AGAIN, TALKS))


def test_a_remark_is_left_as_it_is() -> None:
    remark = Finding("hidden-content", Location(FIRST, sheet="S"), {"name": "S", "count": 1}, "cao-bang", TALKS)
    assert not settled(remark, report(SECOND, AGAIN, TALKS))


def test_what_was_found_between_figures_stays() -> None:
    files = [report(FIRST, SENT, TEAMS), report(SECOND, AGAIN, TALKS)]
    (told,) = settle_replaced([NEGATIVE], set(), files, AS_OF)
    assert told.settled is None


def test_a_later_report_of_fewer_numbers_is_no_whole_one() -> None:
    """What nobody could read of the first may be in no other report."""
    later = report(SECOND, AGAIN, TEAMS, TALKS)
    earlier = replace(report(FIRST, SENT, TEAMS), numbers_seen=9, used=2, checked=3, reported=4)
    assert not settled(UNKNOWN, replace(later, numbers_seen=4, used=4), earlier)
    assert settled(UNKNOWN, replace(later, numbers_seen=5, used=5), earlier)
