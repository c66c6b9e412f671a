"""The papers that the rows of a table name in a column of their own."""

from collections.abc import Iterable

from du_an8.disk.evidence import Evidence, EvidenceFolder
from du_an8.reports.meaning.recorder import Recorder
from du_an8.reports.rows.row import Row
from du_an8.reports.tables.table import Table
from du_an8.reports.vocabulary.vocabulary import texts
from du_an8.vietnamese.names import fold


def read_evidence(table: Table, rows: Iterable[Row], recorder: Recorder) -> None:
    """Note down what each row names; a file that isn't there is told once."""
    columns = _columns(table)
    if recorder.papers is None or not columns:
        return
    for row in rows:
        named = tuple(each for column in columns for each in _named(row, column, recorder, recorder.papers))
        if named:
            recorder.evidence[row.number] = named
            _tell_missing(row, named, recorder, recorder.papers)


def _columns(table: Table) -> list[int]:
    """Those whose title says that papers are named below it."""
    titles = {fold(text) for text in texts("evidence")}
    words = {**table.unknown, **{column.number: column.words for column in table.columns}}
    return sorted(number for number, title in words.items() if fold(title) in titles)


def _named(row: Row, column: int, recorder: Recorder, papers: EvidenceFolder) -> list[Evidence]:
    cell = recorder.sheet.rows[row.number].get(column)
    if cell is None or not cell.text:
        return []
    return list(papers.in_cell(cell.text, recorder.coverage.province.id, recorder.where(cell)))


def _tell_missing(row: Row, named: Iterable[Evidence], recorder: Recorder, papers: EvidenceFolder) -> None:
    indicator = row.subject.indicator if row.subject else None
    name = indicator.short_name if indicator else recorder.coverage.province.name
    for finding in papers.missing(named, name, recorder.coverage.province.id):
        recorder.tell(finding, indicator)
