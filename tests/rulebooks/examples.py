"""Examples that hold a rulebook, commands and what these say, in one Markdown file.

The file itself is the rulebook. A block of ``text`` with a file's name behind it,
as in ```` ```text source.txt ````, makes that file beside it; blocks of one name are
joined. A block that begins with ``$ decretal`` is a session: each line that begins
with ``$`` is a command, and what follows is what it says, standard output first,
then ``[exit status N]`` unless it is 0. A block whose file is named like the example
itself replaces it, so that a page may quote a rulebook piece by piece.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from decretal.cli import main

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "rulebooks.md"
GOOD = sorted((HERE / "good").glob("*.md"))
BAD = sorted((HERE / "bad").glob("*.md"))
EVERY = [*GOOD, *BAD, PAGE]

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<content>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Session:
    """Commands with what they say, and where in the file they stand."""

    start: int
    end: int
    words: str

    def commands(self) -> Iterator[list[str]]:
        """The arguments of each command."""
        for line in self.words.splitlines():
            if line.startswith("$ "):
                yield shlex.split(line.removeprefix("$ "))


def blocks(text: str) -> Iterator[re.Match[str]]:
    """The fenced blocks of a file; one within another is a part of that."""
    return _BLOCK.finditer(text)


def sessions(text: str) -> list[Session]:
    """The sessions in a file, in reading order."""
    return [
        Session(*each.span("content"), each["content"])
        for each in blocks(text)
        if each["content"].startswith("$ decretal")
    ]


def files(path: Path) -> dict[str, str]:
    """The files that an example consists of, by their names."""
    text = path.read_text(encoding="utf-8")
    named: dict[str, str] = {}
    for each in blocks(text):
        words = each["info"].split()
        if len(words) == 2:
            before = named.get(words[1])
            named[words[1]] = each["content"] if before is None else f"{before}\n{each['content']}"
    return {path.name: text} | named


def rewritten(path: Path) -> str:
    """The file with what its commands say now."""
    text = path.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        for name, content in files(path).items():
            (Path(folder) / name).write_text(content, encoding="utf-8")
        with chdir(folder):
            said = [(each, "".join(_told(each))) for each in sessions(text)]
    for session, words in reversed(said):
        text = text[: session.start] + words + text[session.end :]
    return text


def _told(session: Session) -> Iterator[str]:
    for words in session.commands():
        yield f"$ {shlex.join(words)}\n{run(words)}"


def run(words: list[str]) -> str:
    """What a command says, and its exit status."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    width = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main(words[1:])
    finally:
        if width is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = width
    last = f"[exit status {status}]\n" if status else ""
    return _written(out) + _written(err) + last


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read().replace("\r\n", "\n")
