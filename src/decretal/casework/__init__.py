"""Casework: the offices of a directive at work on their files.

Owns chained files and their entries, what is computed from them by the rulebook, and
the steps of the procedure: investigation, persuasion, decisions, groups, lists, care,
guidance. Pages are left to ``web``. ``docs/casework.md`` is its contract.
"""
