"""The list of agreements by person, by what they are about and by how they stand."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.agreements.queries import asks_effect, group_in_words, with_names
from gezien.agreements.rules import ABOUT_SCHOOL, visible_agreements
from gezien.common import clock
from gezien.common.numbers import number_of
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.pupils.rules import visible_groups, visible_pupils
from gezien.pupils.words import by_year_group
from gezien.schools.models import User
from gezien.schools.rules import Member, current

Outcome, Helped = Agreement.Outcome, Agreement.Helped
OPEN, LATE, EFFECT, ALL = "open", "late", "effect", "all"


@dataclass(frozen=True)
class Choice:
    """What somebody asks to see; nothing chosen: None, None and False. What one may not see counts as not chosen."""

    person: User | None = None
    group: Group | None = None
    pupil: Pupil | None = None
    is_school: bool = False
    state: str = ""

    @property
    def is_made(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.person or self.group or self.pupil or self.is_school or self.state)

    @property
    def about(self) -> str:
        """The value of the field "about"."""
        if self.pupil:
            return f"pupil-{self.pupil.pk}"
        return f"group-{self.group.pk}" if self.group else ("school" if self.is_school else "")


def choice_of(member: Member, asked: dict[str, str]) -> Choice:
    """What an address asks (?person=, ?about=group-3, ?state=), as far as the member may see it."""
    kind, _dash, number = asked.get("about", "").partition("-")
    key, person = number_of(number), number_of(asked.get("person", ""))
    return Choice(
        person=people(member).filter(pk=person).first() if person else None,
        group=visible_groups(member).filter(pk=key).first() if kind == "group" else None,
        pupil=visible_pupils(member).filter(pk=key).first() if kind == "pupil" else None,
        is_school=kind == "school",
        state=asked["state"] if asked.get("state") in dict(states()) else "",
    )


def states() -> list[tuple[str, str]]:
    """How agreements can stand, as choices."""
    return [
        (OPEN, _("open")),
        (LATE, _("late")),
        (EFFECT, _("did it help: not told yet")),
        (Outcome.DONE.value, str(Outcome.DONE.label)),
        (Outcome.NOT_DONE.value, str(Outcome.NOT_DONE.label)),
        (Outcome.CHANGED.value, str(Outcome.CHANGED.label)),
        (ALL, _("all")),
    ]


def people(member: Member) -> QuerySet[User]:
    """Whoever has to do something of what the member sees, by name."""
    owners = visible_agreements(member).order_by().values("owner")
    return User.objects.filter(pk__in=owners).order_by("first_name", "last_name", "pk")


def chosen(member: Member, choice: Choice) -> QuerySet[Agreement]:
    """What the choice asks of what the member sees: open ones by day, the newest of what is settled first.

    A pupil's list holds their own; a group's list also those of its pupils of today.
    """
    found = _about(with_names(visible_agreements(member)), choice)
    if choice.person:
        found = found.filter(owner=choice.person)
    found = found.filter(_state(choice.state, clock.today()))
    return found if choice.state in ("", OPEN, LATE) else found.order_by("-due_on", "-pk")


def _about(found: QuerySet[Agreement], choice: Choice) -> QuerySet[Agreement]:
    if choice.pupil:
        return found.filter(pupil=choice.pupil)
    if choice.group:
        enrolled = Enrolment.objects.filter(current(), group=choice.group).values("pupil")
        return found.filter(Q(group=choice.group) | Q(pupil__in=enrolled))
    return found.filter(ABOUT_SCHOOL) if choice.is_school else found


def _state(state: str, today: dt.date) -> Q:
    if state in ("", OPEN):
        return Q(outcome="")
    if state == LATE:
        return Q(outcome="", due_on__lt=today)
    if state == EFFECT:
        return asks_effect(today)
    return Q() if state == ALL else Q(outcome=state)


def figures(member: Member, choice: Choice) -> dict[str, int]:
    """How many of what the choice is about (whatever its state) are open, late, settled, and what helped."""
    found = _about(visible_agreements(member), choice)
    if choice.person:
        found = found.filter(owner=choice.person)
    counts: dict[str, Any] = {
        "open": Q(outcome=""),
        "late": _state(LATE, clock.today()),
        "done": Q(outcome=Outcome.DONE),
        "not_done": Q(outcome=Outcome.NOT_DONE),
        "changed": Q(outcome=Outcome.CHANGED),
        "effect_yes": Q(helped=Helped.YES),
        "effect_partly": Q(helped=Helped.PARTLY),
        "effect_no": Q(helped=Helped.NO),
    }
    return found.order_by().aggregate(**{name: Count("pk", filter=condition) for name, condition in counts.items()})


def about_choices(member: Member, choice: Choice) -> list[tuple[str, str]]:
    """The school, the groups of this year the member sees, and what is chosen."""
    groups = sorted(visible_groups(member).filter(year__ends_on__gte=clock.today()), key=by_year_group)
    choices = [("school", _("The school")), *((f"group-{group.pk}", group_in_words(group)) for group in groups)]
    if choice.pupil:
        choices.append((choice.about, choice.pupil.name))
    elif choice.group and choice.about not in dict(choices):
        choices.append((choice.about, group_in_words(choice.group)))
    return choices
