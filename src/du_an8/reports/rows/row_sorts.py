"""Of which sort a row is: what its name is, told by its words and by those of the other rows."""

from collections.abc import Sequence
from enum import Enum, auto

from msgspec.structs import replace

from du_an8.reports.labels.label import Label, time_alone
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.row_labels import is_total, names_part, said_by, time_of_total
from du_an8.reports.labels.titles import asks
from du_an8.reports.places.place_texts import (
    is_comparison,
    is_former_area,
    is_sort_of_body,
    read_place,
    totalled_level,
)
from du_an8.reports.rows.bare_names import bare_name
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.word_columns import WordColumns
from du_an8.reports.vocabulary.vocabulary import Says
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import is_proper, level_in_title

_CAPTIONS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES, Says.NOTHING})
_LONGEST_BARE = 60


class Sort(Enum):
    """What the name of a row is."""

    INDICATOR = auto()
    LEAF = auto()
    PLACE = auto()
    GROUP = auto()
    TIME = auto()
    MEASURE = auto()
    TOTAL = auto()
    CAPTION = auto()
    UNKNOWN = auto()
    BLANK = auto()


class RowSorts:
    """The sorts of the rows of one table.

    Attributes:
        of: number of a row -> its sort.
    """

    def __init__(self, rows: Sequence[Stub], columns: WordColumns) -> None:
        """For the words of all rows."""
        self.rows, self.columns = rows, columns
        self.of = {stub.number: self._sort(stub) for stub in rows}
        places = self._places_by_columns() if columns.by_columns else self._bare_places()
        self.of |= {stub.number: Sort.PLACE for stub in places}

    def _sort(self, stub: Stub) -> Sort:
        """The first sort that fits."""
        if not stub.name.text:
            return Sort.CAPTION if stub.name.of_which else Sort.BLANK
        if _is_caption(stub.label):
            return Sort.CAPTION
        if stub.label.indicator and not self.columns.by_columns:
            return Sort.INDICATOR
        if self._is_time(stub):
            return Sort.TIME
        if self._is_total(stub):
            return Sort.TOTAL
        return Sort.MEASURE if _is_measure(stub) else self._sort_of_name(stub)

    def _sort_of_name(self, stub: Stub) -> Sort:
        """Of a name that is no indicator's, and says nothing of its numbers."""
        if self.columns.crossed(stub.name.text):
            return Sort.INDICATOR
        if stub.name.of_which:
            return Sort.LEAF
        if read_place(stub.text).places or is_former_area(stub.name.text):
            return Sort.PLACE
        if self.columns.is_group(stub.name.text):
            return Sort.GROUP
        return Sort.LEAF if stub.name.dashed else Sort.UNKNOWN

    def _is_time(self, stub: Stub) -> bool:
        """`Năm 2023`, and without numbers `Hoạt động (trong năm 2023)`, too."""
        label = stub.label
        total = None if self.columns.by_columns else time_of_total(label)
        if Says.NAMES in label.says and not (stub.numbers or asks(label)):
            label = replace(label, says=label.says - {Says.NAMES})
        return (time_alone(label) or total) is not None

    def _is_total(self, stub: Stub) -> bool:
        """`Tổng Cọt` is a commune: beside indicators only the words of a total alone are one."""
        name = stub.name
        is_of_all = self.columns.by_columns or name.is_total or is_total(stub.label) or totalled_level(name.text)
        return name.total_of is not None and bool(is_of_all) and not is_comparison(name.text)

    def _bare_places(self) -> list[Stub]:
        """Names without their word are places where several stand together, and nothing else is known of them."""
        bare = [stub for stub in self.rows if self._is_bare_place(stub)]
        several = len({fold(stub.name.text) for stub in bare}) > 1
        titles = [c.words for c in self.columns.table.of({Role.INDICATOR})]
        of_places = any(level_in_title(title) or "don vi" in fold(title) for title in titles)
        return bare if several or of_places or Sort.PLACE in self.of.values() else []

    def _places_by_columns(self) -> list[Stub]:
        """Names without their word in a table of places: several bands, or a list with dashes."""
        bands = [stub for stub in self.rows if self._is_band(stub)]
        dashed = [stub for stub in self.rows if self._is_dashed_place(stub)]
        several = len({fold(stub.name.text) for stub in bands}) > 1
        is_list = any(" " in stub.name.text for stub in dashed)
        return bands * several + dashed * is_list

    def _is_dashed_place(self, stub: Stub) -> bool:
        """`+ Sa Lông` in a column of places is one, as are names of one word beside it; `- Nữ` is a part."""
        is_dashed = self.of[stub.number] is Sort.LEAF and not stub.name.of_which
        among_places = stub.cell is not None and stub.cell.column in self.columns.places
        return is_dashed and among_places and self._says_only_a_name(stub)

    def _is_band(self, stub: Stub) -> bool:
        """A row whose only words are a name without its word, left of the places: `MƯỜNG CHÀ` over all columns."""
        is_left = stub.cell is not None and stub.cell.column < min(self.columns.places, default=0)
        if self.of[stub.number] is not Sort.UNKNOWN or not is_left or stub.places:
            return False
        is_alone = sum(bool(cell.text) for cell in stub.cells.values()) == 1
        return is_alone and " " in stub.name.text and self._says_only_a_name(stub)

    def _says_only_a_name(self, stub: Stub) -> bool:
        name = bare_name(stub.name.text)
        return is_proper(name.split()) and not stub.label.tells and not names_part(name, self.columns.programme)

    def _is_bare_place(self, stub: Stub) -> bool:
        name, words = stub.name, bare_name(stub.name.text).split()
        is_known = self.of[stub.number] not in {Sort.UNKNOWN, Sort.LEAF}
        if is_known or name.of_which or len(name.text) > _LONGEST_BARE:
            return False
        is_name = len(words) > 1 and is_proper(words) and not name.text.isupper()  # `Tày`, `Kinh` are none
        return is_name and not (names_part(name.text, self.columns.programme) or is_sort_of_body(name.text))


def _is_caption(label: Label) -> bool:
    """`Trong đó:`, `Các huyện`."""
    says_more = label.rest or label.times or label.indicator
    return bool(label.says) and label.says <= _CAPTIONS and not says_more


def _is_measure(stub: Stub) -> bool:
    """`Kế hoạch giai đoạn`, `Tỷ lệ đạt (%)`."""
    said, label = said_by(stub.label, stub.name), stub.label
    tells = said is not None and (not said.neutral or said.role is not Role.IN_PERIOD)
    return tells and not (label.rest or label.indicator)
