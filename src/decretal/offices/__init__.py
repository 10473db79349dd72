"""Offices, the people in them, and what each role may do.

Owns the hierarchy of offices, users with their roles, delegations, and the one table
of rights. What a rulebook gives to an authority is left to ``casework.law``, which
files somebody sees to ``casework.access``.
"""
