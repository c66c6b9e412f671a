"""Reads a label once: what its words say of the numbers in its reach, and which words say nothing that we know."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.marks import unmarked
from du_an8.reports.labels.names import once_a_programme, read_name, split_part
from du_an8.reports.labels.place_texts import tells_era, without_era
from du_an8.reports.labels.vocabulary import AXES, MEASURES, Piece, Says, Word, pattern, vocabulary
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import split_scale
from du_an8.vietnamese.places import place_alone
from du_an8.vietnamese.spelling import has_accents, spelt
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_phrases import Found, TimePhrase, find_in, tokens_in
from du_an8.vietnamese.time_words import Words, split_words

_LONGEST = 300
_BRACKETS = pattern_of(r"[(\[]([^()\[\]]*)[)\]]")
_FORMULA = pattern_of(r"[\d\s=+\-−:/x*.,%]*|[a-h]")
_NUMBERED = pattern_of(r"(?<!\d)\(?\d{1,2}\)?\s*=[\s\d()+\-−:/x*.,%]+$")
_PLACE_WORDS_ONLY = frozenset({Says.PLACES, Says.NOTHING, Says.HEAD_OF_PLACES})
_LEAP_YEAR = 2024
_BEGINNING = "dau"
_UNTIL = frozenset({"den", "toi", "het"})
_NOW = (" nay", " bao cao")
_SPANS = frozenset({"nam", "quy", "thang"})
_UP_AND_DOWN = pattern_of(r"\+\s*[/,;]?\s*[-−–]|\(\s*\+\s*\)")  # `So sánh +/-`, `Tăng (+)`
_DIFFERENCE = pattern_of(r"(?<!\w)(?:TH|KQ|KH)\s?[-−–]\s?(?:TH|KQ|KH)(?!\w)")  # `TH-KH`; `TH/KH` is a quotient
_MONTH = pattern_of(r"(?<!\w)Th\.?\s?(?=(?:0?[1-9]|1[0-2])(?!\d))")  # `Th.3`; `TH` is what was done
_ESTIMATED = pattern_of(r"(?<!\w)Ư\.?\s?(?=T\d|T\.?H(?![^\W\d]))", re.IGNORECASE)  # `ƯTH`, `Ư.TH`, `ƯT1-2004`
MONEY = r"(?:(?:1[.,]?000|nghìn|ngàn|triệu|tr\.?|tỷ|tỉ)\s*)?(?:đồng|đ|vnđ|vnd)"
_MONEY = pattern_of(MONEY, re.IGNORECASE)


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
        return min(axes) if axes and not others else None

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


def read_label(text: str, programme: Programme) -> Label:
    """Read a label; one text is read once."""
    return _reader(programme)(text)


@once_a_programme
def _reader(programme: Programme) -> Callable[[str], Label]:
    return lru_cache(maxsize=50_000)(lambda text: _read(text, programme))


def _read(text: str, programme: Programme) -> Label:
    text = _ESTIMATED.sub("Ước ", " ".join(unicodedata.normalize("NFC", text).split()))
    text = _MONTH.sub("Tháng ", _DIFFERENCE.sub("Chênh lệch", text))
    if len(text) > _LONGEST:
        return Label(text, rest=text)
    found = place_alone(text)
    if found and not programme.find_indicator(text):  # thousands of names are those of places
        return Label(text, place=found[0])
    if named := _as_name(text, programme):
        return named
    if titled := _as_title_of_places(text, programme):
        return titled
    plain, inside = _without_brackets(text)
    label = (_as_name(plain, programme) if inside else None) or _read_unmarked(plain, programme)
    label = replace(label, says=label.says | _signs(text, plain))
    for words in inside:
        label = _with_remark(label, words, programme)
    return Label(text, rest=text) if _is_part(label, text, programme) else replace(label, text=text)


def _is_part(label: Label, text: str, programme: Programme) -> bool:
    """`Cụm thôn bản` beside `Cấp xã`: a part of what is counted, and no title of places."""
    some = islice(programme.indicators.values(), 1)
    return label.axis is Says.PLACES and any(split_part(programme, text, indicator) for indicator in some)


def _read_unmarked(text: str, programme: Programme) -> Label:
    """Words with the mark of a list before them, `I. Kế hoạch`, where it would be left over."""
    label, name = _read_words(text, programme), unmarked(text)
    if not (label.rest and name.mark):
        return label
    inner = _read_words(name.text, programme)
    return inner if inner.unknown < label.unknown else label


def _signs(text: str, plain: str) -> frozenset[Says]:
    """What signs say: `+/-`, and the quotient of two columns where no word stands beside it: `(3)=(2)/(1)`."""
    if _UP_AND_DOWN.search(text):
        return frozenset({Says.CHANGE})
    formula = None if plain else _NUMBERED.search(text)
    return frozenset({Says.PERCENTAGE}) if formula and "/" in formula[0] else frozenset()


def _as_name(text: str, programme: Programme) -> Label | None:
    """The whole text is the name of an indicator."""
    name = read_name(programme, text)
    if name.indicator is None:
        return None
    return Label(text, indicator=name.indicator, part=name.part or "", unit=name.unit, to_come=name.to_come)


def _as_title_of_places(text: str, programme: Programme) -> Label | None:
    """`Tỉnh trước sáp nhập`, `Xã (mới)`: places as they were, or as they are now."""
    places = without_era(text)
    label = _read_words(places, programme) if places != text else None
    return replace(label, text=text) if label and label.axis is Says.PLACES else None


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside brackets, and what stands inside them; the form's own numbering says nothing."""
    text = _NUMBERED.sub(" ", text)
    inside = [words.strip() for words in _BRACKETS.findall(text) if not _says_nothing(words)]
    return " ".join(_BRACKETS.sub(" ", text).split()), inside


def _says_nothing(words: str) -> bool:
    return "%" not in words and _FORMULA.fullmatch(words) is not None


def _with_remark(label: Label, words: str, programme: Programme) -> Label:
    """What stands in brackets: a measure, a time, else a unit, or what nobody knows."""
    if words == "%":
        return replace(label, says=label.says | {Says.PERCENTAGE})
    remark, of_era = _read_words(words, programme), tells_era(words)  # `Hà Giang (cũ)`: as it was before the merger
    if not of_era and _may_be_unit(label, remark, programme):
        return replace(label, unit=words)
    if of_era or remark.names or not remark.tells:
        return replace(label, rest=f"{label.rest} {words}".strip())
    return replace(
        label,
        says=label.says | (remark.says - AXES),
        times=tuple(dict.fromkeys((*label.times, *remark.times))),
        to_come=label.to_come or remark.to_come,
    )


def _may_be_unit(label: Label, remark: Label, programme: Programme) -> bool:
    """A unit that is known, or words that say nothing else; those beside the name of an indicator may say anything."""
    if is_unit(remark.text, programme) or ("/" in remark.text and not remark.times):
        return True
    if remark.rest:
        return label.indicator is None
    return not remark.tells and (label.indicator is None or Says.NOTHING in remark.says)


def _read_words(text: str, programme: Programme) -> Label:
    words = split_words(text)
    found = [one for one in find_in(words) if not _is_since_when(one, words)]
    if any(_is_no_day(one.phrase) for one in found):
        return Label(text, rest=text)
    taken = tokens_in(found) | _counts_of_years(found, words)
    times = tuple(dict.fromkeys(_until_now(one, words) for one in found))
    left = _words_left(words, taken)
    label = _as_name(" ".join(left), programme) if times else None
    if label is None or label.to_come:
        phrases = _Phrases(left, accented=has_accents(text) or text.casefold() == "nam")
        label = phrases.read(programme, opens=_begins_a_time(words, taken))
    return replace(label, text=text, times=times)


def _is_since_when(found: Found, words: Words) -> bool:
    """`Duy trì từ năm trước`: since when there are those that were kept is no time of their number."""
    before = " ".join(token.word for token in words.tokens[: found.first] if token.word)
    return found.phrase.kind is TimeKind.BEFORE and pattern("parts", "kept").search(before) is not None


def _words_left(words: Words, taken: Container[int]) -> list[str]:
    """The words that no phrase of time took."""
    return [token.shown for at, token in enumerate(words.tokens) if token.word and at not in taken]


def _is_no_day(time: TimePhrase) -> bool:
    """`đến 31/02/2023`."""
    return time.kind in {TimeKind.PERIOD, TimeKind.UNTIL} and time.in_year(_LEAP_YEAR) is None


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
        words.tokens[here].word == _BEGINNING and here not in taken and following in taken
        for here, following in pairwise(at)
    )


def without_times(text: str) -> str:
    """The words of a text that no phrase of time took."""
    words = split_words(text)
    return " ".join(_words_left(words, tokens_in(find_in(words))))


class _Phrases:
    """Words cut into phrases, and those between them that nobody knows."""

    def __init__(self, words: Sequence[str], *, accented: bool) -> None:
        self.words = words
        self.keys = [(fold(word), spelt(word)) for word in words]
        self.pieces = list(_without_counted_spans(list(vocabulary().split(self.keys, accented=accented)), self.keys))
        self.names_places = {what for *_, what in self.pieces} <= _PLACE_WORDS_ONLY
        self.says: dict[Says, None] = {}  # in their order
        self.runs: list[list[str]] = []
        self.open = False  # the last piece belongs to a run

    def read(self, programme: Programme, *, opens: bool) -> Label:
        """What the words say; where some are left over, a name that begins after the first phrase may hold them."""
        label = self.label(programme, opens=opens)
        return (self._beside_name(programme) or label) if label.rest else label

    def label(self, programme: Programme, *, opens: bool) -> Label:
        """What the words say; runs of words that say nothing we know may be names.

        Args:
            opens: `đầu` stands before a time, and says no more than that.
        """
        self._read()
        runs = [" ".join(run) for run in self.runs]
        if opens:
            self.says[Says.OPENING] = None
            runs = [run for run in runs if fold(run) != _BEGINNING]
        return _named(Label("", frozenset(self.says), leads=next(iter(self.says), None)), runs, programme)

    def _beside_name(self, programme: Programme) -> Label | None:
        """A name that begins after the first phrase: of the `cộng đồng` in it, `cộng` is no total."""
        (_, end, says), *others = self.pieces
        name = _as_name(" ".join(self.words[end:]), programme) if says in MEASURES and others else None
        return replace(name, says=frozenset(filter(None, [says])), leads=says) if name else None

    def _read(self) -> None:
        for at, (first, last, what) in enumerate(self.pieces):
            is_word = self._is_word(at)
            if is_word and self._numbers_a_name(at):
                self.says.pop(Says.NAMES, None)
            elif is_word or (what is Says.NOTHING and self.open and _goes_on(self.pieces, last)):
                self._leave_over(first, last)
            else:
                self.open = False
                if what:
                    self.says[what] = None

    def _is_counted(self, first: int) -> bool:
        """`Số mô hình`, `Số lượng mô hình`."""
        return first > 0 and self.keys[first - 1][0] in {"so", "luong"}

    def _is_word(self, at: int) -> bool:
        """Whether a piece is a word of a name: unknown, or one that means another thing among such words."""
        first, last, what = self.pieces[at]
        if what is None or (what is Says.PLACES and not self.names_places):
            return True
        if what is Says.CHANGE and last - first == 1:  # `thiếu` lacks nothing in `Thiếu nhi`
            return [following for *_, following in self.pieces[at + 1 : at + 2]] == [None]
        return what in AXES and self._is_counted(first)

    def _numbers_a_name(self, at: int) -> bool:
        """`Nội dung 1`."""
        is_number = self.keys[self.pieces[at][0]][0].isdecimal()
        return is_number and at > 0 and self.pieces[at - 1][2] is Says.NAMES and not self.open

    def _leave_over(self, first: int, last: int) -> None:
        run = self.words[first:last]
        if self.open:
            self.runs[-1].extend(run)
        else:
            counting = self.words[first - 1 : first] if first and self.keys[first - 1][0] == "so" else []
            self.runs.append([*counting, *run])
        self.open = True


def _without_counted_spans(pieces: Sequence[Piece], keys: Sequence[Word]) -> Iterator[Piece]:
    """The pieces, with `3 năm` behind a total as one that says nothing: `Cộng 3 năm`."""
    known = list(pieces)
    while known:
        first, last, what = known.pop(0)
        yield first, last, what
        if what is Says.TOTAL and len(keys) > last + 1 and keys[last][0].isdecimal() and keys[last + 1][0] in _SPANS:
            known = [(last, last + 2, Says.NOTHING), *(piece for piece in known if piece[0] >= last + 2)]


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word that says nothing is followed by one that nobody knows: `thay đổi của cộng đồng`."""
    telling = (what for first, _, what in pieces if first >= at and what is not Says.NOTHING)
    return next(telling, Says.NOTHING) is None


def _named(label: Label, left: Sequence[str], programme: Programme) -> Label:
    """Words that no phrase took may be the name of an indicator or a place."""
    rest: list[str] = []
    for words in left:
        name = read_name(programme, words)
        place = place_alone(words)
        if name.indicator and _count_others(rest):
            return Label(label.text, rest=" ".join(left))
        if name.indicator and name.part is None and label.indicator is None:
            label = replace(label, indicator=name.indicator, to_come=label.to_come or name.to_come)
        elif place and label.place is None:
            label = replace(label, place=place[0])
        else:
            rest.append(words)
    return replace(label, rest=" ".join(rest))


def _count_others(before: Sequence[str]) -> bool:
    """Whether words in front of a name count what has it: `Số thôn có tổ truyền thông` are villages."""
    return bool(before) and fold(before[-1]).startswith("so ")


def time_alone(label: Label) -> TimePhrase | None:
    """The time that a label names, if it says nothing else."""
    if len(label.times) != 1 or label.names or any(not says.startswith("nothing") for says in label.says):
        return None
    time = label.times[0]
    return time if time.kind in {TimeKind.PERIOD, TimeKind.UNDATED} and time.words not in _SPANS else None


def is_unit(text: str, programme: Programme) -> bool:
    """Whether a text alone is a unit that something is counted in, or one of money."""
    return bool(text) and (programme.knows_unit(text) or _MONEY.fullmatch(split_scale(text)[1] or text) is not None)


@lru_cache(maxsize=4096)
def partitions(count: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Every way of cutting a row of things into runs, the finest first: how a phrase may stand in several cells."""
    cuts = (inside for size in range(count - 1, -1, -1) for inside in combinations(range(1, count), size))
    return tuple(tuple(pairwise((0, *inside, count))) for inside in cuts)


def _joined(texts: Sequence[str], programme: Programme) -> Label:
    """Several cells as one text; `Huyện Mường Chà` above `Sa Lông` are two places, `Huyện` above `Sa Lông` is one."""
    text = " ".join(texts)
    label = read_label(text, programme)
    has_own = len(texts) > 1 and label.place is not None and any(read_label(each, programme).place for each in texts)
    return Label(text, rest=text) if has_own else label


@lru_cache(maxsize=4096)
def _is_one_title(text: str) -> bool:
    """Whether all words of a text are one phrase that titles a column of words."""
    keys = [(fold(word), spelt(word)) for word in text.split() if fold(word)]
    said = [what for *_, what in vocabulary().split(keys, accented=has_accents(text))]
    return len(said) == 1 and said[0] in AXES


def read_stack(texts: tuple[str, ...], programme: Programme) -> tuple[Label, ...]:
    """The labels over one column or beside one row, from the outer to the inner.

    A phrase may be cut over several cells ("6 tháng năm" / "2024"): cells are joined where fewer words are left over.
    """
    if len(texts) > 1 and _is_one_title(" ".join(texts)):
        return (_joined(texts, programme),)  # `Số` over `TT` is no number
    best: tuple[Label, ...] = ()
    fewest: int | None = None
    for runs in partitions(min(len(texts), 6)):
        labels = tuple(_joined(texts[first:last], programme) for first, last in runs)
        unknown = sum(2 * label.unknown + (not label.tells and not label.unknown) for label in labels)
        if fewest is None or unknown < fewest:
            best, fewest = labels, unknown
        if not fewest:
            break
    return best
