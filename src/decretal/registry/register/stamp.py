"""The stamp page of a telegram: what an office stamps on it, on a sheet of its own.

Owns what stands on it: number, times of handling with who handled it, and where each copy
is. The text is not on it; its hash says which text it belongs to.
"""

from __future__ import annotations

import datetime

from decretal.registry.register.copies import reckon
from decretal.registry.register.seeing import Seen
from decretal.typeset.pdf import to_pdf
from decretal.typeset.type_faces import printable


def stamp_page(seen: Seen, *, mark: str, made: datetime.datetime) -> bytes:
    """The page as PDF, with what somebody sees of a telegram whose register is theirs.

    ``mark`` says of what kind the deployment is, on every page.
    """
    telegram, copies = seen.telegram, seen.copies
    now, due = telegram.now, telegram.now_due
    by = f" by {seen.registered_by}" if seen.registered_by is not None else ""
    reckoned = reckon(telegram, [each.copy for each in copies])
    rows = [
        ("From", now["sender"]),
        ("Number of the sender", now["number"]),
        ("Dated", now["dated"]),
        ("Precedence", now["precedence"]),
        ("Due", f"{due.due_on} (term of {due.term.office})" if due.term else ""),
        ("Registered", f"{telegram.registered_on}{by}"),
        ("Answers", seen.answers or now["answers"]),
    ]
    data = {
        "mark": telegram.mark,
        "kind": printable(mark),
        "way": telegram.get_way_display(),
        "office": printable(telegram.office.name),
        "subject": printable(now["subject"] or "Without a subject"),
        "day": [made.year, made.month, made.day],
        "rows": [[label, printable(str(text))] for label, text in rows if text],
        "cancelled": printable(telegram.cancellation.reason) if telegram.is_cancelled else "",
        "handled": [
            [
                str(each.kind),
                f"{each.on} {each.clock}".strip(),
                printable(f"{each.by}, {each.by.office}"),
            ]
            for each in seen.handled
        ],
        "copies": [
            [
                str(each.copy.number) + (" (kept)" if each.copy.is_kept else ""),
                printable(each.copy.name),
                printable(each.name),
                str(each.since),
            ]
            for each in copies
        ],
        "reckoned": f"{reckoned.sent} sent, {reckoned.kept} kept, {reckoned.total} in all"
        if copies
        else "",
        "sha256": telegram.sha256,
    }  # fmt: skip
    return to_pdf(
        "decretal.registry.register",
        "stamp.typ",
        data,
        called=f"The stamp page of {telegram.mark}",
        made=made,
    )
