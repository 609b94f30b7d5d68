"""Checks what is typed about questionnaires; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.pupils.words import year_group_name
from gezien.results.actions import questionnaires as actions
from gezien.results.actions.questionnaires import InUse
from gezien.results.models import Questionnaire, QuestionnaireDomain, QuestionnaireItem
from gezien.results.models.questionnaires import STEPS
from gezien.results.questionnaire_starter import OFTEN
from gezien.schools.models import School
from gezien.schools.rules import Member

YEAR_GROUPS: dict[str, str] = {School.Country.NETHERLANDS: "12345678", School.Country.FLANDERS: "012345678"}


class QuestionnaireForm(forms.Form):
    """What a questionnaire is called, about whom it is and in which words it is answered."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    intro = forms.CharField(
        label=gettext_lazy("Introduction"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stands above the statements: what to look at, and over which weeks."),
    )
    year_groups = forms.MultipleChoiceField(label=gettext_lazy("About"), widget=forms.CheckboxSelectMultiple)
    respondent = forms.ChoiceField(
        label=gettext_lazy("Answered by"),
        choices=Questionnaire.Respondent.choices,
        widget=forms.RadioSelect,
        initial=Questionnaire.Respondent.TEACHER,
    )
    labels = forms.CharField(
        label=gettext_lazy("Words for 1 to 5, one on each line"),
        widget=forms.Textarea(attrs={"rows": STEPS}),
        help_text=gettext_lazy("From least to most. Once the questionnaire is used, these words stay."),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("In use"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Out of use no new rounds are opened; answers stay in view."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        country = member.school.country
        codes = YEAR_GROUPS[country]
        self.fields["year_groups"].choices = [(code, year_group_name(code, country)) for code in codes]
        self.initial.setdefault("labels", "\n".join(OFTEN))

    def clean_labels(self) -> list[str]:
        """Five words, each short enough to stand beside its figure."""
        labels = [line for one in self.cleaned_data["labels"].splitlines() if (line := one.strip())]
        if len(labels) != STEPS:
            raise forms.ValidationError(_("Five words, each on a line of its own."))
        if any(len(label) > 30 for label in labels):
            raise forms.ValidationError(_("A word has at most 30 characters."))
        return labels


class NewQuestionnaireForm(QuestionnaireForm):
    """A questionnaire of the school's own."""

    def save(self) -> Questionnaire:
        """Add it."""
        return actions.add_questionnaire(by=self.member, **self.cleaned_data)


class Savable(VersionedForm):
    """A form whose action may answer that something is in use; that becomes an error of the form."""

    def store(self) -> Any:
        """Call the action."""
        raise NotImplementedError

    def save(self) -> Any:
        """The stored record; None when it is in use; raises `StaleVersion`."""
        try:
            return self.store()
        except InUse as reason:
            self.add_error(None, str(reason))
            return None


class ChangeQuestionnaireForm(QuestionnaireForm, Savable):
    """One that is there."""

    def __init__(self, *args: Any, member: Member, questionnaire: Questionnaire, **kwargs: Any):
        names = ("name", "intro", "year_groups", "respondent", "is_active", "version")
        initial = {name: getattr(questionnaire, name) for name in names}
        initial["labels"] = "\n".join(questionnaire.labels)
        super().__init__(*args, member=member, initial=initial, **kwargs)
        self.questionnaire = questionnaire

    def store(self) -> Questionnaire:
        """Change it."""
        return actions.change_questionnaire(by=self.member, questionnaire=self.questionnaire, **self.cleaned_data)


class DomainForm(forms.Form):
    """A domain: its name and what it is about."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    area = forms.ChoiceField(label=gettext_lazy("Belongs to"), choices=QuestionnaireDomain.Area.choices)


class ChangeDomainForm(DomainForm, Savable):
    """A domain that is there."""

    def __init__(self, *args: Any, member: Member, domain: QuestionnaireDomain, **kwargs: Any):
        initial = {name: getattr(domain, name) for name in ("name", "area", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.member, self.domain = member, domain

    def store(self) -> QuestionnaireDomain:
        """Change it."""
        return actions.change_domain(by=self.member, domain=self.domain, **self.cleaned_data)


class ItemForm(forms.Form):
    """A statement."""

    text = forms.CharField(label=gettext_lazy("Statement"), max_length=160)
    is_negative = forms.BooleanField(
        label=gettext_lazy("Names what is hard (counts the other way round)"), required=False
    )


class ChangeItemForm(ItemForm, Savable):
    """A statement that is there."""

    def __init__(self, *args: Any, member: Member, item: QuestionnaireItem, **kwargs: Any):
        initial = {name: getattr(item, name) for name in ("text", "is_negative", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.member, self.item = member, item

    def store(self) -> QuestionnaireItem:
        """Reword it, or let another take its place."""
        return actions.change_item(by=self.member, item=self.item, **self.cleaned_data)
