"""All files of the site: what each page shows, handed to the templates. Addresses are relative: it opens from disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from importlib.resources import files

from jinja2 import Environment

from du_an8.findings import Severity
from du_an8.outputs import about, check_json, course_words, phrases
from du_an8.outputs.html_template import environment
from du_an8.outputs.page import account
from du_an8.outputs.paper import docx, workbook
from du_an8.outputs.paper.content import papers
from du_an8.outputs.site import chart, tile_map
from du_an8.outputs.site.situation import Situation, situation_of
from du_an8.outputs.words import KINDS, SEVERITIES
from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import Province, Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.history import Point, course
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import FileAccount
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import format_number, format_percent

_PROVINCES, _INDICATORS, _DOWNLOADS, _ASSETS = "tinh", "chi-tieu", "tai-ve", ("style.css", "table.js")
_STYLES = {
    Status.EXCEEDED: "good",
    Status.MET: "good",
    Status.ON_TRACK: "good",
    Status.NEAR: "fair",
    Status.SLOW: "bad",
    Status.VERY_SLOW: "bad",
    Status.MISSED: "bad",
    Status.OVERDUE: "bad",
    Status.NO_REPORT: "missing",
    Status.NOT_MEASURABLE: "unknown",
    Status.NO_TARGET: "unknown",
    Status.NOT_DUE: "none",
}


@dataclass(frozen=True)
class Course:
    """One indicator of one province over time."""

    verdict: Verdict
    points: list[Point]
    drawing: chart.Chart | None


def name_of(province: Province) -> str:
    """The stem of a province's page: the same whatever the date, and another for each of two that bear one name."""
    return province.area.replace("/", "-")


@dataclass(frozen=True)
class Site:
    """The site of one answer that holds the country and all provinces with data."""

    assessment: Assessment
    provinces: Provinces

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file, by its path within the site."""
        folder = files("du_an8.outputs.site").joinpath("assets")
        for name in _ASSETS:
            yield name, folder.joinpath(name).read_bytes()
        yield "index.html", self._index()
        for indicator in self._told():
            content = self._rendered("indicator", indicator=indicator, rows=self._rows_of(indicator))
            yield f"{_INDICATORS}/{indicator.id}.html", content
        for result in self.assessment.judged:
            yield from self._of_province(result)

    def _index(self) -> bytes:
        assessment = self.assessment
        whole = reduce(FileAccount.plus, assessment.files) if assessment.files else None
        errors = [each for each in assessment.findings if each.severity is Severity.ERROR and not each.settled]
        return self._rendered(
            "index",
            tiles=self._tiles(),
            indicators=self._told(),
            silent=[result.province for result in self._listed if result.latest is None],
            errors=errors,
            others=[each for each in assessment.other_findings if each not in errors],
            all_files=whole,
        )

    @cached_property
    def _listed(self) -> list[ProvinceResult]:
        """The provinces, the worst before the others."""
        return sorted(self.assessment.results, key=about.urgency)

    def _told(self) -> list[Indicator]:
        """The indicators of which anything is on file."""
        told = {verdict.indicator.id for result in self.assessment.judged for verdict in result.verdicts}
        return [each for each in self.assessment.programme.indicators.values() if each.id in told]

    def _of_province(self, result: ProvinceResult) -> Iterator[tuple[str, bytes]]:
        """Its page, and the paper, the workbook and the JSON that the page offers."""
        name, alone = name_of(result.province), self.assessment.only(result, self.provinces)
        courses = [self._course(verdict) for verdict in result.core if not verdict.included]
        content = self._rendered("province", result=result, alone=alone, courses=courses)
        yield f"{_PROVINCES}/{name}.html", content
        yield f"{_DOWNLOADS}/{name}.docx", docx.to_bytes(papers(alone))
        yield f"{_DOWNLOADS}/{name}.xlsx", workbook.build(alone)
        yield f"{_DOWNLOADS}/{name}.json", check_json.render(alone).encode()

    def _course(self, verdict: Verdict) -> Course:
        points = course(verdict, self.assessment.programme, self.assessment.as_of)
        drawing = chart.draw(verdict, points, self.assessment.programme, self.assessment.as_of)
        return Course(verdict, points, drawing)

    def _rows_of(self, indicator: Indicator) -> list[tuple[ProvinceResult, Verdict]]:
        """What is known of an indicator: the country first, then the provinces, the worst before the others."""
        country = [self.assessment.country] if self.assessment.country else []
        told = ((result, result.verdict_on(indicator)) for result in (*country, *self._listed))
        return [(result, verdict) for result, verdict in told if verdict]

    def _tiles(self) -> list[tuple[tile_map.Place, ProvinceResult | None]]:
        """The provinces of the date's era, those without data too."""
        era = era_of(self.assessment.as_of)
        by_area = {result.province.area: result for result in self.assessment.results}
        places = tile_map.places(self.provinces.by_era[era], era)
        return [(place, by_area.get(place.province.area)) for place in places]

    def _rendered(self, template: str, **values: object) -> bytes:
        return self._environment.get_template(f"{template}.html").render(**values).encode()

    @cached_property
    def _environment(self) -> Environment:
        """The templates, with the words and numbers that they may use; none of them computes."""
        made = environment("du_an8.outputs.site", "templates")
        made.filters |= {
            "date": format_date, "number": format_number, "percent": format_percent, "place": self._place,
            "standing": situation_of,
        }  # fmt: skip
        made.globals |= {
            "about": about, "phrases": phrases, "course_words": course_words, "account": account, "chart": chart,
            "severities": SEVERITIES, "kinds": KINDS, "status_styles": _STYLES, "Situation": Situation,
            "listed": self._listed, "name_of": name_of, "assessment": self.assessment,
            "programme": self.assessment.programme, "country": self.assessment.country, "provinces": self.provinces,
        }  # fmt: skip
        return made

    def _place(self, province: Province) -> str:
        return "Cả nước" if province.is_country else phrases.place(province, self.assessment.as_of)
