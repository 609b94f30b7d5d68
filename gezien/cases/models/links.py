"""What a case leads to lives where it works: the case only points at it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.agreements.models import Agreement
from gezien.cases.models.case import Case
from gezien.common.models import VersionedModel
from gezien.needs.models import EducationalNeed
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, User


class CaseAgreement(SchoolOwned):
    """An agreement made in a case; some are a talk to be held, which the case comes back to."""

    class Purpose(models.TextChoices):
        DO = "", _("agreement")
        LEARNING_TALK = "learning_talk", _("learning talk")
        PARENTS_BEFORE = "parents_before", _("talk with the parents beforehand")
        PARENTS_AFTER = "parents_after", _("talk with the parents afterwards")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="of_case")
    purpose = models.CharField(max_length=14, choices=Purpose, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.agreement_id}"


class CaseNeed(SchoolOwned):
    """A need that was set or sharpened in a case; the need itself is the one in the overview."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    need = models.ForeignKey(EducationalNeed, on_delete=models.CASCADE, related_name="of_cases")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "need"], name="one_case_need")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.need_id}"


class CaseCompanion(SchoolOwned):
    """Another pupil of the group who joins in what is done for the pupil of the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="companions")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "pupil"], name="one_case_companion")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.pupil_id}"


class CaseEffect(SchoolOwned, VersionedModel):
    """How it went on one day, in one person's eyes (E1).

    With pupil, group and teacher, the teaching time used, and the pupil's development: each from 1 (not yet) to 3
    (well); null was not answered.
    """

    class Going(models.IntegerChoices):
        NOT = 1, _("not yet")
        PARTLY = 2, _("partly")
        WELL = 3, _("yes, well")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="effects")
    asked_on = models.DateField()
    pupil_goes = models.PositiveSmallIntegerField(null=True, blank=True, choices=Going)
    group_goes = models.PositiveSmallIntegerField(null=True, blank=True, choices=Going)
    teacher_goes = models.PositiveSmallIntegerField(null=True, blank=True, choices=Going)
    time_goes = models.PositiveSmallIntegerField(null=True, blank=True, choices=Going)
    development_goes = models.PositiveSmallIntegerField(null=True, blank=True, choices=Going)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pupil_goes__isnull=False)
                | Q(group_goes__isnull=False)
                | Q(teacher_goes__isnull=False)
                | Q(time_goes__isnull=False)
                | Q(development_goes__isnull=False)
                | ~Q(words=""),
                name="effect_says_something",
            ),
            models.UniqueConstraint(fields=["case", "asked_on", "answered_by"], name="one_effect_a_day_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} on {self.asked_on}"
