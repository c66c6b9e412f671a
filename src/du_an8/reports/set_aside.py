"""What may be meant as a report and isn't read: a file that is no spreadsheet, a link that isn't followed."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from du_an8.disk.links import listing, not_followed
from du_an8.findings import Finding, Location
from du_an8.programme.provinces import Provinces
from du_an8.reports.workbook.file_kinds import READABLE_SUFFIXES
from du_an8.vietnamese.names import readable

_NO_REPORTS = frozenset({".md", ".yaml", ".yml"})
_ASIDE = {".pdf": "file-set-aside.pdf"}  # most often the signed print of a report that lies beside


class SetAside(Struct, frozen=True):
    """One thing that isn't read.

    Attributes:
        place: the first part of its path below `reports/`; None of that folder itself.
    """

    place: str | None
    is_link: bool
    finding: Finding

    def is_told(self, areas: frozenset[str] | None, provinces: Provinces) -> bool:
        """Whether there is anything to say of it to whoever asks about some areas; None stands for all."""
        if areas is None or self.place is None:
            return True
        if self.is_link:
            return may_be_about(self.place, areas, provinces)
        return bool(areas & provinces.areas_named(self.place))


def may_be_about(place: str | None, areas: frozenset[str], provinces: Provinces) -> bool:
    """Whether a folder holds reports of these areas; one that names no province may hold any."""
    possible = provinces.areas_named(place) if place else frozenset()
    return bool(areas) and (not possible or bool(possible & areas))


def files_set_aside(
    folder: Path, shown: Callable[[Path], str], areas: frozenset[str] | None, provinces: Provinces
) -> list[Finding]:
    """What there is to say of what isn't read, to whoever asks about some areas; None stands for all."""
    found = set_aside(folder, shown, provinces, areas)
    return [each.finding for each in found if each.is_told(areas, provinces)]


def set_aside(
    folder: Path, shown: Callable[[Path], str], provinces: Provinces, areas: frozenset[str] | None = None
) -> list[SetAside]:
    """What lies below a folder of reports and isn't read; folders that are of other areas alone aren't looked into."""
    listed = listing(folder, lambda name: areas is None or may_be_about(readable(name), areas, provinces))
    read = READABLE_SUFFIXES | _NO_REPORTS
    others = [path for path in listed.paths if path.suffix.lower() not in read and path.is_file()]

    def about(path: Path) -> tuple[str | None, str | None]:
        """The place, and the area that it alone means."""
        if path == folder:
            return None, None
        place = readable(path.relative_to(folder).parts[0])
        named = provinces.areas_named(place)
        return place, next(iter(named)) if len(named) == 1 else None

    def other(path: Path) -> SetAside:
        place, area = about(path)
        key = _ASIDE.get(path.suffix.lower(), "file-set-aside")
        return SetAside(place, False, Finding(key, Location(shown(path)), province=area))

    def link(path: Path) -> SetAside:
        place, area = about(path)
        return SetAside(place, True, not_followed(path, shown, area))

    return [*map(other, others), *map(link, listed.links)]
