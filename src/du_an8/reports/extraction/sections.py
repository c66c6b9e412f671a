"""What the lines right above one of several tables of a sheet say of it alone: `I. Huyện Mường Ảng`, `Quý II`."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.extraction.head import TIME_AT_END, Head, HeadValue, Label, shareable
from du_an8.reports.layout.header import TableLayout
from du_an8.reports.layout.labels import read_label
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind, TimePhrase, find_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import is_proper, place_alone

_TIMES = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.UNDATED})
_TITLE_WORDS = re.compile(
    r"^(?:(?:biểu|bảng|phụ lục|phần)(?:\s+số)?(?:\s+\w{1,4})?\s*[.:–-]?\s*)?"
    r"(?:(?:tổng\s+hợp|báo\s+cáo|kết\s+quả|số\s+liệu|thực\s+hiện|đơn\s+vị|trên\s+địa\s+bàn|của|tại|dự\s+án\s+8)\s*:?\s*)*",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"(?:(?:bieu|bang|phu luc|phan)(?: so)?(?: \w{1,4})? ?)?"
    r"(?:(?:tong hop|bao cao|ket qua|so lieu|thuc hien|dat duoc|cua|trong|ky|du an 8) ?)*"
)
_OF_PROVINCE = re.compile(
    r"(?:(?:tong hop|ket qua|so lieu|chung|cap) ?)*(?:toan tinh|ca tinh|cap tinh)|tong (?:cong|hop)"
)
_PROVINCE_BEHIND = re.compile(r"\s*[,–-]\s*tỉnh\b.*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d")


class Section(Struct, frozen=True):
    """One table of a sheet and what stands right above it.

    Attributes:
        first_row: of the lines that belong to it, else of the table itself.
        time: as it is written; the year of `Quý II` stands elsewhere.
        of_province: the lines say that it is about the whole province.
        place_first: of a place and a time, the place stands above.
        bare: a numbered line that may be a name, `2. Tuần Giáo`; of a place beside others it is one.
    """

    first_row: int
    place: HeadValue | None = None
    time: tuple[HeadValue, TimePhrase] | None = None
    of_province: bool = False
    place_first: bool = False
    bare: HeadValue | None = None

    @property
    def tells(self) -> bool:
        """Whether anything sets the table apart."""
        return bool(self.place or self.time)

    @property
    def time_kind(self) -> str | None:
        """What sort of time it names: tables that are parted by quarters have one for each."""
        return _DIGITS.sub("", self.time[1].words).strip()[:4] if self.time else None

    def head(self, shared: Head, year: int | None) -> Head:
        """The head of this table.

        Args:
            shared: the sheet's.
            year: that of the sheet, for a time that names none.
        """
        own: dict[Label, HeadValue] = {}
        if self.place:
            own[Label.INSIDE] = self.place
            if Label.INSIDE in shared and Label.PLACE not in shared:
                own[Label.PLACE] = shared[
                    Label.INSIDE
                ]  # a table for each commune of the district that a sheet is about
        if self.time:
            value, phrase = self.time
            period = phrase.period or (phrase.in_year(year) if year else None)
            own[Label.PERIOD] = replace(value, found=period)
        return {**shareable(shared, own), **own}


def read_sections(sheet: Sheet, layouts: Sequence[TableLayout]) -> list[Section]:
    """The tables of a sheet, each with what is said of it.

    The lines above the first table are those of the sheet's title, unless those further down have such lines, too. What
    a table doesn't say goes on from the one before, as far as nothing above it begins anew.
    """
    if len(layouts) == 1:
        return [Section(layouts[0].first_row)]
    above = [0, *(layout.header_row for layout in layouts)]
    lines = [_lines(sheet, after, layout.first_row) for after, layout in zip(above, layouts, strict=False)]
    first, *later = [_read(sheet, rows, layout) for rows, layout in zip(lines, layouts, strict=True)]
    first = _alike(first, later, layouts[0])
    sections = [first]
    outer_is_place = first.place_first or not (first.time and first.place)
    for section in later:
        sections.append(_gone_on(section, sections[-1], outer_is_place=outer_is_place))
    return sections


def _alike(first: Section, later: Iterable[Section], layout: TableLayout) -> Section:
    """Of the lines above the first table, those of a sort that further tables have, too."""
    later = list(later)
    has_place = first.place and any(section.place or section.bare for section in later)
    is_open = first.time is not None and first.time[1].kind is TimeKind.UNDATED and has_place
    has_time = first.time and (is_open or any(section.time_kind == first.time_kind for section in later))
    if not (has_place or has_time):
        return Section(layout.first_row)
    return replace(first, place=first.place if has_place else None, time=first.time if has_time else None)


def _gone_on(section: Section, before: Section, *, outer_is_place: bool) -> Section:
    """A table that says less than the one before is of the same place or time, if that stands above what it says."""
    if section.of_province:
        return replace(section, time=section.time or before.time)
    place, time = section.place or (section.bare if before.place else None), section.time
    if place is None and (time is None or outer_is_place):
        place = before.place
    if time is None and (place is before.place or not outer_is_place):
        time = before.time
    return replace(section, place=place, time=time)


def _lines(sheet: Sheet, above: int, below: int) -> list[int]:
    """The rows right above a table that are no rows of the one before: one cell of words."""
    lines: list[int] = []
    for number in sorted((n for n in sheet.rows if above < n < below), reverse=True):
        if len(sheet.rows[number]) > 1 or any(cell.kind is not CellKind.TEXT for cell in sheet.rows[number].values()):
            break
        lines.append(number)
    return lines[::-1]


def _read(sheet: Sheet, rows: Iterable[int], layout: TableLayout) -> Section:
    section = Section(layout.first_row)
    for cell in (cell for number in rows for cell in sheet.rows[number].values()):
        place, time, of_province = _read_line(cell, sheet.name)
        if read_label(cell.text).mark and is_proper(read_label(cell.text).name.split()):
            section = replace(section, bare=HeadValue(read_label(cell.text).name, cell, sheet.name))
        if place or time or of_province:
            section = Section(
                min(section.first_row, cell.row),
                place or (None if of_province else section.place),
                time or section.time,
                of_province or (section.of_province and not place),
                place_first=section.place_first or bool(place and not section.time),
                bare=section.bare,
            )
    return section


def _read_line(cell: Cell, sheet: str) -> tuple[HeadValue | None, tuple[HeadValue, TimePhrase] | None, bool]:
    """The place or the time that a line names where it says nothing else; whether it is about the whole province."""
    text = cell.text if place_alone(cell.text) else read_label(cell.text).name
    value = HeadValue(text.strip(" .:;"), cell, sheet)
    times, rest = find_times(fold(value.text))
    name = _PROVINCE_BEHIND.sub("", TIME_AT_END.sub("", _TITLE_WORDS.sub("", value.text, count=1)))
    found = place_alone(value.text) or place_alone(name)
    place = replace(value, text=found[0]) if found else None
    of_province = _OF_PROVINCE.fullmatch(rest) is not None
    if not place and not of_province and not _NOTHING_ELSE.fullmatch(rest):
        return None, None, False
    time = (value, times[0]) if len(times) == 1 and times[0].kind in _TIMES else None
    return place, time, of_province
