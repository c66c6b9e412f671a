"""Reads the packaged programme and, over it, the `programme.yaml` of a data folder."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

from du_an8.findings import Finding
from du_an8.programme.catalogue import Direction, Indicator, Kind, NationalTarget, PeopleEach, Phase, Programme, Source
from du_an8.programme.phase_layer import PhaseLayer, phase_id
from du_an8.programme.schema import IndicatorEntry, NationalTargetEntry, ProgrammeFile, ThresholdsEntry
from du_an8.strict_yaml.reader import Document, Loc, parse_yaml, read_yaml
from du_an8.strict_yaml.validation import sound_part, validate
from du_an8.vietnamese.names import fold, nearest

_NAMES = frozenset({"aliases", "unit_aliases"})
_WORDS = ("neutral_words", "abbreviations", "part_words")
_MISSING = "invalid-value.missing"
_VOIDS_NO_MORE = frozenset({"invalid-value.name-taken"})
_GRACE_DAYS, _STALE_AFTER_DAYS = 25, 200
_NO_PHASE = Phase("I", "giai đoạn I", date(2021, 1, 1), date(2025, 12, 31), tuple(range(2021, 2026)))
"""Stands in where a programme at fault names none; the fault is told."""


def load_programme(override: Path | None, shown_path: str = "data/programme.yaml") -> tuple[Programme, list[Finding]]:
    """The packaged programme, changed and added to by the override where there is one, or replaced by it.

    An override at fault is set aside whole, for judging by half of it would surprise; but a name that two indicators
    claim is only taken from the second, and of another programme (`replace: true`) what is sound stands: nothing of
    the packaged one may show in its place.
    """
    packaged = _packaged()
    if override is None or not override.exists():
        return packaged.build(), []
    document, findings = read_yaml(override, shown_path)
    if document is None:
        return packaged.build(), findings
    replaces = isinstance(document.data, dict) and document.data.get("replace") is True
    changed = _Layers() if replaces else _Layers(packaged)
    found = changed.add(document, replaces=replaces)
    is_sound = not findings and all(finding.key in _VOIDS_NO_MORE for finding in found)
    return (changed if replaces or is_sound else packaged).build(), findings + found


def _packaged() -> "_Layers":
    text = files("du_an8.programme").joinpath("packaged/programme.yaml").read_text(encoding="utf-8")
    document, faults = parse_yaml(text, "(du-an8)/programme.yaml")
    packaged = _Layers()
    if document:
        faults += packaged.add(document)
    if faults:
        raise AssertionError([str(fault.location) + fault.message for fault in faults])
    return packaged


class _Layers:
    """One programme file laid over another, key by key; phases and indicators by id."""

    def __init__(self, below: "_Layers | None" = None) -> None:
        self.top: dict[str, Any] = dict(below.top) if below else {}
        self.sources: dict[str, Source] = dict(below.sources) if below else {}
        self.phases: dict[str, dict[str, Any]] = dict(below.phases) if below else {}
        self.indicators: dict[str, dict[str, Any]] = dict(below.indicators) if below else {}

    def add(self, document: Document, *, replaces: bool = False) -> list[Finding]:
        file, findings = validate(ProgrammeFile, document, document.data)
        if file is None and replaces:
            file = sound_part(ProgrammeFile, document.data)
        if file is None:
            return findings
        if not self.top or replaces:
            findings += self._check_whole(file, document)
        for key, entry in (file.sources or {}).items():
            self.sources[key] = Source(**entry.model_dump())
        given = file.model_fields_set - {"sources", "phases", "phase", "indicators", "replace", "contents", *_WORDS}
        self.top |= {name: getattr(file, name) for name in given if getattr(file, name) is not None}
        self.top["contents"] = {**self.top.get("contents", {}), **(file.contents or {})}
        self._add_words(file)
        findings += PhaseLayer(self.phases, document).add(file.phases or [], file.phase)
        if file.phase:
            self.top["unstated"] = phase_id(file.phase)
        for index, indicator in enumerate(file.indicators or ()):
            findings += self._add_indicator(indicator, document, index)
        findings += self._check_names(file.indicators or [], document)
        findings += self._check_relations(file.indicators or [], document)
        if not (thresholds := self.top.get("thresholds") or ThresholdsEntry()).slow <= thresholds.near <= 1:
            findings.append(document.finding("invalid-value.threshold-order", ("thresholds",)))
        return findings

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

    def _add_indicator(self, entry: IndicatorEntry, document: Document, index: int) -> list[Finding]:
        at = ("indicators", index)
        fields = {name: getattr(entry, name) for name in entry.model_fields_set}
        fields = {name: value for name, value in fields.items() if value is not None}
        known = self.indicators.get(entry.id, {})
        merged = {**known, **fields}
        for names in _NAMES & fields.keys() & known.keys():  # who adds a name doesn't want the others forgotten
            merged[names] = list(dict.fromkeys([*known[names], *fields[names]]))
        missing = [name for name in ("name", "unit", "kind") if name not in merged]
        findings = [document.finding(_MISSING, at, name=name) for name in missing]
        findings += [
            self._unknown_phase(document, (*at, "phases", number), text)
            for number, text in enumerate(entry.phases or ())
            if text not in self.phases
        ]
        merged.pop("national_target", None)
        national = dict(known.get("national_targets", ()))
        is_list = bool(entry.national_target) and document.holds_list((*at, "national_target"))
        for number, stated in enumerate(entry.national_target or ()):
            place = (*at, "national_target", number) if is_list else (*at, "national_target")
            self._add_national(stated, document, place, national, findings)
        merged["national_targets"] = tuple(national.items())
        each = entry.people_each
        if each and (source := self._source(document, (*at, "people_each", "source"), each.source, findings)):
            merged["people_each"] = PeopleEach(each.low, each.high, source)
        if not missing:
            self.indicators[entry.id] = merged
        return findings

    def _add_national(
        self,
        stated: NationalTargetEntry,
        document: Document,
        at: Loc,
        national: dict[str, NationalTarget],
        findings: list[Finding],
    ) -> None:
        phase = stated.phase or next(iter(self.phases), "")
        if phase not in self.phases:
            findings.append(self._unknown_phase(document, (*at, "phase"), phase))
        elif source := self._source(document, (*at, "source"), stated.source, findings):
            national[phase] = NationalTarget(stated.target, source, document.locate(at))

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

    def _check_names(self, entries: Sequence[IndicatorEntry], document: Document) -> list[Finding]:
        """A name stands for one indicator alone; the second that claims it does without."""
        owners: dict[str, str] = {}
        for key, fields in self.indicators.items():
            for name in (key, fields["name"], fields.get("short_name"), *fields.get("aliases", ())):
                owners.setdefault(fold(name or key), key)
        findings = []
        for index, entry in enumerate(entries):
            fields = self.indicators.get(entry.id, {})
            taken = [(at, name) for at, name in _stated_names(entry) if owners.get(fold(name), entry.id) != entry.id]
            for at, name in taken:
                owner, place = owners[fold(name)], ("indicators", index, *at)
                found = document.finding("invalid-value.name-taken", place, text=name, name=entry.id, other=owner)
                findings.append(found)
            if taken and fields:
                names = {name for _, name in taken}
                kept = [name for name in fields.get("aliases", ()) if name not in names]
                self.indicators[entry.id] = {**fields, "aliases": kept}
        return findings

    def build(self) -> Programme:
        phases = tuple(sorted(map(self._phase, self.phases.values()), key=lambda phase: phase.start)) or (_NO_PHASE,)
        unstated = next((phase for phase in phases if phase.id == self.top.get("unstated")), phases[0])
        name = self.top.get("name", "")
        return Programme(
            name=name,
            short_name=self.top.get("short_name", name),
            contents=self.top.get("contents", {}),
            phases=phases,
            phase=unstated,
            unstated=unstated.id,
            carried_over=frozenset(key for key, fields in self.phases.items() if fields.get("carried_over")),
            indicators={key: _indicator(fields) for key, fields in self.indicators.items()},
            **{word: self.top[word] for word in _WORDS if word in self.top},
        ).in_phase(unstated)

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


def _stated_names(entry: IndicatorEntry) -> Iterator[tuple[Loc, str]]:
    if entry.name:
        yield ("name",), entry.name
    if entry.short_name:
        yield ("short_name",), entry.short_name
    yield from ((("aliases", number), name) for number, name in enumerate(entry.aliases or ()))


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
