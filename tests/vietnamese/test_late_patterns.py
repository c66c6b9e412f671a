"""A pattern that is compiled late does what one does that is compiled at once."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from du_an8.vietnamese.late_patterns import pattern_of


@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "findall", "split"])
def test_its_methods_are_those_of_a_pattern(method: str) -> None:
    text, words = "(?P<n>[A-Z]+) ?", "ab CD ef"
    late, early = (getattr(made(text, re.IGNORECASE), method)(words) for made in (pattern_of, re.compile))
    assert (late.groupdict() if isinstance(late, re.Match) else late) == (
        early.groupdict() if isinstance(early, re.Match) else early
    )


def test_it_knows_its_text_and_flags_and_takes_bytes() -> None:
    assert pattern_of("a|b").pattern == "a|b"
    assert pattern_of("a", re.MULTILINE).flags & re.MULTILINE
    assert pattern_of(rb"\d+").sub(b"x", b"a12") == b"ax"


def test_a_name_that_no_pattern_has_is_none_of_its() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        pattern_of("a").nonsense  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.processes
def test_the_command_starts_with_few_patterns_of_its_own() -> None:
    code = (
        "import re, sys; compile, made = re.compile, []\n"
        "def spy(*rest, **named):\n"
        "    made.append(sys._getframe(1).f_globals['__name__'])\n"
        "    return compile(*rest, **named)\n"
        "re.compile = spy\n"
        "import du_an8.cli.main, du_an8.findings, du_an8.reports.names.read_name\n"
        "print([name for name in made if name.startswith('du_an8.vietnamese')])"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.count("late_patterns") <= 3
    assert "quantities" not in told
