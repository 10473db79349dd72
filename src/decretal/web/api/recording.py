"""What a program says of itself when it records: its key, and the state it has seen.

Owns the headers. ``Idempotency-Key`` makes that a repeated request records once; used
again for something else it is refused. ``If-Match`` holds the ``ETag`` of the file as it
was read, and a file that has grown since is not written to.
"""

from __future__ import annotations

import hashlib
import re

from django.http import HttpRequest, HttpResponse

from decretal.casework.models import Entry, File
from decretal.casework.record import Request, refuse_changed
from decretal.errors import EntryError, KeyUsedError, UnseenError
from decretal.registry.register.models import Link, Telegram
from decretal.web.asked import user_of

LONGEST_KEY = 200
_TAG = re.compile(r'(?:W/)?"(?P<number>[^"]*)/(?P<length>\d{1,9})"')


def request_of(
    request: HttpRequest,
    file: File | None = None,
    *,
    must_have_seen: bool = False,
    precedence: str = "",
) -> Request:
    """Who records, with the key and the length of the file as it was seen.

    Raises FileChangedError, KeyUsedError and UnseenError, and EntryError for headers that
    say nothing.
    """
    seen = _seen(request, file) if file is not None else None
    if must_have_seen and not request.headers.get("If-Match"):
        raise UnseenError(
            "The request does not say which state of the file it rests on.",
            advice="Read the file, and send its ETag back as If-Match.",
        )
    asked = Request(user_of(request), key_of(request), seen, precedence=precedence)
    is_repeated = asked.key and Entry.objects.filter(key=asked.key).exists()
    if file is not None and not is_repeated:
        # Before anything else that a step may refuse: what changed is why it does.
        refuse_changed(asked, file)
    return asked


def tag(response: HttpResponse, file: File) -> None:
    """Say which state of a file an answer shows."""
    response["ETag"] = tag_of(file)


def tag_of(file: File) -> str:
    """The state of a file, as ``ETag`` and ``If-Match`` say it."""
    # What stands in a header is ASCII, and a number taken over from elsewhere may not be.
    number = file.number.encode("ascii", "backslashreplace").decode("ascii").replace('"', "'")
    return f'"{number}/{file.length}"'


def _seen(request: HttpRequest, file: File) -> int | None:
    said = request.headers.get("If-Match", "").strip()
    if said in ("", "*"):
        return None
    found = _TAG.fullmatch(said)
    if found is None or f'"{found["number"]}/{file.length}"' != tag_of(file):
        raise EntryError(
            "If-Match holds no state of this file.", advice="Send back the ETag as it came."
        )
    return int(found["length"])


def key_of(request: HttpRequest) -> str:
    """The key of a request, as it is kept: bound to the person, and to what is asked for."""
    said = request.headers.get("Idempotency-Key", "").strip()
    if not said:
        return ""
    if len(said) > LONGEST_KEY:
        raise EntryError(
            f"The Idempotency-Key has {len(said)} characters, and {LONGEST_KEY} are taken.",
            advice="Use a random one, such as a UUID.",
        )
    # One person's keys are not another's; the second half says what the key is used for.
    whose = _digest(f"{user_of(request).pk}\n{said}".encode())
    what = _digest(f"{request.method} {request.path}\n".encode() + request.body)
    if any(
        model._default_manager.filter(key__gte=whose, key__lt=f"{whose}g")
        .exclude(key=whose + what)
        .exists()
        for model in (Entry, Telegram, Link)
    ):
        raise KeyUsedError(
            "This Idempotency-Key was used before, for another request.",
            advice="Use a new key for what is new, and the old one only to repeat.",
        )
    return whose + what


def _digest(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()[:32]
