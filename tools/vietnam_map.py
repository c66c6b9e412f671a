"""Makes the packaged outlines of the provinces, src/du_an8/outputs/site/vietnam_map.json.

Use: `npm pack @svg-maps/vietnam@2.0.0`, unpack it, `python tools/vietnam_map.py package/index.js`. What it needs is the
extra `tools`.

Input: the npm package @svg-maps/vietnam 2.0.0, a map by Stephen Truong, licence CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/): the 63 provinces until 30/06/2025, Hoàng Sa and Trường Sa as SVG paths.
Wherever the map is shown, its origin and licence are named.

The borders are cut into arcs between the points where they meet, and the arcs are simplified, so that neighbours keep
one border. The 34 provinces since 01/07/2025 are their parts, by the packaged list of provinces, without the borders
between them. The same input gives the same bytes.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces

_SHA256 = "c43f0f8521d5adb46fd02f2b3d72fe692e0ec21a514d631bac6b8af92887ee85"
_OUTPUT = Path(__file__).parents[1] / "src/du_an8/outputs/site/vietnam_map.json"
_ORIGIN = {
    "title": "@svg-maps/vietnam 2.0.0",
    "author": "Stephen Truong",
    "url": "https://github.com/VictorCazanave/svg-maps/tree/master/packages/vietnam",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "changes": "simplified; the 34 provinces since 01/07/2025 dissolved from the 63 before",
}
_NAMES = {"baria": "ba-ria-vung-tau", "hcm": "ho-chi-minh", "tthue": "thua-thien-hue"}
"""Ids of the input that aren't ours without the hyphens."""
_ARCHIPELAGOS = {"hoangsa": ("Hoàng Sa", "da-nang"), "truongsa": ("Trường Sa", "khanh-hoa")}
"""Id in the input -> name, and the province that it belongs to, in both eras."""
_UNITS = 2
"""Units of the output to one of the input, whose height is 873."""
_SNAP = 0.05
"""Corners of neighbours that are this near, in units of the input, are one."""
_TOLERANCE = 0.8
"""How far a border may be moved, as the side of a square, in units of the input."""
_SMALLEST_ISLAND = 1.5
"""Of a province; its largest piece stays whatever its size. Square units of the input."""
_ISLET = 1.6
"""The islands of the archipelagos are drawn at least this wide, or nobody would see them. Units of the input."""


def main() -> None:
    """Write the file."""
    outlines = {place["id"]: place["path"] for place in _read(Path(sys.argv[1]))}
    islands = {key: _islets(outlines.pop(key)) for key in _ARCHIPELAGOS}
    old = _simplified(_coverage({_our_id(key): _polygons(path) for key, path in outlines.items()}))
    new = {
        province.id: shapely.coverage_union_all([old[part] for part in province.components or (province.area,)])
        for province in load_provinces().by_era[NEW_ERA].values()
    }
    content = {
        "origin": _ORIGIN,
        "size": _size([*old.values(), *islands.values()]),
        "archipelagos": [_archipelago(key, shape) for key, shape in islands.items()],
        OLD_ERA: [_province(key, shape) for key, shape in sorted(old.items())],
        NEW_ERA: [_province(key, shape) for key, shape in sorted(new.items())],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    _OUTPUT.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{_OUTPUT}: {len(text.encode()) / 1000:.0f} KB\n")


def _size(shapes: list[BaseGeometry]) -> list[int]:
    """Width and height of the drawing."""
    return [round(each * _UNITS) + 1 for each in shapely.total_bounds(shapes)[2:]]


def _province(key: str, shape: BaseGeometry) -> dict[str, object]:
    """Its outline, and the point farthest from its borders, where a sign stands well."""
    return {"id": key, "path": _drawn(shape), "middle": _point(shapely.maximum_inscribed_circle(shape).coords[0])}


def _archipelago(key: str, shape: BaseGeometry) -> dict[str, object]:
    """Its islands, and where its name stands: above them, in the middle."""
    name, province = _ARCHIPELAGOS[key]
    left, top, right, _ = shape.bounds
    return {"name": name, "province": province, "path": _drawn(shape), "above": _point(((left + right) / 2, top))}


def _point(at: tuple[float, ...]) -> list[int]:
    return [round(each * _UNITS) for each in at]


def _read(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256:
        sys.exit(f"{path} is not index.js of @svg-maps/vietnam 2.0.0")
    text = content.decode()
    return json.loads(text[text.index("{") : text.rindex("}") + 1])["locations"]


def _our_id(key: str) -> str:
    ours = {each.replace("-", ""): each for each in load_provinces().by_era[OLD_ERA]}
    return _NAMES.get(key) or ours[key]


# SVG paths.


def _polygons(path: str) -> BaseGeometry:
    """The area that a path encloses."""
    rings = [Polygon(ring).buffer(0) for ring in _rings(path) if len(ring) > 3]  # noqa: PLR2004  # a triangle, closed
    return shapely.union_all(rings)


def _rings(path: str) -> Iterator[list[tuple[float, float]]]:
    """The closed lines of a path of moves, lines and curves; a curve is drawn through its end alone."""
    ring: list[tuple[float, float]] = []
    x = y = 0.0
    for command, numbers in re.findall(r"([mlcz])([^mlcz]*)", path.replace("e-", "E-"), re.IGNORECASE):
        if command in "zZ":
            x, y = ring[0]
            yield [*ring, ring[0]]
            continue
        values = [float(each) for each in re.findall(r"-?\d*\.?\d+(?:E-?\d+)?", numbers)]
        step = 6 if command in "cC" else 2
        if command in "mM":
            ring = []
        for at in range(step - 2, len(values), step):
            dx, dy = values[at], values[at + 1]
            x, y = (x + dx, y + dy) if command.islower() else (dx, dy)
            ring.append((x, y))


def _drawn(shape: BaseGeometry) -> str:
    """A shape as an SVG path in whole numbers, each corner relative to the last."""
    return "".join(_ring(ring) for polygon in _pieces(shape) for ring in (polygon.exterior, *polygon.interiors))


def _ring(ring: shapely.LinearRing) -> str:
    corners = [(round(x * _UNITS), round(y * _UNITS)) for x, y in ring.coords[:-1]]
    corners = [corner for at, corner in enumerate(corners) if corner != corners[at - 1]]
    if len(corners) < 3:  # noqa: PLR2004  # a triangle
        return ""
    steps = [(x - before[0], y - before[1]) for before, (x, y) in pairwise(corners)]
    return f"M{_pair(*corners[0])}l{' '.join(_pair(*step) for step in steps)}z".replace(" -", "-")


def _pair(x: int, y: int) -> str:
    return f"{x} {y}"


# Shapes.


def _pieces(shape: BaseGeometry) -> list[Polygon]:
    return list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]


def _islets(path: str) -> BaseGeometry:
    """The islands of an archipelago, each large enough to be seen."""
    return shapely.simplify(shapely.union_all([_wide(island) for island in _pieces(_polygons(path))]), 0.3)


def _wide(island: Polygon) -> BaseGeometry:
    left, top, right, bottom = island.bounds
    lacking = _ISLET - max(right - left, bottom - top)
    return island.buffer(max(lacking / 2, 0.25), quad_segs=2)


def _coverage(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The same areas without gaps and overlaps between neighbours.

    Corners that are near each other become one; all borders together cut the plane into faces, and each face goes to
    the area that covers most of it, or, where it is a gap, to the one that it touches most.
    """
    lines = shapely.union_all([shape.boundary for shape in shapes.values()], grid_size=_SNAP)
    faces = list(shapely.polygonize([lines]).geoms)
    parts: dict[str, list[BaseGeometry]] = {key: [] for key in shapes}
    for face in faces:
        if owner := _owner(face, shapes):
            parts[owner].append(face)
    return {key: shapely.coverage_union_all(each) for key, each in parts.items()}


def _owner(face: BaseGeometry, shapes: Mapping[str, BaseGeometry]) -> str | None:
    """Whose a face is; nobody's where it is a lake within one area. The sea and other countries are no faces."""
    point = face.representative_point()
    covering = [key for key, shape in shapes.items() if shape.covers(point)]
    if covering:
        return max(covering, key=lambda key: shapes[key].intersection(face).area)
    touching = {key: shape.intersection(face.boundary.buffer(_SNAP)).area for key, shape in shapes.items()}
    near = [key for key, area in touching.items() if area > 0]
    return max(near, key=lambda key: touching[key]) if len(near) > 1 else None


def _simplified(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """With fewer corners, borders shared; islands that nobody would see are left out."""
    large = [_without_specks(shape) for shape in shapes.values()]
    if not shapely.coverage_is_valid(large):
        sys.exit("neighbours don't share their borders")
    simple = shapely.coverage_simplify(large, _TOLERANCE)
    return dict(zip(shapes, simple, strict=True))


def _without_specks(shape: BaseGeometry) -> BaseGeometry:
    pieces = sorted(_pieces(shape), key=lambda piece: piece.area, reverse=True)
    kept = [piece for at, piece in enumerate(pieces) if at == 0 or piece.area >= _SMALLEST_ISLAND]
    return MultiPolygon([Polygon(piece.exterior) for piece in kept])  # a hole is a lake, or a gap


if __name__ == "__main__":
    main()
