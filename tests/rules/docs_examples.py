"""Puts what the rules say on their minimal folders into the documentation: `python tests/rules/docs_examples.py`."""

import re
from pathlib import Path

HERE = Path(__file__).parent
PAGES = [HERE.parents[1] / "docs" / name for name in ("doi-chieu.md", "quy-tac.md")]
EXAMPLE = re.compile(r"<!-- ([a-z-]+) -->\n(?:```\n.*?```\n)?", re.DOTALL)


def with_examples(text: str) -> str:
    """The page with the expected text of each rule below its mark."""

    def example(mark: re.Match[str]) -> str:
        expected = (HERE / mark[1] / "expected.txt").read_text(encoding="utf-8")
        return f"<!-- {mark[1]} -->\n```\n{expected.strip()}\n```\n"

    return EXAMPLE.sub(example, text)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(with_examples(page.read_text(encoding="utf-8")), encoding="utf-8")
