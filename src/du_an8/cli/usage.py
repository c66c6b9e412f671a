"""What the library for commands says itself, in Vietnamese: how a command is used, and what was typed wrongly."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from du_an8.outputs.plain_text import for_screen

_CANNOT_RUN = 2
_INTERRUPTED = 130

_HELP = (
    (r"^Usage:", "Cách dùng:"),
    (r"^Options:$", "Tuỳ chọn:"),
    (r"^Arguments:$", "Tham số:"),
    (r"^Commands:$", "Các lệnh:"),
    (r"\[OPTIONS\]", "[TUỲ CHỌN]"),
    (r"\bCOMMAND \[ARGS\]\.\.\.", "LỆNH [THAM SỐ]..."),
    (r"(?<=\S) <(?:list\[)?str\]?>", ""),
    (r"\[required\]", "[bắt buộc]"),
    (r"\[default:(?=\s)", "[mặc định:"),
    (r"Show this message and exit\.", "In hướng dẫn này."),
    (r"Install completion for the current shell\.", "Cài gợi ý của phím Tab vào cửa sổ lệnh đang dùng."),
    (
        r"Show completion for the current shell, to\s+copy\s+it\s+or\s+customize\s+the\s+installation\.",
        "In phần gợi ý đó ra màn hình.",
    ),
)
"""Words of its pages of help."""

_VALUES = (
    (r"'(.*?)' is not one of (.*?)\.?", r"“{0}” không có trong các lựa chọn: {1}."),
    (
        r"'(.*?)' does not match the formats? .*",
        "“{0}” không phải là ngày; viết năm-tháng-ngày (2024-12-31) hoặc ngày/tháng/năm (31/12/2024).",
    ),
)
"""Why a value isn't taken."""

_MISTAKES = (
    (
        r"No such option:? '?(.*?)'?\.?(?: \(Possible options: (.*)\)| Did you mean (.*)\?)?\.?",
        "Không có tuỳ chọn {0}.",
    ),
    (r"No such command '(.*?)'\.(?: Did you mean (.*)\?)?", "Không có lệnh “{0}”."),
    (r"Missing command\.", "Chưa nêu lệnh nào."),
    (r"Missing (?:argument|option|parameter) (.*?)\.(?: Choose from:.*)?", "Chưa nêu {0}."),
    (r"Option '?(.*?)'? requires (?:an argument|\d+ arguments)\.?", "Sau {0} phải có giá trị."),
    (r"Option '?(.*?)'? does not take a value\.?", "{0} không đi kèm giá trị."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "Thừa: {0}."),
)
"""What was typed wrongly; what comes second in a message is what may have been meant."""

_OF_VALUE = re.compile(r"Invalid value(?: for (.*?))?: (?:Value error, )?(.*)", re.DOTALL)


class Context(typer.Context):
    """A command that was called, and its help."""

    def __init__(self, command: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # of the library
        """Let the command's options take plain values at once."""
        super().__init__(command, *args, **kwargs)
        for parameter in command.get_params(self):
            parameter._runtime_param = PlainValues()  # noqa: SLF001  # a version that knows none doesn't look

    def get_usage(self) -> str:
        """The line of usage."""
        return in_vietnamese(super().get_usage())

    def get_help(self) -> str:
        """The page of help."""
        return in_vietnamese(super().get_help())


class Group(TyperGroup):
    """All commands; what was typed wrongly is told in Vietnamese."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # whatever the library hands over
        """Let every command speak Vietnamese."""
        super().__init__(*args, **kwargs)
        for command in self.commands.values():
            command.context_class = Context

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:  # noqa: ANN401
        """Run a command and leave with its exit code."""
        settings["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **settings)
        except typer.Abort:
            code = _INTERRUPTED
        except typer.Exit as error:
            code = error.exit_code
        except Exception as error:
            if not hasattr(error, "format_message"):  # the library's own errors alone
                raise
            _tell(error)
            code = _CANNOT_RUN
        sys.exit(code or 0)


class PlainValues:
    """Takes what a person typed for what it plainly is.

    The library makes a converter of pydantic for each option, whether it was named or not: a third of a start. What
    isn't plain is left to it, and so is every refusal.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401  # of the library
        """The value of an option or an argument."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        plain = _plain_value(value, param.type_descriptor)
        if plain is not None:
            return plain
        param._runtime_param = None  # noqa: SLF001  # then the library makes its own
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _plain_value(value: Any, described: Any) -> Any:  # noqa: ANN401  # of the library
    """What was typed once, or several times, plainly is; None where that can't be said of all."""
    kind, formats = described.annotation, described.parameter_info.formats or ()
    if not isinstance(value, (list, tuple)):
        return _plain(value, kind, formats)
    plain = [_plain(each, kind.__args__[0], formats) for each in value]
    return None if None in plain else plain


def _plain(value: object, kind: type, formats: Sequence[str]) -> object | None:
    """What a text plainly is; None where that can't be said at once."""
    if isinstance(value, kind):
        return value
    if not isinstance(value, str):
        return None
    if kind is Path:
        return Path(value) if os.access(value, os.R_OK) or not os.path.lexists(value) else None
    if kind is datetime:
        return _day(value, formats)
    return next((each for each in kind if each.value == value), None) if issubclass(kind, Enum) else None


def _day(value: str, formats: Sequence[str]) -> datetime | None:
    for each in formats:
        with suppress(ValueError):
            return datetime.strptime(value, each)  # noqa: DTZ007  # an officer's calendar day
    return None


def in_vietnamese(page: str) -> str:
    """A page of help."""
    for pattern, words in _HELP:
        page = re.sub(pattern, words, page, flags=re.MULTILINE)
    return page


def mistake(message: str) -> str:
    """What was typed wrongly, in a sentence."""
    message = message.strip()
    if of_value := _OF_VALUE.fullmatch(message):
        option = (of_value[1] or "").replace("'", "")
        return f"{option}: {_first(_VALUES, of_value[2])}".removeprefix(": ")
    return _first(_MISTAKES, message)


def _first(known: Sequence[tuple[str, str]], message: str) -> str:
    """The first that fits; what nobody foresaw is quoted."""
    for pattern, words in known:
        if match := re.fullmatch(pattern, message):
            groups = [text.replace("'", "") for text in match.groups() if text]
            meant = f" Có phải ý là: {groups[1]}?" if len(groups) > 1 and "{1}" not in words else ""
            return words.format(*groups) + meant
    return f"không dùng được ({message})."


def _tell(error: Any) -> None:  # noqa: ANN401  # its class differs between versions of the library
    """On stderr, with how it is written and where to read more; of a command without any argument its help alone."""
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message, file=sys.stderr)
        return
    lines = [f"du-an8: {mistake(message)}"]
    if context is not None:
        lines += [context.get_usage(), f"Xem thêm: {context.command_path} --help"]
    print("\n".join(map(for_screen, "\n".join(lines).split("\n"))), file=sys.stderr)
