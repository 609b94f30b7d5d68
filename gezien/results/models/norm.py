"""Where the levels of a test lie, as the school took them over from its own manual. Shipped empty."""

from django.db import models
from django.db.models import F, Q

from gezien.common.models import VersionedModel
from gezien.results.models.instrument import Instrument
from gezien.schools.models import SchoolOwned, User


class NormTable(SchoolOwned, VersionedModel):
    """The bounds of the levels of one test at one moment ("M5"; empty for every moment).

    Norms are for drawing and explaining alone: the level of a result is what its provider delivered, and is never
    computed from here. `previous` holds what the table said before its last change, so that this can be undone, and
    in its "earlier" the editions before that one, to read; a removed table stays until somebody makes a new one.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="norm_tables")
    moment = models.CharField(max_length=10, blank=True)
    # Where the school read it: "handleiding 2024, bijlage 3".
    source = models.CharField(max_length=120, blank=True)
    previous = models.JSONField(null=True, editable=False)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["instrument", "moment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "instrument", "moment"],
                condition=Q(removed_at=None),
                name="one_norm_table_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.moment}"


class NormBand(SchoolOwned):
    """The figures that belong to one level, bounds included; an open bound is null. `position` 0 is the highest."""

    table = models.ForeignKey(NormTable, on_delete=models.CASCADE, related_name="bands")
    position = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=20)
    lowest = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["table", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "position"], name="one_band_a_position"),
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(highest__gte=F("lowest")), name="band_bounds_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.lowest} – {self.highest}"
