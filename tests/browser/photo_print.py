"""Prints a screenshot small: at most 256 colours, as a screen of words and plain surfaces has.

Chromium reads its own picture and names each dot's colour; the file is written here, by the PNG
specification (W3C, third edition): IHDR, PLTE, one IDAT without filters, IEND.
"""

import base64
import struct
import zlib

from playwright.sync_api import Page

MOST_COLOURS = 256
# The commonest colours stay as they are; of the others, each becomes the nearest of those.
SORT_COLOURS = """
async ([png, most]) => {
  const blob = await (await fetch(`data:image/png;base64,${png}`)).blob();
  const image = await createImageBitmap(blob, { colorSpaceConversion: "none" });
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const dots = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const dot of dots) counts.set(dot, (counts.get(dot) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || a - b);
  const colours = sorted.map(([dot]) => [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255]);
  const palette = colours.slice(0, most);
  const far = ([r, g, b], [x, y, z]) => (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
  const placeOf = new Map(sorted.map(([dot], at) => {
    if (at < most) return [dot, at];
    let nearest = 0;
    for (let one = 1; one < palette.length; one += 1) {
      if (far(colours[at], palette[one]) < far(colours[at], palette[nearest])) nearest = one;
    }
    return [dot, nearest];
  }));
  const places = Uint8Array.from(dots, (dot) => placeOf.get(dot));
  const text = [];
  for (let at = 0; at < places.length; at += 32768) {
    text.push(String.fromCharCode(...places.subarray(at, at + 32768)));
  }
  return { width, height, palette: palette.flat(), places: btoa(text.join("")) };
}
"""


def print_small(page: Page, png: bytes) -> bytes:
    """Give the same picture as a PNG with a palette. `page`: any page of the browser."""
    found = page.evaluate(SORT_COLOURS, [base64.b64encode(png).decode(), MOST_COLOURS])
    width, height = found["width"], found["height"]
    places = base64.b64decode(found["places"])
    lines = (b"\0" + places[at * width : (at + 1) * width] for at in range(height))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", bytes(found["palette"])),
            chunk(b"IDAT", zlib.compress(b"".join(lines), 9)),
            chunk(b"IEND", b""),
        )
    )


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG: its length, its name, its content, its checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
