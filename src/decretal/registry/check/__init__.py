"""Checking a telegram that was read: what is odd about it, where, and why."""

from __future__ import annotations

from decretal.registry.telegram import Finding, TelegramReading


def check(reading: TelegramReading) -> tuple[Finding, ...]:
    """Every finding."""
    return ()
