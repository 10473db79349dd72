"""The same person twice: the pairs that were proposed, and two files side by side.

Owns the pages, and the part of a case file's page that leads to them. What is alike and
how much it weighs is left to ``casework.duplicates``, what is recorded to
``casework.merging``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from decretal.casework import likenesses, merging
from decretal.casework.duplicates import EMPTY, Compared
from decretal.casework.law import law
from decretal.casework.log import note
from decretal.casework.models import CaseFile, EntryKind, Happening, Likeness, Verdict
from decretal.casework.record import Request
from decretal.casework.standing import Effective, Standing, standing
from decretal.errors import EntryError, NotReadyError
from decretal.offices.models import User
from decretal.offices.rights import Right
from decretal.web.asked import case_of, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50
MOST_AT_ONCE = 10_000
"""With more files than this, a comparison of all takes longer than anybody waits for a page."""
_MOST_ON_A_CASE = 5

FIELDS: dict[str, str | Promise] = {
    "names": gettext_lazy("Names"),
    "born": gettext_lazy("Born"),
    "sex": gettext_lazy("Sex"),
    "home": gettext_lazy("Home"),
    "crossed": gettext_lazy("Crossed"),
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """One field of two files, with what its agreement says in words."""

    field: str | Promise
    left: str
    right: str
    agreement: str
    weight: str


# the list ------------------------------------------------------------------------


@allowed(Right.READ)
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that may be of one person, the likeliest first; or those decided on."""
    user = user_of(request)
    shown = request.GET.get("shown", "")
    found = Likeness.objects.visible_to(user)
    found = found.exclude(verdict="") if shown == "decided" else found.open()
    page = Paginator(
        found.select_related("left__case", "right__case", "left__office", "right__office"), PAGE
    ).get_page(request.GET.get("page"))
    for each in page.object_list:
        each.speaks_for = [  # type: ignore[attr-defined]
            f"{FIELDS[field['field']]}: {field['agreement']}"
            for field in each.compared
            if field["weight"] > 0
        ]
    return render(request, "web/duplicates/list.html", {"page": page, "shown": shown})


@allowed(Right.READ)
@require_GET
def pair(request: HttpRequest) -> HttpResponse:
    """From two numbers to the page on which the two stand side by side."""
    numbers = [request.GET.get(name, "").strip() for name in ("left", "right")]
    left, right = (case_of(request, number) for number in numbers)
    return redirect("duplicate", left.number, right.number)


@allowed(Right.MERGE)
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Compare all files now."""
    found = look_at_all(user_of(request))
    messages.success(
        request,
        ngettext(
            "All files are compared: %(n)d pair is alike.",
            "All files are compared: %(n)d pairs are alike.",
            found,
        )
        % {"n": found},
    )
    return redirect("duplicates")


def look_at_all(user: User) -> int:
    """Compare all files, where there are not too many to wait for it; gives how many are alike."""
    if (count := CaseFile.objects.count()) > MOST_AT_ONCE:
        raise NotReadyError(
            f"There are {count} files: to compare them takes longer than a page waits.",
            advice="Have `decretal duplicates` run, at night say; the pairs stand here then.",
        )
    return likenesses.look(user)


# two files -----------------------------------------------------------------------


@allowed(Right.READ)
@require_GET
def duplicate(request: HttpRequest, left: str, right: str) -> HttpResponse:
    """Two files side by side: what agrees, what it weighs, and what can be done."""
    user = user_of(request)
    cases = case_of(request, left), case_of(request, right)
    files = cases[0].file, cases[1].file
    for number, other in ((left, right), (right, left)):
        note(user, Happening.READ, number, f"beside {other}")
    both = standing(files[0]), standing(files[1])
    alike = likenesses.compare(*files)
    verdict = merging.verdict_between(*files)
    return render(
        request,
        "web/duplicates/page.html",
        {
            "left": cases[0],
            "right": cases[1],
            "sides": [
                {"case": case, "standing": each, "takeable": merging.takeable(each)}
                for case, each in zip(cases, both, strict=True)
            ],
            "probability": alike.probability if alike else None,
            "weighed": _weighed(both, alike.compared) if alike else [],
            "facts": _facts(*both),
            "verdict": verdict,
            "found": Verdict(verdict.said("verdict")).label if verdict else "",
            "leads": [(case.number, case.merged_into) for case in cases if case.merged_into],
        },
    )


def _weighed(both: tuple[Standing, Standing], compared: Iterable[Compared]) -> list[Weighed]:
    found = []
    by_field = {each.field: each for each in compared}
    for name, label in FIELDS.items():
        each = by_field[name]
        left, right = (_particular(one, name) for one in both)
        found.append(Weighed(label, left, right, each.agreement, in_words(each)))
    return found


def _particular(found: Standing, field: str) -> str:
    if field == "names":
        return " · ".join(found.names)
    if field == "crossed":
        fact = found.facts.get(likenesses.CROSSED)
        return str(fact.by.payload["value"]) if fact else ""
    return str(found.person.get(field, ""))


def in_words(compared: Compared) -> str:
    """What an agreement makes of the odds: "8 times likelier"."""
    weight = compared.weight
    if compared.agreement == EMPTY or abs(weight) < 0.2:
        return _("says nothing")
    times = 2 ** abs(weight)
    number = f"{times:.1f}" if times < 10 else f"{round(times, 1 - int(math.log10(times))):,.0f}"
    said = _("%(times)s times likelier") if weight > 0 else _("%(times)s times less likely")
    return said % {"times": number}


def _facts(left: Standing, right: Standing) -> list[tuple[str, object, object, bool]]:
    """The facts that either file has established: name, either value, whether they differ."""
    rows = []
    for name in law().facts:
        one, other = left.facts.get(name), right.facts.get(name)
        if one or other:
            differ = bool(one and other and one.value != other.value)
            rows.append((name, one.value if one else "", other.value if other else "", differ))
    return rows


@allowed(Right.MERGE)
@require_POST
def judge(request: HttpRequest, left: str, right: str) -> HttpResponse:
    """Merge two files, keep them apart, or undo what was found of them."""
    first, second = case_of(request, left), case_of(request, right)
    asked, reason = recording(request), said(request, "reason")
    other_seen = _length(request, "seen_right")
    match said(request, "do"):
        case "merge":
            goes_on = said(request, "goes_on")
            if goes_on not in (left, right):
                raise EntryError(
                    "It is not said which of the two files goes on.", advice="Choose one."
                )
            is_left = goes_on == right
            file, into = (first, second) if is_left else (second, first)
            seen = (asked.seen, other_seen) if is_left else (other_seen, asked.seen)
            merging.merge(
                Request(asked.actor, asked.key, seen[0]),
                file.file,
                into.file,
                reason=reason,
                taken=_taken(request, file.number),
                seen=seen[1],
            )
            messages.success(
                request,
                _("%(file)s is merged into %(into)s.") % {"file": file.number, "into": into.number},
            )
            return redirect("case", into.number)
        case "apart":
            merging.keep_apart(asked, first.file, second.file, reason=reason, seen=other_seen)
            messages.success(request, _("The two files are kept apart."))
        case "undo":
            merging.undo(asked, first.file, second.file, reason=reason, seen=other_seen)
            messages.success(request, _("It is undone: both files say so."))
        case _:
            raise EntryError("Nothing was asked for.", advice="Use the buttons of the page.")
    return redirect("duplicate", left, right)


def _length(request: HttpRequest, name: str) -> int | None:
    written = said(request, name)
    return int(written) if written.isdecimal() and len(written) < 9 else None


def _taken(request: HttpRequest, number: str) -> list[int]:
    written = request.POST.getlist(f"take:{number}")
    if not all(each.isdecimal() and len(each) < 9 for each in written):
        raise EntryError("An entry has no number.", advice="Open the page anew.")
    return [int(each) for each in written]


# on the page of a case file ------------------------------------------------------


def _panel(user: User, case: CaseFile, found: Standing) -> dict[str, object]:
    of_case = Q(left=case.file) | Q(right=case.file)
    if not Likeness.objects.filter(of_case).exists():
        return {"alike": [], "decided": _identities(found)}
    alike = Likeness.objects.visible_to(user).filter(of_case)
    alike = alike.select_related("left__case", "right__case")
    pairs = [
        (each, each.right if each.left_id == case.pk else each.left)
        for each in alike.open()[:_MOST_ON_A_CASE]
    ]
    return {"alike": pairs, "decided": _identities(found)}


def _identities(found: Standing) -> list[tuple[Effective, str | Promise]]:
    latest: dict[str, Effective] = {}
    for each in found.of(EntryKind.IDENTITY):
        latest[each.said("other")] = each
    return [
        (each, Verdict(each.said("verdict")).label)
        for each in latest.values()
        if each.said("verdict") != Verdict.UNDONE
    ]


PANELS.append(Panel("web/duplicates/panel.html", _panel))

urls = [
    path("duplicates/", duplicates, name="duplicates"),
    path("duplicates/look/", look, name="look-for-duplicates"),
    path("duplicates/pair/", pair, name="pair"),
    path("duplicates/<str:left>/<str:right>/", duplicate, name="duplicate"),
    path("duplicates/<str:left>/<str:right>/judge/", judge, name="judge-duplicate"),
]
