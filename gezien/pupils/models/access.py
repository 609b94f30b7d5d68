"""The only thing that widens access beyond a role."""

from django.db import models
from django.db.models import F, Q

from gezien.pupils.models.pupil import Pupil
from gezien.schools.models import SchoolOwned, User


class AccessGrant(SchoolOwned):
    """Someone may see one pupil's file until a day, for a stated reason. It ends by itself."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_grants")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="access_grants")
    granted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="grant_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.user_id} sees {self.pupil_id} until {self.ends_on}"
