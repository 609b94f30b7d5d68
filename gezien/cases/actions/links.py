"""What a case leads to: agreements, talks to be held, needs, and who joins in. Each is written where it works."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.agreements.actions import change_agreement, close_agreement, make_agreement
from gezien.agreements.models import Agreement
from gezien.audit.log import record
from gezien.cases.actions.holding import hold
from gezien.cases.hooks import NextReview, case_changed
from gezien.cases.mail import mail_talk_moved
from gezien.cases.models import Case, CaseAgreement, CaseCompanion, CaseNeed, CasePart
from gezien.cases.parts import PART
from gezien.cases.queries.talks import USUAL_WAIT, next_review
from gezien.cases.rules import require_case
from gezien.needs.actions.needs import save_need
from gezien.needs.models import EducationalNeed
from gezien.needs.queries.needs import Place
from gezien.notes.actions.notes import add_note
from gezien.notes.models import Note
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.models import User
from gezien.schools.queries import current_period
from gezien.schools.rules import Member

Purpose = CaseAgreement.Purpose
LEARNING = ("approach", "uses", "steers")  # what a learning talk tells


class CannotSet(Exception):
    """Something is missing before this can be done; the text says what."""


@transaction.atomic
def agree(
    *,
    by: Member,
    case: Case,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str = "",
    effect_on: dt.date | None = None,
    purpose: str = "",
) -> Agreement:
    """Agree on something for the pupil of this case; with a purpose it is a talk that the case comes back to."""
    hold(case)
    require_case(by, case)
    agreement = make_agreement(
        by=by,
        what=what,
        owner=owner,
        due_on=due_on,
        sign_of_success=sign_of_success,
        effect_on=effect_on,
        pupil=case.pupil,
    )
    CaseAgreement.objects.create(school=by.school, case=case, agreement=agreement, purpose=Purpose(purpose))
    case_changed.send(Case, case=case, key="agreements", by=by)
    return agreement


def plan_talk(*, by: Member, case: Case, purpose: str, owner: User, due_on: dt.date) -> Agreement:
    """Plan a learning talk, or a talk with the parents: an agreement, so that it comes back to who holds it."""
    words = {
        Purpose.LEARNING_TALK: _("Hold a learning talk with %(name)s: how do you go about it?"),
        Purpose.PARENTS_BEFORE: _("Talk with the parents of %(name)s: what do they see, expect and ask?"),
        Purpose.PARENTS_AFTER: _("Talk with the parents of %(name)s: what we found, agreed and do together"),
    }
    what = words[Purpose(purpose)] % {"name": case.pupil.call_name}
    return agree(by=by, case=case, what=what, owner=owner, due_on=due_on, purpose=purpose)


@transaction.atomic
def talk_before(*, by: Member, case: Case, day: dt.date, review_on: dt.date) -> None:
    """A talk with the parents that was planned for later than `day` comes on it, before the review; its owner gets a
    mail. For whoever puts the case on an agenda; `day` is still to come.
    """
    for talk in _talks(case, Purpose.PARENTS_BEFORE, agreement__due_on__gt=day):
        _move(by, talk, day, review_on)


@transaction.atomic
def talks_follow(*, by: Member, case: Case, was: NextReview, review: NextReview) -> None:
    """The review comes on another day than it `was` to: the talks with the parents that stood on its terms move along.

    Beforehand: the one on the day by which the parents were to be spoken with, or later than the new one. Afterwards:
    the one that stood a week after the review, or that would come before it now. What somebody chose otherwise stays.
    """
    first = next_review(case)
    if first is None or first.day >= review.day:  # else the parents are spoken with for another review before this one
        talk_before(by=by, case=case, day=review.talk_by, review_on=review.day)
        stood = {"agreement__due_on": was.talk_by, "agreement__due_on__lt": review.talk_by}
        for talk in _talks(case, Purpose.PARENTS_BEFORE, **stood):
            _move(by, talk, review.talk_by, review.day)
    talks_after_follow(by=by, case=case, was=was.day, day=review.day)


@transaction.atomic
def talks_after_follow(*, by: Member, case: Case, was: dt.date, day: dt.date) -> None:
    """The review comes on another day than it `was` to: only the talk with the parents afterwards moves along."""
    after = day + USUAL_WAIT
    for talk in _talks(case, Purpose.PARENTS_AFTER):
        if (talk.due_on == was + USUAL_WAIT or talk.due_on <= day) and talk.due_on != after:
            _move(by, talk, after, day)


def _talks(case: Case, purpose: str, **which: object) -> list[Agreement]:
    """The talks of this kind that are still to be held."""
    planned = CaseAgreement.objects.filter(case=case, purpose=purpose, agreement__outcome="", **which)
    return [one.agreement for one in planned.select_related("agreement__owner", "agreement__pupil", "agreement__group")]


def _move(by: Member, talk: Agreement, day: dt.date, review_on: dt.date) -> None:
    """A talk comes on another day, because of the review it belongs to; who holds it hears so."""
    words = {name: getattr(talk, name) for name in ("what", "owner", "sign_of_success", "effect_on", "version")}
    was = talk.due_on
    change_agreement(by=by, agreement=talk, due_on=day, **words)
    record(by, "agreement.moved", talk, pupil=talk.pupil, was=was.isoformat(), review_on=review_on.isoformat())
    mail_talk_moved(talk, by=by)


@transaction.atomic
def hold_learning_talk(*, by: Member, case: Case, happened_on: dt.date) -> Note:
    """What was learned of how the pupil goes about it becomes a talk in its file; the planned talk is done.

    Raises `CannotSet` when nothing was written yet.
    """
    hold(case)
    require_case(by, case)
    found = dict(CasePart.objects.filter(case=case, key__in=LEARNING).exclude(text="").values_list("key", "text"))
    if not found:
        raise CannotSet(_("Write first what the pupil did; then it goes into the file as a talk."))
    text = "\n\n".join(f"{PART[key].label}\n{found[key].strip()}" for key in LEARNING if key in found)
    note = add_note(by=by, pupil=case.pupil, kind=Note.Kind.PUPIL_TALK, text=text, happened_on=happened_on)
    planned = CaseAgreement.objects.filter(case=case, purpose=Purpose.LEARNING_TALK, agreement__outcome="")
    for one in planned.select_related("agreement__pupil", "agreement__group"):
        close_agreement(by=by, agreement=one.agreement, version=one.agreement.version, outcome=Agreement.Outcome.DONE)
    case_changed.send(Case, case=case, key="talks", by=by)
    return note


@transaction.atomic
def set_need(*, by: Member, case: Case) -> EducationalNeed:
    """The goal at stake becomes a need of this period in the group overview; the same goal twice is one need.

    Raises `CannotSet` without a goal, a subject or a period.
    """
    hold(case)
    require_case(by, case)
    goal = CasePart.objects.get(case=case, key="goal").text.strip()
    period = current_period(by.school)
    if not goal or case.subject is None or period is None:
        raise CannotSet(_("Write the goal and choose what it is about; then it becomes a need."))
    there = EducationalNeed.objects.filter(pupil=case.pupil, subject=case.subject, period=period).order_by("number")
    found = next((need for need in there if need.goal.strip() == goal), None)
    if found is None:
        last = max((need.number for need in there), default=0)
        place = Place(case.pupil, case.subject, period, last + 1)
        found = save_need(by=by, goal=goal, expected=0, **place.target)
    link_need(by=by, case=case, need=found)
    return found


@transaction.atomic
def link_need(*, by: Member, case: Case, need: EducationalNeed, linked: bool = True) -> None:
    """Say that a need of this pupil belongs to this case, or no longer does; the need itself stays as it is."""
    hold(case)
    require_case(by, case)
    if need.pupil_id != case.pupil_id:
        raise CannotSet("need of another pupil")
    if linked:
        CaseNeed.objects.get_or_create(school=by.school, case=case, need=need)
    else:
        CaseNeed.objects.filter(case=case, need=need).delete()
    record(by, "case.changed", case, pupil=case.pupil, need=need.pk)
    case_changed.send(Case, case=case, key="needs", by=by)


@transaction.atomic
def join(*, by: Member, case: Case, pupil: Pupil, joins: bool) -> None:
    """Another pupil joins in what is done, or no longer does."""
    hold(case)
    require_case(by, case)
    require_editable(by, pupil)
    if joins:
        changed = CaseCompanion.objects.get_or_create(school=by.school, case=case, pupil=pupil)[1]
    else:
        changed = CaseCompanion.objects.filter(case=case, pupil=pupil).delete()[0] > 0
    if not changed:
        return
    record(by, "case.changed", case, pupil=pupil, joins=joins)
    case_changed.send(Case, case=case, key="companions", by=by)
