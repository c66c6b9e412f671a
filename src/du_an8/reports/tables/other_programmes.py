"""Whether a line speaks of another programme than the one whose figures are looked for: `GIẢI NGÂN DỰ ÁN 6`."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.roles import NUMBER_ROLES, Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.tables.bands import Stack
from du_an8.reports.vocabulary.vocabulary import Says, begins_with_any, either, holds_any, pattern, texts, vocabulary
from du_an8.vietnamese.names import fold

_NUMBERED = re.compile(r"(\w[\w ]*?) ?(\d+)")
_NUMBER = r"(?:so |thanh phan )?"
_NO_SUB = r"(?<!(?<!chi )(?<!muc )tieu )"  # `TIỂU DỰ ÁN 8`, but `CHỈ TIÊU DỰ ÁN 8`
_NO_TIME = r"(?! (?:thang|nam(?! \d{4})|\d))"  # `KẾT QUẢ DỰ ÁN 6 THÁNG ĐẦU NĂM`


def other_programme(lines: Iterable[str], programme: Programme) -> str:
    """The line by which those over a table say that it is another programme's; empty where they don't.

    Where they name the own one, too, it is the own one's, unless they speak of what lies outside of it. One that holds
    the own one holds others, whose names then stand beside its own.
    """
    by_key = {fold(text): text.strip() for text in lines if not begins_with_any(text, "captions", "notes")}
    if outside := next(filter(is_outside, by_key), ""):
        return "" if holds_any(outside, "other_programmes", "both") else by_key[outside]
    own, numbered, named = programme.made(_names)
    if any(map(own.search, by_key)) or any(map(pattern("other_programmes", "whole").search, by_key)):
        return ""
    others = numbered if any(map(pattern("other_programmes", "around").search, by_key)) else named
    return by_key.get(next(filter(others.search, by_key), ""), "")


def is_own(text: str, programme: Programme) -> bool:
    """Whether a text names the programme alone: `Kinh phí Dự án 8`, `Dự án 8: Thực hiện bình đẳng giới`."""
    own, *_ = programme.made(_names)
    words, long_name = fold(text), fold(programme.name).split()
    rest = " ".join(word for word in own.sub(" ", words).split() if word not in long_name)
    return own.search(words) is not None and _inside().fullmatch(rest) is not None


def by_programmes(stacks: Sequence[Stack], programme: Programme) -> list[Stack]:
    """The columns of a table, where some are another programme's: those, and totals with them, are not ours."""
    own, *_ = programme.made(_names)
    names_ours = programme.once(_names_ours)
    ours = {stack.number: stack for stack in stacks if names_ours(stack.text)}
    others = _others(stacks, ours, programme)
    if not others and not any(map(_is_part, ours.values())):
        return list(stacks)
    return [_ours(stack, own) if stack.number in ours else _beside(stack, others) for stack in stacks]


def _others(stacks: Sequence[Stack], ours: Container[int], programme: Programme) -> frozenset[int]:
    """The columns of other programmes: `Ngoài Dự án 8`; `Nguồn khác` only beside what is of the own one."""
    rest = [stack for stack in stacks if stack.number not in ours]
    beside_ours = len(rest) < len(stacks)
    return frozenset(stack.number for stack in rest if _is_other(stack, programme, beside_ours=beside_ours))


def _names_ours(text: str, programme: Programme) -> bool:
    own, *_ = programme.made(_names)
    return own.search(fold(text)) is not None and not is_outside(text)


def _is_other(stack: Stack, programme: Programme, *, beside_ours: bool) -> bool:
    """`Ngoài Dự án 8`, `Chương trình NTM`; `Nguồn khác` beside what is of the own programme."""
    if stack.heading.role not in NUMBER_ROLES | {None}:
        return False
    further = beside_ours and holds_any(stack.text, "other_programmes", "further")
    return bool(further or programme.once(_title_of_another)(stack.text))


def _title_of_another(text: str, programme: Programme) -> str:
    return other_programme([text], programme)


def _is_part(stack: Stack) -> bool:
    """`Trong đó: Dự án 8` beside a total of more than that."""
    return Says.HEAD_OF_PARTS in vocabulary().said(stack.text)


def _ours(stack: Stack, own: re.Pattern[str]) -> Stack:
    """`Thuộc Dự án 8` is no part of anything: it is all that the programme has done."""
    heading = stack.heading
    if not all(_inside().fullmatch(own.sub(" ", fold(words)).strip()) for words in heading.leaves):
        return stack
    return replace(stack, heading=replace(heading, title=heading.title or Title(Role.RESULT, neutral=True), leaves=()))


def _beside(stack: Stack, others: Container[int]) -> Stack:
    is_ours = stack.number not in others and not stack.heading.total
    return stack if is_ours else replace(stack, heading=replace(stack.heading, title=None))


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('other_programmes', 'inside')} *)*")


def is_outside(words: str) -> bool:
    """Whether words speak of what lies outside of the programme: `Ngoài Dự án 8`."""
    return holds_any(words, "other_programmes", "outside")


def _names(programme: Programme) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The names of the programme, those of others by their number where its own name has one, and all of others."""
    own = _own_names(programme)
    numbered = list(filter(None, map(_NUMBERED.fullmatch, own)))
    names = [rf"{_NO_SUB}\b{match[1]} ?{_NUMBER}0?{match[2]}\b" for match in numbered]
    names += [rf"{_NO_SUB}\b{name}\b" for name in own]
    kinds = "|".join(sorted({match[1] for match in numbered}, key=len, reverse=True))
    others = [rf"\b(?:{kinds}) ?{_NUMBER}\d{{1,2}}\b{_NO_TIME}"] if kinds else []
    named = [*others, *(rf"\b{name}\b" for name in _names_of_others(programme))]
    return _any_of(names), _any_of(others), _any_of(named)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def _names_of_others(programme: Programme) -> Iterator[str]:
    """What the programmes are called that have a name of their own, without the one that this is.

    A catalogue of all that an office counts may hold some of their indicators: then they are none beside it.
    """
    own, names = fold(f"{programme.name} {programme.short_name}"), _own_names(programme)
    counted = _counted(programme)
    for spelled in texts("other_programmes", "names"):
        spellings = [fold(spelling) for spelling in spelled.split("|")]
        is_own = any(spelling in own or any(name in spelling for name in names) for spelling in spellings)
        subjects = filter(None, map(_subject, spellings))
        if not is_own and not any(f" {subject} " in counted for subject in subjects):
            yield from sorted(spellings, key=len, reverse=True)


def _counted(programme: Programme) -> str:
    """The folded names of all indicators."""
    return "".join(f" {fold(name)} |" for each in programme.indicators.values() for name in (each.name, *each.aliases))


def _subject(name: str) -> str:
    """What a programme is about: `nông thôn mới` of `chương trình MTQG xây dựng nông thôn mới`."""
    return pattern("other_programmes", "of_any").sub("", name).strip()


def _own_names(programme: Programme) -> list[str]:
    """The folded short name, and what is written for it."""
    short = fold(programme.short_name)
    abbreviated = [fold(key) for key, long in programme.abbreviations.items() if fold(long) == short]
    return list(filter(None, (short, *abbreviated)))
