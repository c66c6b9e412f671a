"""Two states of the data held against each other, built without files."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location, Settled
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import load_provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.changes import ChangeKind, FileChange, Snapshot, TargetChange
from du_an8.reconcile.comparing import compare
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Detail, Observation, Reports
from du_an8.reports.file_account import FileAccount
from reconcile.builders import CAO_BANG, FLOW, PROGRAMME, STOCK, in_columns, running

DAY, FILE = date(2023, 12, 31), "reports/cao-bang/a.xlsx"


def figure(value: int, cell: str = "H1", **more: object) -> Observation:
    row = replace(running(DAY, value), area=CAO_BANG.area, indicator=STOCK.id)
    return replace(row, location=Location(FILE, sheet="S", cell=cell), **more)


def state(
    folder: str,
    *rows: Observation | Detail,
    findings: tuple[Finding, ...] = (),
    digests: dict[str, str] | None = None,
    programme: Programme = PROGRAMME,
) -> Snapshot:
    """A data folder of some name.

    Its report files are those of the rows; others of which there is a digest can't be opened.
    """
    told = [replace(row, location=replace(row.location, path=f"{folder}/{row.location.path}")) for row in rows]
    files = tuple(FileAccount(path, 1, 1, 0, 0) for path in sorted({row.location.path for row in told}))
    observations = tuple(row for row in told if isinstance(row, Observation))
    columns = in_columns(row for row in told if isinstance(row, Detail))
    reports = Reports(observations, (), (), columns, {}, files)
    records = Records(programme, load_provinces(), {}, reports)
    known = {row.location.path: folder for row in rows} if digests is None else digests
    return Snapshot(records, Assessment(DAY, programme, programme.phase, (), findings, files), known)


def test_figures_that_were_edited_after_the_fact_stand_first() -> None:
    talks = figure(8, indicator=FLOW.id, reported_on=date(2024, 1, 10))
    later = replace(talks, value=Fraction(9), reported_on=date(2024, 2, 20))
    assert FLOW.id < STOCK.id  # so that the order of the indicators would be the other one
    changes = compare(state("cu", figure(300), talks), state("moi", figure(346), later))
    assert [(change.indicator, change.retroactive) for change in changes.figures] == [(STOCK, True), (FLOW, False)]


def test_the_provinces_own_figure_and_the_total_of_a_table_are_two_things() -> None:
    before = state("cu", figure(12), *figure(10).as_total())
    after = state("moi", figure(10), *figure(12).as_total())  # exchanged
    told = [
        [(type(row).__name__, row.value) for row in (change.before, change.after) if row]
        for change in compare(before, after).figures
    ]
    assert sorted(told) == [[("Detail", 10), ("Detail", 12)], [("Observation", 12), ("Observation", 10)]]


@pytest.mark.parametrize(("digests", "unreadable"), [({FILE: "1"}, True), ({}, False)])
def test_a_figure_from_a_file_that_the_earlier_state_could_not_open_may_have_been_there(
    digests: dict[str, str], *, unreadable: bool
) -> None:
    changes = compare(state("cu", digests=digests), state("moi", figure(300)))
    (change,) = changes.figures
    assert (change.kind, change.unreadable, change.retroactive) == (ChangeKind.ADDED, unreadable, False)
    kind = ChangeKind.CHANGED if unreadable else ChangeKind.ADDED
    assert changes.files == (FileChange(kind, FILE, None if unreadable else True),)


def test_a_figure_of_an_indicator_that_only_the_earlier_programme_has_is_named() -> None:
    own = replace(STOCK, id="ho-moi")
    wider = replace(PROGRAMME, indicators={**PROGRAMME.indicators, own.id: own})
    row = figure(300, indicator=own.id)
    (gone,) = compare(state("cu", row, programme=wider), state("moi")).figures
    assert (gone.kind, gone.indicator) == (ChangeKind.REMOVED, own)
    (come,) = compare(state("cu"), state("moi", row, programme=wider)).figures
    assert (come.kind, come.indicator) == (ChangeKind.ADDED, own)


def test_a_figure_that_a_file_says_once_less_is_a_change_of_the_file_but_not_of_what_is_known() -> None:
    twice = state("cu", figure(300), figure(300, "H2"))
    changes = compare(twice, state("moi", figure(300)))
    assert (changes.figures, changes.files) == ((), (FileChange(ChangeKind.CHANGED, FILE, with_figures=True),))
    moved = compare(twice, state("moi", figure(300, "H7"), figure(300, "H8")))
    assert (moved.figures, moved.files) == ((), (FileChange(ChangeKind.CHANGED, FILE, with_figures=False),))


# Errors that came or went.


def error(folder: str, **more: object) -> Finding:
    return replace(Finding("yaml-syntax.empty", Location(f"{folder}/targets/cao-bang.yaml", 1, 1)), **more)


def test_an_error_is_the_same_whatever_the_folder_is_called() -> None:
    nowhere = Finding("yaml-syntax.empty", None)
    changes = compare(*(state(folder, findings=(error(folder), nowhere)) for folder in ("cu", "moi")))
    assert (changes.errors_gone, changes.errors_new) == ([], [])
    other = error("moi", location=Location("moi/targets/lao-cai.yaml", 1, 1))
    changes = compare(state("cu", findings=(error("cu"), nowhere)), state("moi", findings=(other,)))
    assert (changes.errors_gone, changes.errors_new) == ([error("cu"), nowhere], [other])


def test_only_open_errors_are_told_as_new() -> None:
    known = Settled("accept", "đã đối chiếu", "Lò Thị A", None, Location("moi/decisions.yaml", 2, 5))
    warning = Finding("decision-unmatched", Location("moi/decisions.yaml", 2, 5), {"rule": "late-report"})
    after = state("moi", findings=(error("moi", settled=known), warning, replace(warning, settled=known)))
    for changes in (compare(state("cu"), after), compare(after, state("cu"))):
        assert (changes.errors_gone, changes.errors_new) == ([], [])
    before = state("cu", findings=(error("cu"),))  # settled since
    assert compare(before, after).errors_gone == [error("cu")]


def test_the_phases_in_which_anything_changed_are_those_of_all_changes_together() -> None:
    """A target of the second phase was raised, and a figure of the first was edited."""
    first, second = PROGRAMME.phases[0], PROGRAMME.phases[1]
    raised = TargetChange(ChangeKind.ADDED, second.id, CAO_BANG.area, STOCK, None, None, None, unreadable=False)
    edited = compare(state("cu", figure(300)), state("moi", figure(346)))
    assert {change.phase for change in edited.figures} == {first.id}
    assert replace(edited, targets=(raised,)).phases == {first.id, second.id}
