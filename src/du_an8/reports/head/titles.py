"""What the lines of a title say, read as one text: of time, of what is still to come, of the province."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from du_an8.reports.head.fields import Label
from du_an8.reports.head.value import Head, HeadValue
from du_an8.reports.titles.title_results import TitleTimes
from du_an8.reports.titles.title_times import title_times
from du_an8.reports.vocabulary.marks import depth_of, unmarked
from du_an8.reports.vocabulary.vocabulary import holds_any
from du_an8.vietnamese.dates import Period, TimePhrase, find_times
from du_an8.vietnamese.names import fold

_PROVINCE_IN_TITLE = re.compile(r"\btỉnh\s+(\w[\w\s-]{1,40})", re.IGNORECASE)
LONGEST_TITLE = 300


def read_titles(titles: Iterable[HeadValue]) -> dict[Label, HeadValue]:
    """What all lines of the title, read as one text, say of time, and the one province that they name."""
    titles = [title for title in titles if len(title.text) <= LONGEST_TITLE]
    found = times_in(titles)
    provinces: dict[str, HeadValue] = {}
    for title in titles:
        if match := _PROVINCE_IN_TITLE.search(title.text):
            provinces.setdefault(fold(match[1]), replace(title, text=match[1].strip()))
    if len(provinces) == 1:
        found[Label.TITLE_PROVINCE] = next(iter(provinces.values()))
    return found


def times_in(titles: list[HeadValue]) -> dict[Label, HeadValue]:
    """What lines, read as one text, say of time."""
    said = title_times([title.text for title in titles])
    if said.period and (phase := _ended_phase(titles, said.period)):
        later = replace(_which_names(titles, said.period), found=said.period)
        return {Label.TITLE_PHASE: phase, Label.LATER: later}
    found: dict[Label, HeadValue] = {}
    if said.unclear:
        found[Label.UNCLEAR] = replace(_which_says(titles, said.unclear), text=said.unclear, found=said.within)
    if said.period:
        found[Label.TITLE_PERIOD] = replace(_which_names(titles, said.period), found=said.period)
    if said.open:
        found[Label.TITLE_OPEN] = replace(_which_says(titles, said.open.words), text=said.open.words)
    if said.phase and (phase := phase_in(titles, said.phase)):
        found[Label.TITLE_PHASE] = phase
    if said.since:
        found[Label.SINCE] = replace(titles[0], found=Period(said.since, date.max))
    return found | _ahead_in(titles, said)


def _ended_phase(titles: list[HeadValue], period: Period) -> HeadValue | None:
    """The phase of a caption `Biểu 1: Kết quả giai đoạn 2021-2025` below a title that tells of a later period, too.

    Money that was carried over is of the phase, and spent in that period.
    """
    line = [title for title in titles if find_times(title.text)[0]][-1]
    said = title_times([line.text])
    years = said.phase.period if said.phase and said.tells_results and not said.period else None
    is_over = years is not None and period.start is not None and years.end < period.start
    carried_over = holds_any(line.text, "titles", "carried_over")
    return replace(line, found=years) if is_over and not carried_over else None


def phase_in(titles: list[HeadValue], phase: TimePhrase) -> HeadValue | None:
    """The phase that titles name by its years, or by its number alone; none for one that runs on."""
    if phase.period is None:
        return replace(titles[0], text=phase.words)
    return replace(_which_names(titles, phase.period), found=phase.period) if phase.period.end < date.max else None


def titles_over(lines: list[HeadValue]) -> Head:
    """What the lines over a further table of a sheet say of time, read as the titles of a sheet are."""
    return times_in([line for line in lines if len(line.text) <= LONGEST_TITLE])


def _ahead_in(titles: list[HeadValue], said: TitleTimes) -> dict[Label, HeadValue]:
    """What titles say of days that were still to come, or with which the results are only compared."""
    line = _which_names(titles, said.period) if said.period else titles[0] if titles else None
    if line is None:
        return {}
    said_so = {
        Label.TO_COME: bool(said.to_come) and not said.period,
        Label.ESTIMATE: said.estimate,
        Label.FORESEEN: said.foreseen,
        Label.COMPARED: said.compared is not None,
    }
    return {label: line for label, holds in said_so.items() if holds} | _plans_in(titles, said)


def _plans_in(titles: list[HeadValue], said: TitleTimes) -> dict[Label, HeadValue]:
    """The line by which the innermost section above a table, `III. Chỉ tiêu năm 2025`, speaks of plans alone."""
    inner = _innermost_section(titles)
    said = said if len(inner) == len(titles) else title_times([title.text for title in inner])
    if not said.to_come or said.period or said.tells_results:
        return {}
    last = max(filter(None, (phrase.period for phrase in said.to_come)), key=_end_of, default=None)
    return {Label.PLANS: replace(_which_says(inner, said.to_come[-1].words), found=last)}


def _innermost_section(titles: list[HeadValue]) -> list[HeadValue]:
    """The lines that reach a table below them: a heading ends those above it that stand no less deep."""
    depths = [depth_of(mark) if (mark := unmarked(title.text).mark) else None for title in titles]
    marked = [(depth, at) for at, depth in enumerate(depths) if depth is not None]
    outermost = min((depth for depth, _ in marked), default=None)
    first = max((at for depth, at in marked if depth == outermost), default=0)
    return titles[first:]


def _end_of(period: Period) -> date:
    return period.end


def _which_says(titles: list[HeadValue], words: str) -> HeadValue:
    """The line in which words stand, else the first."""
    return next((title for title in titles if fold(words) in fold(title.text)), titles[0])


def _which_names(titles: list[HeadValue], period: Period) -> HeadValue:
    """The line that names a period, else one that names any time, else the first."""
    named = [(title, find_times(title.text)[0]) for title in titles]
    whole = (title for title, times in named if any(time.period == period for time in times))
    return next(whole, next((title for title, times in named if times), titles[0]))
