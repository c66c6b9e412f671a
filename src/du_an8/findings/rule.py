"""What a rule is: how much it weighs, what it says in both languages, what it asks, and what its texts name."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Parameter(StrEnum):
    """What a parameter of a text is; numbers and dates stay what they are until the text is filled in."""

    NUMBER = "number"
    """Exact, written as the language does: `1.800`."""
    FIGURE = "figure"
    """A number, or what stands in its place: one with its word (`trên 3.700`), a year, `(trống)`."""
    DATE = "date"
    NAME = "name"
    """An indicator, perhaps of a place: `Tổ truyền thông, Xã Cô Ba`; or a key, a sheet, a file."""
    TEXT = "text"
    """What stands in the data, quoted, or what the tool says of it; cut where it is long."""
    VERBATIM = "verbatim"
    """To be pasted somewhere: never cut."""
    PLACE = "place"
    """A province, a district, a commune, or a cell of a file."""
    PERIOD = "period"
    """A time in words: `quý II/2023`."""
    LIST = "list"
    """Of any of these; a long one ends in how many more there are."""
    CHOICES = "choices"
    """What may stand in a place: a list, or as pydantic names it."""


ERROR, WARNING, INFO = Severity
NUMBER, FIGURE, DATE = Parameter.NUMBER, Parameter.FIGURE, Parameter.DATE
NAME, TEXT, VERBATIM = Parameter.NAME, Parameter.TEXT, Parameter.VERBATIM
PLACE, PERIOD, LIST, CHOICES = Parameter.PLACE, Parameter.PERIOD, Parameter.LIST, Parameter.CHOICES


class Text(Struct, frozen=True):
    """A text in both languages, with the same places for parameters: `{count}`, `{parts:+}`.

    In English a place may ask for a word in the right number (`{count:number|numbers}`), see `language/texts.py`.
    """

    vietnamese: str
    english: str


class Variant(Struct, frozen=True):
    """One case of a rule that has words of its own.

    Attributes:
        key: the rule's name, or `rule.variant`: what a finding names.
        parameters: what the texts may name.
        message: what is wrong.
        hint: what to do about it.
        request: what those who sent the report are asked to do, as an official paper says it; None where the point
            is no concern of theirs, and isn't sent.
        content: what is wrong in words for them, where the message speaks to our own office.
        question: what to ask in a visit, worded to be said aloud, where that is more than content and request.
    """

    key: str
    parameters: Mapping[str, Parameter]
    message: Text
    hint: Text
    request: Text | None
    content: Text | None = None
    question: Text | None = None


class Rule(Struct, frozen=True):
    """A rule, with its variants; a stable name, which decisions and other programs refer to."""

    name: str
    severity: Severity
    variants: tuple[Variant, ...]
