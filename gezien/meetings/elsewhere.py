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
# By the noun of its verb in the log, or by the verb: the points of an agenda that show it.
SHOWN = {
    "need": (Matter.OVERVIEW, Matter.PLAN, Matter.CASE),
    "signal": (Matter.OVERVIEW,),
    "factor": (Matter.OVERVIEW, Matter.CASE),
    "note": (Matter.CASE,),
    "agreement": (Matter.CASE,),
    "pupil.placed": DIVISION,
    "cluster": DIVISION,
    "clustering": DIVISION,
    "plan": (Matter.PLAN,),
    "plan_goal": (Matter.PLAN,),
    "plan_version": (Matter.PLAN,),
    "team_need": (Matter.TAKEAWAYS, Matter.CASE),
    "guest": (Matter.CASE,),
}
PANELS = "agreement"  # stands beside every point, too
READINGS = {"read", "exported", "refused", "code_mailed"}

type About = tuple[set[int], set[int]]  # groups, pupils


def written(events: Iterable[AuditEvent]) -> dict[tuple[int, str], About]:
    """What of these a room may show: by school and noun (or verb) the groups and the pupils it is about."""
    found: dict[tuple[int, str], About] = {}
    for event in events:
        noun, _dot, done = event.verb.partition(".")
        what = event.verb if event.verb in SHOWN else noun
        if what not in SHOWN or done in READINGS or not (event.group_id or event.pupil_id):
            continue
        groups, pupils = found.setdefault((event.school_id or 0, what), (set(), set()))
        if event.group_id:
            groups.add(event.group_id)
        if event.pupil_id:
            pupils.add(event.pupil_id)
    return found


@scopes_disabled()
def tell_rooms(school: int, what: str, about: About) -> None:
    """Tell the rooms that are open now, after commit: one statement, however many were written about."""
    for meeting in rooms_about(school, *about):
        tell(meeting, "matter", key=f"matter-{what}", what=" ".join(SHOWN[what]))
        if what == PANELS:
            tell(meeting, "changed", key="panels", what=what)


def rooms_about(school: int, groups: set[int], pupils: set[int]) -> QuerySet[Meeting]:
    """The reviews that are open now and speak about one of these groups or pupils."""
    about = Q(group__in=groups)
    if pupils:
        theirs = Enrolment.objects.filter(current(), school=school, pupil__in=pupils).values("group")
        about |= Q(agenda__case__pupil__in=pupils) | Q(group__in=theirs)
    live = Meeting.objects.filter(school=school, opened_at__isnull=False, closed_at=None, cancelled_at=None)
    return live.filter(about).distinct()
