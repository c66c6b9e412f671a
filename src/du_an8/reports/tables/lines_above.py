"""What the lines above a table speak of: results, plans, a list of things."""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.titles import Title, title
from du_an8.reports.titles.spoken import RESULTS, Speaks, spoken_in
from du_an8.reports.titles.title_times import title_times
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import begins_with_any, either, holds_any
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.periods import Period
from du_an8.vietnamese.time_words import split_words

_LISTS = pattern_of(rf"(?:{either('captions', 'kinds')} (?:so )?\w+ )?{either('captions', 'lists')}")
_BRACKETED = pattern_of(r"[()\[\]]")
_BREATH = pattern_of(r"([,;]|\bvà\b)", re.IGNORECASE)
_PAPERS = pattern_of(either("titles", "papers"))
_PAPER_REFERRED_TO = pattern_of(
    rf"\b{either('titles', 'documents', 'decrees', folded=False)}\s+số\s+\d.*", re.IGNORECASE | re.DOTALL
)
_HEADS_PLANS = pattern_of(rf"{either('titles', 'heads_of_plans')}(?! so \d)(?!.*\bket qua\b)")
_RUNNING = pattern_of(rf"\b{either('titles', 'running', folded=False)}", re.IGNORECASE)
_LONGEST_HEADING = 14  # words
_SAYS_DONE = frozenset({Speaks.DONE, Speaks.ESTIMATED_RESULTS})
_SAYS_TO_COME = frozenset({Speaks.TO_COME, Speaks.AHEAD, Speaks.FORESEEN, Speaks.LACKING})


def heads_plans(text: str) -> bool:
    """Whether what a heading stands over is no result: `II. Kế hoạch năm 2024`."""
    return _HEADS_PLANS.match(fold(unmarked(text).text)) is not None


def heads_comparisons(text: str) -> bool:
    """Whether a heading stands over percentages of other numbers: `Tốc độ tăng so với năm trước`, `Cơ cấu (%)`."""
    words = fold(unmarked(text).text)
    if begins_with_any(words, "titles", "heads_of_indices"):
        return True
    return "%" in text and begins_with_any(words, "titles", "heads_of_shares")


def is_to_come(lines: Iterable[str], sheet_name: str) -> bool:
    """Whether the lines above a table, and the name of its sheet, speak of plans and of nothing that was done."""
    texts = list(lines)
    if texts and unmarked(texts[-1]).mark and heads_plans(texts[-1]):
        return True
    spoken = _spoken_in([sheet_name, *texts])
    if spoken & _SAYS_DONE:
        return False
    return bool(spoken & _SAYS_TO_COME) or (Speaks.PLANNED in spoken and Speaks.TOLD not in spoken)


def planned_periods(lines: Iterable[str]) -> frozenset[Period]:
    """The times of plans that follow that of results: the second of `KẾT QUẢ NĂM 2024, KẾ HOẠCH NĂM 2025`."""
    texts = list(lines)
    said = title_times(texts)
    if said.period is None or any(holds_any(text, "measures", "estimate") for text in texts):
        return frozenset()
    ahead = filter(None, (phrase.in_year(said.period.end.year) for phrase in said.to_come))
    return frozenset(period for period in ahead if period.start and period.start > said.period.end)


def is_running(words: str) -> bool:
    """Whether words over a column call it a running total."""
    return _RUNNING.search(words) is not None


def running_total(lines: Iterable[str], programme: Programme) -> Title | None:
    """The running total of less than the phase that a line promises: `QUÝ III VÀ LŨY KẾ TỪ ĐẦU NĂM 2024`."""
    breaths = (
        part[found.start() :] for text in lines for part in _BREATH.split(text) if (found := _RUNNING.search(part))
    )
    titles = (title([read_label(text, programme)]) for text in breaths)
    return next((replace(each, of_heading=True) for each in titles if each and each.running), None)


def is_forecast(lines: Iterable[str]) -> bool:
    """Whether a line above a table foretells even what it calls a result: `Dự báo kết quả năm 2025`."""
    return Speaks.FORETOLD in _spoken_in(lines)


def _spoken_in(lines: Iterable[str]) -> frozenset[Speaks]:
    """All that lines speak of."""
    return frozenset[Speaks]().union(*map(_spoken_by, lines))


@lru_cache(maxsize=1024)  # each table of a sheet asks, and so do the sheets that bear the same names
def _spoken_by(line: str) -> frozenset[Speaks]:
    return frozenset(one.speaks for one in spoken_in(split_words(_of_table(line))))


def _of_table(text: str) -> str:
    """The words of a line that say something of the table, without the papers that it refers to."""
    breaths = (_PAPER_REFERRED_TO.sub(" ", part) for part in _BREATH.split(_without_papers(text)))
    return "".join(breaths)


def _without_papers(text: str) -> str:
    """A line without the paper that it names, in brackets or all along: `(kèm theo Báo cáo kết quả năm 2024)`."""
    return " ".join(part for part in _BRACKETED.split(text) if not _PAPERS.match(fold(part)))


def is_heading(text: str) -> bool:
    """Whether a line over a table is its heading, and no note on the one before, no sentence of a text."""
    words = fold(text)
    if begins_with_any(words, "captions", "notes"):
        return False
    if unmarked(text).mark or text.isupper():
        return True
    return len(words.split()) <= _LONGEST_HEADING and not text.rstrip().endswith(".")


def names_results(lines: Iterable[str]) -> bool:
    """Whether any line calls the numbers below it results; `Báo cáo`, `Số liệu` may be of anything."""
    return not _SAYS_DONE.isdisjoint(_spoken_in(lines))


def tells_results(lines: Iterable[str]) -> bool:
    """Whether any line says that something was done."""
    return not (_SAYS_DONE | RESULTS).isdisjoint(_spoken_in(lines))


def is_list(lines: Iterable[str]) -> bool:
    """Whether the lines above a table say that each row is one thing, and counts nothing."""
    return any(_LISTS.match(fold(text)) for text in lines)
