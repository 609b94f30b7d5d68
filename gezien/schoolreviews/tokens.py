"""Keyed hashes by which one finds oneself again, and nobody finds anybody.

The key is the installation's secret with the review's salt. From the database alone a token says nothing, and once the
review is closed and its salt wiped, not even with the secret.
"""

import secrets

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from gezien.schoolreviews.models import SchoolReview, Seat

PROOF_SALT = "gezien.schoolreviews.vote"
LETTERS = "BCDFGHJKLMNPRSTVWXZ3479"  # no vowels: no words; nothing that looks like something else
LOOKS_LIKE = str.maketrans("8526", "BSZG")  # what one reads, from the back of the hall, for the letter it is
CODE_LENGTH = 6
SECRET_LENGTH = 32


def new_code() -> str:
    """A code that can be read from the back of the hall and typed on a phone."""
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


def typed_codes(text: str) -> list[str]:
    """What a typed code may be: its letters and figures alone, and those that they look like."""
    as_typed = "".join(sign for sign in text.upper() if sign.isalnum())[: 2 * CODE_LENGTH]
    return list(dict.fromkeys([as_typed, as_typed.translate(LOOKS_LIKE)])) if as_typed else []


def code_from(origin: str) -> str:
    """A code as `new_code`, always the same for the same origin; without the installation's secret nobody makes it."""
    number = int(salted_hmac("schoolreviews.code", origin, algorithm="sha256").hexdigest(), 16)
    letters = []
    for _place in range(CODE_LENGTH):
        number, left = divmod(number, len(LETTERS))
        letters.append(LETTERS[left])
    return "".join(letters)


def token_of(review: SchoolReview, seat: Seat, what: str) -> str:
    """The token of a seat for one thing: "vote:3", "dots:12". Raises `ValueError` once the salt is gone."""
    if not review.salt:
        raise ValueError("this review is closed")
    return salted_hmac(f"schoolreviews:{review.salt}", f"{seat.pk}:{what}", algorithm="sha256").hexdigest()


def hashed(secret: str) -> str:
    """What is kept of a pass, or of the secret in the browser that took it."""
    return salted_hmac("schoolreviews.pass", secret.strip().upper(), algorithm="sha256").hexdigest()


def new_secret() -> str:
    """For the browser that takes a seat."""
    return secrets.token_urlsafe(24)


def matches(secret: str, kept: str) -> bool:
    """Whether it is the secret of which this was kept."""
    return bool(kept) and constant_time_compare(hashed(secret), kept)


def proof_of(token: str, value: int, changes: int) -> str:
    """What the voter's own browser keeps, to change the choice by."""
    return signing.dumps([token, value, changes], salt=PROOF_SALT)


def read_proof(proof: str, token: str) -> tuple[int, int] | None:
    """(value, changes) of a proof of this token; None when it is none."""
    try:
        found, value, changes = signing.loads(proof, salt=PROOF_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (value, changes) if found == token else None
