"""The paper as one HTML file that needs nothing else, on the screen and on paper."""

from du_an8.outputs.html_template import environment
from du_an8.outputs.paper.content import Papers


def render(papers: Papers) -> str:
    """The document; whatever stands in the data is escaped."""
    return environment("du_an8.outputs.paper").get_template("paper.html").render(team=papers.team, papers=papers.papers)
