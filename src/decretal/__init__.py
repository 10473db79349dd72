"""Decretal: a written directive as a working, auditable procedure."""
