"""Checks what is typed about the rhythm of the year and about planning many reviews at once."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.common.numbers import number_of
from gezien.meetings.actions import rhythm as actions
from gezien.meetings.models import ReviewMoment, RhythmSettings
from gezien.meetings.queries.proposal import Line, Wish
from gezien.meetings.rules import possible_chairs
from gezien.plans.actions.holidays import save_holidays
from gezien.plans.models.week import Weekday
from gezien.plans.queries.individual_settings import Terms
from gezien.plans.terms import Holiday, parse_holiday
from gezien.schools.rules import Member

LONGEST_PLANNING = 200  # days


def date_input() -> forms.DateInput:
    """A day as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    """A time as browsers ask for it."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class Hours(forms.Form):
    """On which weekdays, from what hour, how long, how many after each other."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"),
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_at = forms.TimeField(label=gettext_lazy("The first one begins at"), widget=time_input())
    length = forms.IntegerField(label=gettext_lazy("Minutes for one"), min_value=10, max_value=240)
    a_day = forms.IntegerField(label=gettext_lazy("How many on one day?"), min_value=1, max_value=8)


class WishForm(Hours):
    """Between which days reviews are looked for, and who leads them."""

    first = forms.DateField(label=gettext_lazy("From"), widget=date_input())
    last = forms.DateField(label=gettext_lazy("Up to and including"), widget=date_input())
    chair = forms.ModelChoiceField(label=gettext_lazy("Who leads them?"), queryset=None, empty_label=None)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=60, required=False)
    field_order = ["first", "last", "weekdays", "starts_at", "length", "a_day", "chair", "place"]

    def __init__(self, *args: Any, member: Member, usual: Wish, **kwargs: Any):
        initial = {name: getattr(usual, name) for name in ("first", "last", "weekdays", "length", "a_day")}
        initial |= {"starts_at": usual.start, "chair": usual.chair.pk}
        super().__init__(*args, initial=initial, auto_id="wish-%s", **kwargs)
        self.fields["chair"].queryset = possible_chairs(member)
        self.fields["chair"].label_from_instance = lambda user: user.name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and not 0 <= (last - first).days <= LONGEST_PLANNING:
            self.add_error("last", _("This is before the first day, or more than half a year after it."))
        return data

    @property
    def wish(self) -> Wish:
        """What was asked; of a valid form."""
        data = self.cleaned_data
        values = {name: data[name] for name in ("first", "last", "length", "a_day", "chair")}
        return Wish(**values, start=data["starts_at"], weekdays=tuple(data["weekdays"]))


def choose(found: list[Line], data: Mapping[str, Any]) -> None:
    """What somebody made of the proposal: which groups, and for each its day and time as typed."""
    chosen = set(data.getlist("chosen"))
    for line in found:
        line.chosen, line.problem = str(line.group.pk) in chosen, ""
        line.day = _typed(dt.date, data.get(f"day-{line.group.pk}", ""))
        line.start = _typed(dt.time, data.get(f"time-{line.group.pk}", ""))


def _typed(kind: type, text: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


class RhythmForm(VersionedForm, Hours):
    """The school's terms and hours."""

    talk_days = forms.IntegerField(
        label=gettext_lazy("Days before a pupil review by which parents are spoken with"), min_value=0, max_value=60
    )
    remind_days = forms.IntegerField(
        label=gettext_lazy("Days before a form is due on which Gezien reminds"), min_value=0, max_value=30
    )
    report_days = forms.IntegerField(
        label=gettext_lazy("Days after a review within which the report is there"), min_value=0, max_value=60
    )
    field_order = ["talk_days", "remind_days", "report_days", "weekdays", "starts_at", "length", "a_day", "version"]

    def __init__(self, *args: Any, rhythm: RhythmSettings, member: Member, **kwargs: Any):
        initial = {name: getattr(rhythm, name) for name in (*actions.TERMS, "version")}
        super().__init__(*args, initial=initial, auto_id="rhythm-%s", **kwargs)
        self.member = member

    def save(self) -> RhythmSettings:
        """Set them; raises `StaleVersion`."""
        values = dict(self.cleaned_data)
        return actions.save_rhythm(by=self.member, version=values.pop("version"), values=values)


class MomentForm(forms.Form):
    """One moment of the year."""

    kind = forms.ChoiceField(label=gettext_lazy("Which review?"), choices=ReviewMoment.Kind.choices)
    month = forms.TypedChoiceField(label=gettext_lazy("Month"), coerce=int)
    from_day = forms.IntegerField(label=gettext_lazy("From the"), min_value=1, max_value=31)
    until_day = forms.IntegerField(label=gettext_lazy("until the"), min_value=1, max_value=31)
    is_optional = forms.BooleanField(label=gettext_lazy("may be skipped"), required=False)

    def __init__(self, *args: Any, moment: ReviewMoment | None = None, **kwargs: Any):
        initial: dict[str, Any] = {"kind": "group", "month": 9, "from_day": 1, "until_day": 30}
        if moment:
            initial = {name: getattr(moment, name) for name in actions.MOMENT}
        prefix = f"moment-{moment.pk}" if moment else "moment-new"
        super().__init__(*args, initial=initial, prefix=prefix, **kwargs)
        self.moment = moment
        self.fields["month"].choices = [(number, str(MONTHS[number])) for number in [*range(8, 13), *range(1, 8)]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("until_day", 31) < data.get("from_day", 1):
            self.add_error("until_day", _("This is before the first day."))
        return data


class MomentsForm:
    """All moments, and a new one when its button was pressed. `do`: "save", "add", or "remove-" with a key."""

    def __init__(self, data: Any = None, *, moments: list[ReviewMoment], version: int, member: Member):
        self.member, self.do = member, (data or {}).get("do", "save")
        self.version = (data or {}).get("version", version)
        gone = self.do.removeprefix("remove-")
        self.rows = [MomentForm(data, moment=one) for one in moments if str(one.pk) != gone]
        self.new = MomentForm(data if self.do == "add" else None)

    def is_valid(self) -> bool:
        """Whether each of them is."""
        asked = [*self.rows, self.new] if self.do == "add" else self.rows
        return sum(not form.is_valid() for form in asked) == 0  # each of them, so that each tells its errors

    def save(self) -> RhythmSettings:
        """Write them; raises `StaleVersion`."""
        moments = [(form.moment.pk, form.cleaned_data) for form in self.rows if form.moment]
        added = [(None, self.new.cleaned_data)] if self.do == "add" else []
        version = number_of(str(self.version))
        return actions.save_moments(by=self.member, version=version, moments=[*moments, *added])


class HolidaysForm(VersionedForm):
    """Holidays and free days, one on each line."""

    holidays = forms.CharField(
        label=gettext_lazy("Holidays and free days"),
        required=False,
        help_text=gettext_lazy("One on each line: 17-10-2026 – 25-10-2026. One date is one free day."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )

    def __init__(self, *args: Any, terms: Terms, member: Member, **kwargs: Any):
        text = "\n".join(
            f"{first:%d-%m-%Y}" if first == last else f"{first:%d-%m-%Y} – {last:%d-%m-%Y}"
            for first, last in terms.holidays
        )
        super().__init__(*args, initial={"holidays": text, "version": terms.version}, auto_id="holidays-%s", **kwargs)
        self.member = member

    def clean_holidays(self) -> tuple[Holiday, ...]:
        """Pairs of days, in order; a line that is none is named."""
        found = []
        for line in filter(str.strip, self.cleaned_data["holidays"].splitlines()):
            try:
                found.append(parse_holiday(line))
            except ValueError as error:
                text = _("“%(line)s” is not a first and a last day.") % {"line": line.strip()}
                raise forms.ValidationError(text) from error
        return tuple(sorted(found))

    def save(self) -> Any:
        """Write them; raises `StaleVersion`."""
        return save_holidays(by=self.member, **self.cleaned_data)
