"""Reads words: those of time, those that the vocabulary knows, and names among what is left."""

from collections.abc import Container, Sequence
from itertools import pairwise

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import PHASE, SPANS, Label, is_count
from du_an8.reports.labels.label_phrases import BEGINNING, Phrases, read_as_name
from du_an8.reports.vocabulary.vocabulary import holds_any
from du_an8.vietnamese.periods import LEAP_YEAR
from du_an8.vietnamese.spelling import has_accents
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_phrases import Found, TimePhrase, find_in, tokens_in
from du_an8.vietnamese.time_words import Words, split_words

_UNTIL = frozenset({"den", "toi", "het"})
_NOW = (" nay", " bao cao")


def read_words(text: str, programme: Programme) -> Label:
    """What words say that are neither the name of an indicator as a whole nor in brackets."""
    words = split_words(text)
    found = [one for one in find_in(words) if _tells_time(one, words)]
    if any(_is_no_day(one.phrase) for one in found):
        return Label(text, rest=text)
    taken = tokens_in(found) | _counts_of_years(found, words)
    times = tuple(dict.fromkeys(_until_now(one, words) for one in found))
    left = _words_left(words, taken)
    label = read_as_name(" ".join(left), programme) if times else None
    if label is None or label.to_come:
        phrases = Phrases(left, accented=has_accents(text) or text.casefold() == "nam")
        label = phrases.read(programme, opens=_begins_a_time(words, taken))
    return replace(label, text=text, times=times)


def _tells_time(found: Found, words: Words) -> bool:
    return not (_is_since_when(found, words) or _counts_spans(found, words))


def _is_since_when(found: Found, words: Words) -> bool:
    """`Duy trì từ năm trước`, `từ giai đoạn I`: since when those are there that were kept is no time of theirs."""
    before = " ".join(token.word for token in words.tokens[: found.first] if token.word)
    is_origin = found.phrase.kind is TimeKind.PHASE and before.endswith(" tu")
    return (is_origin or found.phrase.kind is TimeKind.BEFORE) and holds_any(before, "parts", "kept")


def _counts_spans(found: Found, words: Words) -> bool:
    """`Tổng số 3 năm`, `Tổng 2 giai đoạn`: how many there are is no time."""
    before = words.tokens[found.first - 1].word if found.first else ""
    return found.phrase.words in {*SPANS, PHASE} and is_count(before)


def _words_left(words: Words, taken: Container[int]) -> list[str]:
    """The words that no phrase of time took."""
    return [token.shown for at, token in enumerate(words.tokens) if token.word and at not in taken]


def _is_no_day(time: TimePhrase) -> bool:
    """`đến 31/02/2023`."""
    return time.kind in {TimeKind.PERIOD, TimeKind.UNTIL} and time.in_year(LEAP_YEAR) is None


def _counts_of_years(found: Sequence[Found], words: Words) -> frozenset[int]:
    """The `3` of `3 năm 2022-2024`."""
    several = (one.first - 1 for one in found if one.first and one.phrase.kind is TimeKind.PHASE)
    return frozenset(at for at in several if words.tokens[at].word.isdecimal())


def _until_now(found: Found, words: Words) -> TimePhrase:
    """A phrase of time; `đến kỳ này` is until the end of this one."""
    before = words.tokens[found.first - 1].word if found.first else ""
    now = found.phrase.kind is TimeKind.UNDATED and found.phrase.words.endswith(_NOW)
    return replace(found.phrase, kind=TimeKind.UNTIL) if now and before in _UNTIL else found.phrase


def _begins_a_time(words: Words, taken: Container[int]) -> bool:
    """Whether `đầu` stands before a time: `Số đầu năm 2024` is what there was before it."""
    at = [n for n, token in enumerate(words.tokens) if token.word]
    return any(
        words.tokens[here].word == BEGINNING and here not in taken and following in taken
        for here, following in pairwise(at)
    )


def without_times(text: str) -> str:
    """The words of a text that no phrase of time took."""
    words = split_words(text)
    return " ".join(_words_left(words, tokens_in(find_in(words))))
