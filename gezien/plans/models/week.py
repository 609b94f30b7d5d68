"""The timetable of the small groups: the school's hours, and when, where and by whom a row of a plan is taught."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from gezien.common.models import VersionedModel
from gezien.plans.models.group_plan import PlanRow
from gezien.pupils.models import Group
from gezien.schools.models import SchoolOwned, StaffMember

FIRST_HOUR, LAST_HOUR = dt.time(7), dt.time(18)


class Weekday(models.IntegerChoices):
    """The days on which there is school, numbered as ISO does.

    With a context of their own: without it their Dutch would take the place of what dates say.
    """

    MONDAY = 1, pgettext_lazy("day of the week", "Monday")
    TUESDAY = 2, pgettext_lazy("day of the week", "Tuesday")
    WEDNESDAY = 3, pgettext_lazy("day of the week", "Wednesday")
    THURSDAY = 4, pgettext_lazy("day of the week", "Thursday")
    FRIDAY = 5, pgettext_lazy("day of the week", "Friday")


class SchoolWeek(SchoolOwned, VersionedModel):
    """The school's hours; of one group where `group` is given and its hours or teachers differ by day.

    A school that never wrote its hours has the usual ones (`gezien.plans.hours`).
    """

    group = models.OneToOneField(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="week")

    class Meta:
        ordering = ["school", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school"], condition=Q(group=None), name="one_week_a_school"),
        ]

    def __str__(self) -> str:
        return f"week of {self.group or self.school_id}"


class SchoolDay(SchoolOwned):
    """One weekday: from, until, breaks ("10:15-10:30, 12:00-12:30"), who is before the group. No row: no school."""

    week = models.ForeignKey(SchoolWeek, on_delete=models.CASCADE, related_name="days")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    breaks = models.CharField(max_length=100, blank=True)
    teacher = models.ForeignKey(StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["week", "weekday"]
        constraints = [
            models.UniqueConstraint(fields=["week", "weekday"], name="one_school_day_a_weekday"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="school_day_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at}-{self.ends_at}"


class Slot(SchoolOwned, VersionedModel):
    """A row of a plan on the timetable, every week of its plan.

    By whom: a member of staff, or words (an assistant, a volunteer), or neither: whoever is before the group that day.
    Where: words; empty means in the group's own room.
    """

    row = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(5), MaxValueValidator(240)])
    room = models.CharField(max_length=40, blank=True)
    staff_member = models.ForeignKey(StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_words = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["weekday", "starts_at", "pk"]
        indexes = [models.Index(fields=["school", "weekday"], name="slot_of_weekday")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=240), name="slot_takes_some_time"),
            models.CheckConstraint(condition=Q(staff_member=None) | Q(by_words=""), name="slot_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.weekday} {self.starts_at:%H:%M} {self.minutes}"
