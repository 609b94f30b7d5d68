"""The directory of partners in the region: who can be called in, for what, and how one reaches them. No pupil in it."""

from django.db import models
from django.db.models import Q

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, User


class PartnerKind(SchoolOwned):
    """A kind of partner, in the school's own words; one out of use is kept for the partners that have it."""

    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_partner_kind_a_name")]

    def __str__(self) -> str:
        return self.name


class Partner(SchoolOwned, VersionedModel):
    """A person or team outside the school. Kept for good: one that is no longer asked is put away, not deleted.

    With `is_shared` the other schools of the board read it too; only the school that wrote it changes it.
    """

    kind = models.ForeignKey(PartnerKind, on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=80, blank=True)
    helps_with = models.TextField(blank=True)
    arranging = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_shared = models.BooleanField(default=False)
    archived_on = models.DateField(null=True, blank=True)
    archived_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["kind__position", "name", "pk"]
        indexes = [models.Index(fields=["school"], condition=Q(archived_on=None), name="partner_in_use")]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name
