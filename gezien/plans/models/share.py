"""Parents and pupil take part: what they answered to a version, and the link by which they read it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.notes.models import Note
from gezien.plans.models.individual import IndividualPlanVersion
from gezien.schools.models import SchoolOwned, User


class ShareLink(SchoolOwned):
    """One version of one plan, for one person, until a day. Of link, code and browser only what they hash to is kept.

    The first time somebody opens it with the code it is bound to that browser for a while (`browser_hash`,
    `bound_until`); after that it is used. Dead links lose the hashes of code and browser; who received what, and when,
    stays with the plan.
    """

    version = models.ForeignKey(IndividualPlanVersion, on_delete=models.CASCADE, related_name="links")
    recipient = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200, blank=True)
    form = models.UUIDField(unique=True, editable=False)  # the filled-in form it came from: sent twice is one link
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_hash = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField()
    failed = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    browser_hash = models.CharField(max_length=64, blank=True)
    bound_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="one_share_link_a_token")
        ]

    def __str__(self) -> str:
        return f"version {self.version_id} for {self.recipient}"


class PlanAnswer(SchoolOwned):
    """What one person said to one version: agreed, not agreed, heard, or a word only; and how the school knows."""

    class Party(models.TextChoices):
        PARENT = "parent", _("parent or guardian")
        PUPIL = "pupil", _("pupil")

    class Kind(models.TextChoices):
        AGREED = "agreed", _("agrees")
        NOT_AGREED = "not_agreed", _("does not agree")
        HEARD = "heard", _("was heard")
        COMMENT = "comment", _("wrote something")

    class Way(models.TextChoices):
        SCREEN = "screen", _("signed at school on the screen")
        UPLOAD = "upload", _("signed on paper, scan kept")
        TALK = "talk", _("told in a talk")
        LINK = "link", _("through a shared link")

    version = models.ForeignKey(IndividualPlanVersion, on_delete=models.CASCADE, related_name="answers")
    party = models.CharField(max_length=10, choices=Party)
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    remark = models.TextField(blank=True)
    way = models.CharField(max_length=10, choices=Way)
    answered_on = models.DateField()
    note = models.ForeignKey(Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    link = models.ForeignKey(ShareLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers")
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    # Somebody at school has read it: what is said at school has been, what comes by a link has not yet.
    seen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "pk"]
        indexes = [models.Index(fields=["school", "seen_at"], name="plan_answer_to_read")]

    def __str__(self) -> str:
        return f"{self.name} {self.kind} {self.version_id}"
