"""What lies on file of reports: the points that are open in each, and the reports of which nothing could be read."""

from __future__ import annotations

from datetime import date

import pytest

from du_an8.findings import Finding, Location
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.submissions import open_points, submissions
from du_an8.reports.file_account import FileAccount

PROGRAMME, _ = load_programme(None)
PROVINCES = load_provinces()
FIRST, SECOND = "data/reports/cao-bang/2026-Q1.xlsx", "data/reports/cao-bang/2026-Q2.xlsx"
HERE, THERE = Location(FIRST, sheet="S", cell="H7"), Location(SECOND, sheet="S", cell="H9")


def answer(*findings: Finding) -> Assessment:
    files = tuple(FileAccount(path, 1, 0, 0, 0) for path in (FIRST, SECOND))
    return Assessment(date(2026, 12, 31), PROGRAMME, PROGRAMME.phases[1], (), findings, files)


@pytest.mark.parametrize(("rule", "paths"), [("conflicting-reports", {FIRST, SECOND}), ("stock-decreased", {FIRST})])
def test_a_contradiction_is_open_in_all_the_reports_that_make_it(rule: str, paths: set[str]) -> None:
    """What else a finding points at is only there to be looked at."""
    finding = Finding(rule, HERE, {}, "cao-bang", "to-truyen-thong", related=(THERE,))
    assert set(open_points(answer(finding))) == paths


def test_a_report_that_nobody_could_read_is_known_by_its_name_alone() -> None:
    """A fault that lies in no file says of no report that it can't be read."""
    unread = Finding("unreadable-workbook", Location(SECOND), {})
    (sent,) = submissions(answer(unread, Finding("unreadable-workbook", None, {})), PROVINCES)["cao-bang"]
    assert (sent.path, sent.covered.end, sent.has_figures) == (SECOND, date(2026, 6, 30), False)
