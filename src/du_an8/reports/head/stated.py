"""A head that is read for what its report is about: what it states, and what is found in it."""

from msgspec import Struct, field

from du_an8.findings import Finding, Location
from du_an8.reports.head.value import Head, HeadValue

_DOUBTS = frozenset({"unknown-period.before-start", "outside-phase", "identity-mismatch.place-unread"})
"""What is found that leaves no figure to be used."""


class StatedHead(Struct, frozen=True):
    """A head, and the findings about it.

    Attributes:
        path: of the file.
    """

    path: str
    head: Head
    findings: list[Finding] = field(default_factory=list)

    def tell(self, value: HeadValue | None, key: str, **parameters: object) -> None:
        """A finding at a head cell, else at the file."""
        sheet, cell = (value.sheet, value.cell.address) if value else (None, None)
        self.findings.append(Finding(key, Location(self.path, sheet=sheet, cell=cell), parameters))

    @property
    def is_in_doubt(self) -> bool:
        """Whether anything was found that leaves no figure to be used."""
        return any(finding.key in _DOUBTS for finding in self.findings)
