"""School years and the periods a school divides them in."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from gezien.schools.models.owned import SchoolOwned


class SchoolYear(SchoolOwned):
    """A school year: NL 1 August to 31 July, Flanders 1 September to 31 August by default."""

    name = models.CharField(max_length=9)  # "2026-2027"
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="one_school_year_a_name"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="school_year_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Period(SchoolOwned):
    """A part of the school year with its own plans and reviews; two to five a year, the school's choice."""

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_period_a_number"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.number}"
