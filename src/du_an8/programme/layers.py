"""The packaged programme and, laid over it, the `programme.yaml` of a data folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from du_an8.findings import Finding
from du_an8.programme.catalogue import (
    Direction,
    EnglishName,
    Indicator,
    Kind,
    NationalTarget,
    PeopleEach,
    Programme,
    Source,
)
from du_an8.programme.claimed_names import ClaimedNames, without_names
from du_an8.programme.phase_layer import PhaseLayer, phase_id
from du_an8.programme.phases import Every, Phase, Reporting
from du_an8.programme.schema import IndicatorEntry, ProgrammeFile, ReportingEntry, ThresholdsEntry
from du_an8.programme.split_layer import SplitLayer, split_of
from du_an8.strict_yaml.reader import LARGEST_FILE, Document, Loc, parse_yaml, read_yaml
from du_an8.strict_yaml.validation import sound_part, validate
from du_an8.vietnamese.names import nearest

_PACKAGED = ("programme.yaml", "english.yaml")
_NAMES = frozenset({"aliases", "unit_aliases"})
_READ_APART = frozenset({"national_target", "people_each"})
_TOP = ("name", "short_name", "organisation", "thresholds", "grace_days", "stale_after_days", "reporting")
_WORDS = ("neutral_words", "abbreviations", "part_words")
_MISSING = "invalid-value.missing"
_VOIDS_NO_MORE = frozenset({"invalid-value.name-taken", "invalid-value.indicator-twice"})
_REPLACES = re.compile(rb"^replace[ \t]*:[ \t]*true\b", re.MULTILINE)
_NO_NAME = "Chương trình chưa có tên"
"""Of a programme at fault that names itself nowhere; the fault is told."""
_GRACE_DAYS, _STALE_AFTER_DAYS = 25, 200
_NO_PHASE = Phase("I", "giai đoạn I", date(2021, 1, 1), date(2025, 12, 31), tuple(range(2021, 2026)))
"""Stands in where a programme at fault names none; the fault is told."""


def changed_programme(override: Path, shown_path: str) -> tuple[Programme, tuple[Finding, ...]]:
    """The packaged programme, changed and added to by an override, or replaced by it; see `load.load_programme`."""
    document, findings = read_yaml(override, shown_path)
    if document is None:
        stands_in = _Layers.apart().build() if _says_that_it_replaces(override) else packaged_programme()
        return stands_in, tuple(findings)
    replaces = isinstance(document.data, dict) and document.data.get("replace") is True
    layers = _Layers.apart() if replaces else _Layers(_packaged())
    findings += layers.add(document, replaces=replaces)
    stands = replaces or all(finding.key in _VOIDS_NO_MORE for finding in findings)
    return (layers.build() if stands else packaged_programme()), tuple(findings)


def _says_that_it_replaces(override: Path) -> bool:
    """Whether a file that can't be read as YAML is another programme all the same."""
    try:
        return override.is_file() and _REPLACES.search(override.read_bytes()[:LARGEST_FILE]) is not None
    except OSError:  # why it can't be read is told
        return False


def packaged_programme() -> Programme:
    """The programme that comes with the package."""
    return _packaged().build()


@cache
def _packaged() -> "_Layers":
    packaged, faults = _Layers(), list[Finding]()
    for name in _PACKAGED:
        text = files("du_an8.programme").joinpath(f"packaged/{name}").read_text(encoding="utf-8")
        document, at_fault = parse_yaml(text, f"(du-an8)/{name}")
        faults += [*at_fault, *(packaged.add(document) if document else ())]
    if faults:
        raise AssertionError([str(fault.location) + fault.message for fault in faults])
    return packaged


class _Layers:
    """One programme file laid over another, key by key; phases, indicators and splits by id."""

    def __init__(self, below: "_Layers | None" = None) -> None:
        self.top: dict[str, Any] = dict(below.top) if below else {}
        self.sources: dict[str, Source] = dict(below.sources) if below else {}
        self.phases: dict[str, dict[str, Any]] = dict(below.phases) if below else {}
        self.indicators: dict[str, dict[str, Any]] = dict(below.indicators) if below else {}
        self.splits: dict[str, dict[str, Any]] = dict(below.splits) if below else {}
        self.english: dict[str, EnglishName] = dict(below.english) if below else {}

    @classmethod
    def apart(cls) -> "_Layers":
        """Where another programme begins: with nothing but the ways in which officials divide any figure."""
        layers = cls()
        layers.splits = dict(_packaged().splits)
        layers.english = dict(_packaged().english)
        return layers

    def add(self, document: Document, *, replaces: bool = False) -> list[Finding]:
        """Lay a file over what there is; its faults.

        Args:
            replaces: whether the file is another programme, of which what is sound stands.
        """
        file, findings = validate(ProgrammeFile, document, document.data)
        if file is None and replaces:
            file = sound_part(ProgrammeFile, document.data)
        if file is None:
            return findings
        if not self.top or replaces:
            findings += self._check_whole(file, document)
        self._add_top(file)
        self._add_words(file)
        findings += self._add_phases(file, document)
        findings += self._add_indicators(file.indicators or (), document)
        findings += self._check_relations(file.indicators or [], document)
        findings += SplitLayer(self.splits, self.indicators, document).add(file.splits or [])
        findings += self._add_english(file, document)
        return [*findings, *self._check_thresholds(document)]

    def _check_thresholds(self, document: Document) -> Iterator[Finding]:
        thresholds = self.top.get("thresholds") or ThresholdsEntry()
        if not thresholds.slow <= thresholds.near <= 1:
            yield document.finding("invalid-value.threshold-order", ("thresholds",))

    def _add_top(self, file: ProgrammeFile) -> None:
        """What stands alone: the later file's counts."""
        self.sources |= {key: Source(**entry.model_dump()) for key, entry in (file.sources or {}).items()}
        stated = {name: getattr(file, name) for name in _TOP}
        self.top |= {name: value for name, value in stated.items() if value is not None}
        self.top["contents"] = {**self.top.get("contents", {}), **(file.contents or {})}

    def _add_phases(self, file: ProgrammeFile, document: Document) -> list[Finding]:
        if file.phase:
            self.top["unstated"] = phase_id(file.phase)
        return PhaseLayer(self.phases, document).add(file.phases or [], file.phase)

    @staticmethod
    def _check_whole(file: ProgrammeFile, document: Document) -> list[Finding]:
        """What a programme of its own can't do without."""
        stated = {"name": file.name, "phases": file.phases or file.phase, "indicators": file.indicators}
        return [document.finding(_MISSING, (), name=name) for name, value in stated.items() if not value]

    def _add_words(self, file: ProgrammeFile) -> None:
        """Who adds words doesn't want the others forgotten."""
        top = self.top
        top["neutral_words"] = (*top.get("neutral_words", ()), *(file.neutral_words or ()))
        top["abbreviations"] = {**top.get("abbreviations", {}), **(file.abbreviations or {})}
        top["part_words"] = (*top.get("part_words", ()), *map(tuple, file.part_words or ()))

    def _add_english(self, file: ProgrammeFile, document: Document) -> list[Finding]:
        findings: list[Finding] = []
        for name, entry in (file.english or {}).items():
            at = ("english", name, "source")
            source = self._source(document, at, entry.source, findings) if entry.source else None
            self.english[name] = EnglishName(entry.name, entry.many or "", source)
        return findings

    def _add_indicators(self, entries: Sequence[IndicatorEntry], document: Document) -> list[Finding]:
        """Each id has one entry in a file, each name stands for one indicator: the first keeps it."""
        claims, listed, findings = ClaimedNames(self.indicators), set[str](), list[Finding]()
        for index, entry in enumerate(entries):
            at = ("indicators", index)
            if entry.id in listed:
                findings.append(document.finding("invalid-value.indicator-twice", (*at, "id"), text=entry.id))
                continue
            listed.add(entry.id)
            taken = claims.taken_from(entry)
            findings += [
                document.finding("invalid-value.name-taken", (*at, *place), text=name, name=entry.id, other=other)
                for place, name, other in taken
            ]
            free = without_names(entry, {name for _, name, _ in taken}, is_new=entry.id not in self.indicators)
            findings += self._add_indicator(free, document, at)
            if entry.id in self.indicators:
                claims.add(entry.id, self.indicators[entry.id])
        return findings

    def _add_indicator(self, entry: IndicatorEntry, document: Document, at: Loc) -> list[Finding]:
        """Lay one entry over the indicator of its id; nothing of it where it isn't whole."""
        merged = _merged(self.indicators.get(entry.id, {}), entry)
        missing = [name for name in ("name", "unit", "kind") if name not in merged]
        findings = [document.finding(_MISSING, at, name=name) for name in missing]
        findings += [
            self._unknown_phase(document, (*at, "phases", number), text)
            for number, text in enumerate(entry.phases or ())
            if text not in self.phases
        ]
        merged["national_targets"] = self._national_targets(entry, document, at, findings)
        each = entry.people_each
        if each and (source := self._source(document, (*at, "people_each", "source"), each.source, findings)):
            merged["people_each"] = PeopleEach(each.low, each.high, source)
        if not missing:
            self.indicators[entry.id] = merged
        return findings

    def _national_targets(
        self, entry: IndicatorEntry, document: Document, at: Loc, findings: list[Finding]
    ) -> tuple[tuple[str, NationalTarget], ...]:
        """Those known so far, and those that an entry states."""
        targets = dict(self.indicators.get(entry.id, {}).get("national_targets", ()))
        is_list = bool(entry.national_target) and document.holds_list((*at, "national_target"))
        for number, stated in enumerate(entry.national_target or ()):
            place = (*at, "national_target", number) if is_list else (*at, "national_target")
            phase = stated.phase or next(iter(self.phases), "")
            if phase not in self.phases:
                findings.append(self._unknown_phase(document, (*place, "phase"), phase))
            elif source := self._source(document, (*place, "source"), stated.source, findings):
                targets[phase] = NationalTarget(stated.target, source, document.locate(place))
        return tuple(targets.items())

    def _unknown_phase(self, document: Document, at: Loc, text: str) -> Finding:
        return document.finding("invalid-value.unknown-phase", at, text=text, known=list(self.phases))

    def _source(self, document: Document, at: Loc, name: str, findings: list[Finding]) -> Source | None:
        if name not in self.sources:
            known = list(self.sources)
            findings.append(document.finding("invalid-value.unknown-source", at, text=name, known=known))
        return self.sources.get(name)

    def _check_relations(self, entries: Sequence[IndicatorEntry], document: Document) -> list[Finding]:
        """Relations name indicators that there are."""
        stated = [
            (name, ("indicators", index, *at))
            for index, entry in enumerate(entries)
            for name, at in (
                *((part, ("parts", number)) for number, part in enumerate(entry.parts or ())),
                (entry.people_of, ("people_of",)),
                (entry.share_of, ("share_of",)),
            )
            if name
        ]
        return [
            document.finding("unknown-indicator", at, text=name, nearest=nearest(name, self.indicators))
            for name, at in stated
            if name not in self.indicators
        ]

    def build(self) -> Programme:
        phases = tuple(sorted(map(self._phase, self.phases.values()), key=lambda phase: phase.start)) or (_NO_PHASE,)
        unstated = next((phase for phase in phases if phase.id == self.top.get("unstated")), phases[0])
        name = self.top.get("name", _NO_NAME)
        indicators = map(_indicator, self.indicators.values())
        return Programme(
            name=name,
            short_name=self.top.get("short_name", name),
            organisation=self.top.get("organisation", ""),
            contents=self.top.get("contents", {}),
            phases=phases,
            phase=unstated,
            unstated=unstated.id,
            carried_over=frozenset(key for key, fields in self.phases.items() if fields.get("carried_over")),
            indicators={each.id: each.in_phase(unstated) for each in indicators},
            splits=tuple(map(split_of, self.splits.values())),
            reporting=_reporting(self.top.get("reporting")),
            english=self.english,
            **{word: self.top[word] for word in _WORDS if word in self.top},
        )

    def _phase(self, fields: Mapping[str, Any]) -> Phase:
        thresholds = fields.get("thresholds") or self.top.get("thresholds") or ThresholdsEntry()
        every_year = range(fields["start"].year, fields["end"].year + 1)
        return Phase(
            fields["id"],
            fields["name"],
            fields["start"],
            fields["end"],
            tuple(sorted(set(fields.get("active_years") or every_year))),
            Fraction(thresholds.near),
            Fraction(thresholds.slow),
            fields.get("grace_days", self.top.get("grace_days", _GRACE_DAYS)),
            fields.get("stale_after_days", self.top.get("stale_after_days", _STALE_AFTER_DAYS)),
        )


def _reporting(entry: ReportingEntry | None) -> Reporting | None:
    return Reporting(Every(entry.every), entry.due_days) if entry else None


def _merged(known: Mapping[str, Any], entry: IndicatorEntry) -> dict[str, Any]:
    """An indicator as a file changes it; who adds a name doesn't want the others forgotten."""
    stated = {name: getattr(entry, name) for name in entry.model_fields_set - _READ_APART}
    fields = {name: value for name, value in stated.items() if value is not None}
    names = {name: list(dict.fromkeys([*known[name], *fields[name]])) for name in _NAMES & fields.keys() & known.keys()}
    return {**known, **fields, **names}


def _indicator(fields: Mapping[str, Any]) -> Indicator:
    kind = Kind(fields["kind"])
    lists = ("aliases", "unit_aliases", "parts", "phases")
    return Indicator(
        **{
            "short_name": fields["name"],
            **fields,
            "kind": kind,
            "whole": fields.get("whole", True) and kind is not Kind.RATE,
            "direction": Direction(fields.get("direction", Direction.INCREASE)),
            **{name: tuple(fields.get(name, ())) for name in lists},
        }
    )
