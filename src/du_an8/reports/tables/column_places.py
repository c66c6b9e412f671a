"""Which columns of a table belong to one district or commune each, by the labels over them."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.facts import Place
from du_an8.reports.labels.label import read_stack
from du_an8.reports.labels.names import read_leaf
from du_an8.reports.labels.place_texts import is_former_area, read_place, totalled_level, totals_province
from du_an8.reports.labels.titles import NUMBER_ROLES, RESULT_ROLES, Heading, Title, title
from du_an8.reports.tables.header_bands import Stack
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_proper, split_place


class _Over(Struct, frozen=True):
    """What the labels over one column say of places, each read by itself.

    Attributes:
        places: from the outer label to the inner one.
        texts: the labels that say it.
        office: the province's own office, as printed: beside districts it is one of those that share the whole.
        bare: a name without its word, which may be anything, and how it is printed.
        whole: `Toàn huyện`; of_province: `Toàn tỉnh`.
    """

    places: tuple[Place, ...] = ()
    texts: tuple[str, ...] = ()
    office: str | None = None
    bare: tuple[str, str] | None = None
    whole: PlaceLevel | None = None
    of_province: bool = False


class ColumnPlaces:
    """Reads the headings of one table together: a name alone is a place where others stand beside it."""

    def __init__(self, programme: Programme, *, is_beside_names: bool) -> None:
        """For one table.

        Args:
            is_beside_names: its rows, or its title, name the indicators, so that its columns may be places.
        """
        self.programme, self.is_beside_names = programme, is_beside_names

    def read(self, stacks: Sequence[Stack], heads: Sequence[Heading], of_numbers: Sequence[bool]) -> list[Heading]:
        """The headings, with the places of those that have some."""
        over = [self._over(stack, head) for stack, head in zip(stacks, heads, strict=True)]
        over = self._with_bare_names(over, heads)
        has_places = any(one.places for one in over)
        over = [replace(one, places=(Place(one.office),)) if one.office and has_places else one for one in over]
        return [self._placed(*each) for each in zip(stacks, heads, over, of_numbers, strict=True)]

    # One column.

    def _over(self, stack: Stack, head: Heading) -> _Over:
        said = [self._of_text(text) for text in stack.texts]
        places = tuple(dict.fromkeys(place for one in said for place in one.places))
        return _Over(
            places or head.places,
            tuple(text for one in said for text in one.texts),
            next(filter(None, (one.office for one in said)), None),
            self._bare_name(stack, head),
            next(filter(None, (one.whole for one in said)), None),
            any(one.of_province for one in said),
        )

    @staticmethod
    def _of_text(text: str) -> _Over:
        found = read_place(text)
        if found.of_province:
            return _Over(texts=(text,), office=found.name)
        if found.places:
            return _Over(found.places, (text,))
        if is_former_area(text):
            return _Over((Place(found.name),), (text,))
        if found.total_of is None:
            return _Over()
        total = read_place(found.total_of)
        if total.places:
            return _Over(total.places, (text,))
        if totals_province(text):
            return _Over(of_province=True)
        level = totalled_level(text)
        return _Over(texts=(text,) if level else (), whole=level)

    def _bare_name(self, stack: Stack, head: Heading) -> tuple[str, str] | None:
        """The innermost label, where it is a name that says nothing else: without its mark, and as printed."""
        left = {fold(leaf) for leaf in head.leaves}
        for text in reversed(stack.texts):
            name = read_place(text).name
            if {fold(text), fold(name)} & left:
                return (name, text) if self._is_bare_name(name) else None
        last = head.leaves[-1] if head.leaves else ""
        return (last, last) if self._is_bare_name(last) else None

    def _is_bare_name(self, name: str) -> bool:
        words = name.split()
        if not is_proper(words) or (len(words) == 1 and name.isupper()):
            return False
        return all(read_leaf(self.programme, name, each).part is None for each in self._some_indicators)

    @cached_property
    def _some_indicators(self) -> list[Indicator]:
        return list(self.programme.indicators.values())[:1]

    # All columns.

    def _with_bare_names(self, over: Sequence[_Over], heads: Sequence[Heading]) -> list[_Over]:
        """Names without their word: several beside each other, below a district, or below `Chia theo huyện`."""
        bare = [one.bare if self._may_be_place(one, head) else None for one, head in zip(over, heads, strict=True)]
        others = [head for one, head, name in zip(over, heads, bare, strict=True) if not (name or one.texts)]
        several = len({name for name, _ in filter(None, bare)}) > 1 and not any(map(_names_something, others))
        told = any(head.of_places for head, name in zip(heads, bare, strict=True) if name)
        return [  # one name alone may be anything
            _with_bare_name(one, *name) if name and (several or told or one.places) else one
            for one, name in zip(over, bare, strict=True)
        ]

    def _may_be_place(self, one: _Over, head: Heading) -> bool:
        of_numbers = head.title is not None and head.title.role in NUMBER_ROLES
        return self.is_beside_names and of_numbers and _is_inside(one)

    def _placed(self, stack: Stack, head: Heading, over: _Over, of_numbers: bool) -> Heading:  # noqa: FBT001
        head = replace(head, places=(), of_province=over.of_province)
        if not over.places and over.whole is None:
            return head
        places = _nested(over.places)
        if places is None:
            return replace(head, title=None)
        said = head.title or (self._title_without(stack, over.texts) if of_numbers and over.texts else None)
        if said is None or said.role not in NUMBER_ROLES:
            return head
        leaves = tuple(leaf for leaf in head.leaves if not _is_said(leaf, over))
        total = head.total or over.whole is not None
        return replace(head, title=said, places=places, leaves=leaves, total=total, whole=over.whole)

    def _title_without(self, stack: Stack, texts: Sequence[str]) -> Title | None:
        """What the labels say that name no place: `Hội LHPN xã` is the title of a column of words."""
        others = tuple(text for text in stack.texts if text not in texts)
        return title(read_stack(others, self.programme)) if others else title(())


def _names_something(head: Heading) -> bool:
    """Whether words that are no name stand over results: `Giá trị sản xuất` beside `SẢN LƯỢNG`."""
    return bool(head.leaves and not head.places and head.title and head.title.role in RESULT_ROLES)


def _with_bare_name(one: _Over, name: str, text: str) -> _Over:
    return replace(one, places=(*one.places, Place(name)), texts=(*one.texts, text))


def _is_inside(one: _Over) -> bool:
    """Whether a bare name may be a place: alone, or below a larger one."""
    return not one.places or all(place.level is PlaceLevel.DISTRICT for place in one.places)


def _is_said(leaf: str, over: _Over) -> bool:
    """Whether the words of a leaf are those of a place."""
    names = [*over.texts, *(place.name for place in over.places)]
    return any(f" {fold(leaf)} " in f" {fold(text)} " for text in names)


def _nested(places: Sequence[Place]) -> tuple[Place, ...] | None:
    """From the larger to the smaller, by their words where all have one; None where two of one size contradict."""
    by_name = {(split_place(place.name)[1], place.level): place for place in places}
    levels = [place.level for place in by_name.values() if place.level]
    if len(set(levels)) != len(levels):
        return None
    if len(levels) == len(by_name):
        return tuple(sorted(by_name.values(), key=lambda place: place.level or 0))
    return tuple(by_name.values())
