"""What is written in a file while a review speaks about it reaches the room, whoever wrote it and on whichever page.

Every write is logged, so the log tells (`gezien.audit.hooks`): no app below knows that there are reviews.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import CharField, OuterRef, Q, QuerySet, StringAgg, Subquery, Value
from django.db.models.functions import Cast
from django_scopes import scopes_disabled

from gezien.audit.models import AuditEvent
from gezien.meetings.live import tell, who
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
    "plan.saved": (Matter.PLAN,),
    "plan.row_saved": (Matter.PLAN,),
    "plan_goal": (Matter.PLAN,),
    "plan_version": (Matter.PLAN,),
    "team_need": (Matter.TAKEAWAYS, Matter.CASE),
    "guest": (Matter.CASE,),
}
# What of these is one form in the middle, by the name it has there.
FORMS = {"plan.saved": "plan-{}-general", "plan.row_saved": "plan-row-{}"}
PANELS = "agreement"  # stands beside every point, too
READINGS = {"read", "exported", "refused", "code_mailed"}
MOST_ROWS = 12  # of more pupils at once the whole overview is fetched again
BETWEEN = ","


class What(NamedTuple):
    """What was written: `noun` (or verb) of the log, the form it stands in ("" when it is no single one), by whom, and
    the version of that form since.
    """

    school: int
    noun: str
    form: str = ""
    person: str = ""
    version: int = 0


@dataclass
class About:
    """The groups and pupils it is about; `whole`: the groups of which it is about nobody in particular."""

    groups: set[int] = field(default_factory=set)
    pupils: set[int] = field(default_factory=set)
    whole: set[int] = field(default_factory=set)


def written(events: Iterable[AuditEvent]) -> dict[What, About]:
    """What of these a room may show, and what it is about."""
    found: dict[What, About] = {}
    for event in events:
        noun, _dot, done = event.verb.partition(".")
        shown = event.verb if event.verb in SHOWN else noun
        if shown not in SHOWN or done in READINGS or not (event.group_id or event.pupil_id):
            continue
        form = FORMS[shown].format(event.object_id) if shown in FORMS else ""
        version = event.details.get("version", 0) if form else 0
        about = found.setdefault(What(event.school_id or 0, shown, form, who(event.actor_id), version), About())
        if event.group_id:
            about.groups.add(event.group_id)
        if event.pupil_id:
            about.pupils.add(event.pupil_id)
        elif event.group_id:
            about.whole.add(event.group_id)
    return found


@scopes_disabled()
def tell_rooms(what: What, about: About) -> None:
    """Tell the rooms that are open now, after commit: one statement, however many were written about."""
    for meeting in rooms_about(what.school, about):
        shown = [*SHOWN[what.noun]]
        if rows := _rows_of(meeting, about) if Matter.OVERVIEW in shown else []:
            shown.remove(Matter.OVERVIEW)
            # Who wrote and about whom is in the key: of two messages that follow each other neither is left out.
            key = f"rows-{what.person}-{BETWEEN.join(map(str, rows))}"
            tell(meeting, "rows", key=key, pupils=rows, person=what.person)
        if shown:
            facts = {"form": what.form, "person": what.person, "version": what.version} if what.form else {}
            tell(meeting, "matter", key=f"matter-{what.form or what.noun}", what=" ".join(shown), **facts)
        if what.noun == PANELS:
            tell(meeting, "changed", key="panels", what=what.noun)


def _rows_of(meeting: Meeting, about: About) -> list[int]:
    """The pupils whose rows in the overview of this group it is about; none when it is about more than some rows, and
    for a sitting of the pupil review, whose table shows no overview.
    """
    if meeting.group_id is None or meeting.group_id in about.whole:
        return []
    theirs: str = getattr(meeting, "rows", None) or ""
    rows = sorted({int(key) for key in theirs.split(BETWEEN) if key})
    return rows if len(rows) <= MOST_ROWS else []


def rooms_about(school: int, about: About) -> QuerySet[Meeting]:
    """The reviews that are open now and speak about one of these groups or pupils; `rows` are those of the pupils who
    are in the group of the review.
    """
    live = Meeting.objects.filter(school=school, opened_at__isnull=False, closed_at=None, cancelled_at=None)
    if not about.pupils:
        return live.filter(group__in=about.groups)
    theirs = Enrolment.objects.filter(current(), school=school, pupil__in=about.pupils)
    speaks = Q(group__in=about.groups) | Q(agenda__case__pupil__in=about.pupils) | Q(group__in=theirs.values("group"))
    here = theirs.filter(group=OuterRef("group")).order_by().values("group")
    rows = here.annotate(keys=StringAgg(Cast("pupil", CharField()), Value(BETWEEN))).values("keys")
    return live.filter(speaks).annotate(rows=Subquery(rows)).distinct()
