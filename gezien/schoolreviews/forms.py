"""Checks what is typed about a school review; `save()` is one call to an action."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import SeveralRows, VersionedForm
from gezien.common.numbers import number_of
from gezien.quality.rules import visible_cards, visible_education_plans
from gezien.schoolreviews.actions import planning
from gezien.schoolreviews.models import ReviewRole, ReviewStep, SchoolReview, SubjectBoard
from gezien.schoolreviews.rules import colleagues
from gezien.schoolreviews.starter import format_of
from gezien.schoolreviews.steps_form import StepsForm, with_keys
from gezien.schools.models import Subject, User
from gezien.schools.rules import Member

USUAL_AHEAD = dt.timedelta(days=28)
ROLE_FIELDS = {"minutes": ReviewRole.Kind.MINUTES, "signals": ReviewRole.Kind.SIGNALS, "time": ReviewRole.Kind.TIME}

SUBJECT_WAYS = (SubjectBoard.Kind.TOGETHER.value, SubjectBoard.Kind.PARALLEL.value)


def _area(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
    )


class WhenForm(forms.Form):
    """What it is called, when, where, and who is in the chair."""

    title = forms.CharField(label=_("Title"), max_length=120)
    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=60, required=False)
    chair = forms.ModelChoiceField(label=_("Who is in the chair?"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        people = colleagues(member)
        self.fields["chair"].queryset = people
        self.fields["chair"].choices = [(user.pk, user.name) for user in people]

    @property
    def when(self) -> dict[str, Any]:
        """What the actions want to know."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "starts_at": timezone.make_aware(dt.datetime.combine(data["date"], data["time"])),
            "place": data["place"],
            "chair": data["chair"],
        }


class PlanForm(WhenForm):
    """A new school review; its subjects can be chosen now or later."""

    together = forms.ModelChoiceField(
        label=_("Which subject do you look at together?"), queryset=None, required=False, empty_label=_("choose later")
    )
    parallel = SeveralRows(
        label=_("Which subjects in rounds?"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, member=member, **kwargs)
        subjects = Subject.objects.filter(school=member.school)
        self.fields["together"].queryset = self.fields["parallel"].queryset = subjects
        kinds = {step["kind"] for step in format_of(member.school).steps}
        for way in SUBJECT_WAYS:
            if way not in kinds:  # nobody would come at its board
                del self.fields[way]
        self.initial |= {
            "title": _now("School review"),
            "date": clock.today() + USUAL_AHEAD,
            "time": dt.time(13, 0),
            "chair": member.user.pk,
        }

    def subjects(self) -> list[forms.BoundField]:
        """The fields to choose subjects by, as far as the school's format has a step for them."""
        return [self[way] for way in SUBJECT_WAYS if way in self.fields]

    def save(self) -> SchoolReview | None:
        """Plan it; None, with the reason among the errors, when the school has no year yet."""
        chosen = {way: self.cleaned_data[way] for way in SUBJECT_WAYS if way in self.fields}
        try:
            return planning.plan_review(by=self.member, **self.when, **chosen)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class ReviewPart(VersionedForm):
    """A part of the preparation of one review."""

    def __init__(self, *args: Any, member: Member, review: SchoolReview, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.review = member, review
        self.initial.setdefault("version", review.version)


class ChangeWhenForm(WhenForm, VersionedForm):
    """Another moment, place or chair."""

    def __init__(self, *args: Any, member: Member, review: SchoolReview, **kwargs: Any):
        starts_at = timezone.localtime(review.starts_at)
        initial = {"title": review.title, "date": starts_at.date(), "time": starts_at.time(), "place": review.place}
        initial |= {"chair": review.chair_id, "version": review.version}
        super().__init__(*args, member=member, initial=initial, **kwargs)
        self.review = review

    def save(self) -> SchoolReview:
        """Change it."""
        version = self.cleaned_data["version"]
        return planning.change_review(by=self.member, review=self.review, version=version, **self.when)


class TextsForm(ReviewPart):
    """What the team wants of it."""

    goals = _area(_("Goals"), _("What do you want to know or decide together?"))
    outcomes = _area(_("Intended outcomes"), _("What lies there at the end of the afternoon?"))
    expectations = _area(_("What we expect of each other"), _("For instance: everybody has read the education plans."))
    prior_information = _area(_("Information about the school"), _("What changed in pupils, team, building or time?"))
    ground_rules = _area(_("Ground rules"), _("One a line; they stand on the big screen at the opening."), rows=5)
    scale_question = forms.CharField(label=_("The question everybody answers from 0 to 10"), max_length=200)
    anchor_low = forms.CharField(label=_("0 means"), max_length=80)
    anchor_high = forms.CharField(label=_("10 means"), max_length=80)

    def __init__(self, *args: Any, member: Member, review: SchoolReview, **kwargs: Any):
        names = (*planning.TEXTS, *planning.SCALE)
        initial = {name: getattr(review, name) for name in names}
        super().__init__(*args, member=member, review=review, initial=initial, **kwargs)

    def save(self) -> SchoolReview:
        """Keep the texts."""
        values = dict(self.cleaned_data)
        return planning.change_review(by=self.member, review=self.review, version=values.pop("version"), **values)


class AgendaForm(StepsForm, ReviewPart):
    """The steps of this review, and how the rounds go. What has begun, or has minutes, is not left out."""

    rounds = forms.CharField(label=_("Minutes of the rounds"), help_text=_("For instance 20, 15, 15."))
    presenting_minutes = forms.IntegerField(label=_("Minutes to present"), min_value=0, max_value=60)

    def __init__(self, *args: Any, review: SchoolReview, steps: list[dict[str, Any]] | None = None, **kwargs: Any):
        initial = {"rounds": rounds_in_words(review.rounds), "presenting_minutes": review.presenting_minutes}
        there = [{"key": str(one.pk), **step_values(one)} for one in review.steps.all()]
        kwargs["initial"] = initial | kwargs.get("initial", {})
        self.fixed = {str(one.pk) for one in review.steps.all() if planning.has_begun(one)}
        self.put_back: list[str] = []
        super().__init__(*args, review=review, steps=there if steps is None else steps, there=there, **kwargs)

    def known_rows(self, rows: list[dict[str, Any]], there: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows as the steps they are already; one that began since the page was opened is among them again."""
        rows = with_keys(rows, there)
        sent = {row["key"] for row in rows}
        for place, step in enumerate(there):
            if step["key"] in self.fixed - sent:
                rows.insert(place, step)
                self.put_back.append(step["title"])
        return rows

    def clean(self) -> dict[str, Any]:
        """Tell what could not be left out."""
        if self.put_back:
            words = _("Meanwhile %(steps)s began, or got minutes: it stands in the list again. Save once more.")
            self.add_error(None, words % {"steps": ", ".join(f"“{title}”" for title in self.put_back)})
        return super().clean()

    def clean_rounds(self) -> list[int]:
        """Whole minutes, one for each round."""
        return rounds_of(self.cleaned_data["rounds"])

    def save(self) -> SchoolReview | None:
        """Keep the agenda; None, with the reason among the errors, when a round of it has begun."""
        data = self.cleaned_data
        values = {"rounds": data["rounds"], "presenting_minutes": data["presenting_minutes"]}
        try:
            planning.set_agenda(
                by=self.member, review=self.review, version=data["version"], steps=self.cleaned_steps(), **values
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None
        return self.review


def step_values(step: ReviewStep) -> dict[str, Any]:
    """What a step says, as a row of the form."""
    return {"kind": step.kind, "title": step.title, "minutes": step.minutes, "guidance": step.guidance}


def rounds_in_words(rounds: list[int]) -> str:
    """20, 15, 15."""
    return ", ".join(str(minutes) for minutes in rounds)


def rounds_of(text: str) -> list[int]:
    """The minutes of the rounds; raises `ValidationError` for anything but one to six numbers of 1 to 120."""
    parts = [part for part in re.split(r"[\s,;/+]+", text.strip()) if part]
    rounds = [number_of(part) for part in parts]
    if not all(1 <= minutes <= 120 for minutes in rounds) or not 1 <= len(rounds) <= 6:
        raise ValidationError(_("Give the minutes of one to six rounds, with commas between them: 20, 15, 15."))
    return rounds


class SubjectsForm(ReviewPart):
    """Which subjects, how, and who leads each."""

    HOW = [
        ("", _("not this time")),
        (SubjectBoard.Kind.TOGETHER, _("together")),
        (SubjectBoard.Kind.PARALLEL, _("in rounds")),
    ]

    def __init__(self, *args: Any, member: Member, review: SchoolReview, **kwargs: Any):
        super().__init__(*args, member=member, review=review, **kwargs)
        has_step = {"", *review.steps.values_list("kind", flat=True), *review.boards.values_list("kind", flat=True)}
        ways = [(way, label) for way, label in self.HOW if way in has_step]
        self.subjects = list(Subject.objects.filter(school=member.school))
        boards = {board.subject_id: board for board in review.boards.all()}
        self.people = {str(user.pk): user for user in colleagues(member)}
        leads = [("", _("nobody yet")), *((key, user.name) for key, user in self.people.items())]
        for subject in self.subjects:
            board = boards.get(subject.pk)
            self.fields[f"how_{subject.pk}"] = forms.ChoiceField(
                label=subject.name, choices=ways, required=False, initial=board.kind if board else ""
            )
            self.fields[f"lead_{subject.pk}"] = forms.ChoiceField(
                label=_("Led by"), choices=leads, required=False, initial=board.lead_id if board else ""
            )

    def rows(self) -> list[dict[str, Any]]:
        """The fields of each subject, for the page."""
        return [{"how": self[f"how_{one.pk}"], "lead": self[f"lead_{one.pk}"]} for one in self.subjects]

    def clean(self) -> dict[str, Any]:
        """One subject is looked at together; the others go in rounds."""
        data = super().clean() or self.cleaned_data
        if len(self._chosen(SubjectBoard.Kind.TOGETHER)) > 1:
            raise ValidationError(_("Choose one subject to look at together; the others go in rounds."))
        return data

    def _chosen(self, kind: str) -> list[Subject]:
        return [one for one in self.subjects if self.cleaned_data.get(f"how_{one.pk}") == kind]

    def save(self) -> SchoolReview:
        """Make the boards."""
        leads = {one.pk: self.people.get(self.cleaned_data[f"lead_{one.pk}"]) for one in self.subjects}
        together = self._chosen(SubjectBoard.Kind.TOGETHER)
        planning.set_subjects(
            by=self.member,
            review=self.review,
            version=self.cleaned_data["version"],
            together=together[0] if together else None,
            parallel=self._chosen(SubjectBoard.Kind.PARALLEL),
            leads=leads,
        )
        return self.review


class RolesForm(ReviewPart):
    """Who takes the minutes, gives the signals, keeps the time; other tasks in words."""

    minutes = SeveralRows(label=_("Takes the minutes"), queryset=None, required=False)
    signals = SeveralRows(label=_("Gives the signals"), queryset=None, required=False)
    time = SeveralRows(label=_("Keeps the time"), queryset=None, required=False)

    def __init__(self, *args: Any, member: Member, review: SchoolReview, **kwargs: Any):
        super().__init__(*args, member=member, review=review, **kwargs)
        there = list(review.roles.select_related("user"))
        people = colleagues(member)
        choices = [(user.pk, user.name) for user in people]
        for name, kind in ROLE_FIELDS.items():
            self.fields[name].queryset = people
            self.fields[name].widget = forms.CheckboxSelectMultiple(choices=choices)
            self.fields[name].initial = [role.user_id for role in there if role.kind == kind]
        tasks = [(role.user_id, role.task) for role in there if role.kind == ReviewRole.Kind.TASK]
        self.tasks = [*tasks, ("", ""), ("", "")]
        for number, (user, task) in enumerate(self.tasks):
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("Who?"), choices=[("", "–"), *choices], required=False, initial=user
            )
            self.fields[f"task_{number}"] = forms.CharField(
                label=_("Does what?"), max_length=120, required=False, initial=task
            )

    def task_rows(self) -> list[dict[str, Any]]:
        """The fields of the tasks, for the page."""
        return [{"who": self[f"who_{n}"], "task": self[f"task_{n}"]} for n in range(len(self.tasks))]

    def save(self) -> SchoolReview:
        """Keep who does what."""
        data = self.cleaned_data
        people = {str(user.pk): user for user in colleagues(self.member)}
        roles: list[tuple[str, User, str]] = [
            (kind, user, "") for name, kind in ROLE_FIELDS.items() for user in data[name]
        ]
        for number in range(len(self.tasks)):
            user, task = people.get(data[f"who_{number}"]), data[f"task_{number}"]
            if user and task:
                roles.append((ReviewRole.Kind.TASK, user, task))
        planning.set_roles(by=self.member, review=self.review, version=data["version"], roles=dict.fromkeys(roles))
        return self.review


class DocumentsForm(ReviewPart):
    """What everybody reads beforehand."""

    plans = SeveralRows(label=_("Education plans"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    cards = SeveralRows(label=_("Quality cards"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, member: Member, review: SchoolReview, **kwargs: Any):
        super().__init__(*args, member=member, review=review, **kwargs)
        there = list(review.documents.all())
        chosen = [row.quality_card_id for row in there if row.quality_card_id]
        self._choose_from("cards", visible_cards(member).filter(Q(archived_at=None) | Q(pk__in=chosen)), chosen)
        plans = [row.education_plan_id for row in there if row.education_plan_id]
        self._choose_from("plans", visible_education_plans(member).select_related("subject"), plans)
        self.links = [*((row.title, row.link) for row in there if row.link), ("", ""), ("", "")]
        for number, (title, link) in enumerate(self.links):
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Title"), max_length=120, required=False, initial=title
            )
            self.fields[f"link_{number}"] = forms.URLField(
                label=_("Address (https://…)"), required=False, initial=link, assume_scheme="https"
            )

    def _choose_from(self, name: str, found: Any, chosen: list[int]) -> None:
        """The school's own; no field at all while there are none."""
        field = self.fields[name]
        field.queryset, field.initial = found, chosen
        if choices := [(one.pk, str(one)) for one in found]:
            field.choices = choices
        else:
            del self.fields[name]

    def chosen_fields(self) -> list[forms.BoundField]:
        """What can be ticked, as far as the school has it."""
        return [self[name] for name in ("plans", "cards") if name in self.fields]

    def link_rows(self) -> list[dict[str, Any]]:
        """The fields of the other documents, for the page."""
        return [{"title": self[f"title_{n}"], "link": self[f"link_{n}"]} for n in range(len(self.links))]

    def save(self) -> SchoolReview:
        """Keep what is to be read."""
        data = self.cleaned_data
        numbers = range(len(self.links))
        links = [(data[f"title_{n}"] or data[f"link_{n}"], data[f"link_{n}"]) for n in numbers if data[f"link_{n}"]]
        planning.set_documents(
            by=self.member,
            review=self.review,
            version=data["version"],
            plans=list(data.get("plans", ())),
            cards=list(data.get("cards", ())),
            links=links,
        )
        return self.review
