"""What the team needs to give pupils what they need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.agreements.models import Agreement
from gezien.common.models import VersionedModel
from gezien.pupils.models import Group
from gezien.schools.models import SchoolOwned, User


class TeamNeed(SchoolOwned, VersionedModel):
    """Something teachers lack: knowledge, material, hands, time. About the team, so it knows no pupil.

    `origin` and `origin_key` tell where it came up (a plan, a review, a case), which this app does not know itself
    (hooks.py); `group` is the one it came up about. It is followed by an agreement, and settled when it is met, or when
    it is asked no longer.
    """

    class Kind(models.TextChoices):
        KNOWLEDGE = "knowledge", _("Knowledge and skills")
        LOOKING_ALONG = "looking_along", _("Somebody who looks along")
        MATERIAL = "material", _("Materials")
        HANDS = "hands", _("Extra hands")
        TIME = "time", _("Time and organisation")
        OTHER = "other", _("Something else")

    class Origin(models.TextChoices):
        PLAN = "plan", _("group plan")
        GROUP_REVIEW = "group_review", _("group review")
        PUPIL_REVIEW = "pupil_review", _("pupil review")
        SCHOOL_REVIEW = "school_review", _("school review")
        OTHER = "other", _("elsewhere")

    class Outcome(models.TextChoices):
        MET = "met", _("met")
        DROPPED = "dropped", _("no longer asked")

    text = models.CharField(max_length=500)
    kind = models.CharField(max_length=15, choices=Kind)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="team_needs")
    origin = models.CharField(max_length=15, choices=Origin, default=Origin.OTHER)
    origin_key = models.PositiveBigIntegerField(null=True, blank=True)
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.SET_NULL, related_name="team_needs"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closing_note = models.CharField(max_length=500, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["school", "outcome", "kind"], name="team_need_open"),
            models.Index(fields=["school", "origin", "origin_key"], name="team_need_of_origin"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="team_need_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="team_need_closed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def in_words(self) -> tuple[str, str]:
        """What it says, to know whether it says the same again."""
        return self.text, str(self.kind)
