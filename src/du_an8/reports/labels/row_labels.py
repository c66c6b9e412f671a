"""What the name of a row says: which indicator, and what the words beside its name say of the numbers."""

import re

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import Label, time_alone
from du_an8.reports.labels.label_words import without_times
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title, title
from du_an8.reports.names.read_name import read_leaf, read_name
from du_an8.reports.vocabulary.marks import Name
from du_an8.reports.vocabulary.vocabulary import AXES, Says, texts, vocabulary
from du_an8.vietnamese.dates import TimeKind, TimePhrase
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.quantities import read_stated_outcome

LONGEST_NAME = 300
_MEASURES = frozenset({
    Says.PLAN, Says.PERCENTAGE, Says.CUMULATIVE, Says.NUMERATOR, Says.DENOMINATOR, Says.ESTIMATE
})  # fmt: skip
_BESIDE_A_NAME = _MEASURES | {Says.RESULT, Says.TOTAL, Says.NOTHING}
"""What may stand beside the name of an indicator; any other word of a header makes the row another thing."""
_COUNTING = re.compile(rf" (?:{'|'.join(map(fold, texts('names', 'counting_words')))})(?= (?!tien ))")
_OF_WORDS = AXES - {Says.NAMES}  # `Chỉ tiêu năm 2023` is a plan
_OF_A_TOTAL = frozenset({Says.TOTAL, Says.CUMULATIVE, Says.NOTHING})


def row_label(text: str, programme: Programme) -> Label:
    """What a row's name says; it names an indicator only where all of its words do, or speak of its numbers."""
    label = read_label(text[:LONGEST_NAME], programme)
    if not label.says and not label.times:
        return _of_another_thing(label) if label.rest else label
    says = label.says - {Says.QUANTITY} if _merely_counts(label.text) else label.says
    if label.indicator and says <= _BESIDE_A_NAME and not label.rest and _beside_name(label, needed=True):
        return label
    return _named_at_a_time(label, programme) or _of_another_thing(label)


def _merely_counts(text: str) -> bool:
    """`Số cuộc` counts what it names, `Số tiền` and `Giá trị` count something else."""
    words = _COUNTING.sub(" ", f" {fold(text)} ")
    return Says.QUANTITY not in vocabulary().said(words)


def _named_at_a_time(label: Label, programme: Programme) -> Label | None:
    """`Tập huấn giám sát, đánh giá năm 2023`: what is left without the time is all of a name."""
    if not label.times:
        return None
    name = read_name(programme, without_times(label.text))
    if name.indicator is None:
        return None
    named = Label(
        label.text, frozenset(), label.times, None, name.indicator, name.part or "",
        unit=name.unit, to_come=name.to_come,
    )  # fmt: skip
    return named if _beside_name(named, needed=True) else None


def _of_another_thing(label: Label) -> Label:
    return replace(label, indicator=None, part="", rest=label.rest or label.text) if label.indicator else label


def names_part(text: str, programme: Programme) -> bool:
    """Whether words narrow an indicator, whichever it is: `Nữ`, `cấp xã`."""
    some = next(iter(programme.indicators.values()), None)
    return some is not None and read_leaf(programme, text, some).part is not None


def said_by(label: Label, name: Name) -> Title | None:
    """What a row's own words say of its numbers: a measure, a time; None where they say neither."""
    if label.indicator:
        return _beside_name(label)
    if _tells_of_rows(label):
        return None
    if label.rest:
        return _title(Label(label.text, times=label.times)) if label.times and name.is_sub_item else None
    time = time_alone(label) or time_of_total(label)
    return timed(time) if time else _title(label)


def _tells_of_rows(label: Label) -> bool:
    """Whether it says of which places, or which of the indicators, the rows below it are."""
    return bool(label.place or label.axis or label.says & _OF_WORDS) or _judges(label)


def _judges(label: Label) -> bool:
    """`Các chỉ tiêu đạt và vượt` says which of them follow, and nothing of their numbers."""
    _, named, outcome = label.text.casefold().partition("chỉ tiêu")
    return bool(named) and read_stated_outcome(outcome.strip(" :.")) is not None


def timed(time: TimePhrase) -> Title:
    """What a row says that names a time and nothing else."""
    return Title(Role.IN_PERIOD, time, neutral=True)


def time_of_total(label: Label) -> TimePhrase | None:
    """`Cộng năm 2023`: the one time that a total is of."""
    says_more = label.indicator or label.place or label.rest or not label.says <= {Says.TOTAL, Says.NOTHING}
    if says_more or Says.TOTAL not in label.says or len(label.times) != 1:
        return None
    return label.times[0] if label.times[0].kind is TimeKind.PERIOD or label.times[0].is_open else None


def is_total(label: Label) -> bool:
    """`Tổng cộng`, `Cộng luỹ kế`: nothing but the words of a total."""
    says_more = label.indicator or label.place or label.rest or label.times
    return not says_more and bool(label.says & {Says.TOTAL, Says.CUMULATIVE}) and label.says <= _OF_A_TOTAL


def _beside_name(label: Label, *, needed: bool = False) -> Title | None:
    """What the words beside an indicator's name say of its numbers.

    Args:
        needed: a name without such words says that there is a number.
    """
    says = label.says & _MEASURES | ({Says.PLAN} if label.to_come else frozenset())
    if not says and not label.times:
        return Title(Role.RESULT, neutral=True) if needed else None
    return _title(Label(label.text, says, label.times))


def _title(label: Label) -> Title | None:
    said = title([label])
    return None if said and said.neutral and said.time is None else said
