"""A value that a head states, and the cell that states it."""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from du_an8.reports.head.fields import Label
from du_an8.reports.titles.title_times import title_times
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.dates import Period, read_date, read_last_day, read_period

_FIRST_SERIAL, _LAST_SERIAL = 36526, 55153  # the years 2000 to 2050


class HeadValue(Struct, frozen=True):
    """A head value and the cell that states it.

    Attributes:
        found: the period that stands inside a title.
        places: all districts and communes that it names, one inside the other in any order.
    """

    text: str
    cell: Cell
    sheet: str
    found: Period | None = None
    places: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The value as a date."""
        return self._stored_day or read_date(self.text)

    @property
    def last_day(self) -> date | None:
        """The day until which figures reach, as the value says it: `31/12/2023`, `hết tháng 12/2023`."""
        return self._stored_day or read_last_day(self.text)

    @property
    def _stored_day(self) -> date | None:
        if isinstance(self.cell.value, date):
            return self.cell.value
        is_serial = self.cell.kind is CellKind.NUMBER and self.text.isdecimal()
        return _day_of_serial(int(self.text)) if is_serial else None

    @property
    def period(self) -> Period | None:
        """The value as a reporting period; one found inside a longer text goes first."""
        return self.found or read_period(self.text) or title_times([self.text]).period


def _day_of_serial(number: int) -> date | None:
    """45291 is how a spreadsheet stores 31/12/2023, where nothing formats it as a date."""
    return date(1899, 12, 30) + timedelta(days=number) if _FIRST_SERIAL <= number <= _LAST_SERIAL else None


Head = Mapping[Label, HeadValue]
