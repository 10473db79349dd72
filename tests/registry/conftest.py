"""What the tests of the register share: offices, a telegram that came, one that is approved."""

from __future__ import annotations

import pytest
from tests.registry.offices import DAY, DRAFT, RAW, Offices

from decretal.offices.models import Role
from decretal.registry.read import read_bytes
from decretal.registry.register.handling import handle
from decretal.registry.register.models import Telegram
from decretal.registry.register.registering import proposed, register_incoming, register_outgoing
from decretal.registry.telegram import Handling


@pytest.fixture
def offices(db: None) -> Offices:
    del db
    return Offices()


@pytest.fixture
def came(offices: Offices) -> Telegram:
    """A telegram that came to the Lakeside Committee."""
    return register_incoming(offices.by(offices.lake), RAW, proposed(read_bytes(RAW)))


@pytest.fixture
def approved(offices: Offices) -> Telegram:
    """An outgoing telegram of the Lakeside Committee that is approved."""
    sent = register_outgoing(offices.by(offices.lake), DRAFT)
    handle(offices.by(offices.lake, Role.DECIDER), sent, Handling.APPROVED, on=DAY)
    return sent
