"""Reads the report files of a data folder, one by one, and puts them together."""

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from du_an8.disk.links import listing
from du_an8.findings import Finding
from du_an8.kept.shelf import EMPTY, Shelf
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.reports.corrected import with_corrections
from du_an8.reports.facts import Reports
from du_an8.reports.layout_files import FOLDER
from du_an8.reports.set_aside import files_set_aside, may_be_about
from du_an8.reports.workbook.file_kinds import READABLE_SUFFIXES
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import readable

if TYPE_CHECKING:
    from du_an8.reports.report_file import ReportFile


def load_reports(  # noqa: PLR0913  # where the files are, what they are about, who is told how far it got
    folder: Path,
    shown: Callable[[Path], str],
    programme: Programme,
    provinces: Provinces,
    areas: frozenset[str] | None = None,
    *,
    tracked: Callable[[list[Path]], Iterable[Path]] = iter,
    shelf: Shelf = EMPTY,
) -> tuple[Reports, list[Finding]]:
    """Read the reports of a data folder.

    Args:
        folder: `data/reports`; a missing one holds nothing.
        shown: how a path is named to people.
        areas: read only what may be about these areas; None reads all.
        tracked: gives the files one by one, and tells how many are done.
        shelf: where the facts of each file are kept.
    """
    from du_an8.reports.tables.taught import taught_in

    taught, faults = taught_in(folder.parent / FOLDER, shown, programme)
    places = reports_about(folder, areas, provinces)
    files: list[ReportFile] = []
    if places:
        from du_an8.reports.kept_facts import facts_reader
        from du_an8.reports.report_file import Context

        reader = facts_reader(shelf, Context(programme, provinces, tuple(taught), folder.parent))
        files = [reader.read(path, shown(path), places[path]) for path in tracked(list(places))]
    reports, findings = put_together(files)
    return reports, [*faults, *findings, *files_set_aside(folder, shown, areas, provinces)]


def put_together(files: "list[ReportFile]") -> tuple[Reports, list[Finding]]:
    """What some files say, in the order of the files."""
    return with_corrections(merged(files)), [finding for file in files for finding in file.findings]


def reports_about(folder: Path, areas: frozenset[str] | None, provinces: Provinces) -> dict[Path, str | None]:
    """The reports that may be about some areas, each with the folder below `reports/` that it lies in.

    Args:
        areas: None stands for all; of none, nothing is read.
    """
    if areas is not None and not areas:
        return {}
    listed = listing(folder, lambda name: areas is None or may_be_about(readable(name), areas, provinces))
    return {
        path: readable(path.relative_to(folder).parts[0]) if path.parent != folder else None
        for path in listed.paths
        if path.suffix.lower() in READABLE_SUFFIXES
    }


def _difficulties(files: "list[ReportFile]") -> dict[str, tuple[Difficulty, ...]]:
    """What provinces tell of difficulties, by area."""
    difficulties: dict[str, tuple[Difficulty, ...]] = {}
    for file in files:
        for area, difficulty in file.difficulties:
            difficulties[area] = (*difficulties.get(area, ()), difficulty)
    return difficulties


def merged(files: "list[ReportFile]") -> Reports:
    """What some files say, each for itself."""
    returned = [file.returned for file in files if file.returned]
    return Reports(
        observations=tuple(chain.from_iterable(file.observations for file in files)),
        claims=tuple(chain.from_iterable(file.claims for file in files)),
        plans=tuple(chain.from_iterable(file.plans for file in files)),
        columns=tuple(chain.from_iterable(file.columns for file in files)),
        difficulties=_difficulties(files),
        files=tuple(file.account for file in files if file.account),
        explanations=tuple(chain.from_iterable(each.explanations for each in returned)),
    )
