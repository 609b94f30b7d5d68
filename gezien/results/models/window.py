"""When a test is to be taken: one row of the test calendar."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.results.models.instrument import Instrument
from gezien.schools.models import School, SchoolOwned, SchoolYear


class TestWindow(SchoolOwned, VersionedModel):
    """The days between which some year groups take a test, at one part of the school year.

    `year_groups` holds EDEXML codes ("3".."8"; a Flemish third year is "5"). The moment of a pupil follows from part
    and year group: "M" in group 5 is "M5".
    """

    __test__ = False  # pytest: a window for tests, not a test

    class Part(models.TextChoices):
        """Where in the school year; the letter a moment begins with."""

        BEGIN = "B", _("Begin")
        MIDDLE = "M", _("Middle")
        END = "E", _("End")

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="test_windows")
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="windows")
    part = models.CharField(max_length=1, choices=Part)
    year_groups = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["opens_on", "instrument", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "instrument", "part"], name="one_window_a_part"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="window_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.part} {self.year_id}"


def moment_of(part: str, year_group: str, country: str) -> str:
    """ "M5" for the middle of group 5; in Flanders "M3" for the third year ("5" of EDEXML); else "M" alone."""
    if not year_group.isdigit():
        return part
    flemish = country == School.Country.FLANDERS
    number = int(year_group) - 2 if flemish else int(year_group)
    return f"{part}{number}" if number > 0 else part
