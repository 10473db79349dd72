"""Tokens: keys with which programs act for a person, made and revoked by that person.

Owns making, finding and revoking them. A token has the rights of its person and no more;
what it is used for is logged as the person's. It is shown once: only its hash is kept.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from decretal.casework.access import demand
from decretal.casework.log import note
from decretal.casework.models.log import Happening
from decretal.errors import EntryError
from decretal.offices.models import Token, User
from decretal.offices.rights import Right

PREFIX: Final = "decretal_"
MOST_DAYS: Final = 365
USUAL_DAYS: Final = 90
MOST_TOKENS: Final = 20


def make_token(user: User, purpose: str, *, days: int = USUAL_DAYS) -> tuple[Token, str]:
    """A new token, and the words of it, which are not kept."""
    demand(user, Right.SIGN_IN)
    if not purpose.strip() or len(purpose) > 100:
        raise EntryError(
            "The token does not say what it is for." if not purpose.strip() else
            f"What the token is for takes {len(purpose)} characters, and 100 are taken.",
            advice="Say it in a few words, so that you know later which one to revoke.",
        )  # fmt: skip
    if not 1 <= days <= MOST_DAYS:
        raise EntryError(
            f"A token cannot be for {days} days.", advice=f"Choose from 1 to {MOST_DAYS}."
        )
    if usable(user).count() >= MOST_TOKENS:
        raise EntryError(
            f"You have {MOST_TOKENS} tokens that are good.",
            advice="Revoke those that nothing uses any more.",
        )
    words = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    token = Token.objects.create(
        user=user,
        purpose=purpose.strip(),
        begins=words[: len(PREFIX) + 3],
        sha256=_hash(words),
        made_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    note(user, Happening.RECORDED, "", f"token {token.pk} made, good for {days} days")
    return token, words


def usable(user: User) -> QuerySet[Token]:
    """The tokens of somebody that are good now."""
    return Token.objects.filter(user=user, revoked_at=None, expires_at__gt=timezone.now())


def revoke(user: User, token: Token) -> None:
    """Make a token good for nothing; doing so again changes nothing."""
    if Token.objects.filter(pk=token.pk, user=user, revoked_at=None).update(
        revoked_at=timezone.now()
    ):
        note(user, Happening.RECORDED, "", f"token {token.pk} revoked")


def revoke_all(user: User) -> int:
    """Make all tokens of somebody good for nothing; gives how many were good."""
    found = list(usable(user))
    for token in found:
        revoke(user, token)
    return len(found)


def person_with(words: str) -> User | None:
    """The person for whom a token is good now; None where there is nobody."""
    if not words.startswith(PREFIX) or len(words) > 100:
        return None
    token = (
        Token.objects.select_related("user__office")
        .filter(sha256=_hash(words), revoked_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if token is None or not token.user.is_active:
        return None
    today = timezone.now().date()
    if token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
    return token.user


def _hash(words: str) -> str:
    # The words hold 256 bits of chance: a slow hash would guard nothing more.
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
