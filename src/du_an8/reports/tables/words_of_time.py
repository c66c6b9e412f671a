"""Whether the text of a cell is a time or a paper and nothing else: a deadline, the decision that set a target."""

import re

from du_an8.reports.vocabulary.vocabulary import either, phrases
from du_an8.vietnamese.dates import read_times
from du_an8.vietnamese.names import fold

_LONGEST = 80
_PAPER = re.compile(
    rf"{either('titles', 'decrees', 'decrees_short')} (?:so )?\d"
    rf"|{either('titles', 'documents')} (?:so )?\d+ (?:\d{{4}} )?[a-z]+ [a-z]"
)
_CODE_OF_PAPER = re.compile(r"(?<!\w)\d+\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ]\w{0,4}\s?-\s?[A-ZĐ]")  # `12/KH-BTV`
_BESIDE = re.compile(r"^\s*(?:trước|sau)(?:\s+ngày)?\b", re.IGNORECASE)


def names_time(text: str) -> bool:
    """`31/12/2025`, `trước quý IV/2025`, `QĐ số 15/QĐ-UBND ngày 03/4/2022`."""
    if len(text) > _LONGEST:
        return False
    if _PAPER.match(fold(text)) or _CODE_OF_PAPER.search(text):
        return True
    times = read_times(_BESIDE.sub("", text))
    known = phrases("deadlines", "words")
    words = [(word, word) for word in times.rest.split()]
    return bool(times.phrases) and all(what for *_, what in known.split(words, accented=False))
