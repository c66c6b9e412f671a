"""Reads the report files of a data folder, one by one, and puts them together."""

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from du_an8.disk.links import Listing, listing, not_followed
from du_an8.findings import Finding, Location
from du_an8.kept.shelf import EMPTY, Shelf
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.reports.corrected import with_corrections
from du_an8.reports.facts import Reports
from du_an8.reports.layout_files import FOLDER
from du_an8.reports.workbook.opening import READABLE_SUFFIXES
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import readable

if TYPE_CHECKING:
    from du_an8.reports.report_file import ReportFile

_NO_REPORTS = frozenset({".md", ".yaml", ".yml"})
_ASIDE = {".pdf": "file-set-aside.pdf"}  # most often the signed print of a report that lies beside


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
    from du_an8.reports.kept_facts import facts_reader
    from du_an8.reports.report_file import Context
    from du_an8.reports.tables.taught import taught_in

    taught, faults = taught_in(folder.parent / FOLDER, shown, programme)
    context = Context(programme, provinces, tuple(taught), folder.parent)
    places = reports_about(folder, areas, provinces)
    reader = facts_reader(shelf, context)
    files = [reader.read(path, shown(path), places[path]) for path in tracked(list(places))]
    aside = files_set_aside(folder, shown, areas, provinces)
    return with_corrections(_merged(files)), [
        *faults,
        *(finding for file in files for finding in file.findings),
        *aside,
    ]


def reports_about(folder: Path, areas: frozenset[str] | None, provinces: Provinces) -> dict[Path, str | None]:
    """The reports that may be about some areas, each with the folder below `reports/` that it lies in.

    Args:
        areas: None stands for all; of none, nothing is read.
    """
    places = {
        path: readable(path.relative_to(folder).parts[0]) if path.parent != folder else None
        for path in report_files(folder)
    }
    return {path: place for path, place in places.items() if areas is None or may_be_about(place, areas, provinces)}


def may_be_about(place: str | None, areas: frozenset[str], provinces: Provinces) -> bool:
    """Whether a folder holds reports of these areas; one that names no province may hold any."""
    possible = provinces.areas_named(place) if place else frozenset()
    return bool(areas) and (not possible or bool(possible & areas))


def files_set_aside(
    folder: Path, shown: Callable[[Path], str], areas: frozenset[str] | None, provinces: Provinces
) -> list[Finding]:
    """What may be meant as a report and isn't read: a file that is no spreadsheet, a link that isn't followed."""
    listed = listing(folder)
    others = other_files(listed, folder, areas, provinces)
    links = [
        link
        for link in listed.links
        if link == folder
        or areas is None
        or may_be_about(readable(link.relative_to(folder).parts[0]), areas, provinces)
    ]

    def area(path: Path) -> str | None:
        named = provinces.areas_named(readable(path.relative_to(folder).parts[0])) if path != folder else frozenset()
        return next(iter(named)) if len(named) == 1 else None

    return [
        *(
            Finding(_ASIDE.get(path.suffix.lower(), "file-set-aside"), Location(shown(path)), province=area(path))
            for path in others
        ),
        *(not_followed(link, shown, area(link)) for link in links),
    ]


def _difficulties(files: "list[ReportFile]") -> dict[str, tuple[Difficulty, ...]]:
    """What provinces tell of difficulties, by area."""
    difficulties: dict[str, tuple[Difficulty, ...]] = {}
    for file in files:
        for area, difficulty in file.difficulties:
            difficulties[area] = (*difficulties.get(area, ()), difficulty)
    return difficulties


def _merged(files: "list[ReportFile]") -> Reports:
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


def report_files(folder: Path) -> list[Path]:
    """Every spreadsheet below the folder, in a fixed order."""
    return [path for path in listing(folder).paths if path.suffix.lower() in READABLE_SUFFIXES]


def other_files(listed: Listing, folder: Path, areas: frozenset[str] | None, provinces: Provinces) -> list[Path]:
    """Files of the provinces asked for that are no spreadsheets, but may be meant as reports."""
    read = READABLE_SUFFIXES | _NO_REPORTS
    return [
        path
        for path in listed.paths
        if path.is_file()
        and path.suffix.lower() not in read
        and (areas is None or areas & provinces.areas_named(readable(path.relative_to(folder).parts[0])))
    ]
