"""Cases with somebody from outside, for tests."""

import datetime as dt
from uuid import uuid4

from gezien.cases.actions.guests import Invitation, Terms, invite, record_consent
from gezien.cases.models import Case, CaseConsent, CasePart, Partner, PartnerKind
from gezien.cases.parts import PART
from gezien.common import clock
from gezien.pupils.models import Pupil
from gezien.schools.models import School, User
from gezien.schools.rules import Member

SECRET = "Dit deel is niet gedeeld."
SHOWN = "Noor begint na een kaartje met drie stappen."


def make_case(pupil: Pupil, *, teacher: User | None = None, coach: User | None = None) -> Case:
    """An open case whose approach holds SHOWN and every other part SECRET; the one there is, or a new one."""
    people = {"teacher": teacher, "coach": coach}
    case, _new = Case.objects.update_or_create(
        school=pupil.school,
        pupil=pupil,
        closed_on=None,
        defaults=people,
        create_defaults={"registered_on": clock.today(), **people},
    )
    for key in PART:
        text = SHOWN if key == "approach" else SECRET
        CasePart.objects.update_or_create(school=pupil.school, case=case, key=key, defaults={"text": text})
    return case


def make_partner(school: School, **values) -> Partner:
    """A partner of the school's first kind."""
    kind = PartnerKind.objects.filter(school=school).first() or PartnerKind.objects.create(school=school, name="Soort")
    values = {"name": "Mirjam Kuiper", "organisation": "Praktijk De Brug", "email": "mirjam@brug.example", **values}
    return Partner.objects.create(school=school, kind=kind, **values)


def make_consent(by: Member, case: Case, partner: Partner | None = None) -> CaseConsent:
    """The mother's consent of yesterday."""
    return record_consent(
        by=by,
        case=case,
        partner=partner or make_partner(case.school),
        given_by="Anneke Postma",
        relation="moeder",
        given_on=clock.today() - dt.timedelta(days=1),
        way="phone",
    )


def make_invitation(by: Member, case: Case, **values) -> Invitation:
    """An invitation for two weeks that shares how the pupil goes about it."""
    consent = values.pop("consent", None) or make_consent(by, case)
    terms = {
        "question": "Wat helpt bij beginnen?",
        "parts": ["approach"],
        "shows_agreements": False,
        "valid_until": clock.today() + dt.timedelta(days=14),
        **values,
    }
    person = {"name": "Mirjam Kuiper", "email": "mirjam@brug.example", "form": uuid4()}
    made = invite(by=by, consent=consent, terms=Terms(**terms), **person)
    assert made
    return made
