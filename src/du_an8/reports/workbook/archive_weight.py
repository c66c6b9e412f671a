"""What an archive unpacks to, before it is."""

import zipfile

from msgspec import Struct

LARGE_PART = 8_000_000


class Weight(Struct, frozen=True):
    """What an archive unpacks to.

    Attributes:
        unpacked: bytes of all parts.
        ratio: the highest of the parts large enough to do harm, 0 where there is none.
    """

    unpacked: int
    ratio: float


def weigh(archive: zipfile.ZipFile) -> Weight:
    """What the parts claim to unpack to; no reader goes beyond what a part claims."""
    parts = archive.infolist()
    large = [part for part in parts if part.file_size > LARGE_PART]
    ratio = max((part.file_size / max(part.compress_size, 1) for part in large), default=0.0)
    return Weight(sum(part.file_size for part in parts), ratio)
