"""The JSON Schemas of the YAML files, for editors."""

from du_an8.outputs.json_text import json_text
from du_an8.strict_yaml.validation import StrictModel

SCHEMAS = ("targets", "programme", "layout", "decisions")


def schema_text(name: str) -> str:
    """The schema of one kind of file, as text with a final line break."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_model(name).model_json_schema()}
    return json_text(document)


def _model(name: str) -> type[StrictModel]:
    from du_an8.decisions.schema import DecisionFile
    from du_an8.programme.schema import ProgrammeFile
    from du_an8.reports.layout.taught_schema import LayoutFile
    from du_an8.targets.schema import TargetFile

    models: dict[str, type[StrictModel]] = {
        "targets": TargetFile,
        "programme": ProgrammeFile,
        "layout": LayoutFile,
        "decisions": DecisionFile,
    }
    return models[name]
