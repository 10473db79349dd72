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


def demand(chromium: Path) -> None:
    """Fail, and say what to install, where there is no browser."""
    if not chromium.exists():
        pytest.fail(
            f"These tests need a browser, and there is no {chromium}: "
            "apt-get install chromium, or name another one in DECRETAL_CHROMIUM.",
            pytrace=False,
        )


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; whoever has none is told what to install."""
    demand(CHROMIUM)
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


_FACTS = "determination,has papers,crossed on,came to visit relatives,spouse,offence in China"
_KOREAN = "Korean citizen,no"
_MARRIED = f"{_KOREAN},1961-05-05,no,Chinese citizen of Korean nationality,no,no"
_MINORITY = "member of China's Korean minority,no,1961-08-01,,,no,"
_ROWS = f"""case,names,born,sex,home,{_FACTS},determined not to return
G-01,파랑새; P'a Rang-sae,1930,male,Hyesan,{_KOREAN},1961-10-01,no,none,no,
G-02,노랑새; No Rang-sae,1934,male,Pochon,{_KOREAN},1961-10-01,no,none,no,
L-01,초롱이; Ch'o Rong-i,1935,female,Hyesan,{_MARRIED}
L-02,방울이; Pang Ul-i,1937,female,Samsu,{_MARRIED}
R-01,한빛나; 韩光娜,1928,female,Longjing,{_MINORITY}
O-01,갈매기; Kal Mae-gi,1932,male,Kapsan,{_KOREAN},1961-07-01,no,none,yes,no
T-01,너럭바; Nŏ Rŏk-pa,1912,male,Huchang,{_KOREAN},1957-04-04,no,none,no,yes
C-01,수리매; Su Ri-mae,1940,male,Hyesan,{_KOREAN},1961-11-01,no,none,no,
D-01,꽃다지; Kkot Ta-ji,1944,female,Hyesan,{_KOREAN},1961-11-11,no,none,no,
D-02,꽃다지; Kkot Taji,1944,female,Hyesan,{_KOREAN},1961-11-11,no,none,,
"""


@pytest.fixture(scope="package")
def imported(people: People, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The numbers of files that the county's registrar imported, by their kind: "L-01"."""
    table = tmp_path_factory.mktemp("tables") / "november.csv"
    table.write_text(_ROWS, encoding="utf-8")
    people("changbai.registrar").imports(table)
    cases = [row.partition(",")[0] for row in _ROWS.splitlines()[1:]]
    return {case: f"CHANGBAI-{case}" for case in cases}
