"""What the last year group reached at the final test, and the values the inspectorate holds beside it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, Subject

SHARE = [MinValueValidator(0), MaxValueValidator(100)]


class InspectionValues(SchoolOwned, VersionedModel):
    """The signal values (*signaleringswaarden*) that hold for this school, in per cent; the school looks them up.

    `basic`: at least 1F. `target`: at least 1S (arithmetic) or 2F (language). `weighting`: the *schoolweging*.
    """

    weighting = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(20), MaxValueValidator(40)],
    )
    basic = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True, validators=SHARE)
    target = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True, validators=SHARE)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="inspection_values_once_a_school")]

    def __str__(self) -> str:
        return f"{self.basic} / {self.target}"


class FinalTestOutcome(SchoolOwned, VersionedModel):
    """The outcome of the final test (*doorstroomtoets*) of one subject in one school year, as the school typed it over.

    For years of which no results of pupils are here; it outranks them where both are. `first`: the calendar year in
    which the school year begins. `basic` pupils reached 1F or more, `target` of them 1S or 2F.
    """

    first = models.PositiveSmallIntegerField()
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    pupils = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    basic = models.PositiveSmallIntegerField()
    target = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-first", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "first", "subject"], name="one_final_test_a_subject_and_year"),
            models.CheckConstraint(
                condition=Q(basic__lte=F("pupils")) & Q(target__lte=F("basic")), name="final_test_counts_fit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.first}"
