"""One server and one browser for all of these tests, and the people who sit before it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.deployments import Deployment

from .people import People

CHROMIUM = Path(os.environ.get("DECRETAL_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; whoever has none is told what to install."""
    if not CHROMIUM.exists():
        pytest.fail(
            f"These tests need a browser, and there is no {CHROMIUM}: "
            "apt-get install chromium, or name another one in DECRETAL_CHROMIUM.",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example, served by the real command."""
    with Deployment(tmp_path_factory.mktemp("home")).served("--example") as server:
        yield server.url


@pytest.fixture(scope="package")
def people(browser: Browser, address: str) -> People:
    """The people of the example: ``people("tonghua.decider")``."""
    return People(browser, address)
