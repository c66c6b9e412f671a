"""What the page for developers names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "developers.md"
_MODULE = re.compile(r"`((?:[\w-]+/)*\w+\.py)`")
_FOLDERS = ("src", "tests", "bench", "tools")


def test_every_module_that_the_page_names_is_there() -> None:
    files = [path.relative_to(ROOT).as_posix() for folder in _FOLDERS for path in (ROOT / folder).rglob("*.*")]
    named = set(_MODULE.findall(PAGE.read_text(encoding="utf-8")))
    assert len(named) > 50
    assert [name for name in sorted(named) if not any(f"/{file}".endswith(f"/{name}") for file in files)] == []
