"""The shape of the code: data flows one way, and starting up stays cheap."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import du_an8

SOURCE = Path(du_an8.__file__).parent
ROWS = ["programme", "targets", "decisions", "reports", "reconcile", "intake", "outputs", "cli"]
NEIGHBOURS = [
    "vietnamese",
    "language",
    "findings",
    "disk",
    "kept",
    "strict_yaml",
]  # each may use the ones before it, and all rows may use them
ORDER = [*NEIGHBOURS, *ROWS]
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_an_import_points_only_to_an_earlier_row(module: Path) -> None:
    own = ORDER.index(module.relative_to(SOURCE).parts[0])
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            package, _, rest = name.partition(".")
            if package == "du_an8" and rest:
                assert ORDER.index(rest.partition(".")[0]) <= own, name


@pytest.mark.parametrize(
    "library", ["rich", "pydantic", "openpyxl", "yaml", "docx", "jinja2", "pyarrow", "distributed"]
)
def test_the_command_starts_without_heavy_libraries(library: str) -> None:
    code = f"import sys, du_an8.cli.main; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_engine_knows_no_clock_no_files_and_no_printing() -> None:
    for module in (SOURCE / "reconcile").rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        for forbidden in ("pathlib", "print(", ".today()", ".now(", "open("):
            assert forbidden not in text, f"{module.name}: {forbidden}"
