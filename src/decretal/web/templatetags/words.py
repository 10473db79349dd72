"""What templates say in the same words everywhere: provisions, statuses, the order."""

from __future__ import annotations

import datetime
import secrets

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decretal.casework.law import law
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right

register = template.Library()


@register.simple_tag
def order() -> str:
    """How the directive is spoken of: "the order of 1961"."""
    issued_on = law().rulebook.issued_on
    return _("the order of %(year)s") % {"year": issued_on.year} if issued_on else _("the order")


@register.filter
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
def split_words(words: str) -> list[str]:
    """Words between spaces, to go through."""
    return words.split()
