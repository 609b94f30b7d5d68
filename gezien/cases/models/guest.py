"""Somebody from outside in one case: the parents' consent, the invitation, and what the guest wrote."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.cases.models.case import Case
from gezien.cases.models.partner import Partner
from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, User


class CaseConsent(SchoolOwned):
    """That parents agreed to talk about their child with one partner: who, when, how given, and for what.

    Without one nobody is invited. Taken back it ends every invitation that rests on it.
    """

    class Way(models.TextChoices):
        TALK = "talk", _("told in a talk")
        PHONE = "phone", _("told on the phone")
        LETTER = "letter", _("signed on paper")
        MAIL = "mail", _("in a mail")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    given_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.given_by} for case {self.case_id}"


class Guest(SchoolOwned):
    """One partner in one case, until a day; `parts` are the texts of the case that are shared (keys of `parts.PARTS`).

    The address is mailed; the first time a code told another way opens it and makes that browser a known one
    (`device_hash`). Later that browser opens it again with a code that is mailed. Of all secrets only what they hash to
    is kept, and nothing of them from the night after the invitation is over. See decision 31.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="guests")
    consent = models.ForeignKey(CaseConsent, on_delete=models.CASCADE, related_name="guests")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    question = models.TextField()
    parts = models.JSONField(default=list)
    shows_agreements = models.BooleanField(default=False)
    valid_until = models.DateField()
    form = models.UUIDField(
        unique=True, editable=False
    )  # the filled-in form it came from: sent twice is one invitation
    token_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=200, blank=True)
    failed = models.PositiveSmallIntegerField(default=0)
    device_hash = models.CharField(max_length=64, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    mailed_hash = models.CharField(max_length=200, blank=True)
    mailed_until = models.DateTimeField(null=True, blank=True)
    mailed = models.PositiveSmallIntegerField(default=0)  # codes mailed since `mailed_from`
    mailed_from = models.DateTimeField(null=True, blank=True)
    first_opened_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["token_hash"], name="one_guest_a_token")]

    def __str__(self) -> str:
        return f"{self.name} in case {self.case_id}"


class GuestContribution(SchoolOwned, VersionedModel):
    """What a guest wrote in the case: a draft only the guest sees, until it is sent; then it is theirs and stands."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="contributions")
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["guest"], condition=Q(sent_at=None), name="one_draft_a_guest"),
            models.CheckConstraint(condition=Q(sent_at=None) | ~Q(text=""), name="guest_sends_words"),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk} of guest {self.guest_id}"
