"""What the lines right above one of several tables of a sheet say of it alone: a place, a time, a measure.

`I. Huyện Mường Ảng`, `Quý II`, `Bảng 2. Kết quả luỹ kế từ đầu giai đoạn đến 31/12/2024`. Over tables that stand side
by side, each cell of such a line belongs to the table below it.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.head.fields import Label
from du_an8.reports.head.head import shareable
from du_an8.reports.head.value import Head, HeadValue
from du_an8.reports.labels.titles import Title
from du_an8.reports.tables.table import Table
from du_an8.vietnamese.dates import TimePhrase, read_times

_DIGITS = re.compile(r"\d")


class SectionTime(Struct, frozen=True):
    """A time over a table, as it is written; the year of `Quý II` stands elsewhere."""

    value: HeadValue
    phrase: TimePhrase

    @property
    def sort(self) -> str:
        """Tables that are parted by quarters have one for each."""
        return _DIGITS.sub("", self.phrase.words).strip()[:4]


class Section(Struct, frozen=True):
    """One table of a sheet and what stands right above it.

    Attributes:
        of_province: the lines say that it is about the whole province.
        bare: a numbered line that may be a name, `2. Tuần Giáo`; of a place beside others it is one.
        over: what its numbers are that their columns call no more than results: `Kết quả luỹ kế đến 31/12/2024`.
        title: what the heading over a further table says of time, which then replaces what the sheet's title says.
        heading: the words of its first line; mark is that of a list before them.
        tells_results: a line says that something was done.
        other: the line that says that it is another programme's.
    """

    table: Table
    place: HeadValue | None = None
    time: SectionTime | None = None
    of_province: bool = False
    bare: HeadValue | None = None
    over: Title | None = None
    title: Head = {}
    heading: str = ""
    mark: str = ""
    tells_results: bool = False
    other: str = ""

    @property
    def tells(self) -> bool:
        """Whether anything sets the table apart."""
        return bool(self.place or self.time or self.title)

    @property
    def first_row(self) -> int:
        """The first of the lines that set it apart, else of the table itself."""
        lines = (self.place, self.time and self.time.value)
        return min([self.table.first_row, *(value.cell.row for value in lines if value)])

    @property
    def outer_is_place(self) -> bool:
        """Whether its place stands above its time; where it names but one of them, a place would."""
        return not (self.place and self.time) or self.place.cell.row <= self.time.value.cell.row

    def place_beside(self, before: "Section") -> HeadValue | None:
        """Its place; beside tables of places a bare name is one, too."""
        return self.place or (before.place and self.bare)

    def head(self, shared: Head, year: int | None) -> Head:
        """The head of this table.

        Args:
            shared: the sheet's.
            year: that of the sheet, for a time that names none.
        """
        own: dict[Label, HeadValue] = _closed(self.title, year)
        if self.place:
            own |= _places_around(shared) | {Label.INSIDE: self.place}
        if self.time:
            phrase = self.time.phrase
            period = phrase.period or (phrase.in_year(year) if year else None)
            own[Label.PERIOD] = replace(self.time.value, found=period)
        return {**shareable(shared, own), **own}


def _closed(title: Head, year: int | None) -> dict[Label, HeadValue]:
    """What a heading says of time; the year of `II. Kết quả hỗ trợ quý III` is that of its sheet."""
    stated = title.get(Label.TITLE_OPEN)
    phrases = read_times(stated.text).phrases if stated and year else ()
    period = phrases[0].in_year(year) if year and len(phrases) == 1 else None
    if stated is None or period is None:
        return dict(title)
    closed: dict[Label, HeadValue] = {label: value for label, value in title.items() if label != Label.TITLE_OPEN}
    return {**closed, Label.TITLE_PERIOD: replace(stated, found=period)}


def _places_around(shared: Head) -> dict[Label, HeadValue]:
    """Of a table for each commune of the district that a sheet is about: the place of the sheet."""
    if Label.INSIDE not in shared:
        return {}
    around = [shared[label] for label in (Label.PLACE, Label.INSIDE) if label in shared]
    places = tuple(text for value in around for text in (value.places or (value.text,)))
    return {Label.PLACE: replace(around[0], places=places)}
