"""Forms of class visits and guides."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gezien.agreements.forms import AgreementFields
from gezien.agreements.rules import possible_owners
from gezien.common import clock
from gezien.common.forms import SeveralRows, VersionedForm
from gezien.common.numbers import number_of
from gezien.plans.models import PlanRow
from gezien.plans.rules import visible_plans
from gezien.pupils.models import Group
from gezien.schools.models import User
from gezien.schools.rules import Member
from gezien.visits import actions
from gezien.visits.models import ClassVisit, ViewingGuide
from gezien.visits.rules import teachers_to_visit, visible_guides

NEW_QUESTIONS = 3
MOST_QUESTIONS = 30


class _People(SeveralRows):
    def label_from_instance(self, obj: User) -> str:
        return obj.name


class _Rows(SeveralRows):
    def label_from_instance(self, obj: PlanRow) -> str:
        return f"{obj.plan.subject.name}: {obj.cluster.name}"


class _When(forms.Form):
    planned_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=clock.today
    )
    starts_at = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class PlanVisitForm(_When):
    """A visit to a group; whose lesson, when, and what one comes to look at."""

    teacher = _People(
        label=_("Whose lesson"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two teachers in one lesson get feedback of their own; neither reads the other's."),
    )
    focus = forms.CharField(
        label=_("What would the teacher like you to look at?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ask beforehand: a visit with the teacher's own question helps most."),
    )
    rows = _Rows(label=_("From the plan"), required=False, queryset=None, widget=forms.CheckboxSelectMultiple)
    guide = forms.ModelChoiceField(label=_("Viewing guide"), queryset=None, required=False, empty_label=_("Without"))
    field_order = ["teacher", "planned_on", "starts_at", "focus", "guide", "rows"]

    def __init__(self, *args, by: Member, group: Group, plan: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.group = by, group
        guides = visible_guides(by).filter(is_retired=False)
        self.fields["teacher"].queryset = teachers_to_visit(by, group).order_by("first_name", "last_name", "pk")
        teachers = list(self.fields["teacher"].queryset)
        if len(teachers) == 1:
            self.initial.setdefault("teacher", [teachers[0].pk])
            self.fields["teacher"].help_text = ""
        self.fields["guide"].queryset = guides
        self.fields["rows"].queryset = _running_rows(by, group)
        self.initial.setdefault("guide", guides.first())
        if key := number_of(plan):
            chosen = [row.pk for row in self.fields["rows"].queryset if row.plan_id == key]
            self.initial.setdefault("rows", chosen)

    def save(self) -> list[ClassVisit]:
        """Plan it: a visit for each teacher."""
        data = dict(self.cleaned_data)
        return actions.plan_visits(by=self.by, group=self.group, teachers=data.pop("teacher"), **data)


def _running_rows(by: Member, group: Group) -> QuerySet[PlanRow]:
    """The rows of the plans of today's period."""
    today = clock.today()
    plans = visible_plans(by).filter(group=group, period__starts_on__lte=today, period__ends_on__gte=today)
    rows = PlanRow.objects.filter(plan__in=plans).select_related("plan__subject", "cluster")
    return rows.order_by("plan__subject__position", "cluster__position", "pk")


class MoveVisitForm(VersionedForm, _When):
    """Another day or hour."""

    def __init__(self, *args, by: Member, visit: ClassVisit, **kwargs):
        names = ("planned_on", "starts_at", "version")
        super().__init__(*args, initial={name: getattr(visit, name) for name in names}, **kwargs)
        self.by, self.visit = by, visit

    def save(self) -> ClassVisit:
        """Move it."""
        actions.move_visit(by=self.by, visit=self.visit, **self.cleaned_data)
        return self.visit


def _text(label, rows: int, hint=""):
    return forms.CharField(
        label=label,
        required=False,
        max_length=5000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "data-grow": ""}),
    )


class WriteVisitForm(VersionedForm):
    """What is seen; a field for each question of the guide, saved while one types."""

    strengths = _text(_("What goes well"), 3, _("Begin here: what works, and what do you see pupils gain from it?"))
    ideas = _text(_("To think about"), 3, _("A question or an idea, in words that you would say aloud."))

    def __init__(self, *args, by: Member, visit: ClassVisit, **kwargs):
        initial = {"strengths": visit.strengths, "ideas": visit.ideas, "version": visit.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.by, self.visit = by, visit
        for number, point in enumerate(visit.points):
            self.fields[f"point_{number}"] = _text(point["question"], 2)
            self.initial[f"point_{number}"] = point["seen"]

    def save(self) -> ClassVisit:
        """Keep it."""
        data = self.cleaned_data
        seen = [data[f"point_{number}"] for number in range(len(self.visit.points))]
        texts = {name: data[name] for name in ("strengths", "ideas")}
        return actions.write_visit(by=self.by, visit=self.visit, version=data["version"], seen=seen, **texts)

    def try_save(self) -> ClassVisit | None:
        """As ever; when another device wrote meanwhile, with what it wrote at each question."""
        saved = super().try_save()
        if self.conflict is not None:
            current = ClassVisit.objects.get(pk=self.visit.pk)
            self.conflict |= {f"point_{number}": point["seen"] for number, point in enumerate(current.points)}
        return saved

    def by_theme(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions as the guide puts them together."""
        themes: dict[str, list[forms.BoundField]] = {}
        for number, point in enumerate(self.visit.points):
            themes.setdefault(point["theme"], []).append(self[f"point_{number}"])
        return list(themes.items())


class RespondForm(VersionedForm):
    """The teacher's own words."""

    response = _text(_("Your own words"), 4, _("What do you recognise, what was different, what do you take along?"))

    def __init__(self, *args, by: Member, visit: ClassVisit, **kwargs):
        super().__init__(*args, initial={"response": visit.response, "version": visit.version}, **kwargs)
        self.by, self.visit = by, visit

    def save(self) -> ClassVisit:
        """Keep them."""
        return actions.respond(by=self.by, visit=self.visit, **self.cleaned_data)


class VisitAgreementForm(AgreementFields):
    """What follows from a visit; teacher and visitor are the ones to do it."""

    def __init__(self, *args, by: Member, visit: ClassVisit, **kwargs):
        super().__init__(*args, member=by, **kwargs)
        self.by, self.visit = by, visit
        both = possible_owners(by).filter(pk__in=[visit.teacher_id, visit.visitor_id])
        self.choose_owner_from(both.order_by("first_name", "pk"))

    def save(self):
        """Make it."""
        return actions.agree_on(by=self.by, visit=self.visit, **self.cleaned_data)


class GuideForm(VersionedForm):
    """A guide with its questions: what stands empty goes, the order is the order of the page."""

    name = forms.CharField(label=_("Name"), max_length=80)
    is_retired = forms.BooleanField(label=_("No longer in use"), required=False)

    def __init__(self, *args, by: Member, guide: ViewingGuide | None, **kwargs):
        initial = {"version": 1}
        if guide:
            initial = {name: getattr(guide, name) for name in ("name", "is_retired", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.by, self.guide = by, guide
        questions = list(guide.questions) if guide else []
        self.count = min(len(questions) + NEW_QUESTIONS, MOST_QUESTIONS)
        if self.is_bound:
            self.count = min(number_of(self.data.get("count", "")), MOST_QUESTIONS)
        for number in range(self.count):
            known = questions[number] if number < len(questions) else {"theme": "", "text": ""}
            self.fields[f"theme_{number}"] = forms.CharField(label=_("Theme"), max_length=60, required=False)
            self.fields[f"text_{number}"] = forms.CharField(label=_("Question"), max_length=300, required=False)
            self.fields[f"place_{number}"] = forms.IntegerField(
                label=_("Order"), required=False, min_value=0, max_value=99
            )
            self.initial |= {f"theme_{number}": known["theme"], f"text_{number}": known["text"]}
            self.initial[f"place_{number}"] = number + 1

    def clean_name(self) -> str:
        """No two guides of one name."""
        name = self.cleaned_data["name"].strip()
        same = visible_guides(self.by).filter(name__iexact=name).exclude(pk=self.guide.pk if self.guide else None)
        if same.exists():
            raise forms.ValidationError(_("There is a guide of this name already."))
        return name

    def questions(self) -> list[dict[str, str]]:
        """What was typed, in the order that was asked."""
        data = self.cleaned_data
        typed = [
            (data.get(f"place_{number}") or 99, number, data[f"theme_{number}"].strip(), data[f"text_{number}"].strip())
            for number in range(self.count)
        ]
        return [{"theme": theme, "text": text} for _place, _number, theme, text in sorted(typed) if text]

    def save(self) -> ViewingGuide:
        """Keep it."""
        data = self.cleaned_data
        return actions.save_guide(
            by=self.by,
            guide=self.guide,
            version=data["version"],
            name=data["name"],
            questions=self.questions(),
            is_retired=data["is_retired"],
        )

    def lines(self) -> list[dict[str, forms.BoundField]]:
        """The questions as rows of the page."""
        return [{part: self[f"{part}_{number}"] for part in ("place", "theme", "text")} for number in range(self.count)]
