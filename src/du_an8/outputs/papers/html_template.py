"""HTML from templates; whatever stands in the data is text, never markup."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from du_an8.language.spoken import speech
from du_an8.language.texts import named, tr
from du_an8.outputs.plain_text import for_xml


def environment(package: str, folder: str = "") -> Environment:
    """The templates of a folder in a package; every value that they print is escaped, every text of theirs is `tr`."""
    made = Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_plain,
    )
    made.globals |= {"tr": tr, "named": named, "language": lambda: speech().language.value}
    return made


def _plain(value: object) -> object:
    """Without the characters that HTML can't hold, escaped or not."""
    return for_xml(value) if isinstance(value, str) and not isinstance(value, Markup) else value
