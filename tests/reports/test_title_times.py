"""What the titles of a sheet, read as one text, say of time (docs/bao-cao.md)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.reports.titles.title_results import TitleTimes
from du_an8.reports.titles.title_times import title_times
from du_an8.vietnamese.periods import Period


def days(first: str | None, last: str) -> Period:
    """A period from its first and last day."""
    return Period(date.fromisoformat(first) if first else None, date.fromisoformat(last))


YEAR = days("2024-01-01", "2024-12-31")
HALF = days("2024-01-01", "2024-06-30")
NINE = days("2024-01-01", "2024-09-30")
Q3 = days("2024-07-01", "2024-09-30")
OFFICIAL = days("2023-12-15", "2024-12-14")
UNTIL_SEPTEMBER = days(None, "2024-09-30")
EMBLEM = ("HỘI LHPN VIỆT NAM", "HỘI LHPN TỈNH SƠN LA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def read(text: str) -> TitleTimes:
    """The titles, a bar between two lines, below an emblem."""
    return title_times([*EMBLEM, *text.split("|")])


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        ("KẾT QUẢ THỰC HIỆN DỰ ÁN 8 6 THÁNG ĐẦU NĂM 2024", HALF),
        ("KẾT QUẢ DỰ ÁN 8 Q.III/2024", Q3),
        ("TÌNH HÌNH THỰC HIỆN DỰ ÁN 8 NỬA ĐẦU NĂM 2024", HALF),
        ("KẾT QUẢ 2 NĂM 2023-2024", days("2023-01-01", "2024-12-31")),
        ("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU DỰ ÁN 8 NĂM 2024", YEAR),
        ("KẾT QUẢ/CHỈ TIÊU GIAO NĂM 2024", YEAR),
        ("THỰC HIỆN/KẾ HOẠCH NĂM 2024", YEAR),
        ("BÁO CÁO CÁC CHỈ TIÊU DỰ ÁN 8 NĂM 2024", YEAR),
        ("TÌNH HÌNH THỰC HIỆN DỰ TOÁN KINH PHÍ DỰ ÁN 8 NĂM 2024", YEAR),
        ("THỰC HIỆN DỰ TOÁN NĂM 2024", YEAR),
        ("ĐÁNH GIÁ MỨC ĐỘ HOÀN THÀNH NHIỆM VỤ NĂM 2024", YEAR),
        # several things that were carried out
        ("KẾT QUẢ THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ NĂM 2024", YEAR),
        ("Tình hình thực hiện nhiệm vụ và các chỉ tiêu 9 tháng năm 2024", NINE),
        ("BIỂU THEO DÕI TIẾN ĐỘ THỰC HIỆN CHỈ TIÊU KẾ HOẠCH NĂM 2024", YEAR),
        ("Bảng theo dõi chỉ tiêu Dự án 8 – tính đến hết quý III năm 2024", UNTIL_SEPTEMBER),
        ("Kết quả thực hiện chỉ tiêu, nhiệm vụ năm 2024; phương hướng, nhiệm vụ năm 2025", YEAR),
        # of two times in one that end together
        ("KẾT QUẢ QUÝ IV VÀ NĂM 2024", YEAR),
        ("KẾT QUẢ THÁNG 12 VÀ CẢ NĂM 2024", YEAR),
        ("KẾT QUẢ THÁNG 9 VÀ 9 THÁNG NĂM 2024", NINE),
        ("KẾT QUẢ QUÝ III/2024 VÀ 9 THÁNG ĐẦU NĂM 2024, NHIỆM VỤ QUÝ IV", NINE),
        ("KẾT QUẢ QUÝ II, 6 THÁNG ĐẦU NĂM 2024", HALF),
        ("KẾT QUẢ QUÝ III - 9 THÁNG NĂM 2024", NINE),
        ("KẾT QUẢ 9T2024", NINE),
        ("KẾT QUẢ 9th/2024", NINE),
        ("KẾT QUẢ 9 thg. 2024", NINE),
        ("KẾT QUẢ Thg.7-Thg.9/2024", Q3),
        # cut over several lines
        ("BÁO CÁO KẾT QUẢ THỰC HIỆN DỰ ÁN 8 QUÝ III|NĂM 2024|(Số liệu đến 30/9)", Q3),
        ("KẾT QUẢ DỰ ÁN 8|6 THÁNG ĐẦU NĂM|Năm 2024", HALF),
        ("KẾT QUẢ DỰ ÁN 8|Từ ngày 01/01/2024|đến ngày 30/6/2024", HALF),
        # a last day, an office's own calendar
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|(Số liệu đến 14/12)", days("2024-01-01", "2024-12-14")),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|(Số liệu đến hết tháng 9)", NINE),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|Số liệu tính đến ngày 30/9/2024", NINE),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024 (Kỳ báo cáo từ 15/12/2023 - 14/12/2024)", OFFICIAL),
        ("KẾT QUẢ DỰ ÁN 8 THÁNG 9|(Từ 15/8 đến 14/9/2024)", days("2024-08-15", "2024-09-14")),
        ("KẾT QUẢ DỰ ÁN 8 ĐẾN NGÀY 30 THÁNG 9 NĂM 2024", UNTIL_SEPTEMBER),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|(Tính từ 15/12 năm trước đến 14/12 năm báo cáo)", OFFICIAL),
        ("KẾT QUẢ DỰ ÁN 8 ĐẾN THỜI ĐIỂM BÁO CÁO (30/9/2024)", UNTIL_SEPTEMBER),
        ("KẾT QUẢ TỪ KHI TRIỂN KHAI DỰ ÁN ĐẾN30/9/2024", UNTIL_SEPTEMBER),
        ("BÁO CÁO CUỐI KỲ DỰ ÁN 8 (đến 30/9/2024)", UNTIL_SEPTEMBER),
        ("KẾT QUẢ NĂM 2024 VÀ ĐỊNH HƯỚNG NĂM 2025", YEAR),
        ("SƠ KẾT GIỮA KỲ DỰ ÁN 8 GIAI ĐOẠN 2021-2025 (số liệu đến 30/9/2024)", UNTIL_SEPTEMBER),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|(Số liệu từ 15/12/2023 đến 14/9/2024)", days("2023-12-15", "2024-09-14")),
        ("KẾT QUẢ NĂM 2024 (Số liệu tính từ 16/11/2023 đến 15/11/2024)", days("2023-11-16", "2024-11-15")),
        # as long as the year itself: it is the narrower one in every run
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|(Số liệu từ 01/12/2023 đến 30/11/2024)", days("2023-12-01", "2024-11-30")),
        # a school year, when a day says until when
        ("SỐ LIỆU ĐẦU NĂM HỌC 2024-2025|(Số liệu tại thời điểm 30/9/2024)", days("2024-08-01", "2024-09-30")),
        ("SỞ GD&ĐT|KẾT QUẢ NĂM 2024", YEAR),
        ("SƠ KẾT 3 NĂM THỰC HIỆN DỰ ÁN 8 (số liệu đến 30/9/2024)", UNTIL_SEPTEMBER),
        ("THEO DÕI CHỈ TIÊU ĐẾN NĂM 2030|Số liệu đến 30/9/2024", UNTIL_SEPTEMBER),
        # how a table is divided, what it leaves out, papers and meetings
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024 THEO TỪNG QUÝ", YEAR),
        ("KẾT QUẢ DỰ ÁN 8 THEO THÁNG N.2024", YEAR),
        ("KẾT QUẢ QUÝ III/2024|(Không bao gồm số liệu đã báo cáo tại quý II/2024)", Q3),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024|(Tài liệu phục vụ Hội nghị BCH lần thứ 9, ngày 10/01/2025)", YEAR),
        ("Số liệu chốt ngày 30.9.2024", UNTIL_SEPTEMBER),
        # plans, forecasts and comparisons
        ("Kết quả sáu tháng đầu năm 2024, phương hướng nhiệm vụ 6 tháng cuối năm 2024", HALF),
        ("Kết quả sáu tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024", HALF),
        ("Kết quả sáu tháng đầu năm và ước cả năm 2024", HALF),
        ("KẾT QUẢ 9 THÁNG NĂM 2024, ƯỚC THỰC HIỆN CẢ NĂM 2024", NINE),
        ("KẾT QUẢ THỰC HIỆN NĂM 2024 VÀ KẾ HOẠCH NĂM 2025 DỰ ÁN 8", YEAR),
        ("KẾT QUẢ NĂM 2024 VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ|NĂM 2025", YEAR),
        ("KẾ HOẠCH NĂM 2025|Kết quả thực hiện năm 2024", YEAR),
        ("KẾT QUẢ NĂM 2024, SO VỚI NĂM 2023", YEAR),
        ("So với năm 2023, kết quả năm 2024", YEAR),
        ("KẾT QUẢ NĂM 2024 SO VỚI CÙNG KỲ NĂM TRƯỚC", YEAR),
        # papers and offices
        ("KẾT QUẢ THỰC HIỆN QUYẾT ĐỊNH 1719/QĐ-TTg NĂM 2021 - DỰ ÁN 8 - NĂM 2024", YEAR),
        ("Thực hiện Quyết định số 1719/QĐ-TTg ngày 14 tháng 10 năm 2021 của Thủ tướng|NĂM 2024", YEAR),
        ("(Kèm theo Báo cáo số 215/BC-BTV ngày 20/12/2024 về kết quả thực hiện Dự án 8 năm 2024)", YEAR),
        ("Theo Thông tư 01/2022/TT-UBDT ngày 26/5/2022|Nghị quyết 120/2020/QH14|KẾT QUẢ QUÝ III/2024", Q3),
        ("Quyết định của Thủ tướng Chính phủ ngày 14/10/2021|KẾT QUẢ NĂM 2024", YEAR),
        ("Số:     /BC-BTV|Sơn La, ngày     tháng 12 năm 2025|KẾT QUẢ NĂM 2024", YEAR),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ|NĂM 2024", YEAR),
        # beside a phase
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024 VÀ GIAI ĐOẠN 2021-2025", HALF),
        ("KẾT QUẢ GIAI ĐOẠN 2021-2025 (Tính đến hết tháng 9/2024)", UNTIL_SEPTEMBER),
        # a closing day, in brackets alone
        ("MÔ HÌNH DỰ ÁN 8 (30/9/2024)", UNTIL_SEPTEMBER),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024 (31/12/2024)", YEAR),
    ],
)
def test_titles_name_the_period_of_their_results(titles: str, period: Period) -> None:
    times = read(titles)
    assert (times.period, times.unclear) == (period, None)
    assert times.year == 2024
    assert not times.estimate


@pytest.mark.parametrize(
    ("titles", "last"),
    [
        ("KẾT QUẢ NĂM 2023, 2024", "2024-12-31"),
        ("KẾT QUẢ NĂM 2023 VÀ NĂM 2024 (ĐẾN 30/9/2024)", "2024-09-30"),
        ("KẾT QUẢ CÁC NĂM 2023, 2024|Số liệu đến hết tháng 9/2024", "2024-09-30"),
    ],
)
def test_years_in_a_list_go_until_the_day_of_the_data(titles: str, last: str) -> None:
    assert (read(titles).period, read(titles).unclear) == (days("2023-01-01", last), None)


@pytest.mark.parametrize(
    ("titles", "unclear"),
    [
        ("KẾT QUẢ NĂM 2024|KẾT QUẢ NĂM 2023", "NĂM 2024; NĂM 2023"),
        ("KẾT QUẢ QUÝ I VÀ NĂM 2024", "QUÝ I; NĂM 2024"),
        ("KẾT QUẢ THÁNG 9, QUÝ III NĂM 2024", "THÁNG 9; QUÝ III NĂM 2024"),
        ("KẾT QUẢ QUÝ III/2024|(Số liệu đến 05/10/2024)", "QUÝ III/2024; đến 05/10/2024"),
        ("KẾT QUẢ ĐỢT 2 NĂM 2024", "ĐỢT 2"),
        ("KẾT QUẢ DỰ ÁN 8 (15/7/2024)", "15/7/2024"),
        ("KẾT QUẢ DỰ ÁN 8 THÁNG 13/2024", "THÁNG 13"),
        ("BÁO CÁO QUÝ|NĂM 2024", "BÁO CÁO QUÝ"),
        ("KẾT QUẢ NĂM HỌC 2023-2024", "NĂM HỌC"),
        ("KẾT QUẢ DỰ ÁN 8 VỤ ĐÔNG XUÂN 2023-2024", "VỤ ĐÔNG XUÂN"),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2024 (không bao gồm quý III/2024)", "quý III/2024"),
        ("SƠ KẾT 3 NĂM THỰC HIỆN DỰ ÁN 8", "3 NĂM"),
        ("KẾT QUẢ ĐẾN 31/12/2023|Số liệu đến 31/12/2024", "ĐẾN 31/12/2023; đến 31/12/2024"),
        ("Giai đoạn 2021-2025|Giai đoạn 2026-2030", "Giai đoạn 2021-2025; Giai đoạn 2026-2030"),
    ],
)
def test_what_contradicts_itself_or_is_not_understood_is_no_period(titles: str, unclear: str) -> None:
    times = read(titles)
    assert (times.period, times.open, times.unclear) == (None, None, unclear)


@pytest.mark.parametrize(
    "titles", ["KẾT QUẢ THỰC HIỆN DỰ ÁN 8", "KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 43/KH-ĐCT NĂM 2022", "Kỳ báo cáo", ""]
)
def test_titles_without_a_time_say_nothing(titles: str) -> None:
    assert replace(read(titles), tells_results=False) == TitleTimes()


@pytest.mark.parametrize(
    ("titles", "in_2024"),
    [
        ("KẾT QUẢ DỰ ÁN 8 QUÝ III", Q3),
        ("(Số liệu đến 30/9)", UNTIL_SEPTEMBER),
        ("KẾT QUẢ QUÝ III|(Số liệu đến 15/9)", days("2024-07-01", "2024-09-15")),
    ],
)
def test_a_time_without_its_year_stays_open(titles: str, in_2024: Period) -> None:
    times = read(titles)
    assert times.open
    assert (times.period, times.unclear, times.open.in_year(2024)) == (None, None, in_2024)


@pytest.mark.parametrize(
    ("titles", "to_come"),
    [
        ("PHÂN BỔ CHỈ TIÊU DỰ ÁN 8 NĂM 2024 CHO CÁC HUYỆN", ["nam 2024"]),
        ("CHỈ TIÊU THỰC HIỆN DỰ ÁN 8 NĂM 2024", ["nam 2024"]),
        ("KẾ HOẠCH TRIỂN KHAI THỰC HIỆN DỰ ÁN 8 NĂM 2025", ["nam 2025"]),
        ("TỔNG HỢP NHU CẦU THÀNH LẬP MÔ HÌNH NĂM 2024", ["nam 2024"]),
        ("BÁO CÁO SỐ MÔ HÌNH CÒN PHẢI THỰC HIỆN ĐẾN 31/12/2024", ["den 31 12 2024"]),
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ|NĂM 2025", ["nam 2025"]),
        ("CHỈ TIÊU, NHIỆM VỤ NĂM 2025", ["nam 2025"]),
        ("Theo dõi giao chỉ tiêu năm 2025", ["nam 2025"]),
        ("DỰ BÁO KẾT QUẢ THỰC HIỆN NĂM 2025", ["nam 2025"]),
    ],
)
def test_a_sheet_of_plans_has_no_time_of_results(titles: str, to_come: list[str]) -> None:
    times = read(titles)
    assert (times.period, [phrase.words for phrase in times.to_come]) == (None, to_come)


@pytest.mark.parametrize(
    "titles",
    [
        "BÁO CÁO NĂM 2024 (ƯỚC THỰC HIỆN)",
        "KẾT QUẢ NĂM 2024 (SỐ ƯỚC)|TỈNH SƠN LA",
        "KẾT QUẢ NĂM 2024 – ƯỚC THỰC HIỆN",
        "KẾT QUẢ THỰC HIỆN NĂM 2024 (ước đến 31/12)",
        "KẾT QUẢ THỰC HIỆN NĂM 2024 (có ước tháng 12)",
    ],
)
def test_a_time_is_that_of_an_estimate_also_where_the_word_stands_behind_it(titles: str) -> None:
    times = read(titles)
    assert (times.period, times.estimate) == (YEAR, True)


def test_an_estimate_of_later_days_leaves_the_results_what_they_are() -> None:
    times = read("KẾT QUẢ 9 THÁNG NĂM 2024, ƯỚC THỰC HIỆN|NĂM 2024")
    assert (times.period, times.estimate) == (NINE, False)


@pytest.mark.parametrize("year", [2024, 2026])  # one has a leap day
def test_half_a_year_goes_before_its_last_quarter(year: int) -> None:
    times = read(f"SƠ KẾT QUÝ II, 6 THÁNG ĐẦU NĂM {year}")
    assert times.period == days(f"{year}-01-01", f"{year}-06-30")


def test_an_estimate_is_the_period_where_nothing_else_is() -> None:
    times = read("ƯỚC THỰC HIỆN NĂM 2024, KẾ HOẠCH NĂM 2025")
    assert (times.period, times.estimate, len(times.to_come)) == (YEAR, True, 1)


@pytest.mark.parametrize(
    ("titles", "sent"),
    [
        ("Sơn La, ngày 20 tháng 12 năm 2024|KẾT QUẢ THỰC HIỆN DỰ ÁN 8", date(2024, 12, 20)),
        ("ngày 20 tháng 12 năm 2024", date(2024, 12, 20)),
        ("KẾT QUẢ NĂM 2024 (cập nhật ngày 10/01/2025)", date(2025, 1, 10)),
        ("Sơn La, ngày … tháng 12 năm 2024", None),
    ],
)
def test_the_day_of_sending_is_no_time_of_the_results(titles: str, sent: date | None) -> None:
    times = read(titles)
    assert (times.reported_on, times.unclear) == (sent, None)
    assert times.period in {None, YEAR}


@pytest.mark.parametrize(
    ("titles", "phase"),
    [
        ("TỔNG KẾT DỰ ÁN 8 GIAI ĐOẠN I (2021-2025)", days("2021-01-01", "2025-12-31")),
        ("SƠ KẾT 3 NĂM THỰC HIỆN DỰ ÁN 8 (2021-2023)", days("2021-01-01", "2023-12-31")),
        ("KẾT QUẢ SAU 04 NĂM THỰC HIỆN DỰ ÁN 8 (2021 - 2024)", days("2021-01-01", "2024-12-31")),
        ("Giai đoạn 2021-2030, giai đoạn I: từ năm 2021 đến năm 2025", days("2021-01-01", "2025-12-31")),
        ("KẾT QUẢ DỰ ÁN 8 GIAI ĐOẠN II", None),
    ],
)
def test_titles_name_their_phase(titles: str, phase: Period | None) -> None:
    times = read(titles)
    assert times.phase
    assert (times.phase.period, times.period, times.unclear) == (phase, None, None)


@pytest.mark.parametrize(
    ("titles", "since"),
    [
        ("KẾT QUẢ TỪ NĂM 2021 ĐẾN NAY", date(2021, 1, 1)),
        ("KẾT QUẢ QUÝ III/2024 (LUỸ KẾ TỪ ĐẦU NĂM)", date(2024, 1, 1)),
    ],
)
def test_titles_tell_since_when_results_run_on(titles: str, since: date) -> None:
    assert read(titles).since == since


@settings(max_examples=300)
@given(
    st.lists(
        st.text()
        | st.lists(
            st.sampled_from(
                ["KẾT QUẢ", "thực hiện", "kế hoạch", "phương hướng", "ước", "so với", "và", ",", "(", ")", "NĂM 2024",
                 "năm 2025", "Quý III", "6 tháng", "đến 30/6", "số liệu đến 31/12/2024", "ngày 20 tháng 12 năm 2024",
                 "số 43/KH-ĐCT", "Quyết định", "giai đoạn I", "2021-2025", "từ đầu năm", "3 năm", "đợt 2", "Sơn La,"]
            )
        ).map(" ".join)
    )
)  # fmt: skip
def test_no_titles_make_it_fail(lines: list[str]) -> None:
    times = title_times(lines)
    assert times.period is None or times.unclear is None
    assert times.period is None or times.period.start is None or times.period.start <= times.period.end


def test_a_cell_full_of_repeated_words_is_read() -> None:
    # 32.767 characters is what one cell holds.
    for words in ("quyết định a b c ", "kế hoạch số ", "thực hiện các ", "ngày 1 "):
        assert isinstance(title_times([(words * 32767)[:32000]]), TitleTimes)


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Đề nghị các xã gửi về tỉnh trước ngày 15/12/2024|KẾT QUẢ ĐẾN 30/11/2024", days(None, "2024-11-30")),
        ("(Báo cáo gửi Ban Gia đình xã hội chậm nhất ngày 10/01/2025) KẾT QUẢ NĂM 2024", YEAR),
        ("Số liệu cập nhật đến 17h00 ngày 20/12/2024", days(None, "2024-12-20")),
        ("Số liệu tính đến 16 giờ 30 phút, ngày 30/6/2024", days(None, "2024-06-30")),
        ("KẾT QUẢ NĂM 2024 PHỤC VỤ KỲ HỌP HĐND TỈNH THÁNG 7/2025", YEAR),
        ("Kết quả 6 tháng đầu năm 2024 (trình kỳ họp giữa năm 2024)", HALF),
        ("KẾT QUẢ TỪ ĐẦU NĂM ĐẾN NAY (31/8/2024)", days("2024-01-01", "2024-08-31")),
        ("KẾT QUẢ GIAI ĐOẠN 2021 - THÁNG 6/2025", days("2021-01-01", "2025-06-30")),
        ("KẾT QUẢ NĂM 2024 (điều chỉnh lần 2 ngày 15/02/2025)", YEAR),
        ("Biểu mẫu số 03/2022|KẾT QUẢ NĂM 2024", YEAR),
        ("KẾT QUẢ NĂM 2022 ĐẾN QUÝ III/2024", days("2022-01-01", "2024-09-30")),
    ],
)
def test_what_stands_beside_the_time_of_the_results_leaves_it(line: str, period: Period) -> None:
    times = read(line)
    assert (times.period, times.unclear) == (period, None)


@pytest.mark.parametrize(
    "line",
    [
        "KẾT QUẢ trước ngày 15/12/2024",
        "KẾT QUẢ NĂM 2024 (Số liệu từ 16/11/2023 đến 15/6/2024)",
        "SỐ LIỆU ĐẦU NĂM HỌC 2024-2025",
        "SỐ LIỆU NĂM HỌC 2022-2023 ĐẾN 30/9/2024",
        "KẾT QUẢ HỌC KỲ I NĂM HỌC 2024-2025 ĐẾN 31/12/2024",
        "KẾT QUẢ ĐỢT 2, gửi trước ngày 15/12/2024, NĂM 2024",
        "KẾT QUẢ (31/8/2024) NĂM 2024",
        "KẾT QUẢ THÁNG HÀNH ĐỘNG NĂM 2024",
    ],
)
def test_what_may_be_the_time_of_the_results_stays_unclear(line: str) -> None:
    assert read(line).unclear is not None
