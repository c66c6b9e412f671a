"""No function has more paths than a reader can hold in mind."""

from pathlib import Path

import pytest
from radon.complexity import cc_visit
from radon.visitors import Class

import du_an8

MOST = 10
FILES = sorted(Path(du_an8.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_function_is_too_complex(path: Path) -> None:
    blocks = cc_visit(path.read_text(encoding="utf-8"))
    functions = [block for block in blocks if not isinstance(block, Class)]
    assert [f"{block.name} {block.complexity}" for block in functions if block.complexity > MOST] == []
