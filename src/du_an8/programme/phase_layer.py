"""The phases of one programme file laid over those of another, by id."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from du_an8.findings import Finding
from du_an8.programme.schema import PhaseEntry
from du_an8.strict_yaml.reader import Document, Loc
from du_an8.vietnamese.late_patterns import pattern_of

_NUMBER_OF_PHASE = pattern_of(r"\bgiai đoạn\s+([ivx]+|\d{1,2})\b", re.IGNORECASE)
_NEEDED = ("name", "start", "end")


class PhaseLayer:
    """The phases known so far, id -> fields, and the file that adds to them."""

    def __init__(self, phases: dict[str, dict[str, Any]], document: Document) -> None:
        self.phases, self.document = phases, document

    def add(self, entries: Sequence[PhaseEntry], only: PhaseEntry | None) -> list[Finding]:
        """Change or add phases.

        Args:
            only: a phase that stands alone (`phase:`): those before it stay as history, no other does.
        """
        findings = [fault for index, entry in enumerate(entries) for fault in self._add(entry, ("phases", index))]
        if only:
            findings += self._add(only, ("phase",))
            self._keep_history(phase_id(only))
        return findings or self._check_order(("phases",) if entries else ("phase",))

    def _add(self, entry: PhaseEntry, at: Loc) -> list[Finding]:
        key = phase_id(entry)
        known = {} if at == ("phase",) else self.phases.get(key, {})
        stated = {name: getattr(entry, name) for name in entry.model_fields_set if getattr(entry, name) is not None}
        # Who writes of a phase has a catalogue for it, unless they say that they haven't.
        fields = {**known, "carried_over": False, **stated, "id": key}
        faults = self._faults(entry, fields, at)
        if not faults:
            self.phases[key] = fields
        return faults

    def _faults(self, entry: PhaseEntry, fields: Mapping[str, Any], at: Loc) -> list[Finding]:
        """What is missing; where nothing is, an end before the start; else years outside both."""
        if missing := [name for name in _NEEDED if name not in fields]:
            return [self.document.finding("invalid-value.missing", at, name=name) for name in missing]
        if fields["start"] > fields["end"]:
            return [self.document.finding("invalid-value.phase-order", (*at, "end"))]
        return [
            self.document.finding("invalid-value.year-outside-phase", (*at, "active_years", index), text=str(year))
            for index, year in enumerate(entry.active_years or ())
            if not fields["start"].year <= year <= fields["end"].year
        ]

    def _keep_history(self, key: str) -> None:
        only = self.phases.get(key)
        for other in [*self.phases] if only else ():
            if only and other != key and self.phases[other]["end"] >= only["start"]:
                del self.phases[other]

    def _check_order(self, at: Loc) -> list[Finding]:
        """Phases follow each other; a day belongs to one of them alone."""
        ordered = sorted(self.phases.values(), key=lambda fields: fields["start"])
        return [
            self.document.finding("invalid-value.phases-overlap", at, text=later["id"], other=earlier["id"])
            for earlier, later in pairwise(ordered)
            if later["start"] <= earlier["end"]
        ]


def phase_id(entry: PhaseEntry) -> str:
    """`giai đoạn II (2026-2030)` is `II`; a name without such a number is known by its years."""
    if entry.id:
        return entry.id
    numbered = _NUMBER_OF_PHASE.search(unicodedata.normalize("NFC", entry.name or ""))
    if numbered:
        return numbered[1].upper()
    years = [str(day.year) for day in (entry.start, entry.end) if day]
    return "-".join(years) or (entry.name or "")
