"""The preparation form: the school's own questions, answered before the meeting."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.meetings.models.meeting import Meeting
from gezien.schools.models import SchoolOwned, User


class FormTemplate(SchoolOwned, VersionedModel):
    """A form as data: one for year groups 1–2, one for 3–8; the school edits its questions.

    `questions`: [{"key": "atmosphere", "label": "Sfeer in de groep", "help": "…"}, …]; keys are unique and stay.
    `days_before`: how long before the meeting it is due.
    """

    name = models.CharField(max_length=80)
    year_groups = models.CharField(max_length=40)  # "1,2": the EDEXML codes it is for
    days_before = models.PositiveSmallIntegerField(default=7)
    questions = models.JSONField()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Preparation(SchoolOwned, VersionedModel):
    """The group's filled-in form for one meeting; duo partners share it."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="preparation")
    template = models.ForeignKey(FormTemplate, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"preparation of {self.meeting_id}"


class Answer(SchoolOwned, VersionedModel):
    """One question as it was asked that day, with its answer.

    Each has a version of its own: two people who fill in different questions at the same time never meet.
    """

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="answers")
    key = models.SlugField(max_length=40)  # the question's key in its template
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # wrote last

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["preparation", "key"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return self.label
