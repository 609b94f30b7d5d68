"""What stands at the top of everything the school prints."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, User


class Letterhead(SchoolOwned, VersionedModel):
    """The letterhead of a school. The logo is a PNG of ours, drawn from what was uploaded; it is small."""

    name = models.CharField(max_length=120, blank=True)  # "" is the school's own name
    address = models.CharField(max_length=160, blank=True)
    logo = models.BinaryField(blank=True, default=b"")
    logo_alt = models.CharField(max_length=120, blank=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="one_letterhead_a_school")]

    def __str__(self) -> str:
        return self.name or str(self.school_id)
