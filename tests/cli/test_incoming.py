"""Reports that come in: validate, import, template."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.disk import writing

if TYPE_CHECKING:
    from click.testing import Result
    from tests.conftest import DataDir

TTT, CLB, DTCS = "to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach"
CUMULATIVE, PERIOD = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
HEAD = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Quý IV/2023"}


def sent(data: DataDir, name: str, *rows: dict[str, object], head: dict[str, object] | None = None) -> Path:
    """A workbook outside the data folder, as it came by mail."""
    path = data.report(f"../../mail/{name}", *rows, head=HEAD if head is None else head)
    return Path(os.path.normpath(path))


def run(data: DataDir, *arguments: object) -> Result:
    wide = {"COLUMNS": "160"}
    return CliRunner(env=wide).invoke(app, ["import", "--data", str(data.root), *map(str, arguments)])


def filed(data: DataDir) -> list[str]:
    folder = data.root / "reports"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


class TestImport:
    def test_of_several_files_all_are_filed_or_none(self, data: DataDir) -> None:
        broken = sent(data, "hong", {"Mã": TTT, CUMULATIVE: 1})
        broken.write_bytes(b"PK\x03")
        result = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 494}), broken)
        assert (result.exit_code, filed(data)) == (1, [])
        assert "Chưa lưu tệp nào" in result.output

    def test_a_workbook_of_two_periods_is_not_told_to_contradict_the_name_that_it_is_given(self, data: DataDir) -> None:
        path = sent(data, "hai-ky", {"Mã": TTT, CUMULATIVE: 470}, head={**HEAD, "Kỳ báo cáo": "Quý I/2023"})
        second = openpyxl.load_workbook(sent(data, "quy-hai", {"Mã": TTT, CUMULATIVE: 480}))
        both = openpyxl.load_workbook(path)
        page = both.create_sheet("Quý II")
        for row in second["Báo cáo"].iter_rows():
            for cell in row:
                page[cell.coordinate] = cell.value
        both.save(path)
        result = run(data, path)
        assert result.exit_code == 0, result.output
        assert filed(data) == ["dien-bien/2023-12-31.xlsx"]
        assert "identity-mismatch" not in data.run("validate").stdout

    def test_a_report_dated_after_today_is_told_at_once(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 494}, head={**HEAD, "Ngày báo cáo": "05/01/2924"})
        lines = " ".join(run(data, path, "--dry-run").output.split())
        assert "Ngày báo cáo là 05/01/2924, sau hôm nay" in lines

    def test_the_original_is_filed_under_its_province_and_period(self, data: DataDir) -> None:
        path = sent(data, "Bao cao (cuoi cung)", {"Mã": TTT, CUMULATIVE: 494})
        result = run(data, path)
        assert result.exit_code == 0, result.output
        assert filed(data) == ["dien-bien/2023-Q4.xlsx"]
        assert (data.root / "reports/dien-bien/2023-Q4.xlsx").read_bytes() == path.read_bytes()
        assert "data/reports/dien-bien/2023-Q4.xlsx" in result.output

    def test_each_figure_is_shown_with_its_cell_and_what_it_changes(self, data: DataDir) -> None:
        run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}, {"Mã": CLB, CUMULATIVE: 85}))
        path = sent(data, "b", {"Mã": TTT, CUMULATIVE: 494}, {"Mã": DTCS, CUMULATIVE: 36})
        lines = " ".join(run(data, path, "--dry-run").output.split())
        assert "494 tổ H6 đổi, trước là 490 tổ (2023-Q4.xlsx!H6)" in lines
        assert "36 cuộc H7 mới" in lines
        assert "không còn ghi (2023-Q4.xlsx!H7)" in lines
        assert "1 mới, 1 đổi, 1 không còn ghi." in lines

    @pytest.mark.parametrize(
        ("more", "held_back"),
        [({}, True), ({"Ngày báo cáo": "05/01/2024"}, True), ({"Ngày báo cáo": "10/01/2024"}, False)],
    )
    def test_what_would_void_a_figure_is_not_filed_before_somebody_agrees(
        self, data: DataDir, more: dict[str, object], *, held_back: bool
    ) -> None:
        run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}, head={**HEAD, "Ngày báo cáo": "05/01/2024"}))
        path = sent(data, "b", {"Mã": TTT, CUMULATIVE: 494}, head={**HEAD, **more})
        foretold = run(data, path, "--dry-run")
        assert ("Sẽ lưu" in foretold.output, "thêm --accept" in foretold.output) == (not held_back, held_back)
        assert "Sẽ lưu" in run(data, path, "--dry-run", "--accept").output
        result = run(data, path)
        assert (result.exit_code, filed(data)[1:]) == ((1, []) if held_back else (0, ["dien-bien/2023-Q4_lan-2.xlsx"]))
        told = " ".join(result.output.split())
        assert ("đang dùng 490, lưu xong thì không rõ" in told) is held_back
        assert ("[conflicting-reports]" in told) is held_back
        if held_back:
            assert run(data, path, "--accept").exit_code == 0
            assert len(filed(data)) == 2

    @pytest.mark.parametrize(
        ("head", "option"),
        [({"Kỳ báo cáo": "Quý IV/2023"}, '--province "Tên tỉnh"'), ({"Tỉnh": "Điện Biên"}, "--period 2026-Q3")],
    )
    def test_what_a_file_does_not_say_an_officer_can(self, data: DataDir, head: dict[str, object], option: str) -> None:
        result = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}, head=head))
        assert result.exit_code == 1
        assert f"Biết thì nhập lại, thêm {option}." in " ".join(result.output.split())

    def test_a_folder_is_no_report(self, data: DataDir) -> None:
        result = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}).parent)
        assert result.exit_code == 2
        assert "là thư mục; ghi tên từng tệp" in result.output

    def test_a_dry_run_writes_nothing(self, data: DataDir) -> None:
        result = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}), "--dry-run")
        assert result.exit_code == 0
        assert filed(data) == []
        assert "Sẽ lưu a.xlsx: data/reports/dien-bien/2023-Q4.xlsx" in result.output

    def test_the_same_file_is_recognised_by_its_content_whatever_its_name(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        run(data, path)
        copy = path.with_name("other name.xlsx")
        copy.write_bytes(path.read_bytes())
        result = run(data, copy)
        assert result.exit_code == 0
        assert "Đã có other name.xlsx: data/reports/dien-bien/2023-Q4.xlsx" in " ".join(result.output.split())
        assert filed(data) == ["dien-bien/2023-Q4.xlsx"]

    def test_a_second_report_of_a_period_stands_beside_the_first_and_is_of_that_period(self, data: DataDir) -> None:
        for name, value in (("a", 490), ("b", 494)):
            path = sent(data, name, {"Mã": TTT, CUMULATIVE: value}, head={"Tỉnh": "Điện Biên"})
            assert run(data, path, "--period", "2023-Q4", "--accept").exit_code == 0
        assert filed(data) == ["dien-bien/2023-Q4.xlsx", "dien-bien/2023-Q4_lan-2.xlsx"]
        rules = {finding["rule"] for finding in data.check("--as-of", "2024-01-31")["findings"]}
        assert "conflicting-reports" in rules
        assert "unknown-period" not in rules

    @pytest.mark.parametrize(
        ("period", "name"),
        [
            ("Năm 2023", "2023"),
            ("6 tháng đầu năm 2023", "2023-H1"),
            ("Quý III/2023", "2023-Q3"),
            ("Tháng 5/2023", "2023-05"),
            ("9 tháng đầu năm 2023", "9 tháng đầu năm 2023"),
            ("Đến hết năm 2023", "2023-12-31"),
        ],
    )
    def test_the_name_tells_the_period(self, data: DataDir, period: str, name: str) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}, head={"Tỉnh": "Điện Biên", "Kỳ báo cáo": period})
        run(data, path)
        assert filed(data) == [f"dien-bien/{name}.xlsx"]

    def test_province_and_period_may_be_given_where_the_file_is_silent(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}, head={})
        silent = run(data, path)
        assert silent.exit_code == 1
        assert filed(data) == []
        assert "Chưa lưu" in silent.output
        given = run(data, path, "--province", "Điện Biên", "--period", "2023-Q4")
        assert given.exit_code == 0
        assert filed(data) == ["dien-bien/2023-Q4.xlsx"]
        assert data.check("--as-of", "2024-01-31")["provinces"][0]["indicators"][0]["actual"] == 490

    def test_a_file_without_figures_is_not_filed(self, data: DataDir, tmp_path: Path) -> None:
        path = tmp_path / "x.xlsx"
        path.write_bytes(b"not a workbook")
        assert run(data, path, "--province", "Điện Biên", "--period", "2023").exit_code == 1
        assert filed(data) == []

    @pytest.mark.parametrize(
        "arguments", [["--period", "bao giờ"], ["--province", "Atlantis"], ["--return", "x.pdf"], ["khong-co.xlsx"]]
    )
    def test_what_makes_no_sense_is_refused_before_anything_is_written(
        self, data: DataDir, arguments: list[str]
    ) -> None:
        result = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}), *arguments)
        assert result.exit_code == 2
        assert filed(data) == []

    def test_all_files_are_filed_or_none(self, data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
        first = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        second = sent(data, "b", {"Mã": CLB, CUMULATIVE: 85}, head={"Tỉnh": "Lai Châu", "Kỳ báo cáo": "2023"})
        taken = []

        def fail_at_the_second(temporary: Path, target: Path) -> bool:
            taken.append(target)
            if len(taken) > 1:
                raise OSError(28, "No space left on device")
            temporary.replace(target)
            return True

        with monkeypatch.context() as patched:
            patched.setattr(writing, "_take_name", fail_at_the_second)
            result = run(data, first, second)
        assert result.exit_code == 2
        assert "vẫn như cũ" in result.output
        assert filed(data) == []
        assert run(data, first, second).exit_code == 0
        assert filed(data) == ["dien-bien/2023-Q4.xlsx", "lai-chau/2023.xlsx"]

    def test_a_folder_that_cannot_be_written_to_is_said(self, data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(**_: object) -> None:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as patched:
            patched.setattr(writing.tempfile, "mkstemp", refuse)
            result = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}))
        assert result.exit_code == 2
        assert "không có quyền" in result.output
        assert filed(data) == []

    def test_two_files_of_one_period_get_two_names(self, data: DataDir) -> None:
        files = [sent(data, name, {"Mã": TTT, CUMULATIVE: value}) for name, value in (("a", 490), ("b", 494))]
        assert run(data, *files).exit_code == 1
        assert filed(data) == []
        assert run(data, *files, "--accept").exit_code == 0
        assert filed(data) == ["dien-bien/2023-Q4.xlsx", "dien-bien/2023-Q4_lan-2.xlsx"]

    def test_the_copy_to_send_back_marks_what_must_be_made_clear(self, data: DataDir, tmp_path: Path) -> None:
        data.targets("Điện Biên", {"indicator": CLB, "target": 85})
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: "1,800"}, {"Mã": CLB, CUMULATIVE: 85})
        assert run(data, path, "--return", tmp_path / "back.xlsx").exit_code == 0
        page = openpyxl.load_workbook(tmp_path / "back.xlsx")["Báo cáo"]
        assert "1.800" in page["H6"].comment.text
        assert page["H6"].fill.fgColor.rgb != page["H7"].fill.fgColor.rgb
        assert page["H7"].comment is None

    def test_a_layout_file_beside_the_report_goes_with_it(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        explained = run(data, path, "--explain")
        assert explained.exit_code == 0
        path.with_name("a.xlsx.layout.yaml").write_text(explained.stdout, encoding="utf-8")
        assert run(data, path).exit_code == 0
        assert filed(data) == ["dien-bien/2023-Q4.xlsx", "dien-bien/2023-Q4.xlsx.layout.yaml"]
        document = data.check("--as-of", "2024-01-31")
        assert document["provinces"][0]["indicators"][0]["actual"] == 490
        assert document["findings"] == [] or {f["rule"] for f in document["findings"]} == {"result-without-target"}


class TestExplain:
    """Which label told what of a number."""

    def test_every_dimension_of_a_cell_names_the_cell_that_told_it(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        result = run(data, path, "--cell", "h6")
        assert result.exit_code == 0
        told = " ".join(result.stdout.split())
        assert "a.xlsx!Báo cáo!H6: 490" in told
        assert "Chỉ tiêu: Tổ truyền thông cộng đồng ← dòng" in told
        assert "Là số: luỹ kế từ đầu giai đoạn ← cột, ô H5: “Luỹ kế từ đầu giai đoạn”" in told
        assert "✓ Số liệu của tỉnh: 490 tổ." in told
        assert filed(data) == []

    def test_a_number_that_was_not_taken_says_why(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: "1,800"})
        told = run(data, path, "--cell", "Báo cáo!H6").stdout
        assert "Không lấy làm số liệu" in told
        assert "ambiguous-number" in told

    @pytest.mark.parametrize(
        ("cell", "taken"),
        [
            ("E6", "Số kế hoạch ghi trong báo cáo: 500 tổ; chỉ để đối chiếu."),
            ("K6", "Tỷ lệ tỉnh tự ghi: 98,0%; chỉ để đối chiếu."),
        ],
    )
    def test_what_is_only_compared_says_so(self, data: DataDir, cell: str, taken: str) -> None:
        row = {"Mã": TTT, "Kế hoạch giai đoạn": 500, CUMULATIVE: 490, "Tỷ lệ %": "98%"}
        assert f"✓ {taken}" in run(data, sent(data, "a", row), "--cell", cell).stdout

    def test_a_number_of_a_part_is_told_as_that(self, data: DataDir) -> None:
        rows = [{"Mã": TTT, CUMULATIVE: 490}, {"Chỉ tiêu": "Trong đó: thành lập mới", CUMULATIVE: 90}]
        told = run(data, sent(data, "a", *rows), "--cell", "H7").stdout
        assert "phần “thành lập mới”" in told
        assert "✓ Số liệu của nơi, của phần: 90 tổ." in told

    def test_a_cell_outside_all_tables_is_told_as_that(self, data: DataDir) -> None:
        told = run(data, sent(data, "a", {"Mã": TTT, CUMULATIVE: 490}), "--cell", "B2").stdout
        assert "a.xlsx!Báo cáo!B2: Điện Biên" in told
        assert "Ô này không nằm trong bảng nào đọc được." in told

    def test_a_cell_that_is_not_there_is_refused(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        for cell in ("ZZ99", "Trang khác!H6", "?"):
            result = run(data, path, "--cell", cell)
            assert result.exit_code == 2
            assert "Không có ô" in result.output

    def test_the_layout_tells_what_each_row_was_read_as(self, data: DataDir) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        assert f"# dòng 6: {TTT}" in run(data, path, "--explain").stdout


class TestValidate:
    def test_a_file_needs_no_data_folder(self, data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        monkeypatch.chdir(elsewhere)
        result = CliRunner().invoke(app, ["validate", str(path), "--format", "json"])
        document = json.loads(result.stdout)
        assert result.exit_code == 0
        assert (document["schema"], document["version"]) == ("du-an8/validate", 1)
        assert document["summary"] == {"errors": 0, "warnings": 0, "settled": 0}
        (file,) = document["files"]
        assert (file["numbers_seen"], file["used"]) == (1, 1)

    def test_an_unreadable_file_is_a_finding_also_where_it_is_the_only_one(self, tmp_path: Path) -> None:
        path = tmp_path / "x.xlsx"
        path.write_bytes(b"PK\x03\x04 cut")
        result = CliRunner().invoke(app, ["validate", str(path), "--format", "json"])
        assert result.exit_code == 1
        (finding,) = json.loads(result.stdout)["findings"]
        assert finding["rule"] == "unreadable-workbook"

    def test_without_a_file_the_whole_data_folder_is_read(self, data: DataDir) -> None:
        data.targets_text("dien-bien", "province: Điện Biên\ntargets: [1.800]\n")
        data.report("dien-bien/2023", {"Mã": TTT, CUMULATIVE: "1,800"})
        document = json.loads(data.run("validate", "--format", "json").stdout)
        paths = {finding["location"]["path"] for finding in document["findings"]}
        assert paths == {"data/targets/dien-bien.yaml", "data/reports/dien-bien/2023.xlsx"}
        assert data.run("validate").exit_code == 1
        assert data.run("validate", "--fail-on", "never").exit_code == 0

    def test_a_fault_in_a_taught_layout_is_told(self, data: DataDir) -> None:
        (data.root / "layouts").mkdir()
        (data.root / "layouts" / "x.yaml").write_text("sheets:\n  - header: 4\n", encoding="utf-8")
        path = sent(data, "a", {"Mã": TTT, CUMULATIVE: 490})
        document = json.loads(data.run("validate", str(path), "--format", "json").stdout)
        assert {finding["location"]["path"] for finding in document["findings"]} == {"data/layouts/x.yaml"}
        assert "data/layouts/x.yaml" in run(data, path, "--dry-run").output

    def test_warnings_fail_only_where_that_was_asked(self, data: DataDir) -> None:
        data.report("dien-bien/2023", {"Mã": TTT, CUMULATIVE: 494}, {"Chỉ tiêu": "Việc khác", CUMULATIVE: 7})
        assert data.run("validate").exit_code == 0
        assert data.run("validate", "--fail-on", "warning").exit_code == 1


class TestTemplate:
    def test_it_holds_the_targets_and_comes_back_through_import(self, data: DataDir, tmp_path: Path) -> None:
        data.targets("Thái Nguyên", {"indicator": DTCS, "target": 88})
        path = tmp_path / "mau.xlsx"
        result = data.run("template", "Thái Nguyên", "--period", "2024-Q1", "--output", str(path))
        assert result.exit_code == 0, result.output
        workbook = openpyxl.load_workbook(path)
        page = workbook["Báo cáo"]
        (row,) = [cell.row for cells in page.iter_rows() for cell in cells if cell.value == DTCS]
        assert page.cell(row, 5).value == 88
        page.cell(row, 7).value = 3
        page.cell(row, 8).value = 39
        workbook.save(path)
        assert run(data, path).exit_code == 0
        assert filed(data) == ["thai-nguyen/2024-Q1.xlsx"]
        (indicator,) = data.check("Thái Nguyên", "--as-of", "2024-04-30")["provinces"][0]["indicators"]
        assert (indicator["target"], indicator["actual"]) == (88, 39)

    def test_a_province_that_has_been_merged_is_refused_for_a_later_period(self, data: DataDir) -> None:
        result = data.run("template", "Bắc Kạn", "--period", "2026-Q1")
        assert result.exit_code == 2
        assert "Thái Nguyên" in result.output

    @pytest.mark.parametrize("period", ["2020", "2031-Q1", "2062-Q4"])
    def test_a_period_in_no_phase_has_no_form(self, data: DataDir, tmp_path: Path, period: str) -> None:
        result = data.run("template", "Điện Biên", "--period", period, "-o", str(tmp_path / "mau.xlsx"))
        assert (result.exit_code, list(tmp_path.glob("mau*"))) == (2, [])
        assert f"Kỳ “{period}” nằm ngoài các giai đoạn" in result.output

    def test_a_form_is_named_as_the_workbook_that_it_is(self, data: DataDir, tmp_path: Path) -> None:
        result = data.run("template", "Điện Biên", "--period", "2026-Q4", "-o", str(tmp_path / "mau.csv"))
        assert (result.exit_code, list(tmp_path.glob("mau*"))) == (2, [])
        assert "“mau.csv” không có đuôi ấy" in result.output

    def test_a_workbook_that_was_filled_in_is_not_overwritten(
        self, data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "dien-bien-2024-Q1.xlsx"
        for _ in range(2):  # an earlier one that nobody touched may be written anew
            assert data.run("template", "Điện Biên", "--period", "2024-Q1").exit_code == 0
        workbook = openpyxl.load_workbook(path)
        workbook.worksheets[0]["H9"] = 1200
        workbook.save(path)
        filled = path.read_bytes()
        assert data.run("template", "Điện Biên", "--period", "2024-Q1").exit_code == 2
        assert path.read_bytes() == filled
