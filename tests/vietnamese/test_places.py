"""Words in front of the names of places, and names that only look as if they began with one."""

import unicodedata

import pytest

from du_an8.vietnamese.places import PlaceLevel, level_in_title, level_word, may_be_village, place_alone, split_place

DISTRICT, COMMUNE, VILLAGE = PlaceLevel


@pytest.mark.parametrize(
    ("name", "level", "bare"),
    [
        ("Xã Ẳng Cang", COMMUNE, "ang cang"),
        ("XÃ ẲNG CANG", COMMUNE, "ang cang"),
        ("Ẳng Cang", None, "ang cang"),
        ("Xa Ang Cang", COMMUNE, "ang cang"),
        ("Phường 1", COMMUNE, "1"),
        ("Phuong 1", COMMUNE, "1"),
        ("TT. Bảo Lạc", COMMUNE, "bao lac"),
        ("Thị trấn Bảo Lạc", COMMUNE, "bao lac"),
        ("Thi tran Bao Lac", COMMUNE, "bao lac"),
        ("Thị xã Nghĩa Lộ", DISTRICT, "nghia lo"),
        ("TP Cao Bằng", DISTRICT, "cao bang"),
        ("Huyện Quản Bạ", DISTRICT, "quan ba"),
        ("Xóm Nà Rào", VILLAGE, "na rao"),
        # Districts and communes whose names begin like such a word.
        ("Quản Bạ", None, "quan ba"),
        ("Quan Sơn", None, "quan son"),
        ("Lang Chánh", None, "lang chanh"),
        ("Huyền Tụng", None, "huyen tung"),
        ("Xà Hồ", None, "xa ho"),
        ("Xa Dung", None, "xa dung"),
        ("Xã Xa Dung", COMMUNE, "xa dung"),
        ("Phương Độ", None, "phuong do"),
        ("Bàn Đạt", None, "ban dat"),
        ("Bản Bo", None, "ban bo"),
        ("Xã Bản Bo", COMMUNE, "ban bo"),
        ("Buôn Đôn", None, "buon don"),
        ("Xã", None, "xa"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_in_front_say_the_level(name: str, level: PlaceLevel | None, bare: str, form: str) -> None:
    assert split_place(unicodedata.normalize(form, name)) == (level, bare)


def test_only_of_a_village_is_ban_a_word_in_front() -> None:
    assert split_place("Bản Nà Rào", VILLAGE) == (VILLAGE, "na rao")
    assert split_place("Bản Bo", COMMUNE) == (None, "ban bo")
    assert may_be_village("Bản Nà Rào")
    assert not may_be_village("Lang Chánh")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Huyện", DISTRICT),
        ("Huyện, thị xã, thành phố", DISTRICT),
        ("HUYEN, THI XA", DISTRICT),
        ("Tên xã/phường/thị trấn", COMMUNE),
        ("Thôn, bản", VILLAGE),
        ("Bản", VILLAGE),
        ("Địa bàn", None),
        ("Dia ban", None),
        ("Huyện/xã", None),
        ("Đơn vị", None),
    ],
)
def test_titles_say_the_level(title: str, level: PlaceLevel | None) -> None:
    assert level_in_title(title) is level


@pytest.mark.parametrize("name", ["Phường 1", "Xã Đam Rông 1", "Xã Mường 120", "Thôn Nà Pán 12"])
def test_a_number_may_belong_to_a_name(name: str) -> None:
    found = place_alone(name)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize("text", ["Xã 135", "Huyện Mường Ảng 2024", "Xã Nà Tấu năm 2024"])
def test_the_number_of_a_programme_or_a_year_belongs_to_no_name(text: str) -> None:
    assert place_alone(text) is None


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("huyện", DISTRICT), ("THỊ XÃ", DISTRICT), ("TP", DISTRICT), ("Xã", COMMUNE), ("xa", COMMUNE),
        ("thi tran", COMMUNE), ("Thôn", VILLAGE), ("Xá", None), ("xà", None), ("Huyền", None),
        ("quán", None), ("tỉnh", None),
    ],
)  # fmt: skip
def test_a_word_with_accents_says_a_level_only_where_they_are_its_own(word: str, level: PlaceLevel | None) -> None:
    assert level_word(word) is level


def test_among_accented_words_one_without_is_another_word() -> None:
    assert level_word("xa", accented=True) is None
    assert level_word("tp", accented=True) is DISTRICT


@pytest.mark.parametrize(
    "heading",
    [
        "XÃ HỘI",
        "XÃ HỘI SỐ",
        "Xã Hội Số",
        "XÃ HỘI VÀ MÔI TRƯỜNG",
        "XÃ HỘI HÓA",
        "XÃ HỘI HỌC TẬP",
        "THÀNH PHỐ THÔNG MINH",
    ],
)
def test_headings_of_society_and_of_smart_cities_name_no_place(heading: str) -> None:
    assert place_alone(heading) is None


@pytest.mark.parametrize("commune", ["XÃ HỘI HOAN", "Xã Hội Sơn", "Phường Hội Phú", "XÃ HỘI AN ĐÔNG"])
def test_communes_whose_names_begin_with_hoi_are_places(commune: str) -> None:
    assert place_alone(commune) == (commune, COMMUNE)
