"""A review: who, when, about which group or which pupils, and what was agreed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.agreements.models import Agreement
from gezien.cases.models import Case
from gezien.common.models import VersionedModel
from gezien.pupils.models import Group
from gezien.schools.models import Period, SchoolOwned, User


class Meeting(SchoolOwned, VersionedModel):
    """A group review, or a sitting of the pupil review (several pupils, from several groups).

    Open from the start until somebody closes it, or until it was left alone for so long that it closes itself.
    `current` is where whoever leads it is: the screens of the others follow.
    """

    USUAL_LENGTH = 60  # minutes

    class Kind(models.TextChoices):
        GROUP = "group", _("Group review")
        PUPIL = "pupil", _("Pupil review")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GROUP)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="meetings")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    length = models.PositiveSmallIntegerField(default=USUAL_LENGTH)  # minutes
    place = models.CharField(max_length=60, blank=True)
    chair = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    current = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Nobody in `closed_by` with `closed_at`: it was forgotten and closed itself.
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # A review that was called off keeps what was written for it.
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["school", "group", "starts_at"], name="meeting_of_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="group", group__isnull=False) | Q(kind="pupil", group=None),
                name="meeting_group_with_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="meeting_opened_before_closed"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(opened_at=None), name="meeting_cancelled_before_opened"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.group or ''} {self.starts_at:%Y-%m-%d}"

    @property
    def is_live(self) -> bool:
        """Opened and not closed: what is said now can be written down."""
        return self.opened_at is not None and self.closed_at is None


class Participant(SchoolOwned):
    """Who takes part in a meeting.

    Who walked into an open one without having been asked is told as present; by that seat alone they may nothing.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)  # came into the room while it was open
    invited = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_seat_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.meeting_id}"


class AgendaItem(SchoolOwned, VersionedModel):
    """One point of the agenda with its minutes and its time.

    The clock runs from `started_at` (empty: it stands still); `seconds_spent` is what went by before that.
    """

    class Matter(models.TextChoices):
        """What stands in the middle of the screen while this item is discussed."""

        AGREEMENTS = "agreements", _("Agreements of last time")
        GROUP = "group", _("The group, by the preparation")
        OVERVIEW = "overview", _("Results and overview")
        PLAN = "plan", _("Clusters and group plan")
        TAKEAWAYS = "takeaways", _("What the teacher takes away")
        CASE = "case", _("A pupil")
        NEW_AGREEMENTS = "new_agreements", _("New agreements")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="agenda_items")
    matter = models.CharField(max_length=20, choices=Matter)
    title = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    minutes = models.TextField(blank=True)
    discussed_at = models.DateTimeField(null=True, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(default=0)  # 0: no limit
    started_at = models.DateTimeField(null=True, blank=True)
    seconds_spent = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter="case", case__isnull=False) | (~Q(matter="case") & Q(case=None)),
                name="agenda_case_with_its_matter",
            ),
            models.UniqueConstraint(fields=["meeting", "case"], name="case_once_on_an_agenda"),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingRegistration(SchoolOwned):
    """That a pupil was registered for the pupil review in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="registrations")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="registered_in")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "case"], name="case_registered_once_in_a_meeting")]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.meeting_id}"


class MeetingAgreement(SchoolOwned):
    """An agreement made in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="made")
    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="made_in")
    agenda_item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="made")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id} of {self.meeting_id}"
