"""The JSON of `indicators` (docs/json.md)."""

from du_an8.outputs.machine.check_json import number, phase_document
from du_an8.outputs.machine.finding_json import Json
from du_an8.outputs.machine.json_text import json_text
from du_an8.programme.catalogue import Indicator, Programme


def render(programme: Programme) -> str:
    """Every indicator of every phase, in the order of the programme."""
    document = {
        "schema": "du-an8/indicators",
        "version": 1,
        "programme": programme.name,
        "phases": [phase_document(phase) for phase in programme.phases],
        "contents": [{"number": key, "title": title} for key, title in sorted(programme.contents.items())],
        "indicators": [_document(indicator) for indicator in programme.indicators.values()],
    }
    return json_text(document)


def _document(indicator: Indicator) -> Json:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "short_name": indicator.short_name,
        "aliases": list(indicator.aliases),
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "core": indicator.core,
        "content": indicator.content,
        "phases": list(indicator.phases),
        "national_targets": {phase: number(known.target) for phase, known in indicator.national_targets},
    }
