"""What the tool has to say about the data: a finding is a value, never an exception."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from string import Formatter

from msgspec import Struct, field

from du_an8.findings.catalogue import SEVERITIES, TEXTS
from du_an8.findings.questions import QUESTIONS
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import format_number

MOST_RELATED = 20
"""How many other places a finding names at the most: more of them help nobody."""

_CELLS = re.compile(r"([A-Z]+)([0-9]+)(?::\1([0-9]+))?")
_LONGEST_QUOTE = 120
_LONGEST_LIST = 10


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


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
        """`data/targets/x.yaml:4:7` or `data/reports/x/2023.xlsx!Báo cáo!G12`."""
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return "!".join(filter(None, (":".join([self.path, *numbers]), self.sheet, self.cell)))


def in_ranges(locations: Iterable[Location]) -> tuple[Location, ...]:
    """Cells and ranges below each other as one range: 200 communes in a column are `C5:C204`."""
    columns: dict[tuple[str, str | None, str], list[tuple[int, int]]] = {}
    others: dict[Location, None] = {}
    for place in locations:
        if place.cell and (rows := _rows_of(place.cell)):
            columns.setdefault((place.path, place.sheet, rows[0]), []).append(rows[1:])
        else:
            others[place] = None
    ranges = list(others)
    for (path, sheet, column), spans in columns.items():
        for first, last in _runs(spans):
            cell = f"{column}{first}" + (f":{column}{last}" if first < last else "")
            ranges.append(Location(path, sheet=sheet, cell=cell))
    return tuple(ranges)


def _runs(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    spans.sort()
    start, end = spans[0]
    for first, last in spans:
        if first > end + 1:
            yield start, end
            start = first
        end = max(end, last)
    yield start, end


@lru_cache(maxsize=65536)
def _rows_of(cell: str) -> tuple[str, int, int] | None:
    """Column, first and last row of a cell or of a part of one column; None for anything else."""
    found = _CELLS.fullmatch(cell)
    return (found[1], int(found[2]), int(found[3] or found[2])) if found else None


class Settled(Struct, frozen=True):
    """What people decided of a finding.

    Attributes:
        decision: `accept`, or `use` of one report.
        until: the last day on which it holds.
        location: where the decision stands.
    """

    decision: str
    reason: str
    by: str
    until: date | None
    location: Location


class Finding(Struct, frozen=True):
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
    """

    key: str
    location: Location | None
    parameters: Mapping[str, object] = field(default_factory=dict)
    province: str | None = None
    indicator: str | None = None
    related: tuple[Location, ...] = ()
    excerpt: str | None = None
    settled: Settled | None = None

    @property
    def rule(self) -> str:
        """The stable name of the rule."""
        return self.key.partition(".")[0]

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return Severity(SEVERITIES[self.rule])

    @property
    def message(self) -> str:
        """What is wrong, in Vietnamese."""
        return _fill(TEXTS[self.key][0], self.parameters)

    @property
    def hint(self) -> str:
        """What to do about it, in Vietnamese."""
        return _fill(TEXTS[self.key][1], self.parameters)

    @property
    def question(self) -> str:
        """What to ask the province, in Vietnamese; of most rules about files there is nothing to ask but why."""
        template = QUESTIONS.get(self.key)
        return _fill(template, self.parameters) if template else f"{self.message} Đề nghị tỉnh giải thích."

    def sort_key(self) -> tuple[object, ...]:
        """Errors first, then by place, so that the order of files never shows."""
        where = self.location or Location("")
        row = tuple(int(digits) for digits in "".join(c if c.isdigit() else " " for c in where.cell or "").split())
        order = list(Severity).index(self.severity)
        return (
            order,
            where.path,
            where.line or 0,
            where.column or 0,
            where.sheet or "",
            row,
            self.key,
            self.message,
        )


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Without repetitions, in the order in which people read them."""
    distinct = {(f.key, f.location, f.message): f for f in findings}
    return sorted(distinct.values(), key=Finding.sort_key)


class _VietnameseFormatter(Formatter):
    """Writes numbers and dates the Vietnamese way and keeps quotations short."""

    def format_field(self, value: object, format_spec: str) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case date():
                return format_date(value)
            case int() | Decimal() | Fraction():
                return format_number(value)
            case Location():
                return str(value)
            case list() | tuple():
                shown = [self.format_field(item, format_spec) for item in value[:_LONGEST_LIST]]
                more = len(value) - len(shown)
                return ", ".join(shown) + (f" … (còn {more})" if more else "")
            case _:
                text = str(value)
                return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _fill(template: str, parameters: Mapping[str, object]) -> str:
    return _VietnameseFormatter().vformat(template, (), parameters)
