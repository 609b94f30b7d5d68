"""Checks what is written in a talk: the fields are the questions of its guide."""

import datetime as dt
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.notes.actions.talks import save_talk, stored_answers
from gezien.notes.forms.notes import LONGEST
from gezien.notes.models import GuideQuestion, Note, Talk
from gezien.notes.spider import MOST
from gezien.schools.rules import Member

SCORE = GuideQuestion.Answer.SCORE
SCORES = [("", "–"), *((str(score), str(score)) for score in range(MOST + 1))]


class TalkForm(VersionedForm):
    """A talk as it stands; a day, who was there, and an answer to each question, none of them compulsory."""

    happened_on = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    present = forms.CharField(
        label=_("Who was there?"), required=False, max_length=200, help_text=_("For instance “Noor and Emmy”.")
    )
    visibility = forms.ChoiceField(
        label=_("Who reads this?"),
        help_text=_("Parents may always ask to read the file: write as if they read along."),
        choices=Note.Visibility,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, by: Member, talk: Talk, **kwargs):
        self.by, self.talk = by, talk
        self.questions = list(talk.edition.questions.order_by("position", "pk"))
        super().__init__(*args, **kwargs)
        stored = stored_answers(talk)
        names = ("version", "happened_on", "present", "visibility")
        self.initial |= {name: getattr(talk, name) for name in names}
        for question in self.questions:
            text, score = stored.get(question.pk, ("", None))
            name = _name(question)
            self.fields[name] = _score_field(question) if question.answer == SCORE else _text_field(question)
            self.initial[name] = ("" if score is None else str(score)) if question.answer == SCORE else text

    def clean_happened_on(self) -> dt.date:
        """Today or earlier: a talk is prepared on paper, or by an unfinished one."""
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come."))
        return day

    def save(self) -> Talk:
        """Keep the talk."""
        values = {name: self.cleaned_data[name] for name in ("happened_on", "present", "visibility")}
        answers = {question.pk: self._answer(question) for question in self.questions}
        return save_talk(by=self.by, talk=self.talk, expected=self.cleaned_data["version"], answers=answers, **values)

    def try_save(self) -> Talk | None:
        """As any form; of a talk saved elsewhere the answers of now are shown too."""
        saved = super().try_save()
        if self.conflict:
            stored = stored_answers(self.talk)
            answers = {_name(question): stored.get(question.pk, ("", None)) for question in self.questions}
            self.conflict |= {
                name: text or ("" if score is None else str(score)) for name, (text, score) in answers.items()
            }
        return saved

    def sections(self) -> list[dict[str, Any]]:
        """The fields by section of the guide."""
        return [
            {"name": name, "fields": [self[_name(question)] for question in found]}
            for name, found in groupby(self.questions, key=lambda question: question.section)
        ]

    def _answer(self, question: GuideQuestion) -> tuple[str, int | None]:
        given = self.cleaned_data[_name(question)]
        if question.answer == SCORE:
            return "", int(given) if given else None
        return given.strip(), None


def _name(question: GuideQuestion) -> str:
    return f"q{question.pk}"


def _text_field(question: GuideQuestion) -> forms.CharField:
    return forms.CharField(
        label=question.text, required=False, max_length=LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def _score_field(question: GuideQuestion) -> forms.ChoiceField:
    return forms.ChoiceField(label=question.text, required=False, choices=SCORES, widget=forms.RadioSelect)
