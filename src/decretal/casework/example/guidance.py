"""Guidance in the example: a gap on which nothing was asked, and a request on its way."""

from __future__ import annotations

from collections.abc import Mapping

from decretal.casework.gap_words import first_draft, first_title
from decretal.casework.guidance import draft, pass_on
from decretal.casework.models import File, Gap
from decretal.casework.record import Request
from decretal.offices.models import User


def make_guidance(people: Mapping[str, User], files: Mapping[str, File]) -> None:
    """The county asks about the file in which two provisions contradict each other."""
    gap = Gap.objects.get(pk=files["conflict"].pk)
    request = draft(
        Request(people["changbai.clerk"]),
        gap.key,
        title=first_title(gap.said),
        text=first_draft(gap.said, 1),
        numbers=[files["conflict"].number],
    )
    pass_on(
        Request(people["changbai.decider"]),
        request,
        "The family has lived here for four years; we would rather not send the list abroad "
        "before this is answered.",
    )
