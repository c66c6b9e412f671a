"""Finds the data folder and loads what a question needs of it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.work.progress import tracked
from du_an8.disk.trouble import reason
from du_an8.vietnamese.names import readable

if TYPE_CHECKING:
    from du_an8.decisions.facts import Decision
    from du_an8.findings import Finding
    from du_an8.programme.catalogue import Programme
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reconcile.records import Records
    from du_an8.reports.facts import Reports
    from du_an8.reports.facts_set.opened import FactsSet
    from du_an8.reports.report_file import Context
    from du_an8.reports.sent_back import SentBack

VARIABLE = "DU_AN8_DATA"
Item = TypeVar("Item")


class DataFolder(Struct, frozen=True):
    """A folder with `targets/` and `reports/`.

    Attributes:
        facts: the facts set that stands for `reports/`, if there is one.
    """

    root: Path
    facts: "FactsSet | None" = None

    def shown(self, path: Path) -> str:
        """A path as people see it: relative to the data folder's parent, POSIX."""
        return readable(path.relative_to(self.root.parent).as_posix())

    def load_programme(self) -> "tuple[Programme, list[Finding]]":
        """The programme, with the folder's own changes to it."""
        from du_an8.programme.load import load_programme

        override, faults = self._own_file("programme.yaml")
        programme, findings = load_programme(override, self.shown(self.root / "programme.yaml"))
        return programme, [*faults, *findings]

    def _own_file(self, name: str) -> "tuple[Path | None, list[Finding]]":
        """A file at the top of the folder; None, and why, where a link leads out of it."""
        from du_an8.disk.links import leads_out, not_followed

        path = self.root / name
        return (None, [not_followed(path, self.shown)]) if leads_out(path, self.root) else (path, [])

    def context(self, provinces: "Provinces") -> "tuple[Context, list[Finding]]":
        """What reading a single report needs: the programme, and the layouts that people taught."""
        from du_an8.reports.layout_files import FOLDER
        from du_an8.reports.report_file import Context
        from du_an8.reports.tables.taught import taught_in

        programme, findings = self.load_programme()
        taught, faults = taught_in(self.root / FOLDER, self.shown, programme)
        return Context(programme, provinces, tuple(taught), self.root), [*findings, *faults]

    def load_sent_back(self) -> "list[SentBack]":
        """The reports that were sent back to their provinces."""
        from du_an8.reports import sent_back

        return sent_back.load_sent_back(self.root / sent_back.FOLDER, self.shown)

    def load(
        self, provinces: "Provinces", asked: "Sequence[Province] | None" = None
    ) -> "tuple[Records, list[Finding]]":
        """Read targets and reports; of the provinces asked for alone, unless the country is among them."""
        areas = areas_of(asked, provinces)
        return self.load_areas(provinces, areas, areas)

    def load_areas(
        self,
        provinces: "Provinces",
        asked: frozenset[str] | None,
        reported: frozenset[str] | None,
        *,
        watched: bool = True,
    ) -> "tuple[Records, list[Finding]]":
        """Read the targets of some areas, and the reports that may be about some; None stands for all.

        Args:
            watched: whether a bar may tell how far it got.
        """
        from du_an8.reconcile.records import Records
        from du_an8.targets.load import load_targets

        programme, findings = self.load_programme()
        targets, target_findings = load_targets(self.root / "targets", self.shown, programme, provinces, asked)
        reports, report_findings = self._load_reports(programme, provinces, reported, watched=watched)
        decisions, more = self.load_decisions(programme, provinces)
        records = Records(programme, provinces, targets, reports, decisions)
        return records, [*findings, *target_findings, *report_findings, *more]

    def _load_reports(
        self, programme: "Programme", provinces: "Provinces", areas: frozenset[str] | None, *, watched: bool
    ) -> "tuple[Reports, list[Finding]]":
        """What reports say that may be about some areas; None stands for all."""
        from du_an8.cli.facts_set.trouble import what_to_do
        from du_an8.kept.shelf import shelf
        from du_an8.reports.layout_files import FOLDER
        from du_an8.reports.load import load_reports, put_together
        from du_an8.reports.tables.taught import taught_in

        def seen(items: list[Item]) -> Iterable[Item]:
            return tracked(items, "Đang đọc báo cáo", len(items)) if watched else items

        if self.facts is None:
            return load_reports(
                self.root / "reports", self.shown, programme, provinces, areas, tracked=seen, shelf=shelf()
            )
        _, faults = taught_in(self.root / FOLDER, self.shown, programme)
        with what_to_do(self.facts.folder):
            reports, findings = put_together(self.facts.reports_about(areas, provinces, seen))
        return reports, [*faults, *findings, *self.files_set_aside(areas, provinces)]

    def files_set_aside(self, areas: frozenset[str] | None, provinces: "Provinces") -> "list[Finding]":
        """What there is to say of what isn't read, to whoever asks about some areas; None stands for all."""
        from du_an8.cli.facts_set.trouble import what_to_do
        from du_an8.reports.set_aside import files_set_aside

        if self.facts:
            with what_to_do(self.facts.folder):
                return self.facts.set_aside(areas, provinces)
        return files_set_aside(self.root / "reports", self.shown, areas, provinces)

    def load_decisions(
        self, programme: "Programme", provinces: "Provinces"
    ) -> "tuple[tuple[Decision, ...], list[Finding]]":
        """What people decided of findings."""
        path, faults = self._own_file("decisions.yaml")
        if path is None or not path.exists():
            return (), faults
        from du_an8.decisions.load import load_decisions

        return load_decisions(path, self.shown(path), programme, provinces)


def areas_of(places: "Sequence[Province] | None", provinces: "Provinces") -> frozenset[str] | None:
    """The areas of some provinces, and of those that they were formed from; None, for all, with the country."""
    if places is None or any(place.is_country for place in places):
        return None
    return frozenset(area for each in places for area in (each.area, *(part.area for part in provinces.parts(each))))


def find_data_folder(given: Path | None) -> DataFolder:
    """The folder that was named, else the one of the environment, else the nearest `data/` upward.

    Raises:
        CannotRunError: there is none.
    """
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named:
        if not named.exists():
            raise CannotRunError(f"Không có thư mục dữ liệu “{named}”{_by(given)}.")
        if not named.is_dir():
            raise CannotRunError(f"“{named}”{_by(given)} là tệp; cần thư mục dữ liệu, có targets/ và reports/.")
        if not _holds_data(named):
            raise CannotRunError(
                f"Thư mục “{named}” chưa có dữ liệu: cần thư mục con targets/ (chỉ tiêu giao) hoặc reports/ (báo cáo)."
            )
        return DataFolder(named.resolve())
    current = Path.cwd()
    for folder in (current, *current.parents):
        if _holds_data(folder / "data"):
            return DataFolder(folder / "data")
    raise CannotRunError(
        f"Không tìm thấy thư mục data/ từ “{current}” trở lên. Chỉ rõ bằng --data THƯ_MỤC hoặc biến {VARIABLE}."
    )


def _by(given: Path | None) -> str:
    """Who named the folder, where that wasn't the command."""
    return "" if given else f" (biến {VARIABLE})"


def keep_files(output: Path | None) -> None:
    """Nothing that is written goes into a data folder, where it would be data, or replaces what isn't ours.

    Raises:
        CannotRunError: it would.
    """
    if output is None:
        return
    if any(map(_holds_data, output.resolve().parents)):
        raise CannotRunError(f"“{output}” nằm trong thư mục dữ liệu, nơi chỉ để số liệu; chọn chỗ khác.")
    if not output.is_file() or output.stat().st_size == 0:
        return
    from du_an8.outputs.earlier_output import is_own_output

    try:
        is_own = is_own_output(output)
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{output}”: {reason(error)}.") from error
    if not is_own:
        raise CannotRunError(
            f"Đã có tệp “{output}”, không phải do du-an8 ghi, hoặc đã được sửa sau đó; chọn tên khác, hoặc đổi tên tệp."
        )


def _holds_data(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in ("targets", "reports"))


def folder_of(path: Path) -> str | None:
    """The province's folder, of a report that lies in a data folder."""
    folders = path.resolve().parent
    return folders.name if folders.parent.name == "reports" else None
