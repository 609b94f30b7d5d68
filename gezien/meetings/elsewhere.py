"""What is written in a file while a review speaks about it reaches the room, whoever wrote it and on whichever page.

Every write is logged, so the log tells (`gezien.audit.hooks`): no app below knows that there are reviews.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from gezien.audit.models import AuditEvent
from gezien.meetings.live import tell
from gezien.meetings.models import AgendaItem, Meeting
from gezien.pupils.models import Enrolment
from gezien.schools.rules import current

Matter = AgendaItem.Matter
DIVISION = (Matter.OVERVIEW, Matter.PLAN)
# By the noun of its verb in the log: the points of an agenda that show it.
SHOWN = {
    "need": (Matter.OVERVIEW, Matter.CASE),
    "signal": (Matter.OVERVIEW,),
    "factor": (Matter.OVERVIEW,),
    "pupil": DIVISION,  # placed
    "cluster": DIVISION,
    "clustering": DIVISION,
    "plan": (Matter.PLAN,),
    "plan_goal": (Matter.PLAN,),
    "plan_version": (Matter.PLAN,),
    "team_need": (Matter.TAKEAWAYS, Matter.CASE),
    "guest": (Matter.CASE,),
}
PANELS = "agreement"  # stands beside every point
READINGS = {"read", "exported", "refused", "code_mailed"}

type Written = tuple[str, int | None, int | None]  # noun, group, pupil


def written(events: Iterable[AuditEvent]) -> set[tuple[int, Written]]:
    """What of these a room may show, each with its school."""
    found = set()
    for event in events:
        noun, _dot, done = event.verb.partition(".")
        if (noun in SHOWN or noun == PANELS) and done not in READINGS and (event.group_id or event.pupil_id):
            found.add((event.school_id or 0, (noun, event.group_id, event.pupil_id)))
    return found


@scopes_disabled()
def tell_rooms(school: int, what: Written) -> None:
    """Tell the rooms that are open now, after commit."""
    noun, group, pupil = what
    for meeting in rooms_about(school, group, pupil):
        if noun == PANELS:
            tell(meeting, "changed", key="panels", what=noun)
        else:
            tell(meeting, "matter", key=f"matter-{noun}", what=" ".join(SHOWN[noun]))


def rooms_about(school: int, group: int | None, pupil: int | None) -> QuerySet[Meeting]:
    """The reviews that are open now and speak about this group, or about this pupil."""
    about = Q(group=group) if group else Q()
    if pupil:
        groups = Enrolment.objects.filter(current(), school=school, pupil=pupil).values("group")
        about |= Q(agenda__case__pupil=pupil) | Q(group__in=groups)
    live = Meeting.objects.filter(school=school, opened_at__isnull=False, closed_at=None, cancelled_at=None)
    return live.filter(about).distinct()
