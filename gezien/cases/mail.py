"""Mail to guests and about them, and on the day of the effect. It names neither pupil nor group: mail travels."""

from typing import Any

from django.db.models import Q
from django.utils import translation

from gezien.agreements.mail import language_of
from gezien.agreements.models import Agreement
from gezien.cases.models import CaseConsent, Guest
from gezien.cases.queries.cases import DUE
from gezien.common.mail import absolute, mail_after_commit
from gezien.schools.models import School, User
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


def mail_consent_withdrawn(consent: CaseConsent, *, by: Member) -> None:
    """Tell who recorded the consent and who invited on it that the parents took it back, unless they noted it down."""
    told = Q(pk=consent.recorded_by_id) | Q(pk__in=consent.guests.order_by().values("invited_by"))
    link = absolute("cases:guests", by.school.slug, consent.case_id)
    with translation.override(language_of(by.school)):
        for person in User.objects.filter(told, is_active=True).exclude(pk=by.user.pk).order_by("pk"):
            context = {"to": person, "school": by.school, "sender": by.name, "link": link}
            mail_after_commit(person.email, template="cases/mail/consent_withdrawn.txt", context=context)


def mail_effects(person: User, school: School, number: int) -> None:
    """Tell how many cases ask today whether it helps."""
    with translation.override(language_of(school)):
        link = f"{absolute('cases:list', school.slug)}?show={DUE}"
        context = {"person": person, "school": school, "number": number, "link": link}
        mail_after_commit(person.email, template="cases/mail/effects.txt", context=context)


def mail_talk_moved(talk: Agreement, *, by: Member) -> None:
    """Tell who holds a talk that it comes on another day, unless they put the pupil on the agenda themselves."""
    if talk.owner_id == by.user.pk:
        return
    with translation.override(language_of(by.school)):
        link = absolute("agreements:list", by.school.slug)
        context = {"owner": talk.owner, "maker": by.name, "school": by.school, "due_on": talk.due_on, "link": link}
        mail_after_commit(talk.owner.email, template="cases/mail/talk_moved.txt", context=context)


def _mail(guest: Guest, email: str, name: str, **context: Any) -> None:
    with translation.override(language_of(guest.school)):
        context = {"guest": guest, "school": guest.school, **context}
        mail_after_commit(email, template=f"cases/mail/{name}.txt", context=context)
