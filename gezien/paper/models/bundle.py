"""Many documents at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.schools.models import SchoolOwned, User


class Bundle(SchoolOwned):
    """Documents of one kind in one file, made in the background for one person and gone a day later.

    `items` are the keys of what was chosen; whether the person may still see each of them is asked again when they
    download. `stored_as`: below MEDIA_ROOT, outside the web root, under a random name.
    """

    class Form(models.TextChoices):
        ONE_PDF = "one_pdf", _("one PDF, to print")
        ZIP_PDF = "zip_pdf", _("a PDF each, in a ZIP file")
        ZIP_DOCX = "zip_docx", _("a Word document each, in a ZIP file")

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        MADE = "made", _("ready")
        FAILED = "failed", _("not made")

    kind = models.CharField(max_length=30)
    form = models.CharField(max_length=10, choices=Form)
    items = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.MAKING)
    task = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    stored_as = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    made_for = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} x {len(self.items)}"

    @property
    def progress_key(self) -> str:
        """What `gezien.common.work` calls the work on this."""
        return f"bundle-{self.pk}"
