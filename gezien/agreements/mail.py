"""Telling somebody that there is something for them to do; never about whom."""

from django.utils import translation

from gezien.agreements.models import Agreement
from gezien.common.mail import absolute, mail_after_commit
from gezien.schools.models import School, User
from gezien.schools.rules import Member


def tell_owner(agreement: Agreement, *, by: Member) -> None:
    """A mail to the owner, unless they made the agreement themselves.

    Mail travels and stays in strange places: it names neither pupil nor group nor what was agreed.
    """
    if agreement.owner_id == by.user.pk:
        return
    with translation.override(language_of(by.school)):
        mail_after_commit(
            agreement.owner.email,
            template="agreements/mail/made.txt",
            context={
                "owner": agreement.owner,
                "maker": by.name,
                "school": by.school,
                "due_on": agreement.due_on,
                "link": absolute("agreements:list", by.school.slug),
            },
        )


def remind(owner: User, school: School, counts: dict[str, int]) -> None:
    """One mail with how many agreements near ("soon"), are late ("late") or wait to be looked back on ("effect")."""
    with translation.override(language_of(school)):
        mail_after_commit(
            owner.email,
            template="agreements/mail/reminder.txt",
            context={"owner": owner, "school": school, "link": absolute("agreements:list", school.slug), **counts},
        )


def language_of(school: School) -> str:
    """The language in which a school's mail is written."""
    return "nl-be" if school.country == School.Country.FLANDERS else "nl"
