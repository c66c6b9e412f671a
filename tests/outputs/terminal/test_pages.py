"""What people see, as snapshots: every status, at three widths, piped.

`UPDATE_SNAPSHOTS=1 pytest tests/outputs` rewrites them; look at the difference before you commit it.
"""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.main import app

SNAPSHOTS = Path(__file__).parent / "snapshots"

TO, CLB, DIA_CHI, SINH_KE = "to-truyen-thong", "clb-thu-linh", "dia-chi-tin-cay", "to-sinh-ke-4-0"
DOI_THOAI, CAN_BO, SINH_DE, VAY_VON = (
    "doi-thoai-chinh-sach",
    "can-bo-nu-dtts",
    "sinh-de-an-toan",
    "to-tiet-kiem-vay-von",
)


def page(data: DataDir, *arguments: str, width: int) -> str:
    command, *rest = arguments
    result = CliRunner().invoke(app, [command, "--data", str(data.root), *rest], env={"COLUMNS": str(width)})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert max(map(len, lines)) <= max(width, 90), "a line is wider than the screen"
    return "\n".join(lines) + "\n"


def assert_snapshot(name: str, text: str) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.fixture
def made_up(data: DataDir) -> DataDir:
    """A province in which each indicator stands differently; nothing here is a real figure."""
    data.targets(
        "Cao Bằng",
        {"indicator": TO, "target": 1800, "annual_plan": {2023: 1000}, "source": "kh"},
        {"indicator": VAY_VON, "target": 160, "source": "kh"},
        {"indicator": DIA_CHI, "target": 50, "milestones": {"2023-12-31": 20}, "source": "kh"},
        {
            "indicator": SINH_KE,
            "target": 27,
            "revisions": [
                {"effective": "2023-06-01", "target": 3, "source": "kh", "reason": "theo điều chỉnh chỉ tiêu"}
            ],
            "source": "kh",
        },
        {"indicator": CLB, "target": 85, "annual_plan": {2023: 80}, "source": "kh"},
        {"indicator": SINH_DE, "target": 80, "source": "kh"},
        {"indicator": DOI_THOAI, "target": 100, "annual_plan": {2023: 40}, "source": "kh"},
        {"indicator": CAN_BO, "target": 80, "annual_plan": {2023: 40}, "source": "kh"},
        sources={"kh": {"title": "Kế hoạch giả định", "publisher": "Nơi giả định"}},
        difficulties=[{"text": "Văn bản hướng dẫn ban hành chậm.", "source": "kh"}],
    )
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023", "Ngày báo cáo": "10/01/2024"}
    data.report(
        "cao-bang/2023",
        {"STT": 1, "Mã": TO, "Luỹ kế từ đầu giai đoạn": "1.000", "Tỷ lệ %": "56%"},
        {"STT": 2, "Mã": DIA_CHI, "Luỹ kế từ đầu giai đoạn": 15, "Tỷ lệ %": "40%"},
        {"STT": 3, "Mã": SINH_KE, "Luỹ kế từ đầu giai đoạn": 3},
        {"STT": 4, "Mã": CLB, "Luỹ kế từ đầu giai đoạn": "gần 80"},
        {"STT": 5, "Mã": SINH_DE, "Tử số": 400, "Mẫu số": 1000},
        {"STT": 6, "Mã": "long-ghep-gioi-ct2", "Kế hoạch giai đoạn": 18, "Luỹ kế từ đầu giai đoạn": 4},
        {"STT": 7, "Mã": "thanh-vien-clb", "Luỹ kế từ đầu giai đoạn": "trên 1.900"},
        {"STT": 8, "Chỉ tiêu": "Tổ truyền thanh cộng đồng", "Luỹ kế từ đầu giai đoạn": 12},
        head=head,
    )
    data.report("cao-bang/2023-Q1", {"Mã": DOI_THOAI, "Thực hiện trong kỳ": 8})
    data.report(
        "cao-bang/2023-Q4", {"Mã": DOI_THOAI, "Thực hiện trong kỳ": 15}, {"Mã": CAN_BO, "Thực hiện trong kỳ": "#DIV/0!"}
    )
    data.targets("Lào Cai", {"indicator": TO, "target": 424})
    data.targets_text(
        "yen-bai", "province: Yên Bái\nphase: I\ntargets:\n  - indicator: to-truyen-thong\n    target: 1.800\n"
    )
    return data


@pytest.mark.parametrize("width", [60, 80, 120])
def test_page_of_a_province(made_up: DataDir, width: int) -> None:
    assert_snapshot(f"province-{width}", page(made_up, "check", "cao-bang", "--as-of", "2024-02-15", width=width))


@pytest.mark.parametrize("width", [60, 80])
def test_overview(made_up: DataDir, width: int) -> None:
    assert_snapshot(f"overview-{width}", page(made_up, "check", "--as-of", "2024-02-15", width=width))


def test_after_the_phase(made_up: DataDir) -> None:
    assert_snapshot("after-the-phase", page(made_up, "check", "cao-bang", "--as-of", "2026-03-01", width=100))


@pytest.mark.parametrize("indicator", [SINH_KE, DOI_THOAI, DIA_CHI])
def test_explanation(made_up: DataDir, indicator: str) -> None:
    result = made_up.run("explain", "cao-bang", indicator, "--as-of", "2024-02-15")
    assert_snapshot(f"explain-{indicator}", result.stdout)


def test_a_fault_in_yaml_is_quoted(made_up: DataDir) -> None:
    assert_snapshot("yaml-fault", page(made_up, "check", "yen-bai", "--as-of", "2024-02-15", width=80))


@pytest.mark.parametrize("width", [60, 100])
def test_import_shows_what_was_understood_and_what_it_changes(data: DataDir, width: int) -> None:
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Quý IV/2023"}
    cumulative = "Luỹ kế từ đầu giai đoạn"
    data.report("cao-bang/2023-Q4", {"Mã": TO, cumulative: 1200}, {"Mã": CLB, cumulative: 30}, head=head)
    data.report(
        "../../mail/bc",
        {"Mã": TO, "Kế hoạch giai đoạn": 1800, cumulative: "trên 1.300", "Tỷ lệ %": "72,2%"},
        {"Chỉ tiêu": "Trong đó: thành lập mới", cumulative: 90},
        {"Mã": SINH_DE, "Tử số": 4, "Mẫu số": 5},
        {"Chỉ tiêu": "Số buổi chiếu phim", cumulative: 7},
        head=head,
    )
    mail = data.root.parent / "mail" / "bc.xlsx"
    assert_snapshot(
        f"import-{width}", page(data, "import", str(mail), "--dry-run", "--as-of", "2024-02-29", width=width)
    )
    assert_snapshot("import-explain", data.run("import", str(mail), "--explain").stdout)


@pytest.mark.parametrize("width", [60, 120])
def test_a_merged_province_with_its_parts(data: DataDir, width: int) -> None:
    for name, target, figure in (("Thái Nguyên", 88, 36), ("Bắc Kạn", 40, 20)):
        data.targets(name, {"indicator": DOI_THOAI, "target": target})
        row = {"Mã": DOI_THOAI, "Luỹ kế từ đầu giai đoạn": figure}
        data.report(f"{name}/x", row, head={"Tỉnh": name, "Kỳ báo cáo": "6 tháng đầu năm 2025"})
    data.report(
        "Bắc Kạn/y", {"Mã": TO, "Luỹ kế từ đầu giai đoạn": 224}, head={"Tỉnh": "Bắc Kạn", "Kỳ báo cáo": "Năm 2023"}
    )
    assert_snapshot(f"merged-{width}", page(data, "check", "Thái Nguyên", "--as-of", "2025-12-31", width=width))


def test_the_country(data: DataDir) -> None:
    for name, target, figure in (("Điện Biên", 540, 540), ("Cao Bằng", 625, 746), ("Yên Bái", 314, None)):
        data.targets(name, {"indicator": TO, "target": target}, {"indicator": DOI_THOAI, "target": 100})
        rows = [{"Mã": TO, "Luỹ kế từ đầu giai đoạn": figure}, {"Mã": DOI_THOAI, "Luỹ kế từ đầu giai đoạn": 50}]
        if figure:
            data.report(f"{name}/x", *rows, head={"Tỉnh": name, "Kỳ báo cáo": "6 tháng đầu năm 2025"})
    row = {"Mã": CLB, "Luỹ kế từ đầu giai đoạn": 2026, "Tỷ lệ %": "113%"}
    data.report("toan-quoc/x", row, head={"Tỉnh": "Toàn quốc", "Số liệu đến ngày": "20/05/2025"})
    assert_snapshot("country-100", page(data, "check", "--national", "--as-of", "2025-06-30", width=100))


@pytest.fixture
def some_sent(data: DataDir) -> DataDir:
    """A country in which three take part: one sent late and in time, one a part of it, one nothing."""
    data.targets("Toàn quốc", areas=[{"name": "Cao Bằng"}, {"name": "Thái Nguyên"}, {"name": "Sơn La"}])
    data.targets("Cao Bằng", {"indicator": TO, "target": 90})
    for quarter, day in (("III/2025", "20/10/2025"), ("II/2025", "01/08/2025")):
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": f"Quý {quarter}", "Ngày báo cáo": day}
        data.report(f"cao-bang/quy-{quarter[:-5]}", {"Mã": TO, "Luỹ kế từ đầu giai đoạn": 36}, head=head)
    head = {"Tỉnh": "Bắc Kạn", "Kỳ báo cáo": "6 tháng đầu năm 2025"}
    data.report("bac-kan/x", {"Mã": TO, "Luỹ kế từ đầu giai đoạn": 4}, head=head)
    return data


@pytest.mark.parametrize("width", [60, 80])
def test_who_has_sent_what(some_sent: DataDir, width: int) -> None:
    arguments = ("received", "--as-of", "2025-11-30")
    assert_snapshot(f"received-{width}", page(some_sent, *arguments, width=width))


def test_who_has_sent_what_of_a_merged_province(some_sent: DataDir) -> None:
    arguments = ("received", "thai-nguyen", "cao-bang", "--as-of", "2025-11-30")
    assert_snapshot("received-merged-80", page(some_sent, *arguments, width=80))
