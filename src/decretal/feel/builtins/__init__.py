"""The built-in functions of FEEL (DMN 1.5, 10.3.4), one module for each group."""

from decretal.feel.builtins import (  # noqa: F401  each declares its functions
    contexts,
    conversion,
    lists,
    logic,
    numbers,
    ranges,
    strings,
    temporal,
)
from decretal.feel.builtins.declare import BUILT_INS

__all__ = ["BUILT_INS"]
