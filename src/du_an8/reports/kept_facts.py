"""The facts of a report file, kept from the last time where all that they depend on is the same."""

from functools import cache
from pathlib import Path

from msgspec import Struct

from du_an8.disk.digest import sha256
from du_an8.disk.evidence import FOLDER
from du_an8.disk.links import leads_out, listing
from du_an8.findings import Verbatim
from du_an8.kept.exact import Exact, NotADocumentError, NotExactError, records_of
from du_an8.kept.origin import program
from du_an8.kept.shelf import EMPTY, Shelf, digest
from du_an8.reports.layout_files import layout_beside
from du_an8.reports.report_file import Context, ReportFile, read_report

_WHILE_READING = frozenset({"layouts", "coverage", "tables"})  # what nobody asks of a file that was read
_FACTS = tuple(name for name in ReportFile.__struct_fields__ if name not in _WHILE_READING)


class FactsReader(Struct, frozen=True):
    """Reads reports, each once for as long as nothing changes.

    Attributes:
        basis: the digest of what all of them depend on.
    """

    shelf: Shelf
    basis: str
    context: Context

    def read(self, path: Path, shown: str, place: str | None) -> ReportFile:
        """What a file says; see `read_report`."""
        key = self._key(path, shown, place)
        kept = self.shelf.get(key) if key else None
        if kept is not None and (report := _report(kept)):
            return report
        report = read_report(path, shown, place, self.context)
        # A file that can't be opened may be another time; one that changed meanwhile isn't what the digest says.
        if key and report.account and self._key(path, shown, place) == key:
            self._keep(key, report)
        return report

    def _key(self, path: Path, shown: str, place: str | None) -> str | None:
        """The digest of all that the facts of a file depend on; None where that can't be told."""
        if not (self.shelf and path.is_file()):  # a pipe is waited for by nobody
            return None
        try:
            beside = layout_beside(path)
            if beside and leads_out(beside, path.parent):
                return None
            taught = beside and (beside.name, sha256(beside))
            return digest(self.basis, path.name, shown, place, sha256(path), taught)
        except OSError:  # whoever reads it says why it can't be read
            return None

    def _keep(self, key: str, report: ReportFile) -> None:
        try:
            document = facts_form().encode({name: getattr(report, name) for name in _FACTS})
        except NotExactError:
            return
        self.shelf.put(key, document)


def facts_reader(shelf: Shelf, context: Context) -> FactsReader:
    """The reader of the reports of a data folder."""
    try:
        programme = facts_form().encode(context.programme) if shelf else b""
    except NotExactError:
        shelf, programme = EMPTY, b""
    # A report may name papers, which are at hand or not.
    papers = sorted(map(str, listing(context.root / FOLDER).paths)) if shelf and context.root else []
    basis = digest("facts", program(shelf), programme, context.taught, papers) if shelf else ""
    return FactsReader(shelf, basis, context)


@cache
def facts_form() -> Exact:
    """The form of facts: of every record that one of a file may hold."""
    from du_an8 import findings
    from du_an8.disk import evidence
    from du_an8.programme import catalogue
    from du_an8.reports import facts, returned
    from du_an8.targets import facts as targets
    from du_an8.vietnamese import places, quantity_words

    return Exact(
        [Verbatim, *records_of(evidence, findings, catalogue, facts, returned, targets, places, quantity_words)]
    )


def _report(document: bytes) -> ReportFile | None:
    try:
        return ReportFile(**facts_form().decode(document))
    except (NotADocumentError, TypeError):
        return None
