"""What a parser of YAML says, in our words."""

_PROBLEMS = (
    ("mapping values are not allowed", "colon"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-' indicator", "indentation"),
    ("block sequence entries are not allowed", "indentation"),
    ("could not find expected ':'", "missing-colon"),
    ("did not find expected ',' or", "bracket"),
    ("did not find expected node content", "bracket"),
    ("unexpected end of stream", "quote"),
    ("undefined tag handle", "tag-handle"),
)


def kind_of_fault(problem: str, line: str) -> str:
    """What a parser's words about a line come to."""
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        return "tab"
    if "cannot start any token" in problem:
        return "tab" if "\t" in line else "odd-character"
    return next((kind for words, kind in _PROBLEMS if words in problem), "other")
