"""How a built-in function is declared.

Each group of functions has a module of its own; the names of its Python
functions do not matter. The first line of the first docstring is the summary
that the documentation shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from decretal.feel.functions import BuiltIn, signature_of
from decretal.feel.values import Value

BUILT_INS: dict[str, BuiltIn] = {}

F = TypeVar("F", bound=Callable[..., Value])


def built_in(
    name: str, *signatures: str, strict: bool = True, takes_evaluation: bool = False
) -> Callable[[F], F]:
    """Declare the decorated function under FEEL's name with these signatures.

    A name that is declared again gains signatures; they are tried in order.
    """

    def declare(body: F) -> F:
        added = tuple(
            signature_of(text, body, takes_evaluation=takes_evaluation) for text in signatures
        )
        earlier = BUILT_INS.get(name)
        if earlier is None:
            summary = (body.__doc__ or "").strip().partition("\n")[0]
            BUILT_INS[name] = BuiltIn(name, added, summary, strict)
        else:
            BUILT_INS[name] = replace(earlier, signatures=earlier.signatures + added)
        return body

    return declare
