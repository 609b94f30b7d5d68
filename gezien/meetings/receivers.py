"""What this app does when something below it happens."""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django_scopes import scopes_disabled

from gezien.audit.hooks import logged
from gezien.cases.hooks import (
    NextReview,
    Said,
    Table,
    case_changed,
    case_used,
    review_asked,
    said_asked,
    table_asked,
)
from gezien.cases.models import CaseAgreement
from gezien.cases.parts import PART
from gezien.meetings.actions.stage import lock
from gezien.meetings.elsewhere import tell_rooms, written
from gezien.meetings.live import tell, topic, who
from gezien.meetings.models import AgendaItem, Meeting, MeetingAgreement, Preparation, Report
from gezien.meetings.queries.rhythm import talk_due
from gezien.meetings.queries.sittings import reviews_to_come
from gezien.meetings.starter import add_starter_set
from gezien.pupils.models import Pupil
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with this app's starter set."""
    add_starter_set(school)


@receiver(case_used)
def on_an_agenda(sender, school, **kwargs) -> QuerySet:
    """A case that is on an agenda, or for which a teacher prepares, is not taken back."""
    points = AgendaItem.objects.filter(school=school).exclude(case=None).order_by().values("case")
    return points.union(Preparation.objects.filter(school=school).exclude(case=None).order_by().values("case"))


@receiver(review_asked)
def on_the_agenda_of(sender, case, **kwargs) -> NextReview | None:
    """The next review with this case on its agenda, and the day by which the parents are spoken with."""
    meeting = reviews_to_come(case).first()
    if meeting is None:
        return None
    day = timezone.localtime(meeting.starts_at).date()
    return NextReview(day, talk_by=talk_due(meeting.school, day))


@receiver(said_asked)
def minutes_about(sender, case, **kwargs) -> list[Said]:
    """What was written down about a case at the table: for who reads the case, whether they were there or not."""
    held = AgendaItem.objects.filter(case=case, meeting__closed_at__isnull=False).exclude(minutes="")
    return [
        Said(timezone.localtime(item.meeting.opened_at).date(), item.minutes)
        for item in held.select_related("meeting").order_by("-meeting__opened_at", "-pk")
    ]


@receiver(table_asked)
def on_the_table(sender, case, **kwargs) -> Table | None:
    """Somebody from outside sees when it is about their case, and whoever reads it sees them among who is there."""
    items = AgendaItem.objects.filter(
        case=case, meeting__opened_at__isnull=False, meeting__closed_at=None, meeting__cancelled_at=None
    )
    item = items.select_related("meeting").order_by("-meeting__opened_at", "-meeting_id").first()
    if item is None:
        return None
    was = item.discussed_at is not None or item.started_at is not None or item.seconds_spent > 0
    return Table(topic(item.meeting), is_now=item.meeting.current_id == item.pk, was=was)


@receiver(post_delete, sender=Pupil)
def forget_in_reports(sender, instance, **kwargs):
    """A report keeps what was recorded as it was: what it told of a pupil who is erased goes from it."""
    _forget_in_reports(instance.school_id, instance.pk)


@scopes_disabled()
def _forget_in_reports(school: int, pupil: int) -> None:
    for report in Report.objects.filter(school=school):
        kept = {
            name: [row for row in rows if not (isinstance(row, dict) and pupil in (row.get("pupil"), row.get("who")))]
            if isinstance(rows, list)
            else rows
            for name, rows in report.content.items()
        }
        if kept != report.content:
            Report.objects.filter(pk=report.pk).update(content=kept)


@receiver(case_changed)
def tell_of_case(sender, case, key, by, version=0, **kwargs):
    """The rooms in which this case is talked about now fetch it again, or the text that was written, whoever wrote it
    and wherever. Which case it was is not told: not everybody at the table reads each.
    """
    facts = {"part": key, "person": who(by.user.pk), "version": version} if key in PART else {}
    live = Meeting.objects.filter(
        school=case.school_id, agenda__case=case, opened_at__isnull=False, closed_at=None, cancelled_at=None
    )
    for meeting in live.distinct():
        tell(meeting, "matter", key=f"matter-case-{facts.get('part', '')}", what="case", **facts)


@receiver(post_save, sender=CaseAgreement)
def made_at_the_table(sender, instance, created, **kwargs):
    """What is agreed in a case while a review speaks about it is agreed in that review: a learning talk, say."""
    agreement = instance.agreement
    if not created or MeetingAgreement.objects.filter(agreement=agreement).exists():
        return
    live = AgendaItem.objects.filter(
        case=instance.case_id, meeting__opened_at__isnull=False, meeting__closed_at=None, meeting__cancelled_at=None
    )
    mine = live.filter(Q(meeting__participants__user=agreement.made_by_id) | Q(meeting__chair=agreement.made_by_id))
    item = mine.select_related("meeting").order_by("-meeting__opened_at").first()
    if item and lock(item.meeting).is_live:  # nobody closed it while this was being written
        MeetingAgreement.objects.create(
            school=instance.school, meeting=item.meeting, agreement=agreement, agenda_item=item
        )


@receiver(logged)
def tell_what_was_written(sender, events, **kwargs):
    """Rooms fetch again what was changed in the file they speak about; a screen that hears nothing costs no save."""
    for what, about in written(events).items():
        transaction.on_commit(partial(tell_rooms, what, about), robust=True)
