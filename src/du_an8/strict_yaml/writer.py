"""Writes YAML that `reader` reads back as it was: what it would call a guess stands in quotes."""

import yaml

from du_an8.strict_yaml.reader import is_guess


class _Dumper(yaml.SafeDumper):
    """PyYAML's own, which leaves `N` bare, and `1.234.567`."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if is_guess(text) else None)


_Dumper.add_representer(str, _text)


def write_yaml(value: object) -> str:
    """Lists, mappings and plain values as YAML, long texts in one line."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
