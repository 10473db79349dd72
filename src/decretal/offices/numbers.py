"""Numbers of an office's series: one after the other, anew each year, without gaps.

A number is taken in the transaction of what bears it: if that is rolled back, the
number was never given. Whoever takes the next waits for that transaction.
"""

from __future__ import annotations

from django.db import transaction

from decretal.offices.models import Office, Series


def next_numbers(office: Office, name: str, year: int, count: int = 1) -> range:
    """The next numbers of a series; has to be called within a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken within the transaction of what bears it")
    Series.objects.get_or_create(office=office, name=name, year=year)
    series = Series.objects.select_for_update().get(office=office, name=name, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, first + count)
