"""The paper as one HTML file that needs nothing else, on the screen and on paper."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from du_an8.outputs.paper.content import Papers
from du_an8.outputs.plain_text import for_xml


def render(papers: Papers) -> str:
    """The document; whatever stands in the data is escaped."""
    template = files("du_an8.outputs.paper").joinpath("paper.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["text"] = for_xml
    return environment.from_string(template).render(papers=papers.papers)
