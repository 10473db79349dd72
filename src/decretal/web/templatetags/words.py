"""What templates say in the same words everywhere: provisions, statuses, the order."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from functools import cache

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decretal.casework.law import law
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right

register = template.Library()

# What an entry's payload calls things, as people read it.
_SAID = {
    "fact": gettext_lazy("fact"),
    "value": gettext_lazy("value"),
    "act": gettext_lazy("act"),
    "outcome": gettext_lazy("outcome"),
    "names": gettext_lazy("names"),
    "born": gettext_lazy("born"),
    "sex": gettext_lazy("sex"),
    "home": gettext_lazy("home"),
    "disposition": gettext_lazy("disposition"),
    "additions": gettext_lazy("in addition"),
    "reason": gettext_lazy("reason"),
    "text": gettext_lazy("text"),
    "place": gettext_lazy("place"),
    "corrects": gettext_lazy("corrects entry"),
    "withdraws": gettext_lazy("withdraws it"),
    "instead": gettext_lazy("what stands instead"),
    "departs": gettext_lazy("departs"),
    "document": gettext_lazy("document"),
    "telegram": gettext_lazy("telegram"),
    "subject": gettext_lazy("subject"),
}
# These stand elsewhere on the page, or say what the line above says already.
_NOT_SHOWN = frozenset({"proposed", "summary"})


@register.simple_tag
def order() -> str:
    """How the directive is spoken of: "the order of 1961"."""
    issued_on = law().rulebook.issued_on
    return _("the order of %(year)s") % {"year": issued_on.year} if issued_on else _("the order")


@register.filter
@cache
def provision(label: str) -> SafeString:
    """A provision's label, which leads to its words and shows them beside."""
    return format_html(
        '<a class="provision" href="{}#{}" hx-get="{}" hx-target="#beside">{}</a>',
        reverse("order"),
        anchor(label),
        reverse("provision", args=[anchor(label)]),
        label,
    )


@register.filter
def provisions(labels: list[str]) -> SafeString:
    """Several provisions' labels."""
    return format_html_join(", ", "{}", ((provision(label),) for label in labels))


@register.filter
def short_day(found: datetime.date | None) -> str:
    """A day in a table: "20 Dec 1961"."""
    return date_format(found, "j M Y") if found else ""


@register.filter
def anchor(label: str) -> str:
    """A provision's label as the end of an address."""
    return "".join(c if c.isalnum() else "-" for c in label)


@register.simple_tag
def request_key() -> str:
    """A key for a form, so that sending it twice records once."""
    return secrets.token_hex(16)


@register.filter
def may(user: User, right: str) -> bool:
    """Whether somebody has a right, by its name: ``user|may:"DECIDE"``."""
    return isinstance(user, User) and has_right(user, Right[right])


@register.filter
def item(mapping: dict[str, object], key: str) -> object:
    """What a mapping has under a key that is no Python name."""
    return mapping.get(key, "")


@register.filter
def value(found: object) -> str:
    """A fact's value, as people say it."""
    match found:
        case bool():
            return _("yes") if found else _("no")
        case datetime.date():
            return found.strftime("%-d %B %Y")
        case None:
            return _("unknown")
        case _:
            return str(found)


@register.filter
def payload(said: Mapping[str, object], file: str = "") -> SafeString:
    """What an entry of a file says, line by line."""
    lines = [
        (_SAID.get(key, key), _said(key, found, file))
        for key, found in said.items()
        if key not in _NOT_SHOWN and found not in (None, "", [], {})
    ]
    rows = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", lines)
    return format_html('<dl class="payload">{}</dl>', rows)


def _said(key: str, found: object, file: str) -> object:
    match found:
        case Mapping() if key == "details":
            lines = ((name, value(text)) for name, text in found.items())
            return format_html_join("", "<div><b>{}</b> {}</div>", lines)
        case Mapping():
            return payload(found, file)
        case str() if key == "telegram" and file:
            return format_html(
                '<a href="{}">{}</a>', reverse("file-telegram", args=[file, found]), found
            )
        case list():
            return (" · " if key == "names" else ", ").join(str(each) for each in found)
        case _:
            return value(found)


@register.filter
def split_words(words: str) -> list[str]:
    """Words between spaces, to go through."""
    return words.split()
