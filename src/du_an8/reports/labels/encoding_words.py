"""The words that tell in which encoding a text of reports is."""

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.reports.vocabulary.vocabulary import texts, vocabulary
from du_an8.vietnamese.names import fold


def known_words(programme: Programme, provinces: Provinces) -> frozenset[str]:
    """Folded names that reports of this programme hold: what helps to tell the encoding of a text."""
    phrases = (
        " ".join(word for word, _ in phrase.words) for group in vocabulary().by_first.values() for phrase in group
    )
    names = [name for indicator in programme.indicators.values() for name in (*indicator.names, indicator.unit)]
    return frozenset((*phrases, *map(fold, (*texts("encoding"), *names, *(province.name for province in provinces)))))
