"""The places of rows of indicators: of the heading above, of their columns, of their own names."""

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.places.groups import is_group
from du_an8.reports.places.phrases import is_phrase, phrase_at_end
from du_an8.reports.places.place_texts import is_former_area, names_nothing, read_place
from du_an8.reports.rows.bare_names import bare_name
from du_an8.reports.rows.nesting import PlaceRow
from du_an8.reports.rows.place_rows import PlaceNames, RowPlaces
from du_an8.reports.rows.row import NOBODYS, Problem, Row, Subject
from du_an8.reports.rows.row_sorts import Sort
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.stubs import Stubs
from du_an8.reports.vocabulary.marks import DEEPEST
from du_an8.reports.vocabulary.vocabulary import either, holds_any
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_proper

_COUNTED = pattern_of(rf"\d+(?: \d+)* {either('places', 'counted')}")


class _PlaceHeading(Struct, frozen=True):
    """A row that names the place of those below it, until the next one as high; None where nobody can tell which."""

    depth: int
    places: tuple[Place, ...] | None


class IndicatorPlaces:
    """Keeps the places that reach the next row of a table: those of a heading, those of the row above."""

    def __init__(self, stubs: Stubs, places: PlaceNames, province: Province) -> None:
        self.stubs, self.places, self.province = stubs, places, province
        self.named = {row.row: row for row in places.rows}
        self.heading: _PlaceHeading | None = None
        self.last: tuple[Place, ...] = ()

    def placed(self, stub: Stub, row: Row, subject: Subject) -> Row:
        """The row with its places: those of the heading above, of its columns, of its own name."""
        is_indicator = self.stubs.sort[stub.number] is Sort.INDICATOR
        if is_indicator and self.heading and stub.depth <= self.heading.depth < DEEPEST:
            self.leave_heading()
        if self._is_nobodys(stub):
            return replace(row, problem=NOBODYS)
        if at := self._at(stub):
            return replace(row, places=at.places, is_total=at.is_total or row.is_total)
        words: dict[str, object] = {"text": subject.part or subject.indicator.short_name}
        cells = [stub.cell] if stub.cell else stub.numbers
        problems = [Problem("unmatched-row.place", cell, words, subject.indicator) for cell in cells]
        return replace(row, problem=next(iter(problems), None))

    def leave_heading(self) -> None:
        """What follows lies in no place of a heading above."""
        self.heading = None
        self.places.forget()

    def _is_nobodys(self, stub: Stub) -> bool:
        """A blank among the districts beside a name that is merged over all of them says of none."""
        merged = stub.cell is not None and stub.cell.row != stub.number and bool(self.last)
        return merged and bool(self.stubs.place_columns) and not stub.places and not stub.time_beside

    def _at(self, stub: Stub) -> RowPlaces | None:
        """The places of a row: those of the heading above, and those that it names; None where nobody can tell."""
        heading = self.heading.places if self.heading else ()
        if heading is None:
            return None
        names = self._names(stub)
        if names is None:
            return RowPlaces((*heading, *(self.last if self._carries(stub) else ())))
        if self._is_of_all(names):
            self.places.forget()
            self.last = ()
            return RowPlaces(heading)
        about = self.places.read(names, self.places.total_in(names))
        if about is None or not all(map(_is_named, about.places)):
            return None
        self.last = about.places
        return replace(about, places=(*heading, *(place for place in about.places if place not in heading)))

    def _names(self, stub: Stub) -> PlaceRow | None:
        """The words of a row that name its places."""
        is_of_place = self.stubs.place_columns or self.stubs.sort[stub.number] is Sort.PLACE
        return self.named.get(stub.number) if is_of_place else None

    def _carries(self, stub: Stub) -> bool:
        """A blank, or a ditto mark, repeats the place above, but not behind a name of its own."""
        columns, names = self.stubs.place_columns, self.stubs.name_columns
        if not columns or any(map(names_nothing, stub.places.values())):
            return bool(columns)
        is_left = columns[-1] < min(names, default=0)
        return is_left or self.stubs.sort[stub.number] is not Sort.INDICATOR

    def _is_of_all(self, names: PlaceRow) -> bool:
        """`Hội LHPN tỉnh`, `10/10 huyện`: the whole province, in a column of places."""
        found = names.words.values() if self.stubs.place_columns else [read_place("")]
        return all(not words.places and _means_all(words.name) for words in found)

    def begins_part(self, stub: Stub) -> bool:
        """Whether the place that a row names is that of the indicators below."""
        below = self.stubs.following.get(stub.number)
        heads = below is not None and self.stubs.sort[below.number] is Sort.INDICATOR and self.stubs.heads_next(stub)
        return heads and (not stub.numbers or self._is_beside_heading(stub))

    def _is_beside_heading(self, stub: Stub) -> bool:
        """Whether a row stands as high as the heading whose place was the last."""
        return self.heading is not None and self.heading.depth == stub.depth < DEEPEST

    def change_heading(self, stub: Stub) -> None:
        """A section ends the part of a place, or begins that of the next one, whose name bears no word."""
        name, heading = stub.name.text, self.heading
        if self._is_of_province(stub) or (heading and stub.depth < heading.depth):
            self.leave_heading()
        elif heading and self._is_beside_heading(stub) and stub.number in self.stubs.following:
            level = heading.places[-1].level if heading.places else None
            self.heading = replace(heading, places=(Place(name, level),) if is_proper(name.split()) else None)

    def open_heading(self, stub: Stub) -> None:
        """The place that a row names is that of the indicators below."""
        names = self.named.get(stub.number)
        found = self.places.read(names, None) if names else None
        self.heading = _PlaceHeading(stub.depth, found.places[-1:] if found else ())

    def is_known(self, stub: Stub, level: PlaceLevel) -> bool:
        """Whether somebody says of which place of this level a row is: a heading above, the table, the report."""
        above = (self.heading.places if self.heading else None) or ()
        is_held = any(place.level in {level, None} for place in above)
        return is_held or self.places.whole(level, stub.cell.column if stub.cell else 0) is not None

    def _is_of_province(self, stub: Stub) -> bool:
        name = stub.name.text
        of_all = stub.name.total_of is not None or self.province.is_meant_by(name)
        return of_all or _means_all(name)


def _means_all(name: str) -> bool:
    """`Hội LHPN tỉnh`, `Các huyện`, `12 xã ĐBKK`, `Phần chung`; `Mường Chung` is a commune."""
    found = read_place(name)
    if found.of_province or found.total_of is not None or is_group(name) or _COUNTED.match(fold(name)):
        return True
    ends_so = phrase_at_end(name, "of_all") > 0 and not is_proper(name.split())
    is_whole = holds_any(name, "title_places", "whole_province")
    return ends_so or is_whole or is_phrase(name, "places", "of_all")


def _is_named(place: Place) -> bool:
    return place.level is not None or is_former_area(place.name) or is_proper(bare_name(place.name).split())
