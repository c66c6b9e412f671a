"""Takes a report in: what it changes against the data on file, the name it gets, and putting it there."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from du_an8.disk.digest import sha256
from du_an8.disk.links import listing
from du_an8.reports.facts import Measure, Observation
from du_an8.reports.meaning.coverage import Coverage
from du_an8.vietnamese.dates import Period, read_period
from du_an8.vietnamese.names import readable

_AGAIN = re.compile(r"_lan-\d+$")


class ChangeKind(StrEnum):
    """What a report does to one figure of the data on file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WITHDRAWN = "withdrawn"  # stated for this very period before, and no more


class Change(Struct, frozen=True):
    """One figure, before and after; None where there is none."""

    kind: ChangeKind
    after: Observation | None
    before: Observation | None


_Key = tuple[str, str, Measure, date | None, date]


def _key(row: Observation) -> _Key:
    return row.area, row.indicator, row.measure, row.start, row.end


def compare(incoming: Sequence[Observation], on_file: Iterable[Observation], coverage: Coverage) -> list[Change]:
    """What the figures of a report change, those withdrawn last."""
    known = {_key(row): row for row in on_file}  # the later file is the one in use
    changes = [_change(row, known.get(_key(row))) for row in incoming]
    stated = {_key(row) for row in incoming}
    about = coverage.province.area, coverage.end
    gone = [
        row
        for key, row in known.items()
        if key not in stated and (row.area, row.end) == about and row.start in {coverage.start, None}
    ]
    return [*changes, *(Change(ChangeKind.WITHDRAWN, None, row) for row in gone)]


def _change(row: Observation, before: Observation | None) -> Change:
    if before is None:
        return Change(ChangeKind.NEW, row, None)
    return Change(ChangeKind.SAME if before.value == row.value else ChangeKind.CHANGED, row, before)


def period_stem(stem: str) -> str:
    """A file's name as a period: `2023-Q4_lan-2` is the second report of `2023-Q4`."""
    return _AGAIN.sub("", stem)


def stem_for(coverage: Coverage) -> str:
    """The name of a report: its period where that has a form, else its last day."""
    period = coverage.period
    if period is None or period.start is None:
        return coverage.end.isoformat()
    year, month = period.end.year, period.end.month
    forms = [f"{year}", f"{year}-H{(month + 5) // 6}", f"{year}-Q{(month + 2) // 3}", f"{year}-{month:02d}"]
    forms.append(f"{month} tháng đầu năm {year}")
    return next((form for form in forms if _reads_as(form, period)), coverage.end.isoformat())


def _reads_as(form: str, period: Period) -> bool:
    return read_period(form) == period


def free_name(folder: Path, stem: str, suffix: str, taken: Collection[Path] = ()) -> Path:
    """A name in a folder that no file has yet, nor is about to get."""
    target, count = folder / f"{stem}{suffix}", 1
    while target.exists() or target in taken:
        count += 1
        target = folder / f"{stem}_lan-{count}{suffix}"
    return target


def same_content(path: Path, folder: Path) -> Path | None:
    """The file below a folder that holds the very same bytes, if there is one."""
    size, digest = path.stat().st_size, None
    for other in listing(folder).paths:
        if other.is_file() and other.stat().st_size == size and not other.name.startswith("."):
            digest = digest or sha256(path)
            if sha256(other) == digest:
                return other
    return None


def digests(root: Path, folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path relative to the root."""
    files = [path for path in listing(folder).paths if path.is_file() and not path.name.startswith(".")]
    return {readable(path.relative_to(root).as_posix()): sha256(path) for path in files}
