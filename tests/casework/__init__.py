"""Casework: files, entries, rights and the steps of the procedure."""
