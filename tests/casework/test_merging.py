"""Two files of one person are merged or kept apart by somebody, and that is undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from decretal.casework import likenesses, merging, restoration, transfers
from decretal.casework.chain import breaks
from decretal.casework.corrections import correct
from decretal.casework.entries import Draft, act, fact
from decretal.casework.finding import find
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, Entry, EntryKind, File, Likeness, LogLine
from decretal.casework.record import Request, record
from decretal.casework.standing import standing
from decretal.errors import EntryError, FileChangedError, NoRightError, NotReadyError
from decretal.offices.models import Office, User

pytestmark = pytest.mark.django_db

People = Mapping[str, User]
REASON = "The same scar, and both name the same brother."


def opened(
    people: People,
    *names: str,
    who: str = "changbai.clerk",
    born: str = "",
    sex: str = "",
    home: str = "",
) -> File:
    return open_case(Request(people[who]), names, born=born, sex=sex, home=home)


@pytest.fixture
def pair(people: People) -> tuple[File, File]:
    first = opened(people, "김철수", born="1932-05-07", sex="male", home="회령")
    again = opened(people, "Kim Ch'ŏl-su", born="1932", sex="male", home="Hoeryŏng")
    return first, again


@pytest.fixture
def investigator(people: People) -> Request:
    return Request(people["changbai.investigator"])


def identities(file: File) -> list[dict[str, object]]:
    return [
        dict(entry.payload)
        for entry in Entry.objects.filter(file=file, kind=EntryKind.IDENTITY).order_by("sequence")
    ]


def case(file: File) -> CaseFile:
    return CaseFile.objects.get(pk=file.pk)


def whole(file: File) -> bool:
    held = File.objects.get(pk=file.pk)
    return not breaks(held.number, held.length, held.head, list(held.entries.order_by("sequence")))


# -- merging ---------------------------------------------------------------------------------


def test_a_merger_is_an_entry_of_both_files_by_a_named_person(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    merging.merge(investigator, again, first, reason=REASON)
    assert identities(again) == [
        {"verdict": "merged", "other": first.number, "into": first.number, "reason": REASON}
    ]
    assert identities(first) == [{"verdict": "merges", "other": again.number, "reason": REASON}]
    said = Entry.objects.filter(kind=EntryKind.IDENTITY)
    assert {entry.author for entry in said} == {investigator.actor}
    assert whole(first)
    assert whole(again)


def test_a_merged_file_leads_to_the_other_and_stays_readable(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    before = list(again.entries.values_list("hash", flat=True))
    merging.merge(investigator, again, first, reason=REASON)
    assert merging.leads_to(again) == first.number
    assert merging.leads_to(first) == ""
    assert case(again).merged_into == first.number
    assert case(first).merged_into == ""
    assert again in File.objects.visible_to(investigator.actor)
    assert list(again.entries.values_list("hash", flat=True))[: len(before)] == before


def test_the_file_that_goes_on_is_found_by_the_names_of_both(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, _ = pair
    other = opened(people, "박영호", born="1932")
    merging.merge(investigator, other, first, reason="He used his mother's name.")
    assert standing(first).names == ("김철수", "박영호")
    assert first.number in set(
        find(investigator.actor, {"q": "Park Young-ho"}).values_list("number", flat=True)
    )


def test_nothing_is_taken_over_that_nobody_chose(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    record(
        investigator,
        again,
        [fact("has papers", "no", date(1961, 12, 1), evidence="None was shown.")],
    )
    merging.merge(investigator, again, first, reason=REASON)
    assert "has papers" not in standing(first).facts


def test_what_was_chosen_stands_in_the_other_file_and_names_where_it_comes_from(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    (established,) = record(
        investigator,
        again,
        [
            fact(
                "has papers",
                "no",
                date(1961, 12, 1),
                evidence="None was shown.",
                reference="Book 3",
            )
        ],
    )
    (done, *_) = record(
        investigator,
        again,
        act("confinement", date(1961, 12, 2), None, {"place": "Reception house"}),
    )
    merging.merge(
        investigator, again, first, reason=REASON, taken=[established.sequence, done.sequence]
    )
    found = standing(first)
    taken = found.facts["has papers"].by.entry
    assert taken.happened_on == date(1961, 12, 1)
    assert taken.evidence == "None was shown."
    assert taken.reference == f"{again.number}, entry {established.sequence}: Book 3"
    assert taken.payload["taken from"] == again.number
    assert taken.payload["entry there"] == established.sequence
    assert [each.day for each in found.acts_of("confinement")] == [date(1961, 12, 2)]


def test_what_every_file_begins_with_and_what_is_not_there_is_not_taken_over(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    for sequence in (1, 2, 4, 999):  # opened, with its first facts and particulars
        with pytest.raises(EntryError, match=f"Entry {sequence} of"):
            merging.merge(investigator, again, first, reason=REASON, taken=[sequence])
    assert identities(again) == identities(first) == []


def test_a_merged_file_has_no_duties_and_waits_for_nothing(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    assert case(again).waits_for == "investigation"
    merging.merge(investigator, again, first, reason=REASON)
    assert case(again).waits_for == ""
    assert case(again).duties.count() == 0
    assert case(first).waits_for == "investigation"


def test_nothing_but_a_correction_is_added_to_a_merged_file(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    (entry,) = record(investigator, again, [fact("has papers", "no", evidence="None was shown.")])
    merging.merge(investigator, again, first, reason=REASON)
    with pytest.raises(NotReadyError, match=f"was merged into {first.number}"):
        record(investigator, again, [fact("has papers", "yes", evidence="A pass was found.")])
    correct(investigator, again, entry.sequence, reason="It was another's.")
    assert "has papers" not in standing(again).facts
    merging.undo(investigator, again, first, reason="Two people.")
    record(investigator, again, [fact("has papers", "yes", evidence="A pass was found.")])


def test_a_merged_file_is_not_merged_again_nor_kept_apart(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, again = pair
    third = opened(people, "김철수", born="1932")
    merging.merge(investigator, again, first, reason=REASON)
    for doing in (merging.merge, merging.keep_apart):
        for one, other in ((again, third), (third, again), (again, first), (first, again)):
            with pytest.raises(NotReadyError, match="was merged into"):
                doing(investigator, one, other, reason=REASON)


def test_a_file_that_holds_another_can_be_merged_in_its_turn(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, again = pair
    third = opened(people, "金哲洙", born="1932")
    merging.merge(investigator, again, first, reason=REASON)
    merging.merge(investigator, first, third, reason=REASON)
    assert merging.leads_to(again) == first.number
    assert merging.leads_to(first) == third.number
    assert standing(third).names == ("金哲洙", "김철수", "Kim Ch'ŏl-su")


# -- keeping apart ---------------------------------------------------------------------------


def test_two_files_are_kept_apart_with_a_reason_in_both(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    merging.keep_apart(investigator, first, again, reason="One of them is left-handed.")
    for here, there in (pair, (again, first)):
        assert identities(here) == [
            {"verdict": "apart", "other": there.number, "reason": "One of them is left-handed."}
        ]
        assert case(here).merged_into == ""


def test_what_was_kept_apart_is_merged_only_when_that_is_undone(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    merging.keep_apart(investigator, first, again, reason=REASON)
    with pytest.raises(NotReadyError, match="kept apart"):
        merging.merge(investigator, again, first, reason=REASON)
    merging.undo(investigator, first, again, reason="The photograph was of somebody else.")
    merging.merge(investigator, again, first, reason=REASON)
    assert merging.leads_to(again) == first.number


# -- undoing ---------------------------------------------------------------------------------


def test_undoing_a_merger_is_an_entry_and_withdraws_what_was_taken_over(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    (established,) = record(
        investigator, again, [fact("has papers", "no", evidence="None was shown.")]
    )
    merging.merge(investigator, again, first, reason=REASON, taken=[established.sequence])
    length = File.objects.get(pk=first.pk).length
    merging.undo(investigator, again, first, reason="The brother names two people.")
    assert identities(again)[-1] == {
        "verdict": "undone",
        "other": first.number,
        "undoes": "merged",
        "reason": "The brother names two people.",
    }
    assert merging.leads_to(again) == case(again).merged_into == ""
    assert "has papers" not in standing(first).facts
    assert "has papers" in standing(again).facts
    assert standing(first).names == ("김철수",)
    assert File.objects.get(pk=first.pk).length == length + 3
    assert case(again).waits_for == "investigation"
    assert whole(first)
    assert whole(again)


def test_undoing_from_either_file_is_the_same(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    merging.merge(investigator, again, first, reason=REASON)
    merging.undo(investigator, first, again, reason="Two people.")
    assert merging.leads_to(again) == ""
    assert standing(first).names == ("김철수",)


def test_undoing_one_merger_leaves_another_as_it_is(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, again = pair
    third = opened(people, "김철수", "金哲洙", born="1932")
    for each in (again, third):
        (entry,) = record(
            investigator, each, [fact("has papers", "no", evidence="None was shown.")]
        )
        merging.merge(investigator, each, first, reason=REASON, taken=[entry.sequence])
    merging.undo(investigator, again, first, reason="Two people.")
    assert merging.leads_to(third) == first.number
    assert "has papers" in standing(first).facts
    assert standing(first).facts["has papers"].by.said("taken from") == third.number


def test_there_is_nothing_to_undo_where_nothing_was_found(
    pair: tuple[File, File], investigator: Request
) -> None:
    with pytest.raises(NotReadyError, match="Nobody has found anything"):
        merging.undo(investigator, *pair, reason=REASON)


def test_the_file_as_known_before_shows_no_merger(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    merging.merge(investigator, again, first, reason=REASON)
    before = standing(again, known_on=date(1961, 12, 19))
    assert before.of(EntryKind.IDENTITY) == []


# -- refusals --------------------------------------------------------------------------------

Doing = Callable[..., None]
DOINGS = [merging.merge, merging.keep_apart, merging.undo]


@pytest.mark.parametrize("doing", DOINGS)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_needed(
    pair: tuple[File, File], investigator: Request, doing: Doing, reason: str
) -> None:
    with pytest.raises(EntryError, match="No reason"):
        doing(investigator, *pair, reason=reason)


@pytest.mark.parametrize("doing", DOINGS)
@pytest.mark.parametrize("who", ["changbai.clerk", "changbai.registrar", "consulate.clerk"])
def test_others_than_investigators_and_deciders_do_not_merge(
    pair: tuple[File, File], people: People, doing: Doing, who: str
) -> None:
    with pytest.raises(NoRightError):
        doing(Request(people[who]), *pair, reason=REASON)
    assert LogLine.objects.filter(happening="refused", user=people[who]).exists()


@pytest.mark.parametrize("doing", DOINGS)
def test_an_office_that_does_not_see_both_files_does_not_merge_them(
    pair: tuple[File, File], people: People, doing: Doing
) -> None:
    elsewhere = opened(people, "김철수", who="yanbian.clerk")
    for one, other in ((pair[0], elsewhere), (elsewhere, pair[0]), pair):
        with pytest.raises(NoRightError, match="both of these files"):
            doing(Request(people["yanbian.decider"]), one, other, reason=REASON)


def test_the_office_above_both_merges_files_of_two_offices(
    pair: tuple[File, File], people: People
) -> None:
    elsewhere = opened(people, "김철수", who="yanbian.clerk")
    merging.merge(Request(people["jilin.decider"]), elsewhere, pair[0], reason=REASON)
    assert merging.leads_to(elsewhere) == pair[0].number


@pytest.mark.parametrize("doing", DOINGS)
def test_a_file_is_not_held_against_itself(
    pair: tuple[File, File], investigator: Request, doing: Doing
) -> None:
    with pytest.raises(EntryError, match="given twice"):
        doing(investigator, pair[0], pair[0], reason=REASON)


@pytest.mark.parametrize("doing", [merging.merge, merging.keep_apart])
def test_who_comes_second_is_told_what_changed_in_either_file(
    pair: tuple[File, File], investigator: Request, doing: Doing
) -> None:
    first, again = pair
    lengths = first.length, again.length
    record(investigator, again, [fact("has papers", "no", evidence="None was shown.")])
    for one, other in (pair, (again, first)):
        seen = dict(zip((first.pk, again.pk), lengths, strict=True))
        request = Request(investigator.actor, seen=seen[one.pk])
        with pytest.raises(FileChangedError, match=again.number):
            doing(request, one, other, reason=REASON, seen=seen[other.pk])
    assert identities(first) == identities(again) == []


def test_a_repeated_request_records_once(pair: tuple[File, File], investigator: Request) -> None:
    first, again = pair
    request = Request(investigator.actor, key="5f1c")
    merging.merge(request, again, first, reason=REASON)
    merging.merge(request, again, first, reason=REASON)
    assert len(identities(first)) == len(identities(again)) == 1


# -- proposals -------------------------------------------------------------------------------


def test_looking_through_the_files_keeps_the_pairs_with_what_speaks_for_them(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, again = pair
    opened(people, "리영희", born="1941", sex="female", home="무산")
    for each, day in ((first, "1961-11-01"), (again, "1961-11-03")):
        record(investigator, each, [fact("crossed on", day, evidence="Own statement.")])
    assert likenesses.look(investigator.actor) == 1
    found = Likeness.objects.get()
    assert (found.left, found.right) == pair
    assert found.probability > 0.9
    assert {each["field"]: each["agreement"] for each in found.compared} == {
        "names": "sounding alike",
        "born": "same year",
        "sex": "same",
        "home": "in part or in another script",
        "crossed": "within a month",
    }


def test_corrected_particulars_are_compared_as_they_stand(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    _, again = pair
    told = again.entries.get(kind=EntryKind.PERSON)
    correct(
        Request(people["changbai.clerk"]),
        again,
        told.sequence,
        reason="Another person's paper.",
        instead={"names": ["리영희"], "born": "1941", "sex": "female"},
    )
    told_of = {person.file: person.names for person in likenesses.people()}
    assert [told_of[str(file.pk)] for file in pair] == [("김철수",), ("리영희",)]
    assert likenesses.look(investigator.actor) == 0


def test_what_was_decided_is_not_proposed_again_and_what_was_undone_is(
    pair: tuple[File, File], investigator: Request
) -> None:
    likenesses.look(investigator.actor)
    assert Likeness.objects.visible_to(investigator.actor).open().count() == 1
    for decide in (merging.keep_apart, merging.merge):
        decide(investigator, *pair, reason=REASON)
        assert Likeness.objects.open().count() == 0
        likenesses.look(investigator.actor)
        assert Likeness.objects.open().count() == 0
        merging.undo(investigator, *pair, reason="Not so.")
        likenesses.look(investigator.actor)
        assert Likeness.objects.open().count() == 1


def test_a_pair_that_was_decided_before_it_was_proposed_is_not_proposed(
    pair: tuple[File, File], investigator: Request
) -> None:
    merging.keep_apart(investigator, *pair, reason=REASON)
    likenesses.look(investigator.actor)
    assert Likeness.objects.open().count() == 0


def test_the_verdicts_of_pairs_can_be_made_anew_from_the_entries(
    pair: tuple[File, File], investigator: Request
) -> None:
    first, again = pair
    for one, other, verdict in ((again, first, "merges"), (first, again, "merged")):
        merging.merge(investigator, one, other, reason=REASON)
        assert likenesses.verdicts() == {(first.pk, again.pk): verdict}
        assert Likeness.objects.get(left=first, right=again).verdict == verdict
        Likeness.objects.all().delete()
        likenesses.rebuild()
        assert Likeness.objects.get(left=first, right=again).verdict == verdict
        merging.undo(investigator, first, again, reason="Not so.")
        assert likenesses.verdicts() == {}
        Likeness.objects.update(verdict=verdict)
        likenesses.rebuild()
        assert Likeness.objects.get(left=first, right=again).verdict == ""


def test_a_pair_is_seen_by_those_who_see_both_files(
    pair: tuple[File, File], people: People
) -> None:
    elsewhere = opened(people, "김철수", born="1932", home="회령", who="yanbian.clerk")
    likenesses.look(people["jilin.decider"])

    def seen_by(who: str) -> set[tuple[int, int]]:
        found = Likeness.objects.visible_to(people[who]).open()
        return set(found.values_list("left", "right"))

    first, again = pair[0].pk, pair[1].pk
    assert seen_by("changbai.investigator") == {(first, again)}
    assert seen_by("yanbian.decider") == set()
    assert seen_by("jilin.decider") == {
        (first, again),
        (first, elsewhere.pk),
        (again, elsewhere.pk),
    }
    assert seen_by("consulate.decider") == set()


def test_looking_takes_the_right_to_merge(people: People) -> None:
    with pytest.raises(NoRightError):
        likenesses.look(people["changbai.clerk"])


def test_two_files_are_compared_though_nobody_proposed_them(
    pair: tuple[File, File], people: People
) -> None:
    other = opened(people, "박영호", born="1901")
    alike = likenesses.compare(*pair)
    assert alike is not None
    assert alike.probability > 0.9
    unlike = likenesses.compare(pair[0], other)
    assert unlike is not None
    assert unlike.probability < 0.01


def test_undoing_what_was_found_of_a_third_file_leaves_a_merger_as_it_is(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, again = pair
    third = open_case(Request(people["changbai.clerk"]), ["Another"])
    merging.keep_apart(investigator, again, third, reason=REASON)
    merging.merge(investigator, again, first, reason=REASON)
    merging.undo(investigator, again, third, reason=REASON)
    assert merging.leads_to(again) == first.number
    assert case(again).merged_into == first.number
    with pytest.raises(NotReadyError, match="was merged into"):
        record(investigator, again, [Draft(EntryKind.NOTE, {"text": "x"})])


def test_nothing_takes_effect_by_a_merged_file(
    pair: tuple[File, File], investigator: Request, people: People
) -> None:
    first, again = pair
    merging.merge(investigator, again, first, reason=REASON)
    decider = Request(people["tonghua.decider"])
    to = Office.objects.get(code="yanbian")
    with pytest.raises(NotReadyError, match="was merged into"):
        transfers.send(decider, again, to, on=date(1961, 12, 18), because="x")
    with pytest.raises(NotReadyError, match="was merged into"):
        restoration.restore(decider, again, on=date(1961, 12, 18), basis="x", told="x")
    with pytest.raises(NotReadyError, match="was merged into"):
        transfers.ask_permission(decider, again, on=date(1961, 12, 18), because="x")
