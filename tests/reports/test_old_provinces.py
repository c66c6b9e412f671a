"""Communes after the merger, beside the district and the province in which they lay before: these hold them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from du_an8.reports.places.place_texts import names_provinces, without_era
from reports.grids import save

if TYPE_CHECKING:
    from conftest import DataDir

HEAD = "Tỉnh: Lào Cai\nSố liệu đến ngày: 30/9/2025\n"


def places(data: DataDir, drawing: str) -> list[list[str]]:
    """The places of each figure, from the larger to the smaller; none of a total."""
    save(data.root / "reports/lao-cai/2025-09.xlsx", HEAD + drawing)
    lines = data.run("facts", "--format", "jsonl").stdout.splitlines()
    return [[place["name"] for place in json.loads(line)["places"]] for line in lines]


@pytest.mark.parametrize(
    "title",
    ["Tỉnh cũ", "Thuộc tỉnh cũ", "Tỉnh trước sáp nhập", "Thuộc tỉnh (cũ)", "Tỉnh (trước khi sắp xếp)", "Thuộc tỉnh"],
)
@pytest.mark.parametrize("total", ["", "\n|Tổng cộng||50"])
def test_a_province_right_of_the_communes_holds_them(data: DataDir, title: str, total: str) -> None:
    rows = f"STT|Xã|{title}|Tổ truyền thông\n1|Nậm Có|Yên Bái|20\n2|Bản Hồ|Lào Cai|30{total}"
    assert places(data, rows)[:2] == [["Yên Bái", "Nậm Có"], ["Lào Cai", "Bản Hồ"]]


def test_so_it_does_where_only_its_own_word_says_that_it_is_one(data: DataDir) -> None:
    rows = "STT|Xã, phường|Địa bàn cũ|Tổ truyền thông\n1|Nậm Có|Tỉnh Yên Bái|20\n2|Bản Hồ|Tỉnh Lào Cai|30"
    assert [len(found) for found in places(data, rows)] == [2, 2]
    assert [found[-1] for found in places(data, rows)] == ["Nậm Có", "Bản Hồ"]


@pytest.mark.parametrize("communes", ["Tên xã mới", "Xã (mới)", "Địa bàn", "Xã, phường sau sáp nhập", "Đơn vị"])
@pytest.mark.parametrize("district", ["Thuộc huyện cũ", "Huyện trước sắp xếp", "Huyện (cũ)"])
def test_so_does_a_district_between_them(data: DataDir, communes: str, district: str) -> None:
    top = f"STT|{communes}|{district}|Thuộc tỉnh cũ|Tổ truyền thông\n"
    rows = "1|Nậm Có|Mù Cang Chải|Yên Bái|20\n2|Bản Hồ|Sa Pa|Lào Cai|30"
    assert places(data, top + rows) == [["Yên Bái", "Mù Cang Chải", "Nậm Có"], ["Lào Cai", "Sa Pa", "Bản Hồ"]]


@pytest.mark.parametrize("title", ["Xã cũ", "Xã (trước sáp nhập)"])
def test_a_present_commune_holds_those_of_which_it_was_made(data: DataDir, title: str) -> None:
    rows = f"STT|Xã mới|{title}|Tổ truyền thông\n1|Nậm Có|Nậm Có|20\n2||Cao Phạ|5\n3|Bản Hồ|Bản Hồ|30\n|Tổng||55"
    assert places(data, rows) == [["Nậm Có", "Nậm Có"], ["Nậm Có", "Cao Phạ"], ["Bản Hồ", "Bản Hồ"], []]


def test_a_province_merged_over_its_communes(data: DataDir) -> None:
    rows = "STT|Xã|Tỉnh cũ|Tổ truyền thông\n1|Nậm Có|Yên Bái|20\n2|Púng Luông|^|5\n3|Bản Hồ|Lào Cai|30"
    assert places(data, rows) == [["Yên Bái", "Nậm Có"], ["Yên Bái", "Púng Luông"], ["Lào Cai", "Bản Hồ"]]


def test_the_provinces_own_name_beside_a_commune_is_no_total(data: DataDir) -> None:
    rows = "STT|Xã|Thuộc tỉnh|Tổ truyền thông\n1|Nậm Có|Tỉnh Yên Bái|20\n2|Bản Hồ|Tỉnh Lào Cai|30\n|Tổng||50"
    assert places(data, rows) == [["Tỉnh Yên Bái", "Nậm Có"], ["Tỉnh Lào Cai", "Bản Hồ"], []]


@pytest.mark.parametrize(
    ("title", "bare"),
    [("Tỉnh trước sáp nhập", "Tỉnh"), ("Tên xã (mới)", "Tên xã"), ("Huyện cũ", "Huyện"), ("Xã", "Xã")],
)
def test_a_title_without_the_words_of_its_time(title: str, bare: str) -> None:
    assert without_era(title) == bare


@pytest.mark.parametrize(("title", "expected"), [("Thuộc tỉnh cũ", True), ("Đơn vị tính", False), ("Huyện", False)])
def test_titles_of_provinces(title: str, *, expected: bool) -> None:
    assert names_provinces(title) is expected


def test_old_provinces_are_the_rows(data: DataDir) -> None:
    rows = "STT|Đơn vị|Tổ truyền thông\n1|Tỉnh Yên Bái cũ|20\n2|Tỉnh Lào Cai cũ|30\n|Tổng|50"
    assert places(data, rows) == [["Tỉnh Yên Bái cũ"], ["Tỉnh Lào Cai cũ"], []]


def test_old_provinces_over_the_columns_of_their_communes(data: DataDir) -> None:
    rows = "STT|Chỉ tiêu|Toàn tỉnh|Yên Bái (cũ)|Lào Cai (cũ)\n|||Xã Nậm Có|Xã Bản Hồ\n1|Tổ truyền thông|50|20|30"
    assert places(data, rows) == [[], ["Yên Bái (cũ)", "Xã Nậm Có"], ["Lào Cai (cũ)", "Xã Bản Hồ"]]


def test_old_provinces_as_headings_over_indicators(data: DataDir) -> None:
    top = "STT|Khu vực/Chỉ tiêu|ĐVT|Kết quả\n"
    old = "I|Khu vực tỉnh Yên Bái (cũ)\n1|Tổ truyền thông|tổ|20\nII|Khu vực tỉnh Lào Cai (cũ)\n1|Tổ truyền thông|tổ|30"
    expected = [["Khu vực tỉnh Yên Bái (cũ)"], ["Khu vực tỉnh Lào Cai (cũ)"], []]
    assert places(data, f"{top}{old}\nIII|Toàn tỉnh\n1|Tổ truyền thông|tổ|50") == expected


def test_a_sheet_for_each_old_province(data: DataDir) -> None:
    table = "KẾT QUẢ DỰ ÁN 8 ĐẾN 30/9/2025\nSTT|Xã|Tổ truyền thông\n1|{}|20"
    drawings = (table.format("Xã Nậm Có"), table.format("Xã Bản Hồ"))
    save(data.root / "reports/lao-cai/2025-09.xlsx", *drawings, names=("Yên Bái cũ", "Lào Cai cũ"))
    lines = data.run("facts", "--format", "jsonl").stdout.splitlines()
    named = [[place["name"] for place in json.loads(line)["places"]] for line in lines]
    assert named == [["Lào Cai cũ", "Xã Bản Hồ"], ["Yên Bái cũ", "Xã Nậm Có"]]


def test_old_provinces_over_plan_and_result(data: DataDir) -> None:
    rows = "STT|Chỉ tiêu|Yên Bái (cũ)|<|Lào Cai (cũ)|<\n||KH|TH|KH|TH\n1|Tổ truyền thông|22|20|33|30"
    assert places(data, rows) == [["Yên Bái (cũ)"], ["Lào Cai (cũ)"]]


def test_old_provinces_in_capitals_are_headings_over_their_communes(data: DataDir) -> None:
    rows = "STT|Xã|Tổ truyền thông\nI|YÊN BÁI (CŨ)|20\n1|Xã Nậm Có|20\nII|LÀO CAI (CŨ)|30\n2|Xã Bản Hồ|30\n|Tổng|50"
    first, second = ["YÊN BÁI (CŨ)"], ["LÀO CAI (CŨ)"]
    assert places(data, rows) == [first, [*first, "Xã Nậm Có"], second, [*second, "Xã Bản Hồ"], []]


def test_old_provinces_below_an_indicator(data: DataDir) -> None:
    old = "|- Khu vực Yên Bái (cũ)|tổ|20\n|- Khu vực Lào Cai (cũ)|tổ|30"
    rows = f"STT|Chỉ tiêu|ĐVT|Kết quả\n1|Tổ truyền thông|tổ|50\n{old}"
    assert places(data, rows) == [[], ["Khu vực Yên Bái (cũ)"], ["Khu vực Lào Cai (cũ)"]]


def test_a_sheet_named_after_the_old_district_of_its_title(data: DataDir) -> None:
    table = "{}KẾT QUẢ DỰ ÁN 8 CÁC XÃ THUỘC HUYỆN {} (CŨ)\nSTT|Xã|Tổ truyền thông\n1|{}|20"
    drawings = (table.format(HEAD, "MÙ CANG CHẢI", "Xã Nậm Có"), table.format(HEAD, "SA PA", "Xã Bản Hồ"))
    save(data.root / "reports/lao-cai/2025-09.xlsx", *drawings, names=("Mù Cang Chải (cũ)", "Sa Pa (cũ)"))
    lines = data.run("facts", "--format", "jsonl").stdout.splitlines()
    named = [[place["name"] for place in json.loads(line)["places"]] for line in lines]
    assert named == [["HUYỆN MÙ CANG CHẢI", "Xã Nậm Có"], ["HUYỆN SA PA", "Xã Bản Hồ"]]


def test_old_provinces_below_plan_and_result(data: DataDir) -> None:
    top = "STT|Chỉ tiêu|Kế hoạch|<|Kết quả|<\n||Yên Bái (cũ)|Lào Cai (cũ)|Yên Bái (cũ)|Lào Cai (cũ)\n"
    assert places(data, f"{top}1|Tổ truyền thông|22|33|20|30") == [["Yên Bái (cũ)"], ["Lào Cai (cũ)"]]


def test_the_total_of_an_old_district_below_its_communes_is_its_own(data: DataDir) -> None:
    rows = "STT|Xã|Tổ truyền thông\n|Huyện Sa Pa (cũ)\n1|Xã Bản Hồ|30\n|Cộng huyện Sa Pa (cũ)|30\n|Tổng cộng|30"
    assert places(data, rows) == [["Huyện Sa Pa", "Xã Bản Hồ"], ["Huyện Sa Pa"], []]


@pytest.mark.parametrize("total", ["Cộng tỉnh {} (cũ)", "Cộng khu vực {} (cũ)"])
def test_the_total_of_an_old_province_below_its_communes_is_its_own(data: DataDir, total: str) -> None:
    first, second = total.format("Yên Bái"), total.format("Lào Cai")
    rows = f"1|Nậm Có|20\n2|Púng Luông|5\n|{first}|25\n3|Bản Hồ|30\n4|Mường Hum|6\n|{second}|36\n|Tổng cộng|61"
    named = places(data, f"STT|Xã|Tổ truyền thông\n{rows}")
    old = [name.removeprefix("Cộng ").replace(" (cũ)", " cũ") for name in (first, second)]
    assert named[:3] == [[old[0], "Nậm Có"], [old[0], "Púng Luông"], [old[0]]]
    assert named[3:] == [[old[1], "Bản Hồ"], [old[1], "Mường Hum"], [old[1]], []]


@pytest.mark.parametrize("old", ["Trong đó: Yên Bái (cũ)", "Trong đó: khu vực Yên Bái (cũ)", "Trong đó: huyện Bảo Yên"])
def test_one_place_of_those_that_make_up_a_total_is_compared_with_none(data: DataDir, old: str) -> None:
    top = f"STT|Chỉ tiêu|Toàn tỉnh|<|{old}|<\n^|^|KH|TH|KH|TH\n"
    found = places(data, f"{top}1|Tổ truyền thông|40|30|20|12")
    assert {len(each) for each in found} == {0, 1}
    assert not any(each[0].startswith("Tr") for each in found if each)
    assert "total-mismatch" not in data.run("check", "--format", "json").stdout
