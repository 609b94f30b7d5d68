"""What the school agreed, as it was settled: kept word for word beside what is being written."""

from django.db import models

from gezien.common import clock
from gezien.schools.models import SchoolOwned, User


class SettledVersion(SchoolOwned):
    """One settled text: `said` is the whole of it, by the names of the fields."""

    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    said = models.JSONField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True
