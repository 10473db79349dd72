"""Invented groups, lists, transfers and a restoration, at every stage."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from decretal.casework import groups, lists, restoration, transfers
from decretal.casework.entries import act
from decretal.casework.example.files import KOREAN, MARRIED, NO_VISIT, Writer
from decretal.casework.law import law
from decretal.casework.lists import Answer
from decretal.casework.models import File, ListedName
from decretal.casework.record import record
from decretal.offices.models import Office, User

_SAID = "The border representatives at the bridge; the names alone were said."


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def make_travels(people: Mapping[str, User]) -> None:
    """Files that went with a group, onto a list, to another office, into a register."""
    w = Writer(people)
    _make_groups(w)
    _make_lists(w)
    _make_transfers(w)
    _make_restoration(w)


def _make_groups(w: Writer) -> None:
    """One that was handed over and received, and one that is fixed and waits."""
    gone = [
        _persuaded(w, names, born)
        for names, born in (
            (["가온누리", "Ka On-nuri"], "1931"),
            (["미르내", "Mi Rŭ-nae"], "1936"),
            (["아라솔", "A Ra-sol"], "1942"),
        )
    ]
    group = _group(w, "The first of December", gone)
    groups.hand_over(
        w.request("tonghua.decider"),
        group,
        on=_day("1961-12-13"),
        place="The bridge at Changbai",
        to="The border representatives of the other side",
        evidence="Roll signed by both sides.",
    )
    groups.receive(
        w.request("tonghua.decider"),
        group,
        on=_day("1961-12-14"),
        by="The officer of the other side",
        reference="Receipt 4 of 14 December 1961",
    )
    waiting = [
        _persuaded(w, names, born)
        for names, born in (
            (["나린찬", "Na Rin-ch'an"], "1928"),
            (["노을샘", "No Ŭl-saem"], "1939"),
        )
    ]
    _group(w, "The second of December", waiting)


def _persuaded(w: Writer, names: Sequence[str], born: str) -> File:
    file = w.opened(names, born, "male", "Hyesan", {**KOREAN, **NO_VISIT}, "1961-10-20")
    w.confined(file, "1961-11-27")
    w.prepared(file)
    w.persuaded(file, ["1961-12-04"], "agrees to return")
    w.decided(file, law().procedure.dispositions["group"], "1961-12-09")
    return file


def _group(w: Writer, called: str, files: Sequence[File]) -> File:
    numbers = [file.number for file in files]
    group = groups.open_group(w.request("tonghua.clerk"), called, numbers)
    groups.contact(w.request("tonghua.clerk"), group, on=_day("1961-12-11"), said=_SAID)
    groups.fix(w.request("tonghua.clerk"), group)
    return group


def _make_lists(w: Writer) -> None:
    """One that is answered, one that waits for the answer, one at the provincial office."""
    answered = _reported(
        w, [(["단비울", "Tan Pi-ul"], "1933"), (["보라별", "Po Ra-byŏl"], "1930")], "1961-12-10"
    )
    lists.answer(
        w.request("consulate.decider"),
        answered,
        {
            1: Answer("agrees", "Note 31 of 15 December 1961"),
            2: Answer("refuses", "Note 31 of 15 December 1961"),
        },
        on=_day("1961-12-15"),
    )
    resident = ListedName.objects.get(name_list=answered.pk, place=1).case.file
    w.decided(resident, law().procedure.dispositions["resident"], "1961-12-18")
    _reported(w, [(["소담이", "So Tam-i"], "1935")], "1961-12-14")
    _sent(w, [(["윤슬아", "Yun Sŭl-a"], "1937")], "1961-12-18")


def _sent(w: Writer, who: Sequence[tuple[Sequence[str], str]], on: str) -> File:
    numbers = []
    for names, born in who:
        file = w.opened(names, born, "female", "Hyesan", {**KOREAN, **MARRIED}, "1961-05-20")
        w.persuaded(file, ["1961-11-28", "1961-12-02", "1961-12-07"], "refuses to return")
        w.established(file, {"determined not to return": "no"}, "1961-12-07")
        w.decided(file, law().procedure.dispositions["list"], "1961-12-09")
        numbers.append(file.number)
    made = lists.open_list(w.request("tonghua.clerk"), numbers)
    lists.send(w.request("tonghua.decider"), made, on=_day(on))
    return made


def _reported(w: Writer, who: Sequence[tuple[Sequence[str], str]], on: str) -> File:
    made = _sent(w, who, on)
    lists.report(w.request("fao.decider"), made, on=_day(on))
    return made


def _make_transfers(w: Writer) -> None:
    """One that was accepted, one that is on its way, one for whom permission is asked."""
    security = Office.objects.get(code="security")
    accepted = _stayer(w, ["너울목", "Nŏ Ul-mok"], "1912")
    _permitted(w, accepted)
    _send(w, accepted, security, "1961-12-14")
    transfers.accept(w.request("security.decider"), accepted, on=_day("1961-12-16"))
    moving = _stayer(w, ["물비늘", "Mul Pi-nŭl"], "1918")
    _permitted(w, moving)
    _send(w, moving, Office.objects.get(code="fad"), "1961-12-18")
    _asked(w, _stayer(w, ["가람터", "Ka Ram-t'ŏ"], "1909"))


def _stayer(w: Writer, names: Sequence[str], born: str) -> File:
    facts = {**KOREAN, **NO_VISIT, "determined not to return": "yes"}
    file = w.opened(names, born, "male", "Huchang", facts, "1957-04-02")
    w.persuaded(file, ["1961-12-03"], "refuses to return")
    return file


def _asked(w: Writer, file: File) -> None:
    transfers.ask_permission(
        w.request("tonghua.decider"),
        file,
        on=_day("1961-12-08"),
        because="Here since 1957, with a household and work; determined not to return.",
    )


def _permitted(w: Writer, file: File) -> None:
    _asked(w, file)
    permission = act(law().procedure.steps["permission"], _day("1961-12-12"), "granted")
    record(w.request("jilin.decider"), file, permission)
    w.decided(file, law().procedure.dispositions["transfer"], "1961-12-13")


def _send(w: Writer, file: File, to: Office, on: str) -> None:
    transfers.send(
        w.request("tonghua.decider"), file, to, on=_day(on), because="With the permission given."
    )


def _make_restoration(w: Writer) -> None:
    file = w.opened(
        ["온새미", "Wen Saimei"], "1924", "female", "Yanji",
        {"determination": "member of China's Korean minority", "has papers": "no",
         "offence in China": "no"}, "1961-09-02",
    )  # fmt: skip
    w.did(file, "education", "1961-12-04")
    w.decided(file, law().procedure.dispositions["restoration"], "1961-12-07")
    restoration.restore(
        w.request("tonghua.decider"),
        file,
        on=_day("1961-12-11"),
        basis="Household register of Yanji, kept since before the crossing.",
        told="By Nam Tal-rae, in Korean, in the presence of a relative.",
    )
