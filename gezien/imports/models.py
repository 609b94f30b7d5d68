"""Import runs, the saved mappings of files with free columns, and what was once recognised in a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.pupils.models import Pupil
from gezien.results.models import Delivery, Instrument, Result
from gezien.schools.models import SchoolOwned, User


class MappingProfile(SchoolOwned, VersionedModel):
    """How the columns of one kind of file are read: mapped once, used each time after.

    `columns`: {"header of the file": "field"}; `constants`: fields every row of the file shares.
    """

    class Kind(models.TextChoices):
        """Files with free columns."""

        RESULTS = "results", _("results")
        PUPILS = "pupils", _("pupils")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.RESULTS)
    name = models.CharField(max_length=80)
    columns = models.JSONField()
    constants = models.JSONField(default=dict)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "kind", "name"], name="one_profile_a_name")]

    def __str__(self) -> str:
        return self.name


class Connection(SchoolOwned):
    """A supplier's way in (*koppeling*): who may deliver results to this school by themselves.

    The secret itself is shown once and never kept: `secret_hash` is its SHA-256 (it is random and long, so that nothing
    slower is needed). Revoking is a pair (who, when) and cannot be taken back.
    """

    class Kind(models.TextChoices):
        UWLR = "uwlr", _("UWLR (SOAP)")
        EDUV = "eduv", _("Edu-V Results")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=64)
    client_id = models.CharField(max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ImportRun(SchoolOwned):
    """A file on its way in: uploaded, previewed, applied, perhaps undone. The preview is kept as data."""

    class Kind(models.TextChoices):
        EDEXML = "edexml", _("Roster (EDEXML)")
        PUPILS = "pupils", _("Pupil list (CSV or XLSX)")
        RESULTS = "results", _("Results (CSV or XLSX)")
        UWLR = "uwlr", _("Results (UWLR)")
        EDUV = "eduv", _("Results (Edu-V)")
        ONEROSTER = "oneroster", _("Roster (OneRoster)")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("to be mapped")
        PREVIEWED = "previewed", _("to be judged")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    class Work(models.TextChoices):
        """What is being done with a run in the background."""

        JUDGING = "judging", _("being checked")
        APPLYING = "applying", _("being taken in")
        UNDOING = "undoing", _("being undone")

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    # Being worked on at this moment (common/work.py); `state` stays what it was until the work is done as a whole.
    work = models.CharField(max_length=10, choices=Work, blank=True)
    task = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=500, blank=True)  # why the last work ended without doing anything
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)  # below MEDIA_ROOT, outside the web root; random name
    profile = models.ForeignKey(MappingProfile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delivery = models.ForeignKey(Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    connection = models.ForeignKey(Connection, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"

    @property
    def progress_key(self) -> str:
        """What `gezien.common.work` calls the work on this run."""
        return f"import-{self.pk}"


class _Recognised(SchoolOwned):
    """What somebody said once about a mark in files: `source` says in whose files, `sign` is the mark itself.

    `label` is the mark as it stood in the file, for whoever wants to take the choice back.
    """

    source = models.CharField(max_length=80, blank=True)
    sign = models.CharField(max_length=300)
    label = models.CharField(max_length=200)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return self.label


class PupilMatch(_Recognised):
    """This mark in files (a number of another system, another spelling) is that pupil; null: none of ours."""

    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta(_Recognised.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["school", "source", "sign"], name="one_pupil_a_mark")]


class InstrumentMatch(_Recognised):
    """This name, or code and part, in files is that test of ours; null: a test the school does not keep."""

    instrument = models.ForeignKey(Instrument, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta(_Recognised.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["school", "source", "sign"], name="one_test_a_mark")]


class SentResult(SchoolOwned):
    """By which key a supplier calls a result: the same key again is the same result, even on another day.

    `part`: the test and its part, where one key has several results (Edu-V). `taken_on`: the day the supplier said.
    """

    source = models.CharField(max_length=80)
    key = models.CharField(max_length=256)
    part = models.CharField(max_length=300, blank=True)
    taken_on = models.DateField()
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "source", "key", "part"], name="one_sent_result_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"
