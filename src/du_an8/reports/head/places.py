"""Where: the district or commune whose own report stands below a head, or that a sheet or table is about."""

from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.provinces import Provinces, era_of
from du_an8.reports.facts import Place
from du_an8.reports.head.fields import Label
from du_an8.reports.head.stated import StatedHead
from du_an8.reports.head.value import HeadValue
from du_an8.reports.places.place_texts import without_era
from du_an8.vietnamese.places import PlaceLevel, level_of, without_level


class HeadPlaces(Struct, frozen=True):
    """Reads the places that a head states on the day of its figures."""

    stated: StatedHead
    provinces: Provinces
    day: date

    @property
    def is_of_office(self) -> bool:
        """Whether the office of a district or commune reports, not the province's over one of its places."""
        return bool(self._nested(self.stated.head.get(Label.PLACE)))

    def read(self) -> tuple[Place, ...]:
        """The reporting district or commune, and the one inside it that a sheet or table is about."""
        inside = self.stated.head.get(Label.INSIDE)
        places = list(self._nested(self.stated.head.get(Label.PLACE)))
        for place in self._nested(inside):
            if any(same_place(place, other) or _is_district(place, other) for other in places):
                continue
            if places and not _may_hold(places[-1], place):
                self.stated.tell(inside, "identity-mismatch.place", text=places[-1].name, name=place.name)
                break
            places.append(place)
        return tuple(places)

    def _nested(self, stated: HeadValue | None) -> tuple[Place, ...]:
        """The places that one value names, each inside the one before; of several beside each other none."""
        found: list[Place] = []
        for text in (stated.places or (stated.text,)) if stated else ():
            place = self._place(text)
            if place and not any(same_place(place, other) for other in found):
                found.append(place)
        found.sort(key=lambda place: place.level or 0)
        beside = any(not _may_hold(outer, inner) for outer, inner in pairwise(found))
        return () if beside else tuple(found)

    def _place(self, text: str) -> Place | None:
        """`thành phố Huế` is a province since 2025, `thành phố Cao Bằng` none."""
        province = self.provinces.find(text, self.day)
        is_province = province and province.era == era_of(self.day) and province.is_meant_by(text)
        return None if is_province else Place(text, level_of(text))


def _is_district(one: Place, other: Place) -> bool:
    """Whether `Đồng Văn (cũ)` is the district of that name; of a commune it would be one of which that was made."""
    one, other = (replace(place, name=without_era(place.name)) for place in (one, other))
    return PlaceLevel.DISTRICT in {one.level, other.level} and same_place(one, other)


def same_place(one: Place, other: Place) -> bool:
    """Whether two names may mean one place: `Thị trấn Mường Ảng` is not `Huyện Mường Ảng`."""
    alike = without_level(one.name) == without_level(other.name)
    return alike and (one.level is None or other.level is None or one.level is other.level)


def _may_hold(outer: Place, inner: Place) -> bool:
    """Whether a place may lie inside another."""
    return not (outer.level and inner.level) or outer.level < inner.level
