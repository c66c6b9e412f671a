"""The rules as the tests go through them."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from du_an8.findings.rule import Text, Variant
from du_an8.findings.rules import all_rules

RULES = {rule.name: rule for rule in all_rules()}
VARIANTS = {variant.key: variant for rule in RULES.values() for variant in rule.variants}
SENT = {
    key: ((variant.content or variant.message).vietnamese, variant.request.vietnamese)
    for key, variant in VARIANTS.items()
    if variant.request
}
"""What a province is told, and what it is asked to do about it."""


def texts(variant: Variant) -> Iterator[Text]:
    """All that a variant says."""
    for text in (variant.message, variant.hint, variant.request, variant.content, variant.question):
        if text:
            yield text


def places(text: str) -> set[str]:
    """The parameters that a text names, with those that it looks at for the right number (`{unit:of count}`)."""
    parsed = [(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name]
    return {name for name, _ in parsed} | {spec.removeprefix("of ") for _, spec in parsed if spec.startswith("of ")}
