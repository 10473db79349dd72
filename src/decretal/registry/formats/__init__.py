"""Telegrams in other formats: TEI, CMIF, JSON, catalogues, the edition page.

Owns one module a format. What was found in a telegram is left to ``read``.
"""
