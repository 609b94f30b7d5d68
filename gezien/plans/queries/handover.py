"""What is known of a group's pupils when it moves on: one statement for each kind of fact, whatever the numbers.

The facts are plain data, so that a handover can keep them as they were on the day it was given. What has words of its
own in each language (the seven kinds of a need) is kept as its code.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.needs.models import EducationalNeed, Placement, Signal, SignalLink
from gezien.needs.sentences import KINDS, SAID
from gezien.needs.signals import Found
from gezien.notes.models import Factor
from gezien.plans.models import PlanRow, RowReflection
from gezien.pupils.models import Enrolment, Group
from gezien.schools.rules import current

Known = dict[str, Any]
HELPED = RowReflection.Helped
SHORT = 3  # sentences and factors in the first words


def known_of(group: Group) -> dict[int, Known]:
    """By pupil of the group, by name: what is known under seven heads.

    Needs and clusters are those of the newest period of the year in which the pupil has some, by subject: eight
    statements.
    """
    pupils = _pupils(group)
    needs, (works, hinders), agreements = _needs(group, pupils), _factors(pupils), _agreements(pupils)
    clusters, approaches = _clusters(group)
    signals = _signals(pupils)
    return {
        pk: {
            "needs": needs.get(pk, []),
            "works": works.get(pk, []),
            "hinders": hinders.get(pk, []),
            "clusters": clusters.get(pk, []),
            "approaches": approaches.get(pk, []),
            "agreements": agreements.get(pk, []),
            "signals": signals.get(pk, []),
        }
        for pk in pupils
    }


def first_words(known: Known) -> str:
    """What a line starts with: what works, and how to attune teaching, in the words of factors and needs."""
    works = list(dict.fromkeys([*known["works"], *(one["text"] for one in known["approaches"] if one["helped"])]))
    sentences = [text for need in known["needs"] for _kind, text in need["sentences"]]
    lines = []
    if works:
        lines.append(_("What works: %(works)s.") % {"works": _joined(works)})
    if sentences:
        lines.append(_("Needs: %(needs)s.") % {"needs": _joined(sentences)})
    return "\n".join(lines)


def shown(known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The facts under heads, in the order in which they are read: what works comes first. Empty heads stay away."""
    if not known:
        return []
    parts = [
        (_("What works"), [{"text": one} for one in known["works"]]),
        (_("What helped in the last plan"), [_approach(one) for one in known["approaches"] if one["helped"]]),
        (pgettext("pupil", "Needs"), [_need(one) for one in known["needs"]]),
        (_("What hinders"), [{"text": one} for one in known["hinders"]]),
        (_("Clusters"), [{"text": f"{one['subject']}: {one['cluster']}"} for one in known["clusters"]]),
        (_("Agreements still running"), [_agreement(one) for one in known["agreements"]]),
        (_("Signals"), [{"text": one["label"], "more": one["with"]} for one in known["signals"]]),
    ]
    return [{"head": head, "rows": rows} for head, rows in parts if rows]


def _joined(texts: Collection[str]) -> str:
    return "; ".join(text.strip().rstrip(".") for text in list(texts)[:SHORT])


def _need(need: Mapping[str, Any]) -> dict[str, Any]:
    outcome = EducationalNeed.Outcome(need["outcome"]).label if need["outcome"] else ""
    head = f"{need['subject']}: {need['goal']}" if need["goal"] else need["subject"]
    sentences = [{"kind": str(SAID.get(kind, "")), "text": text} for kind, text in need["sentences"]]
    return {"text": head, "more": str(outcome), "sentences": sentences}


def _approach(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": f"{one['subject']}: {one['text']}", "more": ""}


def _agreement(one: Mapping[str, Any]) -> dict[str, Any]:
    due = date_format(dt.date.fromisoformat(one["due"]), "j F Y")
    return {"text": one["what"], "more": _("%(owner)s, before %(day)s") % {"owner": one["owner"], "day": due}}


def _pupils(group: Group) -> list[int]:
    """Who is in the group, by name: today, or on the last day of a year that is over."""
    day = min(max(clock.today(), group.year.starts_on), group.year.ends_on)
    rows = Enrolment.objects.filter(current(day), school=group.school_id, group=group, pupil__left_on=None)
    rows = rows.order_by("pupil__call_name", "pupil__family_name", "pupil_id")
    return list(dict.fromkeys(rows.values_list("pupil_id", flat=True)))


def _needs(group: Group, pupils: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    needs = EducationalNeed.objects.filter(school=group.school_id, pupil__in=pupils, period__year=group.year_id)
    needs = needs.exclude(outcome=EducationalNeed.Outcome.NOT_NEEDED).select_related("subject", "period")
    newest: dict[tuple[int, int], dt.date] = {}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    order = ("-period__starts_on", "subject__position", "subject__name", "number", "pk")
    place = {kind: number for number, kind in enumerate(KINDS)}
    for need in needs.prefetch_related("sentences").order_by(*order):
        day = newest.setdefault((need.pupil_id, need.subject_id), need.period.starts_on)
        if day != need.period.starts_on:
            continue
        said = [[one.kind, one.text] for one in need.sentences.all()] or ([["", need.support]] if need.support else [])
        said.sort(key=lambda one: place.get(one[0], len(KINDS)))
        found[need.pupil_id].append(
            {"subject": need.subject.name, "goal": need.goal, "outcome": need.outcome, "sentences": said}
        )
    return found


def _factors(pupils: Collection[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    works: dict[int, list[str]] = defaultdict(list)
    hinders: dict[int, list[str]] = defaultdict(list)
    factors = Factor.objects.filter(pupil__in=pupils, ended_on=None)
    for pupil, direction, text in factors.values_list("pupil_id", "direction", "text"):
        (works if direction == Factor.Direction.STIMULATING else hinders)[pupil].append(text)
    return works, hinders


def _clusters(group: Group) -> tuple[dict[int, list[dict]], dict[int, list[dict]]]:
    """By pupil the newest cluster for each subject, and what the plan's row for it did, with whether it helped."""
    rows = Placement.objects.filter(school=group.school_id, clustering__group=group).order_by(
        "-clustering__period__starts_on", "clustering__subject__position", "pk"
    )
    clusters: dict[int, list[dict]] = defaultdict(list)
    approaches: dict[int, list[dict]] = defaultdict(list)
    done = {
        one.cluster_id: one
        for one in PlanRow.objects.filter(school=group.school_id, plan__group=group).select_related("reflection")
    }
    newest: set[tuple[int, int]] = set()
    tried: set[tuple[int, int]] = set()
    names = ("pupil_id", "clustering__subject_id", "clustering__subject__name", "cluster__name", "cluster_id")
    for pupil, subject, subject_name, name, cluster in rows.values_list(*names):
        if (pupil, subject) not in newest:
            newest.add((pupil, subject))
            clusters[pupil].append({"subject": subject_name, "cluster": name})
        row = done.get(cluster)
        reflection = getattr(row, "reflection", None)
        if row and reflection and reflection.helped and (pupil, subject) not in tried:
            tried.add((pupil, subject))
            helped = reflection.helped in (HELPED.YES, HELPED.PARTLY)
            approaches[pupil].append({"subject": subject_name, "text": row.approach.strip(), "helped": helped})
    return clusters, approaches


def _agreements(pupils: Collection[int]) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    running = Agreement.objects.filter(pupil__in=pupils, outcome="").select_related("owner").order_by("due_on", "pk")
    for one in running:
        if one.pupil_id:
            found[one.pupil_id].append({"what": one.what, "owner": one.owner.name, "due": str(one.due_on)})
    return found


def _signals(pupils: Collection[int]) -> dict[int, list[dict[str, str]]]:
    """Signals that still ask or were taken up, with what."""
    living = (Signal.State.OPEN, Signal.State.TAKEN_UP)
    signals = list(
        Signal.objects.filter(state__in=living, pupil__in=pupils)
        .select_related("rule")
        .order_by("rule__position", "pk")
    )
    links: dict[int, list[str]] = defaultdict(list)
    for link in SignalLink.objects.filter(signal__in=signals, ended_at=None).select_related("need").order_by("pk"):
        links[link.signal_id].append(f"{link.get_kind_display()}: {link.need.goal if link.need else link.text}")
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for one in signals:
        taken = "; ".join(links[one.pk]) or (str(one.get_state_display()) if one.state == Signal.State.TAKEN_UP else "")
        found[one.pupil_id].append({"label": str(Found.of(one).label), "with": taken})
    return found
