"""Where a report is filed: the folder of its province, the name of its period, the ending of its form."""

from collections.abc import Collection
from pathlib import Path

from du_an8.disk.digest import sha256
from du_an8.disk.links import listing
from du_an8.programme.provinces import Province, Provinces
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.workbook.file_kinds import READABLE_SUFFIXES, kind_of
from du_an8.vietnamese.dates import Period, read_period
from du_an8.vietnamese.names import fold, readable

_ENDINGS = {
    "xlsx": ".xlsx",
    "xls": ".xls",
    "xlsb": ".xlsb",
    "ods": ".ods",
    "docx": ".docx",
    "text": ".csv",
    # Excel opens these three under the ending that such systems give them.
    "html": ".xls",
    "mhtml": ".xls",
    "spreadsheetml": ".xls",
}


def folder_for(reports: Path, province: Province, provinces: Provinces) -> Path:
    """The folder below `data/reports` where a province's files lie: the one that an office made, whatever its name."""
    usual = reports / province.id
    if usual.is_dir() or not reports.is_dir():
        return usual
    areas = {province.area}
    made = [path for path in sorted(reports.iterdir()) if provinces.areas_named(readable(path.name)) == areas]
    return next((path for path in made if path.is_dir()), usual)


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


def ending_for(path: Path) -> str:
    """The ending under which `check` reads a file: its own, else that of what its bytes are."""
    suffix = path.suffix.lower()
    return suffix if suffix in READABLE_SUFFIXES else _ENDINGS.get(kind_of(path), suffix)


def free_name(folder: Path, stem: str, suffix: str, taken: Collection[Path] = ()) -> Path:
    """A name in a folder that no file has yet, nor is about to get.

    Names that differ by case or Unicode form alone are one name: on many a disk they are one file.
    """
    present = {fold(path.name) for path in folder.iterdir()} if folder.is_dir() else set()
    present |= {fold(path.name) for path in taken if path.parent == folder}
    name, count = f"{stem}{suffix}", 1
    while fold(name) in present:
        count += 1
        name = f"{stem}_lan-{count}{suffix}"
    return folder / name


def same_content(path: Path, folder: Path) -> Path | None:
    """The file below a folder that holds the very same bytes, if there is one."""
    size, digest = path.stat().st_size, None
    for other in listing(folder).paths:
        if other.is_file() and other.stat().st_size == size and not other.name.startswith("."):
            digest = digest or sha256(path)
            if sha256(other) == digest:
                return other
    return None
