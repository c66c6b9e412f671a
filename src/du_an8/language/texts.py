"""The texts of views, and the names of the programme, in the language that is spoken.

A view says `tr("{count} chỉ tiêu", count=3)`. The Vietnamese text is the key: a view reads as what it shows, and in
Vietnamese nothing is looked up. `english/` holds what each text is in English; of a text that isn't there nothing is
shown half, for `tr` raises. What comes from data stays as it is: places, titles of documents, quoted cells.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from string import Formatter

from du_an8.language.figures import retold_date, retold_numbers
from du_an8.language.spoken import is_english, speech
from du_an8.vietnamese.numbers import Exact

_FORMATTER = Formatter()
_QUOTES = ("“", "`")
"""What stands in them is quoted: unless its place asks for more, nothing of it is put in other words."""
_OF = "of "
Write = Callable[[object, str], str]


def tr(text: str, /, **parts: object) -> str:
    """A text of a view, its places filled.

    Args:
        text: in Vietnamese, as it stands in the catalogue.
        parts: words and numbers as they are shown.
    """
    if not is_english():
        return text.format_map(parts) if parts else text
    from du_an8.language.english import TEXTS

    return filled(TEXTS[text], parts)


def in_every_language(text: str) -> tuple[str, ...]:
    """A text of a view as each language has it: what we wrote in any is read back."""
    from du_an8.language.english import TEXTS

    return text, TEXTS[text]


def named(text: str, count: Exact | None = None) -> str:
    """A name of the programme, a unit, or a word that the tool wrote when it read and judged; any other text as it is.

    `Tổ truyền thông, Xã Cô Ba` is an indicator in a place.

    Args:
        count: how many of a unit there are, where that is told.
    """
    if not is_english():
        return text
    names = speech().names
    if name := names.get(text):
        return name.name if count == 1 or not name.many else name.many
    whole, _, place = text.rpartition(", ")
    return f"{names[whole].name}, {place}" if whole in names else _reworded(text)


def retold_figure(text: str) -> str:
    """`Tổ truyền thông 1.250`: a name of the programme, or a place, and numbers as Vietnamese writes them."""
    name = max((each for each in speech().names if text.startswith(f"{each} ")), key=len, default="")
    return named(name) + retold_numbers(text.removeprefix(name))


@lru_cache(maxsize=4096)
def _reworded(text: str) -> str:
    from du_an8.language.english import PATTERNS, WORDS

    if known := WORDS.get(text):
        return known
    for template, told in PATTERNS.items():
        if found := _pattern(template).fullmatch(text):
            return filled(told, found.groupdict(), _retold_part)
    return text


def _retold_part(value: object, spec: str) -> str:
    return retold_date(str(value)) if spec else str(value)


@lru_cache
def _pattern(template: str) -> re.Pattern[str]:
    """What a Vietnamese text with places looks like when they are filled."""
    parsed = _FORMATTER.parse(template)
    parts = [re.escape(literal) + (f"(?P<{place}>.+)" if place else "") for literal, place, _, _ in parsed]
    return re.compile("".join(parts))


def filled(template: str, parts: Mapping[str, object], write: Write = format, quote: Write = format) -> str:
    """An English text with its places filled.

    A place may ask for a number with its noun (`{count:point|points}`), for the word that fits a number
    (`{count:|is|are}`), or for a unit in the number of another place (`{unit:of value}`).

    Args:
        template: from the catalogue.
        parts: what to fill in.
        write: how a value is written, with what else its place asks for.
        quote: how one is written that stands in quotes.
    """
    told: list[str] = []
    for literal, place, spec, _ in _FORMATTER.parse(template):
        told.append(literal)
        if place is None:
            continue
        value = parts[place]
        if spec and spec.startswith(_OF):
            told.append(_of_number(str(value), parts[spec.removeprefix(_OF)]))
        elif spec and "|" in spec:
            told.append(_counted(value, spec, write))
        else:
            is_quoted = literal.endswith(_QUOTES) and not spec
            told.append((quote if is_quoted else write)(value, spec or ""))
    return "".join(told)


def _of_number(unit: str, count: object) -> str:
    return named(unit, count if isinstance(count, Exact) else None)


def _counted(value: object, spec: str, write: Write) -> str:
    """What depends on whether there is one or there are several."""
    *alone, one, many = spec.split("|")
    word = one if value in {1, "1"} else many
    return word if alone else f"{write(value, '')} {word}"
