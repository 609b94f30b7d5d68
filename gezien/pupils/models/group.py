"""Groups of a school year, who is in them and who teaches them."""

from django.db import models
from django.db.models import F, Q

from gezien.pupils.models.pupil import Pupil
from gezien.schools.models import SchoolOwned, SchoolYear, StaffMember


class Group(SchoolOwned):
    """A base class (*stamgroep*) or a composite group (*samengestelde groep*) of one school year."""

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=256, blank=True)
    name = models.CharField(max_length=64)
    # EDEXML code: "0" to "8", "C" combination group, "S" special education, "V", "N", "11" to "16", "B", "D".
    year_group = models.CharField(max_length=2, blank=True)
    is_composite = models.BooleanField(default=False)

    class Meta:
        ordering = ["year_group", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "key", "is_composite"], condition=~Q(key=""), name="one_group_a_key_and_year"
            )
        ]

    def __str__(self) -> str:
        return self.name


class _TimeBoxedInGroup(SchoolOwned):
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Enrolment(_TimeBoxedInGroup):
    """A pupil in a group, from–until. Leaving ends it; nothing is deleted."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="enrolments")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="enrolments")

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["school", "group", "pupil"], name="enrolment_of_group")]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "group", "starts_on"], name="one_enrolment_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="enrolment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.group_id}"


class Teaching(_TimeBoxedInGroup):
    """Who teaches a group, from–until: two part-timers and a substitute are three rows."""

    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="teaching")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="teaching")
    # What a roster file gave, a roster file may end; what was given by hand (a substitute), it leaves alone.
    from_roster = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["staff_member", "group", "starts_on"], name="one_teaching_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="teaching_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_member_id} teaches {self.group_id}"
