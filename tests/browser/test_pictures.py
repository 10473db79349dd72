"""The pictures in the documentation: made here, and shown there.

They are written anew only where ``DECRETAL_PICTURES`` is set, so that a run of the tests
changes nothing; who looks at the difference is whoever sets it.
"""

from __future__ import annotations

import base64
import os
import re
import struct
import zlib
from collections.abc import Callable

import pytest
from tests.deployments import ROOT

from .people import People, Person

DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
WIDTH, HEIGHT = 1200, 780
LARGEST = 150_000


def _beside(person: Person) -> None:
    person.page.locator(".verdict a.provision").first.click()
    person.page.locator("#beside .provision-text").wait_for()


def _to_entries(person: Person) -> None:
    person.page.locator("#facts").scroll_into_view_if_needed()
    person.page.evaluate("document.querySelector('#facts').scrollIntoView()")


def _to_text(person: Person) -> None:
    person.page.evaluate("document.querySelector('.telegram-edition').scrollIntoView()")


def _nothing(person: Person) -> None:
    del person


# The 256 colours that are most frequent, and for each pixel the nearest of them.
_INDEXED = """
async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const pixels = new Uint32Array(
    drawn.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const palette = colours.slice(0, 256).map(parts);
  const nearest = new Map(colours.map((colour, at) => {
    if (at < 256) return [colour, at];
    const sought = parts(colour);
    const far = palette.map((each) => each.reduce((sum, c, n) => sum + (c - sought[n]) ** 2, 0));
    return [colour, far.indexOf(Math.min(...far))];
  }));
  let indices = "";
  for (const pixel of pixels) indices += String.fromCharCode(nearest.get(pixel));
  return [palette.flat(), btoa(indices)];
}
"""

Picture = tuple[str, str, Callable[[Person], None]]
# What is on each picture: who looks at which page, and what they did there first.
SHOWN: dict[str, Picture] = {
    "today": ("tonghua.decider", "", _nothing),
    "case-files": ("tonghua.decider", "cases/", _nothing),
    "investigation": ("changbai.investigator", "cases/CHANGBAI-C-1961-0001/", _nothing),
    "case-file": ("tonghua.decider", "cases/CHANGBAI-C-1961-0007/", _beside),
    "facts-and-entries": ("tonghua.decider", "cases/CHANGBAI-C-1961-0007/", _to_entries),
    "persuasion": ("changbai.investigator", "cases/CHANGBAI-C-1961-0007/persuasion/", _nothing),
    "decision": ("tonghua.decider", "cases/CHANGBAI-C-1961-0010/decision/", _nothing),
    "group": ("tonghua.decider", "groups/TONGHUA-G-1961-0002/", _nothing),
    "consulate": ("consulate.decider", "lists/TONGHUA-L-1961-0001/", _nothing),
    "guidance": ("tonghua.decider", "guidance/", _nothing),
    "transfers": ("jilin.decider", "transfers/", _nothing),
    "care": ("changbai.clerk", "care/", _nothing),
    "education": ("tonghua.registrar", "education/", _nothing),
    "register": ("tonghua.registrar", "register/", _nothing),
    "telegram": ("jilin.registrar", "register/telegrams/JILIN-OUT-1961-0001/", _to_text),
}


def seen(people: People, name: str) -> bytes:
    """A picture of a page, as a PNG."""
    who, path, first = SHOWN[name]
    person = people.anew(who)
    person.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    person.goes(path)
    first(person)
    picture = person.page.screenshot(animations="disabled", caret="hide")
    person.page.context.close()
    return indexed(people, picture)


def indexed(people: People, picture: bytes) -> bytes:
    """The picture with 256 colours, which halves it, and which nobody sees."""
    context = people.context()
    address = "data:image/png;base64," + base64.b64encode(picture).decode()
    palette, indices = context.new_page().evaluate(_INDEXED, address)
    context.close()
    pixels = base64.b64decode(indices)
    rows = (pixels[start : start + WIDTH] for start in range(0, len(pixels), WIDTH))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = (b"IHDR", head), (b"PLTE", bytes(palette)), (b"IDAT", data), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def size_of(picture: bytes) -> tuple[int, int]:
    """The width and the height that a PNG states."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_shows_the_page_as_it_is(people: People, name: str) -> None:
    path = PICTURES / f"{name}.png"
    if os.environ.get("DECRETAL_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        path.write_bytes(seen(people, name))
    picture = path.read_bytes()
    assert size_of(picture) == (WIDTH, HEIGHT)
    assert len(picture) < LARGEST
    who, address, _first = SHOWN[name]
    people(who).goes(address)  # the page that it shows is still there


def test_the_documentation_shows_each_picture_and_no_other() -> None:
    pages = "".join(
        (DOCS / name).read_text(encoding="utf-8") for name in ("casework-pages.md", "register.md")
    )
    named = re.findall(r"!\[[^\]]{20,}\]\(pictures/([a-z-]+)\.png\)", pages)
    assert sorted(named) == sorted(SHOWN)
    assert sorted(path.stem for path in PICTURES.iterdir()) == sorted(SHOWN)
