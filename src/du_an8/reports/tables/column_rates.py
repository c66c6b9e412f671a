"""Percentages below the name of what is counted, of which the catalogue has a rate of its own."""

from collections.abc import Sequence

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.headings import Heading, heading
from du_an8.reports.labels.label_stacks import read_stack
from du_an8.reports.labels.roles import PLAN_SCOPES, Role
from du_an8.reports.tables.bands import Stack
from du_an8.reports.vocabulary.vocabulary import either, texts
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold

_RATE = texts("titles", "rates")[0]
_BARE = pattern_of(rf"(?:{either('titles', 'bare_rates')})?[ %]*")


def with_rates(stacks: Sequence[Stack], programme: Programme) -> list[Stack]:
    """The columns, of which `Tỷ lệ (%)` below `Hộ nghèo` is `Tỷ lệ hộ nghèo`; beside a plan it is of that."""
    planned = {stack.heading.indicator for stack in stacks if stack.heading.role in PLAN_SCOPES}
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
