"""A talk held by a guide."""

from django.db import models
from django.db.models import Q

from gezien.common.models import VersionedModel
from gezien.notes.models.guide import GuideEdition, GuideQuestion
from gezien.notes.models.note import Note
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, User


class Talk(SchoolOwned, VersionedModel):
    """A talk with a pupil or its parents, by the questions of one edition of a guide.

    Until it is put in the file it has no note, and only its author sees it; `KEPT_DAYS` after the last change such a
    talk goes by itself. Its note is what the file, the log and "last spoken with" know of it.
    """

    KEPT_DAYS = 56

    note = models.OneToOneField(Note, null=True, on_delete=models.CASCADE, related_name="talk")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="talks")
    edition = models.ForeignKey(GuideEdition, on_delete=models.RESTRICT, related_name="talks")
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    happened_on = models.DateField()
    present = models.CharField(max_length=200, blank=True)
    visibility = models.CharField(max_length=12, choices=Note.Visibility, default=Note.Visibility.TEAM)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["school", "pupil", "-happened_on"], name="talk_latest")]

    def __str__(self) -> str:
        return f"talk of {self.happened_on}"


class TalkAnswer(SchoolOwned):
    """What was said to one question, or the score the pupil gave itself."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(GuideQuestion, on_delete=models.RESTRICT, related_name="+")
    text = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["talk", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "question"], name="one_answer_a_talk_and_question"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=10), name="own_score_up_to_ten"),
        ]

    def __str__(self) -> str:
        return self.text or str(self.score)
