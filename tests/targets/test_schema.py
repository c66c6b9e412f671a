"""The JSON Schemas of the YAML files: valid, described in Vietnamese, at one with the data."""

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.strict_yaml.reader import parse_yaml

TARGET_FILES = sorted((Path(__file__).parents[2] / "data" / "targets").rglob("*.yaml"))
WHOLE = """\
province: Điện Biên
sources:
  kh: {title: Kế hoạch, publisher: UBND tỉnh, url: "https://x.vn", date: 2023-04-25, note: Bản lưu}
targets:
  - indicator: to-truyen-thong
    target: 540
    active_years: [2023, 2025]
    baseline: 12.5
    annual_plan: {2025: 52}
    source: kh
    quote: 540 tổ
    revisions:
      - {effective: 2025-06-14, target: 3, milestones: {2025-12-31: 3}, source: kh, reason: điều chỉnh, quote: 3 lớp}
difficulties:
  - {text: Còn lúng túng., source: kh}
"""


def schema_of(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["schema", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    schema: dict[str, Any] = json.loads(result.stdout)
    return schema


SCHEMAS = {"targets": schema_of(), "programme": schema_of("programme")}


def as_json(value: object) -> Any:  # noqa: ANN401  # any JSON value
    """What an editor makes of the YAML: numbers as JSON numbers, keys as text."""
    match value:
        case dict():
            return {str(key): as_json(item) for key, item in value.items()}
        case list():
            return [as_json(item) for item in value]
        case Decimal():
            return float(value)
        case _:
            return value


def read(text: str) -> Any:  # noqa: ANN401  # any JSON value
    document, findings = parse_yaml(text, "x.yaml")
    assert findings == []
    assert document is not None
    return as_json(document.data)


def properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every named property anywhere in a schema."""
    if isinstance(schema, dict):
        named = schema.get("properties")
        if isinstance(named, dict):
            yield from named.items()
        for inner in schema.values():
            yield from properties(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from properties(inner)


def places(document: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every mapping with fixed keys."""
    if isinstance(document, dict):
        if at[-1:] not in {("sources",), ("annual_plan",), ("milestones",)}:
            yield at
        for key, value in document.items():
            yield from places(value, (*at, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from places(value, (*at, index))


def test_targets_is_the_schema_that_is_printed_without_argument() -> None:
    assert schema_of("targets") == SCHEMAS["targets"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_draft_2020_12(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_described_in_vietnamese(name: str) -> None:
    described = list(properties(SCHEMAS[name]))
    assert len(described) > 10
    for key, entry in described:
        text = entry.get("description", "")
        assert not text.isascii(), f"{key}: {text!r} is no Vietnamese sentence"
        assert text[0].isupper() or ":" in text, f"{key}: {text!r}"


def test_no_english_docstring_shows_as_a_description() -> None:
    for schema in SCHEMAS.values():
        for entry in (schema, *schema.get("$defs", {}).values()):
            assert not entry["description"].isascii(), entry["description"]


def test_there_are_target_files_to_check() -> None:
    assert {"dien-bien", "yen-bai", "thai-nguyen", "soc-trang"} <= {path.stem for path in TARGET_FILES}


@pytest.mark.parametrize("path", TARGET_FILES, ids=lambda path: path.stem)
def test_every_target_file_of_the_project_fits_the_schema(path: Path) -> None:
    Draft202012Validator(SCHEMAS["targets"]).validate(read(path.read_text(encoding="utf-8")))


def test_the_packaged_programme_fits_the_schema() -> None:
    text = files("du_an8.programme").joinpath("packaged/programme.yaml").read_text(encoding="utf-8")
    Draft202012Validator(SCHEMAS["programme"]).validate(read(text))


def test_a_file_with_every_key_fits_the_schema() -> None:
    Draft202012Validator(SCHEMAS["targets"]).validate(read(WHOLE))


@pytest.mark.parametrize("at", list(places(read(WHOLE))), ids=str)
def test_an_unknown_key_is_rejected_wherever_it_stands(at: tuple[str | int, ...]) -> None:
    document = deepcopy(read(WHOLE))
    place = document
    for step in at:
        place = place[step]
    place["khoa_la"] = 1
    assert not Draft202012Validator(SCHEMAS["targets"]).is_valid(document)


@pytest.mark.parametrize(
    "text",
    [
        "thresholds: {naer: 0.9}",
        "x: 1",
        "indicators: [{id: a, kind: total}]",
        "indicators: [{id: a, x: 1}]",
        "grace_days: -1",
        "phase: {nam: I, start: 2021-01-01, end: 2025-12-31}",
        "phases: []",
        "phases: [{id: I, active_years: []}]",
        "indicators: [{id: a, national_target: []}]",
        "indicators: [{id: a, national_target: {target: 5}}]",
    ],
)
def test_a_faulty_programme_is_rejected(text: str) -> None:
    assert not Draft202012Validator(SCHEMAS["programme"]).is_valid(read(text))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("province: Điện Biên\n", ""),
        ("target: 540", "target: một"),
        ("target: 540", "target: -5"),
        ("target: 540", 'target: "540"'),
        ("indicator: to-truyen-thong", "indicator: 5"),
        ("active_years: [2023, 2025]", "active_years: 2023"),
        ("active_years: [2023, 2025]", "active_years: []"),
        ("annual_plan: {2025: 52}", "annual_plan: 52"),
        ("annual_plan: {2025: 52}", "annual_plan: {2025: -1}"),
        ("{effective: 2025-06-14, target: 3,", "{target: 3,"),
        ("{effective: 2025-06-14, target: 3,", "{effective: 2025-06-14,"),
        ("{title: Kế hoạch, ", "{"),
        ("{text: Còn lúng túng., source: kh}", "Còn lúng túng"),
    ],
)
def test_what_the_reader_refuses_the_schema_rejects(written: str, instead: str) -> None:
    assert written in WHOLE
    assert not Draft202012Validator(SCHEMAS["targets"]).is_valid(read(WHOLE.replace(written, instead)))
