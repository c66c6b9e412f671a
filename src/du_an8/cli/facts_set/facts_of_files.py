"""The facts of a list of files, as a plain function: records in, facts out, on whichever machine it runs."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from du_an8.cli.data_folder import DataFolder
from du_an8.kept.exact import NotExactError
from du_an8.reports.facts_set.division import ReportOnFile
from du_an8.reports.facts_set.manifest import MadeBy, made_by
from du_an8.reports.facts_set.parts import Part, ReportAt, file_of, packed, unpacked
from du_an8.reports.kept_facts import FactsKeys, FactsReader, document_of, facts_reader, report_of

if TYPE_CHECKING:
    from du_an8.reports.report_file import ReportFile

_ALONE = Lock()


class OtherFactsError(Exception):
    """What is read here isn't what was asked for; why, for people."""


class Batch(Struct, frozen=True):
    """Reports of one place that make a part of a facts set.

    Attributes:
        root: the data folder.
        made_by: what all facts depend on, as it was when the work was divided.
        by: tells the digest that the facts of a file stand under.
        name: of the part.
        keys: of each report the digest that its facts stand under, empty where it can't be told.
        documents: see `packed`; of each report what it says, where that is known, and nothing where it is to be read.
    """

    root: Path
    made_by: MadeBy
    by: FactsKeys
    name: str
    reports: tuple[ReportOnFile, ...]
    keys: tuple[str, ...]
    documents: bytes


class FactsOfFiles(Struct, frozen=True):
    """What a batch came to.

    Attributes:
        part: what the reports say.
        file: that part's file.
        rows: the files with the rows of their facts, by their paths below the facts set.
    """

    name: str
    part: Part
    file: bytes
    rows: Mapping[str, bytes]


def facts_of_files(batch: Batch) -> FactsOfFiles:
    """Read the reports of a batch; in a process with several threads, one batch after the other.

    Raises:
        OtherFactsError: this machine has another program, another data folder, or a file that has changed meanwhile.
    """
    with _ALONE:
        return _facts_of_files(batch)


def _facts_of_files(batch: Batch) -> FactsOfFiles:
    from du_an8.findings import counted_by_severity
    from du_an8.outputs.machine.facts_parquet import RowFiles
    from du_an8.outputs.machine.facts_table import facts_of
    from du_an8.reports.load import merged

    reader = _reader(batch.root, batch.made_by)
    rows, reports, documents, severities = RowFiles(), [], [], [0, 0, 0]
    for at, document, report in _reports(batch, reader):
        reports.append(at)
        documents.append(document)
        severities = [sum(counts) for counts in zip(severities, counted_by_severity(report.findings), strict=True)]
        rows.add(facts_of(merged([report]), reader.context.programme, reader.context.provinces))
    files = rows.named(batch.name)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    part = Part(batch.reports[0].place, tuple(reports), digests, tuple(severities), packed(documents))
    return FactsOfFiles(batch.name, part, file_of(part), files)


def _reports(batch: Batch, reader: FactsReader) -> "Iterator[tuple[ReportAt, bytes, ReportFile]]":
    """Each report with what it says."""
    for each, key, known in zip(batch.reports, batch.keys, unpacked(batch.documents), strict=True):
        report = report_of(known) if known else None
        if report:
            yield ReportAt(each.at, key), known, report
            continue
        report = reader.read(each.path, each.shown, each.place)
        if key and batch.by.of(each.path, each.shown, each.place) != key:
            raise OtherFactsError(f"Tệp “{each.shown}” đã đổi trong lúc đọc, hoặc máy đọc nó không thấy đúng tệp ấy")
        # One that can't be opened may be another time.
        yield ReportAt(each.at, key if report.account else ""), _document(report, each.shown), report


def _document(report: "ReportFile", shown: str) -> bytes:
    try:
        return document_of(report)
    except NotExactError as error:
        raise OtherFactsError(f"Tệp “{shown}” có ký tự không lưu lại được") from error


@lru_cache(maxsize=1)  # the same for all batches of a run; another run may find another folder
def _reader(root: Path, wanted: MadeBy) -> FactsReader:
    from du_an8.kept.shelf import shelf
    from du_an8.programme.provinces import load_provinces

    context, _ = DataFolder(root).context(load_provinces())
    if made_by(context, root) != wanted:
        raise OtherFactsError(
            f"Máy đọc báo cáo có bản du-an8 khác, hoặc không thấy đúng thư mục dữ liệu ở “{root}” như máy ra lệnh"
        )
    return facts_reader(shelf(), context)
