"""The command `du-an8`. Heavy imports stand inside the command bodies, so that help stays quick."""

import os
import sys
from typing import Annotated

import typer
from typer.models import CommandInfo

from du_an8 import __version__
from du_an8.cli import (  # noqa: F401  # register their commands
    check,
    decide,
    diff,
    explain,
    facts,
    history,
    import_reports,
    indicators,
    init,
    received,
    report,
    schema,
    site,
    template,
    validate,
)
from du_an8.cli.app import app

_LISTED = (
    "check", "explain", "history", "diff", "report", "site",
    "template", "import", "received", "decide", "validate", "facts",
    "indicators", "init", "schema",
)  # fmt: skip
"""The commands as the help lists them: what is asked, what is taken to a visit, what comes in, the rest."""


def _print_version(*, wanted: bool) -> None:
    if wanted:
        print(f"du-an8 {__version__}")
        raise typer.Exit


def _keep_nothing(*, wanted: bool) -> None:
    if wanted:
        from du_an8.kept.shelf import OFF, VARIABLE

        os.environ[VARIABLE] = OFF  # of our processes, too


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="In phiên bản.", is_eager=True, callback=lambda v: _print_version(wanted=v)),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help="Đọc lại mọi báo cáo, không dùng số liệu máy đã giữ từ lần trước.",
            callback=lambda v: _keep_nothing(wanted=v),
        ),
    ] = False,
) -> None:
    """Đối chiếu chỉ tiêu giao với kết quả thực hiện của từng tỉnh."""


def _place(command: CommandInfo) -> int:
    name = command.name or getattr(command.callback, "__name__", "")
    return _LISTED.index(name)


app.registered_commands.sort(key=_place)


def main() -> None:
    """Run the command; streams speak UTF-8 whatever the locale says."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # no other package has a say in what is read, or is looked for
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app(prog_name="du-an8")
