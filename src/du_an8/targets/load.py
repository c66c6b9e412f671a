"""Reads target files. Bad data never raises: what can't be read is named and its target left unknown."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator, Programme, Source
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces
from du_an8.strict_yaml.reader import Document, Loc, read_yaml
from du_an8.strict_yaml.validation import validate
from du_an8.targets.facts import Difficulty, Target, Targets, TargetVersion
from du_an8.targets.plan_faults import PlanChecker
from du_an8.targets.schema import RevisionEntry, TargetEntry, TargetFileFrame
from du_an8.vietnamese.names import nearest, readable


@dataclass
class _Collected:
    targets: dict[str, dict[str, Target]]
    unreadable: set[tuple[str, str | None]]
    difficulties: dict[str, tuple[Difficulty, ...]]
    findings: list[Finding]


def load_targets(
    folder: Path,
    shown: Callable[[Path], str],
    programme: Programme,
    provinces: Provinces,
    areas: frozenset[str] | None = None,
) -> tuple[Targets, list[Finding]]:
    """Read the target files of a data folder.

    Args:
        folder: `data/targets`; a missing one holds nothing.
        shown: how a path is named to people.
        areas: read only what may be about these areas; None reads all.
    """
    collected = _Collected({}, set(), {}, [])
    for path in target_files(folder):
        named = _province_of_path(path, folder, provinces)
        if areas is None or named is None or named.area in areas:
            _FileReader(path, shown(path), named, programme, provinces, collected).read()
    targets = Targets(collected.targets, frozenset(collected.unreadable), collected.difficulties)
    return targets, collected.findings


def target_files(folder: Path) -> list[Path]:
    """Every `.yaml` and `.yml` below the folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".yaml", ".yml"})


def _province_of_path(path: Path, folder: Path, provinces: Provinces) -> Province | None:
    return provinces.find(readable(path.stem), _era_start(path.relative_to(folder)))


def _era_start(relative: Path) -> date:
    """`2025/lam-dong.yaml` is about the new Lâm Đồng, `lam-dong.yaml` about the old."""
    new_era = relative.parts[0] == NEW_ERA and len(relative.parts) > 1
    return NEW_ERA_STARTS if new_era else NEW_ERA_STARTS - timedelta(days=1)


class _FileReader:
    """Reads one file into what was collected so far."""

    def __init__(  # noqa: PLR0913, PLR0917  # what a file is read with
        self,
        path: Path,
        shown_path: str,
        named: Province | None,
        programme: Programme,
        provinces: Provinces,
        collected: _Collected,
    ) -> None:
        self.path, self.shown_path, self.named = path, shown_path, named
        self.programme, self.provinces, self.collected = programme, provinces, collected
        self.sources: Mapping[str, Source] = {}

    def read(self) -> None:
        document, findings = read_yaml(self.path, self.shown_path)
        if document is None:
            self._lose(self.named, None)
            self._report(findings, self.named)
            return
        frame, frame_findings = validate(TargetFileFrame, document, document.data)
        findings += frame_findings
        data = document.data if isinstance(document.data, dict) else {}
        province = self._province(document, data.get("province"), findings)
        if frame is None:
            self._lose(province, None)
        entries = data.get("targets")
        self.sources = {key: Source(**entry.model_dump()) for key, entry in ((frame and frame.sources) or {}).items()}
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            self._read_entry(document, ("targets", index), entry, province, known_sources=frame is not None)
        if frame and province:
            told = tuple(
                Difficulty(
                    entry.text,
                    document.locate(("difficulties", index, "text")),
                    self._source(document, entry.source, ("difficulties", index, "source"), findings),
                )
                for index, entry in enumerate(frame.difficulties or ())
            )
            self.collected.difficulties[province.area] = self.collected.difficulties.get(province.area, ()) + told
        self._report(findings, province)

    def _report(self, findings: Iterable[Finding], province: Province | None, indicator: str | None = None) -> None:
        place = province.id if province else None
        self.collected.findings += [
            Finding(f.key, f.location, f.parameters, place, indicator, f.related, f.excerpt) for f in findings
        ]

    def _lose(self, province: Province | None, indicator: str | None) -> None:
        if province:
            self.collected.unreadable.add((province.area, indicator))

    def _province(self, document: Document, stated: object, findings: list[Finding]) -> Province | None:
        """The province that the file states; else the one that it is named after."""
        if not isinstance(stated, str) or not stated.strip():
            return self.named
        day = NEW_ERA_STARTS if self.path.parent.name == NEW_ERA else NEW_ERA_STARTS - timedelta(days=1)
        province = self.provinces.find(stated, day)
        if province is None:
            names = self.provinces.nearest_names(stated)
            findings.append(document.finding("unknown-province", ("province",), text=stated, nearest=names))
            return self.named
        if self.named is None or self.named.area != province.area:
            stem = readable(self.path.stem)
            found = document.finding("identity-mismatch.file-name", ("province",), text=stated, name=stem)
            findings.append(found)
        return province

    def _read_entry(
        self, document: Document, at: Loc, entry: object, province: Province | None, *, known_sources: bool
    ) -> None:
        stated = entry.get("indicator") if isinstance(entry, dict) else None
        indicator = self.programme.indicators.get(stated) if isinstance(stated, str) else None
        valid, findings = validate(TargetEntry, document, entry, at)
        if isinstance(stated, str) and indicator is None:
            names = nearest(stated, self.programme.indicators)
            findings.append(document.finding("unknown-indicator", (*at, "indicator"), text=stated, nearest=names))
        if valid and indicator and province:
            target, plan_findings = self._target(document, at, valid, indicator, province, known_sources=known_sources)
            findings += plan_findings
            if target and not self._is_duplicate(document, at, target, findings):
                self.collected.targets.setdefault(province.area, {})[indicator.id] = target
            elif target is None:
                self._lose(province, indicator.id)
        elif indicator:
            self._lose(province, indicator.id)
        self._report(findings, province, indicator.id if indicator else None)

    def _is_duplicate(self, document: Document, at: Loc, target: Target, findings: list[Finding]) -> bool:
        first = self.collected.targets.get(target.area, {}).get(target.indicator)
        if first:
            where = first.versions[0].location
            found = document.finding("duplicate-target", (*at, "indicator"), text=target.indicator, where=str(where))
            findings.append(
                Finding(found.key, found.location, found.parameters, related=(where,), excerpt=found.excerpt)
            )
        return first is not None

    def _source(self, document: Document, key: str | None, loc: Loc, findings: list[Finding]) -> Source | None:
        if key is not None and key not in self.sources:
            findings.append(
                document.finding("invalid-value.unknown-source", loc, text=key, known=list(self.sources) or ["(trống)"])
            )
        return self.sources.get(key or "")

    def _target(  # noqa: PLR0913  # the entry, where it stands and what it is about
        self,
        document: Document,
        at: Loc,
        entry: TargetEntry,
        indicator: Indicator,
        province: Province,
        *,
        known_sources: bool,
    ) -> tuple[Target | None, list[Finding]]:
        findings: list[Finding] = []
        versions = []
        stated: list[tuple[TargetEntry | RevisionEntry, Loc]] = [(entry, at)] if entry.target is not None else []
        stated += [(revision, (*at, "revisions", index)) for index, revision in enumerate(entry.revisions or ())]
        if not stated:
            return None, [document.finding("invalid-value.missing", at, name="target")]
        checker = PlanChecker(document, self.programme, indicator, entry, findings)
        for version, loc in stated:
            source = self._source(document, version.source, (*loc, "source"), findings) if known_sources else None
            built = _version(version, document.locate(loc), source)
            versions.append(checker.checked(built, loc))
        effective = [version.effective for version in versions if version.effective]
        findings += [
            document.finding("invalid-value.revision-order", (*at, "revisions", index, "effective"))
            for index, (earlier, later) in enumerate(itertools.pairwise(effective), start=1)
            if earlier >= later
        ]
        checker.check_active_years((*at, "active_years"))
        if any(finding.rule in {"invalid-value", "rate-out-of-range"} for finding in findings):
            return None, findings
        years = tuple(sorted(set(entry.active_years))) if entry.active_years else self.programme.phase.active_years
        return Target(province.area, indicator.id, years, entry.baseline, tuple(versions)), findings


def _version(entry: TargetEntry | RevisionEntry, location: Location, source: Source | None) -> TargetVersion:
    if entry.target is None:
        raise AssertionError("only versions with a target are built")
    revision = entry if isinstance(entry, RevisionEntry) else None
    return TargetVersion(
        effective=revision.effective if revision else None,
        target=entry.target,
        location=location,
        annual_plan=entry.annual_plan or {},
        milestones=entry.milestones or {},
        source=source,
        reason=revision.reason if revision else None,
        quote=entry.quote,
    )
