"""Reads reports one by one, in several processes where there are many: what is to be said of each, and no figure."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from du_an8.cli.data_folder import DataFolder
from du_an8.cli.work.progress import tracked

if TYPE_CHECKING:
    from du_an8.findings import Finding
    from du_an8.reports.file_account import FileAccount
    from du_an8.reports.kept_facts import FactsReader
    from du_an8.reports.report_file import Context

Task = tuple[Path | None, Path, str, str | None]
"""Data folder, report, the report's path as it is shown, the province's folder that it lies in."""

Told = tuple["FileAccount | None", "list[Finding]"]
"""What there is to say of one report."""


def read_each(tasks: list[Task]) -> "tuple[list[FileAccount], list[Finding]]":
    """The accounts of those that could be opened, and all that is found."""
    from du_an8.cli.work.side_by_side import are_many, each_side_by_side

    reading = each_side_by_side(_read, tasks, worthwhile=are_many(path for _, path, _, _ in tasks))
    read = list(tracked(reading, "Đang đọc báo cáo", len(tasks)))
    return [account for account, _ in read if account], [finding for _, findings in read for finding in findings]


def _read(task: Task) -> Told:
    root, path, shown, place = task
    report = _reader(root).read(path, shown, place)
    return report.account, report.findings


@cache
def _reader(root: Path | None) -> "FactsReader":
    from du_an8.kept.shelf import shelf
    from du_an8.reports.kept_facts import facts_reader

    return facts_reader(shelf(), context(root)[0])


@cache
def context(root: Path | None) -> "tuple[Context, list[Finding]]":
    """What reading a file needs, and the faults of what tells it."""
    from du_an8.programme.load import load_programme
    from du_an8.programme.provinces import load_provinces
    from du_an8.reports.report_file import Context

    if root is None:
        return Context(load_programme(None)[0], load_provinces()), []
    return DataFolder(root).context(load_provinces())
