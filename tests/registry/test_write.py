"""Writing telegrams: what is written is read back to what was meant, or not written."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from tests.registry.drafts import drafts

from decretal.registry.read import read_bytes
from decretal.registry.write import Draft, draft_of_reading, write_text


@given(drafts())
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_a_telegram_that_is_written_is_read_as_it_was_meant(draft: Draft) -> None:
    text = write_text(draft)
    assert draft_of_reading(read_bytes(text.encode())) == draft
