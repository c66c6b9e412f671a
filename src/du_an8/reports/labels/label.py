"""A label: what the text of a cell says of the numbers in its reach."""

from msgspec import Struct

from du_an8.programme.catalogue import Indicator
from du_an8.reports.vocabulary.vocabulary import AXES, Says
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_phrases import TimePhrase, TimeUnit

_NAMES_AND_PLACES = frozenset({Says.NAMES, Says.PLACES})
SPANS = frozenset(map(str, TimeUnit))
PHASE = "giai doan"


class Label(Struct, frozen=True):
    """What a text says.

    Attributes:
        says: what its phrases say.
        times: its phrases of time.
        leads: what its first phrase says.
        indicator: the one that it names.
        part: the words of the name that narrow it to a part of it.
        place: the name of a district or commune, as printed.
        unit: what stands in brackets and may be a unit.
        rest: the printed words that are left over.
        to_come: it names what is still to be done.
    """

    text: str
    says: frozenset[Says] = frozenset()
    times: tuple[TimePhrase, ...] = ()
    leads: Says | None = None
    indicator: Indicator | None = None
    part: str = ""
    place: str | None = None
    unit: str = ""
    rest: str = ""
    to_come: bool = False

    @property
    def axis(self) -> Says | None:
        """What the cells below it say, if it is the title of a column of words."""
        if self.leads is Says.NOTES:
            return Says.NOTES
        if self.names or self.times:
            return None
        axes = self.says & AXES
        others = self.says - AXES - {Says.NOTHING, Says.QUANTITY}
        if others or not axes:
            return None
        is_either = axes == _NAMES_AND_PLACES and self.leads in axes  # `Huyện vùng dự án`, `Chỉ tiêu/huyện`
        return self.leads if is_either else min(axes)

    @property
    def names(self) -> bool:
        """Whether it names an indicator, a place or something that nobody knows."""
        return bool(self.indicator or self.place or self.rest)

    @property
    def tells(self) -> bool:
        """Whether it says anything at all of a number."""
        return bool(self.says - {Says.NOTHING} or self.times or self.indicator or self.place)

    @property
    def unknown(self) -> int:
        """How many words are left over."""
        return len(self.rest.split())


def time_alone(label: Label) -> TimePhrase | None:
    """The time that a label names, if it says nothing else."""
    if len(label.times) != 1 or label.names or any(not says.startswith("nothing") for says in label.says):
        return None
    time = label.times[0]
    return time if time.kind in {TimeKind.PERIOD, TimeKind.UNDATED} and not time.is_bare else None


def is_count(word: str) -> bool:
    """Whether a folded word says how many times there are: `2`, `hai`."""
    return word.isdecimal() or word in {"hai", "ba"}
