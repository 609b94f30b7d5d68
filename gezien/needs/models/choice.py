"""How somebody likes to see group overviews."""

from django.db import models

from gezien.schools.models import SchoolOwned, User


class OverviewChoice(SchoolOwned):
    """The set of columns somebody chose last in this school: with it every group opens."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    columns = models.CharField(max_length=10)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["school", "user"], name="one_overview_choice_a_user")]

    def __str__(self) -> str:
        return self.columns
