"""What a correction may change, who makes it, and what follows from it."""

from __future__ import annotations

import datetime

import pytest
from tests.casework.conftest import As

from decretal.casework.corrections import correct
from decretal.casework.entries import act, fact
from decretal.casework.models import CaseFile, EntryKind, File
from decretal.casework.record import record
from decretal.casework.standing import Effective, standing
from decretal.errors import DecretalError, EntryError, NoRightError

DAY = datetime.date(1961, 12, 18)
TALK = {
    "held by": "Cadre Song",
    "language": "Korean",
    "interpreter": "nobody was needed",
    "explained": "What the order says.",
    "voluntary": "A witness was there, and nothing was promised.",
}


def latest(file: File, act_name: str) -> Effective:
    return standing(file).acts_of(act_name)[-1]


def persuaded(by: As, file: File, outcome: str, on: datetime.date = DAY) -> int:
    done = act("attempt at persuasion", on, outcome, TALK)
    return record(by("tonghua.investigator"), file, done)[0].sequence


def refuses(file: File) -> object:
    found = standing(file).facts.get("refuses to return")
    return None if found is None else found.value


@pytest.mark.parametrize(
    "instead",
    [
        {"act": "hand-over"},
        {"act": "sending back"},
        {"act": "permission of the Provincial Committee", "outcome": "granted"},
        {"taken from": "another file"},
        {"outcome": ["refuses to return"]},
        {"details": {"held by": ["Cadre Song"]}},
    ],
)
def test_a_correction_makes_no_other_act_of_an_act(
    instead: dict[str, object], case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    entry = persuaded(by, file, "refuses to return")
    length = file.length
    with pytest.raises(EntryError, match="cannot make"):
        correct(by("tonghua.investigator"), file, entry, reason="x", instead=instead)
    assert File.objects.get(pk=file.pk).length == length


@pytest.mark.parametrize("value", [["Korean citizen"], {"a": 1}, 5, 2.5])
def test_a_value_that_is_none_is_refused_in_words(
    value: object, case: dict[str, CaseFile], by: As
) -> None:
    file = case["0002"].file
    found = standing(file).facts["determination"].by.entry
    with pytest.raises(DecretalError):
        correct(
            by("changbai.investigator"),
            file,
            found.sequence,
            reason="x",
            instead={"value": value},
        )


def test_a_correction_makes_no_other_fact_of_a_fact(case: dict[str, CaseFile], by: As) -> None:
    file = case["0002"].file
    found = standing(file).facts["determination"].by.entry
    with pytest.raises(EntryError, match="cannot make"):
        correct(
            by("changbai.investigator"),
            file,
            found.sequence,
            reason="x",
            instead={"fact": "provincial permission", "value": "granted"},
        )


@pytest.mark.parametrize("who", ["changbai.clerk", "changbai.decider", "tonghua.clerk"])
@pytest.mark.parametrize("instead", [None, {"value": "member of China's Korean minority"}])
def test_who_cannot_establish_a_fact_cannot_correct_one(
    who: str, instead: dict[str, object] | None, case: dict[str, CaseFile], by: As
) -> None:
    file = case["0002"].file
    found = standing(file).facts["determination"].by.entry
    with pytest.raises(NoRightError, match="establish facts"):
        correct(by(who), file, found.sequence, reason="x", instead=instead)


def test_a_permission_is_withdrawn_only_by_somebody_who_decides(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0011"].file
    name = "permission of the Provincial Committee"
    entry = record(by("jilin.decider"), file, act(name, DAY, "granted"))[0]
    with pytest.raises(NoRightError, match="decide"):
        correct(by("jilin.clerk"), file, entry.sequence, reason="x")
    correct(by("jilin.decider"), file, entry.sequence, reason="Of another file.")
    assert standing(file).facts["provincial permission"].value == "none yet"


def test_a_withdrawn_act_takes_the_fact_with_it_that_it_established(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    before = refuses(file)
    entry = persuaded(by, file, "agrees to return")
    assert refuses(file) is False
    correct(by("tonghua.investigator"), file, entry, reason="It was another person.")
    assert refuses(file) == before
    found = standing(file)
    assert [each.withdrawn for each in found.entries if each.entry.sequence >= entry][:2] == [
        True,
        True,
    ]


def test_a_corrected_outcome_is_followed_by_its_fact(case: dict[str, CaseFile], by: As) -> None:
    file = case["0003"].file
    entry = persuaded(by, file, "agrees to return")
    investigator = by("tonghua.investigator")
    correct(investigator, file, entry, reason="x", instead={"outcome": "refuses to return"})
    assert refuses(file) is True
    before = len(standing(file).of(EntryKind.FACT))
    correct(investigator, file, entry, reason="x", instead={"outcome": "no answer"})
    assert len(standing(file).of(EntryKind.FACT)) == before - 1
    correct(investigator, file, entry, reason="x", instead={"outcome": "agrees to return"})
    assert refuses(file) is False
    assert latest(file, "attempt at persuasion").said("outcome") == "agrees to return"


def test_an_outcome_that_comes_by_correction_establishes_its_fact_unless_later_ones_do(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    investigator = by("tonghua.investigator")
    first = persuaded(by, file, "no answer")
    correct(investigator, file, first, reason="x", instead={"outcome": "agrees to return"})
    assert refuses(file) is False
    second = persuaded(by, file, "no answer")
    persuaded(by, file, "refuses to return")
    correct(investigator, file, second, reason="x", instead={"outcome": "agrees to return"})
    assert refuses(file) is True


def test_what_follows_from_an_act_is_corrected_with_the_act(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    entry = persuaded(by, file, "agrees to return")
    with pytest.raises(EntryError, match="follows from the act"):
        correct(by("tonghua.investigator"), file, entry + 1, reason="x", instead={"value": "yes"})


def test_a_second_correction_keeps_what_the_first_put_right(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    investigator = by("tonghua.investigator")
    entry = persuaded(by, file, "agrees to return")
    correct(investigator, file, entry, reason="x", instead={"outcome": "refuses to return"})
    correct(investigator, file, entry, reason="x", instead={}, happened_on=DAY.replace(day=17))
    now = latest(file, "attempt at persuasion")
    assert (now.said("outcome"), now.day.day) == ("refuses to return", 17)
    assert refuses(file) is True


def test_a_fact_that_was_withdrawn_stands_again_by_a_further_correction(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0001"].file
    investigator = by("changbai.investigator")
    draft = fact("determination", "Korean citizen", DAY, evidence="Papers.")
    (entry,) = record(investigator, file, [draft])
    name = str(entry.payload["fact"])
    correct(investigator, file, entry.sequence, reason="x")
    assert name not in standing(file).facts
    correct(investigator, file, entry.sequence, reason="It was right.", instead={})
    assert name in standing(file).facts
