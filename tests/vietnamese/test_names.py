"""Names without regard to case, accents, Unicode form, tone placement (docs/cach-tinh.md)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from du_an8.vietnamese.names import fold, fold_place, nearest

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES)
VIETNAMESE = st.text(f'{LETTERS}bcdđghklmnpqrstvx 0123456789-.,%/()"“”')


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("hoa binh", ["Hoà Bình", "Hòa Bình", "HOÀ BÌNH", "hoa-binh", "Hoa  Binh", " hoà_bình "]),
        ("thanh hoa", ["Thanh Hoá", "Thanh Hóa"]),
        ("dien bien", ["Điện Biên", "ĐIỆN BIÊN", "dien-bien", "DIEN BIEN", "Đien bien"]),
        ("dak lak", ["Đắk Lắk", "Đăk Lăk", "Dak Lak"]),
        ("luy ke", ["Luỹ kế", "Lũy kế", "LŨY KẾ"]),
        ("to nhom", ["Tổ/nhóm", "tổ, nhóm", "Tổ – nhóm"]),
        ("ty le %", ["Tỷ lệ %", "Tỷ lệ (%)"]),
        ("thua thien hue", ["Thừa Thiên Huế", "Thừa Thiên - Huế"]),
        ("", ["", " ", "–", "“”"]),
    ],
)
def test_spellings_of_one_name_meet_under_one_key(key: str, spellings: list[str]) -> None:
    assert {fold(form) for text in spellings for form in (text, unicodedata.normalize("NFD", text))} == {key}


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("dien bien", ["Điện Biên", "tỉnh Điện Biên", "Tỉnh ĐIỆN BIÊN", "tinh dien-bien"]),
        ("hue", ["Huế", "TP Huế", "TP. Huế", "Thành phố Huế", "thành  phố Huế", "TP.Huế"]),
        ("ha tinh", ["Hà Tĩnh", "tỉnh Hà Tĩnh"]),
        ("tinh", ["tỉnh"]),
    ],
)
def test_place_names_lose_the_words_tinh_and_thanh_pho_in_front(key: str, spellings: list[str]) -> None:
    assert {fold_place(form) for text in spellings for form in (text, unicodedata.normalize("NFD", text))} == {key}


def test_different_names_keep_different_keys() -> None:
    assert len({fold(name) for name in ("Hà Nam", "Hà Nội", "Hà Tĩnh", "Quảng Ninh", "Quảng Nam")}) == 5


def test_nearest_gives_three_names_best_first_each_once() -> None:
    names = ["Hà Giang", "Điện Biên", "Điện Biên", "Cà Mau", "Hưng Yên", "Tiền Giang"]
    found = nearest("dien ben", names)
    assert found[0] == "Điện Biên"
    assert len(found) == len(set(found)) == 3
    assert nearest("x", []) == []


@given(VIETNAMESE)
def test_fold_is_the_same_for_every_case_and_unicode_form(text: str) -> None:
    spellings = {text, text.upper(), text.title(), text.swapcase()}
    forms = {unicodedata.normalize(form, s) for s in spellings for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert {fold(form) for form in forms} == {fold(text)}


@settings(max_examples=300)
@given(st.text() | VIETNAMESE | st.text("™㎒℃ΩſıİßⅢ²ＡAđĐ"))
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.lists(st.text(max_size=8), max_size=6))
def test_nearest_never_raises_and_suggests_only_given_names(wanted: str, names: list[str]) -> None:
    assert set(nearest(wanted, names)) <= set(names)
