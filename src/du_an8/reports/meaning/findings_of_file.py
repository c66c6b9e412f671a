"""The findings of one file, each with the area that it concerns."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.provinces import Province


class FindingsOfFile(Struct, frozen=True):
    """What was found in a file so far.

    Attributes:
        told: in the order in which it was found.
        by_folder: the province in whose folder the file lies.
    """

    told: list[Finding]
    by_folder: Province | None

    def tell(self, findings: Iterable[Finding], province: Province | None = None) -> None:
        """Add findings about a province, else about the one of the folder, where they don't say themselves."""
        place = province or self.by_folder
        area = place.area if place else None
        self.told.extend(each if each.province else replace(each, province=area) for each in findings)
