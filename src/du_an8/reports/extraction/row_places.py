"""Which district or commune a row of a table of indicators is about: by a heading above it, or by a column."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.layout.labels import Label, read_label
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_proper, level_in_title, place_alone

Places = tuple[Place, ...]
"""From the larger to the smaller; none for the province. Where nobody can tell, None stands instead."""

_ALL = re.compile(
    r"(?:toan|ca|cap) tinh|tinh|chung|toan tinh .*|(?:cac|tat ca cac|tat ca) (?:huyen|xa|phuong|thi|dia|don vi|noi)\b.*"
)
_OF_ALL = re.compile(
    r".*\b(?:toan|cap|cua|hoi lhpn|hoi phu nu|ubnd) tinh\b.*|.*\bchung\b.*"
    r"|\d+(?: \d+)? (?:huyen|xa|phuong|thi tran)\b.*"
)
_DITTO = frozenset({"nt", "nhu tren", ""})
_DEPTHS = (re.compile(r"[A-HJ-UW-ZĐ]"), re.compile(r"[IVXLC]+"), re.compile(r"\d+"), re.compile(r"\d+(?:\.\d+)+"))
"""Of the marks before headings: `A` stands over `I`, `I` over `1`, `1` over `1.1`; none of these is deepest."""
_DEEPEST = len(_DEPTHS)
_FIRST_MARKS = frozenset({"1", "a", "I", ""})


class TableRow(Struct, frozen=True):
    """A row below the header, as far as its own words tell.

    Attributes:
        is_indicator: it names one, a part of one, or the one above once more.
        is_bare: nothing stands in it but its name and a number before it, or a number alone beside a numbered name.
        mark: that number, or the one in front of the name.
        cells: the words in the columns of places.
    """

    number: int
    is_indicator: bool
    is_bare: bool
    label: Label
    mark: str
    cells: Mapping[int, str]

    @property
    def depth(self) -> int:
        """How deep the mark before it stands."""
        return next((depth for depth, pattern in enumerate(_DEPTHS) if pattern.fullmatch(self.mark)), _DEEPEST)

    @property
    def place(self) -> Place | None:
        """The place whose heading the row may be."""
        may_be = self.is_bare and not self.is_indicator and not self.label.dashed and not self.label.of_which
        found = place_alone(self.label.name) if may_be else None
        return Place(*found) if found else None


def places_of_rows(
    rows: Sequence[TableRow], province: Province, titles: Mapping[int, str], names_in: int
) -> dict[int, Places | None]:
    """The places of each row.

    Args:
        rows: of one table, from top to bottom.
        titles: of the columns of places.
        names_in: the column that names the indicators.
    """
    by_heading, by_column = _by_heading(rows, province), _by_column(rows, province, titles, names_in)
    found: dict[int, Places | None] = {}
    for row in rows:
        above, beside = by_heading[row.number], by_column[row.number]
        found[row.number] = None if above is None or beside is None else (*above, *beside)
    return found


# Headings.


def _by_heading(rows: Sequence[TableRow], province: Province) -> dict[int, Places | None]:
    found: dict[int, Places | None] = {}
    headings = _headings(rows)
    places: Places | None = ()
    depth, level = _DEEPEST, None  # of the heading that the rows stand below
    is_inside = below_caption = False
    for row in rows:
        below_caption = (row.is_bare and row.label.of_which) or (below_caption and not row.is_indicator)
        if not below_caption and (place := headings.get(row.number)):
            depth, places, level, is_inside = row.depth, (place,), place.level, True
        elif is_inside and _ends(row, depth, province):
            places, is_inside = (), False
        elif is_inside and row.is_bare and not row.is_indicator and row.depth == depth < _DEEPEST:
            name = row.label.name  # `2 Tuần Giáo` beside `1 Huyện Mường Ảng` is one, too
            places = (row.place or Place(name, level),) if row.place or is_proper(name.split()) else None
        found[row.number] = places
    return found


def _headings(rows: Sequence[TableRow]) -> dict[int, Place]:
    """The rows that name a place below which the indicators stand deeper, or are numbered anew."""
    found: dict[int, Place] = {}
    below: TableRow | None = None  # the next one that names an indicator or a place
    for row in reversed(rows):
        place = row.place
        if place and below:
            is_heading = below.mark in _FIRST_MARKS if row.depth == _DEEPEST else row.depth < below.depth
            found |= {row.number: place} if is_heading else {}
        if place or row.is_indicator:
            below = row
    return found


def _ends(row: TableRow, depth: int, province: Province) -> bool:
    """Whether a row ends the part of a place: an indicator, or a heading, that stands as high; one of the province."""
    if row.is_indicator:
        return row.depth <= depth < _DEEPEST
    name = row.label.name
    of_all = row.label.total_of is not None or province.is_meant_by(name)
    of_all = of_all or any(pattern.fullmatch(fold(name)) for pattern in (_ALL, _OF_ALL))
    return row.is_bare and (of_all or row.depth < depth)


# Columns.


def _by_column(
    rows: Sequence[TableRow], province: Province, titles: Mapping[int, str], names_in: int
) -> dict[int, Places | None]:
    levels = {number: level_in_title(title) for number, title in titles.items() if _is_of_places(number, title, rows)}
    found: dict[int, Places | None] = {}
    told: dict[int, Places | None] = {}
    for row in rows:
        if row.is_indicator and row.label.name:  # behind a name of its own a blank is no ditto
            told = {number: places for number, places in told.items() if number < names_in}
        if read_label(row.mark).total_of is not None:
            told = {}
        for number, level in levels.items():
            if fold(text := row.cells.get(number, "")) not in _DITTO:
                # A district forgets the commune of the one before.
                told = {n: places for n, places in told.items() if n < number}
                told[number] = _named(text, level, province)
        known = [told[number] for number in sorted(told)]
        found[row.number] = None if None in known else tuple(place for places in known for place in places or ())
    return found


def _is_of_places(number: int, title: str, rows: Sequence[TableRow]) -> bool:
    """`Huyện, xã`, or a column such as `Địa bàn` in which most cells name a place with its word."""
    if {"huyen", "xa"} & set(fold(title).split()) or level_in_title(title):
        return True
    texts = [text for row in rows if (text := row.cells.get(number, ""))]
    return sum(place_alone(text) is not None for text in texts) * 2 > len(texts)


def _named(text: str, titled: PlaceLevel | None, province: Province) -> Places | None:
    """The one place that a cell names; unclear where it names several, or something else."""
    label = read_label(text)
    name = label.name
    if found := place_alone(text) or place_alone(name):  # the H of `H. Nậm Pồ` is no mark of a list
        return (Place(*found),)
    # Below `Huyện`, `Điện Biên` is the district of that name.
    is_district = titled and fold(name) == fold(province.name)
    if label.total_of is not None or _ALL.fullmatch(fold(name)) or (province.is_meant_by(name) and not is_district):
        return ()
    if is_proper(name.split()):
        return (Place(name, titled),)
    return () if _OF_ALL.fullmatch(fold(name)) else None
