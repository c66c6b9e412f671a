"""Provinces of both eras. A name alone doesn't identify an area: 34 units took over names and codes in 2025."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from msgspec import Struct

from du_an8.kept.exact import Exact
from du_an8.kept.value import kept_value
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold, fold_place, nearest

NEW_ERA_STARTS = date(2025, 7, 1)
"""The governments of the 34 units work from this day (Nghị quyết 202/2025/QH15)."""

OLD_ERA, NEW_ERA = "2008", "2025"
COUNTRY = "toan-quoc"
_ERA_MARK = pattern_of(r"\s*\((cũ|mới|cu|moi)\)\s*$", re.IGNORECASE)
_ERA_MARKS = {"cu": OLD_ERA, "moi": NEW_ERA}


class Province(Struct, frozen=True, dict=True):
    """A province of one era.

    Attributes:
        era: `2008` for the 63 units until 30/06/2025, `2025` for the 34 since.
        code: the official code of that era; seven codes mean another area in the other era.
        merged_into: id of the unit of 2025 that took the area over, None where the area didn't change.
        components: ids of the units of 2008 that it was formed from, empty where the area didn't change.
        area: names the area over both eras: an unchanged province has one area, whatever the era.
    """

    era: str
    id: str
    code: str
    name: str
    type: str
    area: str
    aliases: tuple[str, ...] = ()
    merged_into: str | None = None
    components: tuple[str, ...] = ()

    @property
    def is_country(self) -> bool:
        """Whether this is the whole country, not a province of it."""
        return self.area == COUNTRY

    def is_meant_by(self, name: str) -> bool:
        """Whether a name is the province's; `Thành phố Cao Bằng` is a part of the province of that name."""
        if _key(name) not in self._keys:
            return False
        words = fold(name.replace(".", " "))
        return self.type == "thành phố" or not words.startswith(("thanh pho ", "tp "))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(_key(each) for each in (self.name, *self.aliases))


def era_of(day: date) -> str:
    """The era that a day belongs to; the end of a period decides for the period."""
    return NEW_ERA if day >= NEW_ERA_STARTS else OLD_ERA


class Provinces(Struct, frozen=True, eq=False, dict=True):
    """Both lists.

    Attributes:
        by_era: era -> id -> province, in the order of the codes.
        country: era -> the whole country, which reports and has targets like a province but is none.
    """

    by_era: Mapping[str, Mapping[str, Province]]
    country: Mapping[str, Province]

    def __iter__(self) -> Iterator[Province]:
        for era in (OLD_ERA, NEW_ERA):
            yield from self.by_era[era].values()

    def find(self, text: str, day: date) -> Province | None:
        """The province of that name on that day.

        A name of the other era alone (Bắc Kạn in 2026) is answered with that era's province, as is `Lâm Đồng (mới)`
        or `Quảng Trị (cũ)`.
        """
        era = era_of(day)
        if mark := _ERA_MARK.search(text):
            era, text = _ERA_MARKS[fold(mark[1])], text[: mark.start()]
        for searched in (era, NEW_ERA if era == OLD_ERA else OLD_ERA):
            if found := self._by_name[searched].get(_key(text)):
                return found
        country = self.country[era]
        return country if _key(text) in {_key(name) for name in (country.id, country.name, *country.aliases)} else None

    def successor(self, province: Province, day: date) -> Province:
        """The province that speaks for an area on a day: itself, or the one that it went into."""
        into = province.merged_into if day >= NEW_ERA_STARTS and province.era == OLD_ERA else None
        return self.by_era[NEW_ERA][into] if into else province

    def parts(self, province: Province) -> list[Province]:
        """The provinces of 2008 that a merged province was formed from."""
        parts = [self.by_era[OLD_ERA][component] for component in province.components]
        return sorted(parts, key=lambda part: part.id != province.id)  # the one that gave its name first

    @cache  # noqa: B019  # as below
    def areas_named(self, name: str) -> frozenset[str]:
        """The areas that a name may mean, in either era."""
        days = (NEW_ERA_STARTS - timedelta(days=1), NEW_ERA_STARTS)
        return frozenset(province.area for day in days if (province := self.find(name, day)))

    @cache  # noqa: B019  # there is one such object, for as long as the program runs
    def areas_on_path(self, path: str) -> frozenset[str]:
        """The areas that the folders or the stem of a shown path name; none where it is of no province's."""
        *folders, name = path.split("/")
        words = [*folders[1:], name.rpartition(".")[0]]
        return frozenset().union(*(self.areas_named(word) for word in words))

    def nearest_names(self, text: str) -> list[str]:
        """The three names that look most like the text."""
        return nearest(text, (province.name for province in self))

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[str, Province]]:
        return {
            era: {
                _key(name): province
                for province in provinces.values()
                for name in (province.id, province.name, *province.aliases)
            }
            for era, provinces in self.by_era.items()
        }


@lru_cache(maxsize=16384)
def _key(name: str) -> str:
    return fold_place(name).replace(" ", "")


@cache
def load_provinces() -> Provinces:
    """The packaged lists."""
    return kept_value(Exact([Provinces, Province]), ("provinces",), _read_lists)


def _read_lists() -> Provinces:
    """From YAML that is ours, so that it needs no checks as a stranger's file does."""
    import yaml

    text = files("du_an8.programme").joinpath("packaged/provinces.yaml").read_text(encoding="utf-8")
    lists = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe loaders
    old, new = {}, {}
    taken_over_whole = {row["id"]: row["components"][0] for row in lists["era_2025"] if len(row["components"]) == 1}
    for row in lists["era_2008"]:
        merged_into = None if row["merged_into"] in taken_over_whole else row["merged_into"]
        aliases = tuple(row.get("aliases", ()))
        old[row["id"]] = Province(
            OLD_ERA, row["id"], row["code"], row["name"], row["type"], row["id"], aliases, merged_into
        )
    for row in lists["era_2025"]:
        unchanged = taken_over_whole.get(row["id"])
        aliases = (old[unchanged].name, *old[unchanged].aliases) if unchanged else _aliases_of(old.get(row["id"]))
        new[row["id"]] = Province(
            NEW_ERA,
            row["id"],
            row["code"],
            row["name"],
            row["type"],
            area=unchanged or f"2025/{row['id']}",
            aliases=aliases,
            components=() if unchanged else tuple(row["components"]),
        )
    country = {era: Province(era, COUNTRY, "", "Toàn quốc", "", COUNTRY, ("Cả nước",)) for era in (OLD_ERA, NEW_ERA)}
    return Provinces({OLD_ERA: old, NEW_ERA: new}, country)


def _aliases_of(province: Province | None) -> tuple[str, ...]:
    return province.aliases if province else ()
