"""`facts`: every figure, plan and claim that was read, one record each, as it stands in the files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from typer.testing import CliRunner

from du_an8.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

Json = dict[str, Any]
TEAMS, CLUBS, RATE, TALKS = "to-truyen-thong", "clb-thu-linh", "sinh-de-an-toan", "doi-thoai-chinh-sach"
IN_PERIOD, CUMULATIVE = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"
KEYS = (
    "kind", "province", "era", "phase", "indicator", "measure", "start", "end", "value", "qualifier", "places", "part",
    "is_total", "numerator", "denominator", "scope", "base", "reported_on", "path", "sheet", "cell",
)  # fmt: skip


def communes(book: openpyxl.Workbook) -> None:
    """A sheet of communes, with its total."""
    page = book.create_sheet("Chi tiết")
    rows: list[list[object]] = [
        ["Huyện", "Xã", "Tổ truyền thông cộng đồng"],
        ["Huyện Mường Ảng", "Xã Ẳng Tở", 12],
        ["Huyện Mường Ảng", "Xã Búng Lao", 8],
        ["Tổng cộng", None, 20],
    ]
    for row in rows:
        page.append(row)


@pytest.fixture
def sent(data: DataDir) -> DataDir:
    """What two provinces sent: results, a plan, a claim, an approximate number, a rate, communes."""
    data.report(
        "dien-bien/2023",
        {"Mã": TEAMS, "Kế hoạch giai đoạn": 40, CUMULATIVE: 20, "Tỷ lệ %": "50%"},
        {"Mã": TALKS, "Kế hoạch năm": 9, IN_PERIOD: "trên 6"},
        {"Mã": RATE, "Tử số": 1, "Mẫu số": 3},
        head={"Kỳ báo cáo": "Năm 2023", "Ngày báo cáo": "15/01/2024"},
        change=communes,
    )
    data.report("cao-bang/2023-Q4", {"Mã": TALKS, IN_PERIOD: 4}, head={"Kỳ báo cáo": "Quý IV/2023"})
    return data


def records(data: DataDir, *arguments: str) -> list[Json]:
    result = data.run("facts", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line, parse_float=Decimal) for line in result.stdout.splitlines()]


def one(found: list[Json], **wanted: object) -> Json:
    (record,) = [each for each in found if wanted.items() <= each.items()]
    return record


def test_every_record_has_the_keys_in_their_order(sent: DataDir) -> None:
    assert {tuple(record)[: len(KEYS)] for record in records(sent)} == {KEYS}


def test_a_figure_says_what_it_measures_when_and_where_it_stands(sent: DataDir) -> None:
    figure = one(records(sent), kind="figure", province="cao-bang")
    expected = {
        "era": "2008", "phase": "I", "indicator": TALKS, "measure": "in_period",
        "start": "2023-10-01", "end": "2023-12-31", "value": 4, "qualifier": None, "places": [], "part": None,
        "is_total": False, "numerator": None, "denominator": None, "scope": None, "base": None, "reported_on": None,
        "path": "data/reports/cao-bang/2023-Q4.xlsx", "sheet": "Báo cáo", "cell": "G5",
    }  # fmt: skip
    assert expected.items() <= figure.items()


def test_a_running_figure_has_no_first_day(sent: DataDir) -> None:
    figure = one(records(sent), indicator=TEAMS, kind="figure", sheet="Báo cáo")
    assert (figure["measure"], figure["start"], figure["end"]) == ("cumulative", None, "2023-12-31")
    assert figure["reported_on"] == "2024-01-15"


def test_an_approximate_word_is_kept(sent: DataDir) -> None:
    figure = one(records(sent, "Điện Biên"), kind="figure", indicator=TALKS)
    assert (figure["value"], figure["qualifier"]) == (6, "at_least")


def test_a_plan_says_which_it_is_and_is_no_figure(sent: DataDir) -> None:
    found = records(sent)
    phase, year = one(found, kind="plan", indicator=TEAMS), one(found, kind="plan", indicator=TALKS)
    assert [(plan["value"], plan["scope"], plan["measure"]) for plan in (phase, year)] == [
        (40, "phase", None),
        (9, "year", None),
    ]


def test_a_claim_is_a_ratio(sent: DataDir) -> None:
    claim = one(records(sent), kind="claim")
    assert (claim["indicator"], claim["value"], claim["base"], claim["cell"]) == (TEAMS, Decimal("0.5"), None, "K6")


def test_a_rate_without_an_end_has_six_decimals_and_its_fraction(sent: DataDir) -> None:
    rate = one(records(sent), indicator=RATE)
    assert (rate["value"], rate["measure"]) == (Decimal("33.333333"), "level")
    assert (rate["numerator"], rate["denominator"]) == (1, 3)


def test_figures_of_places_name_these_with_their_levels(sent: DataDir) -> None:
    figure = one(records(sent), sheet="Chi tiết", cell="C2")
    assert figure["places"] == [
        {"name": "Huyện Mường Ảng", "level": "district"},
        {"name": "Xã Ẳng Tở", "level": "commune"},
    ]
    assert (figure["value"], figure["is_total"]) == (12, False)


def test_the_total_of_places_is_marked(sent: DataDir) -> None:
    total = one(records(sent), is_total=True)
    assert (total["places"], total["value"], total["cell"]) == ([], 20, "C4")


@pytest.mark.parametrize("number", ["0.1", "12.5", "123456.123456789012345", "0.0000001", "3"])
def test_a_decimal_is_written_as_it_was_read(data: DataDir, number: str) -> None:
    def as_text(book: openpyxl.Workbook) -> None:
        book["Báo cáo"]["H5"] = number.replace(".", ",")

    data.report("ha-giang/x", {"Mã": "von-duoc-giao"}, head={"Số liệu đến ngày": "20/05/2025"}, change=as_text)
    line = data.run("facts").stdout
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["value"] == Decimal(number)


@given(numbers=st.lists(st.integers(0, 10**6), min_size=3, max_size=3), places=st.integers(1, 6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cell_of_every_figure_holds_its_value(data: DataDir, numbers: list[int], places: int) -> None:
    def add_places(book: openpyxl.Workbook) -> None:
        page = book.create_sheet("Chi tiết")
        page.append(["Xã", "Tổ truyền thông cộng đồng", 'CLB "Thủ lĩnh của sự thay đổi"'])
        for place in range(places):
            page.append([f"Xã Mường {chr(ord('A') + place)}", numbers[1] + place, numbers[2] + 2 * place])

    path = data.report(
        "dien-bien/2023",
        {"Mã": TALKS, IN_PERIOD: numbers[0], "Kế hoạch năm": numbers[1]},
        {"Mã": "can-bo-nu-dtts", CUMULATIVE: numbers[2]},
        head={"Kỳ báo cáo": "Năm 2023"},
        change=add_places,
    )
    book = openpyxl.load_workbook(path)
    found = records(data)
    assert len(found) == 3 + 2 * places
    for record in found:
        assert book[record["sheet"]][record["cell"]].value == record["value"]


def test_records_add_up_to_what_check_shows(data: DataDir) -> None:
    for quarter, count in enumerate((3, 5, 0, 7), start=1):
        data.report(
            f"dien-bien/q{quarter}", {"Mã": TALKS, IN_PERIOD: count}, head={"Kỳ báo cáo": f"Quý {quarter}/2023"}
        )
    document: Any = data.check("Điện Biên", "--as-of", "2024-01-31")
    (row,) = [row for row in document["provinces"][0]["indicators"] if row["id"] == TALKS]
    assert sum(record["value"] for record in records(data)) == row["actual"] == 15


# Which provinces.


def test_only_those_asked_for(sent: DataDir) -> None:
    assert {record["province"] for record in records(sent, "cao bằng")} == {"cao-bang"}
    assert {record["province"] for record in records(sent, "cao-bang", "Điện Biên")} == {"cao-bang", "dien-bien"}


def test_a_merged_province_comes_with_those_it_was_formed_from(data: DataDir) -> None:
    for folder, day in (("thai-nguyen", "31/12/2023"), ("bac-kan", "31/12/2024"), ("cao-bang", "31/12/2024")):
        data.report(f"{folder}/x", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Số liệu đến ngày": day})
    row = {"Mã": TEAMS, CUMULATIVE: 90}
    data.report("thai-nguyen/moi", row, head={"Tỉnh": "Thái Nguyên", "Số liệu đến ngày": "30/09/2025"})
    found = [(record["province"], record["era"]) for record in records(data, "Thái Nguyên")]
    assert found == [("bac-kan", "2008"), ("thai-nguyen", "2008"), ("thai-nguyen", "2025")]
    assert {record["province"] for record in records(data, "Bắc Kạn")} == {"bac-kan"}


def test_an_area_that_did_not_change_has_the_era_of_the_day(data: DataDir) -> None:
    for day in ("31/12/2024", "30/09/2025"):
        data.report(f"hue/{day[-4:]}", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Số liệu đến ngày": day})
    found = [(record["province"], record["era"]) for record in records(data, "Huế")]
    assert found == [("hue", "2025"), ("thua-thien-hue", "2008")]


def test_the_country_is_what_it_reports_itself(data: DataDir) -> None:
    for folder in ("toan-quoc", "cao-bang"):
        data.report(f"{folder}/x", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Số liệu đến ngày": "31/12/2024"})
    assert {record["province"] for record in records(data, "Toàn quốc")} == {"toan-quoc"}


def test_an_unknown_province_ends_with_2(sent: DataDir) -> None:
    result = sent.run("facts", "Cao Bàng Bạc")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Cao Bằng" in result.output


# Where they go.


def test_what_reading_found_is_counted_on_stderr_and_is_no_failure(data: DataDir) -> None:
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: "#DIV/0!"}, head={"Kỳ báo cáo": "Năm 2023"})
    result = data.run("facts")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 lỗi" in result.stderr


def test_nothing_is_said_where_there_is_nothing_to_say(data: DataDir) -> None:
    data.report("cao-bang/x", {"Mã": TALKS, IN_PERIOD: 4}, head={"Kỳ báo cáo": "Năm 2023"})
    assert data.run("facts").stderr == ""


def test_a_file_holds_what_the_screen_would(sent: DataDir, tmp_path: Path) -> None:
    target = tmp_path / "facts.jsonl"
    assert sent.run("facts", "-o", str(target)).stdout == ""
    assert target.read_text(encoding="utf-8") == sent.run("facts").stdout


def test_a_file_of_the_data_folder_is_never_replaced(sent: DataDir) -> None:
    report = sent.root / "reports" / "dien-bien" / "2023.xlsx"
    before = report.read_bytes()
    result = sent.run("facts", "-o", str(report.parent / ".." / "dien-bien" / "2023.xlsx"))
    assert (result.exit_code, report.read_bytes()) == (2, before)


@pytest.mark.processes
def test_a_reader_that_leaves_early_is_no_fault(sent: DataDir) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "du_an8", "facts", "--data", str(sent.root)]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, text=True)
    os.close(write)
    assert (done.returncode, "Traceback" in done.stderr, "Broken" in done.stderr) == (0, False, False)


def test_parquet_is_written_to_a_file_alone(sent: DataDir) -> None:
    result = sent.run("facts", "--format", "parquet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o" in result.stderr


def test_without_pyarrow_the_way_to_get_it_is_said(
    sent: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("du_an8.cli.facts.find_spec", lambda _: None)
    target = tmp_path / "facts.parquet"
    result = sent.run("facts", "--format", "parquet", "-o", str(target))
    assert (result.exit_code, target.exists()) == (2, False)
    assert "pip install 'du-an8[parquet]'" in result.stderr


# The forms hold the same.


def flat(record: Json) -> list[str]:
    """A record as the cells of a CSV row."""
    places = " > ".join(place["name"] for place in record["places"])
    flattened = {**record, "places": places, "cells": " ".join(record["cells"])}
    words = {None: "", True: "true", False: "false"}
    return [words[value] if value is None or isinstance(value, bool) else str(value) for value in flattened.values()]


def test_csv_holds_the_same_in_the_same_order(sent: DataDir) -> None:
    text = sent.run("facts", "--format", "csv").stdout
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    found = records(sent)
    assert text.startswith("\ufeff")
    assert header == list(found[0])
    assert rows == [flat(record) for record in found]


def test_parquet_holds_the_same_with_types(sent: DataDir, tmp_path: Path) -> None:
    target = tmp_path / "facts.parquet"
    assert sent.run("facts", "--format", "parquet", "-o", str(target)).exit_code == 0
    read = pq.read_table(target).to_pylist()
    lines = [json.loads(line) for line in sent.run("facts").stdout.splitlines()]
    for record in lines:
        for name in ("start", "end", "reported_on"):
            record[name] = date.fromisoformat(record[name]) if record[name] else None
    assert read == lines
    assert {type(record["value"]) for record in read} == {float}


def test_parquet_of_nothing_has_its_columns(data: DataDir, tmp_path: Path) -> None:
    target = tmp_path / "facts.parquet"
    assert data.run("facts", "--format", "parquet", "-o", str(target)).exit_code == 0
    table = pq.read_table(target)
    assert (table.num_rows, table.column_names[: len(KEYS)]) == (0, list(KEYS))


def test_text_of_the_data_is_only_text(data: DataDir) -> None:
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
    data.report("cao-bang/##[error]", {"Mã": TEAMS, CUMULATIVE: 4}, head=head, sheet="=1+1")
    (line,) = data.run("facts").stdout.splitlines()
    assert "##[" not in line
    assert json.loads(line)["path"] == "data/reports/cao-bang/##[error].xlsx"
    (row,) = csv.DictReader(io.StringIO(data.run("facts", "--format", "csv").stdout.removeprefix("\ufeff")))
    assert row["sheet"] == "'=1+1"


def test_every_record_is_what_the_schema_says(sent: DataDir) -> None:
    schema = json.loads(CliRunner().invoke(app, ["schema", "facts"]).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    lines = sent.run("facts").stdout.splitlines()
    assert [error.message for line in lines for error in validator.iter_errors(json.loads(line))] == []
    wrong = json.loads(lines[0]) | {"kind": "result", "value": "12"}
    assert len(list(validator.iter_errors(wrong))) == 2
