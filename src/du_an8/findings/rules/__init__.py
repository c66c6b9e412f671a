"""All rules, a module for each subject; one is looked up by its name, and opens no more modules than it needs."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from du_an8.findings.rule import Rule, Variant

SUBJECTS = (
    "results", "history", "wholes", "doubtful", "heads", "numbers", "tables", "targets", "files", "yaml_values", "yaml_text",
)  # fmt: skip
"""The modules, those first whose rules most answers name: they are opened in this order until a rule is found."""


@cache
def rule(name: str) -> Rule:
    """A rule by its name.

    Raises:
        KeyError: there is no such rule.
    """
    for subject in SUBJECTS:
        if found := _of_subject(subject).get(name):
            return found
    raise KeyError(name)


def is_rule(name: str) -> bool:
    """Whether there is a rule of this name."""
    return any(name in _of_subject(subject) for subject in SUBJECTS)


@cache
def variant(key: str) -> Variant:
    """A variant by its key, `rule` or `rule.variant`.

    Raises:
        KeyError: there is no such variant.
    """
    variants = rule(key.partition(".")[0]).variants
    return {each.key: each for each in variants}[key]


def all_rules() -> Iterator[Rule]:
    """Every rule, subject by subject."""
    for subject in SUBJECTS:
        yield from _of_subject(subject).values()


@cache
def _of_subject(subject: str) -> dict[str, Rule]:
    """The rules of a module, by their names."""
    rules: tuple[Rule, ...] = import_module(f"{__name__}.{subject}").RULES
    return {each.name: each for each in rules}
