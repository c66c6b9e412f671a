"""Reads one target file into what was collected so far. What is at fault is named, and its target left unknown."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count, pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from du_an8.disk.evidence import Evidence
from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator, Programme, Source
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces
from du_an8.programme.schema import SourceEntry
from du_an8.strict_yaml.reader import Document, Loc, read_yaml
from du_an8.strict_yaml.validation import sound_part, validate
from du_an8.targets.collected import Collected
from du_an8.targets.facts import Difficulty, ExpectedPlace, NotApplicable, Target, TargetVersion
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


class FileToRead(Struct, frozen=True):
    """A target file, and what can be told of it before it is read.

    Attributes:
        shown_path: its path as it is shown to people.
        phase: of which it asks.
        day: tells which era's provinces are meant.
        named: the province that it is named after.
    """

    path: Path
    shown_path: str
    phase: Phase
    day: date
    named: Province | None


def read_target_file(
    file: FileToRead, programme: Programme, provinces: Provinces, collected: Collected
) -> list[Finding]:
    """Add what a file says; its faults."""
    document, findings = read_yaml(file.path, file.shown_path)
    if document is None:
        collected.lose(file.named, None)
        return _of_province(findings, file.named)
    return _FileReader(file, document, programme, provinces, collected).read(findings)


def _of_province(findings: Iterable[Finding], province: Province | None, indicator: str | None = None) -> list[Finding]:
    area = province.area if province else None
    return [replace(finding, province=area, indicator=indicator) for finding in findings]


class _FileReader:
    """Reads one document, entry by entry."""

    def __init__(
        self, file: FileToRead, document: Document, programme: Programme, provinces: Provinces, collected: Collected
    ) -> None:
        self.file, self.document, self.collected = file, document, collected
        self.every_phase, self.programme = programme, programme.in_phase(file.phase)
        self.provinces = provinces
        self.province: Province | None = file.named
        self.sources: Mapping[str, Source | None] = {}

    def read(self, findings: list[Finding]) -> list[Finding]:
        """Take in what the document says.

        Args:
            findings: what came up when it was opened.

        Returns:
            Its faults.
        """
        frame, faults = validate(TargetFileFrame, self.document, self.document.data)
        data = self.document.data if isinstance(self.document.data, dict) else {}
        findings += faults
        findings += self._look_for_province(data.get("province"))
        findings += self._check_phase(data.get("phase"))
        if frame is None or () in self.document.tainted:
            self.collected.lose(self.province, None)
        findings += self._read_sources(data.get("sources"))
        of_entries = [
            *(each for at, entry in _entries(data, "targets") for each in self._read_target(at, entry)),
            *(each for at, entry in _entries(data, "not_applicable") for each in self._read_not_applicable(at, entry)),
        ]
        for at, entry in _entries(data, "areas"):
            findings += self._read_place(at, entry)
        for at, entry in _entries(data, "difficulties"):
            findings += self._read_difficulty(at, entry)
        return [*of_entries, *_of_province(findings, self.province)]

    # The whole file.

    def _look_for_province(self, stated: object) -> Iterator[Finding]:
        """The province that the file states; else the one that it is named after."""
        if not isinstance(stated, str) or not stated.strip():
            return
        province = self.provinces.find(stated, self.file.day)
        if province is None:
            names = self.provinces.nearest_names(stated)
            yield self.document.finding("unknown-province", ("province",), text=stated, nearest=names)
            return
        if self.file.named is not None and self.file.named.area != province.area:
            stem = readable(self.file.path.stem)
            yield self.document.finding("identity-mismatch.file-name", ("province",), text=stated, name=stem)
        if self.file.day >= NEW_ERA_STARTS and province.era != NEW_ERA:
            into = self.provinces.by_era[NEW_ERA][province.merged_into or ""].name
            yield self.document.finding("identity-mismatch.era-folder", ("province",), text=province.name, into=into)
        self.province = province

    def _check_phase(self, stated: object) -> Iterator[Finding]:
        """A phase that the programme doesn't have; where none is stated, which one was taken."""
        phase, phases = self.programme.phase, self.every_phase.phases
        if isinstance(stated, str) and self.every_phase.find_phase(stated) is None:
            known = [each.id for each in phases]
            yield self.document.finding("invalid-value.unknown-phase", ("phase",), text=stated, known=known)
        elif stated is None and len(phases) > 1:
            yield self.document.finding("assumed-phase", (), phase=phase.name, id=phase.id)

    def _read_sources(self, stated: object) -> list[Finding]:
        """The sources that the file declares; one at fault is declared all the same."""
        declared: dict[str, Source | None] = {}
        findings: list[Finding] = []
        for key, entry in stated.items() if isinstance(stated, dict) else ():
            valid, faults = validate(SourceEntry, self.document, entry, ("sources", key))
            findings += faults
            declared[str(key)] = Source(**valid.model_dump()) if valid else None
        self.sources = declared
        return findings

    # What every entry may name.

    def _indicator(self, stated: object) -> Indicator | None:
        return self.programme.indicators.get(stated) if isinstance(stated, str) else None

    def _unknown_indicator(self, stated: object, at: Loc, *, key: bool = False) -> Iterator[Finding]:
        """An indicator that there isn't, or isn't in this phase."""
        if not isinstance(stated, str) or stated in self.programme.indicators:
            return
        if stated in self.every_phase.indicators:
            phase = self.programme.phase.name
            yield self.document.finding("invalid-value.not-of-phase", at, key=key, text=stated, phase=phase)
        else:
            names = nearest(stated, self.programme.indicators)
            yield self.document.finding("unknown-indicator", at, key=key, text=stated, nearest=names)

    def _unknown_source(self, entry: object, at: Loc) -> Iterator[Finding]:
        """Looked for in the plain data, so that another fault of the entry doesn't hide it."""
        key = _field(entry, "source")
        if isinstance(key, str) and key.strip() not in self.sources:
            known = list(self.sources) or ["(chưa có nguồn nào)"]
            yield self.document.finding("invalid-value.unknown-source", (*at, "source"), text=key, known=known)

    # Targets.

    def _read_target(self, at: Loc, entry: object) -> list[Finding]:
        stated = _field(entry, "indicator")
        indicator = self._indicator(stated)
        valid, findings = validate(TargetEntry, self.document, entry, at)
        findings += self._unknown_indicator(stated, (*at, "indicator"))
        findings += self._unknown_source(entry, at)
        for place, revision in _entries(entry, "revisions", at):
            findings += self._unknown_source(revision, place)
        if indicator is None:
            return _of_province(findings, self.province)
        checked = valid or sound_part(TargetEntry, entry)
        target, faults = self._target(at, checked, indicator) if checked else (None, [])
        findings += faults if valid else filter(_is_certain, faults)
        if target and valid and not self._is_tainted(at):
            findings += self._take(at, target)
        else:
            self.collected.lose(self.province, indicator.id)
        return _of_province(findings, self.province, indicator.id)

    def _is_tainted(self, at: Loc) -> bool:
        """Whether a fault of the file's form hides a part of an entry."""
        return any(loc[: len(at)] == at for loc in self.document.tainted)

    def _take(self, at: Loc, target: Target) -> Iterator[Finding]:
        """Put a target on file, unless there is one already; where two files state it differently, neither counts."""
        of_area = self.collected.targets.setdefault(target.area, {})
        first = of_area.setdefault(target.indicator, target)
        if first is target:
            return
        where = first.versions[0].location
        unclear = where.path != self.file.shown_path and not target.says_the_same_as(first)
        if unclear:
            self.collected.unreadable.add((target.area, target.indicator))
        key = "duplicate-target.files" if unclear else "duplicate-target"
        finding = self.document.finding(key, (*at, "indicator"), text=target.indicator, where=str(where))
        yield replace(finding, related=(where,))

    def _target(self, at: Loc, entry: TargetEntry, indicator: Indicator) -> tuple[Target | None, list[Finding]]:
        """The target, None where a fault leaves it unknown; and all faults."""
        findings: list[Finding] = []
        if entry.target is None and not entry.revisions:
            findings.append(self.document.finding(_MISSING, at, name="target"))
        checker = PlanChecker(self.document, self.programme, indicator, entry, findings)
        versions = tuple(self._versions(at, entry, checker, findings))
        findings += self._revisions_out_of_order(at, versions)
        checker.check_active_years((*at, "active_years"))
        checker.check_baseline((*at, "baseline"))
        if self.province is None or any(finding.rule in _FATAL for finding in findings):
            return None, findings
        years = tuple(sorted(set(entry.active_years))) if entry.active_years else self.programme.phase.active_years
        return Target(self.province.area, indicator.id, years, entry.baseline, versions), findings

    def _versions(
        self, at: Loc, entry: TargetEntry, checker: PlanChecker, findings: list[Finding]
    ) -> Iterator[TargetVersion]:
        """The first version and its revisions, each checked; one without an amount is none."""
        stated: list[tuple[Loc, TargetEntry | RevisionEntry]] = [(at, entry)]
        stated += [((*at, "revisions", index), revision) for index, revision in enumerate(entry.revisions or ())]
        for loc, version in stated:
            papers = self._papers(loc, version)
            findings += self.collected.papers.missing(papers, checker.indicator.short_name, self._province_id)
            source = self.sources.get(version.source or "")
            checked = checker.checked(_version(version, self.document.locate(loc), source, papers), loc)
            if version.target is not None:
                yield checked

    def _revisions_out_of_order(self, at: Loc, versions: Iterable[TargetVersion]) -> Iterator[Finding]:
        effective = [version.effective for version in versions if version.effective]
        for index, (earlier, later) in enumerate(pairwise(effective), start=1):
            if earlier >= later:
                place = (*at, "revisions", index, "effective")
                yield self.document.finding("invalid-value.revision-order", place)

    def _papers(self, at: Loc, entry: TargetEntry | RevisionEntry) -> tuple[Evidence, ...]:
        """The papers that a version names, each with the line on which it stands."""
        place = (*at, "evidence")
        is_list = bool(entry.evidence) and self.document.holds_list(place)
        lines = (self.document.locate((*place, index) if is_list else place) for index in count())
        named = zip(entry.evidence or (), lines, strict=False)
        return tuple(self.collected.papers.named(text, self._province_id, line) for text, line in named)

    @property
    def _province_id(self) -> str:
        return self.province.id if self.province else ""

    # What else a file says.

    def _read_not_applicable(self, at: Loc, entry: object) -> list[Finding]:
        stated = _field(entry, "indicator")
        indicator = self._indicator(stated)
        valid, findings = validate(NotApplicableEntry, self.document, entry, at)
        findings += self._unknown_source(entry, at)
        findings += self._unknown_indicator(stated, (*at, "indicator"))
        if valid and indicator:
            findings += self._declare(at, valid, indicator)
        return _of_province(findings, self.province, indicator.id if indicator else None)

    def _declare(self, at: Loc, entry: NotApplicableEntry, indicator: Indicator) -> Iterator[Finding]:
        """Put on file that an indicator doesn't apply; said twice, the first counts."""
        if self.province is None:
            return
        source = self.sources.get(entry.source)
        this = NotApplicable(self.province.area, indicator.id, entry.reason, self.document.locate(at), source)
        declared = self.collected.not_applicable.setdefault(self.province.area, {})
        first = declared.setdefault(indicator.id, this)
        if first is not this:
            where = first.location
            place = (*at, "indicator")
            finding = self.document.finding("duplicate-target", place, text=indicator.id, where=str(where))
            yield replace(finding, related=(where,))

    def _read_place(self, at: Loc, entry: object) -> list[Finding]:
        valid, findings = validate(AreaEntry, self.document, entry, at)
        if valid is None:
            return findings
        for indicator in valid.targets or {}:
            findings += self._unknown_indicator(indicator, (*at, "targets", indicator), key=True)
        findings += self._expect(at, valid)
        return findings

    def _expect(self, at: Loc, entry: AreaEntry) -> Iterator[Finding]:
        """Put a place on file, unless there is one of its name in its district already."""
        owner = self.province.area if self.province else self.file.shown_path
        line = self.document.locate((*at, "name"))
        first = self.collected.named_places.setdefault((owner, fold(entry.district or ""), fold(entry.name)), line)
        if first is not line:
            place = (*at, "name")
            yield self.document.finding("duplicate-area.expected", place, name=entry.name, where=str(first))
        elif self.province:
            known = {key: amount for key, amount in (entry.targets or {}).items() if key in self.programme.indicators}
            formerly = tuple(entry.formerly or ())
            expected = ExpectedPlace(entry.name, entry.district, formerly, known, self.document.locate(at))
            of_area = self.collected.places.get(self.province.area, ())
            self.collected.places[self.province.area] = (*of_area, expected)

    def _read_difficulty(self, at: Loc, entry: object) -> list[Finding]:
        valid, findings = validate(DifficultyEntry, self.document, entry, at)
        findings += self._unknown_source(entry, at)
        if valid and self.province:
            difficulty = Difficulty(
                valid.text, self.document.locate((*at, "text")), self.sources.get(valid.source or "")
            )
            earlier = self.collected.difficulties.get(self.province.area, ())
            self.collected.difficulties[self.province.area] = (*earlier, difficulty)
        return findings


def _entries(stated: object, name: str, at: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Each entry of a list, with its place in the document; none where there is no list."""
    entries = _field(stated, name)
    for index, entry in enumerate(entries) if isinstance(entries, list) else ():
        yield (*at, name, index), entry


def _field(stated: object, name: str) -> object:
    return stated.get(name) if isinstance(stated, dict) else None


def _is_certain(fault: Finding) -> bool:
    """Whether it holds of an entry at fault all the same; what a missing part would change can't be told."""
    return fault.rule == "invalid-value" and fault.key != _MISSING


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
