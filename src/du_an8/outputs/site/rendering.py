"""The templates of the site, with the words and numbers that they may use; none of them computes."""

from datetime import date
from functools import cache

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from du_an8.language.figures import format_date, format_day, format_number, format_percent
from du_an8.language.texts import tr
from du_an8.outputs.papers.html_template import environment
from du_an8.outputs.site import chart, figures, knowledge, sparkline
from du_an8.outputs.site.country_map import load_map
from du_an8.outputs.site.situation import INDICATOR_SITUATIONS, SITUATIONS, situation_of, situation_on
from du_an8.outputs.terminal.page import account
from du_an8.outputs.wording import course_words, phrases, sentences, standings
from du_an8.outputs.wording.words import KINDS, SEVERITIES
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province
from du_an8.reconcile.assessment import Assessment


def rendered(template: str, assessment: Assessment, programme: Programme, **values: object) -> bytes:
    """A page.

    Args:
        values: what that template needs beside the answer and the programme.
    """
    made = _environment().get_template(f"{template}.html")
    return made.render(assessment=assessment, programme=programme, **values).encode()


@cache
def _environment() -> Environment:
    made = environment("du_an8.outputs.site", "templates")
    made.filters |= {
        "date": format_date, "day": format_day, "number": format_number, "percent": format_percent, "place": _place,
        "capitalised": sentences.capitalised, "situation": situation_of, "situation_on": situation_on,
    }  # fmt: skip
    made.globals |= {
        "sentences": sentences, "phrases": phrases, "standings": standings, "course_words": course_words,
        "account": account, "chart": chart,
        "sparkline": sparkline, "figures": figures, "knowledge": knowledge, "country_map": load_map(),
        "severities": SEVERITIES, "kinds": KINDS, "situations": SITUATIONS,
        "indicator_situations": INDICATOR_SITUATIONS,
    }  # fmt: skip
    return made


@pass_context
def _place(context: Context, province: Province) -> str:
    day: date = context["assessment"].as_of
    return tr("Cả nước") if province.is_country else phrases.place(province, day)
