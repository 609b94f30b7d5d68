"""Import runs and the saved mappings of files with free columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.results.models import Delivery
from gezien.schools.models import SchoolOwned, User


class MappingProfile(SchoolOwned, VersionedModel):
    """How the columns of one kind of results file are read: mapped once, used each time after.

    `columns`: {"header of the file": "field"}; `constants`: fields every row of the file shares.
    """

    name = models.CharField(max_length=80)
    columns = models.JSONField()
    constants = models.JSONField(default=dict)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_profile_a_name")]

    def __str__(self) -> str:
        return self.name


class ImportRun(SchoolOwned):
    """A file on its way in: uploaded, previewed, applied, perhaps undone. The preview is kept as data."""

    class Kind(models.TextChoices):
        EDEXML = "edexml", _("Roster (EDEXML)")
        RESULTS = "results", _("Results (CSV or XLSX)")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("to be mapped")
        PREVIEWED = "previewed", _("to be judged")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)  # below MEDIA_ROOT, outside the web root; random name
    profile = models.ForeignKey(MappingProfile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delivery = models.ForeignKey(Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"
