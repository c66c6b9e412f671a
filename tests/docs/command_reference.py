"""Writes the command reference from the program itself: `python tests/docs/command_reference.py`.

It reads the signatures of the commands, not the text of `--help`: that one is wrapped for a terminal, and typer lays it
out anew from version to version.
"""

import inspect
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from du_an8.cli.main import app

PAGE = Path(__file__).parents[2] / "docs" / "lenh.md"

INTRODUCTION = """# Các lệnh

Mọi lệnh với mọi tham số, lấy từ chính chương trình; `du-an8 LỆNH --help` nói cùng một lời. Việc nào dùng lệnh nào:
[bắt đầu](bat-dau.md), [trước chuyến kiểm tra](truoc-chuyen-kiem-tra.md), [nhận báo cáo](nhan-bao-cao.md).

Cái gì trong ngoặc vuông thì bỏ được; `...` là ghi được nhiều. Tên có dấu cách thì đặt trong ngoặc kép: `"Điện Biên"`.
"""

COMPLETION = (
    "- `--install-completion` – Cài phần gợi ý của phím Tab vào cửa sổ lệnh đang dùng.",
    "- `--show-completion` – In phần đó ra màn hình.",
    "- `-h`, `--help` – In các lệnh; sau tên lệnh thì in các tham số của lệnh đó.",
)


def commands() -> dict[str, Callable[..., Any]]:
    """Every command by its name."""
    found = {}
    for info in app.registered_commands:
        assert info.callback is not None
        found[info.name or info.callback.__name__.replace("_", "-")] = info.callback
    return dict(sorted(found.items()))


def page() -> str:
    """The whole page."""
    known = commands()
    sections = [INTRODUCTION, _contents(known)]
    sections += ["\n".join(_section(name, body)) for name, body in known.items()]
    assert app.registered_callback is not None
    assert app.registered_callback.callback is not None
    shared = _options(app.registered_callback.callback)
    sections.append("\n".join(["## Đặt trước tên lệnh, hoặc không kèm lệnh nào", "", *shared, *COMPLETION, ""]))
    return "\n".join(sections)


def _contents(known: dict[str, Callable[..., Any]]) -> str:
    lines = [f"- [`{name}`](#du-an8-{name}): {_first_sentence(body)}" for name, body in known.items()]
    return "\n".join([*lines, ""])


def _first_sentence(body: Callable[..., Any]) -> str:
    return (inspect.getdoc(body) or "").partition("\n\n")[0].replace("\n", " ")


def _section(name: str, body: Callable[..., Any]) -> Iterator[str]:
    arguments = [
        (info, _argument(info, annotation, default), default)
        for info, annotation, default in _parameters(body)
        if isinstance(info, ArgumentInfo)
    ]
    usage = " ".join(["du-an8", name, *(shown for _, shown, _ in arguments), "[--tuỳ-chọn ...]"])
    yield from (f"## `du-an8 {name}`", "", _first_sentence(body), "", "```", usage, "```", "")
    for info, shown, default in arguments:
        yield f"- `{shown}` – {info.help}{_default(default)}"
    yield from _options(body)
    yield ""


def _argument(info: ArgumentInfo, annotation: object, default: object) -> str:
    """`TỈNH`, `[TỈNH]` where it may be left out, with `...` where there may be several."""
    shown = str(info.metavar) if default is inspect.Parameter.empty else f"[{info.metavar}]"
    return f"{shown}..." if "list[" in str(annotation) else shown


def _options(body: Callable[..., Any]) -> Iterator[str]:
    for info, annotation, default in _parameters(body):
        if isinstance(info, OptionInfo):
            # In Annotated, typer keeps the first name where a default would stand.
            spelled = [name for name in (info.default, *(info.param_decls or ())) if str(name).startswith("-")]
            names = ", ".join(f"`{name}`" for name in spelled)
            value = _value(info, annotation)
            needed = " Bắt buộc." if default is inspect.Parameter.empty else _default(default)
            yield f"- {names}{f' `{value}`' if value else ''} – {info.help}{needed}"


def _parameters(body: Callable[..., Any]) -> Iterator[tuple[object, Any, object]]:
    """What typer was told of each parameter, its type, and its default."""
    hints = get_type_hints(body, include_extras=True)
    for name, parameter in inspect.signature(body).parameters.items():
        annotation, info = get_args(hints[name])
        yield info, annotation, parameter.default


def _value(info: OptionInfo, annotation: Any) -> str | None:  # noqa: ANN401  # a type, or a union of types
    """What is written after the option; nothing after a switch."""
    bare = next(t for t in get_args(annotation) if t is not type(None)) if _is_union(annotation) else annotation
    if info.metavar or bare is bool:
        return info.metavar
    assert issubclass(bare, Enum), f"{info.param_decls}: an option needs a metavar"
    return "|".join(str(choice.value) for choice in bare)


def _is_union(annotation: object) -> bool:
    return get_origin(annotation) is UnionType


def _default(default: object) -> str:
    if default is None or default is inspect.Parameter.empty or isinstance(default, bool | datetime):
        return ""
    return f" Mặc định: `{default.value if isinstance(default, Enum) else default}`."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
