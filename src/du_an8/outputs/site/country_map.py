"""The outlines of the provinces of both eras, as they are packaged; made by tools/vietnam_map.py."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from du_an8.programme.provinces import NEW_ERA, OLD_ERA

PointAt = tuple[int, int]


class Origin(Struct, frozen=True):
    """Whose work the map is, and what allows us to show it: named wherever it is shown."""

    title: str
    author: str
    url: str
    licence: str
    licence_url: str
    changes: str


class Outline(Struct, frozen=True):
    """A province as it is drawn.

    Attributes:
        path: of an SVG.
        middle: the point farthest from its borders, where its sign stands.
    """

    id: str
    path: str
    middle: PointAt


class Archipelago(Struct, frozen=True):
    """Islands that are drawn with the province that they belong to.

    Attributes:
        above: where their name stands.
    """

    name: str
    province: str
    path: str
    above: PointAt


class CountryMap(Struct, frozen=True):
    """Everything that is drawn, in the units of the drawing.

    Attributes:
        size: width and height.
        provinces: by era.
    """

    origin: Origin
    size: PointAt
    archipelagos: tuple[Archipelago, ...]
    provinces: Mapping[str, tuple[Outline, ...]]

    def path_of(self, outline: Outline) -> str:
        """A province with the archipelago that belongs to it."""
        islands = [each.path for each in self.archipelagos if each.province == outline.id]
        return "".join([outline.path, *islands])


class _Packaged(Struct):
    """The file as it stands."""

    origin: Origin
    size: PointAt
    archipelagos: tuple[Archipelago, ...]
    old: tuple[Outline, ...] = msgspec.field(name=OLD_ERA)
    new: tuple[Outline, ...] = msgspec.field(name=NEW_ERA)


@cache
def load_map() -> CountryMap:
    """The packaged map."""
    content = files("du_an8.outputs.site").joinpath("vietnam_map.json").read_bytes()
    packaged = msgspec.json.decode(content, type=_Packaged)
    provinces = {OLD_ERA: packaged.old, NEW_ERA: packaged.new}
    return CountryMap(packaged.origin, packaged.size, packaged.archipelagos, provinces)
