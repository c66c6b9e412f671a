"""Reads the packaged programme and, over it, the `programme.yaml` of a data folder."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from du_an8.disk.digest import sha256
from du_an8.disk.trouble import reason
from du_an8.findings import Finding
from du_an8.programme.catalogue import Direction, Indicator, Kind, NationalTarget, PeopleEach, Phase, Programme, Source
from du_an8.programme.schema import IndicatorEntry, PhaseEntry, ProgrammeFile
from du_an8.strict_yaml.reader import Document, Loc, parse_yaml, read_yaml
from du_an8.strict_yaml.validation import validate
from du_an8.vietnamese.names import fold, nearest

_NAMES = frozenset({"aliases", "unit_aliases"})
_WORDS = ("neutral_words", "abbreviations", "part_words")
_NUMBER_OF_PHASE = re.compile(r"\bgiai đoạn\s+([ivx]+|\d{1,2})\b", re.IGNORECASE)


def load_programme(override: Path | None, shown_path: str = "data/programme.yaml") -> tuple[Programme, list[Finding]]:
    """The packaged programme, changed and added to by the override where there is one.

    An override at fault is set aside whole: judging by half of it would surprise. As long as a file stays the same, the
    programme is the same object, with all that was read in its words.
    """
    if override is None or not override.exists():
        return _packaged_programme(), []
    programme, findings = _changed_programme(override, shown_path, _digest(override))
    return programme, list(findings)


def _digest(path: Path) -> str:
    """What tells whether a file is still the same; of one that can't be read, why."""
    try:
        return sha256(path)
    except OSError as error:
        return reason(error)


@lru_cache(maxsize=4)
def _changed_programme(override: Path, shown_path: str, _content: str) -> tuple[Programme, tuple[Finding, ...]]:
    document, findings = read_yaml(override, shown_path)
    changed = _Layers(_packaged())
    if document:
        findings += changed.add(document)
    return (_packaged_programme() if findings else changed.build()), tuple(findings)


@cache
def _packaged_programme() -> Programme:
    return _packaged().build()


@cache
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
    """One programme file laid over another, key by key; indicators by id."""

    def __init__(self, below: "_Layers | None" = None) -> None:
        self.top: dict[str, Any] = dict(below.top) if below else {}
        self.sources: dict[str, Source] = dict(below.sources) if below else {}
        self.indicators: dict[str, dict[str, Any]] = dict(below.indicators) if below else {}

    def add(self, document: Document) -> list[Finding]:
        file, findings = validate(ProgrammeFile, document, document.data)
        if file is None:
            return findings
        for key, entry in (file.sources or {}).items():
            self.sources[key] = Source(**entry.model_dump())
        for index, indicator in enumerate(file.indicators or ()):
            findings += self._add_indicator(indicator, document, index)
        findings += self._check_names(file.indicators or [], document)
        findings += self._check_relations(file.indicators or [], document)
        self._add_words(file)
        given = file.model_fields_set - {"sources", "indicators", *_WORDS}
        self.top |= {name: getattr(file, name) for name in given if getattr(file, name) is not None}
        phase = self.top["phase"]
        if phase.start > phase.end:
            findings.append(document.finding("invalid-value.phase-order", ("phase", "end")))
        else:
            findings += [
                document.finding("invalid-value.year-outside-phase", ("phase", "active_years", index), text=str(year))
                for index, year in enumerate(phase.active_years)
                if not phase.start.year <= year <= phase.end.year
            ]
        if not self.top["thresholds"].slow <= self.top["thresholds"].near <= 1:
            findings.append(document.finding("invalid-value.threshold-order", ("thresholds",)))
        return findings

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
        findings = [
            document.finding("invalid-value.missing", at, name=name)
            for name in ("name", "unit", "kind")
            if name not in merged
        ]
        stated, each = entry.national_target, entry.people_each
        if stated and (source := self._source(document, (*at, "national_target", "source"), stated.source, findings)):
            place = document.locate((*at, "national_target"))
            merged["national_target"] = NationalTarget(stated.target, source, place)
        if each and (source := self._source(document, (*at, "people_each", "source"), each.source, findings)):
            merged["people_each"] = PeopleEach(each.low, each.high, source)
        self.indicators[entry.id] = merged
        return findings

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
        """A name stands for one indicator alone; a second one would take it over in silence."""
        owners: dict[str, str] = {}
        for key, fields in self.indicators.items():
            for name in (key, fields.get("name"), fields.get("short_name"), *fields.get("aliases", ())):
                owners.setdefault(fold(name or key), key)
        return [
            document.finding("invalid-value.name-taken", ("indicators", index), text=name, other=owners[fold(name)])
            for index, entry in enumerate(entries)
            for name in (entry.name, entry.short_name, *(entry.aliases or ()))
            if name and owners[fold(name)] != entry.id
        ]

    def build(self) -> Programme:
        phase: PhaseEntry = self.top["phase"]
        thresholds = self.top["thresholds"]
        return Programme(
            name=self.top["name"],
            phase=_phase(phase),
            indicators={key: _indicator(fields) for key, fields in self.indicators.items()},
            near=Fraction(thresholds.near),
            slow=Fraction(thresholds.slow),
            grace_days=self.top["grace_days"],
            stale_after_days=self.top["stale_after_days"],
            **{name: self.top[name] for name in _WORDS},
        )


def _phase(entry: PhaseEntry) -> Phase:
    years = tuple(sorted(set(entry.active_years)))
    return Phase(entry.name, entry.start, entry.end, years, entry.id or _id_of_phase(entry))


def _id_of_phase(entry: PhaseEntry) -> str:
    """`giai đoạn II (2026-2030)` is `II`; a name without such a number is known by its years."""
    numbered = _NUMBER_OF_PHASE.search(unicodedata.normalize("NFC", entry.name))
    return numbered[1].upper() if numbered else f"{entry.start.year}-{entry.end.year}"


def _indicator(fields: Mapping[str, Any]) -> Indicator:
    kind = Kind(fields["kind"])
    return Indicator(
        **{
            "short_name": fields["name"],
            **fields,
            "kind": kind,
            "whole": fields.get("whole", True) and kind is not Kind.RATE,
            "direction": Direction(fields.get("direction", Direction.INCREASE)),
            "aliases": tuple(fields.get("aliases", ())),
            "unit_aliases": tuple(fields.get("unit_aliases", ())),
            "parts": tuple(fields.get("parts", ())),
        }
    )
