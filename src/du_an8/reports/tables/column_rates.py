"""Percentages of what is counted, of which the catalogue has a rate: below its name, or right of the two numbers."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.headings import Heading, heading
from du_an8.reports.labels.label_stacks import read_stack
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.names.read_name import read_name
from du_an8.reports.tables.bands import Stack
from du_an8.reports.tables.table_body import TableBody
from du_an8.reports.vocabulary.vocabulary import either, pattern, texts
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold

_SLIP = Fraction(1, 200)
"""`75 %` is at most so far from what was divided."""
_PROOFS = 2
"""So many rows are no chance."""
_RATE = texts("titles", "rates")[0]
_BARE = pattern_of(rf"(?:{either('titles', 'bare_rates')})?[ %]*")


def with_rates(stacks: Sequence[Stack], programme: Programme) -> list[Stack]:
    """The columns, of which `Tỷ lệ (%)` below `Hộ nghèo` is `Tỷ lệ hộ nghèo`; beside a plan it is of that."""
    planned = {stack.heading.indicator for stack in stacks if stack.heading.is_plan}
    heads = [None if stack.heading.indicator in planned else _rate(stack, programme) for stack in stacks]
    return [replace(stack, heading=head) if head else stack for stack, head in zip(stacks, heads, strict=True)]


def _rate(stack: Stack, programme: Programme) -> Heading | None:
    counted = stack.heading.indicator
    if counted is None or stack.heading.role is not Role.PERCENTAGE or not _is_bare(stack.texts[-1]):
        return None
    *outer, name = stack.texts[:-1] or ("",)
    head = heading(read_stack((*outer, f"{_RATE} {name}"), programme))
    is_own = head.indicator is not None and head.indicator is not counted and head.indicator.is_percentage
    return head if is_own else None


def _is_bare(text: str) -> bool:
    """Whether a label says that there is a percentage, and not of what: `So KH (%)` says it."""
    return _BARE.fullmatch(fold(text)) is not None


def with_counts(stacks: Sequence[Stack], body: TableBody) -> list[Stack]:
    """The columns, of which `Số phụ nữ mang thai`, `Số phụ nữ được tư vấn`, `Tỷ lệ` tell one rate in each row."""
    found = list(stacks)
    for at in range(len(found) - 2):
        whole, part, share = found[at : at + 3]
        rate = _rate_of_counted(part, body.programme) if _is_bare_percentage(share) else None
        if rate and _divides(body, whole, part, share):
            roles = (Role.DENOMINATOR, Role.NUMERATOR, Role.PERCENTAGE)
            found[at : at + 3] = [
                replace(stack, heading=Heading(Title(role), rate))
                for stack, role in zip((whole, part, share), roles, strict=True)
            ]
    return found


def _is_bare_percentage(stack: Stack) -> bool:
    head = stack.heading
    return head.role is Role.PERCENTAGE and not (head.indicator or head.leaves) and _is_bare(stack.texts[-1])


def _rate_of_counted(stack: Stack, programme: Programme) -> Indicator | None:
    """The rate of which a title counts those that reach it: `Số phụ nữ được tư vấn sinh đẻ an toàn`."""
    counting = pattern("names", "counting_words").match(fold(stack.texts[-1]))
    if counting is None or stack.heading.indicator:
        return None
    words = stack.texts[-1].split()[len(counting[0].split()) :]
    rate = read_name(programme, " ".join([_RATE, *words])).indicator
    return rate if rate and rate.is_percentage else None


def _divides(body: TableBody, whole: Stack, part: Stack, share: Stack) -> bool:
    """Whether one column divided by the other is the third, row by row, as it is printed there."""
    wholes, parts, shares = body.amounts(whole.number), body.amounts(part.number), body.percentages(share.number)
    rows = [row for row in shares if wholes.get(row) and row in parts]
    are_equal = (abs(Fraction(parts[row]) / Fraction(wholes[row]) - shares[row]) < _SLIP for row in rows)
    return len(rows) >= _PROOFS and all(are_equal)
