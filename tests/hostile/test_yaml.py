"""YAML made to kill whoever reads it: a finding at a line, in bounded time, and no other file loses a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import DataDir

GOOD = "province: Thái Nguyên\ntargets:\n  - {indicator: to-truyen-thong, target: 80}\n"


def aliases() -> str:
    """Each level holds nine of the one before: 9^12 of the first."""
    levels = [f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(12)]
    return "\n".join(["a: &a [x,x,x,x,x,x,x,x,x]", *levels])


def target(amount: str) -> str:
    return f"province: Điện Biên\ntargets:\n  - {{indicator: to-truyen-thong, target: {amount}}}\n"


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "aliases": aliases,
    "100 levels": lambda: "[" * 100 + "]" * 100,
    "100,000 levels": lambda: "[" * 100_000,
    "levels of blocks": lambda: "\n".join(" " * level + "a:" for level in range(1000)),
    "mappings as keys": lambda: "{" * 50_000,
    "line of 10 MB": lambda: "province: " + "x" * 10_000_000,
    "line of 1.9 MB": lambda: "province: " + "x" * 1_900_000,
    "NUL": lambda: "province: Đi\0ện Biên\n",
    "UTF-16": lambda: "province: Điện Biên\n".encode("utf-16"),
    "no encoding at all": lambda: b"province: \xff\xfe\xfa\n",
    "documents": lambda: "---\n" * 100_000,
    "a million digits": lambda: target("9" * 1_000_000),
    "an exponent": lambda: target("1e999999999"),
    "a call": lambda: 'province: !!python/object/apply:os.system ["false"]\n',
    "merge keys": lambda: "a: &a {x: 1}\nb: {<<: *a}\n",
    "keys": lambda: "".join(f"k{number}: 1\n" for number in range(10_000)),
    "escapes": lambda: 'province: "' + "\\x1b" * 100_000,
    "half a character": lambda: 'province: "\\ud800"\n',
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["targets/dien-bien.yaml", "programme.yaml", "decisions.yaml", "layouts/a.yaml"])
def test_it_is_told_and_costs_no_other_file(data: DataDir, kind: str, name: str) -> None:
    data.targets_text("thai-nguyen", GOOD)
    content = HOSTILE[kind]()
    path = data.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    result = data.run("check", "--as-of", "2024-06-30", "--format", "json", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    told = [f for f in document["findings"] if f["location"] and f["location"]["path"] == f"data/{name}"]
    assert told
    assert all(len(finding["message"]) < 1_000 for finding in told)
    targets = {
        (place["id"], row["id"]): row["target"] for place in document["provinces"] for row in place["indicators"]
    }
    assert targets["thai-nguyen", "to-truyen-thong"] == 80
