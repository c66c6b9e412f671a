"""What the tool has to say about the data: a finding is a value, never an exception."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

from msgspec import Struct, field

from du_an8.findings.catalogue import SEVERITIES, TEXTS
from du_an8.findings.questions import QUESTIONS
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import format_number

MOST_RELATED = 20
"""How many other places a finding names at the most: more of them help nobody."""

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_LONGEST_QUOTE = 120
_LONGEST_LIST = 10


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(NamedTuple):
    """A place in a file; what isn't known is None, never an invented line 1. A tuple, because each figure has one.

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
    """Cells below each other as one range: 200 communes in a column are `C5:C204`."""
    columns: dict[tuple[str, str | None, str], list[int]] = {}
    others: list[Location] = []
    for place in dict.fromkeys(locations):
        column, row = _column_and_row(place.cell or "")
        if row:
            columns.setdefault((place.path, place.sheet, column), []).append(row)
        else:
            others.append(place)
    for (path, sheet, column), rows in columns.items():
        runs: list[list[int]] = []
        for row in sorted(rows):
            if runs and runs[-1][-1] == row - 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in runs:
            cell = f"{column}{run[0]}" + (f":{column}{run[-1]}" if len(run) > 1 else "")
            others.append(Location(path, sheet=sheet, cell=cell))
    return tuple(others)


@lru_cache(maxsize=65536)
def _column_and_row(cell: str) -> tuple[str, int]:
    """`("G", 12)`; row 0 stands for what is no single cell."""
    found = _CELL.fullmatch(cell)
    return (found[1], int(found[2])) if found else ("", 0)


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
