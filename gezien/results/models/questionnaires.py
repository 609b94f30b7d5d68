"""The school's own questionnaires about how a child feels and works, and what was answered in each round."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period, SchoolOwned, Subject, User

STEPS = 5  # a statement is answered from 1 to 5


class Questionnaire(SchoolOwned, VersionedModel):
    """A list of statements (*vragenlijst*) for some year groups, answered on a scale of five words.

    `year_groups` holds EDEXML codes ("3".."8"); `labels` the five words from 1 to 5. `code` names one that was shipped,
    so that it is not added twice; empty for a list the school made itself.
    """

    class Respondent(models.TextChoices):
        """Whose answer it is. With the youngest pupils a teacher sits beside them."""

        TEACHER = "teacher", _("the teacher")
        PUPIL = "pupil", _("the pupil, with the teacher beside")

    code = models.SlugField(max_length=60, blank=True)
    name = models.CharField(max_length=80)
    intro = models.CharField(max_length=300, blank=True)
    year_groups = models.JSONField(default=list)
    labels = models.JSONField(default=list)
    respondent = models.CharField(max_length=10, choices=Respondent, default=Respondent.TEACHER)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], condition=~Q(code=""), name="one_questionnaire_a_code")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_by_pupils(self) -> bool:
        """Whether the pupils themselves answer."""
        return self.respondent == self.Respondent.PUPIL


class QuestionnaireDomain(SchoolOwned, VersionedModel):
    """A part of a questionnaire that gets a figure of its own: the mean of its statements.

    `area` says whether it is about work attitude or social-emotional development, as subjects and factors know them.
    """

    class Area(models.TextChoices):
        """The two families of behaviour."""

        SOCIAL = Subject.Domain.SOCIAL.value, _("Social-emotional development")
        WORK_ATTITUDE = Subject.Domain.WORK_ATTITUDE.value, _("Work attitude")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=60)
    area = models.CharField(max_length=20, choices=Area)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class QuestionnaireItem(SchoolOwned, VersionedModel):
    """One statement. Once it was in a round its text and direction stay: it is retired, and another takes its place.

    `is_negative`: agreeing with it says that something is hard, so its answers are mirrored in the mean.
    """

    domain = models.ForeignKey(QuestionnaireDomain, on_delete=models.CASCADE, related_name="items")
    text = models.CharField(max_length=160)
    is_negative = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class QuestionnaireRound(SchoolOwned, VersionedModel):
    """A questionnaire for one group in one period (*ronde*).

    `items` keeps the statements it was opened with, in order and by domain: [[domain, [item, item]], …]. What changes
    in the questionnaire later changes nothing here, so that answers keep their meaning.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="questionnaire_rounds")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="questionnaire_rounds")
    items = models.JSONField(default=list)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "group", "period"], name="one_round_a_period"),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_on__isnull=False), name="round_closed_by_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} in {self.group_id}, {self.period_id}"


class QuestionnaireAnswer(SchoolOwned):
    """What was answered about one pupil on one statement: 1 to 5, or null for "not seen"; without a row nothing yet."""

    round = models.ForeignKey(QuestionnaireRound, on_delete=models.CASCADE, related_name="answers")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="questionnaire_answers")
    item = models.ForeignKey(QuestionnaireItem, on_delete=models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "pupil", "item"], name="one_answer_an_item"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__range=(1, STEPS)), name="answer_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} on {self.item_id}: {self.value}"
