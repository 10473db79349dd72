"""The examples of the page on the API: each request is sent, one after the other.

A block of ``http`` says what is sent and by whom, and the block of ``json`` after it what of
the answer the page shows: every key of it, with the same value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client

from decretal.offices.models import User

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "api.md"
EXAMPLES = re.findall(
    r"^```http\n(GET|POST) (\S+) as (\S+)\n((?:[A-Za-z-]+: .*\n)*)((?:(?!```).*\n)*)```\n\n"
    r"```json\n((?:(?!```).*\n)*)```",
    PAGE.read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_the_examples_are_answered_as_the_page_shows(people: Mapping[str, User]) -> None:
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```http") > 0
    for method, address, name, lines, body, shown in EXAMPLES:
        client = Client()
        client.force_login(people[name])
        headers = dict(line.split(": ", 1) for line in lines.splitlines())
        answer = (
            client.get(address, headers=headers)
            if method == "GET"
            else client.post(
                address, json.dumps(json.loads(body)), "application/json", headers=headers
            )
        )
        found = json.loads(answer.content)
        for key, value in json.loads(shown).items():
            assert found.get(key) == value, (address, key, found)
