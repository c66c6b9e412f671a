"""What goes back to the province, and what comes back from it: sent, answered, shown beside the finding."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.cli.work import asking

if TYPE_CHECKING:
    from click.testing import Result
    from tests.conftest import DataDir

DTCS, CLB, TTT = "doi-thoai-chinh-sach", "clb-thu-linh", "to-truyen-thong"
CUMULATIVE, CLAIM = "Luỹ kế từ đầu giai đoạn", "Tỷ lệ %"
TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_today", lambda: TODAY)


def run(data: DataDir, *arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["import", "--data", str(data.root), *map(str, arguments)])


def report(data: DataDir, value: object = -5) -> Path:
    """A report as it came by mail, with a negative number and a percentage of an unknown target."""
    head = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023", "Ngày báo cáo": "10/01/2024"}
    rows = [{"Mã": DTCS, CUMULATIVE: value}, {"Mã": TTT, CUMULATIVE: 270, CLAIM: 60}, {"Mã": CLB, CUMULATIVE: 85}]
    return Path(os.path.normpath(data.report("../../mail/a", *rows, head=head)))


def send_back(data: DataDir, path: Path, *more: object) -> Path:
    back = path.with_name(f"tra-{path.stem}.xlsx")
    assert run(data, path, "--dry-run", "--return", back, *more).exit_code == 0
    return back


def answer(path: Path, *texts: str) -> None:
    """What the province writes beside the points, from the first on."""
    workbook = openpyxl.load_workbook(path)
    for row, text in enumerate(texts, start=7):
        workbook["Cần làm rõ"].cell(row, 5, text)
    workbook.save(path)


def findings(data: DataDir, rule: str) -> list[dict[str, Any]]:
    document: Any = data.check("--as-of", "2024-01-31")
    return [finding for finding in document["findings"] if finding["rule"] == rule]


class TestSeveralVersions:
    """A second version of one report: whatever is on file beside it, its own points are its own."""

    def points(self, path: Path) -> set[str]:
        page = openpyxl.load_workbook(path)["Cần làm rõ"]
        return {str(row[2].value) for row in page.iter_rows(min_row=7) if row[2].value}

    def test_what_was_filed_already_is_sent_back_with_all_its_points(self, data: DataDir) -> None:
        path = report(data)
        first = self.points(send_back(data, path))
        assert run(data, path).exit_code == 0
        back = path.with_name("lai.xlsx")
        assert run(data, path, "--return", back).exit_code == 0
        assert self.points(back) == first

    def test_a_contradiction_between_two_versions_is_put_to_the_province(self, data: DataDir) -> None:
        path = report(data)
        assert run(data, path).exit_code == 0
        workbook = openpyxl.load_workbook(path)
        cell = next(cell for cell in workbook["Báo cáo"]["H"] if cell.value == 270)
        cell.value = 275  # on the same day of report
        second = path.with_name("b.xlsx")
        workbook.save(second)
        back = path.with_name("tra.xlsx")
        result = run(data, second, "--return", back)
        assert result.exit_code == 1, result.output
        assert any("ghi khác nhau" in point for point in self.points(back))

    def test_the_corrected_copy_is_later_than_what_was_sent_back_whatever_its_head_says(self, data: DataDir) -> None:
        path = report(data)
        back = path.with_name("tra.xlsx")
        assert run(data, path, "--return", back).exit_code == 0
        workbook = openpyxl.load_workbook(back)
        row = next(cell.row for cell in workbook["Báo cáo"]["H"] if cell.value == -5)
        workbook["Báo cáo"].cell(row, 8, 5)
        workbook.save(back)
        result = run(data, back)
        assert result.exit_code == 0, result.output
        assert all(finding["settled"] for finding in data.check("--as-of", "2026-12-31")["findings"]
                   if finding["rule"] == "negative-figure")  # fmt: skip

    def test_a_corrected_copy_replaces_its_original_where_neither_says_when_it_was_sent(self, data: DataDir) -> None:
        """Twice over: the copy is sent back, too, and corrected again."""
        head = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023"}
        path = data.report("../../mail/a", {"Mã": TTT, CUMULATIVE: 270}, {"Mã": DTCS, CUMULATIVE: -5}, head=head)
        for before, after in ((270, 275), (275, 280)):
            back = path.with_name(f"tra-{before}.xlsx")
            assert run(data, path, "--return", back).exit_code == 0
            workbook = openpyxl.load_workbook(back)
            cell = next(cell for cell in workbook["Báo cáo"]["H"] if cell.value == before)
            cell.value = after
            path = path.with_name(f"sua-{after}.xlsx")
            workbook.save(path)
        result = run(data, path)
        assert result.exit_code == 0, result.output
        document: Any = data.check("Điện Biên", "--as-of", "2026-12-31")
        assert {row["id"]: row["actual"] for row in document["provinces"][0]["indicators"]}[TTT] == 280
        still_open = [
            f["location"]["path"][-10:]
            for f in document["findings"]
            if f["rule"] == "negative-figure" and not f["settled"]
        ]
        assert still_open == ["lan-3.xlsx"]  # where it still stands
        assert findings(data, "conflicting-reports") == []


class TestSending:
    def test_workbook_and_letter_are_written_together(self, data: DataDir, tmp_path: Path) -> None:
        back, letter = tmp_path / "tra.xlsx", tmp_path / "tra.docx"
        arguments = ("--return", back, "--return", letter, "--reply-by", "2026-12-15")
        assert run(data, report(data), "--dry-run", *arguments).exit_code == 0
        page = openpyxl.load_workbook(back)["Cần làm rõ"]
        assert [page["A3"].value, page["A4"].value] == ["Ngày gửi:", "Trả lời trước ngày:"]
        assert [page["B3"].value.date(), page["B4"].value.date()] == [TODAY, date(2026, 12, 15)]
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(letter)).paragraphs)
        text = text.replace("\N{NO-BREAK SPACE}", " ")
        assert "Kính gửi: Hội Liên hiệp Phụ nữ tỉnh Điện Biên" in text
        assert "trước ngày 15/12/2026" in text

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--reply-by", "2026-12-15"], "--reply-by chỉ dùng với --return"),
            (["--return", "a.xlsx", "--reply-by", "2026-11-29"], "ngày 29/11/2026 đã qua"),
            (["--return", "a.xlsx", "--return", "b.xlsx"], "một tệp .xlsx, một tệp .docx"),
            (["--return", "a.pdf"], ".xlsx hoặc .docx"),
            (["--return", "a.xlsx", "--reply-by", "mai"], "reply-by"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, data: DataDir, arguments: list[str], told: str) -> None:
        result = run(data, report(data), *arguments)
        assert result.exit_code == 2
        assert told in result.output
        assert not Path("a.xlsx").exists()

    def test_today_is_early_enough(self, data: DataDir) -> None:
        send_back(data, report(data), "--reply-by", "2026-11-30")

    def test_cell_and_list_lead_to_each_other(self, data: DataDir) -> None:
        workbook = openpyxl.load_workbook(send_back(data, report(data)))
        assert workbook["Cần làm rõ"]["B7"].hyperlink.location == "'Báo cáo'!H7"
        assert workbook["Báo cáo"]["H7"].hyperlink.location == "'Cần làm rõ'!E7"

    def test_a_link_of_the_province_stays(self, data: DataDir) -> None:
        path = report(data)
        workbook = openpyxl.load_workbook(path)
        workbook["Báo cáo"]["H7"].hyperlink = "https://example.org/"
        workbook.save(path)
        copy = openpyxl.load_workbook(send_back(data, path))
        assert copy["Báo cáo"]["H7"].hyperlink.target == "https://example.org/"

    def test_only_the_answers_can_be_written(self, data: DataDir) -> None:
        page = openpyxl.load_workbook(send_back(data, report(data)))["Cần làm rõ"]
        assert page.protection.sheet
        assert [page.cell(7, column).protection.locked for column in range(1, 6)] == [True, True, True, True, False]


class TestAnswered:
    def test_an_answer_is_shown_beside_its_finding_wherever_that_is_told(self, data: DataDir) -> None:
        back = send_back(data, report(data))
        answer(back, "Ghi nhầm dấu trừ")
        assert "Tỉnh giải trình: “Ghi nhầm dấu trừ”." in run(data, back).stdout
        checked = data.run("check", "dien-bien", "--as-of", "2024-01-31")
        assert "Tỉnh giải trình: “Ghi nhầm dấu trừ”." in " ".join(checked.stdout.split())
        (finding,) = findings(data, "negative-figure")
        assert finding["explanation"] == {
            "text": "Ghi nhầm dấu trừ",
            "point": "Đối thoại chính sách: số âm (-5); chưa dùng số này.",
            "location": {
                "path": "data/reports/dien-bien/2023.xlsx",
                "line": None,
                "column": None,
                "sheet": "Cần làm rõ",
                "cell": "E7",
            },
        }
        paper = data.root.parent / "phieu.md"
        assert data.run("report", "dien-bien", "--as-of", "2024-01-31", "-o", str(paper)).exit_code == 0
        assert "Tỉnh giải trình: “Ghi nhầm dấu trừ”." in paper.read_text(encoding="utf-8")

    def test_it_settles_nothing(self, data: DataDir) -> None:
        run(data, send_back(data, report(data)))
        before: Any = data.check("--as-of", "2024-01-31")
        answer(data.root / "reports" / "dien-bien" / "2023.xlsx", "Ghi nhầm dấu trừ")
        after: Any = data.check("--as-of", "2024-01-31")
        assert after["summary"] == before["summary"]
        assert after["summary"]["errors"] == 1
        assert [each["settled"] for each in after["findings"]] == [None] * len(after["findings"])

    def test_the_report_that_was_sent_back_is_answered_by_its_copy(self, data: DataDir) -> None:
        path = report(data)
        run(data, path)
        back = send_back(data, path)
        answer(back, "Ghi nhầm dấu trừ")
        assert run(data, back).exit_code == 0
        told = findings(data, "negative-figure")
        assert len(told) == 2
        assert {each["explanation"]["text"] for each in told} == {"Ghi nhầm dấu trừ"}

    def test_a_copy_that_comes_back_as_another_kind_of_file_is_an_answer(self, data: DataDir) -> None:
        """Both have one name then, and only the code in the list tells which of them was sent back."""
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Quý III/2026"}
        rows = [{"Mã": DTCS, CUMULATIVE: -5}, {"Mã": TTT, CUMULATIVE: 270}]
        path = data.report("../../mail/a", *rows, head=head)
        data.targets("Cao Bằng", {"indicator": DTCS, "target": 88}, {"indicator": TTT, "target": 540}, phase="II")
        assert run(data, path).exit_code == 0
        out = data.root / "returned" / "cao-bang" / "2026-Q3.xlsx"
        out.parent.mkdir(parents=True)
        send_back(data, path).rename(out)
        back = path.with_name("back.xlsm")
        back.write_bytes(out.read_bytes())
        answer(back, "Ghi nhầm dấu trừ")
        assert run(data, back).exit_code == 0
        result = data.run("received", "Cao Bằng", "--format", "json", "--as-of", TODAY.isoformat())
        (third,) = (
            receipt
            for receipt in json.loads(result.stdout)["provinces"][0]["receipts"]
            if receipt["end"] == "2026-09-30"
        )
        assert {path.rpartition("/")[2] for path in third["files"]} == {"2026-Q3.xlsx", "2026-Q3.xlsm"}
        assert third["state"] == "answered"

    def test_an_answer_of_one_year_says_nothing_of_another(self, data: DataDir) -> None:
        back = send_back(data, report(data))
        answer(back, "Ghi nhầm dấu trừ")
        run(data, back)
        head = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2022", "Ngày báo cáo": "10/01/2023"}
        data.report("dien-bien/2022", {"Mã": DTCS, CUMULATIVE: -5}, head=head)
        told = {each["location"]["path"][-9:]: each["explanation"] for each in findings(data, "negative-figure")}
        assert told["2022.xlsx"] is None
        assert told["2023.xlsx"]

    def test_what_was_corrected_keeps_its_answer_as_a_remark(self, data: DataDir) -> None:
        back = send_back(data, report(data))
        answer(back, "Đã ghi lại là 5")
        workbook = openpyxl.load_workbook(back)
        workbook["Báo cáo"]["H7"] = 5
        workbook.save(back)
        assert "1 giải trình của tỉnh" in run(data, back).stdout
        assert findings(data, "negative-figure") == []
        (told,) = findings(data, "explanation-unmatched")
        assert "Đã ghi lại là 5" in told["message"]
        assert (told["severity"], told["province"]) == ("info", "dien-bien")

    def test_a_copy_that_goes_back_again_keeps_the_answers(self, data: DataDir) -> None:
        back = send_back(data, report(data))
        answer(back, "Ghi nhầm dấu trừ")
        again = openpyxl.load_workbook(send_back(data, back))
        assert again.sheetnames == ["Cần làm rõ", "Báo cáo"]
        assert again["Cần làm rõ"]["E7"].value == "Ghi nhầm dấu trừ"
        assert again["Báo cáo"]["H7"].comment.text.count("ĐIỂM CẦN LÀM RÕ") == 1

    def test_our_own_notes_are_no_notes_of_the_province(self, data: DataDir) -> None:
        run(data, send_back(data, report(data)))
        assert findings(data, "note-on-number") == []

    def test_an_answer_is_no_markup_and_no_command(self, data: DataDir) -> None:
        back = send_back(data, report(data))
        answer(back, "[red] ::error::<b>")
        text = run(data, back, "--dry-run").stdout
        assert "[red]" in text
        assert "::error::" not in text

    def test_a_finding_that_only_the_whole_folder_makes_is_answered_too(self, data: DataDir) -> None:
        """A percentage held against the target: the file alone doesn't tell."""
        data.targets("Điện Biên", {"indicator": TTT, "target": 540})
        run(data, report(data))
        (told,) = findings(data, "claim-mismatch")
        filed = data.root / "reports" / "dien-bien" / "2023.xlsx"
        workbook = openpyxl.load_workbook(filed)
        page = workbook.create_sheet("Cần làm rõ", 0)
        content = "Tổ truyền thông cộng đồng: báo cáo ghi 60%, tính lại được 50% (270/540)."
        request = "Đề nghị kiểm tra lại tỷ lệ, nêu rõ tính trên cơ sở nào."
        page.append(["Mức", "Ô", "Nội dung", "Đề nghị", "Tỉnh giải trình"])
        page.append(["Cần làm rõ", f"Báo cáo!{told['location']['cell']}", content, request, "Tính trên 450 tổ"])
        workbook.save(filed)
        (told,) = findings(data, "claim-mismatch")
        assert told["explanation"]["text"] == "Tính trên 450 tổ"
