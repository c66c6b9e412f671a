"""The paper as one HTML file that needs nothing else, on the screen and on paper."""

from du_an8.outputs.papers.html_template import environment
from du_an8.outputs.papers.visit import bars
from du_an8.outputs.papers.visit.structure import Papers


def render(papers: Papers) -> str:
    """The document; whatever stands in the data is escaped."""
    template = environment("du_an8.outputs.papers.visit").get_template("paper.html")
    return template.render(team=papers.team, papers=papers.papers, at=bars.position)
