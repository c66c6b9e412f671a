"""The command that makes a new data folder."""

from operator import methodcaller
from pathlib import Path
from typing import Annotated

import typer

from du_an8 import __version__
from du_an8.cli.app import app, guarded
from du_an8.cli.data_folder import CannotRunError, DataFolder
from du_an8.disk.trouble import reason


@app.command()
@guarded
def init(
    *,
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục cần tạo; có sẵn tệp khác cũng được.")],
) -> None:
    """Thư mục dữ liệu mới, chạy được ngay: tệp mẫu có giải thích, mẫu báo cáo, kiểm tra tự động."""
    from du_an8.disk.writing import write_atomically
    from du_an8.outputs.starter.folder import starter_files

    texts = starter_files(f"du-an8=={__version__}")
    if existing := [name for name in texts if (folder / name).exists()]:
        raise CannotRunError(f"“{folder}” đã có: {', '.join(existing)}; không ghi đè. Chọn thư mục khác.")
    try:
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(folder / name, methodcaller("write", text))
        blank = _blank_report(folder)
    except OSError as error:
        raise CannotRunError(f"Không ghi được vào “{folder}”: {reason(error)}.") from error
    for name in sorted([*texts, blank]):
        print(folder / name)
    print(f"Đã tạo. Đọc {folder / 'HUONG-DAN.md'}, hoặc chạy thử ngay: cd {folder} && du-an8 check")


def _blank_report(folder: Path) -> str:
    """Write the workbook to be sent to the province of the example; its path within the folder."""
    from du_an8.outputs.starter.folder import EXAMPLE
    from du_an8.outputs.template_workbook import build_template
    from du_an8.outputs.workbook_style import save
    from du_an8.programme.provinces import era_of, load_provinces
    from du_an8.vietnamese.dates import read_period

    provinces = load_provinces()
    on_file, _ = DataFolder(folder.resolve() / "data").load(provinces)
    facts = on_file.in_phase(on_file.programme.phases[0])
    end = facts.programme.phase.end
    quarter = f"{end.year}-Q{(end.month + 2) // 3}"
    period = read_period(quarter)
    if period is None:
        raise AssertionError(quarter)
    province = provinces.by_era[era_of(end)][EXAMPLE]
    name = f"mau-bao-cao/{EXAMPLE}-{quarter}.xlsx"
    (folder / name).parent.mkdir(exist_ok=True)
    save(build_template(province, period, facts.programme, facts.targets), folder / name)
    return name
