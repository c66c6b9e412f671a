"""Records of facts from statements that no report of ours holds yet, and their order."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.outputs.machine.facts_table import Fact, exact, facts_of, write_jsonl
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.facts import NO_REPORTS, Detail, Measure, Observation, Place
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import in_columns

if TYPE_CHECKING:
    from conftest import DataDir

SNAPSHOT = Path(__file__).parent / "snapshots" / "facts.jsonl"
PROGRAMME, _ = load_programme(None)
PATH, DAY = "data/reports/dien-bien/x.xlsx", date(2023, 12, 31)
IN_PERIOD, CUMULATIVE = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"


def at(cell: str) -> Location:
    return Location(PATH, sheet="Báo cáo", cell=cell)


def observation(cell: str, value: int = 1, *, sum_of: tuple[Location, ...] = (), end: date = DAY) -> Observation:
    row = (PATH, "Báo cáo", 1)
    return Observation(
        "dien-bien", "to-truyen-thong", Measure.CUMULATIVE, Fraction(value), None, None, end, None, at(cell), row,
        sum_of=sum_of,
    )  # fmt: skip


def detail(cell: str, *places: Place, part: str | None = None, denominator: Fraction | None = None) -> Detail:
    measure = Measure.LEVEL if denominator else Measure.CUMULATIVE
    return Detail(
        "dien-bien", "to-truyen-thong", places, part, measure, Fraction(25), None, None, DAY, None, at(cell),
        denominator=denominator,
    )  # fmt: skip


def facts(*told: Observation | Detail) -> list[Fact]:
    observations = tuple(each for each in told if isinstance(each, Observation))
    columns = in_columns(each for each in told if isinstance(each, Detail))
    return list(facts_of(replace(NO_REPORTS, observations=observations, columns=columns), PROGRAMME, load_provinces()))


def test_a_sum_that_no_cell_states_names_all_ranges_and_stands_at_the_first() -> None:
    (fact,) = facts(observation("C5", 6, sum_of=(at("C5"), at("C6"), at("C9"))))
    assert (fact.cell, fact.cells) == ("C5", ("C5:C6", "C9"))


def test_a_figure_of_one_cell_has_no_ranges() -> None:
    (fact,) = facts(observation("C4"))
    assert (fact.cell, fact.cells) == ("C4", ())


def test_a_rate_of_a_place_has_its_fraction() -> None:
    (fact,) = facts(detail("C4", Place("Xã Ẳng Tở", PlaceLevel.COMMUNE), denominator=Fraction(8)))
    assert (fact.value, fact.numerator, fact.denominator) == (25, 2, 8)


def test_a_place_of_unknown_level_says_so() -> None:
    (fact,) = facts(detail("C4", Place("Ẳng Tở")))
    assert (fact.places[0].name, fact.places[0].level) == ("Ẳng Tở", None)


def test_records_of_one_time_stand_row_by_row() -> None:
    cells = ["AA2", "B2", "Z9", "AA9", "B10"]
    told = [observation(cell) for cell in reversed(cells)]
    assert [fact.cell for fact in facts(*told)] == ["B2", "AA2", "Z9", "AA9", "B10"]


def test_time_goes_before_place() -> None:
    told = [observation("B2"), observation("B3", end=date(2022, 12, 31))]
    assert [fact.cell for fact in facts(*told)] == ["B3", "B2"]


def test_the_order_of_reading_makes_no_difference() -> None:
    told = [
        observation("B2"), detail("B2", part="mới"), detail("B2", part="củng cố"),
        detail("B3", Place("Xã A")), detail("B3", Place("Xã B")), observation("B2", 7),
    ]  # fmt: skip
    assert facts(*told) == facts(*reversed(told))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(540), "540"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(10**40 + 1, 10**20), "100000000000000000000.00000000000000000001"),
        (Fraction(10**5000), "1" + "0" * 5000),
    ],
)
def test_a_number_keeps_all_digits_that_it_has(value: Fraction, expected: str) -> None:
    assert f"{exact(value):f}" == expected


def test_whole_numbers_are_written_as_such() -> None:
    stream = StringIO()
    write_jsonl(stream, facts(observation("B2", 1_000_000)))
    assert '"value":1000000,' in stream.getvalue()
    assert exact(Fraction(1_000_000)) == Decimal(1_000_000)


def test_a_small_folder_is_written_as_before(data: DataDir) -> None:
    data.report(
        "dien-bien/2023",
        {"Mã": "to-truyen-thong", "Kế hoạch giai đoạn": 540, CUMULATIVE: 346, "Tỷ lệ %": "64,1%"},
        {"Mã": "doi-thoai-chinh-sach", "Kế hoạch năm": 30, IN_PERIOD: "trên 6"},
        {"Mã": "sinh-de-an-toan", "Tử số": 1, "Mẫu số": 3},
        head={"Kỳ báo cáo": "Năm 2023", "Ngày báo cáo": "15/01/2024"},
    )
    text = data.run("facts").stdout
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")
