"""A rule's text as it is said: its places filled, numbers and dates written as the language does, quotations short."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter

from du_an8.findings.locations import Location
from du_an8.findings.rule import Text
from du_an8.language.figures import format_date, format_number, retold_period
from du_an8.language.spoken import is_english
from du_an8.language.texts import filled, named, retold_figure, tr

_LONGEST_QUOTE = 120
_LONGEST_LIST = 10


class Verbatim(str):
    """Text to be pasted somewhere: shown whole, however long it is."""

    __slots__ = ()


BLANK = "(trống)"
"""Stands in a finding for a value that is none."""
_SUM = "+"
"""Asks for a list as a sum: `{parts:+}`."""


class _Formatter(Formatter):
    """Writes numbers and dates as the language does, and keeps quotations short."""

    def format_field(self, value: object, format_spec: str) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case date():
                return format_date(value)
            case int() | Decimal() | Fraction():
                return format_number(value)
            case Location() | Verbatim():
                return str(value)
            case list() | tuple():
                return self._list(value, format_spec)
            case _:
                text = str(value)
                return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"

    def _list(self, items: Sequence[object], format_spec: str) -> str:
        is_sum = format_spec == _SUM
        shown = [self.format_field(item, "" if is_sum else format_spec) for item in items[:_LONGEST_LIST]]
        more = len(items) - len(shown)
        return (" + " if is_sum else ", ").join(shown) + (tr(" … (còn {more})", more=more) if more else "")


class _NamingFormatter(_Formatter):
    """The same in English, with the English names of what the programme or the tool names in Vietnamese."""

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, str) and not isinstance(value, Verbatim):
            retold = _RETOLD.get(format_spec, named)
            return super().format_field(retold(value), "")
        return super().format_field(value, format_spec)


def _or_blank(text: str) -> str:
    """A quoted value; in its place the tool says of none that it is empty."""
    return named(BLANK) if text == BLANK else text


_RETOLD: Mapping[str, Callable[[str], str]] = {
    "period": retold_period,
    "figures": retold_figure,
    "words": named,
    "blank": _or_blank,
}
_VIETNAMESE = _Formatter()
_QUOTING, _NAMING = _VIETNAMESE.format_field, _NamingFormatter().format_field


def said(text: Text, parameters: Mapping[str, object]) -> str:
    """A text of a rule in the language that is spoken."""
    if is_english():
        return filled(text.english, parameters, _NAMING, _QUOTING)
    return _VIETNAMESE.vformat(text.vietnamese, (), parameters)
