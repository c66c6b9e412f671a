"""Phrases of time in titles, headers and names (docs/bao-cao.md)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from du_an8.vietnamese.dates import (
    Period,
    TimeKind,
    TimePhrase,
    Times,
    find_times,
    format_date,
    format_period,
    left_over_time,
    narrowed,
    read_period,
    read_times,
)
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.time_phrases import TimeUnit

PERIOD, UNTIL, DAY, PHASE = TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.DAY, TimeKind.PHASE
SINCE, BEFORE, UNDATED = TimeKind.SINCE_NEW_YEAR, TimeKind.BEFORE, TimeKind.UNDATED


def days(first: str | None, last: str) -> Period:
    """A period from its first and last day."""
    return Period(date.fromisoformat(first) if first else None, date.fromisoformat(last))


YEAR = days("2024-01-01", "2024-12-31")
HALF = days("2024-01-01", "2024-06-30")
SECOND_HALF = days("2024-07-01", "2024-12-31")
NINE = days("2024-01-01", "2024-09-30")
Q1, Q3, Q4 = days("2024-01-01", "2024-03-31"), days("2024-07-01", "2024-09-30"), days("2024-10-01", "2024-12-31")
SEPTEMBER = days("2024-09-01", "2024-09-30")
OFFICIAL = days("2023-12-15", "2024-12-14")


def only(text: str) -> TimePhrase:
    """The only phrase of a text."""
    (phrase,) = find_times(text)[0]
    return phrase


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        # ranges
        ("từ 15/12/2023 - 14/12/2024", PERIOD, OFFICIAL),
        ("15/12/2023-14/12/2024", PERIOD, OFFICIAL),
        ("15/12/2023 ÷ 14/12/2024", PERIOD, OFFICIAL),
        ("từ 15/12 đến 14/12/2024", PERIOD, OFFICIAL),
        ("từ ngày 15/12/2023 đến hết ngày 14/12/2024", PERIOD, OFFICIAL),
        ("từ ngày 01/01 đến ngày 30/6/2024", PERIOD, HALF),
        ("từ 15/8 đến 14/9/2024", PERIOD, days("2024-08-15", "2024-09-14")),
        ("15/8 - 14/9/2024", PERIOD, days("2024-08-15", "2024-09-14")),
        ("từ tháng 01 đến tháng 9 năm 2024", PERIOD, NINE),
        ("từ tháng 10 đến tháng 3/2024", PERIOD, days("2023-10-01", "2024-03-31")),
        ("từ 01/2024 đến 09/2024", PERIOD, NINE),
        ("từ quý IV/2023 đến quý I/2024", PERIOD, days("2023-10-01", "2024-03-31")),
        ("từ quý I đến hết quý III năm 2024", PERIOD, NINE),
        ("từ năm 2022 đến tháng 6/2024", PERIOD, days("2022-01-01", "2024-06-30")),
        ("từ 2022 đến 14/6/2023", PERIOD, days("2022-01-01", "2023-06-14")),
        ("TỪ T1-T9/2024", PERIOD, NINE),
        ("T1-T9/2024", PERIOD, NINE),
        ("T1÷T9/2024", PERIOD, NINE),
        ("THÁNG 01-9/2024", PERIOD, NINE),
        ("tháng 1 đến tháng 9 năm 2024", PERIOD, NINE),
        ("tháng 8, 9/2024", PERIOD, days("2024-08-01", "2024-09-30")),
        ("Tháng 8 và tháng 9 năm 2024", PERIOD, days("2024-08-01", "2024-09-30")),
        # quarters
        ("QUÝ I-III/2024", PERIOD, NINE),
        ("quý I, II, III/2024", PERIOD, NINE),
        ("QUÝ I, II NĂM 2024", PERIOD, HALF),
        ("quý I + II/2024", PERIOD, HALF),
        ("quý I và quý II/2024", PERIOD, HALF),
        ("Q1-Q3/2024", PERIOD, NINE),
        ("Q.III/2024", PERIOD, Q3),
        ("QIII/2024", PERIOD, Q3),
        ("Q3/2024", PERIOD, Q3),
        ("Q3-2024", PERIOD, Q3),
        ("2024-Q3", PERIOD, Q3),
        ("QUÝ III-2024", PERIOD, Q3),
        ("Qúy III, năm 2024", PERIOD, Q3),
        ("Quí III/2024", PERIOD, Q3),
        ("Quý ba năm 2024", PERIOD, Q3),
        ("Quý tư/2024", PERIOD, Q4),
        ("BC_quy_3_2024", PERIOD, Q3),
        ("HAI QUÝ ĐẦU NĂM 2024", PERIOD, HALF),
        ("3 quý đầu năm 2024", PERIOD, NINE),
        # months
        ("6T ĐẦU NĂM 2024", PERIOD, HALF),
        ("6T/2024", PERIOD, HALF),
        ("BC 9T.2024", PERIOD, NINE),
        ("09 tháng đầu năm 2024", PERIOD, NINE),
        ("sáu tháng cuối năm 2024", PERIOD, SECOND_HALF),
        ("NỬA ĐẦU NĂM 2024", PERIOD, HALF),
        ("nửa cuối năm 2024", PERIOD, SECOND_HALF),
        ("T.9/2024", PERIOD, SEPTEMBER),
        ("T9-2024", PERIOD, SEPTEMBER),
        ("Tháng chín năm 2024", PERIOD, SEPTEMBER),
        ("09/2024", PERIOD, SEPTEMBER),
        ("2024-09", PERIOD, SEPTEMBER),
        # years
        ("trong năm 2024", PERIOD, YEAR),
        ("niên độ ngân sách 2024", PERIOD, YEAR),
        ("năm 2022-2023", PERIOD, days("2022-01-01", "2023-12-31")),
        ("2 NĂM 2023-2024", PERIOD, days("2023-01-01", "2024-12-31")),
        ("2021-2025", PHASE, days("2021-01-01", "2025-12-31")),
        ("3 năm 2021-2023", PHASE, days("2021-01-01", "2023-12-31")),
        ("giai đoạn 2021 – 2025", PHASE, days("2021-01-01", "2025-12-31")),
        ("GĐ 2021-2025", PHASE, days("2021-01-01", "2025-12-31")),
        ("GĐ I (2021-2025)", PHASE, days("2021-01-01", "2025-12-31")),
        ("Giai đoạn I: từ năm 2021 đến năm 2025", PHASE, days("2021-01-01", "2025-12-31")),
        ("từ năm 2021 đến nay", PHASE, Period(date(2021, 1, 1), date.max)),
        ("từ năm 2022", PHASE, Period(date(2022, 1, 1), date.max)),
        ("2022 đến nay", PHASE, Period(date(2022, 1, 1), date.max)),
        ("năm 2022 - nay", PHASE, Period(date(2022, 1, 1), date.max)),
        # until
        ("tính đến tháng 9/2024", UNTIL, days(None, "2024-09-30")),
        ("đến hết quý III/2024", UNTIL, days(None, "2024-09-30")),
        ("hết năm 2024", UNTIL, days(None, "2024-12-31")),
        ("đến cuối năm 2024", UNTIL, days(None, "2024-12-31")),
        ("tới ngày 30/9/2024", UNTIL, days(None, "2024-09-30")),
        ("đến ngày 30 tháng 6 năm 2024", UNTIL, days(None, "2024-06-30")),
        ("từ đầu giai đoạn đến 30/6/2024", UNTIL, days(None, "2024-06-30")),
        # from the new year
        ("từ đầu năm 2024 đến 30/9/2024", PERIOD, NINE),
        ("từ đầu năm đến 30/9/2024", PERIOD, NINE),
        ("từ đầu năm 2024 đến nay", SINCE, YEAR),
        # days
        ("2024-09-30", DAY, days(None, "2024-09-30")),
        ("2024-12-31 00:00:00", DAY, days(None, "2024-12-31")),
        ("ngày 5 tháng 3 năm 2024", DAY, days(None, "2024-03-05")),
        ("31/12/23", DAY, days(None, "2023-12-31")),
    ],
)
def test_a_time_with_its_year_is_read(text: str, kind: TimeKind, period: Period) -> None:
    phrase = only(text)
    assert (phrase.kind, phrase.period) == (kind, period)


@pytest.mark.parametrize(
    ("text", "kind", "in_2024"),
    [
        ("QUÝ I-III", UNDATED, NINE),
        ("quý I và II", UNDATED, HALF),
        ("Quý một", UNDATED, Q1),
        ("quý 4", UNDATED, Q4),
        ("3 quý đầu năm", UNDATED, NINE),
        ("6T ĐẦU NĂM", UNDATED, HALF),
        ("09 tháng đầu năm", UNDATED, NINE),
        ("sáu tháng cuối năm", UNDATED, SECOND_HALF),
        ("11 tháng", UNDATED, days("2024-01-01", "2024-11-30")),
        ("NỬA ĐẦU NĂM", UNDATED, HALF),
        ("nửa năm đầu", UNDATED, HALF),
        ("T1÷T9", UNDATED, NINE),
        ("T12", UNDATED, days("2024-12-01", "2024-12-31")),
        ("Tháng hai", UNDATED, days("2024-02-01", "2024-02-29")),
        ("Tháng mười một", UNDATED, days("2024-11-01", "2024-11-30")),
        ("từ tháng 1 đến tháng 9", UNDATED, NINE),
        ("từ 15/12 đến 14/12", UNDATED, OFFICIAL),
        ("từ đầu năm đến hết quý III", UNDATED, NINE),
        ("năm", UNDATED, YEAR),
        ("niên độ", UNDATED, YEAR),
        ("đến 14/12", UNTIL, days(None, "2024-12-14")),
        ("(đến hết tháng 11)", UNTIL, days(None, "2024-11-30")),
        ("đến hết quý III", UNTIL, days(None, "2024-09-30")),
        ("ngày 30/6", DAY, days(None, "2024-06-30")),
        ("trong kỳ", UNDATED, None),
        ("năm báo cáo", UNDATED, None),
        ("từ đầu năm đến nay", SINCE, None),
        ("giai đoạn I", PHASE, None),
        ("từ đầu GĐ", PHASE, None),
        ("đến nay", PHASE, None),
        ("cùng kỳ năm 2023", BEFORE, None),
        ("cùng kỳ 6 tháng đầu năm 2023", BEFORE, None),
        ("6 tháng năm trước", BEFORE, None),
        ("kỳ trước", BEFORE, None),
    ],
)
def test_a_time_without_its_year_takes_that_of_another_place(text: str, kind: TimeKind, in_2024: Period | None) -> None:
    phrase = only(text)
    assert (phrase.kind, phrase.period, phrase.in_year(2024)) == (kind, None, in_2024)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("năm 2023/2022", [2023, 2022]),
        ("2023 2022", [2023, 2022]),
        ("các năm 2022, 2023", [2022, 2023]),
        ("năm 2023, 2024 và 2025", [2023, 2024, 2025]),
    ],
)
def test_years_beside_each_other_are_several(text: str, periods: list[int]) -> None:
    assert [phrase.period for phrase in find_times(text)[0]] == [
        Period(date(year, 1, 1), date(year, 12, 31)) for year in periods
    ]


@pytest.mark.parametrize(
    "text", ["12/31/2023", "ngày 31/2/2023", "quý I, III/2024", "05/03/24", "từ 30/6/2024 đến 01/01/2024"]
)
def test_a_time_that_cannot_be_is_a_phrase_without_days(text: str) -> None:
    phrase = only(text)
    assert phrase.kind is PERIOD
    assert phrase.in_year(2024) is None


@pytest.mark.parametrize(
    "text",
    ["Huyện Quý Quân", "Nam Trực", "Huyện Năm Căn", "Tuần Giáo", "Nam", "Nam, nữ", "Hội LHPN Việt Nam",
     "HOI LHPN VIET NAM", "xã Kỳ Sơn", "kỳ thi", "định kỳ", "định kỳ hàng quý", "thời kỳ mới", "hằng năm", "Quỹ 1",
     "Quy mô", "Nữ", "trẻ dưới 24 tháng tuổi", "Mùa A Sử", "chiến thắng 3", "Dự án 8", "36/88",
     "90 cuộc/7.300 người", "Chỉ tiêu 1.1", "1.800", "Tổ chức 2 đợt giám sát", "tập huấn 3 ngày"],
)  # fmt: skip
def test_names_and_counts_are_no_times(text: str) -> None:
    times = read_times(text)
    assert (times.phrases, times.rest, times.left_over) == ((), fold(text), None)


@pytest.mark.parametrize(
    ("text", "phrase", "rest"),
    [
        ("DỰ ÁN 8 THÁNG 9/2024", SEPTEMBER, "du an 8"),
        ("DỰ ÁN 8 9 THÁNG NĂM 2024", NINE, "du an 8"),
        ("Chỉ tiêu 6 tháng đầu năm 2024", HALF, "chi tieu"),
        ("Vốn đầu tư 2021-2025", days("2021-01-01", "2025-12-31"), "von dau tu"),
        ("Tử số 2024", YEAR, "tu so"),
        ("Luỹ kế từ năm 2022", Period(date(2022, 1, 1), date.max), "luy ke"),
        ("Tháng 9/2024, 10 cuộc", SEPTEMBER, "10 cuoc"),
        ("KH2024", YEAR, "kh"),
    ],
)
def test_the_words_around_a_time_are_the_rest(text: str, phrase: Period, rest: str) -> None:
    times, left = find_times(text)
    assert ([time.period for time in times], left) == ([phrase], rest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đợt 1 năm 2024", "Đợt 1"),
        ("Tuần 3 tháng 9", "Tuần 3"),
        ("năm học 2023-2024", "năm học"),
        ("Học kỳ I năm học 2023-2024", "Học kỳ"),
        ("nhiệm kỳ 2021-2026", "nhiệm kỳ"),
        ("Mùa xuân 2024", "Mùa xuân"),
        ("sơ kết 3 năm thực hiện", "3 năm"),
        ("trước năm 2021", "năm 2021"),
        ("sau ngày 30/6/2024", "2024"),
        ("đầu năm 2024", "năm 2024"),
        ("Số đầu kỳ", "đầu kỳ"),
        ("các năm", "các năm"),
        ("quý V/2024", "quý V"),
        ("tháng 13/2024", "tháng 13"),
        ("1-9/2024", "2024"),
        ("Số: 12/2024", "2024"),
        ("Kỳ II", "Kỳ II"),
        ("Báo cáo quý", "Báo cáo quý"),
        ("tháng sau", "tháng sau"),
        ("Tháng hành động năm 2024", "Tháng hành động"),
        ("đợt cao điểm cuối năm 2024", "đợt cao điểm"),
        ("năm thứ nhất", "năm thứ nhất"),
    ],
)
def test_a_time_that_nobody_can_place_is_left_over(text: str, words: str) -> None:
    assert read_times(text).left_over == words


@pytest.mark.parametrize(
    ("rest", "words"),
    [("dot 2", "dot 2"), ("quy v", "quy v"), ("so dau ky", "dau ky"), ("quy", "quy"), ("1 9 2024", "2024"),
     ("ket qua thuc hien", None), ("huyen quy quan", None), ("dinh ky", None), ("nam nu", None), ("", None)],
)  # fmt: skip
def test_the_rest_of_a_text_tells_whether_it_still_speaks_of_time(rest: str, words: str | None) -> None:
    assert left_over_time(rest) == words


@pytest.mark.parametrize(
    ("outer", "inner", "period"),
    [
        ("Năm 2024", "Quý I", Q1),
        ("6 tháng đầu năm 2024", "Quý I", Q1),
        ("Quý III/2024", "9 tháng", NINE),
        ("đến 30/9/2024", "Quý III", Q3),
        ("Năm 2024", "Quý I/2023", days("2023-01-01", "2023-03-31")),
        ("Năm 2024", "đến 14/12", days("2024-01-01", "2024-12-14")),
        ("Năm 2024", "đến 30/9/2024", NINE),
        ("Năm 2024", "đến 30/6/2025", days(None, "2025-06-30")),
        ("từ 15/12/2023 đến 14/12/2024", "Quý I", Q1),
        ("từ 15/12/2023 đến 14/12/2024", "Quý IV", None),
        ("từ 15/12/2023 đến 14/12/2024", "đến 31/12", days("2023-12-15", "2023-12-31")),
        ("Quý III/2024", "đến 15/10", None),
        ("2021-2025", "Quý I", None),
        ("2021-2025", "đến 30/6", None),
        ("2021-2025", "từ đầu năm", None),
        ("2021-2025", "đến 30/6/2024", days(None, "2024-06-30")),
        ("từ năm 2021 đến nay", "Quý I", None),
        ("Quý III/2024", "từ đầu năm", NINE),
        ("Quý III/2024", "trong kỳ", Q3),
        ("Quý III/2024", "trong năm", NINE),
        ("Quý III/2024", "trong quý", Q3),
        ("9 tháng năm 2024", "trong tháng", None),
        ("Quý III/2024", "cùng kỳ năm trước", None),
        (None, "Quý I", None),
        (None, "Quý III/2024", Q3),
        (None, "từ đầu năm 2024", YEAR),
    ],
)
def test_an_inner_time_is_narrowed_by_the_outer_one(outer: str | None, inner: str, period: Period | None) -> None:
    around = only(outer) if outer else None
    assert narrowed(around, only(inner)) == period


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(1, 12), st.sampled_from(["/", "-", "."]))
def test_a_day_in_running_text_is_found(day: date, count: int, sign: str) -> None:
    written = f"{day.day}{sign}{day.month}{sign}{day.year}"
    text = f"Kết quả {count} lớp (đến {written})"
    assert [(time.kind, time.period) for time in find_times(text)[0]] == [(UNTIL, Period(None, day))]


@given(st.integers(2015, 2035), st.integers(1, 12), st.integers(1, 12))
def test_what_is_shown_of_a_period_is_found_in_running_text(year: int, one: int, other: int) -> None:
    first, last = sorted((one, other))
    end = date(year + last // 12, last % 12 + 1, 1) - date.resolution
    shown = format_period(date(year, first, 1), end)
    (phrase,), rest = find_times(f"Kết quả {shown}")
    assert (phrase.period, rest) == (Period(date(year, first, 1), end), "ket qua")
    assert read_period(shown) == phrase.period


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(1, 364))
def test_the_first_end_of_a_range_takes_the_year_that_makes_it_a_range(end: date, length: int) -> None:
    start = date.fromordinal(end.toordinal() - length)
    if (start.month, start.day) == (2, 29):
        return
    text = f"từ {start.day}/{start.month} đến {format_date(end)}"
    assert only(text).period == Period(start, end)


WORDS = st.sampled_from(
    ["từ", "đến", "hết", "năm", "tháng", "quý", "ngày", "đầu", "cuối", "nửa", "giai đoạn", "GĐ", "kỳ", "nay", "cùng kỳ",
     "trước", "sau", "và", "2023", "2024", "0000", "III", "I", "13", "0", "6", "31", "6T", "T9", "Q3", "31/2/2023",
     "15/12/2023", "/", "-", " – ", ",", "(", ")", "sáu", "tư", "dự án 8", "học kỳ", "đợt"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.text() | st.lists(WORDS).map(" ".join))
def test_no_text_makes_it_fail(text: str) -> None:
    times = read_times(text)
    for phrase in times.phrases:
        period = phrase.in_year(2024)
        assert period is None or period.start is None or period.start <= period.end
    assert find_times(text) == (list(times.phrases), times.rest)
    left_over_time(text)


@pytest.mark.parametrize("words", ["đến ", "từ 2022 đến ", "1 1 ", "quý I, ", "tháng 1 - "])
def test_a_cell_full_of_repeated_words_is_read(words: str) -> None:
    # 32.767 characters is what one cell holds.
    assert isinstance(read_times((words * 32767)[:32000]), Times)


def test_a_campaign_with_its_days_is_understood() -> None:
    assert read_times("Tháng hành động vì bình đẳng giới (15/11 - 15/12/2024)").left_over is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Cả năm", TimeUnit.YEAR), ("Trong năm báo cáo", TimeUnit.YEAR), ("Quý này", TimeUnit.QUARTER),
     ("Tháng báo cáo", TimeUnit.MONTH), ("Trong tháng này", TimeUnit.MONTH), ("Trong kỳ", TimeUnit.PERIOD),
     ("Quý III", None), ("Năm 2024", None), ("6 tháng", None), ("Năm trước", None)],
)  # fmt: skip
def test_a_time_without_a_number_is_a_unit_of_the_reports_own_time(text: str, unit: TimeUnit | None) -> None:
    (time,) = find_times(text)[0]
    assert time.unit is unit
