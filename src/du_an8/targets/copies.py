"""Copies of one target file, told by the marks that systems put into a name: the copy never counts for its name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from du_an8.findings import Finding, Location
from du_an8.strict_yaml.reader import read_yaml
from du_an8.vietnamese.names import readable

_COPY = r"(?:copy|ban[ -]sao|sao[ -]chep|chep)"
_MARKS = [
    re.compile(pattern)
    for pattern in (
        rf"{_COPY}(?: \(\d{{1,2}}\))?(?: cua| of)? (?P<name>.+)",  # Bản sao của x
        r"(?P<name>.+?)[ -]*\(\d{1,2}\)",  # x (1)
        rf"(?P<name>.+?)[ -]+{_COPY}(?: ?\(?\d{{1,2}}\)?)?",  # x - Copy (2), x bản sao 2
        rf"(?P<name>.+?) ?\((?:[^()]* )?{_COPY}(?: [^()]*)?\)",  # x (bản sao), x (Lan's conflicted copy 2024-01-02)
        r"(?P<name>.+?)\.sync-conflict-.+",  # Syncthing
        r"(?P<name>.+?)-(?:desktop|laptop)-[a-z0-9]+",  # OneDrive adds the computer's name
    )
]
_D_BAR = str.maketrans({"đ": "d", "_": " "})


class TargetFile(Struct, frozen=True):
    """A file and what it is about, as far as its name and its top tell.

    Attributes:
        area: None where nobody can tell the province.
        phase: the id of the phase.
    """

    path: Path
    area: str | None
    phase: str

    @property
    def is_marked(self) -> bool:
        """Whether its name is that of a copy."""
        return without_mark(self.path.stem) != _plain(self.path.stem)


def without_mark(stem: str) -> str:
    """A file name without accents, and without what says that it is a copy: `Bản sao của cao-bang (1)`: `cao-bang`."""
    name = _plain(stem)
    while match := next(filter(None, (mark.fullmatch(name) for mark in _MARKS)), None):
        name = match["name"].strip()
    return name


def _plain(stem: str) -> str:
    letters = unicodedata.normalize("NFD", readable(stem)).casefold()
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_D_BAR).strip()


def set_aside(files: Iterable[TargetFile], shown: Callable[[Path], str]) -> Mapping[Path, Finding]:
    """The copies of files that are there themselves, each with what there is to say of it.

    Args:
        shown: how a path is named to people.
    """
    originals: defaultdict[tuple[str | None, str], list[Path]] = defaultdict(list)
    marked = []
    for file in files:
        if file.is_marked:
            marked.append(file)
        else:
            originals[file.area, file.phase].append(file.path)
    return {
        file.path: _finding(file, originals[file.area, file.phase], shown)
        for file in marked
        if file.area and originals[file.area, file.phase]
    }


def _finding(copy: TargetFile, originals: Sequence[Path], shown: Callable[[Path], str]) -> Finding:
    names = [shown(path) for path in originals]
    words: dict[str, object] = {"originals": names}
    where, related = Location(shown(copy.path)), tuple(map(Location, names))
    held = _stated(copy.path)
    others = [_stated(path) for path in originals]
    if held is not None and held in others:
        return Finding("duplicate-target.copy", where, words, copy.area, related=related)
    words["differing"] = (_differing(held, others) or ["ngoài các chỉ tiêu"]) if held else ["không đọc được"]
    return Finding("duplicate-target.copy-differs", where, words, copy.area, related=related)


def _stated(path: Path) -> object:
    """All that a file states; None where it can't be read."""
    document, _ = read_yaml(path, path.name)
    return document.data if document else None


def _differing(held: object, others: Sequence[object]) -> list[str]:
    """The indicators of which a copy states anything that no original does, or the other way round."""
    entries, theirs = _by_indicator([held]), _by_indicator(others)
    return [name for name in dict.fromkeys([*theirs, *entries]) if entries.get(name) != theirs.get(name)]


def _by_indicator(documents: Iterable[object]) -> Mapping[str, list[object]]:
    by_indicator: defaultdict[str, list[object]] = defaultdict(list)
    for data in documents:
        entries = data.get("targets") if isinstance(data, dict) else None
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                by_indicator[str(entry.get("indicator"))].append(entry)
    return by_indicator
