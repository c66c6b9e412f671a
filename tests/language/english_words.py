"""What is Vietnamese in an English text, beside names of places, titles of documents and what is quoted."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import yaml

_VIETNAMESE = "àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ"
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"`[^`]*`|“[^”]*”|\"[^\"]*\"|\{[^{}]*\}")
_PLACE = re.compile(r"\S*/\S*|(?:[^\W\d_]+ )?\S*!\S*|\S+\.(?:xlsx|csv|docx|yaml|pdf)\S*")
"""A path, perhaps with a sheet of two words and a cell."""
_NAME = re.compile(r"(?:\b[A-ZĐ][^\W\d_]*(?:[ -]+(?=[A-ZĐ]))?){2,}|\bHuế\b")
"""Of a place: each of its words is capitalised."""


def vietnamese_words(text: str, titles: Iterable[str] = ()) -> list[str]:
    """The Vietnamese words of a text.

    Args:
        titles: of documents, and what else stands in the data.
    """
    for title in sorted(titles, key=len, reverse=True):
        text = text.replace(title, " ")
    for what in (_QUOTED, _PLACE, _NAME):
        text = what.sub(" ", text)
    return [word for word in _WORD.findall(text) if set(word.lower()) & set(_VIETNAMESE)]


_TEXTS = frozenset({"title", "publisher", "reason", "text", "by", "quote", "note"})


def titles_in(folder: Path) -> set[str]:
    """What the YAML files of a data folder say in words of their own."""
    texts: set[str] = set()
    for path in folder.rglob("*.yaml"):
        with suppress(yaml.YAMLError):
            texts |= set(_texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    return texts


def _texts(document: object) -> Iterator[str]:
    if isinstance(document, dict):
        for key, value in document.items():
            if key in _TEXTS and isinstance(value, str):
                yield value.strip()
            else:
                yield from _texts(value)
    elif isinstance(document, list):
        for each in document:
            yield from _texts(each)
