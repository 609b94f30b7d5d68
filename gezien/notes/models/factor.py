"""What stimulates and what hinders; strengths first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, Subject, User


class Factor(SchoolOwned, VersionedModel):
    """A stimulating or hindering factor in a few words, within a domain, with where it lies."""

    class Direction(models.TextChoices):
        STIMULATING = "stimulating", _("Stimulating")
        HINDERING = "hindering", _("Hindering")

    class Source(models.TextChoices):
        CHILD = "child", _("the child")
        EDUCATION = "education", _("teaching, group and school")
        HOME = "home", _("home and upbringing")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="factors")
    direction = models.CharField(max_length=12, choices=Direction)
    domain = models.CharField(max_length=20, choices=Subject.Domain)
    source = models.CharField(max_length=10, choices=Source, default=Source.CHILD)
    text = models.CharField(max_length=80)
    can_be_influenced = models.BooleanField(default=True)
    noted_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-direction", "domain", "pk"]  # stimulating before hindering
        indexes = [models.Index(fields=["school", "pupil", "ended_on"], name="factor_current")]

    def __str__(self) -> str:
        return self.text
