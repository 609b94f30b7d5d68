"""Where results came from, and how to take them back."""

from django.db import models

from gezien.pupils.models import Pupil
from gezien.results.models.instrument import Instrument
from gezien.schools.models import SchoolOwned, User


class Delivery(SchoolOwned):
    """The results of one import run, or of one round of entering by hand. Undoing takes back what it added and changed.

    `entry` says what was entered by hand: group, instrument and moment as "5:12:M"; empty for an import.
    """

    source = models.CharField(max_length=200)
    entry = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.source


class ResultChange(SchoolOwned):
    """What a result was before a delivery changed it, so that undoing can restore it."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="changes")
    result = models.ForeignKey("results.Result", on_delete=models.CASCADE, related_name="changes")
    before = models.JSONField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["delivery", "result"], name="one_change_a_delivery")]

    def __str__(self) -> str:
        return f"{self.delivery_id} changed {self.result_id}"


class Withdrawal(SchoolOwned):
    """A result that a delivery took back, because its supplier did; kept so that undoing brings it back.

    `values` holds the whole result, with what earlier deliveries changed on it; `result_id` the key it had.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="withdrawals")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="+")
    result_id = models.PositiveBigIntegerField()
    values = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.delivery_id} took back {self.result_id}"
