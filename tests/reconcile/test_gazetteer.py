"""Which names mean one place, which of them lie in which, and at what level they stand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from du_an8.findings import Location
from du_an8.reconcile.places.gazetteer import Gazetteer, Node
from du_an8.reports.facts import Detail, Measure, Place
from du_an8.targets.facts import ExpectedPlace
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import STOCK, in_columns

DISTRICT, COMMUNE, VILLAGE = PlaceLevel.DISTRICT, PlaceLevel.COMMUNE, PlaceLevel.VILLAGE
END = date(2023, 12, 31)


def row(names: str | tuple[Place, ...], path: str = "r.xlsx") -> Detail:
    """A figure of `Bảo Lạc/Cô Ba`."""
    places = names if isinstance(names, tuple) else tuple(Place(name) for name in names.split("/"))
    where = Location(path, sheet="S", cell="B2")
    return Detail("x", STOCK.id, places, None, Measure.CUMULATIVE, Fraction(1), None, None, END, None, where)


def listed(name: str, district: str | None = None) -> ExpectedPlace:
    return ExpectedPlace(name, district, (), {}, Location("t.yaml", 9, 1))


def node(gazetteer: Gazetteer, name: str) -> Node:
    (found,) = [node for node in gazetteer.nodes.values() if node.name == name]
    return found


def paths(*details: Detail) -> list[tuple[str, ...]]:
    """The path of each row's place."""
    gazetteer = Gazetteer(in_columns(details))
    return [gazetteer.path(detail.places) for detail in details]


def test_a_listed_place_has_the_level_that_its_name_says() -> None:
    commune = listed("Xã Cô Ba")
    gazetteer = Gazetteer([], [listed("Huyện Bảo Lạc"), commune])
    assert {name: gazetteer.level(node(gazetteer, name)) for name in ("Huyện Bảo Lạc", "Xã Cô Ba")} == {
        "Huyện Bảo Lạc": DISTRICT, "Xã Cô Ba": COMMUNE,
    }  # fmt: skip
    assert node(gazetteer, "Xã Cô Ba").expected is commune


def test_a_listed_commune_lies_in_its_district() -> None:
    gazetteer = Gazetteer([], [listed("Cô Ba", "Bảo Lạc"), listed("Cô Ba", "Hà Quảng")])
    assert set(gazetteer.nodes) == {
        ("bao lac",), ("bao lac", "co ba"), ("ha quang",), ("ha quang", "co ba"),
    }  # fmt: skip


def test_what_a_list_calls_a_district_is_one_though_a_village_lies_in_it() -> None:
    gazetteer = Gazetteer([], [listed("Thôn Nà Tao", "Bảo Lạc")])
    assert gazetteer.level(node(gazetteer, "Bảo Lạc")) is DISTRICT


def test_of_a_district_and_a_commune_in_it_a_name_means_the_smaller() -> None:
    assert Gazetteer(in_columns([row("Bảo Lạc/Bảo Lạc")])).named("Bảo Lạc") == [("bao lac", "bao lac")]
    two = Gazetteer(in_columns([row("Bảo Lạc/Cô Ba"), row("Hà Quảng/Cô Ba")]))
    assert two.named("Xã Cô Ba") == [("bao lac", "co ba"), ("ha quang", "co ba")]


def test_a_place_of_which_nothing_tells_is_what_most_beside_it_are() -> None:
    districts = [row((Place(name, DISTRICT),)) for name in ("Huyện A", "Huyện B")]
    gazetteer = Gazetteer(in_columns([*districts, row((Place("Xã C", COMMUNE),)), row("D")]))
    assert gazetteer.level(node(gazetteer, "D")) is DISTRICT


def test_a_place_keeps_the_name_that_was_written_first_and_learns_its_level() -> None:
    gazetteer = Gazetteer(in_columns([row("Cô Ba"), row((Place("Xã Cô Ba", COMMUNE),))]))
    assert [(node.name, node.level) for node in gazetteer.nodes.values()] == [("Cô Ba", COMMUNE)]


def test_a_village_that_stands_alone_is_the_one_in_its_commune() -> None:
    whole = ("bao lac", "co ba", "na tao")
    assert paths(row("Bảo Lạc/Cô Ba/Nà Tao"), row("Nà Tao")) == [whole, whole]


def test_places_of_one_name_are_those_whose_larger_place_is_known() -> None:
    gazetteer = Gazetteer(in_columns([row("Bảo Lạc/Cô Ba"), row("Hà Quảng/Cô Ba"), row("Cô Ba")]))
    alone, first = gazetteer.nodes["co ba",], gazetteer.nodes["bao lac", "co ba"]
    assert gazetteer.homonyms(alone) == [("bao lac", "co ba"), ("ha quang", "co ba")]
    assert gazetteer.homonyms(first) == [("ha quang", "co ba")]


def test_a_bare_name_that_a_district_bears_is_the_districts() -> None:
    inside = (Place("Bảo Lạc"), Place("Thị trấn Bảo Lạc", COMMUNE))
    assert paths(row(inside), row("Bảo Lạc")) == [("bao lac", "bao lac"), ("bao lac",)]
    # One that says it is a commune is the commune.
    assert paths(row(inside), row((Place("TT Bảo Lạc", COMMUNE),)))[1] == ("bao lac", "bao lac")


def test_the_word_before_a_village_is_no_part_of_its_name() -> None:
    first, second = (Place("Cô Ba"), Place("Bản Bo", VILLAGE)), (Place("Cô Ba"), Place("Bo", VILLAGE))
    assert paths(row(first), row(second, "s.xlsx")) == [("co ba", "bo")] * 2
    assert paths(row((Place("Bản Bo", COMMUNE),))) == [("ban bo",)]


def test_villages_of_one_table_that_differ_in_their_marks_are_two() -> None:
    first, second = (Place("Cô Ba"), Place("Bản Nà Tao", VILLAGE)), (Place("Cô Ba"), Place("Nà Tào", VILLAGE))
    assert len(set(paths(row(first), row(second)))) == 2


def test_marks_tell_places_apart_only_inside_one_larger_place() -> None:
    details = row("Bảo Lạc/Hồng Trị"), row("Hà Quảng/Hồng Trì"), row("Bảo Lạc/hong tri", "s.xlsx")
    first, _, again = paths(*details)
    assert first == again
    beside = row("Bảo Lạc/Hồng Trị"), row("Bảo Lạc/Hồng Trì"), row("Bảo Lạc/Hồng Trị", "s.xlsx")
    first, second, again = paths(*beside)
    assert first == again != second


def test_a_village_named_as_its_commune_is_not_the_commune() -> None:
    commune, village = Place("Xã Cô Ba", COMMUNE), Place("Bản Cô Ba", VILLAGE)
    assert paths(row((commune,)), row((commune, village))) == [("co ba",), ("co ba", "co ba")]


def test_nor_is_one_whose_level_nobody_says() -> None:
    commune = Place("Xã Cô Ba", COMMUNE)
    assert paths(row((commune,)), row((commune, Place("Cô Ba")))) == [("co ba",), ("co ba", "co ba")]


def test_the_commune_of_a_village_of_its_name_is_found_in_its_district() -> None:
    district, commune, village = Place("Bảo Lạc", DISTRICT), Place("Xã Cô Ba", COMMUNE), Place("Bản Cô Ba", VILLAGE)
    inside = ("bao lac", "co ba")
    assert paths(row((commune,)), row((district, commune, village))) == [inside, (*inside, "co ba")]


def test_a_commune_named_as_its_district_is_the_one_inside() -> None:
    district, commune = Place("Huyện Bảo Lạc", DISTRICT), Place("Xã Bảo Lạc", COMMUNE)
    assert paths(row((commune,), "own.xlsx"), row((district, commune))) == [("bao lac", "bao lac")] * 2
