"""Which reports on file are corrected copies of others: what was sent back, and came again."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from du_an8.reports.facts import Reports
from du_an8.reports.file_account import FileAccount
from du_an8.reports.returned import code_of


def with_corrections(reports: Reports) -> Reports:
    """The same, each figure of a corrected copy with the report that it corrects.

    Reports seldom say when they were sent; a copy of our own making is later than what it was made of all the same.
    """
    corrected = corrections(reports.files)
    if not corrected:
        return reports
    rows = [
        replace(row, corrects=corrected[row.location.path]) if row.location.path in corrected else row
        for row in reports.observations
    ]
    return replace(reports, observations=tuple(rows))


def corrections(files: Iterable[FileAccount]) -> Mapping[str, str]:
    """Path of a corrected copy -> path of the report on file that it corrects."""
    files = list(files)
    by_code = {code_of(file.sha256): file.path for file in files if file.sha256}
    return {file.path: by_code[file.corrects] for file in files if file.corrects in by_code}
