"""Dates and reporting periods as reports write them (docs/cach-tinh.md)."""

import unicodedata
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from du_an8.vietnamese.dates import Period, format_date, format_period, read_date, read_last_day, read_period

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/6/2023", date(2023, 6, 14)),
        ("14/06/2023", date(2023, 6, 14)),
        ("19/4/2023", date(2023, 4, 19)),
        ("14-06-2023", date(2023, 6, 14)),
        ("14.6.2023", date(2023, 6, 14)),
        (" 14 / 6 / 2023 ", date(2023, 6, 14)),
        ("2023-06-14", date(2023, 6, 14)),
        ("2023-06-14 00:00:00", date(2023, 6, 14)),
        ("ngày 14/6/2023", date(2023, 6, 14)),
        ("ngày 05 tháng 3 năm 2007", date(2007, 3, 5)),
        ("Ngày 31 tháng 12 năm 2023", date(2023, 12, 31)),
        ("NGÀY 31 THÁNG 12 NĂM 2023", date(2023, 12, 31)),
        (unicodedata.normalize("NFD", "ngày 31 tháng 12 năm 2023"), date(2023, 12, 31)),
        ("29/2/2024", date(2024, 2, 29)),
        ("30.9.2024", date(2024, 9, 30)),
        ("2024-12-31T00:00:00", date(2024, 12, 31)),
        ("22tháng 01 năm 2022", date(2022, 1, 22)),
        # two digits of a year, where only the first number can be the day
        ("14/6/23", date(2023, 6, 14)),
        ("31/12/23", date(2023, 12, 31)),
        ("30-9-24", date(2024, 9, 30)),
    ],
)
def test_a_date_is_read_in_every_way_it_is_written(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "-", "14/6", "20.5", "15-8", "29/2/2023", "31/4/2023", "14/13/2023", "0/1/2023", "2023-02-30", "2023-13-01",
     "05/03/24", "12/31/2023", "2023", "quý III/2023", "1.800", "đến nay", "00/00/0000"],
)  # fmt: skip
def test_what_is_no_whole_existing_date_is_none(text: str) -> None:
    assert read_date(text) is None


YEAR_2023 = Period(date(2023, 1, 1), date(2023, 12, 31))
FIRST_HALF = Period(date(2023, 1, 1), date(2023, 6, 30))
THIRD_QUARTER = Period(date(2023, 7, 1), date(2023, 9, 30))
FOURTH_QUARTER = Period(date(2023, 10, 1), date(2023, 12, 31))
JUNE = Period(date(2023, 6, 1), date(2023, 6, 30))
NINE_MONTHS = Period(date(2023, 1, 1), date(2023, 9, 30))
TO_THE_END_OF_2023 = Period(None, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # the forms of docs/bao-cao.md
        ("2023", YEAR_2023),
        ("2023-H1", FIRST_HALF),
        ("2023-H2", Period(date(2023, 7, 1), date(2023, 12, 31))),
        ("2023-Q3", THIRD_QUARTER),
        ("2023-Q4", FOURTH_QUARTER),
        ("2023-06", JUNE),
        ("quý III/2023", THIRD_QUARTER),
        ("9 tháng đầu năm 2023", NINE_MONTHS),
        ("9 tháng năm 2023", NINE_MONTHS),
        ("năm 2023", YEAR_2023),
        ("đến hết năm 2023", TO_THE_END_OF_2023),
        ("từ 2022 đến 14/6/2023", Period(date(2022, 1, 1), date(2023, 6, 14))),
        # the same in other spellings
        ("Năm 2023", YEAR_2023),
        ("NĂM 2023", YEAR_2023),
        (unicodedata.normalize("NFD", "năm 2023"), YEAR_2023),
        ("2023-h1", FIRST_HALF),
        ("Quý III/2023", THIRD_QUARTER),
        ("QUÝ III / 2023", THIRD_QUARTER),
        ("Quý III năm 2023", THIRD_QUARTER),
        ("quý 3/2023", THIRD_QUARTER),
        ("quý I/2023", Period(date(2023, 1, 1), date(2023, 3, 31))),
        ("quý II/2023", Period(date(2023, 4, 1), date(2023, 6, 30))),
        ("quý IV/2023", FOURTH_QUARTER),
        ("6 tháng đầu năm 2023", FIRST_HALF),
        ("06 tháng đầu năm 2023", FIRST_HALF),
        ("12 tháng năm 2023", YEAR_2023),
        ("8 tháng đầu năm 2025", Period(date(2025, 1, 1), date(2025, 8, 31))),
        ("2 tháng đầu năm 2024", Period(date(2024, 1, 1), date(2024, 2, 29))),
        ("tháng 6/2023", JUNE),
        ("tháng 06 năm 2023", JUNE),
        ("tính đến hết năm 2023", TO_THE_END_OF_2023),
        ("đến hết quý III/2023", Period(None, date(2023, 9, 30))),
        ("đến 31/12/2023", TO_THE_END_OF_2023),
        ("tính đến ngày 31/12/2023", TO_THE_END_OF_2023),
        ("luỹ kế đến 31/12/2023", TO_THE_END_OF_2023),
        ("Lũy kế đến hết năm 2023", TO_THE_END_OF_2023),
        ("từ năm 2022 đến hết năm 2023", Period(date(2022, 1, 1), date(2023, 12, 31))),
        ("từ ngày 01/01/2023 đến ngày 14/6/2023", Period(date(2023, 1, 1), date(2023, 6, 14))),
        ("từ quý I/2022 đến quý III/2023", Period(date(2022, 1, 1), date(2023, 9, 30))),
        ("2021-2025", Period(date(2021, 1, 1), date(2025, 12, 31))),
        ("năm 2023 (Số liệu đến 15/11)", Period(date(2023, 1, 1), date(2023, 11, 15))),
        ("Năm 2023, số liệu tính đến ngày 31/12/2023", YEAR_2023),
        ("9 tháng đầu năm (2023)", NINE_MONTHS),
    ],
)
def test_a_period_is_read_in_every_form(text: str, period: Period) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text",
    ["", "-", "abc", "13 tháng đầu năm 2023", "0 tháng đầu năm 2023", "tháng 13/2023", "2023-13", "2023-00", "2023-Q5",
     "2023-H3", "quý V/2023", "quý 0/2023", "quý III", "9 tháng đầu năm", "đến nay", "tính đến thời điểm này",
     "từ 2023 đến 2022", "từ đến", "đến hết", "năm 0000", "số 2023 bản cuối", "31/12/2023",
     "năm 2023, năm 2022", "từ năm 2021 đến nay", "báo cáo 2023",
     "cùng kỳ năm 2023", "quý I, III/2023", "1-9/2023"],
)  # fmt: skip
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


def test_dates_are_shown_the_vietnamese_way() -> None:
    assert format_date(date(2023, 6, 4)) == "04/06/2023"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2023-01-01", "2023-03-31", "quý I/2023"),
        ("2023-04-01", "2023-06-30", "quý II/2023"),
        ("2023-10-01", "2023-12-31", "quý IV/2023"),
        ("2023-01-01", "2023-06-30", "6 tháng đầu năm 2023"),
        ("2023-07-01", "2023-12-31", "6 tháng cuối năm 2023"),
        ("2023-01-01", "2023-09-30", "9 tháng đầu năm 2023"),
        ("2023-01-01", "2023-12-31", "năm 2023"),
        ("2023-02-01", "2023-02-28", "tháng 2/2023"),
        ("2023-01-01", "2023-01-31", "tháng 1/2023"),
        ("2023-02-01", "2023-04-30", "01/02/2023–30/04/2023"),
        ("2023-01-02", "2023-03-31", "02/01/2023–31/03/2023"),
        ("2022-01-01", "2023-12-31", "01/01/2022–31/12/2023"),
        (None, "2023-12-31", "đến 31/12/2023"),
    ],
)
def test_periods_are_shown_the_vietnamese_way(start: str | None, end: str, shown: str) -> None:
    first, last = date.fromisoformat(start) if start else None, date.fromisoformat(end)
    assert format_period(first, last) == shown
    if "–" not in shown:
        assert read_period(shown) == Period(first, last)


@given(DAYS)
def test_every_date_shown_is_read_back(day: date) -> None:
    spellings = (
        format_date(day),
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"ngày {day.day:02d} tháng {day.month} năm {day.year}",
    )
    assert {read_date(text) for text in spellings} == {day}
    assert read_period(f"đến {format_date(day)}") == Period(None, day)


@given(DAYS, st.integers(0, 3000))
def test_a_period_from_one_date_to_another_has_both_ends(start: date, days: int) -> None:
    end = start + timedelta(days)
    assert read_period(f"từ {format_date(start)} đến {format_date(end)}") == Period(start, end)


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("year", [2022, 2024])
def test_n_months_start_on_the_first_of_january(count: int, year: int) -> None:
    period = Period(date(year, 1, 1), date(year, count, monthrange(year, count)[1]))
    assert read_period(f"{count} tháng đầu năm {year}") == period
    assert read_period(f"{count:02d} tháng năm {year}") == period


@settings(max_examples=300)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["từ", "đến", "hết", "năm", "tháng", "quý", "ngày", "đầu", "cuối", "tính", "luỹ kế", "2023", "0000", "9999",
             "III", "13", "0", "6", "H1", "Q4", "31/2/2023", "31/12/2023", "/", "-"]
        )
    ).map(" ".join)
)  # fmt: skip
def test_reading_never_raises_on_any_text(text: str) -> None:
    day, period = read_date(text), read_period(text)
    assert day is None or isinstance(day, date)
    assert period is None or period.start is None or period.start <= period.end


@pytest.mark.parametrize("words", ["đến ", "từ 2022 đến ", "tính đến hết "])
def test_reading_a_cell_full_of_repeated_words_does_not_raise(words: str) -> None:
    # 32.767 characters is what one cell holds.
    text = (words * 32767)[:32000] + " 2023"
    assert read_date(text) is None
    assert read_period(text) in {None, Period(None, date(2023, 12, 31)), Period(date(2022, 1, 1), date(2023, 12, 31))}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2023", date(2023, 12, 31)),
        ("31/12/2023.", date(2023, 12, 31)),
        ("hết ngày 31/12/2023", date(2023, 12, 31)),
        ("đến hết tháng 9/2024", date(2024, 9, 30)),
        ("tháng 9/2024", date(2024, 9, 30)),
        ("hết quý III/2024", date(2024, 9, 30)),
        ("cuối năm 2023", date(2023, 12, 31)),
        ("30/9/2024 (9 tháng)", date(2024, 9, 30)),
        ("17h00 ngày 15/12/2024", date(2024, 12, 15)),
        ("15/12/2024, 17:00", date(2024, 12, 15)),
    ],
)
def test_the_last_day_of_a_time_is_until_when_figures_reach(text: str, day: date) -> None:
    assert read_last_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "trước 31/12/2023", "dự kiến 31/12/2024", "31/02/2023", "05/03/24", "ngày 31 tháng 12", "nay",
        "giai đoạn 2021-2025", "30/6/2023 và 31/12/2023", "cùng kỳ năm 2023", "Bản Bo", "12/2023", "2023",
    ],
)  # fmt: skip
def test_no_last_day_is_guessed(text: str) -> None:
    assert read_last_day(text) is None
