"""Checks what is typed about reviews, their preparation and what is recorded in them; `save()` calls an action."""

import datetime as dt
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gezien.agreements.forms import USUAL_TERM, WORDS, MakeAgreementForm
from gezien.agreements.models import Agreement
from gezien.agreements.queries import group_in_words
from gezien.common import clock
from gezien.common.forms import SeveralRows, VersionedForm
from gezien.meetings.actions import preparations, reviews, room
from gezien.meetings.models import AgendaItem, Answer, Contribution, Meeting
from gezien.meetings.queries.objections import against_change, against_review
from gezien.meetings.queries.reviews import sensible_start, teachers_of, upcoming
from gezien.meetings.queries.rhythm import free_days
from gezien.meetings.rules import plannable_groups, possible_chairs, possible_participants
from gezien.plans.terms import school_day_from
from gezien.pupils.models import Group
from gezien.pupils.words import by_year_group
from gezien.schools.rules import Member


class WhenAndWho(forms.Form):
    """Day, hour, place, chair and the others at the table."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=60, required=False)
    chair = forms.ModelChoiceField(label=_("Who leads it?"), queryset=None, empty_label=None)
    participants = SeveralRows(
        label=_("Who takes part?"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        self.stands_on: dt.date | None = None
        self.objections: list[str] = []
        self.anyway = ""  # what a second press sends back: of these objections to this day
        self.fields["date"].widget.attrs["min"] = f"{clock.today():%Y-%m-%d}"
        self.fields["chair"].queryset = possible_chairs(member)
        self.fields["participants"].queryset = possible_participants(member)
        for name in ("chair", "participants"):
            self.fields[name].label_from_instance = lambda user: user.name

    def clean_date(self) -> dt.date:
        """A day that is still to come; of a review that waits the day it stands on."""
        day = self.cleaned_data["date"]
        if day < clock.today() and day != self.stands_on:
            raise ValidationError(_("This day has passed. Choose today or a day to come."))
        return day

    def is_ready(self) -> bool:
        """Whether it can be planned: nothing speaks against it, or one was told so and plans all the same."""
        if not self.is_valid():
            return False
        with_day = [str(self.when_and_who["starts_at"]), *self.what_speaks_against()]
        self.anyway = sha256("\n".join(with_day).encode()).hexdigest()[:16]
        if len(with_day) > 1 and self.data.get("anyway") != self.anyway:
            self.objections = with_day[1:]
        return not self.objections

    def what_speaks_against(self) -> list[str]:
        """What one is told before anybody gets a mail."""
        return []

    @property
    def when_and_who(self) -> dict[str, Any]:
        """What the actions want to know."""
        data = self.cleaned_data
        return {
            "starts_at": timezone.make_aware(dt.datetime.combine(data["date"], data["time"])),
            "place": data["place"],
            "chair": data["chair"],
            "participants": list(data["participants"]),
        }

    @property
    def planned(self) -> dict[str, Any]:
        """When, and by key the names of who is to be there."""
        people = {user.pk: user.name for user in [self.cleaned_data["chair"], *self.cleaned_data["participants"]]}
        return {"starts_at": self.when_and_who["starts_at"], "people": people}


class PlanForm(WhenAndWho):
    """A new review of a group; whoever teaches it stands ticked."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=None, empty_label=None)
    field_order = ["group", "date", "time", "place", "chair", "participants"]

    def __init__(self, *args: Any, member: Member, group: Group | None = None, **kwargs: Any):
        super().__init__(*args, member=member, **kwargs)
        groups = plannable_groups(member).filter(year__ends_on__gte=clock.today())
        self.fields["group"].queryset = groups
        in_order = sorted(groups, key=by_year_group)
        self.fields["group"].choices = [(one.pk, group_in_words(one)) for one in in_order]
        planned = set(upcoming(member).values_list("group", flat=True))
        group = group or next((one for one in in_order if one.pk not in planned), in_order[0] if in_order else None)
        teachers = [user.pk for user in teachers_of(group)] if group else []
        self.has_teachers = bool(teachers)
        start = sensible_start()
        chairs = self.fields["chair"].queryset
        self.initial |= {
            "group": group,
            "date": start.date(),
            "time": start.time(),
            "chair": member.user.pk if chairs.filter(pk=member.user.pk).exists() else None,
            "participants": [*teachers, member.user.pk],
        }

    def what_speaks_against(self) -> list[str]:
        """About day, people, group and the form's term."""
        return against_review(self.member, self.cleaned_data["group"], **self.planned)

    def save(self) -> Meeting | None:
        """Plan it; None with the reason among the errors when the school has no form or year yet."""
        try:
            return reviews.plan_review(by=self.member, group=self.cleaned_data["group"], **self.when_and_who)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class ChangeReviewForm(WhenAndWho, VersionedForm):
    """A planned review on another day, elsewhere, longer or shorter, or with others."""

    length = forms.IntegerField(label=_("Minutes for one"), min_value=10, max_value=240, required=False)

    def __init__(self, *args: Any, meeting: Meeting, member: Member, **kwargs: Any):
        start = timezone.localtime(meeting.starts_at)
        initial = {
            "date": start.date(),
            "time": start.time(),
            "length": meeting.length,
            "place": meeting.place,
            "chair": meeting.chair_id,
            "participants": [seat.user_id for seat in meeting.participants.all()],
            "version": meeting.version,
        }
        super().__init__(*args, member=member, initial=initial, **kwargs)
        self.meeting, self.stands_on = meeting, start.date()
        if start.date() < clock.today():
            del self.fields["date"].widget.attrs["min"]

    def what_speaks_against(self) -> list[str]:
        """About the new day and hour, who takes part, and the terms that are over by it."""
        length = self.cleaned_data["length"] or self.meeting.length
        return against_change(self.member, self.meeting, length=length, **self.planned)

    def save(self) -> Meeting:
        """Change it; raises `StaleVersion`."""
        changed = {"version": self.cleaned_data["version"], "length": self.cleaned_data["length"]}
        return reviews.change_review(by=self.member, meeting=self.meeting, **changed, **self.when_and_who)


class ContributionForm(VersionedForm):
    """What one answers oneself to a question of a preparation; saved while one types."""

    text = forms.CharField(max_length=10000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, answer: Answer, member: Member, mine: Contribution | None, **kwargs: Any):
        kwargs.setdefault("initial", {"text": mine.text if mine else "", "version": mine.version if mine else 0})
        super().__init__(*args, auto_id=f"answer-{answer.pk}-%s", **kwargs)
        self.answer, self.member = answer, member
        if answer.help:
            self.fields["text"].widget.attrs["aria-describedby"] = f"help-{answer.pk}"

    def save(self) -> Contribution:
        """Save the contribution; raises `StaleVersion`."""
        return preparations.save_contribution(by=self.member, answer=self.answer, **self.cleaned_data)


class MinutesForm(VersionedForm):
    """The minutes of one point of the agenda; saved while one types."""

    minutes = forms.CharField(
        label=_("Minutes"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, item: AgendaItem, member: Member | None = None, **kwargs: Any):
        kwargs.setdefault("initial", {"minutes": item.minutes, "version": item.version})
        super().__init__(*args, auto_id="minutes-%s", **kwargs)
        self.item, self.member = item, member

    def save(self) -> AgendaItem:
        """Save the minutes; raises `StaleVersion`."""
        return room.save_minutes(by=self.member, item=self.item, **self.cleaned_data)


class RoomAgreementForm(MakeAgreementForm):
    """An agreement made in the review: about the group or one of its pupils; for who writes it, unless one chooses."""

    def __init__(self, *args: Any, meeting: Meeting, item: AgendaItem | None, member: Member, **kwargs: Any):
        case = item.case if item else None
        teacher = case.teacher if case else teachers_of(meeting.group).first() if meeting.group else None
        due = school_day_from(clock.today() + USUAL_TERM, free_days(member.school))
        kwargs.setdefault("initial", {"due_on": due})
        about = f"pupil-{case.pupil_id}" if case else f"group-{meeting.group_id}"
        super().__init__(*args, member=member, group=meeting.group, about=about, auto_id="agree-%s", **kwargs)
        self.meeting, self.item = meeting, item
        self.fields["what"].help_text = ""
        possible = {pk for pk, _name in self.fields["owner"].choices}
        if member.user.pk not in possible and teacher and teacher.pk in possible:
            self.initial["owner"] = teacher.pk

    def save(self) -> Agreement:
        """Make the agreement in the review."""
        fields = {name: self.cleaned_data[name] for name in WORDS}
        return room.agree(by=self.member, meeting=self.meeting, item=self.item, pupil=self.pupil, **fields)
