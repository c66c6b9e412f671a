"""Numbers as officials write them (docs/cach-tinh.md; Luật Kế toán 2003, điều 12)."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.vietnamese.numbers import (
    ABSENT,
    Ambiguous,
    Convention,
    Qualifier,
    Quantity,
    Share,
    StatedPercentage,
    convention_of,
    format_number,
    format_percent,
    plain_decimal,
    read_number,
    read_stated_percentage,
    round_half_up,
    split_scale,
)

PACE_EDGES = (Fraction(60, 100), Fraction(90, 100), Fraction(1))
AT_LEAST, BELOW, ABOUT = Qualifier.AT_LEAST, Qualifier.BELOW, Qualifier.ABOUT


def quantity(text: str) -> Quantity:
    found = read_number(text)
    assert isinstance(found, Quantity), f"{text!r} was read as {found}"
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("04", "4"),
        ("06", "6"),
        ("540", "540"),
        ("1800", "1800"),
        ("1.800", "1800"),
        ("3.434", "3434"),
        ("10.393", "10393"),
        ("3.000.000", "3000000"),
        ("1 800", "1800"),
        ("1\u00a0800", "1800"),
        ("1\u202f800", "1800"),
        ("1 800 000", "1800000"),
        ("  540\n", "540"),
        ("12,5", "12.5"),
        ("3,5", "3.5"),
        ("0,5", "0.5"),
        ("0,125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("13, 6", "13.6"),
        ("1. 800", "1800"),
        ("12.5", "12.5"),
        ("1.80", "1.80"),
        ("0.800", "0.8"),
        ("1,234.5", "1234.5"),
        ("1,800,000", "1800000"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("-1.800", "-1800"),
    ],
)
def test_dot_groups_thousands_and_comma_starts_decimals(text: str, value: str) -> None:
    found = quantity(text)
    assert found.value == Decimal(value)
    assert (found.qualifier, found.word, found.percent, found.unit) == (None, None, False, "")


@pytest.mark.parametrize(
    ("text", "decimals"), [("28%", 0), ("115,5%", 1), ("112,94%", 2), ("1.800", 0), ("12.5", 1), ("04", 0)]
)
def test_the_printed_decimals_are_counted(text: str, decimals: int) -> None:
    assert quantity(text).decimals == decimals


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "word"),
    [
        ("trên 3.700", "3700", AT_LEAST, "trên"),
        ("Trên 1.900", "1900", AT_LEAST, "trên"),
        ("TRÊN 3.700", "3700", AT_LEAST, "trên"),
        (unicodedata.normalize("NFD", "trên 3.700"), "3700", AT_LEAST, "trên"),
        ("hơn 600", "600", AT_LEAST, "hơn"),
        ("ít nhất 80", "80", AT_LEAST, "ít nhất"),
        ("tối thiểu 80", "80", AT_LEAST, "tối thiểu"),
        ("≥ 80", "80", AT_LEAST, "≥"),
        (">= 80", "80", AT_LEAST, ">="),
        ("gần 3.300", "3300", BELOW, "gần"),
        ("khoảng 560", "560", ABOUT, "khoảng"),
        ("~ 560", "560", ABOUT, "~"),
        ("trên  3.700", "3700", AT_LEAST, "trên"),
    ],
)
def test_approximate_word_is_kept_with_its_number(text: str, value: str, qualifier: Qualifier, word: str) -> None:
    assert quantity(text) == Quantity(Decimal(value), qualifier, word)


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign"),
    [
        ("85 CLB", "85", "CLB", ""),
        ("85CLB", "85", "CLB", ""),
        ("3.434 xã", "3434", "xã", ""),
        ("04 nội dung", "4", "nội dung", ""),
        ("01 khảo sát", "1", "khảo sát", ""),
        ("3.000.000 đồng", "3000000", "đồng", ""),
        ("8.744 triệu đồng", "8744000000", "đồng", ""),
        ("2 tỷ 307 triệu đồng", "2307000000", "đồng", ""),
        ("19,451 tỷ", "19451000000", "", ""),
        ("19, 451 tỷ", "19451000000", "", ""),
        ("13, 6 tỷ", "13600000000", "", ""),
        ("3 nghìn người", "3000", "người", ""),
        ("2 trường", "2", "trường", ""),
        ("494(1)", "494", "", ""),
        ("494*", "494", "", ""),
        ("1.800¹", "1800", "", ""),
        ("80%(2)", "80", "", "%"),
        ("27 tổ/nhóm", "27", "tổ/nhóm", ""),
        ("80%", "80", "", "%"),
        ("80 %", "80", "", "%"),
        ("115,5%", "115.5", "", "%"),
    ],
)
def test_words_and_percent_sign_behind_a_number_are_kept(text: str, value: str, unit: str, sign: str) -> None:
    found = quantity(text)
    assert (found.value, found.unit, found.percent) == (Decimal(value), unit, sign == "%")


def test_qualifier_number_and_unit_stand_together() -> None:
    found = quantity("trên 9,8 tỷ")
    assert (found.value, found.qualifier, found.unit) == (Decimal(9_800_000_000), AT_LEAST, "")
    found = quantity("ít nhất 80%")
    assert (found.value, found.qualifier, found.percent) == (Decimal(80), AT_LEAST, True)


@pytest.mark.parametrize(
    ("text", "thousands", "decimal"),
    [
        ("1,800", 1800, "1.800"),
        ("5,266", 5266, "5.266"),
        ("10,151", 10151, "10.151"),
    ],
)
def test_one_comma_before_three_digits_stays_ambiguous(text: str, thousands: int, decimal: str) -> None:
    assert read_number(text) == Ambiguous(Decimal(thousands), Decimal(decimal))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u00a0", "-", "–", "—", "x", "X", "...", "…", "/", "chưa có", "Chưa có", "chưa có số liệu", "không có",
     "CHƯA CÓ", unicodedata.normalize("NFD", "chưa có"), "chưa có.", "chưa báo cáo"],
)  # fmt: skip
def test_blank_dash_and_chua_co_are_the_absence_of_a_figure(text: str) -> None:
    assert read_number(text) is ABSENT


def test_zero_is_a_figure() -> None:
    assert quantity("0").value == 0
    assert quantity("0 cuộc").value == 0


@pytest.mark.parametrize(
    "text",
    ["hàng nghìn", "chưa rõ", "Tổ truyền thông", "31/12/2023", "12:30", "6/2023", "10.5.3", "1.80.000", "#DIV/0!",
     "quý III", "1e5", "trên", "%", "494 (1)", "từ 5 đến 7", "5-7", "0912345678", "0912 345 678", "0012"],
)  # fmt: skip
def test_what_is_no_single_number_is_not_read_as_one(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["1.800 000", "1.234 567", "2023 346", "12.5 000", "1,5 000"])
def test_mixed_grouping_is_never_read_as_a_small_decimal_or_a_joined_number(text: str) -> None:
    # A dot group followed by a blank group, or a year beside a figure: the one sound reading, or none.
    allowed = {"1.800 000": Decimal(1800000), "1.234 567": Decimal(1234567)}
    found = read_number(text)
    assert found is None or (isinstance(found, Quantity) and found.value == allowed.get(text))


@pytest.mark.parametrize(
    ("text", "ratio", "decimals"),
    [
        ("28%", "0.28", 0),
        ("28 %", "0.28", 0),
        ("115,5%", "1.155", 1),
        ("đạt 28%", "0.28", 0),
        ("Đạt 115,5%", "1.155", 1),
        ("đạt 119,4%", "1.194", 1),
        ("vượt 19,4%", "1.194", 1),
        ("hoàn thành 100%", "1", 0),
        ("hoàn thành vượt 12,9%", "1.129", 1),
        (unicodedata.normalize("NFD", "vượt 19,4%"), "1.194", 1),
        ("99,8", "0.998", 1),
    ],
)
def test_stated_percentage_is_a_ratio_with_its_printed_decimals(text: str, ratio: str, decimals: int) -> None:
    assert read_stated_percentage(text) == StatedPercentage(Fraction(ratio), decimals)


@pytest.mark.parametrize(
    ("text", "value", "unit", "ratio"),
    [
        ("2 tỷ 307 triệu đồng (đạt 24,5%)", 2_307_000_000, "đồng", "0.245"),
        ("85 CLB (vượt 12,9%)", 85, "CLB", "1.129"),
        ("87 tổ (đạt 28% chỉ tiêu giao)", 87, "tổ", "0.28"),
        ("gần 65 tỷ (đạt khoảng 76%)", 65_000_000_000, "", "0.76"),
        ("87 tổ (đạt 28% so với kế hoạch năm 2023)", 87, "tổ", "0.28"),
        ("2.307 triệu đồng (tỷ lệ giải ngân 24,5%)", 2_307_000_000, "đồng", "0.245"),
        ("2.307 triệu đồng (đạt tỷ lệ 24,5% vốn giao)", 2_307_000_000, "đồng", "0.245"),
        ("2 tỷ 307 triệu đồng, đạt 24,5%", 2_307_000_000, "đồng", "0.245"),
        (unicodedata.normalize("NFD", "87 tổ (ĐẠT 28% CHỈ TIÊU)"), 87, "tổ", "0.28"),
    ],
)
def test_a_percentage_of_the_plan_may_stand_behind_the_number(text: str, value: int, unit: str, ratio: str) -> None:
    number = read_number(text)
    assert isinstance(number, Quantity)
    assert number.stated is not None
    assert (number.value, number.unit, number.stated.ratio) == (value, unit, Fraction(ratio))


@pytest.mark.parametrize(
    "text",
    [
        "3.700 người (52% nữ)",
        "9.416 triệu đồng (100% vốn ngân sách)",
        "87 tổ (tăng 12%)",
        "87 tổ, 28%",
        "87 tổ đạt 28%",
    ],
)
def test_a_percentage_of_something_else_leaves_no_number(text: str) -> None:
    assert read_number(text) is None


@given(
    st.integers(0, 10**9),
    st.sampled_from(["{}", "gần {}", "{} tổ", "{}/625 tổ", "{} tỷ 307 triệu đồng", "{} mới + 12 củng cố"]),
    st.integers(0, 3000),
    st.sampled_from(
        [("({}%)", 0), ("(đạt {} %)", 0), ("[vượt {}% kế hoạch]", 1), (", hoàn thành {}% chỉ tiêu giao", 0)]
    ),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_stated_percentage_changes_no_number(
    value: int, written: str, tenths: int, words: tuple[str, int], form: str
) -> None:
    number, ratio = written.format(format_number(value)), Fraction(tenths, 1000)
    said = words[0].format(f"{tenths // 10},{tenths % 10}")
    alone, together = read_number(number), read_number(unicodedata.normalize(form, f"{number} {said}"))
    assert isinstance(alone, Quantity | Share)
    assert together == replace(alone, stated=StatedPercentage(ratio + words[1], 1))


def test_a_share_may_state_its_percentage() -> None:
    stated = StatedPercentage(Fraction("1.194"), 1)
    assert read_number("746/625 tổ (vượt 19,4%)") == Share(Decimal(746), Decimal(625), "tổ", stated)


def test_the_word_before_a_stated_percentage_stays() -> None:
    assert read_stated_percentage("đạt khoảng 76%") == StatedPercentage(Fraction("0.76"), 0, Qualifier.ABOUT)


@pytest.mark.parametrize("text", ["", "-", "chưa có", "đạt", "85 CLB", "cơ bản hoàn thành", "vượt", "1,800"])
def test_what_states_no_percentage_gives_none(text: str) -> None:
    assert read_stated_percentage(text) is None


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("0.049"), 1, "0.0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Fraction(1, 3), 1, "0.3"),
        (Fraction(2, 3), 2, "0.67"),
        (7, 1, "7.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: int | Decimal | Fraction, decimals: int, rounded: str) -> None:
    assert str(round_half_up(value, decimals)) == rounded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (36, "36"),
        (999, "999"),
        (1800, "1.800"),
        (1234567, "1.234.567"),
        (-1800, "-1.800"),
        (Decimal("1E+3"), "1.000"),
        (Decimal(80), "80"),
        (Decimal("80.0"), "80"),
        (Decimal("12.5"), "12,5"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("0.25"), "0,25"),
        (Fraction(1, 3), "0,3"),
        (Fraction(3600, 2), "1.800"),
    ],
)
def test_numbers_are_shown_the_vietnamese_way(value: int | Decimal | Fraction, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("actual", "target", "text"),
    [
        (10393, 9000, "115,5%"),
        (2312, 1000, "231,2%"),
        (2026, 1800, "112,6%"),
        (4164, 2000, "208,2%"),
        (746, 625, "119,4%"),
        (96, 85, "112,9%"),
        (36, 88, "40,9%"),
        (87, 314, "27,7%"),
        (3, 27, "11,1%"),
        (64, 100, "64,0%"),
        (540, 540, "100,0%"),
        (0, 88, "0,0%"),
        (1, 2000, "0,1%"),
        (12345, 10, "123.450,0%"),
        # never up to 100
        (539, 540, "99,8%"),
        (9996, 10000, "99,9%"),
        (1799, 1800, "99,9%"),
        (10**9 - 1, 10**9, "99,9%"),
        # nor over the edge of a band
        (8996, 10000, "89,9%"),
        (89999, 100000, "89,9%"),
        (5996, 10000, "59,9%"),
        (90, 100, "90,0%"),
        (60, 100, "60,0%"),
        (9004, 10000, "90,0%"),
        # above 100 nothing holds it back
        (10005, 10000, "100,1%"),
    ],
)
def test_percentages_show_one_decimal_half_up_but_never_reach_an_edge_too_early(
    actual: int, target: int, text: str
) -> None:
    assert format_percent(Fraction(actual, target), PACE_EDGES) == text


def test_without_other_edges_only_one_hundred_is_held_back() -> None:
    assert format_percent(Fraction(9996, 10000)) == "99,9%"
    assert format_percent(Fraction(8996, 10000)) == "90,0%"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [(0.1 + 0.2, "0.3"), (1800.0, "1800"), (12.5, "12.5"), (0.8, "0.8"), (-3.0, "-3"), (1.155, "1.155"),
     (1e15, "1000000000000000")],
)  # fmt: skip
def test_a_stored_double_is_the_number_that_the_spreadsheet_shows(stored: float, shown: str) -> None:
    assert plain_decimal(stored) == Decimal(shown)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_stored_double_becomes_a_number_of_15_digits(stored: float) -> None:
    assert plain_decimal(stored) == Decimal(f"{stored:.15g}")


@given(st.integers(-(10**15), 10**15))
def test_every_whole_number_shown_is_read_back(value: int) -> None:
    assert quantity(format_number(value)).value == value


@given(st.decimals(0, 10**12, places=2, allow_nan=False))
def test_every_decimal_shown_is_read_back(value: Decimal) -> None:
    assert quantity(format_number(value)).value == value


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_decimal_of_three_places_is_read_back_or_stays_ambiguous(whole: int, thousandths: int) -> None:
    value = Decimal(whole) + Decimal(thousandths) / 1000
    found = read_number(format_number(value))
    assert (found.as_decimal if isinstance(found, Ambiguous) else quantity(format_number(value)).value) == value


@given(st.integers(0, 10**12), st.sampled_from([".", " ", "\u00a0"]))
def test_grouped_thousands_are_the_number_without_groups(value: int, group: str) -> None:
    assert quantity(f"{value:,}".replace(",", group)).value == value


@given(
    st.integers(0, 10**9),
    st.sampled_from(
        [("trên", AT_LEAST), ("hơn", AT_LEAST), ("ít nhất", AT_LEAST), ("tối thiểu", AT_LEAST), ("gần", BELOW),
         ("khoảng", ABOUT)]
    ),
    st.sampled_from([str, str.upper, str.capitalize]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["", "%", " tổ", " lượt người"]),
)  # fmt: skip
def test_approximate_words_are_read_before_any_number(
    value: int, word: tuple[str, Qualifier], case: type[str], form: str, tail: str
) -> None:
    text = unicodedata.normalize(form, f"{case(word[0])} {format_number(value)}{tail}")  # type: ignore[arg-type]
    found = quantity(text)
    assert (found.value, found.qualifier, found.word) == (value, word[1], word[0])


@given(st.fractions(0, 20), st.sampled_from(PACE_EDGES))
def test_a_shown_percentage_stands_on_the_right_side_of_every_edge(ratio: Fraction, edge: Fraction) -> None:
    shown = quantity(format_percent(ratio, PACE_EDGES))
    assert shown.percent
    assert (shown.value >= edge * 100) == (ratio >= edge)
    assert abs(Fraction(shown.value) - ratio * 100) < Fraction(1, 10)


@settings(max_examples=300)
@given(st.text() | st.text("0123456789.,- %xtrêngầ\u0301\u00a0−>=~CLBđồng/"))
def test_reading_never_raises_on_any_text(text: str) -> None:
    assert read_number(text) is None or read_number(text) is not None
    stated = read_stated_percentage(text)
    assert stated is None or isinstance(stated.ratio, Fraction)


@pytest.mark.parametrize(
    ("text", "share"),
    [("746/625", Share(Decimal(746), Decimal(625))), ("36/88 cuộc", Share(Decimal(36), Decimal(88), "cuộc"))],
)
def test_so_many_of_so_many_keeps_both_numbers(text: str, share: Share) -> None:
    assert read_number(text) == share


def test_a_sum_keeps_its_parts() -> None:
    found = quantity("5 mới + 12 củng cố")
    assert found.value == 17
    assert found.parts == ((Decimal(5), "mới"), (Decimal(12), "củng cố"))


@pytest.mark.parametrize(
    ("others", "text", "expected"),
    [
        (["12,5", "7,25"], "1,800", Decimal("1.8")),
        (["1.234,5"], "1,800", Decimal("1.8")),
        (["12.5"], "1,800", Decimal(1800)),
        (["1,234,567"], "1,800", Decimal(1800)),
        (["12.5"], "1.800", None),
        (["12,5"], "1.800", Decimal(1800)),
        (["12.5", "12,5"], "1,800", None),
        (["85", "1.800"], "1,800", None),
        ([], "1,800", None),
    ],
)
def test_the_other_numbers_of_a_column_tell_what_a_sign_means(
    others: list[str], text: str, expected: Decimal | None
) -> None:
    found = read_number(text, convention_of([*others, text]))
    assert (found.value if isinstance(found, Quantity) else None) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("nghìn người", (1000, "người")),
        ("Tr. USD", (1_000_000, "USD")),
        ("Ng. tấn", (1000, "tấn")),
        ("1000 đồng", (1000, "đồng")),
        ("triệu", (1_000_000, "")),
        ("tổ", (1, "tổ")),
        ("tỷ lệ", (1, "tỷ lệ")),
    ],
)
def test_a_unit_is_a_scale_and_what_is_counted(unit: str, expected: tuple[int, str]) -> None:
    assert split_scale(unit) == expected


@pytest.mark.parametrize("text", ["", "-", "…", "x", "Chưa có số liệu.", "chưa có", "N/A", "không áp dụng."])
def test_an_absence_may_end_with_a_full_stop(text: str) -> None:
    assert read_number(text) is ABSENT


def test_the_longest_number_has_200_signs() -> None:
    assert quantity("9" * 200).value == int("9" * 200)
    assert read_number("9" * 201) is None
    assert convention_of(["1,25 " + "x" * 195]) is Convention.VIETNAMESE
    assert convention_of(["1,25 " + "x" * 196]) is None


@pytest.mark.parametrize(
    ("text", "convention", "expected"),
    [
        ("1.234", Convention.ENGLISH, Ambiguous(Decimal(1234), Decimal("1.234"))),
        ("1,234", Convention.ENGLISH, Quantity(Decimal(1234))),
        ("1,234", Convention.VIETNAMESE, Quantity(Decimal("1.234"), decimals=3)),
        ("1,234", None, Ambiguous(Decimal(1234), Decimal("1.234"))),
        ("1,234,567", None, Quantity(Decimal(1234567))),
        ("1,234.5", None, Quantity(Decimal("1234.5"), decimals=1)),
        ("1 234,5", None, Quantity(Decimal("1234.5"), decimals=1)),
        ("12.5", None, Quantity(Decimal("12.5"), decimals=1)),
        ("0.125", None, Quantity(Decimal("0.125"), decimals=3)),
        ("−5", None, Quantity(Decimal(-5))),
        ("1. 800", None, Quantity(Decimal(1800))),
        ("19,451 tỷ", Convention.ENGLISH, Quantity(Decimal(19_451_000_000), decimals=3, scaled=True)),
        ("2 tỷ 307 triệu 5 nghìn", None, Quantity(Decimal(2_307_005_000), scaled=True)),
        ("2 tỷ 1,234 triệu", None, Quantity(Decimal(2_001_234_000), scaled=True)),
        ("540(1)", None, Quantity(Decimal(540))),
        ("36/88", None, Share(Decimal(36), Decimal(88))),
    ],
)
def test_a_number_in_the_convention_of_its_column(
    text: str, convention: Convention | None, expected: Quantity | Share | Ambiguous
) -> None:
    assert read_number(text, convention) == expected


@pytest.mark.parametrize(
    "text", ["2 tỷ 1.2.3 triệu", "1.2.3/5", "5/1.2.3", "1.2.3 mới + 5 cũ", "5 cũ + 1.2.3 mới", "1.2.3"]
)
def test_a_number_of_which_a_part_is_none_is_none(text: str) -> None:
    assert read_number(text) is None


def test_a_unit_is_kept_as_it_was_typed() -> None:
    assert quantity("5 Straße").unit == "Straße"


@pytest.mark.parametrize(
    ("unit", "scale", "rest"),
    [
        ("", 1, ""),
        ("1.000đồng", 1000, "đồng"),
        ("1000 người", 1000, "người"),
        ("triệu đ", 1_000_000, "đồng"),
        ("Tr. USD", 1_000_000, "USD"),
        ("nghìn\u00a0lượt người", 1000, "lượt người"),
        ("tỷ lệ", 1, "tỷ lệ"),
        ("tỷ", 1_000_000_000, ""),
        ("2 lần", 1, "2 lần"),
    ],
)
def test_a_unit_and_its_scale(unit: str, scale: int, rest: str) -> None:
    assert split_scale(unit) == (scale, rest)


def test_an_edge_that_is_reached_is_rounded_as_any_number() -> None:
    assert format_percent(Fraction(2, 3), [Fraction(2, 3)]) == "66,7%"
    assert format_percent(Fraction(1999, 3000), [Fraction(2, 3)]) == "66,6%"


def test_a_negative_number_below_one_keeps_its_sign() -> None:
    assert format_number(Decimal("-0.5")) == "-0,5"
    assert format_number(-1800) == "-1.800"


@pytest.mark.parametrize("text", ["không có chỉ tiêu", "Chưa được giao", "chưa có kế hoạch", "không giao chỉ tiêu"])
def test_who_was_asked_for_nothing_says_that_there_is_no_figure(text: str) -> None:
    assert read_number(text) is ABSENT


@pytest.mark.parametrize("text", ["chưa đạt chỉ tiêu", "không giao 5 chỉ tiêu", "chỉ tiêu"])
def test_other_words_of_targets_are_no_absence(text: str) -> None:
    assert read_number(text) is not ABSENT
