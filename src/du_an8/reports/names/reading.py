"""What a printed name says."""

from fractions import Fraction

from msgspec import Struct

from du_an8.programme.catalogue import Indicator


class NameReading(Struct, frozen=True):
    """What a name says.

    Attributes:
        indicator: the one it names; None where it names another thing, or something that isn't done.
        part: the printed words that narrow it to a part: `thành lập mới`, `nữ`, `cấp xã`.
        of_people: the part is one of people while the indicator counts no people: never compared with it.
        of_others: the part is named by a noun for other people than those counted: `Số hội viên` below a club.
        unit: stated in brackets at its end and one in which the indicator is counted.
        planned: a number that the name itself states as due: 540 in `Thành lập 540 tổ truyền thông`.
        to_come: it speaks of a plan, an allotment, of what is left to do: its numbers are never results.
        rest: the printed words that make it another thing.
        near: the indicator it would be without them.
    """

    indicator: Indicator | None = None
    part: str | None = None
    of_people: bool = False
    of_others: bool = False
    unit: str = ""
    planned: Fraction | None = None
    to_come: bool = False
    rest: tuple[str, ...] = ()
    near: Indicator | None = None
