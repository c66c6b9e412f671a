"""Reads `decisions.yaml`; an entry at fault is a finding and settles nothing."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from du_an8.decisions.facts import Decision, Ruling
from du_an8.decisions.schema import DecisionEntry, DecisionFileFrame
from du_an8.findings import Finding
from du_an8.findings.rules import all_rules, is_rule
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.strict_yaml.reader import Document, Loc, read_yaml
from du_an8.strict_yaml.validation import validate
from du_an8.vietnamese.dates import read_period
from du_an8.vietnamese.names import nearest

_USABLE = "conflicting-reports"


def load_decisions(
    path: Path, shown_path: str, programme: Programme, provinces: Provinces
) -> tuple[tuple[Decision, ...], list[Finding]]:
    """Read the decisions of a data folder; a missing file holds none."""
    if not path.exists():
        return (), []
    document, findings = read_yaml(path, shown_path)
    if document is None:
        return (), findings
    frame, faults = validate(DecisionFileFrame, document, document.data)
    findings += faults
    reader = _Reader(document, programme, provinces, findings)
    read = [reader.read(("decisions", index), entry) for index, entry in enumerate(frame.decisions if frame else ())]
    return tuple(decision for decision in read if decision), findings


class _Reader:
    """Reads the entries of one file."""

    def __init__(self, document: Document, programme: Programme, provinces: Provinces, findings: list[Finding]) -> None:
        self.document, self.programme, self.provinces, self.findings = document, programme, provinces, findings

    def read(self, at: Loc, stated: object) -> Decision | None:
        entry, faults = validate(DecisionEntry, self.document, stated, at)
        if entry:
            faults += self._faults(at, entry)
        self.findings += faults
        if entry is None or faults:
            return None
        period = read_period(entry.period) if entry.period else None
        return Decision(
            rule=entry.rule,
            ruling=Ruling(entry.decision),
            reason=entry.reason,
            by=entry.by,
            location=self.document.locate(at),
            file=self._in_folder(entry.file),
            sheet=entry.sheet,
            cell=entry.cell,
            areas=self.provinces.areas_named(entry.province) if entry.province else frozenset(),
            indicator=entry.indicator,
            day=period.end if period else None,
            report=self._in_folder(entry.report),
            until=entry.until,
            figures=entry.figures,
        )

    def _in_folder(self, path: str | None) -> str | None:
        """From the data folder on; who copies a path from a finding has the folder's name before it."""
        folder = self.document.path.rpartition("/")[0]
        return path.removeprefix(f"{folder}/") if path and folder else path

    def _faults(self, at: Loc, entry: DecisionEntry) -> list[Finding]:
        return [
            replace(self.document.finding(key, (*at, *loc)), parameters=words) for key, loc, words in self._said(entry)
        ]

    def _said(self, entry: DecisionEntry) -> Iterable[tuple[str, Loc, dict[str, object]]]:
        if not is_rule(entry.rule):
            names = [rule.name for rule in all_rules()]
            yield "invalid-value.no-rule", ("rule",), {"text": entry.rule, "nearest": nearest(entry.rule, names)}
        if not (entry.file or entry.province):
            yield "invalid-value.missing", (), {"name": "file` hoặc `province"}
        yield from self._unknown(entry)
        if entry.decision == "use" and not entry.report:
            yield "invalid-value.missing", (), {"name": "report"}
        if entry.decision == "use" and entry.rule != _USABLE:
            yield "invalid-value.choice", ("decision",), {"name": "decision", "text": "use", "expected": ["accept"]}

    def _unknown(self, entry: DecisionEntry) -> Iterable[tuple[str, Loc, dict[str, object]]]:
        """What it names that there isn't."""
        indicators = self.programme.indicators
        if entry.province and not self.provinces.areas_named(entry.province):
            names = self.provinces.nearest_names(entry.province)
            yield "unknown-province", ("province",), {"text": entry.province, "nearest": names}
        if entry.indicator and entry.indicator not in indicators:
            names = nearest(entry.indicator, indicators)
            yield "unknown-indicator", ("indicator",), {"text": entry.indicator, "nearest": names}
        if entry.period and read_period(entry.period) is None:
            yield "unknown-period", ("period",), {"text": entry.period}
