"""A bar of result and plan, drawn: for Word as a small picture of few colours, for plain text in block characters.

The track is the target, the dark bar the result, the upright line what the plan asks by the date of the figure. A
result above its target reaches beyond the track, up to a quarter of it.
"""

import struct
import zlib
from fractions import Fraction

from du_an8.outputs.papers.visit.structure import Bar

MOST = Fraction(5, 4)
"""The share of the target at which the drawing ends."""

WIDTH, HEIGHT = 300, 36
_TRACK, _DONE, _DUE = (6, 30), (11, 25), (1, 35)  # rows, from and to
_DUE_WIDTH = 6
_PAPER, _LIGHT, _DARK, _BLACK = range(4)
_PALETTE = bytes((255, 255, 255, 217, 217, 217, 31, 78, 121, 0, 0, 0))
_BLOCKS = 20


def position(share: Fraction, width: int) -> int:
    """Where a share of the target lies on a drawing of this width."""
    held = min(max(share, Fraction(0)), MOST)
    return round(held / MOST * width)


def png(bar: Bar) -> bytes:
    """The drawing as PNG: the same bytes for the same shares."""
    rows = [bytearray(WIDTH) for _ in range(HEIGHT)]
    _fill(rows, _TRACK, 0, position(Fraction(1), WIDTH), _LIGHT)
    if bar.done is not None:
        _fill(rows, _DONE, 0, position(bar.done, WIDTH), _DARK)
    if bar.due is not None:
        start = min(max(position(bar.due, WIDTH) - _DUE_WIDTH // 2, 0), WIDTH - _DUE_WIDTH)
        _fill(rows, _DUE, start, start + _DUE_WIDTH, _BLACK)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)  # eight bits a pixel, colours from a palette
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = ((b"IHDR", header), (b"PLTE", _PALETTE), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def blocks(bar: Bar) -> str:
    """The same in characters: `████████│░░░░`."""
    end = position(Fraction(1), _BLOCKS)
    done = position(bar.done or Fraction(0), _BLOCKS)
    signs = ["█" if at < done else "░" for at in range(max(end, done))]
    if bar.due is not None:
        signs.insert(min(position(bar.due, _BLOCKS), len(signs)), "│")
    return "".join(signs)


def _fill(rows: list[bytearray], span: tuple[int, int], start: int, end: int, colour: int) -> None:
    for row in rows[span[0] : span[1]]:
        row[start:end] = bytes([colour]) * (end - start)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
