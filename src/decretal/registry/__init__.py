"""Telegrams: read as an archive gives them, and checked; nothing in them is corrected."""
