"""The form about a form: its questions are fields, its buttons move and remove them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.meetings.actions.forms import save_form
from gezien.meetings.models import FormTemplate
from gezien.meetings.prefill import source_choices
from gezien.meetings.queries.preparations import codes_of
from gezien.schools.models import School
from gezien.schools.rules import Member

CODES = ["0", "1", "2", "3", "4", "5", "6", "7", "8"]
OTHER_CODES = {"C": gettext_lazy("Combination group"), "S": gettext_lazy("Special education")}


def year_group_choices(country: str) -> list[tuple[str, str]]:
    """EDEXML's codes with the words of the country: in Flanders 0–2 is the kindergarten, 3–8 the six years."""
    if country == School.Country.FLANDERS:
        early = [(code, _("Kindergarten %(number)s") % {"number": int(code) + 1}) for code in CODES[:3]]
        years = [(code, _("Year %(number)s") % {"number": int(code) - 2}) for code in CODES[3:]]
    else:
        early = [("0", _("Before group 1"))]
        years = [(code, _("Group %(name)s") % {"name": code}) for code in CODES[1:]]
    return [*early, *years, *((code, str(label)) for code, label in OTHER_CODES.items())]


class FormTemplateForm(VersionedForm):
    """Name, year groups, days before, a label and a help for each question, and a blank one to add.

    The button pressed stands in `do`: "save", or "up", "down" or "remove" with the question's key behind a dash. Each
    also saves what was typed.
    """

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    days_before = forms.IntegerField(
        label=gettext_lazy("Ready how many days before the review?"), min_value=0, max_value=60
    )
    year_groups = forms.MultipleChoiceField(
        label=gettext_lazy("For which year groups?"), widget=forms.CheckboxSelectMultiple
    )
    new_label = forms.CharField(label=gettext_lazy("New question"), max_length=200, required=False)
    new_help = forms.CharField(label=gettext_lazy("Help with the new question"), max_length=300, required=False)

    def __init__(self, *args: Any, template: FormTemplate, member: Member, **kwargs: Any):
        self.template, self.member = template, member
        initial = {name: getattr(template, name) for name in ("name", "days_before", "version")}
        initial["year_groups"] = codes_of(template)
        super().__init__(*args, initial=initial, **kwargs)
        if template.kind == FormTemplate.Kind.GROUP:
            self.fields["year_groups"].choices = year_group_choices(member.school.country)
        else:
            del self.fields["year_groups"]
        if self.is_bound:
            self.data = self.data.copy()
        for number, question in enumerate(template.questions, start=1):
            self._add_question(number, question)

    def _add_question(self, number: int, question: dict[str, str]) -> None:
        label, help_text = f"label-{question['key']}", f"help-{question['key']}"
        self.fields[label] = forms.CharField(label=_("Question %(number)d") % {"number": number}, max_length=200)
        self.fields[help_text] = forms.CharField(label=_("Help with it"), max_length=300, required=False)
        source = f"source-{question['key']}"
        choices = source_choices(self.template.kind)
        self.fields[source] = forms.ChoiceField(label=_("Gezien proposes"), choices=choices, required=False)
        self.initial |= {label: question["label"], help_text: question["help"], source: question.get("source", "")}
        if self.is_bound:  # a question that a colleague added meanwhile: the version tells, not a missing field
            self.data.setdefault(label, question["label"])
            self.data.setdefault(help_text, question["help"])
            self.data.setdefault(source, question.get("source", ""))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The questions for the page: key, both fields, and which way it can move."""
        last = len(self.template.questions) - 1
        return [
            {
                "key": question["key"],
                "label": self[f"label-{question['key']}"],
                "help": self[f"help-{question['key']}"],
                "source": self[f"source-{question['key']}"],
                "can_go_up": place > 0,
                "can_go_down": place < last,
            }
            for place, question in enumerate(self.template.questions)
        ]

    def save(self) -> FormTemplate:
        """Save what was typed and do what the button said; raises `StaleVersion`."""
        data = self.cleaned_data
        questions = [
            {
                "key": question["key"],
                **{name: data[f"{name}-{question['key']}"] for name in ("label", "help", "source")},
            }
            for question in self.template.questions
        ]
        if data["new_label"]:
            questions.append(
                {"key": _free_key(questions), "label": data["new_label"], "help": data["new_help"], "source": ""}
            )
        what, _dash, key = self.data.get("do", "save").partition("-")
        return save_form(
            by=self.member,
            form=self.template,
            version=data["version"],
            name=data["name"],
            year_groups=data.get("year_groups", []),
            days_before=data["days_before"],
            questions=_rearranged(questions, what, key),
        )


def _rearranged(questions: list[dict[str, str]], what: str, key: str) -> list[dict[str, str]]:
    """The questions with one moved up or down, or left out; an unknown button changes nothing."""
    place = next((place for place, question in enumerate(questions) if question["key"] == key), None)
    if place is None or what not in ("up", "down", "remove"):
        return questions
    moved = questions.pop(place)
    if what != "remove":
        questions.insert(max(place + (-1 if what == "up" else 1), 0), moved)
    return questions


def _free_key(questions: list[dict[str, str]]) -> str:
    """A key no question has."""
    taken, number = {question["key"] for question in questions}, len(questions) + 1
    while f"question-{number}" in taken:
        number += 1
    return f"question-{number}"
