"""The language that is spoken: Vietnamese, unless a command says otherwise where it begins to write.

It is one setting of the context: each of some hundred functions that make a sentence would only hand it on to the next.
Reading and judging come before, and nothing that they make depends on it: a finding is a rule with parameters, put in
words when it is shown.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol

from msgspec import Struct


class Language(StrEnum):
    """The languages of views."""

    VIETNAMESE = "vi"
    ENGLISH = "en"

    @property
    def tag(self) -> str:
        """As the properties of a file name it, with its country."""
        return _TAGS[self]


_TAGS = {Language.VIETNAMESE: "vi-VN", Language.ENGLISH: "en-GB"}


class Name(Protocol):
    """What a name of a programme is in English."""

    @property
    def name(self) -> str:
        """The name; of a unit, for one of it."""

    @property
    def many(self) -> str:
        """Of a unit, for several; empty where that is the same."""


class Speech(Struct, frozen=True):
    """What is spoken, and what the programme's names are in it, by the Vietnamese ones."""

    language: Language = Language.VIETNAMESE
    names: Mapping[str, Name] = {}


_SPEECH: ContextVar[Speech] = ContextVar("speech")
_VIETNAMESE = Speech()
_AS_IT_IS = nullcontext()


def speech() -> Speech:
    """What is spoken."""
    return _SPEECH.get(_VIETNAMESE)


def is_english() -> bool:
    """Whether English is spoken."""
    return speech().language is Language.ENGLISH


@contextmanager
def speaking(language: Language, names: Mapping[str, Name]) -> Iterator[None]:
    """Whatever is said inside is said in a language.

    Args:
        names: what the programme's names are in English, by the Vietnamese ones.
    """
    before = _SPEECH.set(Speech(language, names))
    try:
        yield
    finally:
        _SPEECH.reset(before)


def in_vietnamese() -> AbstractContextManager[None]:
    """What is compared, sorted or told apart by its words must not change with the language that is spoken."""
    return speaking(Language.VIETNAMESE, {}) if is_english() else _AS_IT_IS
