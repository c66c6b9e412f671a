"""The JSON Schemas of the YAML files, for editors, and of a record of `facts`."""

from typing import Any

from du_an8.outputs.machine.json_text import json_text
from du_an8.strict_yaml.validation import StrictModel

SCHEMAS = ("targets", "programme", "layout", "decisions")


def schema_text(name: str) -> str:
    """The schema of one kind of file, or of a record (`facts`), as text with a final line break."""
    return json_text({"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema(name)})


def _schema(name: str) -> dict[str, Any]:
    if name == "facts":
        from du_an8.outputs.machine.facts_table import facts_schema

        return facts_schema()
    return _model(name).model_json_schema()


def _model(name: str) -> type[StrictModel]:
    from du_an8.decisions.schema import DecisionFile
    from du_an8.programme.schema import ProgrammeFile
    from du_an8.reports.tables.taught_schema import LayoutFile
    from du_an8.targets.schema import TargetFile

    models: dict[str, type[StrictModel]] = {
        "targets": TargetFile,
        "programme": ProgrammeFile,
        "layout": LayoutFile,
        "decisions": DecisionFile,
    }
    return models[name]
