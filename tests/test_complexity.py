"""No function has more paths, lines or parameters than a reader can hold in mind, no file holds several subjects."""

import ast
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class

import du_an8

MOST_PATHS = 10
LONGEST_FUNCTION = 40  # lines of its body: the options of a command are a table that typer reads
MOST_PARAMETERS = 6  # but those of a command
LONGEST_FILE = 350

SOURCE = Path(du_an8.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

# What still has to be parted: nothing may be added.
MANY_PARAMETERS = frozenset({"reports/load.py load_reports"})


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def is_command(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator).startswith("app.command") for decorator in function.decorator_list)


def lines_of(function: ast.FunctionDef) -> int:
    first = function.body[0].lineno if is_command(function) else function.lineno
    return (function.end_lineno or first) - first + 1


def parameters_of(function: ast.FunctionDef) -> list[str]:
    given = function.args
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [] if is_command(function) else [name for name in names if name not in {"self", "cls"}]


def test_no_function_is_too_complex() -> None:
    blocks = {path: cc_visit(path.read_text(encoding="utf-8")) for path in FILES}
    assert [
        f"{name_of(path)} {block.name} {block.complexity}"
        for path, found in blocks.items()
        for block in found
        if not isinstance(block, Class) and block.complexity > MOST_PATHS
    ] == []


def test_no_function_is_too_long() -> None:
    assert [
        f"{name_of(path)} {function.name} {lines_of(function)}"
        for path in FILES
        for function in functions(path)
        if lines_of(function) > LONGEST_FUNCTION
    ] == []


def test_no_function_takes_too_much() -> None:
    many = {
        f"{name_of(path)} {function.name}"
        for path in FILES
        for function in functions(path)
        if len(parameters_of(function)) > MOST_PARAMETERS
    }
    assert many - MANY_PARAMETERS == set()


def test_no_file_is_too_long() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}
