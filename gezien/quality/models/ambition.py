"""How high the school aims."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, Subject


class Ambition(SchoolOwned, VersionedModel):
    """What share of the pupils reaches at least which level, for a subject: "80 % at level III or higher".

    `year_group` empty means every year group; a row for one year group outranks it. `top_share` and `top_level`: the
    same for those who can do more ("20 % at level I"); the school may leave them open.
    """

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="ambitions")
    year_group = models.CharField(max_length=2, blank=True)
    share = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])
    level = models.CharField(max_length=20)
    top_share = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    top_level = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["subject", "year_group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "subject", "year_group"], name="one_ambition_a_subject_and_year"),
            models.CheckConstraint(
                condition=Q(top_share=None, top_level="") | Q(top_share__isnull=False) & ~Q(top_level=""),
                name="top_share_with_its_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.share} % ≥ {self.level}"

    @property
    def goal(self) -> tuple[int, str]:
        """Share in per cent, and level."""
        return self.share, self.level

    @property
    def top(self) -> tuple[int, str] | None:
        """Share and level for those who can do more, where the school set them."""
        return None if self.top_share is None else (self.top_share, self.top_level)
