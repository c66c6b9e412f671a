"""How often Python looks for records that hold each other in a circle."""

import gc


def look_rarely() -> None:
    """Facts are many and hold no circles: a quarter of the time went into looking."""
    gc.set_threshold(50_000, 20, 50)
