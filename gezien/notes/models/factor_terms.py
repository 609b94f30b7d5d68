"""The school's own words for what factors are about and where they lie, and after how long they are asked about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned


class FactorTerm(SchoolOwned, VersionedModel):
    """A word of the school's list. A retired one is no longer offered; factors that have it keep it.

    `code` never changes: it says that two schools, or two years, speak of the same thing whatever it is called.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class FactorDomain(FactorTerm):
    """What a factor is about: language, arithmetic, work attitude and the like."""

    class Meta(FactorTerm.Meta):
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="one_factor_domain_a_code")]


class FactorSource(FactorTerm):
    """Where a factor lies: the child, the teaching (teacher, group, school), home."""

    class Family(models.TextChoices):
        """The three the field speaks of; the school's own words fall under one of them."""

        CHILD = "child", _("child")
        EDUCATION = "education", _("teaching")
        HOME = "home", _("home")

    family = models.CharField(max_length=10, choices=Family)

    class Meta(FactorTerm.Meta):
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="one_factor_source_a_code")]


class FactorSettings(SchoolOwned, VersionedModel):
    """After how many months without a word a factor asks whether it still holds; one row a school."""

    RENEW_AFTER = 6

    renew_after_months = models.PositiveSmallIntegerField(default=RENEW_AFTER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="one_factor_settings_a_school")]

    def __str__(self) -> str:
        return f"{self.renew_after_months} months"
