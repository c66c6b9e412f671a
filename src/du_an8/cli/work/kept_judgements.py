"""What provinces were judged to be, kept from the last time where all that it depends on is the same.

That is the question, the program, and every file of the data folder but the reports of other provinces.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from du_an8.cli.data_folder import DataFolder
from du_an8.disk import evidence
from du_an8.disk.digest import sha256
from du_an8.disk.links import leads_out, listing
from du_an8.kept.origin import program
from du_an8.kept.shelf import Shelf, digest, shelf
from du_an8.programme.provinces import Provinces
from du_an8.reports.layout_files import FOLDER, layout_beside
from du_an8.reports.load import reports_about
from du_an8.reports.set_aside import may_be_about

if TYPE_CHECKING:
    from du_an8.kept.exact import Exact
    from du_an8.programme.provinces import Province
    from du_an8.reconcile.judge_provinces import Asked, Judged

Areas = frozenset[str] | None
"""Which areas something is about; None stands for all."""

_MAY_PASS = frozenset({"unsafe-workbook", "unreadable-workbook"})
"""A file that can't be opened today may be another day, and is the same."""


class Question(Struct, frozen=True):
    """What the provinces of a data folder are judged for.

    Attributes:
        places: None asks for all.
    """

    folder: DataFolder
    provinces: Provinces
    asked: "Asked"
    places: "tuple[Province, ...] | None" = None


class KeptJudgements(Struct, frozen=True):
    """The judgements of one question.

    Attributes:
        basis: the digest of what all of them depend on; None where nothing is kept.
        reports: of each report of the folder, the province's folder that it lies in.
        parts: of each part of the facts set that stands for the reports, by its digest, the same.
    """

    shelf: Shelf
    question: Question
    basis: str | None = None
    reports: Mapping[Path, str | None] = {}
    parts: Mapping[str, str | None] = {}

    def get(self, areas: Areas) -> "Judged | None":
        """What was judged of some areas, if nothing has changed."""
        from du_an8.kept.exact import NotADocumentError
        from du_an8.reconcile.judge_provinces import Judged

        key = self.key(areas)
        document = self.shelf.get(key) if key else None
        try:
            judged = judgement_form().decode(document) if document else None
        except NotADocumentError:
            return None
        return judged if isinstance(judged, Judged) else None

    def keep(self, judged: "Mapping[Areas, Judged]") -> None:
        """Keep what was judged, unless a file has changed since."""
        from du_an8.kept.exact import NotExactError

        now = kept_judgements(self.question) if self.basis else self
        for areas, each in judged.items():
            key = self.key(areas)
            if key and key == now.key(areas) and not any(finding.rule in _MAY_PASS for finding in each.findings):
                try:
                    self.shelf.put(key, judgement_form().encode(each))
                except NotExactError:
                    return

    def key(self, areas: Areas) -> str | None:
        """The digest of all that the judgement of some areas depends on; None where that can't be told."""
        if self.basis is None:
            return None
        root = self.question.folder.root
        try:
            files = [
                [_state(each, root) for each in (path, layout_beside(path)) if each]
                for path, place in self.reports.items()
                if self._may_count(place, areas)
            ]
        except OSError:  # whoever reads it says why it can't be read
            return None
        parts = [part for part, place in self.parts.items() if self._may_count(place, areas)]
        return digest(self.basis, sorted(areas) if areas is not None else None, files, parts)

    def _may_count(self, place: str | None, areas: Areas) -> bool:
        return areas is None or may_be_about(place, areas, self.question.provinces)


def kept_judgements(question: Question) -> KeptJudgements:
    """What is kept of a question, as its files are now."""
    from du_an8.kept.exact import NotExactError

    known = shelf()
    if not known:
        return KeptJudgements(known, question)
    try:
        asked = judgement_form().encode((question.asked, question.places))
        basis = digest("judged", program(known), asked, _common(question))
    except (NotExactError, OSError):
        return KeptJudgements(known, question)
    if facts := question.folder.facts:
        parts = {part.sha256: part.place for part in facts.manifest.parts.values()}
        return KeptJudgements(known, question, basis, parts=parts)
    reports = reports_about(question.folder.root / "reports", None, question.provinces)
    return KeptJudgements(known, question, basis, reports)


def _common(question: Question) -> list[object]:
    """The state of all files that every province depends on."""
    folder = question.folder
    parts = [listing(folder.root / name) for name in ("targets", FOLDER)]
    of_folder = sorted(path for path in folder.root.iterdir() if path.suffix in {".yaml", ".yml"})
    aside = folder.files_set_aside(None, question.provinces)
    files = [_state(path, folder.root) for path in (*of_folder, *(path for part in parts for path in part.paths))]
    papers = sorted(map(str, listing(folder.root / evidence.FOLDER).paths))  # whether they are there is all that counts
    return [folder.root.name, files, [str(link) for part in parts for link in part.links], aside, papers]


def _state(path: Path, root: Path) -> tuple[str, str, bool]:
    """What tells whether a file is the same, and may be read; a pipe is waited for by nobody."""
    is_outside = path.is_symlink() and leads_out(path, root)
    return str(path.relative_to(root)), sha256(path) if path.is_file() else "", is_outside


@cache
def judgement_form() -> "Exact":
    """The form of judgements: of every record that one may hold."""
    from du_an8.findings import Verbatim, finding, locations, settled
    from du_an8.kept.exact import Exact, records_of
    from du_an8.programme import catalogue, phases, provinces
    from du_an8.reconcile import areas, judge_provinces, province
    from du_an8.reconcile.judging import actual, balance, division, expectation, target_on_date, verdict, year
    from du_an8.reconcile.places import gazetteer
    from du_an8.reports import facts, file_account
    from du_an8.targets import facts as targets
    from du_an8.vietnamese import places, quantity_words

    of_data = (evidence, finding, locations, settled, catalogue, phases, provinces, places, quantity_words)
    of_reports = (facts, file_account, targets)
    of_verdicts = (actual, balance, division, expectation, target_on_date, verdict, year)
    judged = (areas, judge_provinces, province, *of_verdicts, gazetteer)
    return Exact([Verbatim, *records_of(*of_data, *of_reports, *judged)])
