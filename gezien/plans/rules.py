"""Who sees and changes plans, of groups and of one pupil, and why."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.plans.models import (
    Goal,
    GoalOutcome,
    GroupPlan,
    Handover,
    HandoverLine,
    HandoverReceiver,
    IndividualPlan,
    PlanAnswer,
    PlanRow,
    PlanVersion,
    Session,
    ShareLink,
    Slot,
)
from gezien.pupils.models import Enrolment, Group, Teaching
from gezien.pupils.rules import (
    editable_groups,
    editable_pupils,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.schools.models import SchoolYear
from gezien.schools.rules import (
    Member,
    NotAllowed,
    may_keep_agreed,
    may_manage_staff,
    may_see_figures,
    may_write_files,
    require_among,
    sees_all_groups,
    teaches,
    works_with_pupils,
)

# A plan is evaluated from when it was agreed until it is closed as evaluated.
EVALUATING = (GroupPlan.Status.AGREED, GroupPlan.Status.RUNNING)


def visible_plans(member: Member) -> QuerySet[GroupPlan]:
    """The plans of visible groups: for the group's teachers, internal coach and head.

    A plan names pupils with what they need, so whoever may not open their files does not see the plan either: not the
    subject coordinator, the administrator or the board.
    """
    return GroupPlan.objects.filter(school=member.school, group__in=visible_groups(member))


def editable_plans(member: Member) -> QuerySet[GroupPlan]:
    """The plans of the groups for which the member may write: their teachers and the internal coach."""
    return GroupPlan.objects.filter(school=member.school, group__in=editable_groups(member))


def why_plan_visible(member: Member, plan: GroupPlan) -> str | None:
    """The reason why this member sees this plan, in the reader's language; None when they do not."""
    return why_group_visible(member, plan.group) if plan.school_id == member.school.pk else None


def may_write_plans(member: Member) -> bool:
    """Whether the member may write in the plans they see; without asking the database."""
    return may_write_files(member)


def may_see_effects(member: Member) -> bool:
    """Whether the member sees what worked in the whole school: coach and head. It names no pupil, group or teacher."""
    return sees_all_groups(member) and may_see_figures(member)


def require_planning(member: Member, group: Group) -> None:
    """Raise `NotAllowed` unless the member may draw up and change this group's plans."""
    require_among(editable_groups(member), group)


def with_use(plans: QuerySet[GroupPlan]) -> QuerySet[GroupPlan]:
    """The plans with `is_used`: ever agreed on, given in a lesson or judged."""
    of_plan = OuterRef("pk")
    agreed = Exists(PlanVersion.objects.filter(plan=of_plan))
    given = Exists(Session.objects.filter(row__plan=of_plan))
    judged = Exists(GoalOutcome.objects.filter(goal__row__plan=of_plan))
    return plans.annotate(is_used=agreed | given | judged)


def may_be_discarded(plan: GroupPlan) -> bool:
    """Whether a plan can be thrown away: a draft that never was more than that. One statement, none after `with_use`.

    What was carried out and then went back to draft is part of what was done for the pupils: it is written further,
    never deleted.
    """
    if plan.status != GroupPlan.Status.DRAFT:
        return False
    known: Any = plan if hasattr(plan, "is_used") else with_use(GroupPlan.objects.filter(pk=plan.pk)).get()
    return not known.is_used


def plan_goals(member: Member) -> QuerySet[Goal]:
    """The goals of the group plans the member sees, with those taken out of them: they can be put back."""
    return Goal.kept.filter(school=member.school, row__plan__in=visible_plans(member))


def require_goal(member: Member, goal: Goal) -> None:
    """Raise `NotAllowed` unless the member may change this goal: whoever may change its plan."""
    if goal.row is None:
        raise NotAllowed("goal of no group plan")
    require_planning(member, goal.row.plan.group)


# --- handing over -----------------------------------------------------------------------------------------------------

# So long after its school year a handover stays open to who teaches the pupils next.
RECEIVED_FOR = dt.timedelta(days=400)


def received_lines(member: Member) -> QuerySet[HandoverLine]:
    """What was handed over to this member: pupils whose group they were chosen for, or whom they teach after it.

    The text goes no further than that: being chosen gives no right to the pupils' files. Next year's teacher reads it
    as soon as the roster says so, also before the summer; a year later it is history, for coach and head alone.
    """
    lines = HandoverLine.objects.filter(school=member.school, handover__handed_at__isnull=False).exclude(known={})
    if not teaches(member):
        return lines.none()
    today = clock.today()
    not_over = Q(ends_on=None) | Q(ends_on__gte=today)
    chosen = HandoverReceiver.objects.filter(
        school=member.school, assigned_at__isnull=False, staff_member__user=member.user
    )
    teaching = Teaching.objects.filter(not_over, school=member.school, staff_member__user=member.user)
    given_in = "handover__group__year__starts_on"
    between = SchoolYear.objects.filter(
        school=member.school,
        starts_on__gt=OuterRef(OuterRef(given_in)),
        starts_on__lt=OuterRef("group__year__starts_on"),
    )
    after = Enrolment.objects.filter(
        not_over,
        ~Exists(between),
        pupil=OuterRef("pupil"),
        group__in=teaching.values("group"),
        group__year__starts_on__gt=OuterRef(given_in),
    )
    lines = lines.filter(handover__group__year__ends_on__gte=today - RECEIVED_FOR)
    return lines.filter(Q(handover__in=chosen.values("handover")) | Exists(after))


def given_handovers(member: Member) -> QuerySet[Handover]:
    """The handovers of visible groups, and those the member gave: questions come back to who handed over.

    Who gave it reads it as long as who receives it.
    """
    own = Q(group__in=visible_groups(member)) | _given_by(member)
    return Handover.objects.filter(own, school=member.school)


def _given_by(member: Member) -> Q:
    if not teaches(member):
        return Q(pk__in=[])
    return Q(handed_by=member.user, group__year__ends_on__gte=clock.today() - RECEIVED_FOR)


def visible_handovers(member: Member) -> QuerySet[Handover]:
    """Those given by the member's groups, and those received (see `received_lines`)."""
    received = Q(pk__in=received_lines(member).values("handover"))
    given = Q(pk__in=given_handovers(member).values("pk"))
    return Handover.objects.filter(given | received, school=member.school)


def visible_lines(member: Member, handover: Handover) -> QuerySet[HandoverLine]:
    """The pupils of a visible handover: all for the givers, for a receiver those handed to them.

    A pupil who was not in the group on the day it was given stays out of what was given.
    """
    if given_handovers(member).filter(pk=handover.pk).exists():
        lines = HandoverLine.objects.filter(handover=handover)
        return lines.exclude(known={}) if handover.is_handed else lines
    return received_lines(member).filter(handover=handover)


def why_handover_visible(member: Member, handover: Handover) -> str | None:
    """The reason why this member sees this handover, in the reader's language; None when they do not."""
    if reason := why_group_visible(member, handover.group):
        return reason
    words = {"group": handover.group.name}
    if given_handovers(member).filter(pk=handover.pk).exists():
        return _("handed over %(group)s") % words
    return _("receives %(group)s") % words if received_lines(member).filter(handover=handover).exists() else None


def editable_handovers(member: Member) -> QuerySet[Handover]:
    """The handovers of groups for which the member may write; what was given can be taken back, not changed."""
    return Handover.objects.filter(school=member.school, group__in=editable_groups(member))


def answerable_handovers(member: Member) -> QuerySet[Handover]:
    """The handovers about which the member may answer questions: who gives, and who gave."""
    if not may_write_files(member):
        return Handover.objects.none()
    own = Q(group__in=editable_groups(member)) | _given_by(member)
    return Handover.objects.filter(own, school=member.school)


def may_choose_receivers(member: Member) -> bool:
    """Whether the member says who receives a group: coach and head, who know next year's staffing."""
    return sees_all_groups(member)


# --- the week and the day ---------------------------------------------------------------------------------------------


def visible_rows(member: Member) -> QuerySet[PlanRow]:
    """The rows of visible plans."""
    return PlanRow.objects.filter(plan__in=visible_plans(member))


def visible_slots(member: Member) -> QuerySet[Slot]:
    """The timetable of the small groups of visible plans: it says which pupils are taught apart."""
    return Slot.objects.filter(school=member.school, row__plan__in=visible_plans(member))


def may_see_days(member: Member) -> bool:
    """Whether there can be small groups for this member at all: who teaches, or sees every group."""
    return works_with_pupils(member)


def may_write_school_hours(member: Member) -> bool:
    """The hours of the school are its own agreement: internal coach, head, coordinator; or who keeps the roster."""
    return may_keep_agreed(member) or may_manage_staff(member)


def require_hours(member: Member, group: Group | None) -> None:
    """Raise `NotAllowed` unless the member may write these hours: of a group whoever plans for it."""
    if group is not None:
        require_planning(member, group)
    elif not may_write_school_hours(member):
        raise NotAllowed("hours of the school")


def visible_individual_plans(member: Member) -> QuerySet[IndividualPlan]:
    """The plans of one pupil, for whoever may open that pupil's file: they are a part of it."""
    return IndividualPlan.objects.filter(school=member.school, pupil__in=visible_pupils(member).order_by().values("pk"))


def editable_individual_plans(member: Member) -> QuerySet[IndividualPlan]:
    """The plans of pupils in whose files the member may write: their teachers of now and the internal coach."""
    return IndividualPlan.objects.filter(
        school=member.school, pupil__in=editable_pupils(member).order_by().values("pk")
    )


def why_individual_visible(member: Member, plan: IndividualPlan) -> str | None:
    """The reason why this member sees this plan: that of the pupil's file; None when they do not."""
    return why_visible(member, plan.pupil)


def visible_links(member: Member) -> QuerySet[ShareLink]:
    """The links to versions of visible plans; who made one does not matter, colleagues end each other's."""
    plans = visible_individual_plans(member).order_by().values("pk")
    return ShareLink.objects.filter(school=member.school, version__plan__in=plans)


def visible_answers(member: Member) -> QuerySet[PlanAnswer]:
    """What parents and pupils answered to visible plans."""
    plans = visible_individual_plans(member).order_by().values("pk")
    return PlanAnswer.objects.filter(school=member.school, version__plan__in=plans)
