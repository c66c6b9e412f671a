"""What is known of a report file as a whole: where its numbers ended, of which time it tells, what is explained."""

from datetime import date

from msgspec import Struct

from du_an8.findings import Location


class Explanation(Struct, frozen=True):
    """What the province wrote beside a point that it was asked about.

    Attributes:
        asked: the sheet and the cell that it was asked about; the file alone where it was about the whole of it; None
            where the text stands beside no point.
        point: what was told, as it was worded.
        request: what was asked for, as it was worded.
        location: where the answer stands.
        area: see Province.area.
        files: paths of the reports that it may speak of: its own, and those of the same province and date.
    """

    asked: Location | None
    point: str
    request: str
    text: str
    location: Location
    area: str | None = None
    files: tuple[str, ...] = ()


class Covered(Struct, frozen=True):
    """A span of time of which a report tells, of its province as a whole.

    Attributes:
        area: see Province.area.
        start: first day; None stands for the start of the phase, as of a running total.
        end: the day up to which it tells.
        reported_on: when it was sent, if the report says so.
        phase: id of the phase that it names; None leaves it to the end.
        period_end: the last day of the period that the report is for, where its figures are of a day before.
    """

    area: str
    end: date
    start: date | None = None
    reported_on: date | None = None
    phase: str | None = None
    period_end: date | None = None


class FileAccount(Struct, frozen=True):
    """Where every number cell of a file ended: numbers_seen = used + checked + reported.

    Attributes:
        sha256: of its bytes as they were read, in hexadecimal digits; empty for several files together.
        covers: of what it tells, each span once.
        answers: how many points that it was sent back for the province has explained in it.
        indicators: of which it states a figure, in a fixed order.
        corrects: the code of the report that was sent back and comes again, corrected, in this file; empty for none.
    """

    path: str
    numbers_seen: int
    used: int
    checked: int
    reported: int
    sha256: str = ""
    covers: tuple[Covered, ...] = ()
    answers: int = 0
    indicators: tuple[str, ...] = ()
    corrects: str = ""

    def plus(self, other: "FileAccount") -> "FileAccount":
        """Both files together."""
        return FileAccount(
            self.path,
            self.numbers_seen + other.numbers_seen,
            self.used + other.used,
            self.checked + other.checked,
            self.reported + other.reported,
        )
