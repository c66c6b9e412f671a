"""Text from data, made safe for the screen and for formats that give some signs a meaning."""

import re

from du_an8.vietnamese.late_patterns import pattern_of

_NOT_IN_XML = pattern_of("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Control characters; what has no width, or turns the direction of the text around it.
_UNSEEN = pattern_of(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_COMMAND = pattern_of("(?<=:)(?=:)|(?<=##)(?=\\[)")
"""Where GitHub would begin a workflow command, in any line that a job prints."""
_MARKDOWN = pattern_of(r"([\\`*_{}\[\]<>#|~!])")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def quoted(text: object) -> str:
    """As it is typed in a command: in straight quotes where a shell would split it."""
    plain = str(text)
    return plain if re.fullmatch(r"[\w./\\:~@%+=-]+", plain) else f'"{plain}"'


def seen(text: str) -> str:
    """Without what nobody sees: control characters, signs of no width, changes of direction."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """The same without line breaks."""
    return " ".join(seen(text).split())


def for_screen(text: str) -> str:
    """A line for people that the log of a job doesn't take for a command: `::error::` gets a blank inside."""
    return _COMMAND.sub(" ", seen(text.replace("\r", " ").replace("\n", " ")))


def for_csv(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    plain = one_line(text)
    return f"'{plain}" if text.startswith(_STARTS_A_FORMULA) or plain.startswith(_STARTS_A_FORMULA) else plain


def for_markdown(text: str) -> str:
    """Signs that Markdown or HTML would act on stand for themselves."""
    return _MARKDOWN.sub(r"\\\1", one_line(text)).replace("&", "&amp;")


def for_xml(text: str) -> str:
    """Without the characters that XML can't hold, escaped or not."""
    return _NOT_IN_XML.sub("", seen(text))


def for_annotation(text: str) -> str:
    """The message of a workflow command: one that data can't end or start anew."""
    return one_line(text).replace("%", "%25")


def for_annotation_property(text: str) -> str:
    """The same for `file=` and `title=`, where colons and commas part the properties."""
    return for_annotation(text).replace(":", "%3A").replace(",", "%2C")
