"""An invented deployment: offices, people and files at every stage.

Owns what ``decretal serve --example`` puts into an empty home, so that everything can be
tried. It records as the offices would, through the same doors. Nobody in it is real.
"""

from decretal.casework.example.make import PASSWORD, is_empty, make

__all__ = ["PASSWORD", "is_empty", "make"]
