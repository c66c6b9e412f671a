"""Text from data, made safe for the machine formats that give some signs a meaning."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def one_line(text: str) -> str:
    """Without line breaks, control characters and changes of direction."""
    return " ".join(_CONTROL.sub("", text).split())


def for_csv(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    plain = one_line(text)
    return f"'{plain}" if text.startswith(_STARTS_A_FORMULA) or plain.startswith(_STARTS_A_FORMULA) else plain


def for_markdown(text: str) -> str:
    """Signs that Markdown or HTML would act on stand for themselves."""
    return _MARKDOWN.sub(r"\\\1", one_line(text)).replace("&", "&amp;")


def for_xml(text: str) -> str:
    """Without the characters that XML can't hold, escaped or not."""
    return _NOT_IN_XML.sub("", _CONTROL.sub("", text))


def for_annotation(text: str) -> str:
    """The message of a workflow command: one that data can't end or start anew."""
    return one_line(text).replace("%", "%25")


def for_annotation_property(text: str) -> str:
    """The same for `file=` and `title=`, where colons and commas part the properties."""
    return for_annotation(text).replace(":", "%3A").replace(",", "%2C")
