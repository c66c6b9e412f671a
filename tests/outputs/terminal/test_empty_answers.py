"""Where there is nothing to show, or more than a screen holds, an answer says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app
from reports.grids import save

if TYPE_CHECKING:
    from conftest import DataDir

CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"


@pytest.fixture
def asked(data: DataDir) -> DataDir:
    """A province with a target and no report."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 88})
    return data


def test_the_course_of_an_indicator_without_figures(asked: DataDir) -> None:
    shown = asked.run("history", "Cao Bằng", "--as-of", "2021-06-30").stdout
    assert "Chưa có số liệu nào." in shown


def test_no_finding_is_open(asked: DataDir) -> None:
    asked.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 80}, head={"Kỳ báo cáo": "Năm 2023"})
    shown = asked.run("decide", "Cao Bằng", "--as-of", "2024-01-10").stdout
    assert shown.strip() == "Không có lời nhắc nào đang mở."


def test_no_period_has_begun(asked: DataDir) -> None:
    shown = asked.run("received", "--as-of", "2020-12-31").stdout
    assert "Chưa có kỳ báo cáo nào bắt đầu." in shown


@pytest.mark.parametrize(("width", "arguments", "is_cut"), [(60, (), True), (160, (), True), (160, ("--all",), False)])
def test_of_very_many_figures_the_rest_is_counted(
    data: DataDir, width: int, arguments: tuple[str, ...], *, is_cut: bool
) -> None:
    names = (
        "Tổ truyền thông cộng đồng",
        "Địa chỉ tin cậy",
        "Đối thoại chính sách",
        "Tổ sinh kế 4.0",
        "Câu lạc bộ Thủ lĩnh của sự thay đổi",
        "Tổ tiết kiệm vay vốn",
    )  # of 12 months each
    table = [f"STT|Chỉ tiêu|{'|'.join(f'Tháng {month}' for month in range(1, 13))}"]
    table += [f"{number}|{name}|{'|'.join(map(str, range(11, 23)))}" for number, name in enumerate(names, start=1)]
    path = save(data.root / "x.xlsx", "\n".join(["Tỉnh: Cao Bằng", "Kỳ báo cáo: Năm 2023", *table]))
    command = ["import", "--data", str(data.root), str(path), "--dry-run", *arguments]
    shown = CliRunner(env={"COLUMNS": str(width)}).invoke(app, command).stdout
    assert ("… và 12 dòng nữa; xem hết bằng --all." in shown) is is_cut
    assert ("tháng 12/2023" in shown.partition("Kết luận")[0]) is not is_cut
