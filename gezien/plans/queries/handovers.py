"""The pages of handing over: one handover as its givers and receivers see it, and where every group stands."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.plans.models import Handover, HandoverChange, HandoverLine, HandoverQuestion, HandoverReceiver
from gezien.plans.queries.handover import Known, known_of, shown
from gezien.plans.rules import answerable_handovers, given_handovers, received_lines, visible_lines
from gezien.plans.words import group_title
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import taught_groups, visible_groups
from gezien.pupils.words import by_year_group
from gezien.schools.rules import Member


def handover_page(member: Member, handover: Handover) -> dict[str, Any]:
    """Lines with text, facts, earlier texts and questions; receivers; who came into the group since it was begun.

    Of a draft the facts are those of today, of what was given those of that day. A fixed number of statements.
    """
    lines = list(visible_lines(member, handover).select_related("pupil").distinct())
    today = {} if handover.is_handed else known_of(handover.group)
    questions = _questions(handover, {line.pupil_id for line in lines})
    earlier = _earlier(handover)
    receivers = list(handover.receivers.select_related("staff_member", "assigned_by"))
    return {
        "lines": [
            _line(
                line, today.get(line.pupil_id, line.known), questions.get(line.pupil_id, []), earlier.get(line.pk, [])
            )
            for line in lines
            if handover.is_handed or line.pupil_id in today
        ],
        "missing": len(today.keys() - {line.pupil_id for line in lines}),
        "questions": questions[None],
        "earlier": earlier[None],
        "open_questions": sum(not one["answer"] for some in questions.values() for one in some),
        "receivers": [_receiver(one) for one in receivers],
        "is_read": any(one.read_at for one in receivers),
    }


def pupils_read(member: Member, handover: Handover) -> list[Pupil]:
    """The pupils whose reading goes into the log one by one: those of a group that is not the member's own.

    Of who sees the group, the reading of the group is logged.
    """
    sees = visible_groups(member).filter(pk=handover.group_id).exists()
    if sees and not received_lines(member).filter(handover=handover).exists():
        return []
    return [line.pupil for line in visible_lines(member, handover).select_related("pupil").distinct()]


def _line(line: HandoverLine, known: Known, questions: list[dict], earlier: list[dict]) -> dict[str, Any]:
    return {
        "pk": line.pk,
        "version": line.version,
        "pupil": line.pupil_id,
        "name": line.pupil.name,
        "text": line.text,
        "facts": shown(known),
        "questions": questions,
        "earlier": earlier,
    }


def _questions(handover: Handover, pupils: Collection[int]) -> dict[int | None, list[dict[str, Any]]]:
    """By pupil (None: the group) what was asked and answered, as far as the member sees the pupil."""
    found: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for one in HandoverQuestion.objects.filter(handover=handover).select_related("asked_by", "answered_by"):
        if one.pupil_id is None or one.pupil_id in pupils:
            found[one.pupil_id].append(
                {
                    "pk": one.pk,
                    "version": one.version,
                    "text": one.text,
                    "asked": _who_when(one.asked_by, one.asked_at),
                    "answer": one.answer,
                    "answered": _who_when(one.answered_by, one.answered_at) if one.answered_at else "",
                }
            )
    return found


def _earlier(handover: Handover) -> dict[int | None, list[dict[str, str]]]:
    """By line (None: about the group) what it said before, newest first."""
    found: dict[int | None, list[dict[str, str]]] = defaultdict(list)
    for one in HandoverChange.objects.filter(handover=handover).select_related("changed_by"):
        found[one.line_id].append({"text": one.before, "when": _who_when(one.changed_by, one.changed_at)})
    return found


def _receiver(one: Any) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "name": one.staff_member.name,
        "is_chosen": one.assigned_at is not None,
        "read": _("read on %(day)s") % {"day": date_format(one.read_at, "j F Y")} if one.read_at else "",
    }


def _who_when(user: Any, at: Any) -> str:
    return " · ".join(filter(None, [user.name if user else "", date_format(at, "j F Y")]))


def state_words(handover: Handover | None) -> str:
    """Where a handover stands: "not begun", "being written", "handed over on 24 June by Emmy de Groot"."""
    if handover is None:
        return _("not begun")
    if handover.handed_at is None:
        return _("being written")
    day = date_format(handover.handed_at, "j F Y")
    if handover.handed_by is None:
        return _("handed over on %(day)s") % {"day": day}
    return _("handed over on %(day)s by %(name)s") % {"day": day, "name": handover.handed_by.name}


def giving(member: Member) -> list[dict[str, Any]]:
    """The groups of this year that the member hands over (coach and head see all): where each stands."""
    today = clock.today()
    groups = list(visible_groups(member).filter(year__starts_on__lte=today, year__ends_on__gte=today))
    groups = [group for group in sorted(groups, key=by_year_group) if not group.is_composite]
    found = {one.group_id: one for one in _counted(Handover.objects.filter(group__in=groups))}
    own = set(taught_groups(member).values_list("pk", flat=True))
    rows = [_row(group, found.get(group.pk)) | {"is_own": group.pk in own} for group in groups]
    return sorted(rows, key=lambda row: not row["is_own"])


def given_before(member: Member) -> list[dict[str, Any]]:
    """Handovers of an earlier year that the member gave and that still have an unanswered question."""
    today = clock.today()
    open_question = Q(questions__answer="", questions__isnull=False)
    mine = given_handovers(member).filter(open_question, handed_by=member.user, group__year__ends_on__lt=today)
    return [_row(one.group, one) for one in _counted(Handover.objects.filter(pk__in=mine.values("pk")))]


def receiving(member: Member) -> list[dict[str, Any]]:
    """What was handed over to the member, with whether they said they read it."""
    keys = received_lines(member).values("handover")
    rows = []
    for one in _counted(Handover.objects.filter(pk__in=keys)):
        read = any(
            receiver.read_at and receiver.staff_member.user_id == member.user.pk for receiver in one.receivers.all()
        )
        rows.append(_row(one.group, one) | {"is_read": read})
    return sorted(rows, key=lambda row: row["is_read"])


def _counted(handovers: Any) -> list[Handover]:
    unanswered = Count("questions", filter=Q(questions__answer=""), distinct=True)
    found = handovers.annotate(unanswered=unanswered).select_related("group__year", "handed_by")
    return list(found.prefetch_related("receivers__staff_member").order_by("group__year_group", "group__name", "pk"))


def _row(group: Group, handover: Handover | None) -> dict[str, Any]:
    receivers = [*handover.receivers.all()] if handover else []
    unanswered = getattr(handover, "unanswered", 0)
    return {
        "group": group.pk,
        "name": group_title(group),
        "year": group.year.name if handover else "",
        "pk": handover.pk if handover else None,
        "state": state_words(handover),
        "is_handed": bool(handover and handover.is_handed),
        "receivers": ", ".join(one.staff_member.name for one in receivers),
        "read": ", ".join(one.staff_member.name for one in receivers if one.read_at),
        "questions": ngettext("%(n)s question waits for an answer", "%(n)s questions wait for an answer", unanswered)
        % {"n": unanswered}
        if unanswered
        else "",
    }


def waiting(member: Member) -> list[tuple[Handover, bool]]:
    """Handovers that wait for the member: to read, or (True) with a question to answer. One statement."""
    read = HandoverReceiver.objects.filter(
        handover=OuterRef("pk"), staff_member__user=member.user, read_at__isnull=False
    )
    asked = HandoverQuestion.objects.filter(handover=OuterRef("pk"), answer="")
    to_read = Q(pk__in=received_lines(member).values("handover")) & ~Exists(read)
    mine = answerable_handovers(member).filter(handed_by=member.user)
    found = Handover.objects.filter(to_read | Q(Exists(asked), pk__in=mine.values("pk")), school=member.school)
    rows = found.select_related("group", "handed_by").order_by("group__year_group", "group__name", "pk")
    return [(one, one.handed_by_id == member.user.pk) for one in rows]
