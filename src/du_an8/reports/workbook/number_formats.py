"""Number formats: whether a stored 0.8 is shown as 80 %."""


def scales_by_100(number_format: str) -> bool:
    """Whether a number format holds a % that is neither quoted nor escaped."""
    quoted = escaped = False
    for character in number_format:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == "%" and not quoted:
            return True
    return False
