"""No function has more paths than a reader can hold in mind."""

from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class

import du_an8

MOST = 10
SOURCE = Path(du_an8.__file__).parent


def too_complex(path: Path) -> list[str]:
    blocks = cc_visit(path.read_text(encoding="utf-8"))
    functions = [block for block in blocks if not isinstance(block, Class)]
    return [f"{block.name} {block.complexity}" for block in functions if block.complexity > MOST]


def test_no_function_is_too_complex() -> None:
    assert {path: found for path in SOURCE.rglob("*.py") if (found := too_complex(path))} == {}
