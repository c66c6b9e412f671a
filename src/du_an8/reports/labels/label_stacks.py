"""Reads labels one over the other, a phrase of which may be cut over several cells."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.places.phrases import names_several_levels
from du_an8.reports.vocabulary.vocabulary import AXES, Says, vocabulary
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.spelling import has_accents, spelt

_TWO = 2
_HEADS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES})


@lru_cache(maxsize=4096)
def partitions(count: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Every way of cutting a row of things into runs, the finest first: how a phrase may stand in several cells."""
    cuts = (inside for size in range(count - 1, -1, -1) for inside in combinations(range(1, count), size))
    return tuple(tuple(pairwise((0, *inside, count))) for inside in cuts)


def _joined(texts: Sequence[str], programme: Programme) -> Label:
    """Several cells as one text; `Huyện Mường Chà` above `Sa Lông` are two places, `Huyện` above `Sa Lông` is one.

    Below `Xã, phường` nothing tells which of them it is; no name begins with `Chia ra`.
    """
    text = " ".join(texts)
    label = read_label(text, programme)
    if len(texts) > 1 and label.names and _heads_others(read_label(texts[0], programme)):
        return Label(text, rest=text)
    if len(texts) == 1 or label.place is None:
        return label
    is_cut = not any(read_label(each, programme).place or names_several_levels(each) for each in texts)
    return label if is_cut else Label(text, rest=text)


def _heads_others(label: Label) -> bool:
    """`Chia ra`, `Các huyện`."""
    return bool(label.says) and label.says <= _HEADS and not label.rest


@lru_cache(maxsize=4096)
def _is_one_title(text: str) -> bool:
    """Whether all words of a text are one phrase that titles a column of words."""
    keys = [(fold(word), spelt(word)) for word in text.split() if fold(word)]
    said = [what for *_, what in vocabulary().split(keys, accented=has_accents(text))]
    return len(said) == 1 and said[0] in AXES


def _unread(label: Label) -> int:
    """How little sense a label makes by itself; `đầu năm` below `6 tháng` does not say what there was before."""
    says_nothing = not label.tells and not label.unknown
    return 2 * label.unknown + says_nothing + (Says.OPENING in label.says)


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
        unknown = sum(map(_unread, labels))
        if fewest is None or unknown < fewest:
            best, fewest = labels, unknown
        if not fewest:
            break
    return _turned(best, programme)


def _turned(labels: tuple[Label, ...], programme: Programme) -> tuple[Label, ...]:
    """`Lúa` over `Diện tích (ha)`: in the name of what is counted the inner words stand first."""
    unknown = [label for label in labels if label.rest]
    if len(unknown) != _TWO or any(map(_names_something, labels)):
        return labels
    outer, inner = unknown
    named = read_label(f"{inner.rest} {outer.rest}", programme)
    whole = replace(inner, rest="", indicator=named.indicator, part=named.part)
    turned = tuple(whole if label is inner else replace(label, rest="") for label in labels)
    return labels if named.indicator is None or named.rest or named.to_come else turned


def _names_something(label: Label) -> bool:
    return label.indicator is not None or label.place is not None
