"""The JSON of `check` is what its published schema says, on the project's own data in every form of the question."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from du_an8.cli.main import app

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("as_of", ["2023-06-30", "2024-12-31", "2025-06-30", "2025-12-31", "2026-06-30"])
@pytest.mark.parametrize(
    "arguments", [(), ("--national",), ("--by", "commune"), ("Điện Biên",), ("Bắc Kạn", "Lào Cai")]
)
def test_every_answer_fits_the_schema(arguments: tuple[str, ...], as_of: str) -> None:
    command = ["check", *arguments, "--data", str(ROOT / "data"), "--as-of", as_of, "--format", "json"]
    document = json.loads(CliRunner().invoke(app, command).stdout)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []


def test_an_answer_held_against_an_earlier_one_fits_it_too(tmp_path: Path) -> None:
    earlier = tmp_path / "truoc.json"
    base = ["check", "--data", str(ROOT / "data"), "--format", "json"]
    CliRunner().invoke(app, [*base, "--as-of", "2023-06-30", "--output", str(earlier)])
    document = json.loads(CliRunner().invoke(app, [*base, "--as-of", "2025-06-30", "--since", str(earlier)]).stdout)
    assert document["since"]["changes"]
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []


def test_a_wrong_answer_does_not_fit_it() -> None:
    command = ["check", "Điện Biên", "--data", str(ROOT / "data"), "--as-of", "2025-06-30", "--format", "json"]
    document = json.loads(CliRunner().invoke(app, command).stdout)
    document["provinces"][0]["indicators"][0]["status"] = "fine"
    assert list(Draft202012Validator(SCHEMA).iter_errors(document))
