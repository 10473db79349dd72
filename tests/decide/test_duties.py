"""Who must, may and must not do what, worked out by hand from docs/meaning.md."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from decretal.cases.case import Case, RecordedAct
from decretal.decide import Decision, Duty, DutyState, Engine
from decretal.nodes.rules import Interpretation, Norm, Operator, Rulebook, Status

from .rulebooks import Book, boolean, choice, date_fact, reading

MUST, MAY, MUST_NOT = Operator.OBLIGATION, Operator.PERMISSION, Operator.PROHIBITION


def day(number: int) -> datetime.date:
    return datetime.date(1961, 12, number)


def acts(*recorded: tuple[str, int]) -> tuple[RecordedAct, ...]:
    return tuple(RecordedAct(act, day(number)) for act, number in recorded)


def book(*norms: Norm, readings: Sequence[Interpretation] = ()) -> Rulebook:
    made = Book(
        boolean("a"),
        boolean("in scope"),
        date_fact("began on"),
        readings=readings,
        scope="in scope",
    )
    made.rule("r", "a", "x")
    for norm in norms:
        made.norm(norm)
    return made.book


def decided(
    rulebook: Rulebook,
    *recorded: tuple[str, int],
    a: bool | None = True,
    as_of: int = 31,
    **facts: object,
) -> Decision:
    known: dict[str, object] = {"in scope": True, **facts}
    if a is not None:
        known["a"] = a
    case = Case("A-1", known, acts(*recorded))
    return Engine(rulebook, as_of=day(as_of)).decide(case)


def duty(rulebook: Rulebook, *recorded: tuple[str, int], **more: object) -> Duty:
    found = decided(rulebook, *recorded, **more).duties  # type: ignore[arg-type]
    assert found is not None
    (only,) = found
    return only


ASK = Norm(MUST, "ask", "P", bearer="office", act="ask")


def test_without_a_record_of_acts_nobody_knows_what_was_done() -> None:
    assert Engine(book(ASK)).decide({"a": True, "in scope": True}).duties is None


def test_an_empty_record_leaves_the_obligation_open() -> None:
    found = duty(book(ASK))
    assert found.state is DutyState.OPEN
    assert found.is_open
    assert str(found) == "Office must ask (P): open"


def test_an_obligation_is_done_when_its_act_is_recorded() -> None:
    found = duty(book(ASK), ("ask", 4))
    assert found.state is DutyState.DONE
    assert found.done_on == day(4)
    assert not found.is_open


@pytest.mark.parametrize(
    ("count", "state"), [(2, DutyState.OPEN), (3, DutyState.DONE), (4, DutyState.DONE)]
)
def test_an_obligation_of_three_times_is_done_at_the_third(count: int, state: DutyState) -> None:
    found = duty(book(replace(ASK, times=3)), *(("ask", number) for number in range(1, count + 1)))
    assert found.state is state
    assert found.recorded == count
    assert found.done_on == (day(3) if state is DutyState.DONE else None)
    assert f"{count} of 3 done" in str(found)


def test_an_obligation_without_an_act_stands() -> None:
    found = duty(book(replace(ASK, act=None)))
    assert found.state is DutyState.STANDING
    assert found.is_open


def test_what_binds_an_office_as_a_whole_is_owed_in_no_single_case() -> None:
    assert decided(book(replace(ASK, in_each_case=False))).duties == ()


def test_nothing_is_owed_where_the_condition_is_false() -> None:
    rulebook = book(replace(ASK, follows=("r",)))
    assert decided(rulebook, a=False).duties == ()
    assert duty(rulebook, a=True).state is DutyState.OPEN
    assert duty(rulebook, a=None).state is DutyState.MAY_ARISE


def test_a_norm_may_name_the_statuses_in_which_it_arises() -> None:
    rulebook = book(replace(ASK, statuses=(Status.SILENT, Status.CONFLICT)))
    assert decided(rulebook, a=True).duties == ()
    assert duty(rulebook, a=False).state is DutyState.OPEN
    assert duty(rulebook, a=None).state is DutyState.MAY_ARISE


def test_a_norm_may_name_the_undetermined() -> None:
    rulebook = book(replace(ASK, statuses=(Status.UNDETERMINED,)))
    assert decided(rulebook, a=True).duties == ()
    assert duty(rulebook, a=None).state is DutyState.OPEN


def test_nothing_is_owed_outside_the_directive() -> None:
    case = Case("A-1", {"in scope": False}, ())
    assert Engine(book(ASK)).decide(case).duties == ()
    unknown = Engine(book(ASK)).decide(Case("A-1", {}, ())).duties
    assert unknown is not None
    assert unknown[0].state is DutyState.MAY_ARISE


def test_a_condition_of_its_own_decides_whether_a_norm_arises() -> None:
    made = Book(boolean("a"), boolean("b")).rule("r", "a", "x")
    rulebook = made.norm(replace(ASK, condition=made.feel("b"))).book
    engine = Engine(rulebook)
    assert engine.decide(Case("", {"a": True, "b": False}, ())).duties == ()
    found = engine.decide(Case("", {"a": True}, ())).duties
    assert found is not None
    assert found[0].state is DutyState.MAY_ARISE


# before -------------------------------------------------------------------------------------

FIRST = replace(ASK, before="send")
SEND = Norm(MUST, "send", "P", bearer="office", act="send")


def test_what_must_come_first_is_said_of_what_it_must_precede() -> None:
    found = decided(book(FIRST, SEND)).duties
    assert found is not None
    assert found[0].state is DutyState.OPEN
    assert found[1].first == ("ask",)
    assert str(found[0]) == "Office must ask (P): open, before send"
    assert str(found[1]) == "Office must send (P): open, first ask"


def test_once_the_first_is_done_the_second_waits_for_nothing() -> None:
    found = decided(book(FIRST, SEND), ("ask", 1)).duties
    assert found is not None
    assert found[0].state is DutyState.DONE
    assert found[1].first == ()


def test_the_wrong_order_is_a_breach() -> None:
    assert duty(book(FIRST), ("send", 3)).state is DutyState.BREACHED
    assert duty(book(FIRST), ("send", 3)).is_open
    assert duty(book(FIRST), ("send", 3), ("ask", 4)).state is DutyState.BREACHED
    assert not duty(book(FIRST), ("send", 3), ("ask", 4)).is_open


def test_the_right_order_is_none_nor_is_the_same_day() -> None:
    assert duty(book(FIRST), ("ask", 2), ("send", 3)).state is DutyState.DONE
    assert duty(book(FIRST), ("send", 3), ("ask", 3)).state is DutyState.DONE


def test_the_last_of_several_times_must_come_first_too() -> None:
    thrice = book(replace(FIRST, times=3))
    early = [("ask", 1), ("ask", 2), ("send", 3), ("ask", 4)]
    assert duty(thrice, *early).state is DutyState.BREACHED
    late = [("ask", 1), ("ask", 2), ("ask", 3), ("send", 4)]
    assert duty(thrice, *late).state is DutyState.DONE


# terms --------------------------------------------------------------------------------------


def term(text: str, counted_from: str = "begin") -> Norm:
    return replace(ASK, within=Book().feel(text), counted_from=counted_from)


@pytest.mark.parametrize(
    ("as_of", "state"), [(10, DutyState.OPEN), (11, DutyState.OPEN), (12, DutyState.OVERDUE)]
)
def test_ten_days_from_the_first_end_on_the_eleventh(as_of: int, state: DutyState) -> None:
    found = duty(book(term('@"P10D"')), ("begin", 1), as_of=as_of)
    assert found.due == day(11)
    assert found.state is state


def test_a_term_runs_from_the_first_such_act() -> None:
    assert duty(book(term('@"P10D"')), ("begin", 5), ("begin", 2)).due == day(12)


def test_a_term_of_months_ends_on_the_same_day_or_the_months_last() -> None:
    found = duty(book(term('@"P2M"')), ("begin", 31))
    assert found.due == datetime.date(1962, 2, 28)


def test_a_term_may_run_from_a_date_fact() -> None:
    rulebook = book(term('@"P3D"', "began on"))
    assert duty(rulebook, **{"began on": day(4)}).due == day(7)
    assert duty(rulebook).due is None
    assert duty(rulebook).state is DutyState.OPEN


def test_a_term_whose_start_is_not_recorded_has_not_begun() -> None:
    found = duty(book(term('@"P3D"')))
    assert found.due is None
    assert found.state is DutyState.OPEN


def test_what_is_done_after_the_last_day_is_done_late() -> None:
    rulebook = book(term('@"P3D"'))
    assert not duty(rulebook, ("begin", 1), ("ask", 4)).is_late
    found = duty(rulebook, ("begin", 1), ("ask", 5))
    assert found.is_late
    assert found.state is DutyState.DONE
    assert str(found) == "Office must ask (P): done, late, last day 4 December 1961"


def test_a_term_that_the_text_does_not_state_is_none() -> None:
    readings = [reading("short", "not stated", "ten days")]
    within = Book(readings=readings).feel('if short = "ten days" then @"P10D" else null')
    norm = replace(ASK, within=within, counted_from="begin")
    rulebook = book(norm, readings=readings)
    case = Case("", {"a": True, "in scope": True}, acts(("begin", 1)))
    silent = Engine(rulebook, as_of=day(31)).decide(case).duties
    stated = Engine(rulebook, as_of=day(31), choices={"short": "ten days"}).decide(case).duties
    assert silent is not None
    assert stated is not None
    assert silent[0].due is None
    assert silent[0].state is DutyState.OPEN
    assert stated[0].due == day(11)
    assert stated[0].state is DutyState.OVERDUE


def test_acts_after_the_day_are_left_out() -> None:
    assert duty(book(ASK), ("ask", 4), as_of=3).state is DutyState.OPEN
    assert duty(book(ASK), ("ask", 4), as_of=4).state is DutyState.DONE


# prohibitions and permissions -----------------------------------------------------------------

NEVER = Norm(MUST_NOT, "beat anyone", "P", bearer="guards", act="beat")


def test_a_prohibition_is_in_force_until_it_is_breached() -> None:
    found = decided(book(NEVER))
    assert [str(each) for each in found.forbidden] == ["Guards must not beat anyone (P): in force"]
    breached = decided(book(NEVER), ("beat", 2))
    assert breached.forbidden[0].state is DutyState.BREACHED
    assert found.permitted == ()
    assert found.open_duties == ()


def test_a_prohibition_ends_with_the_act_until_which_it_holds() -> None:
    rulebook = book(replace(NEVER, text="send", act="send", until="ask"))
    assert duty(rulebook).state is DutyState.IN_FORCE
    assert str(duty(rulebook)) == "Guards must not send (P): in force, until ask"
    assert duty(rulebook, ("ask", 3)).state is DutyState.ENDED
    assert duty(rulebook, ("send", 2), ("ask", 3)).state is DutyState.BREACHED
    assert duty(rulebook, ("ask", 3), ("send", 3)).state is DutyState.ENDED
    assert decided(rulebook, ("ask", 3)).forbidden == ()


def test_a_permission_waits_for_its_act() -> None:
    rulebook = book(Norm(MAY, "send", "P", bearer="office", act="send", until="ask"))
    assert duty(rulebook).state is DutyState.WAITS
    assert decided(rulebook).permitted == ()
    assert str(duty(rulebook)) == "Office may send (P): waits, once it is done: ask"
    assert duty(rulebook, ("ask", 1)).state is DutyState.IN_FORCE
    assert len(decided(rulebook, ("ask", 1)).permitted) == 1


def test_a_permission_that_waits_for_nothing_is_in_force() -> None:
    assert duty(book(Norm(MAY, "stay", "P"))).state is DutyState.IN_FORCE
    assert str(duty(book(Norm(MAY, "stay", "P")))) == "Anyone may stay (P): in force"
    assert str(duty(book(Norm(MUST_NOT, "shout", "P")))) == "No one may shout (P): in force"
    assert str(duty(book(Norm(MUST, "help", "P")))) == "Somebody must help (P): standing"


def test_a_duty_as_data() -> None:
    assert duty(book(replace(term('@"P3D"'), note="soon")), ("begin", 1)).to_dict() == {
        "operator": "obligation",
        "text": "ask",
        "provision": "P",
        "bearer": "office",
        "state": "overdue",
        "act": "ask",
        "times": 1,
        "recorded": 0,
        "done_on": None,
        "due": "1961-12-04",
        "before": None,
        "until": None,
        "first": [],
        "note": "soon",
    }


def test_duties_come_in_reading_order_and_stand_in_the_decisions_data() -> None:
    found = decided(book(ASK, NEVER, SEND))
    assert found.duties is not None
    assert [each.text for each in found.duties] == ["ask", "beat anyone", "send"]
    data = found.to_dict()["duties"]
    assert isinstance(data, list)
    assert [each["text"] for each in data] == ["ask", "beat anyone", "send"]
    assert "Office must ask" in found._repr_html_()


def test_duties_without_as_of_are_reckoned_today() -> None:
    rulebook = book(term('@"P3D"'))
    case = Case("", {"a": True, "in scope": True}, acts(("begin", 1)))
    found = Engine(rulebook).decide(case).duties
    assert found is not None
    assert found[0].state is DutyState.OVERDUE
    soon = RecordedAct("begin", datetime.date.today())
    fresh = Engine(rulebook).decide(replace(case, acts=(soon,))).duties
    assert fresh is not None
    assert fresh[0].state is DutyState.OPEN


def test_a_choice_may_decide_whether_a_norm_arises() -> None:
    made = Book(choice("answer", "none yet", "agrees", "refuses")).rule("r", "true", "x")
    rulebook = made.norm(replace(ASK, condition=made.feel('answer != "agrees"'))).book
    engine = Engine(rulebook)
    assert engine.decide(Case("", {"answer": "agrees"}, ())).duties == ()
    for answer in ("none yet", "refuses"):
        found = engine.decide(Case("", {"answer": answer}, ())).duties
        assert found is not None
        assert found[0].state is DutyState.OPEN
