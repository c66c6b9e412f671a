"""JSON as every answer for machines writes it."""

from datetime import date

import msgspec


def json_text(document: object) -> str:
    """The document as text with a final line break; the log of a job finds no command (`##[…]`) in it."""
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return text.replace("##[", "##\\u005b") + "\n"


def iso_day(day: date | None) -> str | None:
    """A day as JSON has it: `2024-12-31`."""
    return day.isoformat() if day else None
