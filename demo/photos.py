"""Photos of the story, drawn by the program: nobody's street, and no picture library."""

import struct
import zlib
from functools import cache
from hashlib import sha256
from typing import Any

WIDTH, HEIGHT = 320, 240
GROUND = 190
Colour = tuple[int, int, int]
Box = tuple[range, range, Colour]
SCENES: dict[str, tuple[Colour, list[Box]]] = {
    # A dark lane: a pole, its arm, the lamp that does not burn, a far window that does.
    "lamp": (
        (14, 18, 34),
        [
            (range(150, 158), range(40, GROUND), (58, 58, 62)),
            (range(158, 206), range(40, 46), (58, 58, 62)),
            (range(196, 222), range(46, 56), (88, 88, 92)),
            (range(40, 52), range(150, 162), (214, 170, 92)),
        ],
    ),
    # A fork by day: a pole with a camera and a dark lens.
    "camera": (
        (150, 178, 204),
        [
            (range(96, 106), range(30, GROUND), (120, 120, 124)),
            (range(106, 160), range(52, 76), (232, 232, 232)),
            (range(160, 170), range(58, 70), (24, 24, 28)),
        ],
    ),
}


@cache
def draw(scene: str) -> bytes:
    """Draw a scene as a PNG of a few hundred bytes, the same each time."""
    sky, boxes = SCENES[scene]
    rows = b"".join(b"\0" + _row(sky, boxes, y) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def value(scene: str) -> dict[str, Any]:
    """Name a scene as a form's field does; without a thumbnail, which is JPEG or WebP."""
    content = draw(scene)
    return {"sha256": sha256(content).hexdigest(), "size": len(content)}


def _row(sky: Colour, boxes: list[Box], y: int) -> bytes:
    shade = y * 40 // HEIGHT if y < GROUND else -6
    plain = bytes(min(255, max(0, part + shade)) for part in sky)
    row = bytearray(plain * WIDTH)
    for across, down, colour in boxes:
        if y in down:
            row[across.start * 3 : across.stop * 3] = bytes(colour) * len(across)
    return bytes(row)


def _part(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
