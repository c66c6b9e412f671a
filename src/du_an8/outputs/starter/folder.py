"""The files of a new data folder, as of the day on which it begins."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import as_file, files

from du_an8.outputs.machine.schemas import SCHEMAS, schema_text
from du_an8.programme.catalogue import Programme
from du_an8.programme.load import load_programme
from du_an8.programme.phases import Phase

EXAMPLE = "dien-bien"
"""The province of the example: one whose area is the same in both eras."""

_FILES = {
    "HUONG-DAN.md": "guide.md",
    f"data/targets/{EXAMPLE}.yaml": "targets.yaml",
    "data/programme.yaml": "programme.yaml",
    "data/reports/README.md": "reports.md",
    ".github/workflows/check-data.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab.yml",
    ".vscode/settings.json": "vscode.json",
}
_OTHER_PROGRAMME = {f"data/targets/{EXAMPLE}.yaml": "other-targets.yaml", "data/programme.yaml": "other-programme.yaml"}
_ABOUT_PROGRAMME = "thay đổi danh mục chỉ tiêu, ngưỡng; không cần thì xoá"
_ABOUT_OTHER_PROGRAMME = "chương trình: giai đoạn, nội dung, chỉ tiêu; đang là chương trình ví dụ"
_NO_VERSION = "du-an8==0.0.0"


def starter_files(package: str, today: date, *, other_programme: bool = False) -> dict[str, str]:
    """Path within the folder -> text.

    Args:
        package: what the checks install.
        today: its phase is the one that targets are written for, its quarter the one that is reported next.
        other_programme: whether the folder has a programme of its own, not changes to the packaged one.
    """
    programme = _example_programme() if other_programme else load_programme(None)[0]
    phase = programme.phase_on(today)
    words = {
        _NO_VERSION: package,
        "@programme@": programme.short_name,
        "@about programme@": _ABOUT_OTHER_PROGRAMME if other_programme else _ABOUT_PROGRAMME,
        "@quarter@": quarter_of(today),
        "@phase@": phase.id,
        "@phase name@": phase.name,
        **_years(phase),
    }
    names = _FILES | (_OTHER_PROGRAMME if other_programme else {})
    texts = {path: _filled_in(_packaged(name), words) for path, name in names.items()}
    return texts | {f"schema/{name}.json": schema_text(name) for name in SCHEMAS}


def quarter_of(day: date) -> str:
    """The quarter of a day, as a period is written: `2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _years(phase: Phase) -> dict[str, str]:
    return {f"@year {number}@": str(year) for number, year in enumerate(phase.years, start=1)}


def _example_programme() -> Programme:
    with as_file(files("du_an8.outputs.starter").joinpath("files", "other-programme.yaml")) as path:
        return load_programme(path)[0]


def _packaged(name: str) -> str:
    return files("du_an8.outputs.starter").joinpath("files", name).read_text(encoding="utf-8")


def _filled_in(text: str, words: Mapping[str, str]) -> str:
    for word, meaning in words.items():
        text = text.replace(word, meaning)
    return text
