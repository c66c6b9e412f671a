"""Which finding an answer of the province belongs to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from du_an8.findings import Explained, Finding, Location, Verbatim
from du_an8.grouping import grouped
from du_an8.reports.file_account import Explanation, FileAccount
from du_an8.reports.returned import normal

_FIGURES = re.compile(r"\d[\d.,]*")

_MOST_FINDINGS = 20  # of one list

_Asked = tuple[str, str | None, str]
"""Sheet, cell, and what was asked for."""


def with_reports(explanations: Iterable[Explanation], files: Iterable[FileAccount]) -> list[Explanation]:
    """The answers with the reports that each may speak of: its own file, and those of the same province and date.

    The one that was corrected is on file beside the one that was sent back.
    """
    last_days = {file.path: _last_days(file) for file in files}
    alike: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for path, days in last_days.items():
        for day in days.items():
            alike[day].append(path)
    return [replace(each, files=_possible(each.location.path, last_days, alike)) for each in explanations]


def _last_days(file: FileAccount) -> dict[str, date]:
    """Area -> the day up to which a report tells of it."""
    days: dict[str, date] = {}
    for span in file.covers:
        days[span.area] = max(span.end, days.get(span.area, span.end))
    return days


def _possible(
    path: str, last_days: Mapping[str, Mapping[str, date]], alike: Mapping[tuple[str, date], Sequence[str]]
) -> tuple[str, ...]:
    others = [other for day in last_days.get(path, {}).items() for other in alike[day]]
    return tuple(dict.fromkeys([path, *others]))


def explained(findings: Iterable[Finding], explanations: Iterable[Explanation]) -> list[Finding]:
    """The findings, each with the answer to it.

    An answer belongs to a finding of the same report at the same cell, put in the same words; the figures in it may
    have changed since. It settles nothing.
    """
    answers: defaultdict[_Asked, list[Explanation]] = defaultdict(list)
    for each in explanations:
        if each.asked:
            answers[_key(each.asked, each.request)].append(each)
    return [_explained(finding, answers) for finding in findings] if answers else list(findings)


def _key(place: Location, request: str) -> _Asked:
    return normal(place.sheet or ""), place.cell, normal(request)


def _explained(finding: Finding, answers: Mapping[_Asked, list[Explanation]]) -> Finding:
    if finding.location is None or finding.request is None:
        return finding
    known = answers.get(_key(finding.location, finding.request), ())
    fitting = [each for each in known if _fits(each, finding)]
    if not fitting:
        return finding
    texts = dict.fromkeys(each.text for each in fitting)
    return replace(finding, explanation=Explained("\n".join(texts), fitting[0].point, fitting[0].location))


def _fits(explanation: Explanation, finding: Finding) -> bool:
    """Whether it was this very point, of this report, that was explained."""
    is_of_file = finding.location is not None and finding.location.path in explanation.files
    return is_of_file and _shape(explanation.point) == _shape(finding.content)


def _shape(text: str) -> str:
    """The words, whatever the figures."""
    return _FIGURES.sub("#", normal(text))


def unmatched(findings: Iterable[Finding], explanations: Iterable[Explanation]) -> list[Finding]:
    """What is said of answers that stand beside no finding: none of them is lost."""
    answered: defaultdict[_Asked, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.explanation and finding.location and finding.request:
            answered[_key(finding.location, finding.request)].append(finding)
    untold = (each for each in explanations if not _is_told(each, answered))
    by_list = grouped(untold, lambda each: replace(each.location, cell=None))
    return [finding for place, left in by_list.items() for finding in _remarks(place, left)]


def _remarks(place: Location, left: Sequence[Explanation]) -> Iterator[Finding]:
    """The answers of one list that stand beside no finding, one by one; of very many, how many more there are."""
    yield from map(_unmatched, left[:_MOST_FINDINGS])
    if count := len(left[_MOST_FINDINGS:]):
        words: dict[str, object] = {"sheet": place.sheet, "count": count}
        yield Finding("explanation-unmatched.more", place, words, province=left[0].area)


def _is_told(explanation: Explanation, answered: Mapping[_Asked, list[Finding]]) -> bool:
    if explanation.asked is None:
        return False
    known = answered.get(_key(explanation.asked, explanation.request), ())
    return any(_fits(explanation, finding) for finding in known)


def _unmatched(explanation: Explanation) -> Finding:
    place, text = explanation.location, Verbatim(explanation.text)
    if explanation.asked is None:
        words: dict[str, object] = {"text": text, "sheet": place.sheet}
        return Finding("explanation-unmatched.alone", place, words, province=explanation.area)
    where = explanation.asked.inside or "cả tệp"
    words = {"text": text, "point": explanation.point, "place": where}
    return Finding("explanation-unmatched", place, words, province=explanation.area)
