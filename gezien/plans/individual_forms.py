"""The forms of a plan of one pupil: the whole page, its steps, looking back, and the school's own terms."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import SeveralRows, VersionedForm
from gezien.notes.models import Factor
from gezien.notes.queries.factors import holds_today
from gezien.plans.actions import individual as actions
from gezien.plans.actions.individual_steps import evaluate_individual
from gezien.plans.models import Goal, GoalOutcome, IndividualEvaluation, IndividualPlan, PlanSupport
from gezien.plans.queries.figures import figure_words
from gezien.plans.queries.individual_figures import goal_figures
from gezien.plans.queries.individual_settings import MOST_LINK_DAYS, Terms
from gezien.plans.terms import Holiday, parse_holiday
from gezien.results.models import Instrument
from gezien.schools.models import Subject
from gezien.schools.rules import Member

KIND = IndividualPlan.Kind
MOST_MINUTES, MOST_TIMES = 1500, 25
NUMBERS = ("times_a_week", "minutes_a_week")


def area(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """A text that may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, strip=False, help_text=help_text, widget=widget)


def day(label: Any, help_text: Any = "", required: bool = True) -> forms.DateField:
    """A day, chosen with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _tests(by: Member, goals: list[Goal]) -> list[tuple[Any, str]]:
    """The tests of the school that give a figure, by subject; and those a goal is counted on already."""
    given = Q(is_active=True) & ~Q(figure=Instrument.Figure.LEVEL)
    tests = Instrument.objects.filter(
        given | Q(pk__in=[goal.instrument_id for goal in goals if goal.instrument_id]), school=by.school
    ).select_related("subject")
    ordered = tests.order_by("subject__position", "-is_main", "name", "pk")
    return [("", "–"), *((one.pk, f"{one.subject.name} · {one.name}") for one in ordered)]


class FactorChoice(SeveralRows):
    """Factors of the file, each with whether it helps or hinders."""

    def label_from_instance(self, obj: Factor) -> str:
        """ "doorzetter (stimulerend)"."""
        return f"{obj.text} ({obj.get_direction_display().lower()})"


class IndividualForm(VersionedForm):
    """The whole plan: what is written, when, from which factors, its goals and the lines of the agreed part."""

    reason = area(_("Why a plan of its own"), _("What does the group plan not give this pupil?"))
    promoting = area(_("What helps, in your own words"))
    hindering = area(_("What hinders, in your own words"))
    situation = area(_("Where the pupil stands now"), _("What can the pupil do already? Results, work, what you see."))
    outlook = area(_("Outlook"), _("Where do you expect the pupil to go on, and at which level?"))
    motivation = area(_("Why we expect this"), _("What it rests on: growth, results, what helps and what hinders."))
    offered = area(
        _("More about the agreed part"), _("What is different from the programme, and what the pupil does not do.")
    )
    evaluation = area(_("How we see whether it works"))
    pupils_words = area(_("What the pupil says"), _("In the pupil's own words, as it was said."))
    heard_on = day(_("Heard on"), required=False)
    heard_how = forms.ChoiceField(label=_("How"), required=False, choices=[("", "–"), *IndividualPlan.Heard.choices])
    parents_words = area(_("What the parents say"), _("Their wishes and questions, as they said them."))
    starts_on = day(_("From"))
    ends_on = day(_("Until"), required=False)
    counts_from = day(_("The term counts from"), _("The day the pupil came to school, or the plan began."))
    evaluate_on = day(_("Looked back on before"))
    subjects = SeveralRows(
        Subject.objects.none(), label=_("Subjects"), required=False, widget=forms.CheckboxSelectMultiple
    )
    factors = FactorChoice(Factor.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, by: Member, plan: IndividualPlan, **kwargs: Any):
        initial = {name: getattr(plan, name) for name in (*actions.FIELDS, "version")}
        initial |= {name: set(getattr(plan, name).values_list("pk", flat=True)) for name in ("subjects", "factors")}
        super().__init__(*args, initial=initial, **kwargs)
        self.by, self.plan = by, plan
        self.goals, self.supports = list(plan.goals.order_by("position", "pk")), list(plan.supports.all())
        self.fields["subjects"].queryset = Subject.objects.filter(school=by.school)
        kept = Factor.objects.filter(pupil=plan.pupil_id, pk__in=initial["factors"])
        now = Factor.objects.filter(holds_today(), pupil=plan.pupil_id)
        self.fields["factors"].queryset = Factor.objects.filter(
            school=by.school, pk__in=[*kept.values_list("pk", flat=True), *now.values_list("pk", flat=True)]
        )
        if plan.kind != KIND.OUTLOOK:
            for name in ("outlook", "motivation", "counts_from"):
                self.fields[name].required, self.fields[name].widget = False, forms.HiddenInput()
        self.fields["ends_on"].required = plan.kind == KIND.TEMPORARY
        self.tests = _tests(by, self.goals)
        for goal in self.goals:
            self._goal_fields(goal)
        for line in self.supports:
            self._support_fields(line)

        for field in self.fields.values():
            field.template_name = "plans/individual_field.html"  # everything may stay empty: not said at each field

    def _goal_fields(self, goal: Goal) -> None:
        self.fields[f"goal-{goal.pk}-text"] = area(_("Goal"), rows=2)
        self.fields[f"goal-{goal.pk}-measure"] = area(_("We see it by"), rows=1)
        self.fields[f"goal-{goal.pk}-counted"] = forms.ChoiceField(
            label=_("Counted on"), required=False, choices=self.tests
        )
        self.fields[f"goal-{goal.pk}-target"] = forms.DecimalField(
            label=_("Target"), required=False, min_value=0, max_value=99999, decimal_places=1, localize=True
        )
        self.initial |= {
            f"goal-{goal.pk}-text": goal.text,
            f"goal-{goal.pk}-measure": goal.measure,
            f"goal-{goal.pk}-counted": goal.instrument_id or "",
            f"goal-{goal.pk}-target": goal.target,
        }

    def _support_fields(self, line: PlanSupport) -> None:
        texts = {"what": _("What"), "by_whom": _("By whom"), "moment": _("When")}
        for name, label in texts.items():
            longest = PlanSupport._meta.get_field(name).max_length
            self.fields[f"support-{line.pk}-{name}"] = forms.CharField(label=label, required=False, max_length=longest)
        numbers = {
            "times_a_week": (_("Times a week"), MOST_TIMES),
            "minutes_a_week": (_("Minutes a week"), MOST_MINUTES),
        }
        for name, (label, most) in numbers.items():
            self.fields[f"support-{line.pk}-{name}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=most
            )
        for name in actions.SUPPORT_FIELDS:
            self.initial[f"support-{line.pk}-{name}"] = getattr(line, name) or ""

    def goal_rows(self) -> list[dict[str, Any]]:
        """The goals with their fields; `now`: where the pupil stood when the test was chosen."""
        names = ("text", "measure", "counted", "target")
        return [
            {"pk": goal.pk, "now": figure_words(goal.current)}
            | {name: self[f"goal-{goal.pk}-{name}"] for name in names}
            for goal in self.goals
        ]

    def support_rows(self) -> list[dict[str, Any]]:
        """The lines of the agreed part with their fields."""
        return [
            {"pk": line.pk, "fields": [self[f"support-{line.pk}-{name}"] for name in actions.SUPPORT_FIELDS]}
            for line in self.supports
        ]

    def clean(self) -> dict[str, Any]:
        """Line ends are those of the database; days follow each other."""
        values = super().clean() or self.cleaned_data
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = value.replace("\r\n", "\n")
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Choose a day after the first one."))
        if not values.get("counts_from") and "counts_from" not in self.errors:
            values["counts_from"] = self.plan.counts_from
        return values

    def save(self) -> IndividualPlan:
        values = self.cleaned_data
        return actions.save_individual(
            by=self.by,
            plan=self.plan,
            version=values["version"],
            values={name: values[name] for name in actions.FIELDS},
            factors=list(values["factors"]),
            subjects=list(values["subjects"]),
            goals={goal.pk: self._goal(goal.pk) for goal in self.goals},
            supports={line.pk: self._line("support", line.pk, actions.SUPPORT_FIELDS) for line in self.supports},
        )

    def _goal(self, pk: int) -> dict[str, Any]:
        """Words, and on which test they are counted; a target without a test counts nothing."""
        typed = self._line("goal", pk, ("text", "measure", "counted", "target"))
        test = int(typed.pop("counted") or 0) or None
        return {**typed, "instrument_id": test, "target": typed["target"] if test else None}

    def _line(self, what: str, pk: int, fields: tuple[str, ...]) -> dict[str, Any]:
        typed = {name: self.cleaned_data[f"{what}-{pk}-{name}"] for name in fields}
        return {name: value or 0 if name in NUMBERS else value for name, value in typed.items()}


class WhyForm(forms.Form):
    """Why a version is made: one line that parents read too."""

    why = forms.CharField(label=_("Why this version"), max_length=200)


class WithoutForm(forms.Form):
    """Settling a version although something stands in the way."""

    without = forms.CharField(label=_("Settle it all the same, because"), max_length=200, required=False)


OUTCOMES = [*GoalOutcome.Outcome.choices, ("", _("not looked at"))]


class EvaluationForm(VersionedForm):
    """Looking back on a plan, with parents and pupil."""

    held_on = day(_("Day of the talk"))
    result = area(_("What came of it"), _("Goal by goal: what was reached, what helped, what did not?"), rows=5)
    parents_words = area(_("What the parents say"))
    pupils_words = area(_("What the pupil says"))
    follows = forms.ChoiceField(label=_("The plan"), choices=IndividualEvaluation.Next, widget=forms.RadioSelect)
    until = day(_("Goes on until"), required=False)

    def __init__(self, *args: Any, by: Member, plan: IndividualPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        goals = plan.goals.exclude(text="").select_related("instrument").order_by("position", "pk")
        self.by, self.plan, self.goals = by, plan, list(goals)
        figures = goal_figures(plan, self.goals)
        for goal in self.goals:
            self.fields[f"goal-{goal.pk}"] = forms.ChoiceField(
                label=goal.text,
                help_text=figures.get(goal.pk, ""),
                choices=OUTCOMES,
                required=False,
                widget=forms.RadioSelect,
                initial="",
            )
        self.fields["version"].initial = plan.version
        self.fields["result"].required = True
        self.order_fields(["held_on", *(f"goal-{goal.pk}" for goal in self.goals)])
        self.fields["held_on"].initial = clock.today()
        if plan.kind == KIND.OUTLOOK:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Not in the future; a temporary plan that goes on does so until a day."""
        values = super().clean() or self.cleaned_data
        if (held := values.get("held_on")) and held > clock.today():
            self.add_error("held_on", _("This day has not come yet."))
        goes_on = values.get("follows") in (IndividualEvaluation.Next.CONTINUE, IndividualEvaluation.Next.ADJUST)
        if "until" in self.fields and goes_on and not self.errors.get("until"):
            until = values.get("until")
            if until is None or until <= clock.today():
                self.add_error("until", _("Say until which day, after today."))
        return values

    def save(self) -> IndividualEvaluation:
        """Keep it."""
        values = dict(self.cleaned_data)
        outcomes = {goal.pk: values.pop(f"goal-{goal.pk}") for goal in self.goals}
        return evaluate_individual(by=self.by, plan=self.plan, outcomes=outcomes, **values)


class TermsForm(VersionedForm):
    """The school's own names and terms of individual plans."""

    temporary_name = forms.CharField(label=_("What you call the temporary plan"), max_length=80, required=False)
    outlook_name = forms.CharField(label=_("What you call the plan with an outlook"), max_length=80, required=False)
    first_weeks = forms.IntegerField(
        label=_("Weeks within which a first plan with an outlook is agreed"),
        help_text=_("0: Gezien asks nothing. Holidays do not count."),
        min_value=0,
        max_value=52,
    )
    evaluate_months = forms.IntegerField(
        label=_("Months after which a plan with an outlook is looked back on"), min_value=1, max_value=36
    )
    heard_first = forms.BooleanField(label=_("The pupil is heard before a plan is agreed"), required=False)
    link_days = forms.IntegerField(
        label=_("Days a link to a plan is valid, unless told otherwise"), min_value=1, max_value=MOST_LINK_DAYS
    )
    holidays = forms.CharField(
        label=_("Holidays"),
        required=False,
        help_text=_("One on each line, first and last day: 17-10-2026 – 25-10-2026"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, by: Member, terms: Terms, **kwargs: Any):
        names = (
            "temporary_name",
            "outlook_name",
            "first_weeks",
            "evaluate_months",
            "heard_first",
            "link_days",
            "version",
        )
        initial = {name: getattr(terms, name) for name in names}
        initial["holidays"] = "\n".join(f"{first:%d-%m-%Y} – {last:%d-%m-%Y}" for first, last in terms.holidays)
        super().__init__(*args, initial=initial, **kwargs)
        self.by = by

    def clean_holidays(self) -> tuple[Holiday, ...]:
        """Pairs of days, in order; a line that is no such pair is named."""
        return tuple(sorted(_holiday(line) for line in self.cleaned_data["holidays"].splitlines() if line.strip()))

    def save(self):
        values = dict(self.cleaned_data)
        version, holidays = values.pop("version"), values.pop("holidays")
        return actions.save_terms(by=self.by, version=version, values=values, holidays=holidays)


def _holiday(line: str) -> Holiday:
    try:
        return parse_holiday(line)
    except ValueError as error:
        raise forms.ValidationError(
            gettext("“%(line)s” is not a first and a last day.") % {"line": line.strip()}
        ) from error
