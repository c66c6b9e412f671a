"""Puts the labels over a column together: what its numbers are, of which indicator and places."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.reports.facts import Place
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.roles import FIGURE_ROLES, Role
from du_an8.reports.labels.titles import Title, title
from du_an8.reports.places.phrases import names_several_levels
from du_an8.reports.vocabulary.vocabulary import AXES, Says, begins_with_any
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, level_of

_ROLES_OF_AXES = {
    Says.NUMBERING: Role.NUMBERING,
    Says.CODE: Role.ID,
    Says.NAMES: Role.INDICATOR,
    Says.PLACES: Role.AREA,
    Says.UNITS: Role.UNIT,
    Says.NOTES: Role.NOTE,
    Says.TIMES: Role.TIME,
}
_AND = pattern_of(r"(?:[/&+]|\bvà)\s*$", re.IGNORECASE)
_BEGINNING = frozenset({Role.INDICATOR, Role.NUMBERING})
_NAMES = frozenset({Role.INDICATOR, Role.AREA})


class Heading(Struct, frozen=True):
    """All that the labels over a column say.

    Attributes:
        title: None where they say nothing of a number.
        leaves: words that no phrase took, from the outer to the inner label: a part, people, a place, or unknown.
        places: of the one that its numbers are of, from the larger to the smaller.
        total: "Tổng số", "Cộng": all of what stands beside it.
        whole: "Toàn huyện": all of a place of that size, which something else must name.
        of_province: "Toàn tỉnh": all of the province, whatever the table is about; province: its name, if it is told.
        of_places: an outer label says that what follows are places; of_parts, that it is divided into parts.
    """

    title: Title | None
    indicator: Indicator | None = None
    places: tuple[Place, ...] = ()
    leaves: tuple[str, ...] = ()
    total: bool = False
    whole: PlaceLevel | None = None
    of_province: bool = False
    province: str = ""
    of_places: bool = False
    of_parts: bool = False

    @property
    def role(self) -> Role | None:
        """What its column holds."""
        return self.title.role if self.title else None

    @property
    def is_result(self) -> bool:
        """Whether its column holds what was done."""
        return self.title is not None and self.title.is_result

    @property
    def is_plan(self) -> bool:
        """Whether its column holds what was to be done."""
        return self.title is not None and self.title.is_plan


def heading(labels: Sequence[Label]) -> Heading:
    """Compose labels, from the outer to the inner: for each dimension the innermost counts."""
    *outer, inner = _with_units(labels)
    labels = [*map(_over_places, outer), inner]
    if axis := _axis(labels):
        return Heading(Title(_ROLES_OF_AXES[axis]))
    places = [Place(label.place, level_of(label.place)) for label in labels if label.place]
    indicator = next((label.indicator for label in reversed(labels) if label.indicator), None)
    leaves = tuple(words for at, label in enumerate(labels) for words in (label.part, _rest(at, labels)) if words)
    says = frozenset[Says]().union(*(label.says for label in labels))
    return Heading(
        _title(labels),
        indicator,
        tuple(dict.fromkeys(places)),
        leaves,
        total=_is_total(labels),
        of_places=Says.HEAD_OF_PLACES in says,
        of_parts=Says.HEAD_OF_PARTS in says,
    )


def tables_beside(heads: Iterable[Heading]) -> Iterator[int]:
    """In which of the tables side by side each column stands: a second column of names begins behind its figures."""
    number, roles = 0, set[Role | None]()
    for head in heads:
        if head.role in _BEGINNING and roles & _NAMES and roles & FIGURE_ROLES:
            number, roles = number + 1, set()
        roles.add(head.role)
        yield number


def _axis(labels: Sequence[Label]) -> Says | None:
    """What the words below labels say, unless an outer label tells of numbers; notes and units are that in any case."""
    axis = labels[-1].axis if labels else None
    tells_of_numbers = any(label.tells and label.axis is None for label in labels[:-1])
    return axis if axis in {Says.NOTES, Says.UNITS} or not tells_of_numbers else None


def _rest(at: int, labels: Sequence[Label]) -> str:
    """The words of a label that are left over, unless the name below it is made of them.

    `Hòa giải thành` below `Kết quả hòa giải` is short for `Số vụ việc hòa giải thành`.
    """
    rest, indicator = labels[at].rest, labels[-1].indicator
    if not rest or indicator is None or at == len(labels) - 1:
        return rest
    return "" if any(f" {fold(rest)} " in f" {fold(name)} " for name in indicator.names) else rest


def _title(labels: Sequence[Label]) -> Title | None:
    """What labels say of numbers; where they tell of two things, nothing."""
    return None if any(map(_counts_two, labels)) else title(labels)


def _counts_two(label: Label) -> bool:
    """`Số cuộc đối thoại/số người tham gia` over `6/300`: no number is of the people alone, none of the events."""
    if label.indicator is None or not begins_with_any(label.rest, "names", "counting_words"):
        return False
    return _AND.search(label.text.partition(label.rest)[0]) is not None


def _is_total(labels: Sequence[Label]) -> bool:
    """`Cộng`, also over `KH` and `TH`: of all that stands beside it; `Tổng số` over `Nữ` is of the women alone."""
    for label in reversed(labels):
        if label.rest or label.part or label.place:
            return False
        if Says.TOTAL in label.says:
            return True
        if label.times:
            return False
    return False


def _over_places(label: Label) -> Label:
    """`Xã, phường` over other labels says that these are places, and not what words below it are."""
    if not names_several_levels(label.text):
        return label
    return replace(label, says=label.says - AXES | {Says.HEAD_OF_PLACES})


def _with_units(labels: Sequence[Label]) -> list[Label]:
    """`(tổ)` or `CLB` below the name of an indicator that is counted in it is its unit."""
    found: list[Label] = []
    for label in labels:
        outer = next((other.indicator for other in reversed(found) if other.indicator), None)
        bare = label.text.strip(" ()")
        is_unit = outer is not None and label.indicator is not outer and outer.accepts_unit(bare) and bare
        found.append(Label(label.text, unit=bare) if is_unit else label)
    return found
