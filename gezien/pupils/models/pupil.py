"""The pupil. No national number, origin or diagnosis has a place here, on purpose."""

from django.db import models
from django.db.models import Q

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.schools.models import Location, SchoolOwned


class Pupil(SchoolOwned, VersionedModel):
    """A child of the school, as the roster knows it. `year_group` is the pupil's own and outranks the group's."""

    class Gender(models.IntegerChoices):
        """ISO 5218, as EDEXML has it."""

        UNKNOWN = 0
        MALE = 1
        FEMALE = 2
        UNSPECIFIED = 9

    # Since when Gezien knows the pupil, in the school's time: nobody can have been seen here before.
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Key in the school's administration, stable for the school career; empty when the file had a dummy ("#…").
    key = models.CharField(max_length=256, blank=True)
    eck_id = models.CharField(max_length=256, blank=True)
    call_name = models.CharField(max_length=64)
    prefix = models.CharField(max_length=20, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    gender = models.PositiveSmallIntegerField(choices=Gender, default=Gender.UNKNOWN)
    year_group = models.CharField(max_length=2, blank=True)
    # First day of teaching at the level of year group 3: what didactic age counts from.
    year_3_started_on = models.DateField(null=True, blank=True)
    location = models.ForeignKey(Location, null=True, blank=True, on_delete=models.SET_NULL, related_name="pupils")
    admitted_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["call_name", "family_name", "pk"]
        indexes = [models.Index(fields=["school", "family_name", "call_name"], name="pupil_name")]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], condition=~Q(key=""), name="one_pupil_a_key"),
            models.UniqueConstraint(fields=["school", "eck_id"], condition=~Q(eck_id=""), name="one_pupil_an_eck_id"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Call name, prefix, family name."""
        return " ".join(part for part in (self.call_name, self.prefix, self.family_name) if part)
