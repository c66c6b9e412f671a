"""The command reference says what the program says."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from docs.command_reference import PAGE, commands, page
from du_an8.cli.main import app


def test_the_page_is_what_the_program_says_now() -> None:
    shown = PAGE.read_text(encoding="utf-8")
    assert shown == page(), "run: python tests/docs/command_reference.py"


def test_every_command_of_the_help_has_a_section() -> None:
    listed = CliRunner().invoke(app, ["--help"]).stdout.partition("Các lệnh:")[2]
    assert set(re.findall(r"^  ([a-z-]+)  ", listed, re.MULTILINE)) == set(commands())


@pytest.mark.parametrize("name", commands())
def test_every_option_of_the_help_is_in_the_section_of_its_command(name: str) -> None:
    told = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).stdout
    section = page().partition(f"## `du-an8 {name}`\n")[2].partition("\n## ")[0]
    options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", told, re.MULTILINE)) - {"--help"}
    assert {option for option in options if f"`{option}`" not in section} == set()
