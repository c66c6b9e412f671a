"""What a person asks, the same in every command: which provinces, on which day, of which data folder."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from du_an8.cli.app import find_phase, find_province
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder, areas_of, find_data_folder

if TYPE_CHECKING:
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reconcile.assessment import Assessment
    from du_an8.reconcile.judge_provinces import Asked, Judged


class Question(Struct, frozen=True):
    """What is asked.

    Attributes:
        places: each once, the country may be among them; None for all of which there is data.
    """

    folder: DataFolder
    provinces: "Provinces"
    places: "list[Province] | None"
    asked: "Asked"

    def assess(self, *, national: bool = False) -> "Assessment":
        """Read what the answer needs, and judge it."""
        from du_an8.reconcile.assessment import assess

        if self.places is None:
            from du_an8.cli.work.side_by_side import Work, judged_side_by_side

            if judged := judged_side_by_side(Work(self.folder, self.asked), self.provinces):
                return self._concluded(judged, national=national)
        if not (national or any(place.is_country for place in self.places or ())):
            return self._of_provinces()
        records, findings = self.folder.load(self.provinces, None if national else self.places)
        return assess(records, self.places, self.asked, findings, national=national)

    def _of_provinces(self) -> "Assessment":
        """The answer where the country isn't asked for: as it was judged the last time, if nothing has changed."""
        from du_an8.cli.work import kept_judgements as kept
        from du_an8.reconcile.assessment import conclude, judge_places
        from du_an8.reconcile.records import Records
        from du_an8.reports.facts import NO_REPORTS

        places = None if self.places is None else tuple(self.places)
        known = kept.kept_judgements(kept.Question(self.folder, self.provinces, self.asked, places))
        areas = areas_of(self.places, self.provinces)
        judged = known.get(areas)
        if judged is None:
            records, findings = self.folder.load_areas(self.provinces, areas, areas)
            judged = judge_places(records, places, self.asked, findings, everywhere=places is None).light()
            known.keep({areas: judged})
        programme, _ = self.folder.load_programme()
        decisions, _ = self.folder.load_decisions(programme, self.provinces)
        return conclude(Records(programme, self.provinces, {}, NO_REPORTS, decisions), judged, self.asked)

    def _concluded(self, judged: "Judged", *, national: bool) -> "Assessment":
        """The answer from provinces that were judged elsewhere, with what is asked of the country, and it reports.

        Whoever judged provinces has read, and told, what is asked of them; the country's sum needs it again.
        """
        from du_an8.programme.provinces import COUNTRY
        from du_an8.reconcile.assessment import conclude
        from du_an8.reconcile.judge_provinces import NOTHING_JUDGED, Judged

        country = frozenset({COUNTRY})
        records, findings = self.folder.load_areas(self.provinces, None if national else country, country)
        findings += self.folder.files_set_aside(None, self.provinces)
        reports = records.reports
        read = Judged((), tuple(findings), reports.files, of_data=tuple(findings), explanations=reports.explanations)
        whole = judged.plus(read)
        return conclude(records, whole, self.asked, beside=NOTHING_JUDGED if national else None)


def reply_day(given: datetime, since: date) -> date:
    """The day by which a province is to reply.

    Raises:
        CannotRunError: it is over.
    """
    from du_an8.vietnamese.dates import format_date

    day = given.date()
    if day < since:
        raise CannotRunError(f"--reply-by: ngày {format_date(day)} đã qua; chọn từ {format_date(since)} trở đi.")
    return day


def question(
    data: Path | None,
    names: Sequence[str] | None,
    as_of: datetime | None,
    phase: str | None = None,
    facts: Path | None = None,
) -> Question:
    """The question that the options of a command put; no names ask for all provinces.

    Args:
        facts: the facts set that stands for the reports.

    Raises:
        CannotRunError: there is no data folder, no province or phase of such a name, or no such facts set.
    """
    from du_an8.cli.facts_set.reading import from_facts
    from du_an8.programme.provinces import load_provinces
    from du_an8.reconcile.judge_provinces import Asked

    provinces, day, folder = load_provinces(), day_of(as_of), find_data_folder(data)
    folder = from_facts(folder, facts, provinces) if facts else folder
    chosen = find_phase(phase, folder.load_programme()[0]) if phase else None
    places = list(dict.fromkeys(find_province(name, provinces, day) for name in names)) if names else None
    return Question(folder, provinces, places, Asked(day, chosen, today=_today()))


def day_of(as_of: datetime | None) -> date:
    """The day that a person named, else today."""
    return as_of.date() if as_of else _today()


def _today() -> date:
    return date.today()  # noqa: DTZ011  # an officer's calendar day
