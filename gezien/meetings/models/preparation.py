"""The preparation form: the school's own questions, answered before the meeting."""

from typing import cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.cases.models import Case
from gezien.common.models import VersionedModel
from gezien.meetings.models.meeting import Meeting
from gezien.pupils.models import Group
from gezien.schools.models import SchoolOwned, User


class FormTemplate(SchoolOwned, VersionedModel):
    """A form as data: for group reviews one for year groups 1–2 and one for 3–8, and one for pupil reviews.

    `questions`: [{"key": "atmosphere", "label": "Sfeer in de groep", "help": "…", "source": "signals"}, …], as they are
    now; keys are unique and stay; `source`, which may be lacking, names what Gezien proposes as an answer
    (`meetings.prefill`). `days_before`: how long before the meeting it is due.
    """

    class Kind(models.TextChoices):
        GROUP = "group", _("Group review")
        PUPIL = "pupil", _("Pupil review")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GROUP)
    name = models.CharField(max_length=80)
    year_groups = models.CharField(max_length=40, blank=True)  # "1,2": the EDEXML codes it is for
    days_before = models.PositiveSmallIntegerField(default=7)
    questions = models.JSONField()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class FormVersion(SchoolOwned):
    """The questions of a form as they were from a day on. The last one is what the form asks now."""

    form = models.ForeignKey(FormTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    questions = models.JSONField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["form", "-number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="one_form_version_a_number")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.form_id}"


class Preparation(SchoolOwned, VersionedModel):
    """A filled-in form: of the group for one meeting, or of one case. Whoever teaches them contributes to it.

    That of a case says in which meeting it is discussed (`discussed_in`), once that is known.
    """

    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="preparation")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="preparations")
    discussed_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="case_preparations"
    )
    template = models.ForeignKey(FormTemplate, null=True, on_delete=models.SET_NULL, related_name="+")
    form_version = models.ForeignKey(FormVersion, null=True, on_delete=models.SET_NULL, related_name="preparations")
    due_on = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, case=None, discussed_in=None) | Q(meeting=None, case__isnull=False),
                name="preparation_of_meeting_or_case",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(case__isnull=False, discussed_in=None),
                name="one_preparation_waits_for_a_case",
            ),
            models.UniqueConstraint(
                fields=["case", "discussed_in"],
                condition=Q(case__isnull=False),
                name="one_preparation_a_case_and_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"preparation of case {self.case_id}" if self.case_id else f"preparation of {self.meeting_id}"

    @property
    def review(self) -> Meeting:
        """The meeting; only of a group's preparation."""
        return cast(Meeting, self.meeting)

    @property
    def about_group(self) -> Group:
        """The group; only of a group's preparation."""
        return cast(Group, self.review.group)

    @property
    def about_case(self) -> Case:
        """The case; only of a case's preparation."""
        return cast(Case, self.case)

    @property
    def held_in(self) -> Meeting | None:
        """The meeting it prepares, when that is known."""
        return self.meeting or self.discussed_in


class Answer(SchoolOwned, VersionedModel):
    """One question as it was asked that day, with its answer.

    `text` is what everybody contributed, put together by the actions whenever a `Contribution` is saved.
    """

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="answers")
    key = models.SlugField(max_length=40)  # the question's key in its template
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=20, blank=True)  # what Gezien proposes here
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # wrote last

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["preparation", "key"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return self.label


class Contribution(SchoolOwned, VersionedModel):
    """What one person answers to one question. Each their own: several write at once, none is lost."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "author"], name="one_contribution_a_person")]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.answer_id}"
