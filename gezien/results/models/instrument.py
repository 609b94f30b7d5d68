"""The tests a school uses, each with its own scale."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, Subject


class Instrument(SchoolOwned, VersionedModel):
    """A test (*toets*) or test series of one provider for one subject, as this school uses it.

    `levels` lists the levels from highest to lowest ("I".."V", "A".."E", "Plus".."Start", "2F".."<1F"); empty when the
    instrument has none. Levels come from the provider and are never recomputed. Figures of two instruments are never
    compared or drawn on one axis.
    """

    class Figure(models.TextChoices):
        """What the figure on screen is, and so what growth is counted in."""

        SKILL_SCORE = "SkillScore", _("skill score")
        PERCENTAGE = "PercentageCorrect", _("percentage correct")
        GRADE = "Grade0.0-10.0", _("grade")
        GOALS = "GoalsMastered", _("goals mastered")
        LEVEL = "Level", _("level only")

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    provider = models.CharField(max_length=60, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="instruments")
    # Which of the delivered reference scores is "the level" of the overview: a code of the Edu-V list (IV, AE, AVI…).
    level_type = models.CharField(max_length=20, blank=True)
    levels = models.JSONField(default=list, blank=True)
    figure = models.CharField(max_length=20, choices=Figure, default=Figure.SKILL_SCORE)
    # What is recorded beside figure and level, by the codes of the Edu-V lists: raw scores ("NumberCorrect"…),
    # and further reference scores ("DLE", "Percentiel", "FunctioningLevel"). A colon tells two of a kind apart:
    # "NumberCorrect:kaart 1" is the score of a part, "AVI:instructie" a reference with a qualification.
    score_types = models.JSONField(default=list, blank=True)
    reference_types = models.JSONField(default=list, blank=True)
    is_main = models.BooleanField(default=False)  # the one shown first for its subject
    # No new results are asked for or imported; those there are stay in view.
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["subject", "-is_main", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="one_instrument_a_code")]

    def __str__(self) -> str:
        return self.name
