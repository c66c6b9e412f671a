"""All files of the site: what each page shows, handed to the templates. Addresses are relative: it opens from disk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property, reduce
from importlib.resources import files

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from msgspec import Struct

from du_an8.findings import Severity
from du_an8.outputs import about, check_json, course_words, phrases
from du_an8.outputs.html_template import environment
from du_an8.outputs.page import account
from du_an8.outputs.paper import docx, workbook
from du_an8.outputs.paper.content import papers
from du_an8.outputs.site import chart, tile_map
from du_an8.outputs.site.province_pages import ProvincePage, name_of
from du_an8.outputs.site.situation import Situation, situation_of
from du_an8.outputs.words import KINDS, SEVERITIES
from du_an8.programme.catalogue import Indicator, Phase, Programme
from du_an8.programme.provinces import Province, Provinces, era_of, load_provinces
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


class Course(Struct, frozen=True):
    """One indicator of one province over time."""

    verdict: Verdict
    points: list[Point]
    drawing: chart.Chart | None


def province_files(page: ProvincePage) -> list[tuple[str, bytes]]:
    """The page of a province, and the paper, the workbook and the JSON that it offers."""
    alone, result, name = page.alone, page.result, page.stem
    programme = alone.programme_of(result)
    courses = [_course(verdict, programme, alone.as_of) for verdict in result.core if not verdict.included]
    content = rendered(
        "province", alone, programme, result=result, courses=courses, provinces=load_provinces(), page=page
    )
    return [
        (f"{_PROVINCES}/{name}.html", content),
        (f"{_DOWNLOADS}/{name}.docx", docx.to_bytes(papers(alone))),
        (f"{_DOWNLOADS}/{name}.xlsx", workbook.build(alone)),
        (f"{_DOWNLOADS}/{name}.json", check_json.render(alone).encode()),
    ]


def _course(verdict: Verdict, programme: Programme, as_of: date) -> Course:
    points = course(verdict, programme, as_of)
    return Course(verdict, points, chart.draw(verdict, points, programme, as_of))


class Overview(Struct, frozen=True, dict=True):
    """What is about all provinces: the first page, a page an indicator, and what every page needs.

    Attributes:
        country: with all provinces as its components.
        pages: those of the provinces.
    """

    assessment: Assessment
    country: ProvinceResult
    provinces: Provinces
    pages: Sequence[ProvincePage]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file, by its path within the site."""
        folder = files("du_an8.outputs.site").joinpath("assets")
        for name in _ASSETS:
            yield name, folder.joinpath(name).read_bytes()
        yield "index.html", self._index()
        for indicator in self._told():
            content = rendered(
                "indicator",
                self.assessment,
                self._programme,
                indicator=indicator,
                rows=self._rows_of(indicator),
                listed=self._listed,
                with_phases=about.differ_in_phase((self.country, *self._listed)),
                closed=[(phase, told) for phase, pages in self._closed if (told := _rows(pages, indicator))],
            )
            yield f"{_INDICATORS}/{indicator.id}.html", content

    def _index(self) -> bytes:
        assessment = self.assessment
        errors = [each for each in assessment.findings if each.severity is Severity.ERROR and not each.settled]
        return rendered(
            "index",
            assessment,
            self._programme,
            country=self.country,
            listed=self._listed,
            tiles=self._tiles(),
            indicators=self._told(),
            silent=[result.province for result in self._listed if result.latest is None],
            errors=errors,
            others=[each for each in assessment.other_findings if each not in errors],
            all_files=reduce(FileAccount.plus, assessment.files) if assessment.files else None,
            with_phases=about.differ_in_phase(self._listed),
            closed=self._closed,
        )

    @cached_property
    def _listed(self) -> list[ProvinceResult]:
        """The provinces, the worst before the others."""
        return sorted(self.assessment.results, key=about.urgency)

    @property
    def _programme(self) -> Programme:
        return self.assessment.programme_of(self.country)

    def _told(self) -> list[Indicator]:
        """The indicators of which anything is on file."""
        told = {verdict.indicator.id for page in self.pages for verdict in page.result.verdicts}
        return [each for each in self.assessment.programme.indicators.values() if each.id in told]

    def _rows_of(self, indicator: Indicator) -> list[tuple[ProvinceResult, Verdict]]:
        """What is known of an indicator: the country first, then the provinces, the worst before the others."""
        told = ((result, result.verdict_on(indicator)) for result in (self.country, *self._listed))
        return [(result, verdict) for result, verdict in told if verdict]

    @cached_property
    def _closed(self) -> list[tuple[Phase, list[ProvincePage]]]:
        """The phases before the one in which provinces are shown, with their pages, the newest first."""
        closed = [page for page in self.pages if not page.is_shown]
        newest_first = reversed(self.assessment.programme.phases)
        by_phase = {phase: [page for page in closed if page.result.phase == phase] for phase in newest_first}
        return [(phase, sorted(pages, key=_by_code)) for phase, pages in by_phase.items() if pages]

    def _tiles(self) -> list[tuple[tile_map.Place, ProvinceResult | None]]:
        """The provinces of the date's era, those without data too."""
        era = era_of(self.assessment.as_of)
        by_area = {result.province.area: result for result in self.assessment.results}
        places = tile_map.places(self.provinces.by_era[era], era)
        return [(place, by_area.get(place.province.area)) for place in places]


def _by_code(page: ProvincePage) -> tuple[bool, str, str]:
    """The country first."""
    province = page.result.province
    return not province.is_country, province.code, province.era


def _rows(pages: Iterable[ProvincePage], indicator: Indicator) -> list[tuple[ProvincePage, Verdict]]:
    """What is known of an indicator, a page each."""
    told = ((page, page.result.verdict_on(indicator)) for page in pages)
    return [(page, verdict) for page, verdict in told if verdict]


def rendered(template: str, assessment: Assessment, programme: Programme, **values: object) -> bytes:
    """A page from its template."""
    made = _environment().get_template(f"{template}.html")
    return made.render(assessment=assessment, programme=programme, **values).encode()


@cache
def _environment() -> Environment:
    """The templates, with the words and numbers that they may use; none of them computes."""
    made = environment("du_an8.outputs.site", "templates")
    made.filters |= {
        "date": format_date, "number": format_number, "percent": format_percent, "place": _place,
        "capitalised": about.capitalised,
        "standing": situation_of,
    }  # fmt: skip
    made.globals |= {
        "about": about, "phrases": phrases, "course_words": course_words, "account": account, "chart": chart,
        "severities": SEVERITIES, "kinds": KINDS, "status_styles": _STYLES, "Situation": Situation, "name_of": name_of,
    }  # fmt: skip
    return made


@pass_context
def _place(context: Context, province: Province) -> str:
    day: date = context["assessment"].as_of
    return "Cả nước" if province.is_country else phrases.place(province, day)
