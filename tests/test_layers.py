"""The shape of the code: data flows one way, and starting up stays cheap."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import du_an8

SOURCE = Path(du_an8.__file__).parent
ROWS = ["programme", "targets", "decisions", "reports", "reconcile", "intake", "outputs", "cli"]
NEIGHBOURS = [
    "grouping",
    "vietnamese",
    "language",
    "findings",
    "disk",
    "kept",
    "strict_yaml",
]  # each may use the ones before it, and all rows may use them
ORDER = [*NEIGHBOURS, *ROWS]
READING = ["workbook", "vocabulary", "titles", "places", "names", "labels", "tables", "rows", "head", "meaning"]


def imported(module: Path) -> Iterator[list[str]]:
    """The modules of ours that a module imports from, by their rooms."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            package, _, rest = name.partition(".")
            if package == "du_an8" and rest and rest != "__version__":
                yield rest.split(".")


def test_an_import_points_only_to_an_earlier_row() -> None:
    rooms = {module: module.relative_to(SOURCE).parts[0] for module in SOURCE.rglob("*.py") if module.parent != SOURCE}
    against = {
        (module, room)
        for module, own in rooms.items()
        for room, *_ in imported(module)
        if ORDER.index(room) > ORDER.index(own)
    }
    assert len(rooms) > 100
    assert against == set()


def test_each_step_of_reading_uses_only_those_before_it() -> None:
    against = {
        (module, step)
        for own in READING
        for module in (SOURCE / "reports" / own).glob("*.py")
        for room, *inner in imported(module)
        for step in inner[:1]
        if room == "reports" and step in READING and READING.index(step) > READING.index(own)
    }
    assert against == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {".".join(module.relative_to(SOURCE).with_suffix("").parts): module for module in SOURCE.rglob("*.py")}
    uses = {name: {".".join(each) for each in imported(module)} & modules.keys() for name, module in modules.items()}
    TopologicalSorter(uses).prepare()


@pytest.mark.processes
def test_the_command_starts_without_heavy_libraries() -> None:
    code = "import sys, du_an8.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert "du_an8" in loaded
    assert {"rich", "pydantic", "openpyxl", "yaml", "docx", "jinja2", "pyarrow", "distributed"} & set(loaded) == set()


@pytest.mark.processes
def test_a_process_that_helps_a_command_loads_nothing_of_the_command_line() -> None:
    ours = "du_an8.__main__, du_an8.cli.work.reading, du_an8.cli.work.side_by_side, du_an8.cli.facts_set.facts_of_files"
    code = f"import sys, {ours}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert "du_an8" in loaded
    assert {"typer", "rich", "pydantic"} & set(loaded) == set()


def test_the_engine_knows_no_clock_no_files_and_no_printing() -> None:
    for module in (SOURCE / "reconcile").rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        for forbidden in ("pathlib", "print(", ".today()", ".now(", "open("):
            assert forbidden not in text, f"{module.name}: {forbidden}"
