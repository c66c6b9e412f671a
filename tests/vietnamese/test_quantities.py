"""Numbers that stand among words: what any official understands is read, what nobody could tell is not."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.vietnamese.numbers import (
    ABSENT,
    Ambiguous,
    Convention,
    Qualifier,
    Quantity,
    Share,
    StatedOutcome,
    StatedPercentage,
    counted_in,
    format_number,
    plain_unit,
    read_number,
    read_stated_outcome,
    read_stated_percentage,
    split_scale,
)

AT_LEAST, BELOW, ABOUT = Qualifier.AT_LEAST, Qualifier.BELOW, Qualifier.ABOUT


def counted(value: object, unit: str = "") -> Quantity:
    return Quantity(Decimal(str(value)), unit=unit)


def parts(*pairs: tuple[int, str]) -> tuple[tuple[Decimal, str], ...]:
    return tuple((Decimal(value), words) for value, words in pairs)


WHOLE = StatedPercentage(Fraction(1), 0)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Đã tổ chức 90 cuộc", 90, "cuộc"),
        ("Tổ chức được 90 cuộc đối thoại", 90, "cuộc đối thoại"),
        ("Thành lập 40 tổ", 40, "tổ"),
        ("THÀNH LẬP 40 TỔ", 40, "TỔ"),
        ("Thành lập và duy trì hoạt động 540 tổ", 540, "tổ"),
        ("thành lập, duy trì được 540 tổ", 540, "tổ"),
        ("đạt 90 cuộc", 90, "cuộc"),
        ("Đạt: 90", 90, ""),
        ("được 90 cuộc", 90, "cuộc"),
        ("có 85 CLB", 85, "CLB"),
        ("hiện có 85 CLB", 85, "CLB"),
        ("Hiện nay, có 85 CLB", 85, "CLB"),
        ("mới có 40 tổ", 40, "tổ"),
        ("mới chỉ đạt 40", 40, ""),
        ("tổng 540", 540, ""),
        ("Tổng số: 540 tổ", 540, "tổ"),
        ("đã có tổng số 540 tổ", 540, "tổ"),
        ("Kết quả: đạt 540 tổ.", 540, "tổ"),
        ("đã giải ngân 2,5 triệu đồng", 2_500_000, "đồng"),
        ("đã tổ chức 2.023 cuộc", 2023, "cuộc"),
        ("đã tổ chức 2023 cuộc", 2023, "cuộc"),
    ],
)
def test_words_that_say_that_it_was_done_change_no_number(text: str, value: int, unit: str) -> None:
    found = read_number(text)
    assert isinstance(found, Quantity)
    assert (found.value, found.unit, found.qualifier, found.word, found.to_date) == (value, unit, None, None, False)


@pytest.mark.parametrize(
    "text", ["đến nay 540", "Tính đến nay: 540", "Đến nay, đã có 540", "luỹ kế 540", "Lũy kế: 540"]
)
def test_words_may_say_that_it_is_a_running_total(text: str) -> None:
    assert read_number(text) == replace(counted(540), to_date=True)


def test_a_share_too_may_be_a_running_total() -> None:
    assert read_number("đến nay đạt 36/88 cuộc") == Share(Decimal(36), Decimal(88), "cuộc", to_date=True)
    assert read_number("đạt 36/88 cuộc") == Share(Decimal(36), Decimal(88), "cuộc")


@pytest.mark.parametrize(
    ("text", "qualifier", "word"),
    [
        ("ước đạt 540", ABOUT, "ước"),
        ("540 (ước)", ABOUT, "ước"),
        ("540, ước thực hiện", ABOUT, "ước"),
        ("540 (số liệu sơ bộ)", ABOUT, "ước"),
        ("trên 540 (ước)", AT_LEAST, "trên"),
        ("ước tính 540", ABOUT, "ước"),
        ("Ước thực hiện 540", ABOUT, "ước"),
        ("ước khoảng 540", ABOUT, "ước khoảng"),
        ("ước trên 540", ABOUT, "ước trên"),
        ("khoảng trên 540", ABOUT, "khoảng trên"),
        ("đã thành lập hơn 540", AT_LEAST, "hơn"),
        ("không dưới 540", AT_LEAST, "không dưới"),
        ("không ít hơn 540", AT_LEAST, "không ít hơn"),
        ("dưới 540", BELOW, "dưới"),
        ("chưa đầy 540", BELOW, "chưa đầy"),
        ("chưa đến 540", BELOW, "chưa đến"),
        ("<540", BELOW, "<"),
        ("≈ 540", ABOUT, "≈"),
        ("trên hơn 540", AT_LEAST, "trên hơn"),
    ],
)
def test_of_several_approximate_words_the_looser_one_holds(text: str, qualifier: Qualifier, word: str) -> None:
    assert read_number(text) == Quantity(Decimal(540), qualifier, word)


@pytest.mark.parametrize(
    "text",
    [
        # a plan
        "kế hoạch 540", "KH: 540", "KH 540 tổ", "dự kiến 540", "sẽ thành lập 40", "phấn đấu 40", "đang thành lập 40",
        "chỉ tiêu 540", "540 dự kiến", "540 tổ (kế hoạch)", "540 tổ theo kế hoạch", "540 tổ dự kiến",
        "36/88 tổ dự kiến", "36 dự kiến/88",
        # a lack, a change, another total
        "còn thiếu 40", "thiếu 40 tổ", "chưa đủ 540", "còn 40", "tăng 15", "giảm 3", "tăng +5", "+5", "540 (tăng 15)",
        "540 tổ (tăng 15 tổ)", "40 (luỹ kế 540)", "40 tổ (luỹ kế 540 tổ)", "40 tổ, đến nay 540 tổ",
        "Năm 2024: 40; luỹ kế: 540", "540 (40 chưa thành lập)", "540 tổ (trong đó 40 chưa thành lập)",
        "540 tổ (trong đó kế hoạch 40)", "mới 40", "thành lập mới 40", "540 tổ chưa hoạt động",
        # a title, a date, a code
        "thực hiện 2023", "Ước thực hiện 2023", "Đến nay 2023", "tổng 2023", "ngày 5/6", "12/5/2024", "12-5-2024",
        "2024-05-12", "tháng 5", "điều 5", "thứ 5", "+84 912 345 678", "0912.345.678", "QĐ 540",
        # one number too many
        "5-7", "từ 5 đến 7", "7 tổ - 9 tổ", "5 + 12", "90 cuộc + 7.300 người", "5 xyz + 7 abc",
        "20 người/1 lớp", "20 người/01 lớp", "90 cuộc, 88", "36 cuộc/88 cuộc, 5 lớp",
        "5 cuộc trên 9 xã", "trên 36/88", "ước 36/88",
        # a percentage of something
        "hoàn thành 80%", "giải ngân 24,5%", "100% (540)", "100% (5)", "52% nữ (540 người)",
        "52% nữ, 540 người", "80% với 48 người", "540 (đạt 100%) (vượt 5%)", "90 cuộc/7.300 người (đạt 100%)",
        "vượt 19,4% (2 xyz 3)",
        # what isn't known
        "xyz 540", "540 (40 xyz abc)1", "540 (trong đó 40)", "540 (trong đó 40%)", "540 (40% mới)",
        "540 tổ (mới 40 nhóm)", "540 (mới 600)", "540 (mới 1,200)", "540 (mới)",
        "540 (mới 40) (cũ 500)", "90 lớp/7.300 người (9.000 nữ)", "¹540", "(5)", "1.2E+03", "540.", "80% (mới 40)",
        "540 (1)", "5 mới + 12", "5 tổ + 12 %", "90 cuộc (xyz 5 người)", "90 cuộc (7.300 người, 5)", "xyz (mới 40)",
        "90 cuộc (1,200 người)", "90 cuộc (5.000 nữ)",
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["12 kế hoạch", "540 xyz", "540 (xyz) abc 5 tổ", "20 người/lớp", "85 CLB (xyz)"])
def test_unknown_words_behind_a_number_are_its_unit_and_never_dropped(text: str) -> None:
    found = read_number(text)
    assert found is None or (isinstance(found, Quantity) and found.unit == text.partition(" ")[2])


@pytest.mark.parametrize(
    ("text", "unit", "named"),
    [
        ("540 (mới 40)", "", parts((40, "mới"))),
        ("540 (40 mới)", "", parts((40, "mới"))),
        ("540 (Mới: 40)", "", parts((40, "mới"))),
        ("540 [40 mới]", "", parts((40, "mới"))),
        ("540 (có 40 mới)", "", parts((40, "mới"))),
        ("540 (trong đó thành lập mới 40)", "", parts((40, "thành lập mới"))),
        ("540 tổ (trong đó: 40 tổ mới)", "tổ", parts((40, "mới"))),
        ("540 tổ (mới 40 tổ)", "tổ", parts((40, "mới"))),
        ("540 (40 tổ mới)", "tổ", parts((40, "mới"))),
        ("540 tổ, trong đó 40 tổ thành lập mới", "tổ", parts((40, "thành lập mới"))),
        ("540 tổ trong đó có 40 tổ mới", "tổ", parts((40, "mới"))),
        ("540 tổ (trong đó 40 tổ do Hội phụ trách)", "tổ", parts((40, "tổ do hội phụ trách"))),
        ("540 (40 mới, 500 củng cố)", "", parts((40, "mới"), (500, "củng cố"))),
        ("540 (2 mới; 7 củng cố, nâng cao chất lượng)", "", parts((2, "mới"), (7, "củng cố, nâng cao chất lượng"))),
        ("540 (40 mới và 500 cũ)", "", parts((40, "mới"), (500, "cũ"))),
        ("540 (40 mới + 500 cũ)", "", parts((40, "mới"), (500, "cũ"))),
        ("540 người (300 nữ, 200 nữ DTTS)", "người", parts((300, "nữ"), (200, "nữ dtts"))),
        ("540 người (300 cán bộ nữ)", None, ()),
        ("540 (540 mới)", "", parts((540, "mới"))),
    ],
)  # fmt: skip
def test_parts_are_named_behind_their_whole(
    text: str, unit: str | None, named: tuple[tuple[Decimal, str], ...]
) -> None:
    expected = None if unit is None else replace(counted(540, unit), parts=named)
    assert read_number(text) == expected


def test_parts_of_money_have_their_own_scale() -> None:
    found = read_number("2 tỷ 307 triệu đồng (1.500 triệu đồng NSTW, 807 triệu đồng NSĐP)")
    assert isinstance(found, Quantity)
    assert found.parts == parts((1_500_000_000, "nstw"), (807_000_000, "nsđp"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 mới + 12 củng cố", replace(counted(17), parts=parts((5, "mới"), (12, "củng cố")))),
        ("5 tổ mới + 12 tổ củng cố", replace(counted(17, "tổ"), parts=parts((5, "mới"), (12, "củng cố")))),
        ("5 tổ + 12 Tổ", counted(17, "tổ")),
        ("5 mới + 12 củng cố (100%)", replace(counted(17), parts=parts((5, "mới"), (12, "củng cố")), stated=WHOLE)),
        ("12 tổ mới + 5 nhóm cũ", None),
        (
            "Duy trì 35, thành lập mới 5",
            replace(counted(40), parts=parts((35, "duy trì"), (5, "thành lập mới")), to_date=True),
        ),
        (
            "Thành lập mới: 05 tổ; duy trì: 35 tổ",
            replace(counted(40, "tổ"), parts=parts((5, "thành lập mới"), (35, "duy trì")), to_date=True),
        ),
        (
            "Duy trì: 35 tổ\nThành lập mới: 5 tổ",
            replace(counted(40, "tổ"), parts=parts((35, "duy trì"), (5, "thành lập mới")), to_date=True),
        ),
        (
            "29 cuộc, trong đó:\n- Cấp tỉnh: 3 cuộc\n- Cấp xã: 26 cuộc",
            replace(counted(29, "cuộc"), parts=parts((3, "cấp tỉnh"), (26, "cấp xã"))),
        ),
        ("29 cuộc\n- Kinh phí: 30 triệu", None),
        ("Duy trì 35 tổ, thành lập mới 5 nhóm", None),
        ("Duy trì 35, củng cố 5", None),
        ("Duy trì 35, duy trì 5", None),
    ],
)
def test_a_sum_is_of_one_thing(text: str, expected: Quantity | None) -> None:
    assert read_number(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ("90 cuộc/7.300 người", counted(90, "cuộc"), [counted(7300, "người")]),
        ("90 cuộc / 7.300 người", counted(90, "cuộc"), [counted(7300, "người")]),
        ("90 cuộc (7.300 người)", counted(90, "cuộc"), [counted(7300, "người")]),
        ("90 cuộc (với 7.300 người)", counted(90, "cuộc"), [counted(7300, "người")]),
        ("90 lớp với 7.300 lượt người", counted(90, "lớp"), [counted(7300, "lượt người")]),
        ("90 lớp, 7.300 lượt người", counted(90, "lớp"), [counted(7300, "lượt người")]),
        ("90 lớp - 7.300 lượt người", counted(90, "lớp"), [counted(7300, "lượt người")]),
        ("90 lớp cho 7.300 người", counted(90, "lớp"), [counted(7300, "người")]),
        ("7.300 người/90 cuộc", counted(7300, "người"), [counted(90, "cuộc")]),
        ("90 (7.300 người)", counted(90), [counted(7300, "người")]),
        ("90 lớp với hơn 7.300 người", counted(90, "lớp"), [Quantity(Decimal(7300), AT_LEAST, "hơn", unit="người")]),
        ("20 người/2 lớp", counted(20, "người"), [counted(2, "lớp")]),
        ("20 người, 1 lớp", counted(20, "người"), [counted(1, "lớp")]),
        ("5 lớp, 90 buổi, 300 người", counted(5, "lớp"), [counted(90, "buổi"), counted(300, "người")]),
        ("5 lớp (90 buổi, 300 người)", counted(5, "lớp"), [counted(90, "buổi"), counted(300, "người")]),
        ("9 lớp/30 người (5 nữ)", counted(9, "lớp"), [replace(counted(30, "người"), parts=parts((5, "nữ")))]),
        ("9 tổ (mới 4), 30 người", replace(counted(9, "tổ"), parts=parts((4, "mới"))), [counted(30, "người")]),
        ("5 lớp, 90 buổi, 5 lớp", None, []),
        ("14 tổ tại 14 thôn", counted(14, "tổ"), [counted(14, "thôn")]),
        ("9 lớp\n30 người", counted(9, "lớp"), [counted(30, "người")]),
        ("- 9 lớp\n- 30 người", None, []),
    ],
)
def test_numbers_of_other_things_are_kept_apart(text: str, first: Quantity | None, others: list[Quantity]) -> None:
    assert read_number(text) == (first and replace(first, others=tuple(others)))


def known(words: str) -> bool:
    return words.lower() in {"cuộc", "người", "lớp"}


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("90 cuộc/7.300 người", "cuộc", 90),
        ("90 cuộc/7.300 người", "người", 7300),
        ("7.300 người tham gia/90 cuộc", "người", 7300),
        ("90 cuộc với 7.300 người tham dự", "người", 7300),
        ("90 cuộc/7.300 người", "lớp", None),
        ("90 cuộc/7.300 xyz", "cuộc", None),
        ("90 xyz/7.300 người", "người", 7300),
        ("5 mới, 7 củng cố", "người", None),
        ("540 cuộc, 40 mới", "cuộc", None),
        ("540 (40 cuộc mới, 500 lớp cũ)", "cuộc", None),
        ("90 (7.300 người)", "cuộc", 90),
        ("90 (7.300 người)", "người", None),
        ("90 xyz", "cuộc", 90),
    ],
)
def test_of_several_numbers_the_one_of_the_unit_asked_for_counts(text: str, unit: str, value: int | None) -> None:
    found = read_number(text)
    assert isinstance(found, Quantity)
    chosen = counted_in(found, lambda words: words == unit, known)
    assert (chosen and (chosen.value, chosen.others)) == (value and (value, ()))


def test_two_numbers_that_both_may_be_asked_for_are_none() -> None:
    found = read_number("5 cuộc, 7 lớp")
    assert isinstance(found, Quantity)
    assert counted_in(found, known, known) is None


@pytest.mark.parametrize(
    ("unit", "plain"),
    [
        ("người tham gia", "người"),
        ("tổ được thành lập", "tổ"),
        ("Người THAM DỰ", "Người"),
        ("tổ", "tổ"),
        ("tham gia", ""),
    ],
)
def test_a_unit_without_the_words_that_change_nothing(unit: str, plain: str) -> None:
    assert plain_unit(unit) == plain


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("36 trên 88", Share(Decimal(36), Decimal(88))),
        ("36 trên tổng số 88 cuộc", Share(Decimal(36), Decimal(88), "cuộc")),
        ("36/tổng 88", Share(Decimal(36), Decimal(88))),
        ("36 cuộc/88 Cuộc", Share(Decimal(36), Decimal(88), "Cuộc")),
        ("36 cuộc/88", Share(Decimal(36), Decimal(88), "cuộc")),
        ("2,5/3,1 tỷ đồng", Share(Decimal("2.5"), Decimal("3.1"), "tỷ đồng")),
        ("đạt 100% (540/540)", Share(Decimal(540), Decimal(540), stated=WHOLE)),
        ("100% (540/540 tổ)", Share(Decimal(540), Decimal(540), "tổ", WHOLE)),
        ("36 (KH 88)", Share(Decimal(36), Decimal(88))),
        ("36 cuộc (chỉ tiêu giao: 88 cuộc)", Share(Decimal(36), Decimal(88), "cuộc")),
        ("36/88 (mới 4)", None),
        ("36/88 (7.300 người)", None),
        ("6/2023", None),
        ("37/2024", None),
        ("1.337/2024 người", Share(Decimal(1337), Decimal(2024), "người")),
        ("1,800/2", None),
        ("2/1,800", None),
        ("36/88 (40,9%) (40,9%)", None),
    ],
)
def test_so_many_of_so_many(text: str, share: Share | None) -> None:
    assert read_number(text) == share


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("540 tổ (đạt 100%)", replace(counted(540, "tổ"), stated=WHOLE)),
        ("540 tổ, đạt 100 %", replace(counted(540, "tổ"), stated=WHOLE)),
        ("540 tổ đạt 100% kế hoạch", replace(counted(540, "tổ"), stated=WHOLE)),
        ("540 tổ, bằng 100% so với kế hoạch năm", replace(counted(540, "tổ"), stated=WHOLE)),
        ("100% (540 tổ)", replace(counted(540, "tổ"), stated=WHOLE)),
        ("Hoàn thành 100% kế hoạch (540 tổ)", replace(counted(540, "tổ"), stated=WHOLE)),
        ("540 (mới 40), đạt 100%", replace(counted(540), parts=parts((40, "mới")), stated=WHOLE)),
        ("540 (đạt 100%) (mới 40)", replace(counted(540), parts=parts((40, "mới")), stated=WHOLE)),
        ("1,200 tổ (đạt 100%)", Ambiguous(Decimal(1200), Decimal("1.200"))),
        ("1,200 tổ (mới 40)", Ambiguous(Decimal(1200), Decimal("1.200"))),
    ],
)
def test_a_number_with_its_percentage_of_the_plan(text: str, expected: Quantity | Ambiguous) -> None:
    assert read_number(text) == expected


@pytest.mark.parametrize("text", ["đạt 80%", "có 80%", "là 80%", "đã đạt: 80%", "đạt được 80%"])
def test_a_level_may_be_reached(text: str) -> None:
    assert read_number(text) == replace(counted(80), percent=True)


@pytest.mark.parametrize(
    "text",
    ["không", "Không", "không có số liệu", "không báo cáo", "KBC", "chưa cập nhật", "chưa tổng hợp được số liệu",
     "chưa có số liệu nào", "chưa có kết quả", "chưa có thông tin", "……. %", "... %", "- -", "‑", "―", "−", "\u200b",
     "chưa thống kê.", "chưa thực hiện", "Chưa tổ chức.", "CHƯA THÀNH LẬP", "chưa được thành lập",
     "chưa triển khai thực hiện", "Không giao", "chưa giao", "đang tổng hợp số liệu", "Đang rà soát"],
)  # fmt: skip
def test_more_ways_to_say_that_there_is_no_figure(text: str) -> None:
    assert read_number(text) is ABSENT


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("chưa giải ngân", ""),
        ("chưa giải ngân được", ""),
        ("không phát sinh", ""),
        ("không tổ chức", ""),
        ("chưa thành lập tổ nào", "tổ"),
        ("không có cuộc nào", "cuộc"),
        (unicodedata.normalize("NFD", "chưa giải ngân"), ""),
    ],
)
def test_words_that_say_that_nothing_was_done_are_a_zero(text: str, unit: str) -> None:
    said = unicodedata.normalize("NFC", text).lower().rstrip(".")
    assert read_number(text) == Quantity(Decimal(0), unit=unit, nothing=said)


@pytest.mark.parametrize("text", ["chưa hoàn thành", "chưa đạt", "chưa rõ", "chưa tổ chức do dịch bệnh", "không đủ"])
def test_other_denials_are_no_zero(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("５４０", 540, ""),
        ("１．８００", 1800, ""),
        ("5\u200b40", 540, ""),
        ("\ufeff540", 540, ""),
        ("540\u00ad", 540, ""),
        ("1\u20091800", None, ""),
        ("1\u2007800", 1800, ""),
        ("'540", 540, ""),
        ("’1.800", 1800, ""),
        ("540¹", 540, ""),
        ("540 ¹", 540, ""),
        ("1.800⁽¹²⁾", 1800, ""),
        ("540² tổ", 540, "tổ"),
        ("540 tổ¹", 540, "tổ"),
        ("540 nhóm²", 540, "nhóm"),
        ("540 m²", 540, "m²"),
        ("540m²", 540, "m²"),
        ("540 km²", 540, "km²"),
        ("540km²", 540, "km²"),
        ("540*", 540, ""),
        ("540 (*)", 540, ""),
        ("540 [**]", 540, ""),
        ("540 [1]", 540, ""),
        ("540(1)", 540, ""),
        ("540 tổ(1)", 540, "tổ"),
        ("540 tổ (*)", 540, "tổ"),
        ("540 tổ (mới 40)(1)", None, ""),
        ("540 tổ.", 540, "tổ"),
        ("540 trđ", 540_000_000, "đ"),
        ("540,125 trđ", 540_125_000, "đ"),
        ("540 tr.đ", 540_000_000, "đ"),
        ("540 triệuđồng", 540_000_000, "đồng"),
        ("12 trường", 12, "trường"),
        ("12 ngđ", 12, "ngđ"),
    ],
)
def test_signs_that_nobody_reads_as_digits(text: str, value: int | None, unit: str) -> None:
    found = read_number(text)
    if value is None:
        assert found is None
    else:
        assert isinstance(found, Quantity)
        assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Đạt", StatedOutcome.MET),
        ("đã hoàn thành", StatedOutcome.MET),
        ("đạt KH", StatedOutcome.MET),
        ("Đạt chỉ tiêu giao.", StatedOutcome.MET),
        ("Đạt và vượt", StatedOutcome.MET),
        ("Vượt", StatedOutcome.EXCEEDED),
        ("vượt kế hoạch năm 2024", StatedOutcome.EXCEEDED),
        ("Hoàn thành vượt mức kế hoạch đề ra", StatedOutcome.EXCEEDED),
        ("cơ bản hoàn thành", StatedOutcome.NEAR),
        ("Không đạt", StatedOutcome.MISSED),
        (unicodedata.normalize("NFD", "Chưa đạt so với kế hoạch"), StatedOutcome.MISSED),
        ("Đạt chuẩn", None),
        ("Đạt 80%", None),
        ("vượt 19,4%", None),
        ("vượt khó", None),
        ("", None),
    ],
)
def test_a_claim_may_be_made_in_words(text: str, outcome: StatedOutcome | None) -> None:
    assert read_stated_outcome(text) is outcome
    assert outcome is None or read_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 100% (540/540)", WHOLE),
        ("100% (540 tổ)", WHOLE),
        ("đạt 100% kế hoạch năm", WHOLE),
        ("Đã đạt 100%.", WHOLE),
        ("bằng 100% so với kế hoạch", WHOLE),
        ("vượt kế hoạch 19,4%", StatedPercentage(Fraction("1.194"), 1)),
        ("đạt vượt mức 19,4%", StatedPercentage(Fraction("1.194"), 1)),
        ("ước đạt 28%", StatedPercentage(Fraction("0.28"), 0, ABOUT)),
        ("ước tính 28%", StatedPercentage(Fraction("0.28"), 0, ABOUT)),
        ("đạt trên 28%", StatedPercentage(Fraction("0.28"), 0, AT_LEAST)),
        ("đạt gần 28%", StatedPercentage(Fraction("0.28"), 0, BELOW)),
        ("Hoàn thành (100%)", WHOLE),
        ("Chưa đạt (28%)", StatedPercentage(Fraction("0.28"), 0)),
        ("Vượt (119,4%)", StatedPercentage(Fraction("1.194"), 1)),
        ("Vượt (19,4%)", None),
        ("Nữ (28%)", None),
        ("100% (5)", None),
        ("100% (5 tổ nữ 6)", None),
        ("tăng 5% (540 tổ)", None),
        ("tăng 5%", None),
        ("đạt 2 tỷ", None),
        ("kế hoạch 100%", None),
        ("100% vốn ngân sách", None),
        ("5" * 201, None),
    ],
)
def test_a_percentage_that_a_report_states_of_itself(text: str, expected: StatedPercentage | None) -> None:
    assert read_stated_percentage(text) == expected


@pytest.mark.parametrize(
    ("unit", "scale", "rest"),
    [
        ("nhóm", 1, "nhóm"),
        ("Tổ/nhóm", 1, "Tổ/nhóm"),
        ("tổ, nhóm", 1, "tổ, nhóm"),
        ("nghìn lượt người", 1000, "lượt người"),
        ("triệu đồng", 1_000_000, "đồng"),
        ("tr.đ", 1_000_000, "đồng"),
        ("trđ", 1_000_000, "đồng"),
        ("Tr đ", 1_000_000, "đồng"),
        ("TrĐồng", 1_000_000, "Đồng"),
        ("ngđ", 1000, "đồng"),
        ("ng.đ", 1000, "đồng"),
        ("1000 con", 1000, "con"),
        ("1.000 đồng", 1000, "đồng"),
        ("1.000đ", 1000, "đồng"),
        ("nghìn tỷ đồng", 10**12, "đồng"),
        ("trăm triệu", 10**8, ""),
        ("nghìn tỷ lệ", 1000, "tỷ lệ"),
        ("trđiểm", 1, "trđiểm"),
    ],
)
def test_units_with_their_scale(unit: str, scale: int, rest: str) -> None:
    assert split_scale(unit) == (scale, rest)


FRONTS = ["", "đạt ", "Đã tổ chức ", "có ", "Tổng số: ", "thành lập được ", "Hiện có ", "đã thành lập và duy trì "]
TAILS = ["", ".", " (mới 0)", " (đạt 5%)", " với 7 lượt khách", "(1)", "¹", " đạt 5% kế hoạch"]


@given(st.integers(0, 10**9), st.sampled_from(FRONTS), st.sampled_from(TAILS), st.sampled_from(["NFC", "NFD"]))
def test_neutral_words_around_a_number_leave_its_value_and_unit(value: int, front: str, tail: str, form: str) -> None:
    found = read_number(unicodedata.normalize(form, f"{front}{format_number(value)} tổ{tail}"))
    assert isinstance(found, Quantity)
    assert (found.value, found.unit, found.qualifier, found.percent) == (value, "tổ", None, False)


WORDS = st.sampled_from(["hộ", "sổ", "xyz", "con bò", "thùng sách", "hộ nghèo", "Mường Lay", "phiếu"])


@given(st.integers(0, 10**9), st.sampled_from(FRONTS), WORDS, st.sampled_from(["{w} {f}{n}", "{f}{w} {n}"]))
def test_an_unknown_word_before_a_number_leaves_none(value: int, front: str, word: str, shape: str) -> None:
    assert read_number(shape.format(f=front, n=format_number(value), w=word)) is None


@given(
    st.integers(2, 10**9),
    st.integers(2, 10**9),
    WORDS,
    st.sampled_from(["{a} tổ/{b} {w}", "{a} tổ ({b} {w})", "{a} tổ và {b} {w}"]),
)
def test_the_number_of_an_unknown_thing_never_hides(first: int, second: int, word: str, shape: str) -> None:
    found = read_number(shape.format(a=first, b=second, w=word))
    assert isinstance(found, Quantity)
    assert [other.unit for other in found.others] == [word]
    assert counted_in(found, lambda unit: unit == "tổ", lambda unit: unit == "tổ") is None


PIECES = st.sampled_from(
    ["540", "1.800", "1,800", "36/88", "2 tỷ", "7.300 người", "40 mới", " ", "(", ")", "/", ",", ";", "+", "%", "-",
     "trong đó ", "gồm ", "đạt ", "vượt ", "ước ", "trên ", "khoảng ", "đến nay ", "kế hoạch ", "chưa ", "tổ ", "nào",
     "[1]", "¹", ".", "đã ", "tổ chức ", "với ", "có ", "ı", "İ", "ß", "\u0301", "٣", "ſ"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.sampled_from([None, *Convention]))
def test_any_mixture_of_these_words_is_read_or_not_but_never_raises(
    pieces: list[str], convention: Convention | None
) -> None:
    text = "".join(pieces)
    found = read_number(text, convention)
    assert found is None or found is ABSENT or isinstance(found, Quantity | Share | Ambiguous)
    assert read_stated_outcome(text) is None or read_stated_percentage(text) is None


@pytest.mark.parametrize("piece", ["(5 mới) ", "5 tổ, ", "5/", "trong đó 5 ", "5 mới + ", "1 tỷ 2 ", "đạt 5% "])
def test_a_long_text_takes_no_time(piece: str) -> None:
    assert not isinstance(read_number((piece * 100)[:200]), Share)


@given(st.integers(0, 10**9), WORDS, st.sampled_from(["{n} ({w})", "{n}[{w}]", "{n} ( {w} )"]))
def test_words_in_brackets_behind_a_number_are_its_unit_as_without(value: int, word: str, shape: str) -> None:
    number = format_number(value)
    assert read_number(shape.format(n=number, w=word)) == read_number(f"{number} {word}")


@pytest.mark.parametrize(
    "text", ["545 (vượt 5)", "545 tổ (vượt 5 tổ)", "545 tổ, vượt KH 5 tổ", "545 (+5)", "545 tổ (-3)"]
)
def test_how_far_a_number_is_from_another_says_no_more_of_it(text: str) -> None:
    found = read_number(text)
    assert isinstance(found, Quantity)
    assert (found.value, found.others, found.stated) == (545, (), None)


@pytest.mark.parametrize("text", ["vượt 5 tổ", "545 (thiếu 5)", "545 (vượt xyz 5 abc 7)"])
def test_a_surplus_alone_or_a_lack_is_no_figure(text: str) -> None:
    assert read_number(text) is None


def test_another_thing_may_follow_behind_a_comma_and_with() -> None:
    found = read_number("Đã thành lập được 540 tổ, với 4.320 thành viên")
    assert isinstance(found, Quantity)
    assert (found.value, found.unit, [(other.value, other.unit) for other in found.others]) == (
        540, "tổ", [(4320, "thành viên")],
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        "(tăng 5 tổ so với năm 2023)", "(giảm 2 so với cùng kỳ)", ", tăng 5 tổ so với năm trước",
        "(tăng 5 so với 2023)", "(tăng 15,6% so với cùng kỳ)", "(bằng 105% so với 6 tháng đầu năm 2023)",
        "(vượt 5 tổ so với kế hoạch năm 2024)",
    ],
)  # fmt: skip
def test_how_far_a_number_is_from_an_earlier_one_says_no_more_of_it(change: str) -> None:
    assert read_number(f"37 tổ {change}") == counted(37, "tổ")


def test_a_percentage_with_its_change_is_that_percentage() -> None:
    found = read_number("28% (tăng 5% so với năm 2022)")
    assert isinstance(found, Quantity)
    assert (found.value, found.percent, found.others) == (28, True, ())


@pytest.mark.parametrize(
    ("text", "unit"),
    [("37 tổ của 12 xã", "xã"), ("37 tổ trên địa bàn 12 xã", "xã"), ("37 tổ/12 thôn, bản", "thôn, bản")],
)
def test_where_so_many_are_is_the_number_of_another_thing(text: str, unit: str) -> None:
    found = read_number(text)
    assert isinstance(found, Quantity)
    assert (found.value, found.unit, [(other.value, other.unit) for other in found.others]) == (37, "tổ", [(12, unit)])


def test_as_many_as_were_asked_for_is_a_number() -> None:
    assert read_number("Đủ 37 tổ") == counted(37, "tổ")
