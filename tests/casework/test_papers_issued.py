"""Papers that were issued: numbered, kept, recorded in their file, and never altered."""

from __future__ import annotations

import datetime
import hashlib
import io
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from decretal.casework.decisions import decide
from decretal.casework.entries import fact
from decretal.casework.intake import open_case
from decretal.casework.models.files import Entry, EntryKind, File, Shared
from decretal.casework.models.log import Happening, LogLine
from decretal.casework.models.papers import Paper
from decretal.casework.papers import Kind, draw
from decretal.casework.papers import issue as issuing
from decretal.casework.papers.issue import issue, kinds_for
from decretal.casework.record import Request, record
from decretal.casework.verifying import verify
from decretal.errors import (
    EntryError,
    FileChangedError,
    NoRightError,
    NotReadyError,
    PaperError,
)
from decretal.offices.models import Office, Posting, Role, User

pytestmark = pytest.mark.django_db

DAY = datetime.date(1961, 12, 1)
MARRIED = {
    "determination": "Korean citizen",
    "has papers": "no",
    "crossed on": "1961-10-30",
    "spouse": "Chinese citizen of Korean nationality",
    "came to visit relatives": "no",
    "offence in China": "no",
    "determined not to return": "no",
}


def somebody(name: str, office: Office, *roles: Role) -> User:
    user = User.objects.create_user(name, first_name=name.title(), office=office)
    Posting.objects.bulk_create(Posting(user=user, role=role) for role in roles)
    return user


@pytest.fixture
def tonghua() -> Office:
    office = Office(
        code="th", name="Committee of the Region", authority="Tonghua Regional Committee"
    )
    office.save()
    return office


@pytest.fixture
def clerk(tonghua: Office) -> User:
    return somebody("mei", tonghua, Role.CLERK, Role.INVESTIGATOR, Role.DECIDER)


@pytest.fixture
def elsewhere() -> User:
    office = Office(code="yb", name="Committee of the Prefecture")
    office.save()
    return somebody("elsewhere", office, Role.CLERK, Role.INVESTIGATOR, Role.DECIDER)


@pytest.fixture
def file(clerk: User) -> File:
    return open_case(
        Request(clerk),
        ["김철수", "Kim #let $x$"],
        born="1932",
        facts=MARRIED,
        evidence="his statement",
        on=DAY,
    )


def text_of(paper: Paper) -> str:
    pages = PdfReader(io.BytesIO(bytes(paper.pdf))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_paper_has_the_next_number_of_its_office_and_kind(file: File, clerk: User) -> None:
    year = file.number.split("-")[2]
    numbers = [issue(Request(clerk), file, Kind.CASE).number for _ in range(3)]
    assert numbers == [f"TH-CF-{year}-000{serial}" for serial in (1, 2, 3)]


def test_a_paper_and_its_entry_are_of_one_piece(file: File, clerk: User) -> None:
    before = file.length, file.head
    paper = issue(Request(clerk), file, Kind.CASE)
    file.refresh_from_db()
    entry = file.entries.get(sequence=file.length)
    assert (paper.length, paper.head) == before
    assert file.length == before[0] + 1
    assert entry.kind == EntryKind.DOCUMENT
    assert entry.payload == {
        "paper": paper.number,
        "document": "case file",
        "sha256": hashlib.sha256(bytes(paper.pdf)).hexdigest(),
    }
    assert paper.is_whole


def test_a_paper_that_fails_takes_no_number_and_leaves_no_entry(
    file: File, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise PaperError("The typesetter has failed.")

    with monkeypatch.context() as patched:
        patched.setattr(issuing, "to_pdf", broken)
        with pytest.raises(PaperError):
            issue(Request(clerk), file, Kind.CASE)
    length = file.length
    file.refresh_from_db()
    assert file.length == length
    assert not Paper.objects.exists()
    assert issue(Request(clerk), file, Kind.CASE).number.endswith("-0001")


def test_the_same_request_issues_once(file: File, clerk: User) -> None:
    first = issue(Request(clerk, key="k1"), file, Kind.CASE)
    assert issue(Request(clerk, key="k1"), file, Kind.CASE) == first
    assert Paper.objects.count() == 1


def test_a_key_that_recorded_something_else_issues_nothing(file: File, clerk: User) -> None:
    record(Request(clerk, key="k1"), file, [fact("offence in China", "yes", DAY, evidence="x")])
    with pytest.raises(EntryError, match="used before"):
        issue(Request(clerk, key="k1"), file, Kind.CASE)


def test_a_paper_is_not_made_from_a_file_that_has_grown_since_it_was_seen(
    file: File, clerk: User
) -> None:
    with pytest.raises(FileChangedError):
        issue(Request(clerk, seen=file.length - 1), file, Kind.CASE)
    assert not Paper.objects.exists()


@pytest.mark.parametrize("change", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_alter_a_paper(file: File, clerk: User, change: str) -> None:
    paper = issue(Request(clerk), file, Kind.CASE)
    found = Paper.objects.filter(pk=paper.pk)
    alter = found.delete if change == "DELETE" else partial(found.update, pdf=b"other")
    with transaction.atomic(), pytest.raises(DatabaseError, match="neither changed nor deleted"):
        alter()


def test_verifying_finds_papers_that_were_altered_or_lost(file: File, clerk: User) -> None:
    whole, lost, other, alone = (issue(Request(clerk), file, Kind.CASE) for _ in range(4))
    assert not verify().broken
    table = Paper._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_update")
        cursor.execute(f"DROP TRIGGER {table}_no_delete")
    Paper.objects.filter(pk=lost.pk).delete()
    Paper.objects.filter(pk=other.pk).update(
        pdf=b"other", sha256=hashlib.sha256(b"other").hexdigest()
    )
    Paper.objects.filter(pk=alone.pk).update(number="TH-CF-1999-0001")
    assert whole.is_whole
    assert {each.said for each in verify().broken} == {
        f"the paper {lost.number} is gone",
        f"the paper {other.number} is not the one that was issued",
        f"the paper {alone.number} is gone",
        "no entry records that the paper TH-CF-1999-0001 was issued",
    }


def test_a_case_file_is_printed_as_it_was_recorded(file: File, clerk: User) -> None:
    paper = issue(Request(clerk), file, Kind.CASE)
    text = text_of(paper)
    for said in (
        "김철수",
        "Kim #let $x$",
        "his statement",
        "spouse Chinese citizen of Korean nationality",
        f"{file.number}, {paper.length} entries",
        "Nobody has decided this case.",
    ):
        assert said in text
    squeezed = text.replace(" ", "")
    for entry in Entry.objects.filter(file=file, sequence__lte=paper.length):
        assert entry.hash in squeezed


def test_there_is_no_notice_of_what_nobody_has_decided(file: File, clerk: User) -> None:
    with pytest.raises(NotReadyError, match="Nobody has decided"):
        issue(Request(clerk), file, Kind.NOTICE)


def test_a_notice_says_what_the_text_said_on_the_day_and_what_it_says_since(
    file: File, clerk: User
) -> None:
    # Not yet persuaded three times: I.1 speaks of this person.
    decide(Request(clerk), file, "persuade and hand over", on=DAY)
    record(Request(clerk), file, [fact("determined not to return", "yes", DAY, evidence="x")])
    record(Request(clerk), file, [fact("crossed on", "1959-03-01", DAY, evidence="x")])
    text = text_of(issue(Request(clerk), file, Kind.NOTICE))
    assert "provides persuade and hand over" in text
    assert "Decided persuade and hand over" in text
    assert "Departs from the text no" in text
    assert "the text now says: transfer" in text
    assert "What is to be done" not in text


def test_a_notice_of_a_departure_gives_the_reason(file: File, clerk: User) -> None:
    decide(Request(clerk), file, "send back", on=DAY, reason="He asked for it himself.")
    text = text_of(issue(Request(clerk), file, Kind.NOTICE))
    assert "Departs from the text yes" in text
    assert "Reason He asked for it himself." in text
    assert "Both stand in the file." in text


def test_the_chain_of_a_file_is_checked_when_it_is_printed(
    file: File, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from decretal.casework.chain import Break

    monkeypatch.setattr(draw, "breaks", lambda *_: [Break(file.number, 3, "altered")])
    assert "is broken at entry 3" in text_of(issue(Request(clerk), file, Kind.CASE))


def test_somebody_elsewhere_has_no_paper_of_the_file(
    file: File, clerk: User, elsewhere: User
) -> None:
    paper = issue(Request(clerk), file, Kind.CASE)
    assert list(Paper.objects.visible_to(clerk)) == [paper]
    assert not Paper.objects.visible_to(elsewhere).exists()
    with pytest.raises(NoRightError, match="no such file for you"):
        issue(Request(elsewhere), file, Kind.CASE)
    assert LogLine.objects.filter(happening=Happening.REFUSED, user=elsewhere).exists()


def test_papers_of_a_file_are_seen_by_the_office_it_was_sent_to(
    file: File, clerk: User, elsewhere: User
) -> None:
    issue(Request(clerk), file, Kind.CASE)
    assert elsewhere.office is not None
    Shared.objects.create(file=file, office=elsewhere.office, because="transfer", since=DAY)
    assert Paper.objects.visible_to(elsewhere).count() == 1


def test_an_auditor_reads_papers_and_issues_none(file: File, clerk: User, tonghua: Office) -> None:
    issue(Request(clerk), file, Kind.CASE)
    auditor = somebody("auditor", tonghua, Role.AUDITOR)
    assert Paper.objects.visible_to(auditor).count() == 1
    with pytest.raises(NoRightError, match="may not issue papers"):
        issue(Request(auditor), file, Kind.CASE)


def test_a_paper_that_is_not_made_from_such_a_file_is_refused(file: File, clerk: User) -> None:
    assert kinds_for(file) == (Kind.CASE, Kind.NOTICE)
    with pytest.raises(PaperError, match="No nominal roll is made from"):
        issue(Request(clerk), file, Kind.ROLL)


def test_scripts_are_told_apart() -> None:
    assert [
        draw.script_of(text) for text in ("김철수", "李明", "Ch'oe", "Æ", "…리", "Жо", "12")
    ] == [
        "Hang",
        "Hani",
        "Latn",
        "Latn",
        "Hang",
        "",
        "",
    ]


# pages -----------------------------------------------------------------------------


@pytest.fixture
def page(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def test_a_paper_is_issued_and_had_from_its_pages(page: Client, file: File) -> None:
    assert "No paper was issued" in page.get(f"/papers/of/{file.number}/").content.decode()
    form = {"kind": "case file", "key": "k", "seen": file.length}
    answer = page.post(reverse("issue-paper", args=[file.number]), form, follow=True)
    paper = Paper.objects.get()
    assert paper.number in answer.content.decode()
    had = page.get(reverse("paper", args=[paper.number]))
    assert had.headers["Content-Type"] == "application/pdf"
    assert had.headers["Content-Disposition"] == f'inline; filename="{paper.number}.pdf"'
    assert had.headers["Cache-Control"] == "no-store"
    assert hashlib.sha256(had.content).hexdigest() == paper.sha256
    assert LogLine.objects.filter(
        happening=Happening.READ, subject=file.number, detail=f"paper {paper.number} as pdf"
    ).exists()
    for address in ("/papers/", "/papers/?kind=case+file", f"/cases/{file.number}/"):
        assert paper.number in page.get(address).content.decode()
    assert paper.number not in page.get("/papers/?kind=nominal+roll").content.decode()


def test_a_form_that_is_sent_twice_issues_once(page: Client, file: File) -> None:
    form = {"kind": "case file", "key": "k"}
    for _ in range(2):
        assert page.post(reverse("issue-paper", args=[file.number]), form).status_code == 302
    assert Paper.objects.count() == 1


def test_what_is_no_paper_is_said_to_be_none(page: Client, file: File) -> None:
    answer = page.post(reverse("issue-paper", args=[file.number]), {"kind": "passport"})
    assert answer.status_code == 400
    assert "passport&quot; is no paper" in answer.content.decode()


def test_papers_of_others_are_not_there_and_asking_is_logged(
    file: File, clerk: User, elsewhere: User
) -> None:
    paper = issue(Request(clerk), file, Kind.CASE)
    client = Client()
    client.force_login(elsewhere)
    for address in (
        reverse("paper", args=[paper.number]),
        reverse("paper-csv", args=[paper.number]),
        reverse("papers-of-file", args=[file.number]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("issue-paper", args=[file.number]), {}).status_code == 404
    assert paper.number not in client.get("/papers/").content.decode()
    assert LogLine.objects.filter(happening=Happening.REFUSED, user=elsewhere).count() == 4


def test_a_case_file_has_no_csv(page: Client, file: File, clerk: User) -> None:
    paper = issue(Request(clerk), file, Kind.CASE)
    assert page.get(reverse("paper-csv", args=[paper.number])).status_code == 404


def test_a_paper_whose_bytes_were_altered_is_not_handed_out(
    page: Client, file: File, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = issue(Request(clerk), file, Kind.CASE)
    monkeypatch.setattr(Paper, "is_whole", False)
    answer = page.get(reverse("paper", args=[paper.number]))
    assert answer.status_code == 400
    assert "no longer what was issued" in answer.content.decode()


def test_a_list_of_papers_asks_the_database_no_more_often_for_more_rows(
    page: Client, file: File, clerk: User
) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        issue(Request(clerk), file, Kind.CASE)
        issue(Request(clerk), file, Kind.CASE)
        page.get("/papers/")
        with CaptureQueriesContext(connection) as asked:
            page.get("/papers/")
        counts.append(len(asked))
        assert not any('"casework_paper"."pdf"' in query["sql"] for query in asked)
    assert counts[0] == counts[1]
