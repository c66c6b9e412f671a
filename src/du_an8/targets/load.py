"""Reads target files. Bad data never raises: what can't be read is named and its target left unknown."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from du_an8.disk.evidence import EvidenceFolder
from du_an8.disk.links import Listing, listing, not_followed
from du_an8.findings import Finding
from du_an8.programme.catalogue import Programme
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces
from du_an8.strict_yaml.reader import LARGEST_FILE
from du_an8.targets.collected import Collected
from du_an8.targets.copies import TargetFile, set_aside, without_mark
from du_an8.targets.facts import Targets
from du_an8.targets.target_file import FileToRead, read_target_file
from du_an8.vietnamese.late_patterns import pattern_of

_STATED = {name: pattern_of(rb"^%s:(.*)$" % name.encode(), re.MULTILINE) for name in ("province", "phase")}
_OF_PHASE = pattern_of(
    r"[\s_-]+(?:giai[\s_-]*doan|gd|phase)?[\s_-]*(?:[ivx]+|\d{1,2}|\d{4}(?:[\s_-]+\d{4})?)$", re.IGNORECASE
)
"""The end of a file name such as `cao-bang-gd2`, `cao-bang-II`, `cao-bang-2026-2030`."""


def load_targets(
    folder: Path,
    shown: Callable[[Path], str],
    programme: Programme,
    provinces: Provinces,
    areas: frozenset[str] | None = None,
) -> tuple[Mapping[str, Targets], list[Finding]]:
    """Read the target files of a data folder.

    Args:
        folder: `data/targets`; a missing one holds nothing.
        shown: how a path is named to people.
        areas: read only what may be about these areas; None reads all.

    Returns:
        By the id of each phase what is asked in it, and all faults.
    """
    papers = EvidenceFolder(folder.parent)
    collected = {phase.id: Collected(papers) for phase in programme.phases}
    listed = listing(folder)
    findings = list(_links(listed, folder, shown, provinces, areas))
    to_read: dict[TargetFile, FileToRead] = {}
    for path in target_files(listed):
        place = _Place.of(path, folder, programme, provinces)
        if place.may_be_about(areas):
            to_read[place.file(path)] = FileToRead(path, shown(path), place.phase, place.day, place.named)
    copies = set_aside(to_read, shown)
    for each, file in to_read.items():
        if each.path in copies:
            findings.append(copies[each.path])
        else:
            findings += read_target_file(file, programme, provinces, collected[file.phase.id])
    findings += [finding for of_phase in collected.values() for finding in of_phase.contradictions()]
    return {phase: of_phase.facts() for phase, of_phase in collected.items()}, findings


def _links(
    listed: Listing,
    folder: Path,
    shown: Callable[[Path], str],
    provinces: Provinces,
    areas: frozenset[str] | None,
) -> Iterable[Finding]:
    """The links that aren't followed, and may be about these areas."""
    for link in listed.links:
        named = _named(link, provinces, _day_of_folder(link.relative_to(folder)))
        if areas is None or named is None or named.area in areas:
            yield not_followed(link, shown, named.area if named else None)


class _Place(Struct, frozen=True):
    """What a file is about, as far as can be told before it is read.

    Attributes:
        day: tells which era's provinces are meant.
        named: the province that it is named after.
        stated: the province that its top states.
    """

    phase: Phase
    day: date
    named: Province | None
    stated: Province | None

    @classmethod
    def of(cls, path: Path, folder: Path, programme: Programme, provinces: Provinces) -> "_Place":
        stated = _glance(path)
        phase = programme.find_phase(stated["phase"]) or programme.phase_of_id(programme.unstated)
        day = max(_day_of_folder(path.relative_to(folder)), phase.start)
        return cls(phase, day, _named(path, provinces, day), provinces.find(stated["province"], day))

    def may_be_about(self, areas: frozenset[str] | None) -> bool:
        """Whether it may say anything of these areas; None stands for all."""
        if areas is None or self.named is None:
            return True
        return bool(areas & {each.area for each in (self.named, self.stated) if each})

    def file(self, path: Path) -> TargetFile:
        """The file as one of several about one province and phase."""
        province = self.stated or self.named
        return TargetFile(path, province.area if province else None, self.phase.id)


def target_files(listed: Listing) -> list[Path]:
    """Every `.yaml` and `.yml` in a folder."""
    return [path for path in listed.paths if path.suffix.lower() in {".yaml", ".yml"}]


def _glance(path: Path) -> Mapping[str, str]:
    """What a file says of itself at its top, before it is read; empty where it says nothing, or can't be read."""
    try:
        text = path.read_bytes()[:LARGEST_FILE] if path.is_file() else b""
    except OSError:  # whoever reads it will say why it can't be read
        text = b""
    matches = {name: pattern.search(text) for name, pattern in _STATED.items()}
    lines = {name: match[1].decode("utf-8", "replace") if match else "" for name, match in matches.items()}
    return {name: line.partition(" #")[0].strip().strip("\"'") for name, line in lines.items()}


def _named(path: Path, provinces: Provinces, day: date) -> Province | None:
    """The province that a file is named after, with its phase behind it or without; a copy after the same."""
    stem = without_mark(path.stem)
    return provinces.find(stem, day) or provinces.find(_OF_PHASE.sub("", stem), day)


def _day_of_folder(relative: Path) -> date:
    """`2025/lam-dong.yaml` is about the new Lâm Đồng, `lam-dong.yaml` about the old."""
    new_era = len(relative.parts) > 1 and relative.parts[0] == NEW_ERA
    return NEW_ERA_STARTS if new_era else NEW_ERA_STARTS - timedelta(days=1)
