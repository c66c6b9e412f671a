"""What a folder holds of a facts set: where each report's facts are, and whether all is as it was written."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from du_an8.disk.digest import sha256
from du_an8.reports.facts_set.manifest import PartEntry
from du_an8.reports.facts_set.parts import FOLDER, SUFFIX, DamagedError, Part, ReportAt, part_of, unpacked


class KnownPart(Struct, frozen=True):
    """A part that is whole.

    Attributes:
        part: without its documents.
        intact: its rows are as they were written, too.
    """

    part: Part
    entry: PartEntry
    intact: bool = True


class Known(Struct, frozen=True, dict=True):
    """What a folder holds.

    Attributes:
        parts: by their names.
    """

    folder: Path
    parts: Mapping[str, KnownPart]

    @cached_property
    def _part_of(self) -> Mapping[ReportAt, str]:
        return {each: name for name, known in self.parts.items() for each in known.part.reports if each.key}

    def holds(self, report: ReportAt) -> bool:
        """Whether it is known what a report says."""
        return report in self._part_of

    def documents(self, reports: Sequence[ReportAt]) -> list[bytes]:
        """What reports say; nothing of those of which it isn't known."""
        found: dict[ReportAt, bytes] = {}
        for name in {self._part_of[each] for each in reports if each in self._part_of}:
            path = path_of(self.folder, name)
            with suppress(OSError, DamagedError):  # it was whole a moment ago; else the reports are there
                part = part_of(path.read_bytes(), name)
                found.update(zip(part.reports, unpacked(part.documents), strict=True))
        return [found.get(each, b"") for each in reports]


def path_of(folder: Path, name: str) -> Path:
    """Where a part lies."""
    return folder / FOLDER / f"{name}{SUFFIX}"


def known_part(part: Part, file: bytes, *, intact: bool = True) -> KnownPart:
    """A part, by what it holds and what its file is."""
    digest = hashlib.sha256(file).hexdigest()
    entry = PartEntry(part.place, len(part.reports), len(file), digest)
    return KnownPart(replace(part, documents=b""), entry, intact)


def known_in(folder: Path) -> Known:
    """What a folder holds; a part that isn't whole counts as absent.

    Raises:
        OSError: it can't be read.
    """
    parts = {}
    for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
        file = path.read_bytes()
        with suppress(DamagedError):
            part = part_of(file, path.stem)
            parts[path.stem] = known_part(part, file, intact=_are_whole(folder, part.rows.items()))
    return Known(folder, parts)


def _are_whole(folder: Path, rows: Iterable[tuple[str, str]]) -> bool:
    return all((folder / name).is_file() and sha256(folder / name) == digest for name, digest in rows)
