"""What every record of a school has in common."""

from django.db import models
from django_scopes import ScopedManager


class SchoolOwned(models.Model):
    """A row of one school. A query outside a school's scope raises (see decision 0003)."""

    school = models.ForeignKey("schools.School", on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager(school="school")

    class Meta:
        abstract = True
