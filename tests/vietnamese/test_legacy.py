"""Texts in TCVN3 and VNI become Unicode; Unicode stays what it is."""

import re
import unicodedata
from importlib import resources
from itertools import product

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from du_an8.vietnamese.legacy import is_legacy_font, legacy_texts, looks_legacy
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.syllables import is_syllable
from effort import at_most

# TCVN 5712:1993, VN3: byte by byte, as its table prints it (0x..: letter).
TCVN3 = {
    letter: chr(code)
    for first, letters in {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ",
        0xBB: "ằẳẵắ",
        0xC6: "ặầẩẫấậè",
        0xCE: "ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }.items()
    for code, letter in enumerate(letters, first)
}
VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
VNI_CIRCUMFLEX = {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
VNI_BREVE = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
VNI_WHOLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel, tone in product("aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"))
]


def to_tcvn3(text: str) -> str:
    """VN3 has small letters only, but for ĂÂÊÔƠƯĐ."""
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower()) or letter for letter in text)


def to_vni(text: str) -> str:
    return "".join(_vni_letter(letter) for letter in text)


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    if small in VNI_WHOLE:
        typed = VNI_WHOLE[small]
    else:
        base, *marks = list(unicodedata.normalize("NFD", small))
        tone = next((mark for mark in marks if mark in VNI_TONES), "")
        if "\u0302" in marks:
            typed = base + VNI_CIRCUMFLEX[tone]
        elif "\u0306" in marks:
            typed = base + VNI_BREVE[tone]
        else:
            typed = ({"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base) + VNI_TONES[tone]
    return typed if letter == small else typed.upper()


def packaged(name: str) -> dict[str, list[dict[str, object]]]:
    text = (resources.files("du_an8.programme") / "packaged" / name).read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key in ("name", "short_name", "unit", "aliases", "type") for text in strings(value.get(key))]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


PROVINCES = packaged("provinces.yaml")
PROVINCE_NAMES = sorted({text for rows in PROVINCES.values() for text in strings(rows)})
INDICATOR_NAMES = sorted(set(strings(packaged("programme.yaml")["indicators"])))
NAMES = PROVINCE_NAMES + INDICATOR_NAMES
KNOWN = frozenset(map(fold, NAMES))


def converted(texts: list[tuple[str, str]], known: frozenset[str] = frozenset()) -> list[str]:
    legacy = legacy_texts(texts, known)
    return [legacy.get(pair, pair[0]) for pair in texts]


def convert(text: str, font: str = "") -> str:
    return converted([(text, font)])[0]


def correct(results: list[str]) -> float:
    return sum(result == name for result, name in zip(results, NAMES, strict=True)) / len(NAMES)


@pytest.mark.parametrize(
    ("legacy", "expected"),
    [
        ("Tp.Hồ ChÝ Minh", "Tp.Hồ Chí Minh"),
        ("Bµ RÞa - Vũng Tµu", "Bà Rịa - Vũng Tàu"),
        ("Ủy ban nh©n d©n quËn 9", "Ủy ban nhân dân quận 9"),
        ("§ồng bằng s«ng Hång", "Đồng bằng sông Hồng"),
        ("M¸y mãc thiết bÞ, phụ tïng", "Máy móc thiết bị, phụ tùng"),
        ("n\u00adíc", "nước"),
        ("¦íc thùc hiÖn", "Ước thực hiện"),
        ("Th\u00ad¬ng nghiÖp", "Thương nghiệp"),
        ("Kinh phÝ", "Kinh phí"),
        ("TT-BL§TBXH ngµy 10/03/2004", "TT-BLĐTBXH ngày 10/03/2004"),
        ("B×NH §ÞNH", "BÌNH ĐỊNH"),  # typed in capitals: VN3 has no Ì
        ("UBND HUYEÄN CAÀN GIÔØ", "UBND HUYỆN CẦN GIỜ"),
        ("THAØNH PHOÁ HOÀ CHÍ MINH", "THÀNH PHỐ HỒ CHÍ MINH"),
        ("Chi ñaàu tö phaùt trieån", "Chi đầu tư phát triển"),
        ("cuûa Uûy ban nhaân daân", "của Ủy ban nhân dân"),
        ("Thu noäi ñòa(khoâng keå thu töø daàu thoâ)", "Thu nội địa(không kể thu từ dầu thô)"),
        ("38/2005/QÑ-UBND ngaøy 23", "38/2005/QĐ-UBND ngày 23"),
    ],
)
@pytest.mark.parametrize("font", ["", "Arial"])
def test_legacy_text_is_known_by_itself(legacy: str, expected: str, font: str) -> None:
    assert convert(legacy, font) == expected


@pytest.mark.parametrize("font", ["", "Arial", ".VnTime", ".VnTimeH", "VNI-Times"])
@pytest.mark.parametrize(
    "text",
    [
        *("Ninh Bình", "Yên Bái", "Thái Bình", "Hà Nội", "Cà Mau", "Lào Cai", "Số hộ nghèo", "HÀ NộI"),
        *("CộNG HòA XÃ HộI", "ÐIỆN BIÊN", "Ðiện Biên", "thực\u00adhiện", "5 m²", "±5 %", "30 °C", "§ 5", "®", "© 2024"),
        *("5 µm", "5µm", "3 × 4", "· Nghị quyết", "«Hộ nghèo»", "Intel® và Điện Biên", "100 £", "STT", "", " "),
        *("12.500,5", "\u00ad"),
    ],
)
def test_unicode_stays_under_any_font(text: str, font: str) -> None:
    known = frozenset((fold("Cà Mau"),))
    decomposed = unicodedata.normalize("NFD", text)
    assert converted([(text, font), (decomposed, font)], known) == [text, decomposed]


@pytest.mark.parametrize(
    "text", ["co\u00adoperation", "El Niño", "NIÑO", "café", "Malmö", "«Bình»", "Intel®", "QÐ-UBND"]
)
@pytest.mark.parametrize("font", ["", "Arial"])
def test_foreign_words_stay(text: str, font: str) -> None:
    assert convert(text, font) == text
    assert converted([(text, font), ("Hộ nghèo", font)]) == [text, "Hộ nghèo"]


def test_a_word_of_two_readings_goes_with_its_font() -> None:
    assert [convert("Hé", font) for font in ("Arial", "", ".VnTime")] == ["Hé", "Hé", "Hộ"]
    assert [convert("Hoà", font) for font in ("Arial", "", "VNI-Times")] == ["Hoà", "Hoà", "Hồ"]


def test_a_word_of_two_readings_goes_with_the_sheet() -> None:
    open_words = [("Hé", ""), ("An Phó", "")]
    assert converted([*open_words, ("Tæng céng", "")])[:2] == ["Hộ", "An Phú"]
    assert converted([*open_words, ("Tổng cộng", "")])[:2] == ["Hé", "An Phó"]
    under_font = [(text, ".VnTime") for text in ("Hé", "Tổng cộng")]
    assert converted(under_font) == ["Hé", "Tổng cộng"]


def test_cells_in_unicode_fonts_dont_follow_cells_in_legacy_fonts() -> None:
    sheet = [("Tæng céng", ".VnTime"), ("Hé", ".VnTime"), ("Hé", "Arial"), ("Tổng cộng", "Arial")]
    assert converted(sheet) == ["Tổng cộng", "Hộ", "Hé", "Tổng cộng"]


def test_a_known_name_decides_between_two_readings() -> None:
    sheet = [("Hoà", "VNI-Times"), ("Toång coäng", "VNI-Times")]
    assert converted(sheet) == ["Hồ", "Tổng cộng"]
    assert converted(sheet, frozenset(("hoa",))) == ["Hoà", "Tổng cộng"]
    assert converted([("Kú", ".VnTime"), ("Tổng cộng", ".VnTime")], lambda name: name == "ky")[0] == "Kỳ"


def test_a_font_of_capitals_shows_capitals() -> None:
    assert convert("Céng hoµ x· héi", ".VnTimeH") == "CỘNG HOÀ XÃ HỘI"
    assert convert("UBND tØnh, tP", ".vnarialh") == "UBND TỈNH, TP"
    assert convert("Vũng Tµu", ".VnTimeH") == "Vũng TÀU"
    assert convert("Céng hoµ", ".VnTime") == "Cộng hoà"


def test_lone_signs_are_letters_only_beside_letters_of_tcvn3() -> None:
    assert convert("¦.TH n¨m 2005", ".VnArial") == "Ư.TH năm 2005"
    assert convert("« t« c¸c lo¹i", ".VnArial") == "ô tô các loại"
    assert convert("DiÖn tÝch: 5 m² × 3, § 5", ".VnArial") == "Diện tích: 5 m² × 3, § 5"


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_of_both_tables(letter: str) -> None:
    words = [onset + letter + final for onset in ("", "t", "đ") for final in ("", "n", "ng", "c")]
    words = [word for word in words if len(word) > 1 and is_syllable(word)]
    assert words
    for encode, font in ((to_tcvn3, ".VnTime"), (to_vni, "VNI-Times")):
        sheet = [(encode(word), font) for word in words] + [(encode("tổng cộng đơn vị"), font)] * 5
        assert converted(sheet)[: len(words)] == words


@pytest.mark.parametrize("known", [frozenset[str](), KNOWN], ids=["no names", "names"])
@pytest.mark.parametrize("font", ["", ".VnTime"])
def test_a_sheet_of_tcvn3(font: str, known: frozenset[str]) -> None:
    results = converted([(to_tcvn3(name), font) for name in NAMES], known)
    assert correct(results) >= 0.99
    assert converted([(text, "") for text in results], known) == results


@pytest.mark.parametrize("known", [frozenset[str](), KNOWN], ids=["no names", "names"])
@pytest.mark.parametrize("font", ["", "VNI-Times"])
@pytest.mark.parametrize("case", [str, str.upper])
def test_a_sheet_of_vni(font: str, known: frozenset[str], case: type[str]) -> None:
    results = converted([(to_vni(case(name)), font) for name in NAMES], known)
    assert sum(result == case(name) for result, name in zip(results, NAMES, strict=True)) / len(NAMES) >= 0.99
    assert converted([(text, "") for text in results], known) == results


@pytest.mark.parametrize("font", ["", "Arial", ".VnTime", ".VnTimeH", "VNI-Times"])
@pytest.mark.parametrize("case", [str, str.upper])
def test_a_sheet_of_unicode_stays(font: str, case: type[str]) -> None:
    texts = [case(name) for name in NAMES]
    assert converted([(text, font) for text in texts]) == texts
    assert [converted([(text, font)], KNOWN)[0] for text in texts] == texts


def test_encodings_that_alternate_in_a_sheet() -> None:
    sheet = [
        (encode(name), font)
        for name in NAMES
        for encode, font in ((to_tcvn3, ".VnTime"), (to_vni, "VNI-Times"), (str, "Arial"))
    ]
    results = converted(sheet, KNOWN)
    assert [correct(results[start::3]) >= 0.99 for start in range(3)] == [True] * 3
    assert results[2::3] == NAMES


@given(st.text(st.characters(max_codepoint=0x7F) | st.characters(min_codepoint=0x100, exclude_categories=["Cs"])))
def test_text_without_latin_1_is_returned_as_it_is(text: str) -> None:
    assert not looks_legacy(text)
    for font in ("", "Arial", ".VnTimeH", "VNI-Times"):
        assert convert(text, font) == text


@given(st.lists(st.sampled_from([*NAMES, *map(to_tcvn3, NAMES), *map(to_vni, NAMES)]), max_size=6))
def test_a_converted_sheet_needs_no_conversion(texts: list[str]) -> None:
    once = converted([(text, "") for text in texts])
    assert converted([(text, "") for text in once]) == once


@given(st.text(st.characters(max_codepoint=0x1FF)), st.sampled_from(["", ".VnTime", "VNI-Times", "."]))
def test_any_text_is_taken(text: str, font: str) -> None:
    result = convert(text, font)
    assert re.sub(r"\w|[^\x00-\x7f]", "", result) == re.sub(r"\w|[^\x00-\x7f]", "", text)


def test_fonts() -> None:
    assert all(map(is_legacy_font, (".VnTime", ".VnArialH", ".vntimeh", "VNI-Times", "VNI-Helve")))
    assert not any(map(is_legacy_font, ("", "Arial", "Times New Roman", "Calibri", "Verdana")))


@pytest.mark.parametrize(
    "word", ["hòa", "hoà", "nghiêng", "quyển", "giếng", "gì", "khuỷu", "Huế", "thuở", "Kạn", "ĐẮK", "quốc", "xoong"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["mãc", "bỡnh", "yờn", "ChÝ", "cê", "ngể", "ghà", "tóạn", "đac", "operation"])
def test_words_that_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_a_cell_is_no_more_work_among_many_than_among_few() -> None:
    sheet = [(f"{to_tcvn3(NAMES[at % len(NAMES)])} {at}", ".VnTime") for at in range(10_000)]
    with at_most(len(sheet) * 600):
        converted(sheet, KNOWN)


def test_a_long_text_takes_linear_work() -> None:
    texts = [("«" * 30_000, ""), ("«a " * 30_000, ".VnTime"), ("\u00ad" * 30_000, ""), ("oâ" * 30_000, "")]
    with at_most(sum(len(text) for text, _ in texts) * 20):
        converted(texts)
