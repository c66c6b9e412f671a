"""What the tool has to say about the data: a finding is a value, never an exception."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from string import Formatter

from msgspec import Struct, field

from du_an8.findings.catalogue import SEVERITIES, TEXTS
from du_an8.findings.questions import QUESTIONS
from du_an8.findings.requests import CONTENTS, REQUESTS
from du_an8.language.figures import format_date, format_number, retold_period
from du_an8.language.spoken import in_vietnamese, is_english
from du_an8.language.texts import filled, named, retold_figure, tr
from du_an8.vietnamese.late_patterns import pattern_of

MOST_RELATED = 20
"""How many other places a finding names at the most: more of them help nobody."""

_WORD_SUFFIXES = (".docx", ".docm")
_CORNERS = pattern_of(r"([A-Z]+)(-?[0-9]+)(?::([A-Z]+)(-?[0-9]+))?")
_CELLS = pattern_of(r"([A-Z]+)([0-9]+)(?::\1([0-9]+))?")
_LONGEST_QUOTE = 120
_LONGEST_LIST = 10
_SENT_LATER = "báo cáo gửi ngày {day}"


class Verbatim(str):
    """Text to be pasted somewhere: shown whole, however long it is."""

    __slots__ = ()


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_ORDER = {severity: order for order, severity in enumerate(Severity)}


class Location(Struct, frozen=True, order=True):
    """A place in a file; what isn't known is None, never an invented line 1.

    Attributes:
        path: relative to the data folder's parent, POSIX.
        line: 1-based, text files only; so is column.
        sheet: workbooks only; so is cell, an address or a range such as `G12` or `A1:C9`.
    """

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """`data/targets/x.yaml:4:7` or `data/reports/x/2023.xlsx!Báo cáo!G12`.

        Of a Word paper `data/reports/x/2023.docx, bảng 2, dòng 5, cột 4`.
        """
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        file = ":".join([self.path, *numbers])
        return (", " if self.is_in_word else "!").join(filter(None, (file, self.inside)))

    @property
    def short(self) -> str:
        """Without its folders and its sheet: `x.yaml:4`, `2023.xlsx!G12`; in Word as it is."""
        name = self.path.rpartition("/")[2]
        if self.is_in_word:
            return ", ".join(filter(None, (name, self.inside)))
        line = f":{self.line}" if self.line is not None else ""
        return name + line + (f"!{self.cell}" if self.cell else "")

    @property
    def is_in_word(self) -> bool:
        """Whether the file is a Word paper, whose tables have no letters for their columns."""
        return self.path.lower().endswith(_WORD_SUFFIXES)

    @property
    def inside(self) -> str:
        """The place within the file as a person names it: `Báo cáo!G12`; in Word `bảng 2, dòng 5, cột 4`."""
        if self.is_in_word and self.sheet and self.cell:
            return _place_in_table(named(self.sheet), self.cell)
        return "!".join(filter(None, (self.sheet, self.cell)))

    def holds(self, other: "Location") -> bool:
        """Whether another cell of the same file is this one, or lies in this range."""
        if (self.path, self.sheet) != (other.path, other.sheet) or not self.cell or not other.cell:
            return False
        outer, inner = _corners(self.cell), _corners(other.cell)
        if outer is None or inner is None:
            return self.cell == other.cell
        return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _corners(cell: str) -> tuple[int, int, int, int] | None:
    """First column, first row, last column and last row of a cell or a range."""
    found = _CORNERS.fullmatch(cell)
    if found is None:
        return None
    first, last = _column_number(found[1]), _column_number(found[3] or found[1])
    return first, int(found[2]), last, int(found[4] or found[2])


def _place_in_table(table: str, cell: str) -> str:
    """A cell or a range of a table as one counts it in Word; rows up to 0 are the lines above it."""
    corners = _corners(cell)
    if corners is None:
        return f"{table}, {cell}"
    first_column, first_row, last_column, last_row = corners
    if last_row <= 0:
        return tr("đoạn trên {table}", table=table)
    rows, columns = _span(max(first_row, 1), last_row), _span(first_column, last_column)
    if first_row <= 0:
        return tr("{table} và đoạn trên bảng, dòng {rows}, cột {columns}", table=table, rows=rows, columns=columns)
    return tr("{table}, dòng {rows}, cột {columns}", table=table, rows=rows, columns=columns)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def in_ranges(locations: Iterable[Location]) -> tuple[Location, ...]:
    """Cells and ranges below each other as one range: 200 communes in a column are `C5:C204`."""
    columns: defaultdict[tuple[str, str | None, str], list[tuple[int, int]]] = defaultdict(list)
    others: dict[Location, None] = {}
    for place in locations:
        if place.cell and (rows := _rows_of(place.cell)):
            columns[place.path, place.sheet, rows[0]].append(rows[1])
        else:
            others[place] = None
    ranges = list(others)
    for (path, sheet, column), spans in columns.items():
        for first, last in runs(spans):
            cell = f"{column}{first}" + (f":{column}{last}" if first < last else "")
            ranges.append(Location(path, sheet=sheet, cell=cell))
    return tuple(ranges)


def runs(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last; the spans needn't be in order."""
    spans.sort()
    start, end = spans[0]
    for first, last in spans:
        if first > end + 1:
            yield start, end
            start = first
        end = max(end, last)
    yield start, end


@lru_cache(maxsize=65536)
def _rows_of(cell: str) -> tuple[str, tuple[int, int]] | None:
    """Column, first and last row of a cell or of a part of one column; None for anything else."""
    found = _CELLS.fullmatch(cell)
    return (found[1], (int(found[2]), int(found[3] or found[2]))) if found else None


class Settled(Struct, frozen=True):
    """Why nothing is left to do about a finding: what people decided of it, or what came after.

    Attributes:
        decision: `accept`, or `use` of one report; `replaced` where no person decided, but a later report did.
        until: the last day on which it holds.
        location: where the decision stands.
    """

    decision: str
    reason: str
    by: str
    until: date | None
    location: Location


def settled_by_report(path: str, sent: date | None) -> Settled:
    """That a later report gives anew what was wrong.

    Args:
        path: of the later report, as it is shown.
        sent: when it was sent, if that is known.
    """
    by = _SENT_LATER.format(day=format_date(sent)) if sent else "bản đã sửa"
    return Settled("replaced", "Báo cáo gửi sau đã thay báo cáo này", by, None, Location(path))


class Explained(Struct, frozen=True):
    """What the province answered to a finding; it settles nothing by itself.

    Attributes:
        point: the finding as it was put to the province, its figures perhaps others than now.
        location: where the answer stands.
    """

    text: str
    point: str
    location: Location


class Finding(Struct, frozen=True, dict=True):
    """One thing to look at.

    Attributes:
        key: `rule` or `rule.variant` of the catalogue, which holds the Vietnamese text.
        parameters: what the text names; formatted late.
        location: where to look.
        province: the area of the province that it is about (see Province.area), if known.
        indicator: the id of the indicator that it is about, if known.
        related: other places that belong to it.
        excerpt: the line of a text file, quoted.
        settled: that it is known, and what was decided; None while it is open.
        explanation: what the province answered, if it did.
    """

    key: str
    location: Location | None
    parameters: Mapping[str, object] = field(default_factory=dict)
    province: str | None = None
    indicator: str | None = None
    related: tuple[Location, ...] = ()
    excerpt: str | None = None
    settled: Settled | None = None
    explanation: Explained | None = None

    @property
    def rule(self) -> str:
        """The stable name of the rule."""
        return self.key.partition(".")[0]

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return Severity(SEVERITIES[self.rule])

    @cached_property
    def vietnamese(self) -> str:
        """What is wrong, in Vietnamese whatever is spoken: by it findings are sorted and told apart."""
        with in_vietnamese():
            return _fill(TEXTS[self.key][0], self.parameters)

    @property
    def message(self) -> str:
        """What is wrong."""
        return _english_rule(self)[0] if is_english() else self.vietnamese

    @property
    def hint(self) -> str:
        """What to do about it."""
        return _english_rule(self)[1] if is_english() else _fill(TEXTS[self.key][1], self.parameters)

    @cached_property
    def content(self) -> str:
        """What is wrong, in words for those who sent the report, in Vietnamese whatever is spoken."""
        with in_vietnamese():
            return _fill(CONTENTS[self.key], self.parameters) if self.key in CONTENTS else self.message

    @cached_property
    def request(self) -> str | None:
        """What those who sent the report are asked to do, as an official paper says it; None where it isn't theirs."""
        with in_vietnamese():
            return _fill(REQUESTS[self.key], self.parameters) if self.key in REQUESTS else None

    @property
    def question(self) -> str:
        """What to ask the province in a visit; what isn't its concern is told as it is."""
        if is_english():
            return _english_question(self)
        if template := QUESTIONS.get(self.key):
            return _fill(template, self.parameters)
        return f"{self.content} {self.request}" if self.request else f"{self.message} {self.hint}"

    def sort_key(self) -> tuple[object, ...]:
        """Errors first, then by place, so that the order of files never shows."""
        where = self.location or Location("")
        row = tuple(int(digits) for digits in "".join(c if c.isdigit() else " " for c in where.cell or "").split())
        order = _ORDER[self.severity]
        return (
            order,
            where.path,
            where.line or 0,
            where.column or 0,
            where.sheet or "",
            row,
            self.key,
            self.vietnamese,
        )


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Without repetitions, in the order in which people read them."""
    distinct = {(f.key, f.location, f.vietnamese): f for f in findings}
    return sorted(distinct.values(), key=Finding.sort_key)


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
_QUOTING, _NAMING = _Formatter().format_field, _NamingFormatter().format_field


def _fill(template: str, parameters: Mapping[str, object]) -> str:
    return _Formatter().vformat(template, (), parameters)


def _english_rule(finding: Finding) -> tuple[str, str]:
    """Message and hint."""
    from du_an8.language.english import RULES

    message, hint = RULES[finding.key]
    return _english(message, finding), _english(hint, finding)


def _english_question(finding: Finding) -> str:
    """The question, else the point and what is asked for, else the point and the advice."""
    from du_an8.language.english import CONTENTS, QUESTIONS, REQUESTS

    if template := QUESTIONS.get(finding.key):
        return _english(template, finding)
    message, hint = _english_rule(finding)
    if request := REQUESTS.get(finding.key):
        content = CONTENTS.get(finding.key)
        return f"{_english(content, finding) if content else message} {_english(request, finding)}"
    return f"{message} {hint}"


def _english(template: str, finding: Finding) -> str:
    return filled(template, finding.parameters, _NAMING, _QUOTING)
