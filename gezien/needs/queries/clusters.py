"""How a group is divided for a subject: a board with a column for each cluster and a card for each pupil."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.needs.models import Cluster, Clustering, ClusterTemplate, Placement
from gezien.needs.queries.agreed import LEARNING, Line, subject_lines
from gezien.needs.queries.cells import Column, badge, step_since
from gezien.needs.queries.overview import columns_of
from gezien.needs.queries.pupils import Known, day_of, known_pupils
from gezien.needs.queries.signals import signals_by_pupil
from gezien.needs.rules import visible_enrolments
from gezien.needs.signals import Signal, asks_for_challenge, asks_for_support
from gezien.pupils.models import Group
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member

# More instruction groups than this in one lesson is more than a teacher can do (H17).
MANY = 3


@dataclass
class Board:
    """The clusters of a group for one subject and period, formatted. `clustering` None: not begun yet.

    `columns`: [{"pk", "name", "cards", "count", "levels", "organisation", "is_empty"}], first those without a place
    (`pk` None). `previous`: the clustering of an earlier period that can be copied.
    """

    group: Group
    subject: Subject
    period: Period
    clustering: Clustering | None
    columns: list[dict]
    previous: Clustering | None
    count: int

    @property
    def placed(self) -> int:
        """How many pupils have a place."""
        return sum(column["count"] for column in self.columns if column["pk"])

    @property
    def is_many(self) -> bool:
        """Whether there are more groups than fit in one lesson."""
        return len(self.columns) - 1 > MANY


def cluster_board(group: Group, subject: Subject, period: Period, *, member: Member) -> Board:
    """The board, for a reader who sees the group; eight statements however many pupils and clusters."""
    clustering = Clustering.objects.filter(group=group, subject=subject, period=period).first()
    day = day_of(period, clock.today())
    lines = subject_lines(member.school)
    pupils = known_pupils(
        member.school,
        visible_enrolments(member, group),
        period=period,
        day=day,
        lines=lines,
        clustering=clustering.pk if clustering else None,
    )
    scale = _column(lines, pupils, subject)
    placements = _placements(clustering)
    signals = signals_by_pupil(member.school, pupils, lines, day)
    cards = [_card(known, scale, subject, placements.get(known.pk), signals[known.pk]) for known in pupils]
    return Board(
        group=group,
        subject=subject,
        period=period,
        clustering=clustering,
        columns=_columns(clustering, cards, scale),
        previous=_previous(group, subject, period),
        count=len(pupils),
    )


def _column(lines: Sequence[Line], pupils: Sequence[Known], subject: Subject) -> Column | None:
    """The scale on which the pupils' level for this subject is shown."""
    return next(iter(columns_of([line for line in lines if line.pk == subject.pk], pupils)), None)


def _placements(clustering: Clustering | None) -> dict[int, Placement]:
    """By pupil where they stand, with who placed them."""
    found = Placement.objects.filter(clustering=clustering).select_related("placed_by") if clustering else ()
    return {placement.pupil_id: placement for placement in found}


def _card(
    known: Known, column: Column | None, subject: Subject, placement: Placement | None, found: Sequence[Signal]
) -> dict:
    """One pupil: name, level, growth, need, the signals of this subject, and who placed them when and why."""
    scale = column.scale if column else None
    scores = known.scores.get(scale.instrument_id, ()) if scale else ()
    own = [signal for signal in found if signal.subject_id == subject.pk]
    return {
        "pk": known.pk,
        "name": known.name,
        "cluster": known.cluster[1] if known.cluster else None,
        "level": scores[0].level if scores else "",
        "badge": badge(scale, scores[0]) if scale and scores else "",
        "growth": step_since(scale, scores[0], scores[1]) if scale and len(scores) > 1 else "",
        "needs": [need for need in known.needs if need.subject_id == subject.pk],
        "support": asks_for_support(own),
        "challenge": asks_for_challenge(own),
        "labels": [signal.label for signal in own],
        "reason": placement.reason if placement else "",
        "placed": _placed(placement),
    }


def _placed(placement: Placement | None) -> str:
    """Who decided, and when."""
    if placement is None:
        return ""
    day = date_format(timezone.localtime(placement.placed_at), "j b")
    return f"{placement.placed_by.name}, {day}" if placement.placed_by else day


def _columns(clustering: Clustering | None, cards: Sequence[dict], scale: Column | None) -> list[dict]:
    """First who has no place, then the clusters in their order; each knows its neighbours, for moving one by one."""
    clusters = list(Cluster.objects.filter(clustering=clustering).order_by("position", "pk")) if clustering else []
    work = {one.name: one for one in ClusterTemplate.objects.all()} if clusters else {}
    columns = [_head(None, _("Not placed yet"), cards, scale, None)]
    columns += [_head(one.pk, one.name, cards, scale, work.get(one.name)) for one in clusters]
    for left, right in pairwise(columns):
        left["right"], right["left"] = right, left
    return columns


def _head(
    pk: int | None, name: str, cards: Sequence[dict], scale: Column | None, template: ClusterTemplate | None
) -> dict:
    own = [card for card in cards if card["cluster"] == pk]
    counts = Counter(card["level"] for card in own if card["level"])
    levels = [level for level in (scale.scale.levels if scale else ()) if counts[level]]
    return {
        "pk": pk,
        "name": name,
        "cards": own,
        "count": len(own),
        "levels": " · ".join(f"{level} {counts[level]}" for level in levels),
        "support": sum(card["support"] for card in own),
        "organisation": _organisation(template),
        "left": None,
        "right": None,
    }


def _organisation(template: ClusterTemplate | None) -> str:
    """What the school plans for a cluster of this name."""
    if template is None or not template.minutes_a_week:
        return ""
    return _("%(times)s times a week, %(minutes)s minutes together") % {
        "times": template.times_a_week,
        "minutes": template.minutes_a_week,
    }


def _previous(group: Group, subject: Subject, period: Period) -> Clustering | None:
    """The newest clustering of an earlier period that has anybody in it."""
    earlier = Clustering.objects.filter(group=group, subject=subject, period__starts_on__lt=period.starts_on)
    return earlier.exclude(placements=None).select_related("period").order_by("-period__starts_on").first()


def clustered_subjects(group: Group, period: Period) -> list[dict]:
    """The subjects one plans for, with how many pupils have a place: {"pk", "name", "placed", "begun"}."""
    clustering = Clustering.objects.filter(subject=OuterRef("pk"), group=group, period=period)
    placed = clustering.annotate(placed=Count("placements")).values("placed")
    subjects = Subject.objects.filter(school=group.school_id, domain__in=LEARNING).annotate(placed=Subquery(placed[:1]))
    return [
        {"pk": subject.pk, "name": subject.name, "placed": subject.placed or 0, "begun": subject.placed is not None}
        for subject in subjects
    ]
