"""Subjects and domains: what results, needs and plans are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.schools.models.owned import SchoolOwned


class Subject(SchoolOwned):
    """A subject (*vakgebied*) or a domain of behaviour; the school's own list, in its own order."""

    class Domain(models.TextChoices):
        """Families of subjects: factors are ordered by them, and plans are made for learning."""

        LANGUAGE = "language", _("Language and reading")
        ARITHMETIC = "arithmetic", _("Arithmetic")
        WORK_ATTITUDE = "work_attitude", _("Work attitude")
        SOCIAL = "social", _("Social-emotional development")
        OTHER = "other", _("Other")

    class PlansBy(models.TextChoices):
        """Where what a cluster gets is written down."""

        GROUP_PLAN = "group_plan", _("a group plan of their own")
        EDUCATION_PLAN = "education_plan", _("the education plan")

    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=12)
    domain = models.CharField(max_length=20, choices=Domain)
    position = models.PositiveSmallIntegerField(default=0)
    plans_by = models.CharField(max_length=20, choices=PlansBy, default=PlansBy.GROUP_PLAN)

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="one_subject_a_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_plans(self) -> bool:
        """Group plans are made for learning; attitude and behaviour have needs of their own."""
        return self.domain in (self.Domain.LANGUAGE, self.Domain.ARITHMETIC, self.Domain.OTHER)
