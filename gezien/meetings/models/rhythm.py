"""The rhythm of a school year: moments of reviews, terms, what was reminded of, calendars that follow it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.meetings.models.meeting import Meeting
from gezien.meetings.models.preparation import Preparation
from gezien.schools.models import SchoolOwned, User


class ReviewMoment(SchoolOwned, VersionedModel):
    """A moment of the year at which the school holds its reviews of one kind: "February, from the 1st to the 28th".

    The same every year; `from_day` and `until_day` past the end of the month mean its last day.
    """

    class Kind(models.TextChoices):
        GROUP = "group", _("Group reviews")
        PUPIL = "pupil", _("Pupil review")
        SCHOOL = "school", _("School review")

    kind = models.CharField(max_length=10, choices=Kind)
    month = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    from_day = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(31)])
    until_day = models.PositiveSmallIntegerField(default=31, validators=[MinValueValidator(1), MaxValueValidator(31)])
    is_optional = models.BooleanField(default=False)

    class Meta:
        ordering = ["month", "from_day", "kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="review_moment_in_a_month"),
            models.CheckConstraint(condition=Q(until_day__gte=F("from_day")), name="review_moment_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.month}: {self.from_day}-{self.until_day}"


class RhythmSettings(SchoolOwned, VersionedModel):
    """The school's terms around a review, and the hours at which it holds them.

    How long before a review its form is due stands with the form (`FormTemplate.days_before`).
    """

    talk_days = models.PositiveSmallIntegerField(default=7)  # parents are spoken with so many days before
    remind_days = models.PositiveSmallIntegerField(default=3)  # so many days before the form is due
    report_days = models.PositiveSmallIntegerField(default=5)  # the report is there within so many days after
    weekdays = models.JSONField(default=list)  # [1, 2, 4]: Monday, Tuesday, Thursday
    starts_at = models.TimeField()
    length = models.PositiveSmallIntegerField(default=60, validators=[MinValueValidator(10), MaxValueValidator(240)])
    a_day = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(8)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="one_rhythm_a_school")]

    def __str__(self) -> str:
        return f"rhythm of {self.school_id}"


class Reminder(SchoolOwned):
    """That somebody was reminded of something due on a day: never twice of the same."""

    class Kind(models.TextChoices):
        SOON = "soon", _("preparation due soon")
        LATE = "late", _("preparation late")
        REPORT = "report", _("report late")
        PARENTS = "parents", _("talk with the parents due soon")

    kind = models.CharField(max_length=10, choices=Kind)
    preparation = models.ForeignKey(
        Preparation, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(preparation=None, meeting__isnull=False) | Q(preparation__isnull=False, meeting=None),
                name="reminder_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["kind", "preparation", "user", "due_on"],
                condition=Q(preparation__isnull=False),
                name="reminded_once_of_preparation",
            ),
            models.UniqueConstraint(
                fields=["kind", "meeting", "user", "due_on"],
                condition=Q(meeting__isnull=False),
                name="reminded_once_of_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on} to {self.user_id}"


class CalendarFeed(SchoolOwned):
    """The secret address at which somebody's calendar fetches their reviews in one school; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "user"], name="one_feed_a_member")]

    def __str__(self) -> str:
        return f"calendar of {self.user_id} in {self.school_id}"
