"""What the lines above a table speak of: results, plans, a list of things."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.titles import Title, title
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import begins_with_any, either, holds_any, pattern
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.periods import Period
from du_an8.vietnamese.title_times import title_times

_LISTS = pattern_of(rf"(?:{either('captions', 'kinds')} (?:so )?\w+ )?{either('captions', 'lists')}")
_BRACKETED = pattern_of(r"[()\[\]]")
_BREATH = pattern_of(r"[,;]|\bvà\b", re.IGNORECASE)
_WITHOUT = pattern_of(rf"\b{either('titles', 'documents')} so \d.*|\b{either('titles', 'no_assignment')}")
_PAPERS = pattern_of(either("titles", "papers"))
_AHEAD = pattern_of(rf"(\b{either('titles', 'ahead')}).*")
_HEADS_PLANS = pattern_of(rf"{either('titles', 'heads_of_plans')}(?! so \d)(?!.*\bket qua\b)")
_RUNNING = pattern_of(rf"\b{either('titles', 'running', folded=False)}", re.IGNORECASE)
_LONGEST_HEADING = 14  # words
_SPEAKS = {name: pattern_of(rf"\b{either('titles', name)}") for name in ("done", "to_come", "told", "planned")}


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
    words = pattern("titles", "reporting").sub(" ", " ".join(_of_table(text) for text in (sheet_name, *texts)))
    return next((name for name, pattern in _SPEAKS.items() if pattern.search(words)), None) in {"to_come", "planned"}


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
    breaths = (fold(part) for text in lines for part in _BREATH.split(_without_papers(text)))
    return any(_SPEAKS["done"].search(match[0]) for match in map(_AHEAD.search, breaths) if match)


def _of_table(text: str) -> str:
    """The folded words of a line that say something of the table; behind what is to come nothing is done."""
    parts = (_WITHOUT.sub(" ", fold(part)) for part in _BREATH.split(_without_papers(text)))
    return " ".join(_AHEAD.sub(r"\1", part) for part in parts)


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
    return any(_SPEAKS["done"].search(_of_table(text)) for text in lines)


def tells_results(lines: Iterable[str]) -> bool:
    """Whether any line says that something was done."""
    texts = [_of_table(text) for text in lines]
    return any(_SPEAKS[name].search(text) for name in ("done", "told") for text in texts)


def is_list(lines: Iterable[str]) -> bool:
    """Whether the lines above a table say that each row is one thing, and counts nothing."""
    return any(_LISTS.match(fold(text)) for text in lines)
