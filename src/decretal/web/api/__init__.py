"""The API: the same as the pages, for programs, with the same rights.

Each route calls the operations that the pages call, declares its right with ``allowed``,
and leads to files by ``visible_to`` alone. ``docs/api.md`` describes it.
"""
