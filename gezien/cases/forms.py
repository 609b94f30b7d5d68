"""Registering for the pupil review, and writing in a case."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from gezien.agreements.forms import USUAL_TERM, AgreementFields
from gezien.agreements.models import Agreement
from gezien.agreements.rules import possible_owners
from gezien.cases import actions
from gezien.cases.actions.effects import FIELDS
from gezien.cases.hooks import NextReview
from gezien.cases.models import Case, CaseAgreement, CaseEffect, CasePart, CaseQuestion, Ground
from gezien.cases.parts import PART
from gezien.cases.queries.effects import ASPECTS
from gezien.cases.queries.talks import talk_day
from gezien.cases.rules import possible_coaches
from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.plans.terms import school_day_from
from gezien.pupils.models import Pupil
from gezien.schools.models import Subject, User
from gezien.schools.rules import Member

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
EFFECT_TERM = dt.timedelta(weeks=6)


class AboutFields(forms.Form):
    """Why, and in which domain."""

    grounds = forms.MultipleChoiceField(
        label=_("Why now?"),
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one ground.")},
    )
    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=_("What is it most about?"),
        required=False,
        empty_label=_("Not clear yet"),
        help_text=_("Then the case begins with what is known about it. You can choose later, too."),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["subject"].queryset = Subject.objects.filter(school=by.school).order_by("position", "name")


class RegisterForm(AboutFields):
    """What the teacher brings is written in the case itself, which saves while one types."""

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.pupil = pupil

    def save(self) -> Case:
        """Register the pupil. Raises `AlreadyOpen`."""
        return actions.register_case(by=self.by, pupil=self.pupil, **self.cleaned_data)


class CaseForm(AboutFields, VersionedForm):
    """Why it was registered, what it is about, whose question it is and who leads the conversation."""

    teacher = forms.ModelChoiceField(None, label=_("Whose question is it?"), required=False)
    coach = forms.ModelChoiceField(
        None, label=_("Who leads the conversation?"), required=False, empty_label=_("Any internal coach")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        fields = ("grounds", "subject", "teacher", "coach", "version")
        super().__init__(*args, initial={name: getattr(case, name) for name in fields}, **kwargs)
        self.case = case
        self.fields["teacher"].queryset = possible_owners(self.by, pupil=case.pupil).order_by("first_name", "pk")
        self.fields["coach"].queryset = possible_coaches(self.by.school).order_by("first_name", "pk")
        for name in ("teacher", "coach"):
            self.fields[name].label_from_instance = lambda user: user.name

    def stored_texts(self) -> list[tuple[str, str]]:
        """After a conflict: what stands there now, in words."""
        now = Case.objects.select_related("subject", "teacher", "coach").get(pk=self.case.pk)
        people = [(self.fields[name].label, user.name if user else "") for name, user in _people_of(now)]
        grounds = ", ".join(str(Ground(ground).label) for ground in now.grounds)
        subject = now.subject.name if now.subject else ""
        return [(self.fields["grounds"].label, grounds), (self.fields["subject"].label, subject), *people]

    def save(self) -> Case:
        """Change the case. Raises `StaleVersion`."""
        return actions.change_case(by=self.by, case=self.case, **self.cleaned_data)


def _people_of(case: Case) -> list[tuple[str, User | None]]:
    return [("teacher", case.teacher), ("coach", case.coach)]


class PartForm(VersionedForm):
    """One text of a case."""

    text = forms.CharField(required=False, widget=forms.Textarea, max_length=20_000, strip=False)

    def __init__(self, *args: Any, by: Member, case: Case, part: CasePart, **kwargs: Any):
        kwargs.setdefault("initial", {"text": part.text, "version": part.version})
        super().__init__(*args, auto_id=f"{part.key}-%s", **kwargs)
        self.by, self.case, self.part, known = by, case, part, PART[part.key]
        self.fields["text"].label, self.fields["text"].help_text = known.label, known.help
        self.fields["text"].widget.attrs["rows"] = known.rows

    def save(self) -> CasePart:
        """Write it. Raises `StaleVersion`."""
        typed = self.cleaned_data
        return actions.save_part(
            by=self.by, case=self.case, key=self.part.key, version=typed["version"], text=typed["text"]
        )


def owners_of(member: Member, case: Case) -> QuerySet[User]:
    """Who may be asked to do something in this case; read once for all the forms of its page."""
    return possible_owners(member, pupil=case.pupil)


class AgreeForm(AgreementFields):
    """An agreement for the pupil of a case."""

    def __init__(self, *args: Any, member: Member, case: Case, owners: QuerySet[User] | None = None, **kwargs: Any):
        super().__init__(*args, member=member, auto_id="agree-%s", **kwargs)
        self.case = case
        self.choose_owner_from(owners_of(member, case) if owners is None else owners)
        self.initial.setdefault("owner", case.teacher_id or member.user.pk)
        self.initial.setdefault("due_on", school_day_from(clock.today() + USUAL_TERM))
        self.fields["sign_of_success"].help_text = _("What does the pupil do then, how often, and when do you look?")

    def save(self) -> Agreement:
        """Make the agreement."""
        return actions.agree(by=self.member, case=self.case, **self.cleaned_data)


class PlanTalkForm(AgreementFields):
    """Who holds a talk, and by when; `what` follows from the purpose."""

    what = sign_of_success = effect_on = None  # type: ignore[assignment]
    purpose = forms.ChoiceField(choices=[(one, one) for one in CaseAgreement.Purpose.values if one])

    def __init__(
        self,
        *args: Any,
        member: Member,
        case: Case,
        purpose: str = "",
        owners: QuerySet[User] | None = None,
        review: NextReview | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, member=member, auto_id=f"{purpose}-%s", **kwargs)
        self.case = case
        self.fields["purpose"].widget = forms.HiddenInput()
        self.choose_owner_from(owners_of(member, case) if owners is None else owners)
        self.initial |= {"purpose": purpose, "owner": case.teacher_id or member.user.pk}
        self.initial["due_on"] = talk_day(case, purpose, review)
        if self.initial["due_on"] is None:
            self.fields["due_on"].help_text = _("After the review; none is planned yet.")
        if review and purpose == CaseAgreement.Purpose.PARENTS_BEFORE:
            self.fields["due_on"].help_text = _("The review is on %(day)s.") % {"day": date_format(review.day, "j F")}

    def save(self) -> Agreement:
        """Plan the talk."""
        return actions.plan_talk(by=self.member, case=self.case, **self.cleaned_data)


def going(aspect: str) -> forms.TypedChoiceField:
    """One of the five questions."""
    return forms.TypedChoiceField(
        label=ASPECTS[aspect],
        choices=CaseEffect.Going.choices,
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=False,
    )


class EffectForm(forms.Form):
    """Five questions, words, and when it is asked again."""

    pupil_goes = going("pupil_goes")
    group_goes = going("group_goes")
    teacher_goes = going("teacher_goes")
    time_goes = going("time_goes")
    development_goes = going("development_goes")
    words = forms.CharField(
        label=_("What do you see?"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    next_on = forms.DateField(label=_("Ask again on"), required=False, **DAY)

    def __init__(self, *args: Any, by: Member, case: Case, **kwargs: Any):
        super().__init__(*args, auto_id="effect-%s", **kwargs)
        self.by, self.case = by, case
        self.initial.setdefault("next_on", clock.today() + EFFECT_TERM)

    def clean_next_on(self) -> dt.date | None:
        """What is asked again is asked later."""
        day = self.cleaned_data["next_on"]
        if day and day <= clock.today():
            raise ValidationError(_("Choose a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        typed = super().clean() or {}
        if not self.says_something:
            raise ValidationError(_("Answer at least one question, or write what you see."))
        return typed

    @property
    def says_something(self) -> bool:
        """Whether one question was answered or a word written."""
        return bool(self.cleaned_data.get("words")) or any(self.cleaned_data.get(name) for name in FIELDS)

    def save(self) -> CaseEffect:
        """Keep it."""
        typed = self.cleaned_data
        goes = {name: typed[name] for name in FIELDS}
        return actions.record_effect(
            by=self.by, case=self.case, going=goes, words=typed["words"], next_on=typed.get("next_on")
        )


class CloseForm(EffectForm):
    """Closing: how it goes now, as far as one wants to say, and what one keeps of it."""

    next_on = None  # type: ignore[assignment]
    note = forms.CharField(
        label=_("What do we keep?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=_("Whoever opens the file later reads this first."),
    )

    def clean(self) -> dict[str, Any]:
        """Nothing has to be said."""
        return self.cleaned_data

    def save(self) -> Case:  # type: ignore[override]
        """Keep the effect when something was said, and close the case."""
        if self.says_something:
            super().save()
        return actions.close_case(by=self.by, case=self.case, note=self.cleaned_data["note"])


class QuestionForm(VersionedForm):
    """A pair of questions."""

    problem = forms.CharField(label=_("Often asked"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    solution = forms.CharField(label=_("Ask instead"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, by: Member, question: CaseQuestion | None = None, step: str = "", **kwargs: Any):
        fields = ("problem", "solution", "version")
        initial = {name: getattr(question, name) for name in fields} if question else {"version": 0}
        super().__init__(*args, initial=initial, auto_id=f"q{question.pk if question else step}-%s", **kwargs)
        self.by, self.question, self.step = by, question, step

    def save(self) -> CaseQuestion:
        """Change the pair or add it. Raises `StaleVersion`."""
        typed = self.cleaned_data
        texts = {name: typed[name] for name in ("problem", "solution")}
        if self.question is None:
            return actions.add_question(by=self.by, step=self.step, **texts)
        return actions.change_question(by=self.by, question=self.question, version=typed["version"], **texts)
