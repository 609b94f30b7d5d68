"""Board, School and its locations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.schools.models.owned import SchoolOwned


class Board(models.Model):
    """A school board (*bestuur*) with one or more schools."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One school: the border that no pupil's data cross."""

    class Country(models.TextChoices):
        NETHERLANDS = "NL", _("Netherlands")
        FLANDERS = "BE", _("Flanders")

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    country = models.CharField(max_length=2, choices=Country, default=Country.NETHERLANDS)
    # BRIN with two digits of the location ("12AB00"), or the Flemish institution number.
    official_number = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["official_number"], condition=~models.Q(official_number=""), name="one_school_a_number"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Location(SchoolOwned):
    """A building of the school (*vestiging*)."""

    key = models.CharField(max_length=256)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="one_location_a_key")]

    def __str__(self) -> str:
        return self.name
