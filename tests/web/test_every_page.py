"""Every page: one heading, labels, a way back, its language, its mode, nothing inline.

Which pages there are is what the matrix says; each is asked for by somebody who may see it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from decretal.offices.models import User

from .asked import Known, address_of, known
from .html import Page, read
from .test_matrix import OFFICES, ROLES, ROWS, Row

pytestmark = pytest.mark.django_db
WEB = Path(__file__).parents[2] / "src" / "decretal" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PAGES = [row for row in ROWS.values() if row.method == "GET" and "o" in "".join(row.cells)]

# the pages -----------------------------------------------------------------------


def who(row: Row, people: Mapping[str, User]) -> list[User | None]:
    """Those of the example who see the page: the first of each kind of office."""
    found: list[User | None] = []
    for code, cells in zip(OFFICES, row.cells, strict=False):
        seen = [
            people[f"{code}.{role}"]
            for role, cell in zip(ROLES, cells, strict=True)
            if cell == "o" and f"{code}.{role}" in people
        ]
        found += seen[:2]
    return found or [None]


def shown(row: Row, user: User | None, what: Known) -> str | None:
    """The page, where the route answers with one."""
    client = Client()
    if user is not None:
        client.force_login(user)
    address = reverse(row.route, kwargs=dict(address_of(row.route, what)))
    response = client.get(address)
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        response.close()
        return None
    said = response.content.decode()
    return said if "<html" in said else None


def wrong(said: str) -> list[str]:
    """What is not as it is on every page."""
    page = read(said)
    (html,) = page.of("html")
    found = [] if html.attributes.get("lang") else ["no language"]
    headings = [each.text.strip() for each in page.of("h1")]
    found += [] if len(headings) == 1 and headings[0] else [f"headings: {headings}"]
    titles = [each.text.strip() for each in page.of("title")]
    found += [] if len(titles) == 1 and titles[0] else [f"titles: {titles}"]
    found += [f"not closed: {tag}" for tag in page.unclosed]
    found += _inline(page) + _unlabelled(page) + _ids(page) + _no_way(page)
    return found


def _inline(page: Page) -> list[str]:
    found = [f"inline {each.tag}" for each in page.of("style")]
    found += ["inline script" for each in page.of("script") if "src" not in each.attributes]
    for each in page.elements:
        found += [
            f"<{each.tag} {name}>"
            for name in each.attributes
            if name == "style" or name[:2] == "on"
        ]
        for name in ("src", "href", "action"):
            value = each.attributes.get(name, "")
            if re.match(r"(?i)(https?:|//|javascript:|data:)", value):
                found.append(f"<{each.tag} {name}={value[:40]}>")
    return found


def _unlabelled(page: Page) -> list[str]:
    said = ("aria-label", "aria-labelledby")
    found = [
        f"no label: <{each.tag} name={each.attributes.get('name')}>"
        for each in page.of("input", "select", "textarea")
        if each.attributes.get("type") not in ("hidden", "submit", "button")
        and each.attributes.get("id") not in page.labelled
        and "label" not in each.around
        and not any(each.attributes.get(name) for name in said)
    ]
    mute = [each for each in page.of("button", "a") if not each.text.strip()]
    return found + [
        f"nothing to read: <{each.tag}>" for each in mute if not each.attributes.get("aria-label")
    ]


def _ids(page: Page) -> list[str]:
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    found = [f"id twice: {each}" for each in sorted({i for i in ids if ids.count(i) > 1})]
    for each in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for target in each.attributes.get(name, "").split():
                found += [] if target in ids else [f"{name} leads nowhere: {target}"]
    return found


def _no_way(page: Page) -> list[str]:
    ways = [each for each in page.of("a") if each.attributes.get("href", "").startswith("/")]
    return [] if ways else ["no way back"]


@pytest.mark.parametrize("row", PAGES, ids=[row.route for row in PAGES])
def test_a_page_is_as_every_page_is(row: Row, people: Mapping[str, User]) -> None:
    what = known()
    for user in who(row, people):
        said = shown(row, user, what)
        if said is not None:
            assert wrong(said) == [], f"{row.route} as {user}"
            assert "TRAINING: every person and file here is invented." in said


def test_what_is_refused_is_a_page_too(people: Mapping[str, User], client: Client) -> None:
    pages = [client.get("/nothing/here/")]
    client.force_login(people["consulate.clerk"])
    pages += [client.get("/nothing/here/"), client.get("/cases/"), client.put("/cases/")]
    pages += [client.get("/offices/"), client.post("/cases/?q=%00")]
    for page in pages:
        assert page.status_code >= 400
        assert wrong(page.content.decode()) == []


def test_a_page_that_is_wrong_is_found_out() -> None:
    found = wrong(
        "<html><head><title></title><style>a</style></head><body onload=x><h1>a</h1><h1>b</h1>"
        "<input name=q><label for=nowhere>x</label><p id=a><b id=a></p><script>x</script>"
        "<a href=http://evil.example style=x></a></body></html>"
    )
    for said in (
        "no language", "headings: ['a', 'b']", "titles: ['']", "inline style", "inline script",
        "<body onload>", "<a style>", "<a href=http://evil.example>", "no label: <input name=q>",
        "id twice: a", "for leads nowhere: nowhere", "no way back", "not closed: p",
    ):  # fmt: skip
        assert said in found


# the templates -------------------------------------------------------------------

# Words that are the same in every language.
NAMES = frozenset(
    {"Decretal", "CSV", "SHA-256", "PDF", "Excel", "Parquet", "OpenAPI", "API", "Kim"}
)
# Attributes that are shown or read out.
READ_OUT = ("title", "placeholder", "alt", "aria-label", "value")


def bare(source: str) -> list[str]:
    """Words in a template that nobody can translate."""
    said = re.sub(r"\{#.*?#\}|<code>.*?</code>", " ", source, flags=re.DOTALL)
    said = re.sub(r"(?s)\{% comment.*?endcomment %\}", " ", said)
    said = re.sub(r"(?s)\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}", " ", said)
    said = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\N{SYMBOL FOR NULL}", said, flags=re.DOTALL)
    said = re.sub(r"<!--.*?-->|<!doctype[^>]*>", " ", said, flags=re.DOTALL)
    texts: list[str] = []
    for tag in re.findall(r"<[a-z][^>]*>", said):
        for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag):
            if name in READ_OUT and not (name == "value" and "hidden" in tag):
                texts.append(value if name != "value" or "button" in tag else "")
    texts += re.sub(r"<[^>]*>", "\n", said).splitlines()
    words = (re.sub(r"&\w+;", " ", text) for text in texts)
    found = [word for text in words for word in re.findall(r"[^\W\d_][\w-]+", text)]
    return [word for word in found if word.isascii() and word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    assert bare(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_nothing_in_a_template_is_marked_as_safe(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    assert re.findall(r"\|\s*safe\b|autoescape off|safeseq", said) == []


def test_a_form_that_records_bears_its_token_and_its_key() -> None:
    for path in TEMPLATES:
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL):
            assert re.search(r"csrf_token|parts/recording\.html", form), path


def test_a_word_that_cannot_be_translated_is_found_out() -> None:
    assert bare('<p>Hello {% translate "there" %} {{ you }}</p>') == ["Hello"]
    assert bare('<input placeholder="Your name"><a title="{% translate "x" %}">CSV</a>') == [
        "Your",
        "name",
    ]
