"""How high the school aims."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, Subject


class Ambition(SchoolOwned, VersionedModel):
    """What share of the pupils reaches at least which level, for a subject: "80 % at level III or higher".

    `year_group` empty means every year group; a row for one year group outranks it.
    """

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="ambitions")
    year_group = models.CharField(max_length=2, blank=True)
    share = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])
    level = models.CharField(max_length=20)

    class Meta:
        ordering = ["subject", "year_group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "subject", "year_group"], name="one_ambition_a_subject_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.share} % ≥ {self.level}"
