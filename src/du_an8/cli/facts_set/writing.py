"""Writes a facts set: reads what changed, writes the parts that it is in, drops what is gone.

Each file is put in place whole, a part's rows before the part itself, which names them with their digests: whatever an
interrupted run leaves, the next one finds what is missing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.facts_set.facts_of_files import Batch, FactsOfFiles, OtherFactsError, facts_of_files
from du_an8.cli.facts_set.planning import Plan, plan_for
from du_an8.cli.work.progress import progress
from du_an8.cli.work.side_by_side import are_many, each_side_by_side
from du_an8.disk.locking import alone
from du_an8.disk.trouble import reason
from du_an8.disk.writing import write_whole
from du_an8.findings import Finding
from du_an8.outputs.earlier_output import is_own_output
from du_an8.reports.facts_set.known import Known, KnownPart, known_in, known_part, path_of
from du_an8.reports.facts_set.manifest import NAME, Manifest, text_of
from du_an8.reports.facts_set.parts import FOLDER, SUFFIX

_ROWS = "province=*/phase=*/*.parquet"
_LEFT = (".*.parquet.*.tmp", f".*{SUFFIX}.*.tmp", f".{NAME}.*.tmp")
"""What a run leaves that was killed."""
Each = Callable[[Callable[[Batch], FactsOfFiles], Iterable[Batch]], Iterator[FactsOfFiles]]
"""Does something with each batch."""


class Written(Struct, frozen=True):
    """What became of a facts set.

    Attributes:
        reports: in all.
        read: how many of them were read; what the others say was known.
        counts: how many errors, warnings and remarks there are on the reports.
        aside: what there is to say of what isn't read.
    """

    reports: int
    read: int
    counts: tuple[int, ...]
    aside: tuple[Finding, ...]


def write_facts_set(folder: DataFolder, target: Path, elsewhere: Each | None = None) -> Written:
    """Make a folder the facts set of a data folder.

    Args:
        elsewhere: who reads, where it isn't this machine.

    Raises:
        CannotRunError: something else stands there, it can't be written, or a file changed while it was read.
    """
    try:
        _refuse_other_folder(target)
        target.mkdir(parents=True, exist_ok=True)
        with alone(target / NAME):
            known = known_in(target)
            _refuse_other_rows(known)
            return _Writing(plan_for(folder), known).run(elsewhere)
    except OtherFactsError as error:
        raise CannotRunError(f"{error}. Phần đã đọc được giữ lại; chạy lại lệnh này để làm tiếp.") from error
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{target}”: {reason(error)}.") from error


def _refuse_other_folder(target: Path) -> None:
    """A folder with anything else in it isn't ours."""
    if (target / NAME).exists() or not target.is_dir():
        return
    if other := next((path.name for path in sorted(target.iterdir()) if not path.name.startswith(".")), None):
        raise CannotRunError(f"“{target}” có thứ khác (“{other}”); chọn một thư mục trống hoặc chưa có.")


def _refuse_other_rows(known: Known) -> None:
    """Rows that somebody put among ours would be counted with them."""
    for path in _unlisted(known.folder, known.parts.values()):
        if not is_own_output(path):
            raise CannotRunError(f"Trong bộ số liệu có tệp không phải do du-an8 ghi: “{path}”; chuyển nó đi chỗ khác.")


def _unlisted(folder: Path, parts: Iterable[KnownPart]) -> list[Path]:
    """Rows that no part names."""
    named = {folder / name for known in parts for name in known.part.rows}
    return [path for path in sorted(folder.glob(_ROWS)) if path not in named]


class _Writing(Struct):
    """The work on a facts set.

    Attributes:
        done: the parts that are as they shall be, by their names.
        begun: something was changed, and the folder says that it isn't complete.
    """

    plan: Plan
    known: Known
    done: dict[str, KnownPart] = field(default_factory=dict)
    begun: bool = False

    def run(self, elsewhere: Each | None) -> Written:
        """All of it."""
        changed = self._changed()
        each = elsewhere or partial(each_side_by_side, worthwhile=are_many(self._paths(changed)))
        with progress("Đang đọc báo cáo", sum(len(self.plan.parts[name]) for name in changed)) as advance:
            for made in each(facts_of_files, (self.plan.batch(name, self.known) for name in changed)):
                self._put(made)
                advance(len(made.part.reports))
        self._drop()
        self._conclude()
        return self._written(changed)

    def _changed(self) -> list[str]:
        """The parts to be made; what is as it shall be is done."""
        for name, known in self.known.parts.items():
            if known.intact and self.plan.is_current(name, known.part):
                self.done[name] = known
        # New parts first: a part that is divided gives them what it knows, and is written over afterwards.
        return sorted(self.plan.parts.keys() - self.done.keys(), key=lambda name: (name in self.known.parts, name))

    def _paths(self, names: list[str]) -> list[Path]:
        return [report.path for name in names for report in self.plan.parts[name]]

    def _written(self, changed: list[str]) -> Written:
        read = [report for name in changed for report in self.plan.reports(name) if not self.known.holds(report)]
        counts = [(0, 0, 0), *(known.part.severities for known in self.done.values())]
        reports = sum(map(len, self.plan.parts.values()))
        return Written(reports, len(read), tuple(map(sum, zip(*counts, strict=True))), self.plan.aside)

    def _put(self, made: FactsOfFiles) -> None:
        """Put a part in place, where it is another than before."""
        known = self.done[made.name] = known_part(made.part, made.file)
        if self.known.parts.get(made.name) == known:
            return
        self._begin()
        for name, content in made.rows.items():
            _put(self.known.folder / name, content)
        _put(path_of(self.known.folder, made.name), made.file)

    def _drop(self) -> None:
        """Drop what belongs to no part."""
        folder = self.known.folder
        parts = {path_of(folder, name) for name in self.done}
        gone = [path for path in (folder / FOLDER).glob(f"*{SUFFIX}") if path not in parts]
        for path in (*gone, *_unlisted(folder, self.done.values())):
            self._begin()
            path.unlink()
        for path in chain.from_iterable(map(folder.rglob, _LEFT)):
            path.unlink(missing_ok=True)
        for place in (*folder.glob("province=*/phase=*"), *folder.glob("province=*")):
            with suppress(OSError):  # it isn't empty
                place.rmdir()

    def _begin(self) -> None:
        if not self.begun:
            self._say(self.plan.manifest)
            self.begun = True

    def _conclude(self) -> None:
        entries = {name: self.done[name].entry for name in sorted(self.done)}
        self._say(replace(self.plan.manifest, complete=True, parts=entries))

    def _say(self, manifest: Manifest) -> None:
        """What the folder says of itself, where it said anything else before."""
        path = self.known.folder / NAME
        text = text_of(manifest)
        if not path.is_file() or path.read_bytes() != text:
            _put(path, text)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
