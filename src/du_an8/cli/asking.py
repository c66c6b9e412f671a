"""What a person asks, the same in every command: which provinces, on which day, of which data folder."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from du_an8.cli.app import find_province
from du_an8.cli.data_folder import DataFolder, find_data_folder

if TYPE_CHECKING:
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reconcile.assessment import Assessment
    from du_an8.reconcile.bench import Judged
    from du_an8.vietnamese.places import PlaceLevel


class Question(Struct, frozen=True):
    """What is asked.

    Attributes:
        asked: each once, the country may be among them; None for all of which there is data.
    """

    folder: DataFolder
    provinces: "Provinces"
    asked: "list[Province] | None"
    day: date

    def assess(self, *, national: bool = False, by: "PlaceLevel | None" = None) -> "Assessment":
        """Read what the answer needs, and judge it."""
        from du_an8.reconcile.assessment import assess

        if self.asked is None:
            from du_an8.cli.side_by_side import Work, judged_side_by_side

            work = Work(self.folder.root, self.day, _today(), by)
            if judged := judged_side_by_side(work, self.provinces):
                return self._concluded(judged, national=national, by=by)
        facts, findings = self.folder.load(self.provinces, None if national else self.asked)
        return assess(facts, self.asked, self.day, findings, national=national, by=by, today=_today())

    def _concluded(self, judged: "Judged", *, national: bool, by: "PlaceLevel | None") -> "Assessment":
        """The answer from provinces that were judged elsewhere: with all targets, and what TW Hội reports."""
        from du_an8.programme.provinces import COUNTRY
        from du_an8.reconcile.assessment import conclude
        from du_an8.reconcile.bench import NOTHING_JUDGED, Judged
        from du_an8.reports.load import files_set_aside

        facts, findings = self.folder.load_areas(self.provinces, None, frozenset({COUNTRY}))
        findings += files_set_aside(self.folder.root / "reports", self.folder.shown, None, self.provinces)
        whole = judged.plus(Judged((), tuple(findings), facts.reports.files))
        return conclude(facts, whole, self.day, by=by, beside=NOTHING_JUDGED if national else None)


def question(data: Path | None, names: Sequence[str] | None, as_of: datetime | None) -> Question:
    """The question that the options of a command put; no names ask for all provinces.

    Raises:
        CannotRunError: there is no data folder, or no province of such a name.
    """
    from du_an8.programme.provinces import load_provinces

    provinces, day = load_provinces(), day_of(as_of)
    asked = list(dict.fromkeys(find_province(name, provinces, day) for name in names)) if names else None
    return Question(find_data_folder(data), provinces, asked, day)


def day_of(as_of: datetime | None) -> date:
    """The day that a person named, else today."""
    return as_of.date() if as_of else _today()


def _today() -> date:
    return date.today()  # noqa: DTZ011  # an officer's calendar day
