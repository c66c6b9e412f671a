"""JSON as every answer for machines writes it."""

import json


def json_text(document: object) -> str:
    """The document as text with a final line break; the log of a job finds no command (`##[…]`) in it."""
    return json.dumps(document, ensure_ascii=False, indent=2).replace("##[", "##\\u005b") + "\n"
