"""The rows that a column meets, each with the places of its number there: the report's, the row's, the column's."""

from collections import defaultdict, deque
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct, field

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.facts import FilledRows, Place
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.head.places import same_place
from du_an8.reports.meaning.units import TableUnits
from du_an8.reports.places.place_texts import behind_office
from du_an8.reports.rows.row import Row
from du_an8.reports.tables.table import Column
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel

_LAST_ROWS = 4
_SEVERAL = 2


class AlikeRows(Struct):
    """Rows that say the same of their numbers but for the places of these.

    Attributes:
        row: the first of them.
        rows: all of them.
    """

    row: Row
    rows: FilledRows
    _filled: dict[tuple[int, ...], FilledRows] = field(default_factory=dict)

    def filled(self, positions: tuple[int, ...]) -> FilledRows:
        """Some of them, as columns share them that are filled alike."""
        rows = self.rows
        if len(positions) == len(rows.numbers):
            return rows
        if positions not in self._filled:
            numbers = tuple([rows.numbers[at] for at in positions])
            places = tuple([rows.places[at] for at in positions])
            totals = frozenset(new for new, at in enumerate(positions) if at in rows.totals)
            self._filled[positions] = FilledRows(numbers, places, totals)
        return self._filled[positions]


class PlacedRows(Struct, frozen=True):
    """The rows that a column meets, each with the places of its number there; and those of places, by what they say."""

    rows: list[tuple[Row, tuple[Place, ...] | None]]
    alike: list[AlikeRows]


class RowPlacing:
    """Places the numbers of one table."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row], coverage: Coverage, units: TableUnits) -> None:
        """For the rows of a table that are understood."""
        self.columns, self.rows, self.coverage, self.units = columns, rows, coverage, units
        self._placed_rows: dict[bool, PlacedRows] = {}  # of columns without places of their own, nearly all

    def of(self, column: Column) -> PlacedRows:
        """The rows, each with the places of its number in a column."""
        if column.places or self._is_of_another(column):
            return self._with_places(column)
        if column.of_province not in self._placed_rows:
            self._placed_rows[column.of_province] = self._with_places(column)
        return self._placed_rows[column.of_province]

    def _is_of_another(self, column: Column) -> bool:
        """Whether a column speaks of all of a province, but not of the one whose report it is: `Tỉnh Sơn La`."""
        return bool(column.province) and not self.coverage.province.is_meant_by(column.province)

    def _with_places(self, column: Column) -> PlacedRows:
        is_nobodys = self._is_of_another(column)
        placed = [(row, None if is_nobodys else self._places(column, row)) for row in self.rows]
        alike: defaultdict[object, list[tuple[Row, tuple[Place, ...]]]] = defaultdict(list)
        for row, places in placed:
            if places and self.is_inside(places):
                alike[row.says, self.units.told(row)].append((row, places))
        last = self.units.programme.made(_last_rows)
        return PlacedRows(placed, [_alike(rows, last) for rows in alike.values()])

    def _places(self, column: Column, row: Row) -> tuple[Place, ...] | None:
        """The places of a number: the reporting one, the row's, the column's; None where nobody can tell."""
        places = row.places + column.places
        if self._lists_provinces:
            return self.coverage.places if self._is_of_own(places, row) else None
        if not places and (row.of_province or column.of_province):
            return None if self.coverage.of_office else ()  # the office of a district knows nothing of all others
        return self._inside_own(places) if self._is_named(column, row) else None

    def _inside_own(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Places inside the one whose report it is, which they may name, too."""
        own = self.coverage.places
        is_own = bool(places and own) and same_place(places[0], own[-1])
        return own + (places[1:] if is_own else places)

    @cached_property
    def _lists_provinces(self) -> bool:
        """Whether the table holds one province beside others, as a comparison does: what they come to is nobody's.

        Those that the province was formed from are places inside it.
        """
        province = self.coverage.province
        if province.is_country or not all(map(_may_be_province, self._outermost)):
            return False
        inside = {province.area, *(part.area for part in load_provinces().parts(province))}
        return sum(inside.isdisjoint(_areas_named(place)) for place in self._outermost) >= _SEVERAL

    @cached_property
    def _outermost(self) -> set[Place]:
        """The largest places that rows and columns name."""
        placed = chain((row.places for row in self.rows), (column.places for column in self.columns))
        return {places[0] for places in placed if places}

    def _is_of_own(self, places: Sequence[Place], row: Row) -> bool:
        """Whether a number is of the province itself, and of no place in it."""
        name = places[0].name if len(places) == 1 else row.name.text if row.name and not places else ""
        return self.coverage.province.is_meant_by(behind_office(name)[0])

    def _is_named(self, column: Column, row: Row) -> bool:
        """Beside a column `Toàn huyện` all others lie in a district, too: something must name it."""
        whole = self._whole
        if whole is None or row.places or self.coverage.places:
            return True
        return len(column.places) > 1 or any(place.level and place.level <= whole for place in column.places)

    @cached_property
    def _whole(self) -> PlaceLevel | None:
        return next((c.whole for c in self.columns if c.whole and not (c.places or self._is_of_city(c))), None)

    def _is_of_city(self, column: Column) -> bool:
        """`Toàn thành phố` in the report of Huế, Cần Thơ is all of the province."""
        return self.coverage.province.type == "thành phố" and "toan thanh pho" in fold(column.words)

    def is_inside(self, places: tuple[Place, ...]) -> bool:
        """Places lie within the one whose report it is; another of its size can't be inside it."""
        own = self.coverage.places
        inner = places[len(own) :]
        if not own or not inner:
            return True
        return not (inner[0].level and own[-1].level and inner[0].level <= own[-1].level)


def _may_be_province(place: Place) -> bool:
    return place.level is None and bool(_areas_named(place))


def _areas_named(place: Place) -> frozenset[str]:
    """The areas of the provinces that a name, or that of an office, may mean."""
    return load_provinces().areas_named(behind_office(place.name)[0])


def _alike(placed: Sequence[tuple[Row, tuple[Place, ...]]], last: deque[FilledRows]) -> AlikeRows:
    """Rows that say the same; the months of a province share them, so that their places are understood once."""
    rows = [row for row, _ in placed]
    totals = frozenset(at for at, row in enumerate(rows) if row.is_total)
    found = tuple([row.number for row in rows]), tuple([each for _, each in placed]), totals
    filled = next((known for known in last if (known.numbers, known.places, known.totals) == found), None)
    if filled is None:
        filled = FilledRows(*found)
        last.append(filled)
    return AlikeRows(rows[0], filled)


def _last_rows(_: Programme) -> deque[FilledRows]:
    return deque(maxlen=_LAST_ROWS)
