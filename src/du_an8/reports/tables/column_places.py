"""Which columns of a table belong to one district or commune each, by the labels over them."""

from collections.abc import Collection, Sequence
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.facts import Place
from du_an8.reports.labels.headings import Heading
from du_an8.reports.labels.label_phrases import is_turn
from du_an8.reports.labels.label_stacks import read_stack
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import NUMBER_ROLES
from du_an8.reports.labels.row_labels import names_part
from du_an8.reports.labels.titles import Title, title
from du_an8.reports.places.groups import is_group
from du_an8.reports.places.place_texts import (
    is_body,
    is_former,
    is_former_area,
    is_no_place,
    is_sort_of_body,
    read_place,
    totalled_level,
    totals_province,
    without_era,
)
from du_an8.reports.tables.bands import Stack
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import Says
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_proper, without_level

_NOTHING = frozenset({Says.NOTHING})


class _Over(Struct, frozen=True):
    """What the labels over one column say of places, each read by itself.

    Attributes:
        places: from the outer label to the inner one.
        texts: the labels that say it.
        office: the province's own office, as printed: beside districts it is one of those that share the whole.
        bare: a name without its word, which may be anything, and how it is printed.
        whole: `Toàn huyện`; of_province: `Toàn tỉnh`; province: its name, of `Tỉnh Lào Cai`.
    """

    places: tuple[Place, ...] = ()
    texts: tuple[str, ...] = ()
    office: str | None = None
    bare: tuple[str, str] | None = None
    whole: PlaceLevel | None = None
    of_province: bool = False
    province: str = ""

    def joined(self, inner: "_Over") -> "_Over":
        """With what a label further in says."""
        return _Over(
            tuple(dict.fromkeys((*self.places, *inner.places))),
            self.texts + inner.texts,
            self.office or inner.office,
            whole=self.whole or inner.whole,
            of_province=self.of_province or inner.of_province,
            province=self.province or inner.province,
        )

    def with_bare_name(self) -> "_Over":
        """The same where the bare name, if there is one, is a place's."""
        if self.bare is None:
            return self
        name, text = self.bare
        return replace(self, places=(*self.places, Place(name)), texts=(*self.texts, text))


class ColumnPlaces:
    """Reads the headings of one table together: a name alone is a place where others stand beside it."""

    def __init__(self, programme: Programme, *, is_beside_names: bool) -> None:
        """For one table.

        Args:
            is_beside_names: its rows, or its title, name the indicators, so that its columns may be places.
        """
        self.programme, self.is_beside_names = programme, is_beside_names

    def read(self, stacks: Sequence[Stack], of_numbers: Sequence[bool]) -> list[Stack]:
        """The columns, with the places of those that have some."""
        over = _with_bare_names(stacks, [self._over(stack) for stack in stacks])
        has_places = any(one.places for one in over)
        over = [replace(one, places=(Place(one.office),)) if one.office and has_places else one for one in over]
        heads = map(self._placed, stacks, over, of_numbers)
        return [replace(stack, heading=head) for stack, head in zip(stacks, heads, strict=True)]

    def _over(self, stack: Stack) -> _Over:
        over = reduce(_Over.joined, map(self._of_text, stack.texts), _Over())
        over = replace(over, places=over.places or stack.heading.places)
        if len(stack.texts) > 1 and (former := next(filter(self._is_former_place, stack.texts), "")):
            over = _Over((Place(unmarked(former).text),), (former,)).joined(over)
        return replace(over, bare=self._bare_name(stack)) if self._may_be_place(stack, over.places) else over

    def _may_be_place(self, stack: Stack, places: Sequence[Place]) -> bool:
        """Whether a bare name over a column of numbers may be a place: alone, or below a larger one."""
        is_inside = all(place.level is PlaceLevel.DISTRICT for place in places)
        return self.is_beside_names and is_inside and stack.heading.role in NUMBER_ROLES

    def _of_text(self, text: str) -> _Over:
        found = read_place(text)
        if found.of_province:
            return _Over(texts=(text,), office=found.name)
        if found.places:
            return _Over(found.places, (text,))
        if is_former_area(text):
            return _Over((Place(found.name),), (text,))
        if found.total_of is None:
            return self._of_province(text)
        total = read_place(found.total_of)
        if total.places:
            return _Over(total.places, (text,))
        if totals_province(text):
            return _Over(of_province=True)
        if _names_province(found.total_of):
            return replace(self._of_province(found.total_of), texts=(text,))
        level = totalled_level(text)
        return _Over(texts=(text,) if level else (), whole=level)

    def _is_former_place(self, text: str) -> bool:
        """`Hoà Bình (cũ)` over its communes, over `KH` and `TH`, below `Kết quả`; `MÔ HÌNH CŨ` is none."""
        name = unmarked(without_era(text)).text
        return is_former(text) and _may_name(name) and not read_label(name, self.programme).says

    def _of_province(self, text: str) -> _Over:
        """`Tỉnh Lào Cai` is all of that province; `TỈNH GIAO` says what its numbers are."""
        if not _names_province(text) or not read_label(text, self.programme).says <= _NOTHING:
            return _Over()
        return _Over(texts=(text,), of_province=True, province=text.partition(" ")[2])

    def _bare_name(self, stack: Stack) -> tuple[str, str] | None:
        """The innermost label, where it is a name that says nothing else: without its mark, and as printed."""
        leaves = stack.heading.leaves
        left = set(map(fold, leaves))
        printed = [(read_place(text).name, text) for text in reversed(stack.texts)]
        last = leaves[-1] if leaves else ""
        name, text = next((each for each in printed if left & set(map(fold, each))), (last, last))
        says_else = self._is_known(name) or any(map(self._is_of_else, leaves[:-1]))
        return (name, text) if _may_name(name) and not says_else else None

    def _is_known(self, name: str) -> bool:
        """Whether it says something else: of a part, `Hộ` beside `Khẩu` in what is counted; `Trường THCS`, `Đợt II`."""
        is_none = is_no_place(name) or is_sort_of_body(name) or is_turn(name)
        return is_none or names_part(name, self.programme) or self.programme.knows_unit(name)

    def _is_of_else(self, leaf: str) -> bool:
        """Whether words over a bare name make another thing of it: `Chia theo dân tộc` over `Tày`, `Nùng`."""
        return not (names_part(leaf, self.programme) or is_group(leaf) or read_place(leaf).places)

    def _placed(self, stack: Stack, over: _Over, of_numbers: bool) -> Heading:  # noqa: FBT001
        head = replace(stack.heading, places=(), of_province=over.of_province, province=over.province)
        places = _nested(over.places)
        if places is None:
            return replace(head, title=None)
        if not places and over.whole is None:
            return _of_all_province(head, over)
        said = head.title or (self._title_without(stack, over.texts) if of_numbers and over.texts else None)
        if said is None or said.role not in NUMBER_ROLES:
            return head
        total = head.total or over.whole is not None
        leaves = _without_groups(_without_places(head.leaves, over))
        return replace(head, title=said, places=places, leaves=leaves, total=total, whole=over.whole)

    def _title_without(self, stack: Stack, texts: Sequence[str]) -> Title | None:
        """What the labels say that name no place: `Hội LHPN xã` is the title of a column of words."""
        others = tuple(text for text in stack.texts if text not in texts)
        return title(read_stack(others, self.programme)) if others else title(())


def _without_groups(leaves: Sequence[str]) -> tuple[str, ...]:
    """`Vùng cao` over a district leaves it as it is."""
    return tuple(leaf for leaf in leaves if not is_group(leaf))


def _may_name(name: str) -> bool:
    """A proper name, and no abbreviation, no number: `Th.1`."""
    is_abbreviation = " " not in name and name.isupper()
    return is_proper(name.split()) and not (is_abbreviation or name.isdecimal())


def _of_all_province(head: Heading, over: _Over) -> Heading:
    """`Toàn tỉnh Lào Cai` is the total, whatever is left of its words."""
    is_named = over.of_province and over.texts
    return replace(head, leaves=_without_places(head.leaves, over), total=True) if is_named else head


def _names_province(text: str) -> bool:
    """`Tỉnh Lào Cai`, and the same behind `Toàn`; `Tỉnh Đoàn` is a body."""
    word, _, name = text.partition(" ")
    return fold(word) == "tinh" and is_proper(name.split()) and not is_body(name)


def _with_bare_names(stacks: Sequence[Stack], over: Sequence[_Over]) -> list[_Over]:
    """Names without their word: several beside each other, below a district, or below `Chia theo huyện`."""
    heads = [stack.heading for stack in stacks]
    names = dict(filter(None, (one.bare for one in over)))
    several = _is_list(names) and not any(map(_counts_something, heads, over))
    are_places = several or any(head.of_places for head, one in zip(heads, over, strict=True) if one.bare)
    return [one.with_bare_name() if are_places or one.places else one for one in over]  # one name may be anything


def _is_list(names: Collection[str]) -> bool:
    """Whether names may be those of several places: `Mắc`, `Chết` of one syllable each are none."""
    return len(names) > 1 and any(" " in name for name in names)


def _counts_something(head: Heading, over: _Over) -> bool:
    """Whether words that are no name stand over results: `Giá trị sản xuất` beside `SẢN LƯỢNG`."""
    names_place = over.bare or over.texts or head.places
    return head.is_result and not names_place and not all(map(is_group, head.leaves))


def _without_places(leaves: Sequence[str], over: _Over) -> tuple[str, ...]:
    """The words over a column that aren't those of its place."""
    names = [f" {fold(text)} " for text in (*over.texts, *(place.name for place in over.places))]
    return tuple(leaf for leaf in leaves if not any(f" {fold(leaf)} " in name for name in names))


def _nested(places: Sequence[Place]) -> tuple[Place, ...] | None:
    """From the larger to the smaller, by their words where all have one; None where two of one size contradict."""
    by_name = {(without_level(place.name), place.level): place for place in places}
    levels = [place.level for place in by_name.values() if place.level]
    if len(set(levels)) != len(levels):
        return None
    if len(levels) == len(by_name):
        return tuple(sorted(by_name.values(), key=lambda place: place.level or 0))
    return tuple(by_name.values())
