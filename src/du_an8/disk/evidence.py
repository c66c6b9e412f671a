"""The papers that prove figures and targets: files in `data/evidence/`, or addresses."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from du_an8.disk.links import listing
from du_an8.findings import Finding, Location
from du_an8.vietnamese.late_patterns import pattern_of

FOLDER = "evidence"
_ADDRESS = pattern_of(r"https?://\S+", re.IGNORECASE)
_FILE = pattern_of(
    r".*\.(?:pdf|docx?|docm|odt|rtf|xlsx?|xlsm|ods|csv|pptx?|jpe?g|png|tiff?|heic|zip|rar|7z|html?|txt|eml|msg|mp4)",
    re.IGNORECASE,
)
_APART = pattern_of(r"[;|\n\r]+")


class EvidenceKind(StrEnum):
    """How a paper is named."""

    FILE = "file"
    ADDRESS = "address"
    CITED = "cited"  # by number and day, as `QĐ 12/QĐ-UBND`: a paper that isn't at hand


class Evidence(Struct, frozen=True):
    """A paper that a report or a target file names.

    Attributes:
        text: as it is written there.
        location: where it is named.
        path: of a file that is there, as it is shown.
    """

    text: str
    kind: EvidenceKind
    location: Location
    path: str | None = None

    @property
    def is_at_hand(self) -> bool:
        """Whether somebody could open it now; nobody has looked whether an address answers."""
        return self.kind is EvidenceKind.ADDRESS or self.path is not None

    @property
    def is_missing(self) -> bool:
        """Whether it is a file that isn't there."""
        return self.kind is EvidenceKind.FILE and self.path is None


class EvidenceFolder(Struct, frozen=True, dict=True):
    """The papers of a data folder.

    Attributes:
        root: the data folder.
    """

    root: Path

    @cached_property
    def _known(self) -> dict[str, str]:
        """Folded name below the folder -> path as it is shown; what links lead to outside of it isn't among them."""
        folder = self.root / FOLDER
        names = [path.relative_to(folder).as_posix() for path in listing(folder).paths if path.is_file()]
        return {_folded(name): f"{self.root.name}/{FOLDER}/{name}" for name in names}

    def places(self, province: str) -> list[str]:
        """Where the papers of a province are looked for, as it is shown."""
        return [f"{self.root.name}/{FOLDER}/", f"{self.root.name}/{FOLDER}/{province}/"]

    def named(self, text: str, province: str, location: Location) -> Evidence:
        """A paper that is named by a file or an address.

        Names never become paths: one is only looked up among the files that there are.
        """
        text = text.strip()
        if _ADDRESS.fullmatch(text):
            return Evidence(text, EvidenceKind.ADDRESS, location)
        name = _folded(text)
        return Evidence(
            text, EvidenceKind.FILE, location, self._known.get(name) or self._known.get(f"{_folded(province)}/{name}")
        )

    def missing(self, papers: Iterable[Evidence], name: str, province: str) -> Iterator[Finding]:
        """A finding for each file that isn't there, with where it was looked for.

        Args:
            name: the indicator, as people know it.
        """
        for each in papers:
            if each.is_missing:
                words = {"name": name, "file": each.text, "where": self.places(province)}
                yield Finding("evidence-missing", each.location, words)

    def in_cell(self, text: str, province: str, location: Location) -> Iterator[Evidence]:
        """The papers that a cell names, one a line or parted by semicolons; words that name no file cite one."""
        for part in filter(None, (each.strip() for each in _APART.split(text))):
            if _ADDRESS.fullmatch(part) or _FILE.fullmatch(part):
                yield self.named(part, province, location)
            elif any(letter.isdigit() for letter in part):
                yield Evidence(part, EvidenceKind.CITED, location)


def _folded(name: str) -> str:
    r"""`Quyet dinh\QD-12.PDF` and `quyet dinh/qd-12.pdf`, in either Unicode form, are one."""
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/").removeprefix("./")
