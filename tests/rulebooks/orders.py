"""Small invented orders for the tests of one part of the reader."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from decretal.errors import DecretalError, SeveralErrors
from decretal.nodes.rules import Rulebook
from decretal.rulebook import read_rulebook
from decretal.source import Text

HEAD = """# A

```yaml
directive: order
title: An order
rank: law
```

## 1 — One

"""
FACTS = """- fact: here
  question: Is it here?
  type: boolean
- fact: size
  question: How large is it?
  type: number
- disposition: keep
- disposition: send
"""


def order(*blocks: str) -> Text:
    """An order under whose provision 1 these blocks stand, the first on line 11."""
    fenced = "".join(f"```yaml\n{block.rstrip()}\n```\n\n" for block in blocks)
    return Text("order.md", HEAD + fenced)


def read(*blocks: str) -> Rulebook:
    """The rulebook of these blocks."""
    return read_rulebook(order(*blocks))


def errors(text: Text) -> Sequence[DecretalError]:
    """All that is wrong with a rulebook."""
    with pytest.raises(SeveralErrors) as raised:
        read_rulebook(text)
    return raised.value.errors


def places(*blocks: str) -> list[str]:
    """Where the errors of these blocks stand, and their codes."""
    found = errors(order(*blocks))
    return [f"{error.place} {error.code}".removeprefix("order.md:") for error in found]
