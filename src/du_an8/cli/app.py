"""What every command shares: the app, its exit codes, the options and arguments that mean the same everywhere."""

import io
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TextIO

import typer

from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.usage import Group
from du_an8.disk.trouble import reason
from du_an8.language.spoken import Language

if TYPE_CHECKING:
    from du_an8.programme.catalogue import Indicator, Programme
    from du_an8.programme.phases import Phase
    from du_an8.programme.provinces import Province, Provinces

app = typer.Typer(
    cls=Group,
    help="Đối chiếu chỉ tiêu giao với kết quả thực hiện của từng tỉnh.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CANNOT_RUN, FOUND, INTERRUPTED = 2, 1, 130
_MARKDOWN = ".md"
Parameters = ParamSpec("Parameters")


class Format(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    GITHUB = "github"
    JUNIT = "junit"


class TableOrJson(StrEnum):
    """How the answer of a command is written that has two forms alone."""

    TABLE = "table"
    JSON = "json"


def complain(text: str) -> None:
    """Tell on stderr what went wrong; a name or a text of the data in it is only text."""
    from du_an8.outputs.plain_text import for_screen

    print("\n".join(map(for_screen, text.split("\n"))), file=sys.stderr)


def guarded(body: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """One place that turns failures into exit codes (docs/lenh.md)."""

    @wraps(body)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            body(*args, **kwargs)
        except CannotRunError as error:
            complain(f"du-an8: {error}")
            raise typer.Exit(CANNOT_RUN) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:  # an uncaught one would exit 1, which reads as "findings"
            complain(f"du-an8: lỗi bên trong chương trình: {type(error).__name__}: {error}")
            raise typer.Exit(CANNOT_RUN) from error

    return run


def complete_province(incomplete: str) -> list[str]:
    """Ids, and names with hyphens: no shell splits them at a blank."""
    from du_an8.programme.provinces import load_provinces

    provinces = list(load_provinces())
    names = [*(p.id for p in provinces), *(p.name.replace(" ", "-") for p in provinces)]
    return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]


def complete_indicator(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of the programme of the data folder, of the packaged one where there is no folder."""
    from du_an8.cli.data_folder import find_data_folder
    from du_an8.programme.load import load_programme

    try:
        programme, _ = find_data_folder(context.params.get("data")).load_programme()
    except CannotRunError:
        programme, _ = load_programme(None)
    return [key for key in programme.indicators if key.startswith(incomplete)]


DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
"""In which a day may be typed."""
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="THƯ_MỤC", help="Thư mục dữ liệu; mặc định là data/ gần nhất."),
]
PhaseOption = Annotated[
    str | None,
    typer.Option(
        "--phase",
        metavar="GIAI_ĐOẠN",
        help="Giai đoạn (I, II); mặc định: giai đoạn của ngày đó, tỉnh chưa có gì thì giai đoạn gần nhất trước.",
    ),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="NGÀY",
        formats=DATE_FORMATS,
        help="Tính đến ngày (2024-12-31); mặc định hôm nay.",
    ),
]
LanguageOption = Annotated[
    Language,
    typer.Option("--lang", help="Ngôn ngữ của kết quả: vi (tiếng Việt) hoặc en (tiếng Anh)."),
]
TableOrJsonOption = Annotated[TableOrJson, typer.Option("--format", help="Dạng kết quả.")]
ProvincesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TỈNH",
        autocompletion=complete_province,
        help="Tên tỉnh, viết cách nào cũng được; bỏ trống: tất cả.",
    ),
]
ProvinceArgument = Annotated[str, typer.Argument(metavar="TỈNH", autocompletion=complete_province, help="Tên tỉnh.")]


def find_province(name: str, provinces: "Provinces", day: date) -> "Province":
    """The province that a person named.

    Raises:
        CannotRunError: there is none of that name; the nearest are suggested.
    """
    from du_an8.vietnamese.names import readable

    name = readable(name).strip()
    if not name:
        raise CannotRunError("Tên tỉnh để trống.")
    province = provinces.find(name, day)
    if province is None:
        nearest = ", ".join(provinces.nearest_names(name))
        raise CannotRunError(f"Không có tỉnh “{name}”. Có phải ý là: {nearest}?")
    return province


def find_phase(text: str, programme: "Programme") -> "Phase":
    """The phase that a person named, by id, name or years.

    Raises:
        CannotRunError: there is none of that name.
    """
    from du_an8.vietnamese.names import readable

    named = programme.find_phase(readable(text))
    if named is None:
        known = "; ".join(f"{phase.id} – {phase.name}" for phase in programme.phases)
        raise CannotRunError(f"Không có giai đoạn “{readable(text)}”. Chương trình có: {known}.")
    return named


def find_indicator(name: str, programme: "Programme") -> "Indicator":
    """The indicator that a person named, by id, name or alias.

    Raises:
        CannotRunError: there is none of that name; the nearest are suggested.
    """
    from du_an8.vietnamese.names import nearest, readable

    name = readable(name)
    indicator = programme.find_indicator(name)
    if indicator is None:
        names = [known for each in programme.indicators.values() for known in (each.id, each.short_name)]
        raise CannotRunError(f"Không có chỉ tiêu “{name}”. Có phải ý là: {', '.join(nearest(name, names))}?")
    return indicator


def _write_text(stream: TextIO, text: str) -> None:
    stream.write(text)


def write_result(output: Path | None, write: Callable[[TextIO], object]) -> None:
    """Write to stdout, or to a file that is whole or not there at all."""
    if output is None:
        try:
            write(sys.stdout)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader (`| head`) has what it wanted; the interpreter must not stumble over the rest at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    from du_an8.disk.writing import write_atomically
    from du_an8.outputs.earlier_output import sealed

    if output.suffix.lower() == _MARKDOWN:
        page = io.StringIO()
        write(page)
        write = partial(_write_text, text=sealed(page.getvalue()))
    try:
        write_atomically(output, write)
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{output}”: {reason(error)}.") from error


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write all files of a folder or none, in the place of those that an earlier run wrote there; how many they are.

    Raises:
        CannotRunError: something else stands there, or it can't be written.
    """
    from du_an8.disk.writing import NotOursError, replace_folder

    try:
        return replace_folder(folder, files)
    except NotOursError as error:
        raise CannotRunError(
            f"“{folder}” có tệp khác, hoặc tệp đã được sửa (“{error}”); chọn một thư mục trống hoặc chưa có."
        ) from error
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{folder}”: {reason(error)}.") from error
