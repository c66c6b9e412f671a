"""The command that makes a new data folder."""

import os
from collections.abc import Mapping
from datetime import date
from operator import methodcaller
from pathlib import Path
from typing import Annotated

import typer

from du_an8 import __version__
from du_an8.cli.app import app, guarded
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.work.asking import day_of
from du_an8.disk.trouble import reason
from du_an8.outputs.plain_text import quoted

_DATA = "data"
"""The name under which every command looks for a data folder."""


@app.command()
@guarded
def init(
    *,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="THƯ_MỤC",
            help="Thư mục cần tạo, trong đó có data/; có sẵn tệp khác cũng được. Tên là data thì chính là data/ ấy.",
        ),
    ],
    programme: Annotated[
        bool,
        typer.Option("--programme", help="Cho chương trình khác: kèm cả danh mục ví dụ, giải thích từng khoá, để sửa."),
    ] = False,
) -> None:
    """Thư mục dữ liệu mới, chạy được ngay: tệp mẫu có giải thích, mẫu báo cáo, kiểm tra tự động."""
    from du_an8.outputs.starter.folder import starter_files

    root, today = _root(folder), day_of(None)
    texts = starter_files(f"du-an8=={__version__}", today, other_programme=programme)
    if existing := [name for name in texts if (root / name).exists()]:
        raise CannotRunError(f"“{root}” đã có: {', '.join(existing)}; không ghi đè. Chọn thư mục khác.")
    try:
        _write(root, texts)
        blank = _blank_report(root, today)
    except OSError as error:
        raise CannotRunError(f"Không ghi được vào “{root}”: {reason(error)}.") from error
    for name in sorted([*texts, blank]):
        print(root / name)
    if root != folder:
        print("Thư mục tên là data nên là chính thư mục dữ liệu; các tệp đi kèm nằm cạnh nó.")
    there = "" if _is_here(root) else f"cd {quoted(root)} && "
    print(f"Đã tạo. Đọc {root / 'HUONG-DAN.md'}, hoặc chạy thử ngay: {there}du-an8 check")


def _root(folder: Path) -> Path:
    """The folder that holds `data/`: the one around it, of a folder that is called so itself.

    So `init data`, `init .` in a folder `data` and `init data` in it all fill that very folder.
    """
    whole = root = Path(os.path.abspath(folder))  # noqa: PTH100  # a link is called by its own name
    while root.name == _DATA and root.parent != root.parent.parent:  # nothing is put beside `/data`
        root = root.parent
    if root == whole:
        return folder
    return root if folder.is_absolute() else Path(os.path.relpath(root))


def _is_here(root: Path) -> bool:
    return root.resolve() == Path.cwd()


def _write(root: Path, texts: Mapping[str, str]) -> None:
    from du_an8.disk.writing import write_atomically

    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(root / name, methodcaller("write", text))


def _blank_report(root: Path, today: date) -> str:
    """Write the workbook of this quarter, to be sent to the province of the example; its path within the folder."""
    from du_an8.outputs.starter.folder import EXAMPLE, quarter_of
    from du_an8.outputs.workbooks.style import save
    from du_an8.outputs.workbooks.template import build_template
    from du_an8.programme.provinces import era_of, load_provinces
    from du_an8.vietnamese.dates import read_period

    quarter = quarter_of(today)
    period = read_period(quarter)
    if period is None:
        raise AssertionError(quarter)
    provinces = load_provinces()
    records, _ = DataFolder(root.resolve() / _DATA).load(provinces)
    facts = records.in_phase(records.programme.phase_on(period.end))
    province = provinces.by_era[era_of(period.end)][EXAMPLE]
    name = f"mau-bao-cao/{EXAMPLE}-{quarter}.xlsx"
    (root / name).parent.mkdir(exist_ok=True)
    save(build_template(province, period, facts.programme, facts.targets), root / name)
    return name
