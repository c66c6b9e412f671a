"""What a paper is made of, before any form: sections of sentences, tables and bars, in the order of a visit."""

from datetime import date
from fractions import Fraction

from msgspec import Struct


class Bar(Struct, frozen=True):
    """A result beside its plan, to be drawn: both as shares of the target, 1 being all of it.

    Attributes:
        label: what is written above the drawing.
        done: None where no figure is known; so is due where nothing is known of the plan.
        description: the same in words, for those who don't see the drawing.
    """

    label: str
    done: Fraction | None
    due: Fraction | None
    description: str


Cell = str | Bar


class Table(Struct, frozen=True):
    """A table; `numeric` columns stand at the right, `widths` are shares of the page's.

    A row of one cell is a heading over all columns; one with nothing but its first cell is left to be written in.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()


class Section(Struct, frozen=True):
    """A numbered section: paragraphs, then points, then a table; `wide` ones stand on lying pages."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None
    wide: bool = False


class Paper(Struct, frozen=True):
    """The paper about one province, or about several together.

    Attributes:
        signatures: who signs, each an office of one or more lines.
        recipients: who gets it.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    signatures: tuple[tuple[str, ...], ...] = ()
    recipients: tuple[str, ...] = ()


class Papers(Struct, frozen=True):
    """A page each, and a summary first where there are several.

    Attributes:
        team: who goes on the visit, and on whose behalf: the lines at the top left of each page.
    """

    as_of: date
    team: tuple[str, ...]
    papers: tuple[Paper, ...] = ()
