"""One result of one pupil on one test at one moment."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.pupils.models import Pupil
from gezien.results.models.delivery import Delivery
from gezien.results.models.instrument import Instrument
from gezien.schools.models import SchoolOwned, User


class Result(SchoolOwned, VersionedModel):
    """Raw scores, a figure on the instrument's scale, and any number of reference scores.

    * `moment`: "M5" (middle of year group 5), "E5", "B8", or empty for a test of the method, told apart by its day.
    * `figure`: what the instrument counts in (skill score, percentage, grade); null for instruments with levels only.
    * `level`: the reference score of the instrument's `level_type`, as delivered.
    * `scores`: raw scores by Edu-V score type: {"NumberCorrect": 51, "NumberItems": 60}; of a part behind a colon:
      {"NumberCorrect:kaart 1": 38}.
    * `references`: [{"type": "DLE", "group": "", "value": "40"}, …], types of the Edu-V list; with a qualification
      where there is one: {"type": "AVI", "group": "", "value": "E5", "qualification": "instructie"}.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="results")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="results")
    moment = models.CharField(max_length=10, blank=True)
    taken_on = models.DateField()
    figure = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    scores = models.JSONField(default=dict, blank=True)
    references = models.JSONField(default=list, blank=True)
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="results")
    source_line = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-taken_on", "-pk"]
        indexes = [
            models.Index(
                fields=["school", "pupil", "instrument", "-taken_on"],
                name="result_latest",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "instrument", "moment", "taken_on"],
                name="one_result_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.moment}: {self.level or self.figure}"
