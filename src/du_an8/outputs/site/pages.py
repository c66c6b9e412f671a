"""All files of the site: what each page shows, handed to the templates. Addresses are relative: it opens from disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files

from msgspec import Struct

from du_an8.language.texts import tr
from du_an8.outputs.machine import check_json
from du_an8.outputs.papers.visit import docx, workbook
from du_an8.outputs.papers.visit.content import papers
from du_an8.outputs.site import chart
from du_an8.outputs.site.overview import Overview, overviews
from du_an8.outputs.site.page_tables import of_one_province, tables
from du_an8.outputs.site.province_pages import ProvincePage
from du_an8.outputs.site.rendering import rendered
from du_an8.outputs.site.sparkline import Sparkline, sparkline
from du_an8.programme.catalogue import Kind, Programme
from du_an8.programme.provinces import Provinces, load_provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.history import Point, course_in, plan_line
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult

_PROVINCES, _DOWNLOADS, _STYLE, _SCRIPT = "tinh", "tai-ve", "style.css", "table.js"
_COUNTED = " tỉnh"
"""The script's one text: how many provinces are left of a list."""


class Course(Struct, frozen=True):
    """One indicator of one province over time."""

    verdict: Verdict
    points: list[Point]
    drawing: chart.Chart | None
    small: Sparkline | None


class ProvinceFiles(Struct, frozen=True):
    """What is written of a province.

    Attributes:
        files: by their paths within the site.
        lines: by indicator id, its course as a small line, for the pages that tell of all provinces.
    """

    files: Sequence[tuple[str, bytes]]
    lines: Mapping[str, Sparkline]


def province_files(page: ProvincePage) -> ProvinceFiles:
    """The page of a province, and the paper, the workbook and the JSON that it offers."""
    alone, result, name = page.alone, page.result, page.stem
    programme = alone.programme_of(result)
    courses = {verdict.indicator.id: _course(result, verdict, programme, alone.as_of) for verdict in result.verdicts}
    lines = {key: course.small for key, course in courses.items() if course.small}
    shown = tables(result)
    content = rendered(
        "province",
        alone,
        programme,
        result=result,
        tables=shown,
        of_one=of_one_province(result),
        courses=[courses[verdict.indicator.id] for table in shown for verdict in table.rows],
        lines=lines,
        provinces=load_provinces(),
        page=page,
    )
    made = [
        (f"{_PROVINCES}/{name}.html", content),
        (f"{_DOWNLOADS}/{name}.docx", docx.to_bytes(papers(alone))),
        (f"{_DOWNLOADS}/{name}.xlsx", workbook.build(alone)),
        (f"{_DOWNLOADS}/{name}.json", check_json.render(alone).encode()),
    ]
    return ProvinceFiles(made, lines)


def _course(result: ProvinceResult, verdict: Verdict, programme: Programme, as_of: date) -> Course:
    points = course_in(result, verdict, programme, as_of)
    of_levels = verdict.included and verdict.indicator.kind is Kind.RATE  # those of several areas don't add up
    plan, phase = [] if of_levels else plan_line(verdict, programme), programme.phase
    drawing = chart.draw(verdict, points, plan, phase, as_of)
    return Course(verdict, points, drawing, sparkline(points, plan, phase))


def site_files(
    assessment: Assessment, provinces: Provinces, pages: Sequence[ProvincePage], made: Iterable[ProvinceFiles]
) -> Iterator[tuple[str, bytes]]:
    """Every file, by its path within the site.

    Args:
        made: what is written of each province, in the order of the pages.
    """
    folder = files("du_an8.outputs.site").joinpath("assets")
    yield _STYLE, folder.joinpath(_STYLE).read_bytes()
    script = folder.joinpath(_SCRIPT).read_text(encoding="utf-8")
    yield _SCRIPT, script.replace(_COUNTED, tr(_COUNTED)).encode()
    lines = {}
    for page, written in zip(pages, made, strict=True):
        yield from written.files
        lines[page.stem] = written.lines
    for overview in overviews(assessment, provinces, pages, lines):
        yield from _overview_files(overview)


def _overview_files(overview: Overview) -> Iterator[tuple[str, bytes]]:
    """The page of a phase, and a page for each of its indicators."""
    programme = overview.programme
    yield (
        overview.address,
        rendered("index", overview.assessment, programme, overview=overview, up="", up_to="", indicator=None),
    )
    for indicator in overview.indicators:
        content = rendered(
            "indicator", overview.assessment, programme, overview=overview, indicator=indicator, up="../"
        )
        yield overview.address_of(indicator), content
