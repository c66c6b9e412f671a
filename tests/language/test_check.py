"""`check --lang en`: whole in English in every form, and the same answer as in Vietnamese."""

from __future__ import annotations

import csv
import io
import json
import shlex
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.findings import Finding, Location, ordered
from du_an8.language.figures import format_date, format_number, format_percent, format_period
from du_an8.language.spoken import Language, in_vietnamese, speaking
from du_an8.language.texts import named, tr
from du_an8.programme.load import load_programme
from language.english_words import titles_in, vietnamese_words
from outputs.terminal.test_first_screen import HEIGHT, ON_FILE, REPOSITORY_DATA, WIDTH, screen
from rules.test_rules import EACH_RULE
from rules.test_rules import HERE as RULES_FOLDER
from wording import stray_marks

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import DataDir

TITLES = titles_in(REPOSITORY_DATA)
PROGRAMME, _ = load_programme(None)


def english() -> AbstractContextManager[None]:
    return speaking(Language.ENGLISH, PROGRAMME.english)


def answer(*arguments: str, data: Path = REPOSITORY_DATA, width: int = 1000) -> str:
    options = ["--data", str(data), "--lang", "en", "--fail-on", "never"]
    result = CliRunner().invoke(app, ["check", *arguments, *options], env={"COLUMNS": str(width)})
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("as_of", ["2025-06-30", "2026-11-30"])
@pytest.mark.parametrize("province", ON_FILE)
def test_no_vietnamese_word_is_left_on_the_page_of_a_province(province: str, as_of: str) -> None:
    for options in ([], ["--sources", "--by", "district"], ["--by", "split"]):
        assert vietnamese_words(answer(province, "--as-of", as_of, *options), TITLES) == []


@pytest.mark.parametrize("options", [[], ["--sources"], ["--national"], ["--national", "--sources"]])
@pytest.mark.parametrize("width", [60, 1000])
def test_no_vietnamese_word_is_left_in_the_list_of_provinces(options: list[str], width: int) -> None:
    told = answer("--as-of", "2025-06-30", *options, width=width).replace("\n", " ")
    assert vietnamese_words(" ".join(told.split()), TITLES) == []


@pytest.mark.parametrize("form", ["markdown", "github"])
def test_no_vietnamese_word_is_left_in_the_other_forms(form: str) -> None:
    told = answer("--as-of", "2025-06-30", "--format", form).replace("::", "\n")
    assert vietnamese_words(told, TITLES) == []


def test_no_vietnamese_word_is_left_in_junit() -> None:
    for element in ET.fromstring(answer("--as-of", "2025-06-30", "--format", "junit")).iter():  # noqa: S314  # our own
        for text in (element.text, *element.attrib.values()):
            assert vietnamese_words(text or "", TITLES) == []


@pytest.mark.parametrize("province", ON_FILE)
def test_the_first_screen_keeps_its_size(province: str) -> None:
    for as_of in ("2023-12-31", "2025-06-30", "2025-07-15", "2025-12-31", "2026-11-30"):
        lines = screen(REPOSITORY_DATA, province, "--as-of", as_of, "--lang", "en")
        assert len(lines) <= HEIGHT
        assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize("rule", EACH_RULE)
def test_what_a_rule_says_of_its_specimen(rule: str) -> None:
    """In all words that the tool has for it, with real parameters."""
    command, *rest = shlex.split((RULES_FOLDER / rule / "command.txt").read_text(encoding="utf-8"))
    options = [*rest, "--data", str(RULES_FOLDER / rule / "bad"), "--format", "json", "--fail-on", "never"]
    with english():
        language = ["--lang", "en"] if command == "check" else []
        result = CliRunner().invoke(app, [command, *options, *language])
    assert result.exit_code == 0, result.output
    titles = titles_in(RULES_FOLDER / rule / "bad")
    told = [finding for finding in json.loads(result.stdout)["findings"] if finding["rule"] == rule]
    assert told
    for finding in told:
        for text in (finding["message"], finding["hint"]):
            assert vietnamese_words(text, titles) == []
            assert stray_marks(text) == []


_TEXTS = {"name", "unit", "message", "hint", "reason_text"}
"""Keys of which the value is for people."""


def without_texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_texts(each) for key, each in value.items() if key not in _TEXTS}
    return [without_texts(each) for each in value] if isinstance(value, list) else value


def test_only_texts_change_in_json_nothing_else_and_no_order() -> None:
    arguments = ["check", "--national", "--data", str(REPOSITORY_DATA), "--as-of", "2025-06-30", "--format", "json"]
    vietnamese, other = (CliRunner().invoke(app, [*arguments, *more]) for more in ([], ["--lang", "en"]))
    assert vietnamese.exit_code == other.exit_code
    assert without_texts(json.loads(other.stdout)) == without_texts(json.loads(vietnamese.stdout))
    assert json.loads(other.stdout)["findings"] != json.loads(vietnamese.stdout)["findings"]


def test_csv_has_english_names_and_units_and_the_same_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(answer("cao-bang", "--as-of", "2025-06-30", "--format", "csv"))))
    assert rows[0]["name"] == "Community communication teams established and kept running"
    assert rows[0]["unit"] == "groups"
    assert rows[0]["province_name"] == "Cao Bằng"


def test_numbers_dates_and_periods_are_written_as_english_does() -> None:
    with english():
        assert format_number(Fraction(12345, 10)) == "1,234.5"
        assert format_percent(Fraction(1129, 1000)) == "112.9%"
        assert format_percent(Fraction(9996, 10000)) == "99.9%"
        assert format_date(date(2025, 6, 30)) == "30 June 2025"
        assert format_period(date(2023, 1, 1), date(2023, 3, 31)) == "Q1 2023"
        assert format_period(date(2023, 1, 1), date(2023, 9, 30)) == "first 9 months of 2023"
        assert format_period(date(2023, 7, 1), date(2023, 12, 31)) == "last 6 months of 2023"
        assert format_period(date(2023, 1, 1), date(2023, 12, 31)) == "2023"
        assert format_period(date(2023, 6, 1), date(2023, 6, 30)) == "June 2023"
        assert format_period(date(2023, 1, 15), date(2023, 6, 30)) == "15 January 2023 – 30 June 2023"
        assert format_period(None, date(2023, 6, 30)) == "to 30 June 2023"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("không có thư mục “x/y”", "there is no folder “x/y”"),
        ("hệ thống báo lỗi số 5", "the system reports error 5"),
        ("60 giây xử lý của máy", "60 seconds of computing"),
        ("512 MB bộ nhớ", "512 MB of memory"),
        ("tệp chữ quá 64 MB", "a text file of more than 64 MB"),
        ("900 MB khi bung, nhiều nhất là 500 MB", "900 MB unpacked, at most 500 MB"),
        ("gấp 300 lần khi bung, nhiều nhất là 100 lần", "300 times the size unpacked, at most 100 times"),
        ("báo cáo gửi ngày 15/03/2024", "report sent on 15 March 2024"),
        ("giai đoạn II (2026-2030)", "phase II (2026-2030)"),
        ("Tổ truyền thông cộng đồng, Xã Cô Ba", "Community communication teams, Xã Cô Ba"),
        ("Tổ hợp tác trồng chè", "Tổ hợp tác trồng chè"),
    ],
)
def test_what_reading_and_judging_wrote_is_put_in_english(text: str, expected: str) -> None:
    with english():
        assert named(text) == expected
    assert named(text) == text


def test_one_thing_is_told_in_the_singular() -> None:
    with english():
        assert tr("{count} điểm cần làm rõ", count=1) == "1 point to clarify"
        assert tr("{count} điểm cần làm rõ", count=2) == "2 points to clarify"
        assert named("tổ", 1) == "group"
        assert named("tổ", Fraction(3, 2)) == "groups"


def test_a_text_without_english_is_never_shown_half() -> None:
    with english(), pytest.raises(KeyError):
        tr("Câu này chưa có trong danh mục")


def test_a_name_of_the_programme_is_english_but_quoted_it_stays() -> None:
    words = {"text": "Tổ truyền thông cộng đồng", "count": 1, "nearest": "Tổ truyền thông cộng đồng", "entry": "x"}
    with english():
        message = Finding("unmatched-row", None, words).message
        content = Finding("negative-figure", None, {"name": "Tổ truyền thông cộng đồng", "value": -5}).message
    assert message.startswith("The indicator “Tổ truyền thông cộng đồng” is not recognised; 1 number in this row is")
    assert content == "Community communication teams: a negative number (-5); this number is not used."


def test_periods_and_figures_in_a_finding_are_put_in_english() -> None:
    gap = {"name": "Đối thoại chính sách", "spans": ["quý II/2023", "01/01/2022–31/12/2023"], "value": 1234}
    copied = {"day": date(2023, 6, 30), "other_day": date(2023, 3, 31), "count": 1}
    figures = {**copied, "figures": ["Đối thoại chính sách 1.250,5"]}
    with english():
        assert Finding("period-gap", None, gap).message == (
            "Policy dialogues: there is no report for Q2 2023, 1 January 2022 – 31 December 2023; "
            "1,234 is a minimum only."
        )
        assert "(Policy dialogues 1,250.5)" in Finding("repeated-figure.column", None, figures).message


OWN = """
indicators:
  - {id: to-che, name: Tổ hợp tác trồng chè, unit: tổ hợp tác, kind: stock, content: 2}
  - {id: vuon-uom, name: Vườn ươm, unit: vườn, kind: stock, content: 2}
english:
  Tổ hợp tác trồng chè: {name: Tea cooperative groups}
  tổ hợp tác: {name: cooperative group, many: cooperative groups}
  Tổ truyền thông cộng đồng: {name: Village communication teams}
"""


def test_an_office_names_its_own_indicators_in_english(data: DataDir) -> None:
    (data.root / "programme.yaml").write_text(OWN, encoding="utf-8")
    amounts = {"to-che": 12, "vuon-uom": 3, "to-truyen-thong": 5}
    data.targets("Cao Bằng", *({"indicator": key, "target": amount} for key, amount in amounts.items()))
    told = answer("cao-bang", "--as-of", "2024-02-15", data=data.root)
    assert "Tea cooperative groups" in told
    assert "overdue since 31 December 2022 (~3 cooperative groups)" in told
    assert "Village communication teams" in told
    assert "Vườn ươm" in told  # as it stands in the data: nobody has said what it is in English
    assert set(vietnamese_words(told)) <= {"Vườn", "ươm¹", "ươm²", "ươm³", "ươm", "vườn"}


def test_what_an_english_name_comes_from_is_a_source_that_there_is(data: DataDir) -> None:
    name = "english: {tổ: {name: group, source: nowhere}}"
    (data.root / "programme.yaml").write_text(name, encoding="utf-8")
    result = CliRunner().invoke(app, ["validate", "--data", str(data.root), "--format", "json", "--fail-on", "never"])
    (finding,) = json.loads(result.stdout)["findings"]
    assert finding["rule"] == "invalid-value"
    assert finding["location"]["line"] == 1


def test_what_is_new_is_told_in_english(data: DataDir, tmp_path: Path) -> None:
    data.targets("Cao Bằng", {"indicator": "to-truyen-thong", "target": 100})
    options = ["--as-of", "2024-02-15", "--data", str(data.root)]
    earlier = tmp_path / "earlier.json"
    assert CliRunner().invoke(app, ["check", *options, "--format", "json", "--output", str(earlier)]).exit_code == 0
    row = {"Chỉ tiêu": "Tổ truyền thông cộng đồng", "Luỹ kế từ đầu giai đoạn": 1}
    data.report("cao-bang/2023", row, head={"Tỉnh": "Cao Bằng", "Số liệu đến ngày": "31/12/2023"})
    told = answer("--as-of", "2024-02-15", "--since", str(earlier), data=data.root)
    assert "New since the result as of 15 February 2024" in told
    assert (
        "Cao Bằng · Community communication teams: newly behind: 1 group (31 December 2023), target 100 = 1.0%" in told
    )
    assert vietnamese_words(told) == []


def test_findings_stand_in_the_same_order_and_are_told_apart_the_same() -> None:
    found = [Finding("negative-figure", None, {"name": name, "value": -1}) for name in ("Vốn được giao", "Tài liệu")]
    with english():
        told = ordered(found)
        assert [each.parameters["name"] for each in told] == ["Tài liệu", "Vốn được giao"]
        with in_vietnamese():
            assert told[0].message == told[0].vietnamese


def test_a_cell_of_a_word_paper_is_counted_in_english() -> None:
    place = Location("data/reports/x/2023.docx", sheet="bảng 2", cell="D5")
    above = Location("data/reports/x/2023.docx", sheet="bảng 2", cell="A-1")
    with english():
        assert str(place) == "data/reports/x/2023.docx, table 2, row 5, column 4"
        assert above.inside == "paragraph above table 2"
    assert str(place) == "data/reports/x/2023.docx, bảng 2, dòng 5, cột 4"
