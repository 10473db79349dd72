"""The register of foreign residents: those whom somebody decided to handle as such.

Owns who stands in it. It is no file of its own: it is read from what the case files say.
"""

from __future__ import annotations

from django.db.models import QuerySet

from decretal.casework.finding import find
from decretal.casework.law import law
from decretal.casework.models.cases import CaseFile
from decretal.nodes.rules import Operator
from decretal.offices.models import User


def residents(user: User, words: str = "") -> QuerySet[CaseFile]:
    """The foreign residents that somebody sees, the latest first."""
    found = find(user, {"decided": law().procedure.dispositions["resident"], "q": words})
    return found.filter(resident_since__isnull=False, merged_into="").order_by(
        "-resident_since", "-pk"
    )


def provisions() -> list[str]:
    """The provisions under which somebody may be handled as a foreign resident."""
    wanted = law().procedure.dispositions["resident"]
    labels = {rule.label for rule in law().rulebook.rules if rule.disposition == wanted}
    return list(
        dict.fromkeys(
            norm.provision
            for norm in law().rulebook.norms
            if norm.operator is Operator.PERMISSION and not labels.isdisjoint(norm.follows)
        )
    )
