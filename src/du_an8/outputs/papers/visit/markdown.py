"""The paper as Markdown."""

from collections.abc import Iterator

from du_an8.outputs.papers.visit.bars import blocks
from du_an8.outputs.papers.visit.structure import Bar, Cell, Paper, Papers, Section, Table
from du_an8.outputs.plain_text import for_markdown


def render(papers: Papers) -> str:
    """All papers, a rule between them."""
    return "\n---\n\n".join("\n".join(_paper(paper)) + "\n" for paper in papers.papers)


def _paper(paper: Paper) -> Iterator[str]:
    yield from (f"# {for_markdown(paper.title)}", "", f"*{for_markdown(paper.subtitle)}*")
    for number, section in enumerate(paper.sections, start=1):
        yield from ("", f"## {number}. {for_markdown(section.title)}", "")
        yield from _section(number, section)


def _section(number: int, section: Section) -> Iterator[str]:
    for text in section.paragraphs:
        yield from (for_markdown(text), "")
    for index, text in enumerate(section.points, start=1):
        yield f"- **{number}.{index}** {for_markdown(text)}"
    if section.table:
        yield from [""] if section.points else []
        yield from _table(section.table)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.header)} |"
    yield "|" + "".join("---:|" if index in table.numeric else "---|" for index in range(len(table.header)))
    for row in table.rows:
        if len(row) == 1:
            yield f"| **{_cell(row[0])}** |{' |' * (len(table.header) - 1)}"
        else:
            yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Bar):
        return f"{for_markdown(cell.label)} {blocks(cell)}"
    return "<br>".join(map(for_markdown, cell.split("\n")))
