"""Checks a guide for talks and its questions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.notes.actions.guides import add_guide, add_question, change_guide, change_question
from gezien.notes.models import GuideQuestion, TalkGuide
from gezien.notes.models.guide import TALKS
from gezien.pupils.words import year_group_name
from gezien.schools.rules import Member


def year_choices(country: str) -> list[tuple[int, str]]:
    """Year groups by their code, as the school calls them."""
    return [(year, name) for year in range(9) if (name := year_group_name(str(year), country))]


class _YearsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    from_year = forms.TypedChoiceField(label=_("From year group"), coerce=int)
    to_year = forms.TypedChoiceField(label=_("Up to and including"), coerce=int)

    def offer_years(self, country: str) -> None:
        """The year groups of this country."""
        for name in ("from_year", "to_year"):
            self.fields[name].choices = year_choices(country)

    def clean(self) -> dict[str, Any]:
        """From young to old."""
        data = self.cleaned_data
        if data.get("from_year", 0) > data.get("to_year", 8):
            raise ValidationError(_("The first year group comes after the last."))
        return data


class AddGuideForm(_YearsForm):
    """A new guide."""

    kind = forms.ChoiceField(label=_("Talk with"), choices=TALKS)
    field_order = ("name", "kind", "from_year", "to_year")

    def __init__(self, *args, by: Member, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)
        self.offer_years(by.school.country)
        self.initial |= {"from_year": year_choices(by.school.country)[0][0], "to_year": 8}

    def save(self) -> TalkGuide:
        """Add the guide."""
        return add_guide(by=self.by, **self.cleaned_data)


class GuideForm(VersionedForm, _YearsForm):
    """A guide's name and year groups."""

    def __init__(self, *args, by: Member, guide: TalkGuide, **kwargs):
        self.by, self.guide = by, guide
        super().__init__(*args, **kwargs)
        self.offer_years(by.school.country)
        self.initial |= {name: getattr(guide, name) for name in ("version", "name", "from_year", "to_year")}
        first = self.fields["from_year"].choices[0][0]
        self.initial["from_year"] = max(self.initial["from_year"], first)

    def save(self) -> TalkGuide:
        """Change the guide."""
        values = {name: self.cleaned_data[name] for name in ("name", "from_year", "to_year")}
        return change_guide(by=self.by, guide=self.guide, expected=self.cleaned_data["version"], **values)


class _Question(forms.Form):
    text = forms.CharField(label=_("Question, or what the score is about"), max_length=200)
    section = forms.CharField(label=_("Under the heading"), max_length=60, required=False)
    answer = forms.ChoiceField(label=_("Answered"), choices=GuideQuestion.Answer)
    purpose = forms.ChoiceField(label=_("Says"), choices=GuideQuestion.Purpose, required=False)


class AddQuestionForm(_Question):
    """A question at the end."""

    def __init__(self, *args, by: Member, guide: TalkGuide, **kwargs):
        self.by, self.guide = by, guide
        super().__init__(*args, **kwargs)

    def save(self) -> GuideQuestion:
        """Add the question."""
        return add_question(by=self.by, guide=self.guide, **self.cleaned_data)


class QuestionForm(VersionedForm, _Question):
    """One question, saved while one types."""

    def __init__(self, *args, by: Member, guide: TalkGuide, question: GuideQuestion, **kwargs):
        self.by, self.guide, self.question = by, guide, question
        super().__init__(*args, auto_id=f"id_{question.key.hex[:8]}_%s", **kwargs)
        self.initial |= {name: getattr(question, name) for name in ("version", "text", "section", "answer", "purpose")}

    def save(self) -> GuideQuestion:
        """Change the question."""
        values = {name: self.cleaned_data[name] for name in ("text", "section", "answer", "purpose")}
        return change_question(
            by=self.by, guide=self.guide, key=self.question.key, expected=self.cleaned_data["version"], **values
        )
