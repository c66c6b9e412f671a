"""How often Python looks for records that hold each other in a circle."""

import atexit
import gc


def look_rarely() -> None:
    """Facts are many and hold no circles: a quarter of the time went into looking, and as much into a last look."""
    gc.set_threshold(500_000, 20, 50)
    atexit.register(gc.freeze)  # what is left in the end goes with the process, and need not be looked through
