"""What a plan of one pupil says: as a version keeps it, told in sections, and what changed between two."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.common.numbers import number_of
from gezien.notes.differences import differences
from gezien.notes.models import Factor
from gezien.plans.models import Goal, IndividualPlan, IndividualPlanVersion, PlanSupport
from gezien.plans.queries.figures import figure_words
from gezien.plans.queries.individual_settings import Terms
from gezien.plans.words import time_in_words

TEXTS = (
    *("reason", "situation", "promoting", "hindering", "outlook", "motivation", "offered", "evaluation"),
    *("parents_words", "pupils_words"),
)


@dataclass(frozen=True)
class Section:
    """A part of the plan as one reads it: a title, and lines of text; `kind` "list" or "text"."""

    key: str
    title: str
    lines: tuple[str, ...]
    kind: str = "text"

    @property
    def text(self) -> str:
        """The lines under each other, to compare."""
        return "\n".join(self.lines)


def content_of(plan: IndividualPlan, terms: Terms) -> dict[str, Any]:
    """The whole plan as plain data: what a version keeps. Five statements; empty lines are left out."""
    factors = list(plan.factors.order_by("-direction", "domain__position", "pk").values_list("direction", "text"))
    return {
        "name": terms.name_of(plan.kind),
        "kind": plan.kind,
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat() if plan.ends_on else "",
        "evaluate_on": plan.evaluate_on.isoformat(),
        "subjects": list(plan.subjects.order_by("position", "name").values_list("name", flat=True)),
        "helps": [text for direction, text in factors if direction == Factor.Direction.STIMULATING],
        "hinders": [text for direction, text in factors if direction == Factor.Direction.HINDERING],
        "goals": [
            _goal_content(goal)
            for goal in plan.goals.select_related("instrument").order_by("position", "pk")
            if goal.text.strip()
        ],
        "supports": [_support_content(line) for line in plan.supports.order_by("position", "pk") if line.what.strip()],
        "heard_on": plan.heard_on.isoformat() if plan.heard_on else "",
        "heard_how": plan.heard_how,
        **{name: getattr(plan, name).strip() for name in TEXTS},
    }


def goal_words(goal: Goal) -> str:
    """A goal in one line, as the plan says it; empty without words."""
    return _goal(_goal_content(goal)) if goal.text.strip() else ""


def support_words(line: PlanSupport) -> str:
    """A line of the agreed part, as the plan says it; empty without words."""
    return _support(_support_content(line)) if line.what.strip() else ""


def kept_lines(plan: IndividualPlan, what: str) -> QuerySet[Any]:
    """The goals ("goal") or the lines of the agreed part ("support") of a plan, with those that were taken out."""
    return Goal.kept.filter(individual_plan=plan) if what == "goal" else PlanSupport.kept.filter(plan=plan)


def removed_line(plan: IndividualPlan, asked: str) -> dict[str, Any] | None:
    """The line that was taken out just now ("goal-12"), to put back; None when it is not there, or is back."""
    what, _dash, pk = asked.partition("-")
    if what not in ("goal", "support") or not (key := number_of(pk)):
        return None
    line = kept_lines(plan, what).filter(pk=key, removed_at__isnull=False).first()
    return {"what": what, "pk": line.pk, "text": str(line)} if line else None


def removed_lines(plan: IndividualPlan, but: dict[str, Any] | None = None) -> dict[str, list[dict[str, Any]]]:
    """What was taken out of a plan, however long ago, by what it is ("goal", "support"), newest first: 2 statements.

    `but`: the line that was taken out just now, which the page shows by itself.
    """
    now = (but["what"], but["pk"]) if but else None
    found = {what: kept_lines(plan, what).filter(removed_at__isnull=False) for what in ("goal", "support")}
    return {
        what: [
            {"pk": line.pk, "text": str(line), "day": date_format(clock.in_school_time(line.removed_at), "j F")}
            for line in lines.order_by("-removed_at", "-pk")
            if (what, line.pk) != now and str(line).strip()
        ]
        for what, lines in found.items()
    }


def _goal_content(goal: Goal) -> dict[str, str]:
    return {"text": goal.text.strip(), "measure": goal.measure.strip()} | _figure(goal)


def _support_content(line: PlanSupport) -> dict[str, Any]:
    return {
        "what": line.what,
        "by_whom": line.by_whom,
        "moment": line.moment,
        "times": line.times_a_week,
        "minutes": line.minutes_a_week,
    }


def _figure(goal: Goal) -> dict[str, str]:
    """On which test it is counted, from where and to where; nothing for a goal in words alone."""
    if goal.instrument is None:
        return {}
    return {"test": goal.instrument.name, "now": figure_words(goal.current), "target": figure_words(goal.target)}


def sections(content: dict[str, Any]) -> list[Section]:
    """The plan in reading order, strengths first; parts about which nothing is said are left out."""
    goals = tuple(_goal(goal) for goal in content["goals"])
    supports = tuple(_support(line) for line in content["supports"])
    found = [
        Section("period", _("When"), (_period(content),)),
        _text("reason", _("Why a plan of its own"), content),
        Section("helps", _("What helps"), (*content["helps"], *_lines(content["promoting"])), "list"),
        Section("hinders", _("What hinders"), (*content["hinders"], *_lines(content["hindering"])), "list"),
        _text("situation", _("Where the pupil stands now"), content),
        _text("outlook", _("Outlook"), content),
        _text("motivation", _("Why we expect this"), content),
        Section("goals", _("Goals"), goals, "list"),
        Section("supports", _("What we do: the agreed part"), (*supports, *_lines(content["offered"])), "list"),
        _text("evaluation", _("How we see whether it works"), content),
        Section("pupils_words", _("What the pupil says"), (*_lines(content["pupils_words"]), *_heard(content))),
        _text("parents_words", _("What the parents say"), content),
    ]
    return [section for section in found if section.lines]


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections that differ between two versions, each with its pieces: same, added or removed."""
    old = {section.key: section for section in sections(before)}
    new = {section.key: section for section in sections(after)}
    order = [section.key for section in sections(after)]
    order += [key for key in old if key not in new]
    return [
        {
            "key": key,
            "title": (new.get(key) or old[key]).title,
            "pieces": differences(old[key].text if key in old else "", new[key].text if key in new else ""),
        }
        for key in order
        if (old[key].text if key in old else "") != (new[key].text if key in new else "")
    ]


def latest_version(plan: IndividualPlan) -> IndividualPlanVersion | None:
    """The version that was put before parents and pupil last."""
    return plan.versions.order_by("-number").first()


def has_changed(version: IndividualPlanVersion | None, content: dict[str, Any]) -> bool:
    """Whether the plan says something else by now than its version."""
    return version is None or {**version.content, "name": ""} != {**content, "name": ""}


def _text(key: str, title: str, content: dict[str, Any]) -> Section:
    return Section(key, title, _lines(content[key]))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _day(text: str) -> str:
    return date_format(dt.date.fromisoformat(text), "j F Y")


def _period(content: dict[str, Any]) -> str:
    first, look = _day(content["starts_on"]), _day(content["evaluate_on"])
    if content["ends_on"]:
        told = _("%(first)s – %(last)s, looked back on before %(look)s") % {
            "first": first,
            "last": _day(content["ends_on"]),
            "look": look,
        }
    else:
        told = _("from %(first)s, looked back on before %(look)s") % {"first": first, "look": look}
    return f"{', '.join(content['subjects'])}: {told}" if content["subjects"] else told


def _goal(goal: dict[str, str]) -> str:
    told = goal["text"]
    if goal["measure"]:
        told = _("%(goal)s We see it by: %(measure)s") % {"goal": _ended(told), "measure": goal["measure"]}
    if test := goal.get("test"):
        figures = [
            _("now %(figure)s") % {"figure": goal["now"]} if goal["now"] else "",
            _("target %(figure)s") % {"figure": goal["target"]} if goal["target"] else "",
        ]
        told = f"{_ended(told)} {': '.join(filter(None, [test, ', '.join(filter(None, figures))]))}"
    return told


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _support(line: dict[str, Any]) -> str:
    parts = [line["what"], line["by_whom"], line["moment"], time_in_words(line["minutes"], line["times"])]
    return " · ".join(part for part in parts if part)


def _heard(content: dict[str, Any]) -> tuple[str, ...]:
    if not content["heard_on"]:
        return ()
    how = content["heard_how"] and IndividualPlan.Heard(content["heard_how"]).label
    return (_("Heard on %(day)s %(how)s") % {"day": _day(content["heard_on"]), "how": how or ""},)
