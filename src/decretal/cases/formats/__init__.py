"""The formats of case files, each module one: how rows are read from it and written to it.

What a row means is left to the rest of ``cases``.
"""
