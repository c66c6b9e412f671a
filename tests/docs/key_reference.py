"""Puts the keys of every YAML file into `docs/du-lieu.md`, from the schemas: `python tests/docs/key_reference.py`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from du_an8.decisions.schema import DecisionFile
from du_an8.programme.schema import ProgrammeFile
from du_an8.reports.tables.taught_schema import LayoutFile
from du_an8.targets.schema import TargetFile

PAGE = Path(__file__).parents[2] / "docs" / "du-lieu.md"
FILES: list[type[BaseModel]] = [TargetFile, DecisionFile, ProgrammeFile, LayoutFile]
_MARK = re.compile(r"<!-- khoá: (\w+) -->\n(?:- `.*\n)*")


def with_keys(text: str) -> str:
    """The page with the keys of each form below its mark."""
    known = {model.__name__: model for model in models()}
    return _MARK.sub(lambda mark: f"<!-- khoá: {mark[1]} -->\n" + "".join(_lines(known[mark[1]])), text)


def models() -> list[type[BaseModel]]:
    """The forms of the files and of everything inside them, each once."""
    found = list(FILES)
    for model in found:
        for field in model.model_fields.values():
            found += [inner for inner in _inside(field.annotation) if inner not in found]
    return found


def _inside(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _inside(argument)


def _lines(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        needed = " (phải có)" if field.is_required() else ""
        yield f"- `{name}`{needed} – {field.description}\n"


if __name__ == "__main__":
    PAGE.write_text(with_keys(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
