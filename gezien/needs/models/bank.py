"""Example sentences of what a pupil may need."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.needs.models.need import SupportKind
from gezien.schools.models import SchoolOwned, Subject


class BankSentence(SchoolOwned, VersionedModel):
    """A sentence the school offers while somebody names a need; `domain` empty: fits any. About no pupil."""

    kind = models.CharField(max_length=12, choices=SupportKind)
    domain = models.CharField(max_length=20, choices=Subject.Domain, blank=True)
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    is_shipped = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "domain", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "kind", "domain", "text"], name="one_bank_sentence_a_text")
        ]

    def __str__(self) -> str:
        return self.text
