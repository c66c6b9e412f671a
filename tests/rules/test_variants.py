"""Each variant of a rule is met by a test: `variants.txt` says by which; what no other test meets is met here."""

from __future__ import annotations

import ast
from datetime import date
from errno import EACCES
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl.comments import Comment

from conftest import DataDir
from du_an8.intake.archives import unpack
from du_an8.reports.workbook.opening import read_workbook
from du_an8.strict_yaml.reader import read_yaml
from rules.catalogue import VARIANTS
from rules.told import read_variants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

TESTS = Path(__file__).parents[1]
CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
TALKS = {"indicator": "doi-thoai-chinh-sach", "target": 88}


def messages(data: DataDir, rule: str, *options: str) -> list[str]:
    """What is said of one rule."""
    findings = data.check("--as-of", "2024-12-31", *options)["findings"]
    assert isinstance(findings, list)
    return [finding["message"] for finding in findings if finding["rule"] == rule]


def test_every_variant_is_told_in_some_test() -> None:
    assert read_variants().keys() == VARIANTS.keys()


def test_the_tests_that_tell_them_are_there() -> None:
    tests = {
        f"{path.name}::{node.name}"
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    named = {test.partition("[")[0] for test in read_variants().values()}
    assert {f"{name.partition('::')[0]}::{name.rpartition('::')[2]}" for name in named} <= tests


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("yaml-syntax.odd-character", "name: @x\n", "Ký tự này không được đứng đầu một giá trị."),
        ("yaml-syntax.colon", "name: a: b\n", "Dấu hai chấm không đúng chỗ."),
        ("yaml-syntax.indentation", "phases:\n  - {id: I}\n a: b\n", "Thụt dòng không đúng."),
        ("yaml-syntax.missing-colon", "name: x\nphases\nthresholds: {}\n", "Thiếu dấu hai chấm sau tên khoá."),
        ("yaml-syntax.quote", 'name: "x\n', "Dấu nháy hoặc dấu ngoặc mở ra mà không đóng."),
        ("yaml-syntax.other", "name: &\n", "Không đúng cú pháp YAML."),
        ("yaml-syntax.too-deep", f"name: {'[' * 40}{']' * 40}\n", "Lồng nhau quá 30 lớp; phần sau không đọc nữa."),
        (
            "invalid-value.not-bool",
            "indicators:\n  - {id: clb-thu-linh, core: 1}\n",
            "`core` phải là `true` hoặc `false`, đang là `1`.",
        ),
        (
            "invalid-value.year-outside-phase",
            "phases:\n  - {id: I, active_years: [2020]}\n",
            "Năm 2020 nằm ngoài giai đoạn.",
        ),
        (
            "invalid-value.indicator-twice",
            "indicators:\n  - {id: clb-thu-linh, unit: đội}\n  - {id: clb-thu-linh, unit: nhóm}\n",
            "Chỉ tiêu `clb-thu-linh` có hai mục; chỉ mục đầu được dùng.",
        ),
        (
            "invalid-value.unknown-phase",
            "indicators:\n  - {id: clb-thu-linh, phases: [IX]}\n",
            "Chương trình không có giai đoạn `IX`.",
        ),
        (
            "invalid-value.phases-overlap",
            "phases:\n  - {id: I, start: 2021-01-01, end: 2026-06-30}\n",
            "Giai đoạn II bắt đầu khi giai đoạn I chưa kết thúc.",
        ),
        (
            "invalid-value.threshold-order",
            "thresholds: {near: 0.5, slow: 0.7}\n",
            "Ngưỡng phải theo thứ tự `slow` ≤ `near` ≤ 1.",
        ),
    ],
    ids=lambda value: value if str(value) in VARIANTS else "",
)  # fmt: skip
def test_a_fault_of_the_programme(data: DataDir, key: str, text: str, message: str) -> None:
    (data.root / "programme.yaml").write_text(text, encoding="utf-8")
    assert messages(data, key.partition(".")[0]) == [message]


@pytest.mark.parametrize(
    ("key", "entry", "message"),
    [
        ("ambiguous-number.target", {"target": 1.8}, "1,8 cuộc có phần lẻ; có thể là 1.800 bị hiểu nhầm."),
        (
            "plan-short.milestone",
            {"milestones": {date(2025, 12, 31): 80}},
            "Mốc cuối giai đoạn 80 chưa đến chỉ tiêu 88; đã tính theo chỉ tiêu.",
        ),
        (
            "ambiguous-number.rate-target",
            {"indicator": "sinh-de-an-toan", "target": 0.8},
            "0,8 có thể là 0,8% hoặc 80%.",
        ),
    ],
    ids=lambda value: value if str(value) in VARIANTS else "",
)
def test_a_fault_of_a_target(data: DataDir, key: str, entry: Mapping[str, object], message: str) -> None:
    data.targets("cao-bang", {**TALKS, **entry})
    assert messages(data, key.partition(".")[0]) == [message]


def test_a_target_of_the_old_province_in_the_folder_of_the_new_ones(data: DataDir) -> None:
    data.targets_text(
        "2025/bac-kan", "province: Bắc Kạn\nphase: II\ntargets:\n  - {indicator: clb-thu-linh, target: 3}\n"
    )
    assert messages(data, "identity-mismatch") == [
        "Từ 01/07/2025 không còn tỉnh Bắc Kạn; chỉ tiêu đã tính cho địa bàn cũ."
    ]
    findings = data.check("--as-of", "2024-12-31")["findings"]
    assert isinstance(findings, list)
    assert "`province: Thái Nguyên`" in next(each["hint"] for each in findings if each["rule"] == "identity-mismatch")


@pytest.mark.parametrize(("name", "told"), [("chi-tieu-gd2", 0), ("cao-bang-II", 0), ("lang-son", 1)])
def test_a_target_file_may_be_named_after_anything_but_another_province(data: DataDir, name: str, told: int) -> None:
    data.targets_text(name, "province: Cao Bằng\nphase: II\ntargets:\n  - {indicator: clb-thu-linh, target: 3}\n")
    assert len(messages(data, "identity-mismatch", "cao-bang")) == told


def test_the_communes_of_a_district_are_asked_for_more_than_it_is(data: DataDir) -> None:
    communes = [
        {"name": name, "district": "Bảo Lạc", "targets": {"doi-thoai-chinh-sach": target}}
        for name, target in (("Cô Ba", 5), ("Hồng Trị", 6))
    ]
    district = {"name": "Bảo Lạc", "targets": {"doi-thoai-chinh-sach": 10}}
    data.targets("cao-bang", {**TALKS, "target": 10}, areas=[district, *communes])
    assert messages(data, "target-sum-mismatch") == [
        "Đối thoại chính sách: chỉ tiêu của Bảo Lạc là 10, cộng chỉ tiêu của 2 xã trong đó được 11."
    ]


def test_a_decision_about_no_rule(data: DataDir) -> None:
    text = "decisions:\n  - {rule: late-reports, province: Cao Bằng, decision: accept, reason: a, by: b}\n"
    (data.root / "decisions.yaml").write_text(text, encoding="utf-8")
    assert messages(data, "invalid-value") == ["Không có quy tắc tên `late-reports`."]


def test_a_decision_whose_figures_are_others_now(data: DataDir) -> None:
    for year, count in ((2022, 40), (2023, 30)):
        row = {"Mã": "to-truyen-thong", CUMULATIVE: count}
        data.report(f"cao-bang/{year}", row, head={"Tỉnh": "Cao Bằng", "Kỳ báo cáo": f"Năm {year}"})
    entry = "{rule: stock-decreased, province: Cao Bằng, decision: accept, reason: a, by: b, figures: 29; 40}"
    (data.root / "decisions.yaml").write_text(f"decisions:\n  - {entry}\n", encoding="utf-8")
    assert messages(data, "decision-unmatched") == [
        "Quyết định về `stock-decreased` dựa trên các số 29; 40, nay là 30; 40: lời nhắc trở lại."
    ]


def test_a_period_that_excel_made_a_date_of(data: DataDir) -> None:
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": date(2023, 6, 1)}
    data.report("cao-bang/a", {"Mã": "clb-thu-linh", CUMULATIVE: 3}, head=head)
    assert "Ô kỳ báo cáo là ngày 01/06/2023, không phải kỳ." in messages(data, "unknown-period")


def test_a_report_that_says_it_was_sent_on_a_day_to_come(data: DataDir) -> None:
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023", "Ngày báo cáo": date(2099, 1, 10)}
    data.report("cao-bang/2023", {"Mã": "clb-thu-linh", CUMULATIVE: 3}, head=head)
    (message,) = messages(data, "outside-phase")
    assert message.startswith("Ngày báo cáo là 10/01/2099, sau hôm nay (")
    assert message.endswith("); trước ngày đó báo cáo này chưa được tính.")


def test_a_figure_of_an_indicator_that_its_phase_does_not_have(data: DataDir) -> None:
    text = "indicators:\n  - {id: clb-thu-linh, phases: [II]}\n"
    (data.root / "programme.yaml").write_text(text, encoding="utf-8")
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
    data.report("cao-bang/2023", {"Mã": "clb-thu-linh", CUMULATIVE: 3}, head=head)
    (message,) = messages(data, "outside-phase")
    assert message.endswith(": chỉ tiêu này không thuộc giai đoạn I (2021-2025); chưa dùng số này.")


def test_of_many_notes_the_rest_is_counted(data: DataDir) -> None:
    def note(workbook: Workbook) -> None:
        for row in range(6, 27):
            workbook["Báo cáo"].cell(row, 8).comment = Comment("số cũ", "A")

    rows = [{"Chỉ tiêu": f"Việc {number}", CUMULATIVE: number} for number in range(1, 22)]
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
    data.report("cao-bang/2023", *rows, head=head, change=note)
    told = messages(data, "note-on-number")
    assert len(told) == 21
    assert "Trang “Báo cáo” còn 1 ô số nữa có ghi chú." in told


def test_a_column_of_the_time_before_the_programme(data: DataDir) -> None:
    row = {"Chỉ tiêu": "Tổ truyền thông cộng đồng", "Luỹ kế đến hết năm 2019": 5, "Luỹ kế đến hết năm 2023": 9}
    data.report("cao-bang/2023", row, headers=tuple(row), head={"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"})
    assert messages(data, "sheet-set-aside") == [
        "Cột “Luỹ kế đến hết năm 2019” nói về thời gian trước giai đoạn; đã để riêng (1 số)."
    ]


@pytest.fixture
def no_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be opened; as root every file could."""

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "open", refuse)


@pytest.mark.usefixtures("no_permission")
def test_files_that_may_not_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.touch()
    (yaml,) = read_yaml(path, "a.yaml")[1]
    (workbook,) = read_workbook(path, "a.xlsx")[1]
    assert yaml.message == "Không đọc được tệp: không có quyền."
    assert workbook.message == "Không mở được tệp: không có quyền."


def test_a_folder_behind_a_link(data: DataDir, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "2023.csv").write_text("a,b\n", encoding="utf-8")
    (data.root / "reports" / "cao-bang").symlink_to(outside, target_is_directory=True)
    (message,) = messages(data, "link-not-followed")
    assert message.startswith("Đây là liên kết tới một thư mục (")


def test_an_archive_without_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    ZipFile(path, "w").close()
    (finding,) = unpack(path, tmp_path).findings
    assert finding.message.startswith("Trong tệp nén hoặc thư không có báo cáo nào")
