"""How a school looks at its results."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned


class ResultSettings(SchoolOwned, VersionedModel):
    """One row a school; without one the defaults hold.

    `uses_dle`: show didactic age (DL) and the delivered equivalents (DLE) beside results. Many schools no longer do.
    """

    uses_dle = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="one_row_of_result_settings")]

    def __str__(self) -> str:
        return f"results of {self.school_id}"
