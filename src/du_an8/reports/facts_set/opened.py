"""A facts set that is judged from: what reports say, without the reports."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from msgspec import Struct

from du_an8.findings import Finding
from du_an8.kept.exact import NotADocumentError
from du_an8.programme.provinces import Provinces
from du_an8.reports.facts_set.manifest import NAME, MadeBy, Manifest, read_manifest
from du_an8.reports.facts_set.parts import FOLDER, SUFFIX, DamagedError, part_of, unpacked
from du_an8.reports.kept_facts import facts_form, report_of
from du_an8.reports.report_file import ReportFile
from du_an8.reports.set_aside import SetAside, may_be_about


class NotUsableError(Exception):
    """A folder that nothing can be judged from; why, for people."""


class FactsSet(Struct, frozen=True):
    """A facts set that is complete."""

    folder: Path
    manifest: Manifest

    def reports_about(
        self, areas: frozenset[str] | None, provinces: Provinces, tracked: Callable[[list[str]], Iterable[str]] = iter
    ) -> list[ReportFile]:
        """What the reports say that may be about some areas, in the order of their paths; None stands for all.

        Raises:
            NotUsableError: a part isn't as it was written.
        """
        names = [
            name
            for name, part in self.manifest.parts.items()
            if areas is None or may_be_about(part.place, areas, provinces)
        ]
        read = [report for name in tracked(names) for report in self._reports(name)]
        return [report for _, report in sorted(read, key=lambda each: each[0])]

    def set_aside(self, areas: frozenset[str] | None, provinces: Provinces) -> list[Finding]:
        """What there is to say of what isn't read; see `files_set_aside`.

        Raises:
            NotUsableError: it can't be understood.
        """
        try:
            kept: tuple[SetAside, ...] = facts_form().decode(self.manifest.set_aside)
        except NotADocumentError as error:
            raise _damaged(self.folder / NAME) from error
        return [each.finding for each in kept if each.is_told(areas, provinces)]

    def _reports(self, name: str) -> Iterator[tuple[PurePath, ReportFile]]:
        path = self.folder / FOLDER / f"{name}{SUFFIX}"
        try:
            file = path.read_bytes()
            part = part_of(file, name)
        except (OSError, DamagedError) as error:
            raise _damaged(path) from error
        if hashlib.sha256(file).hexdigest() != self.manifest.parts[name].sha256:
            raise NotUsableError(f"“{path}” là của một lần ghi khác")
        for each, document in zip(part.reports, unpacked(part.documents), strict=True):
            if (report := report_of(document)) is None:
                raise _damaged(path)
            yield PurePath(os.fsdecode(each.at)), report

    def require(self, wanted: MadeBy) -> None:
        """Refuse facts that would be others now.

        Raises:
            NotUsableError: they were made by something else.
        """
        made_by = self.manifest.made_by
        if made_by.program != wanted.program:
            raise NotUsableError(f"“{self.folder}” do một bản du-an8 khác ghi")
        if made_by.folder != wanted.folder:
            names = f"“{made_by.folder}”, không phải “{wanted.folder}”"
            raise NotUsableError(f"“{self.folder}” được ghi từ thư mục dữ liệu mang tên {names}")
        if made_by.within != wanted.within:
            what = "programme.yaml, tệp bố cục (layouts/) hoặc danh sách hồ sơ (evidence/)"
            raise NotUsableError(f"Từ khi ghi “{self.folder}”, {what} đã khác")


def open_facts_set(folder: Path) -> FactsSet:
    """The facts set of a folder.

    Raises:
        NotUsableError: it is none, or isn't complete.
    """
    try:
        manifest = read_manifest(folder)
    except DamagedError as error:
        raise _damaged(folder / NAME) from error
    if manifest is None:
        raise NotUsableError(f"“{folder}” không phải là bộ số liệu: không có tệp {NAME}")
    if not manifest.complete:
        raise NotUsableError(f"“{folder}” chưa ghi xong, hoặc đang được ghi")
    return FactsSet(folder, manifest)


def _damaged(path: Path) -> NotUsableError:
    return NotUsableError(f"“{path}” thiếu, hỏng hoặc bị cắt cụt")
