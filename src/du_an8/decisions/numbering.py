"""The numbers by which people name findings, which nobody's decision in between may move to another finding."""

from collections.abc import Sequence

from msgspec import Struct

from du_an8.decisions.facts import code_of
from du_an8.findings import Finding


class Numbered(Struct, frozen=True):
    """One line of the list from which people settle findings.

    Attributes:
        number: its place among all findings, settled or not.
        code: another name for it, which not even new data moves.
        finding: as it stands now; None where a decision made it go away.
    """

    number: int
    code: str
    finding: Finding | None

    @property
    def is_open(self) -> bool:
        """Whether it can be settled."""
        return self.finding is not None and self.finding.settled is None


def numbered(undecided: Sequence[Finding], now: Sequence[Finding]) -> list[Numbered]:
    """All findings, in the order that they have while nothing is decided.

    Args:
        undecided: as if there were no decisions.
        now: with the decisions; what only they brought up is numbered last.
    """
    as_they_stand = {code_of(finding): finding for finding in now}
    codes = list(dict.fromkeys([*map(code_of, undecided), *as_they_stand]))
    return [Numbered(number, code, as_they_stand.get(code)) for number, code in enumerate(codes, start=1)]
