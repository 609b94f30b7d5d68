"""Mail to guests and about them. It names neither pupil nor group: mail travels and stays in strange places."""

from typing import Any

from django.utils import translation

from gezien.agreements.mail import language_of
from gezien.cases.models import Guest
from gezien.common.mail import absolute, mail_after_commit
from gezien.schools.rules import Member


def mail_invitation(guest: Guest, *, token: str, by: Member) -> None:
    """The address; the code comes another way."""
    _mail(guest, guest.email, "invited", maker=by.name, until=guest.valid_until, link=absolute("guest:case", token))


def mail_code(guest: Guest, code: str) -> None:
    """The code for the known browser; without the address, so that the mail alone opens nothing."""
    _mail(guest, guest.email, "code", code=code)


def mail_contributed(guest: Guest) -> None:
    """Tell who invited the guest that something was written."""
    if guest.invited_by:
        link = absolute("cases:guests", guest.school.slug, guest.case_id)
        _mail(guest, guest.invited_by.email, "contributed", link=link, to=guest.invited_by)


def _mail(guest: Guest, email: str, name: str, **context: Any) -> None:
    with translation.override(language_of(guest.school)):
        context = {"guest": guest, "school": guest.school, **context}
        mail_after_commit(email, template=f"cases/mail/{name}.txt", context=context)
