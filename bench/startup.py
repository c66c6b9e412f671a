"""What starting costs: help and version against the smallest typer app, one province against its libraries alone.

The province is asked about with nothing kept, and with all that was read the last time.

Use: `python bench/startup.py`. Each pair runs in turns; read the ratios, not the seconds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROUNDS = 15
_ROOT = Path(__file__).parents[1]
_SMALLEST = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "x") -> None:
    print(name)
app()
"""
_LIBRARIES = """
import typer, yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
class A(BaseModel):
    a: int
    b: str | None = None
class B(BaseModel):
    a: list[A]
class C(BaseModel):
    a: dict[str, A]
    b: B | None = None
class D(BaseModel):
    a: float
class E(BaseModel):
    a: list[D]
class F(BaseModel):
    a: C
    b: E
table = Table("a", "b")
for number in range(12):
    table.add_row(str(number), "x")
Console().print(table)
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        smallest, libraries = Path(folder, "smallest.py"), Path(folder, "libraries.py")
        smallest.write_text(_SMALLEST, encoding="utf-8")
        libraries.write_text(_LIBRARIES, encoding="utf-8")
        own = [str(Path(sys.executable).with_name("du-an8"))]
        os.environ["DU_AN8_CACHE"] = str(Path(folder, "cache"))
        asked = ("check", "Điện Biên", "--data", str(_ROOT / "data"), "--as-of", "2025-06-30")
        check, anew = [*own, *asked], [*own, "--no-cache", *asked]
        pairs = {
            "--version": ([*own, "--version"], [sys.executable, str(smallest)]),
            "--help": ([*own, "--help"], [sys.executable, str(smallest), "--help"]),
            "check, nothing kept": (anew, [sys.executable, str(libraries)]),
            'check "Điện Biên"': (check, [sys.executable, str(libraries)]),
        }
        _seconds(check)  # what it reads is kept
        for name, (ours, theirs) in pairs.items():
            times = [(_seconds(ours), _seconds(theirs)) for _ in range(_ROUNDS)]
            mine, limit = (statistics.median(column) for column in zip(*times, strict=True))
            sys.stdout.write(f"{name:20} {mine * 1000:6.0f} ms  {limit * 1000:6.0f} ms  {mine / limit:5.2f}x\n")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603  # our own command
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
