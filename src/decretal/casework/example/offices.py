"""The offices of the order of 1961, with invented people in them."""

from __future__ import annotations

import datetime

from decretal.casework.law import law
from decretal.errors import DeploymentError
from decretal.offices.models import Delegation, Office, Posting, Role, User

# The authority as the rulebook names it, with the code of its office.
CODES = {
    "Ministry of Foreign Affairs": "mfa",
    "Jilin Provincial Committee": "jilin",
    "Foreign Affairs Office": "fao",
    "Foreign Affairs Department": "fad",
    "Public Security Department": "security",
    "Tonghua Regional Committee": "tonghua",
    "Yanbian Prefectural Committee": "yanbian",
    "Changbai County": "changbai",
    "Korean Consulate General": "consulate",
}
# What Tonghua leaves to Changbai County, where the people are.
_LEFT_TO_THE_COUNTY = (
    "review",
    "investigation",
    "persuasion",
    "name recorded",
    "telling",
    "education",
    "confinement",
)
# Code of the office, role, family name, given name: all invented.
_PEOPLE = (
    ("changbai", Role.CLERK, "Paek", "Un-san"),
    ("changbai", Role.INVESTIGATOR, "Ma", "Cheng-he"),
    ("changbai", Role.DECIDER, "Qiao", "Song-lin"),
    ("changbai", Role.REGISTRAR, "Nam", "Tal-rae"),
    ("tonghua", Role.CLERK, "Teng", "Xiao-pu"),
    ("tonghua", Role.INVESTIGATOR, "Ok", "Chin-dal"),
    ("tonghua", Role.DECIDER, "Gu", "Da-quan"),
    ("tonghua", Role.REGISTRAR, "Shao", "Mo-shui"),
    ("tonghua", Role.AUDITOR, "Yan", "Jing-zi"),
    ("yanbian", Role.CLERK, "Pyo", "Ma-ru"),
    ("yanbian", Role.DECIDER, "Tian", "Lu-ye"),
    ("jilin", Role.CLERK, "Bai", "Hua-lin"),
    ("jilin", Role.DECIDER, "Shi", "Men-kan"),
    ("jilin", Role.INVESTIGATOR, "Cen", "Xi-gou"),
    ("jilin", Role.REGISTRAR, "Xian", "Bi-ji"),
    ("jilin", Role.AUDITOR, "Zhong", "Ming-jing"),
    ("fao", Role.CLERK, "Hou", "Chuang-tai"),
    ("fao", Role.DECIDER, "Du", "Kou-an"),
    ("fao", Role.REGISTRAR, "Mi", "Xin-feng"),
    ("fad", Role.DECIDER, "Geng", "Lang-qiao"),
    ("security", Role.CLERK, "Fang", "Bao-xiang"),
    ("security", Role.DECIDER, "Lei", "Gang-ting"),
    ("mfa", Role.CLERK, "Ying", "Hui-lang"),
    ("mfa", Role.DECIDER, "Cui", "Bai-yang"),
    ("mfa", Role.REGISTRAR, "Ping", "Shu-jia"),
    ("consulate", Role.CLERK, "Ryang", "Kil-mok"),
    ("consulate", Role.DECIDER, "Sim", "Ha-nul"),
)


def make_offices() -> dict[str, Office]:
    """The offices in their hierarchy, by their codes."""
    found: dict[str, Office] = {}
    authorities = {each.name: each for each in law().rulebook.authorities}
    missing = sorted(CODES.keys() - authorities.keys())
    if missing:
        raise DeploymentError(
            f"The example is of the order of 1961, and this rulebook has no {missing[0]}.",
            advice="Set DECRETAL_RULEBOOK to rulebooks/jilin-1961.",
        )
    for name, code in CODES.items():
        authority = authorities[name]
        above = found.get(CODES.get(authority.under or "", ""))
        found[code] = Office.objects.create(
            code=code, name=name, authority=name, state=authority.state or "", parent=above
        )
    _leave_to_the_county(found["changbai"])
    return found


def _leave_to_the_county(county: Office) -> None:
    since = datetime.date(1961, 11, 26)
    Delegation.objects.create(
        office=county,
        authority="local authorities",
        since=since,
        note="The county is the local authority of its people.",
    )
    for step in _LEFT_TO_THE_COUNTY:
        Delegation.objects.create(
            office=county,
            authority="Tonghua Regional Committee",
            act=law().procedure.steps[step],
            since=since,
            note="Done where the people are.",
        )


def make_people(offices: dict[str, Office], password: str) -> dict[str, User]:
    """The people, by names such as ``changbai.clerk``."""
    found: dict[str, User] = {}
    for code, role, family, given in _PEOPLE:
        name = f"{code}.{role}"
        user = User(username=name, first_name=family, last_name=given, office=offices[code])
        user.set_password(password)
        user.save()
        Posting.objects.create(user=user, role=role)
        found[name] = user
    return found
