"""What the teacher reads in the figures, written down beside them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period, SchoolOwned, Subject, User


class Analysis(SchoolOwned, VersionedModel):
    """The reading of one subject in one period: of a group, or of a pupil.

    In this order: what goes well, what else stands out, what may explain it, what it asks of our teaching. Facts and
    explanations stand apart on purpose: an explanation is a guess until somebody has looked.
    """

    GOING_WELL, STANDS_OUT, EXPLANATION, TEACHING = "going_well", "stands_out", "explanation", "teaching"
    TEXTS = (GOING_WELL, STANDS_OUT, EXPLANATION, TEACHING)

    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="analyses")
    pupil = models.ForeignKey(Pupil, null=True, blank=True, on_delete=models.CASCADE, related_name="analyses")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="analyses")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="analyses")
    going_well = models.TextField(_("What goes well"), blank=True)
    stands_out = models.TextField(_("What else stands out"), blank=True)
    explanation = models.TextField(_("Possible explanation"), blank=True)
    teaching = models.TextField(_("What this asks of our teaching"), blank=True)
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()  # in the school's own time, as the clock tells it

    class Meta:
        ordering = ["-period__starts_on", "subject", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, pupil=None) | Q(group=None, pupil__isnull=False),
                name="analysis_of_group_or_pupil",
            ),
            models.UniqueConstraint(
                fields=["group", "subject", "period"], condition=Q(pupil=None), name="one_analysis_of_a_group"
            ),
            models.UniqueConstraint(
                fields=["pupil", "subject", "period"], condition=Q(group=None), name="one_analysis_of_a_pupil"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.period_id}: {self.group_id or self.pupil_id}"

    @property
    def about(self) -> Group | Pupil:
        """The group or the pupil: one of the two is always there."""
        return self.group or self.pupil  # type: ignore[return-value]  # by analysis_of_group_or_pupil

    @property
    def texts(self) -> dict[str, str]:
        """The four texts by name."""
        return {name: getattr(self, name) for name in self.TEXTS}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written, or no longer."""
        return not any(self.texts.values())


class AnalysisChange(SchoolOwned):
    """What an analysis said before somebody else, or the same person on a later moment, wrote on."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="changes")
    before = models.JSONField()
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.analysis_id} until {self.written_at}"
