"""Reads target files. Bad data never raises: what can't be read is named and its target left unknown."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.disk.evidence import Evidence, EvidenceFolder
from du_an8.disk.links import Listing, listing, not_followed
from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator, Phase, Programme, Source
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces
from du_an8.programme.schema import SourceEntry
from du_an8.strict_yaml.reader import LARGEST_FILE, Document, Loc, read_yaml
from du_an8.strict_yaml.validation import sound_part, validate
from du_an8.targets.copies import TargetFile, set_aside, without_mark
from du_an8.targets.facts import Difficulty, ExpectedPlace, NotApplicable, Target, Targets, TargetVersion
from du_an8.targets.plan_faults import PlanChecker
from du_an8.targets.schema import (
    AreaEntry,
    DifficultyEntry,
    NotApplicableEntry,
    RevisionEntry,
    TargetEntry,
    TargetFileFrame,
)
from du_an8.vietnamese.names import fold, nearest, readable

_MISSING = "invalid-value.missing"
_FATAL = frozenset({"invalid-value", "rate-out-of-range", "ambiguous-number"})
_STATED = {name: re.compile(rb"^%s:(.*)$" % name.encode(), re.MULTILINE) for name in ("province", "phase")}
_OF_PHASE = re.compile(
    r"[\s_-]+(?:giai[\s_-]*doan|gd|phase)?[\s_-]*(?:[ivx]+|\d{1,2}|\d{4}(?:[\s_-]+\d{4})?)$", re.IGNORECASE
)
"""The end of a file name such as `cao-bang-gd2`, `cao-bang-II`, `cao-bang-2026-2030`."""


class _Collected(Struct):
    """What the files of one phase say.

    Attributes:
        papers: those that targets may name.
    """

    papers: EvidenceFolder
    targets: dict[str, dict[str, Target]] = field(default_factory=dict)
    unreadable: set[tuple[str, str | None]] = field(default_factory=set)
    difficulties: dict[str, tuple[Difficulty, ...]] = field(default_factory=dict)
    places: dict[str, tuple[ExpectedPlace, ...]] = field(default_factory=dict)
    not_applicable: dict[str, dict[str, NotApplicable]] = field(default_factory=dict)
    named_places: dict[tuple[str, str, str], Location] = field(default_factory=dict)

    def contradictions(self) -> Iterator[Finding]:
        """What is asked and declared not to apply: it counts as asked, and that is said."""
        for area, declared in self.not_applicable.items():
            asked = {*self.targets.get(area, {}), *(each for place, each in self.unreadable if place == area)}
            for indicator in [each for each in declared if each in asked]:
                target = self.targets.get(area, {}).get(indicator)
                places = (target.versions[0].location,) if target else ()
                words: dict[str, object] = {"text": indicator}
                where = declared.pop(indicator).location
                yield Finding("duplicate-target.not-applicable", where, words, area, indicator, related=places)

    def facts(self) -> Targets:
        """The targets, without those of which anything is at fault."""
        for area, indicator in self.unreadable:
            self.targets.get(area, {}).pop(indicator or "", None)
        return Targets(self.targets, frozenset(self.unreadable), self.difficulties, self.places, self.not_applicable)


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
    collected = {phase.id: _Collected(papers) for phase in programme.phases}
    listed = listing(folder)
    findings = list(_links(listed, folder, shown, provinces, areas))
    readers: dict[TargetFile, _FileReader] = {}
    for path in target_files(listed):
        place = _Place.of(path, folder, programme, provinces)
        if place.may_be_about(areas):
            collecting = collected[place.phase.id]
            readers[place.file(path)] = _FileReader(
                path, shown(path), place.named, place.day, programme, place.phase, provinces, collecting
            )
    copies = set_aside(readers, shown)
    for file, reader in readers.items():
        findings += [copies[file.path]] if file.path in copies else reader.read()
    findings += [finding for found in collected.values() for finding in found.contradictions()]
    return {phase: found.facts() for phase, found in collected.items()}, findings


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
        about = self.stated or self.named
        return TargetFile(path, about.area if about else None, self.phase.id)


def target_files(listed: Listing) -> list[Path]:
    """Every `.yaml` and `.yml` in a folder."""
    return [path for path in listed.paths if path.suffix.lower() in {".yaml", ".yml"}]


def _glance(path: Path) -> Mapping[str, str]:
    """What a file says of itself at its top, before it is read; empty where it says nothing, or can't be read."""
    try:
        text = path.read_bytes()[:LARGEST_FILE] if path.is_file() else b""
    except OSError:  # whoever reads it will say why it can't be read
        text = b""
    found = {name: pattern.search(text) for name, pattern in _STATED.items()}
    lines = {name: match[1].decode("utf-8", "replace") if match else "" for name, match in found.items()}
    return {name: line.partition(" #")[0].strip().strip("\"'") for name, line in lines.items()}


def _named(path: Path, provinces: Provinces, day: date) -> Province | None:
    """The province that a file is named after, with its phase behind it or without; a copy after the same."""
    stem = without_mark(path.stem)
    return provinces.find(stem, day) or provinces.find(_OF_PHASE.sub("", stem), day)


def _day_of_folder(relative: Path) -> date:
    """`2025/lam-dong.yaml` is about the new Lâm Đồng, `lam-dong.yaml` about the old."""
    new_era = len(relative.parts) > 1 and relative.parts[0] == NEW_ERA
    return NEW_ERA_STARTS if new_era else NEW_ERA_STARTS - timedelta(days=1)


class _FileReader:
    """Reads one file into what was collected so far."""

    def __init__(  # noqa: PLR0913, PLR0917  # what a file is read with
        self,
        path: Path,
        shown_path: str,
        named: Province | None,
        day: date,
        programme: Programme,
        phase: Phase,
        provinces: Provinces,
        collected: _Collected,
    ) -> None:
        self.path, self.shown_path, self.named, self.day = path, shown_path, named, day
        self.every_phase, self.programme = programme, programme.in_phase(phase)
        self.provinces, self.collected = provinces, collected
        self.findings: list[Finding] = []
        self.sources: Mapping[str, Source | None] = {}

    def read(self) -> list[Finding]:
        """Add what the file says; its faults."""
        document, findings = read_yaml(self.path, self.shown_path)
        if document is None:
            self._lose(self.named, None)
            self._report(findings, self.named)
            return self.findings
        frame, frame_findings = validate(TargetFileFrame, document, document.data)
        findings += frame_findings
        data = document.data if isinstance(document.data, dict) else {}
        province = self._province(document, data.get("province"), findings)
        self._check_phase(document, data.get("phase"), findings)
        if frame is None or () in document.tainted:
            self._lose(province, None)
        self._read_sources(document, data.get("sources"), findings)
        for index, entry in _entries(data.get("targets")):
            self._read_entry(document, ("targets", index), entry, province)
        for index, entry in _entries(data.get("not_applicable")):
            self._read_not_applicable(document, ("not_applicable", index), entry, province)
        places = [
            place
            for index, entry in _entries(data.get("areas"))
            if (place := self._place(document, ("areas", index), entry, province, findings))
        ]
        if province and places:
            self.collected.places[province.area] = (*self.collected.places.get(province.area, ()), *places)
        told = [
            difficulty
            for index, entry in _entries(data.get("difficulties"))
            if (difficulty := self._difficulty(document, ("difficulties", index), entry, findings))
        ]
        if province:
            earlier = self.collected.difficulties.get(province.area, ())
            self.collected.difficulties[province.area] = (*earlier, *told)
        self._report(findings, province)
        return self.findings

    def _check_phase(self, document: Document, stated: object, findings: list[Finding]) -> None:
        """A phase that the programme doesn't have; where none is stated, which one was taken."""
        phase = self.programme.phase
        if isinstance(stated, str) and self.every_phase.find_phase(stated) is None:
            known = [each.id for each in self.every_phase.phases]
            findings.append(document.finding("invalid-value.unknown-phase", ("phase",), text=stated, known=known))
        elif stated is None and len(self.every_phase.phases) > 1:
            findings.append(document.finding("assumed-phase", (), phase=phase.name, id=phase.id))

    def _read_sources(self, document: Document, stated: object, findings: list[Finding]) -> None:
        """The sources that the file declares; one at fault is declared all the same."""
        declared: dict[str, Source | None] = {}
        for key, entry in stated.items() if isinstance(stated, dict) else ():
            valid, faults = validate(SourceEntry, document, entry, ("sources", key))
            findings += faults
            declared[str(key)] = Source(**valid.model_dump()) if valid else None
        self.sources = declared

    def _place(
        self, document: Document, at: Loc, entry: object, province: Province | None, findings: list[Finding]
    ) -> ExpectedPlace | None:
        valid, faults = validate(AreaEntry, document, entry, at)
        findings += faults
        if valid is None:
            return None
        known = self.programme.indicators
        for stated in valid.targets or {}:
            if stated not in known:
                findings.append(self._no_indicator(document, (*at, "targets", stated), stated, key=True))
        key = province.area if province else self.shown_path, fold(valid.district or ""), fold(valid.name)
        named_places = self.collected.named_places
        if key in named_places:
            first = str(named_places[key])
            findings.append(document.finding("duplicate-area.expected", (*at, "name"), name=valid.name, where=first))
            return None
        named_places[key] = document.locate((*at, "name"))
        targets = {name: amount for name, amount in (valid.targets or {}).items() if name in known}
        formerly = tuple(valid.formerly or ())
        return ExpectedPlace(valid.name, valid.district, formerly, targets, document.locate(at))

    def _difficulty(self, document: Document, at: Loc, entry: object, findings: list[Finding]) -> Difficulty | None:
        valid, faults = validate(DifficultyEntry, document, entry, at)
        findings += faults
        self._check_source(document, entry, at, findings)
        if valid is None:
            return None
        return Difficulty(valid.text, document.locate((*at, "text")), self.sources.get(valid.source or ""))

    def _report(self, findings: Iterable[Finding], province: Province | None, indicator: str | None = None) -> None:
        place = province.area if province else None
        self.findings += [replace(finding, province=place, indicator=indicator) for finding in findings]

    def _lose(self, province: Province | None, indicator: str | None) -> None:
        if province:
            self.collected.unreadable.add((province.area, indicator))

    def _province(self, document: Document, stated: object, findings: list[Finding]) -> Province | None:
        """The province that the file states; else the one that it is named after."""
        if not isinstance(stated, str) or not stated.strip():
            return self.named
        province = self.provinces.find(stated, self.day)
        if province is None:
            names = self.provinces.nearest_names(stated)
            findings.append(document.finding("unknown-province", ("province",), text=stated, nearest=names))
            return self.named
        if self.named is None or self.named.area != province.area:
            stem = readable(self.path.stem)
            found = document.finding("identity-mismatch.file-name", ("province",), text=stated, name=stem)
            findings.append(found)
        if self.day >= NEW_ERA_STARTS and province.era != NEW_ERA:
            findings.append(document.finding("identity-mismatch.era-folder", ("province",), text=province.name))
        return province

    def _read_entry(self, document: Document, at: Loc, entry: object, province: Province | None) -> None:
        stated = entry.get("indicator") if isinstance(entry, dict) else None
        indicator = self.programme.indicators.get(stated) if isinstance(stated, str) else None
        valid, findings = validate(TargetEntry, document, entry, at)
        if isinstance(stated, str) and indicator is None:
            findings.append(self._no_indicator(document, (*at, "indicator"), stated))
        self._check_source(document, entry, at, findings)
        for number, revision in _entries(entry.get("revisions") if isinstance(entry, dict) else None):
            self._check_source(document, revision, (*at, "revisions", number), findings)
        checked = valid or sound_part(TargetEntry, entry)
        target = None
        if checked and indicator:
            target, plan_findings = self._target(document, at, checked, indicator, province)
            # Of an entry at fault, what the missing part would change can't be told.
            findings += [f for f in plan_findings if valid or (f.rule == "invalid-value" and f.key != _MISSING)]
        tainted = any(loc[: len(at)] == at for loc in document.tainted)
        whole = valid is not None and not tainted
        if target and whole and not self._is_duplicate(document, at, target, findings):
            self.collected.targets.setdefault(target.area, {})[target.indicator] = target
        elif indicator and not (target and whole):
            self._lose(province, indicator.id)
        self._report(findings, province, indicator.id if indicator else None)

    def _read_not_applicable(self, document: Document, at: Loc, entry: object, province: Province | None) -> None:
        valid, findings = validate(NotApplicableEntry, document, entry, at)
        self._check_source(document, entry, at, findings)
        stated = entry.get("indicator") if isinstance(entry, dict) else None
        indicator = self.programme.indicators.get(stated) if isinstance(stated, str) else None
        if isinstance(stated, str) and indicator is None:
            findings.append(self._no_indicator(document, (*at, "indicator"), stated))
        if valid and indicator and province:
            source = self.sources.get(valid.source)
            this = NotApplicable(province.area, indicator.id, valid.reason, document.locate(at), source)
            declared = self.collected.not_applicable.setdefault(province.area, {})
            if (first := declared.setdefault(indicator.id, this)) is not this:
                where = first.location
                found = document.finding("duplicate-target", (*at, "indicator"), text=indicator.id, where=str(where))
                findings.append(replace(found, related=(where,)))
        self._report(findings, province, indicator.id if indicator else None)

    def _no_indicator(self, document: Document, at: Loc, stated: str, *, key: bool = False) -> Finding:
        """An indicator that there isn't, or isn't in this phase."""
        if stated in self.every_phase.indicators:
            phase = self.programme.phase.name
            return document.finding("invalid-value.not-of-phase", at, key=key, text=stated, phase=phase)
        names = nearest(stated, self.programme.indicators)
        return document.finding("unknown-indicator", at, key=key, text=stated, nearest=names)

    def _is_duplicate(self, document: Document, at: Loc, target: Target, findings: list[Finding]) -> bool:
        """Whether the target is on file already; where two files state it differently, neither counts."""
        first = self.collected.targets.get(target.area, {}).get(target.indicator)
        if first is None:
            return False
        where = first.versions[0].location
        unclear = where.path != self.shown_path and not target.says_the_same_as(first)
        key = "duplicate-target.files" if unclear else "duplicate-target"
        found = document.finding(key, (*at, "indicator"), text=target.indicator, where=str(where))
        findings.append(replace(found, related=(where,)))
        if unclear:
            self.collected.unreadable.add((target.area, target.indicator))
        return True

    def _check_source(self, document: Document, stated: object, at: Loc, findings: list[Finding]) -> None:
        """Checked on the plain data, so that another fault of the entry doesn't hide it."""
        key = stated.get("source") if isinstance(stated, dict) else None
        if isinstance(key, str) and key.strip() not in self.sources:
            known = list(self.sources) or ["(chưa có nguồn nào)"]
            findings.append(document.finding("invalid-value.unknown-source", (*at, "source"), text=key, known=known))

    def _target(
        self, document: Document, at: Loc, entry: TargetEntry, indicator: Indicator, province: Province | None
    ) -> tuple[Target | None, list[Finding]]:
        findings: list[Finding] = []
        stated: list[tuple[TargetEntry | RevisionEntry, Loc]] = [(entry, at)]
        stated += [(revision, (*at, "revisions", index)) for index, revision in enumerate(entry.revisions or ())]
        if entry.target is None and not entry.revisions:
            findings.append(document.finding(_MISSING, at, name="target"))
        checker = PlanChecker(document, self.programme, indicator, entry, findings)
        versions = []
        for version, loc in stated:
            source = self.sources.get(version.source or "")
            papers = self._papers(document, loc, version, province)
            findings += self.collected.papers.missing(papers, indicator.short_name, province.id if province else "")
            checked = checker.checked(_version(version, document.locate(loc), source, papers), loc)
            if version.target is not None:
                versions.append(checked)
        effective = [version.effective for version in versions if version.effective]
        findings += [
            document.finding("invalid-value.revision-order", (*at, "revisions", index, "effective"))
            for index, (earlier, later) in enumerate(pairwise(effective), start=1)
            if earlier >= later
        ]
        checker.check_active_years((*at, "active_years"))
        checker.check_baseline((*at, "baseline"))
        fatal = any(finding.rule in _FATAL for finding in findings)
        if fatal or province is None:
            return None, findings
        years = tuple(sorted(set(entry.active_years))) if entry.active_years else self.programme.phase.active_years
        return Target(province.area, indicator.id, years, entry.baseline, tuple(versions)), findings

    def _papers(
        self, document: Document, at: Loc, entry: TargetEntry | RevisionEntry, province: Province | None
    ) -> tuple[Evidence, ...]:
        """The papers that a version names, each with the line on which it stands."""
        place = (*at, "evidence")
        is_list = bool(entry.evidence) and document.holds_list(place)
        return tuple(
            self.collected.papers.named(
                text, province.id if province else "", document.locate((*place, index) if is_list else place)
            )
            for index, text in enumerate(entry.evidence or ())
        )


def _entries(stated: object) -> Iterable[tuple[int, object]]:
    return enumerate(stated) if isinstance(stated, list) else ()


def _version(
    entry: TargetEntry | RevisionEntry, location: Location, source: Source | None, papers: tuple[Evidence, ...]
) -> TargetVersion:
    revision = entry if isinstance(entry, RevisionEntry) else None
    return TargetVersion(
        effective=revision.effective if revision else None,
        target=entry.target or Decimal(0),
        location=location,
        annual_plan=entry.annual_plan or {},
        milestones=entry.milestones or {},
        source=source,
        reason=revision.reason if revision else None,
        quote=entry.quote,
        evidence=papers,
    )
