"""What this app does when something below it happens."""

from django.db.models import QuerySet
from django.dispatch import receiver

from gezien.cases.hooks import case_changed, case_used
from gezien.meetings.live import tell
from gezien.meetings.models import AgendaItem, Meeting, Preparation
from gezien.meetings.starter import add_starter_set
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


@receiver(case_changed)
def tell_rooms(sender, case, **kwargs):
    """The rooms in which this case is talked about now fetch it again, whoever wrote in it and wherever."""
    live = Meeting.objects.filter(
        school=case.school_id, agenda__case=case, opened_at__isnull=False, closed_at=None, cancelled_at=None
    )
    for meeting in live.distinct():
        tell(meeting, "matter", key="matter", what="case")
