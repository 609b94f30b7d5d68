"""Reads of agreements: own ones, those of a group, and rows ready for a page."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.agreements.hooks import ComesBack, waiting_asked
from gezien.agreements.models import Agreement
from gezien.agreements.rules import editable_agreements, may_reopen, owns, visible_agreements
from gezien.agreements.words import day_in_words, due_in_words
from gezien.common import clock
from gezien.pupils.models import Enrolment, Group
from gezien.schools.models import School
from gezien.schools.rules import Member, current

LATELY = dt.timedelta(days=28)


def open_agreements(member: Member) -> QuerySet[Agreement]:
    """What the member has to do, the most urgent first."""
    return with_names(Agreement.objects.filter(school=member.school, owner=member.user, outcome=""))


def waiting_for(member: Member) -> QuerySet[Agreement]:
    """What waits for the member: to be done, and whether what they did helped."""
    own = Agreement.objects.filter(school=member.school, owner=member.user)
    return with_names(own.filter(Q(outcome="") | asks_effect(clock.today())))


def comes_back(member: Member) -> list[ComesBack]:
    """What waits for the member beside agreements, as the apps above answer."""
    answers: list[Any] = waiting_asked.send(Agreement, member=member)
    return [row for _receiver, rows in answers for row in rows]


def asks_effect(today: dt.date) -> Q:
    """Of which agreements it is time to ask whether they helped: `Agreement.asks_effect` as a condition."""
    day_come = Q(effect_on__lte=today) | Q(effect_on=None, due_on__lte=today)
    return Q(outcome=Agreement.Outcome.DONE, helped="") & ~Q(sign_of_success="") & day_come


def open_agreements_of_others(member: Member) -> QuerySet[Agreement]:
    """What others have to do as far as the member may know: of own groups, or of the whole school."""
    return with_names(visible_agreements(member).filter(outcome="").exclude(owner=member.user))


def lately_closed(member: Member) -> QuerySet[Agreement]:
    """Own agreements closed in the last four weeks, the newest first."""
    since = clock.now() - LATELY
    closed = Agreement.objects.filter(school=member.school, owner=member.user, closed_at__gte=since)
    return with_names(closed.exclude(asks_effect(clock.today()))).order_by("-closed_at", "pk")


def agreements_of_group(group: Group) -> QuerySet[Agreement]:
    """Everything agreed about this group or one of its pupils of today, the most urgent first."""
    pupils = Enrolment.objects.filter(current(), school=group.school_id, group=group).values("pupil")
    return with_names(Agreement.objects.filter(Q(group=group) | Q(pupil__in=pupils), school=group.school_id))


def overdue_agreements(school: School) -> QuerySet[Agreement]:
    """What should have been done before today, in the whole school; for who may see all of it."""
    return with_names(Agreement.objects.filter(school=school, outcome="", due_on__lt=clock.today()))


def with_names(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With owner, group, pupil and what took its place in the same statement; by due day."""
    return agreements.select_related("owner", "group", "pupil", "successor").order_by("due_on", "pk")


def agreement_rows(member: Member, agreements: Iterable[Agreement]) -> list[dict[str, Any]]:
    """Agreements as a page shows them; one statement more tells which of those of others the member may change.

    pk, version, what, sign, owner, about, pupil_id, due (in words), due_on, is_overdue, is_own, is_closed, is_done,
    closed (in words), note, instead (what took its place), asks_effect, helped, helped_label, helped_words, can_edit,
    can_reopen.
    """
    found, today = list(agreements), clock.today()
    others = [one.pk for one in found if not owns(member, one)]
    editable = {one.pk for one in found if owns(member, one)}
    if others:
        editable.update(editable_agreements(member).filter(pk__in=others).values_list("pk", flat=True))
    return [_row(one, member, today, can_edit=one.pk in editable) for one in found]


def _row(agreement: Agreement, member: Member, today: dt.date, *, can_edit: bool) -> dict[str, Any]:
    closed = agreement.outcome != ""
    return {
        "pk": agreement.pk,
        "version": agreement.version,
        "what": agreement.what,
        "sign": agreement.sign_of_success,
        "owner": agreement.owner.name,
        "about": about_in_words(agreement),
        "pupil_id": agreement.pupil_id,
        "due": due_in_words(agreement.due_on, today),
        "due_on": agreement.due_on,
        "is_overdue": not closed and agreement.due_on < today,
        "is_own": agreement.owner_id == member.user.pk,
        "is_closed": closed,
        "is_done": agreement.outcome == Agreement.Outcome.DONE,
        "closed": _closed_in_words(agreement, today),
        "note": agreement.closing_note,
        "instead": agreement.successor.what if getattr(agreement, "successor", None) else "",
        "asks_effect": agreement.asks_effect(today),
        "helped": agreement.helped,
        "helped_label": agreement.get_helped_display(),
        "helped_words": agreement.helped_words,
        "can_edit": can_edit,
        "can_reopen": can_edit and closed and may_reopen(agreement),
    }


def about_in_words(agreement: Agreement) -> str:
    """The pupil's name, the group's, or the school."""
    if agreement.pupil:
        return agreement.pupil.name
    return group_in_words(agreement.group) if agreement.group else _("the school")


def group_in_words(group: Group) -> str:
    """ "Group 5b"; a name that says so itself stays as it is."""
    if group.name.lower().startswith(("groep", "klas", "group", "leerjaar")):
        return group.name
    return _("Group %(name)s") % {"name": group.name}


def _closed_in_words(agreement: Agreement, today: dt.date) -> str:
    if agreement.closed_at is None:
        return ""
    day = day_in_words(timezone.localtime(agreement.closed_at).date(), today)
    texts = {
        Agreement.Outcome.DONE: _("done on %(day)s"),
        Agreement.Outcome.NOT_DONE: _("not done, settled on %(day)s"),
        Agreement.Outcome.CHANGED: _("changed on %(day)s"),
    }
    return texts[Agreement.Outcome(agreement.outcome)] % {"day": day}
