"""Write what the commands of the examples say now into the examples.

The page about rulebooks is one of them, and gets its table of blocks anew.

    python -m tests.rulebooks.rewrite [FILE ...]

A person then reads the difference: the examples say what is right, not the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.rulebooks.examples import EVERY, PAGE, rewritten
from tests.rulebooks.reference import with_reference


def main(names: list[str]) -> None:
    """Rewrite the examples that are named, or all."""
    for path in map(Path, names) if names else EVERY:
        before, after = path.read_text(encoding="utf-8"), rewritten(path)
        if path == PAGE:
            after = with_reference(after)
        if before != after:
            path.write_text(after, encoding="utf-8")
            print(f"rewritten: {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
