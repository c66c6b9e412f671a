"""The facts of a report file, kept from the last time where all that they depend on is the same."""

from contextlib import suppress
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


class FactsKeys(Struct, frozen=True):
    """Tells under which digest the facts of a file stand.

    Attributes:
        basis: the digest of what those of all files depend on.
    """

    basis: str

    def of(self, path: Path, shown: str, place: str | None) -> str | None:
        """The digest of all that the facts of a file depend on; None where that can't be told."""
        if not path.is_file():  # a pipe is waited for by nobody
            return None
        try:
            beside = layout_beside(path)
            if beside and leads_out(beside, path.parent):
                return None
            taught = beside and (beside.name, sha256(beside))
            return digest(self.basis, path.name, shown, place, sha256(path), taught)
        except OSError:  # whoever reads it says why it can't be read
            return None


class FactsReader(Struct, frozen=True):
    """Reads reports, each once for as long as nothing changes."""

    shelf: Shelf
    keys: FactsKeys
    context: Context

    def read(self, path: Path, shown: str, place: str | None) -> ReportFile:
        """What a file says; see `read_report`."""
        key = self._key(path, shown, place)
        kept = self.shelf.get(key) if key else None
        if kept is not None and (report := report_of(kept)):
            return report
        report = read_report(path, shown, place, self.context)
        # A file that can't be opened may be another time; one that changed meanwhile isn't what the digest says.
        if key and report.account and self._key(path, shown, place) == key:
            self._keep(key, report)
        return report

    def _key(self, path: Path, shown: str, place: str | None) -> str | None:
        return self.keys.of(path, shown, place) if self.shelf else None

    def _keep(self, key: str, report: ReportFile) -> None:
        with suppress(NotExactError):
            self.shelf.put(key, document_of(report))


def facts_reader(shelf: Shelf, context: Context) -> FactsReader:
    """The reader of the reports of a data folder."""
    if shelf:
        with suppress(NotExactError):
            return FactsReader(shelf, facts_keys(program(shelf), surroundings(context)), context)
    return FactsReader(EMPTY, FactsKeys(""), context)


def facts_keys(read_by: str, within: str) -> FactsKeys:
    """The keys of the facts of a data folder.

    Args:
        read_by: the digest of the program that reads them.
        within: the digest of what is around them.
    """
    return FactsKeys(digest("facts", read_by, within))


def surroundings(context: Context) -> str:
    """The digest of what the facts of every file of a data folder depend on, beside the program.

    Raises:
        NotExactError: the programme holds what a document has no form for.
    """
    return digest(facts_form().encode(context.programme), context.taught, _papers(context.root))


def _papers(root: Path | None) -> list[str]:
    """A report may name papers, which are at hand or not."""
    return [str(path.relative_to(root)) for path in listing(root / FOLDER).paths] if root else []


def document_of(report: ReportFile) -> bytes:
    """What a file says, as data.

    Raises:
        NotExactError: it holds what a document has no form for.
    """
    return facts_form().encode({name: getattr(report, name) for name in _FACTS})


def report_of(document: bytes) -> ReportFile | None:
    """What a file says, from its document; None where it is none."""
    try:
        return ReportFile(**facts_form().decode(document))
    except (NotADocumentError, TypeError):
        return None


@cache
def facts_form() -> Exact:
    """The form of facts: of every record that one of a file may hold."""
    from du_an8.disk import evidence
    from du_an8.findings import finding, locations, settled
    from du_an8.programme import catalogue, phases
    from du_an8.reports import facts, file_account, returned, set_aside
    from du_an8.targets import facts as targets
    from du_an8.vietnamese import places, quantity_words

    of_words = (places, quantity_words)
    of_data = (evidence, finding, locations, settled, catalogue, phases, facts, targets)
    of_files = (file_account, returned, set_aside)
    return Exact([Verbatim, *records_of(*of_data, *of_files, *of_words)])
