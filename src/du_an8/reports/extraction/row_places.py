"""Which district or commune a row of a table of indicators is about: by a heading above it, or by a column."""

import re
from collections.abc import Iterable, Mapping

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.layout.header import TableLayout
from du_an8.reports.layout.labels import read_label
from du_an8.reports.layout.titles import Role
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_in_title, split_place

_SEVERAL = re.compile(r"[,;/+&]|\bvà\b|\d", re.IGNORECASE)
_ALL = re.compile(r"(?:cac|toan|tat ca|ca|cap) .*|tinh")
_DEPTHS = (re.compile(r"[A-HJ-UW-ZĐ]"), re.compile(r"[IVXLC]+"), re.compile(r"\d+"), re.compile(r"\d+(?:\.\d+)+"))
"""Of the marks before headings: `A` stands over `I`, `I` over `1`, `1` over `1.1`; none of these is deepest."""


class RowPlaces:
    """Follows the rows of one table from top to bottom.

    Attributes:
        section: of the heading that the rows stand below, how deep it stands and what it names.
        by_row: the places that columns name, those of the rows above where a row is blank.
        named: the rows that name one themselves.
    """

    def __init__(self, layout: TableLayout, province: Province, rows: Iterable[Mapping[int, Cell]]) -> None:
        self.province = province
        self.section: tuple[int, Place] | None = None
        self.by_row: dict[int, tuple[Place, ...]] = {}
        columns = [(column.number, level_in_title(column.words)) for column in layout.of({Role.AREA})]
        self.named: set[int] = set()
        told: dict[int, Place] = {}
        for row in rows:
            at = next(iter(row.values())).row
            for number, level in columns:
                if number in row and row[number].text:
                    place = self._named(row[number].text, level)
                    # A district forgets the commune of the one before.
                    told = {n: other for n, other in told.items() if n < number} | ({number: place} if place else {})
                    self.named |= {at} if place else set()
            self.by_row[at] = tuple(place for _, place in sorted(told.items()))

    def pass_heading(self, text: str, mark: str) -> None:
        """Note a row without numbers: it begins the part of a district, ends it, or stands inside it."""
        label = read_label(text)
        depth = _depth(mark or label.mark)
        place = self._named(label.name, None)
        if place:
            self.section = depth, place
        elif self.section and (depth <= self.section[0] or label.total_of is not None):
            self.section = None

    def of(self, row: int) -> tuple[Place, ...]:
        """The places of a row; none for the province's own."""
        return (*([self.section[1]] if self.section else []), *self.by_row[row])

    def _named(self, text: str, titled: PlaceLevel | None) -> Place | None:
        """The one place that a text names with its word, or below a title that says it; several, or all, are none."""
        label = read_label(text)
        level = split_place(label.name)[0] or titled
        if level is None or not label.name[:1].isupper() or label.total_of is not None:
            return None
        if _SEVERAL.search(label.name) or _ALL.fullmatch(fold(label.name)) or _is_abbreviated(label.name):
            return None
        # Below `Huyện`, `Điện Biên` is the district of that name.
        is_district = titled and fold(label.name) == fold(self.province.name)
        return None if self.province.is_meant_by(label.name) and not is_district else Place(label.name, level)


def _is_abbreviated(name: str) -> bool:
    """`Xã ĐBKK` is no name; `XÃ ẲNG` may be."""
    *words, last = name.split()
    return bool(words) and last.isupper() and not words[0].isupper()


def _depth(mark: str) -> int:
    mark = mark.strip(" .)(")
    return next((depth for depth, pattern in enumerate(_DEPTHS) if pattern.fullmatch(mark)), len(_DEPTHS))
