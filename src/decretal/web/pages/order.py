"""The order itself: every provision with its rules, duties and readings.

It is an order among the offices of one state: one of another state gets its lists alone.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from decretal.casework.law import law
from decretal.nodes.rules import Provision
from decretal.offices.rights import Right
from decretal.web.rights import allowed
from decretal.web.templatetags.words import anchor


def _shown(provision: Provision) -> dict[str, object]:
    book = law().rulebook
    return {
        "provision": provision,
        "rules": [rule for rule in book.rules if rule.provision == provision.label],
        "norms": [norm for norm in book.norms if norm.provision == provision.label],
        "readings": [
            (each, law().readings.get(each.name, each.default))
            for each in book.interpretations
            if each.provision == provision.label
        ],
    }


@allowed(Right.READ)
@require_GET
def order(request: HttpRequest) -> HttpResponse:
    """The whole order."""
    book = law().rulebook
    return render(
        request,
        "web/order/page.html",
        {"book": book, "provisions": [_shown(each) for each in book.provisions]},
    )


@allowed(Right.READ)
@require_GET
def provision(request: HttpRequest, label: str) -> HttpResponse:
    """One provision, to be shown beside what cites it."""
    for each in law().rulebook.provisions:
        if anchor(each.label) == label:
            return render(request, "web/order/provision.html", _shown(each))
    raise Http404


urls = [
    path("order/", order, name="order"),
    path("order/<str:label>/", provision, name="provision"),
]
