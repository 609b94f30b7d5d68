"""How a group is divided for a subject: a board with a column for each cluster and a card for each pupil."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_
from statistics import mean
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import Cluster, Clustering, Placement, PlacementStep, PupilPair
from gezien.needs.queries.agreed import LEARNING, Line, subject_lines
from gezien.needs.queries.asking import Sources, Stands, board_stands
from gezien.needs.queries.cells import MINUS, Column, badge, step_since
from gezien.needs.queries.due import goals_due
from gezien.needs.queries.feasible import Feasible, feasible
from gezien.needs.queries.joint import family, may_edit_all, seen_of
from gezien.needs.queries.pupils import Known, day_of, known_pupils
from gezien.needs.queries.shape import columns_of
from gezien.needs.queries.signals import signals_by_pupil
from gezien.needs.rules import may_edit_overview, visible_enrolments, visible_pairs
from gezien.needs.signals import asks_for_challenge, asks_for_support
from gezien.notes.queries import current_factors
from gezien.pupils.models import Group
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member


@dataclass
class Board:
    """The clusters of a group for one subject and period, formatted. `clustering` None: not begun yet.

    `everyone`: the clusterings divided together that the reader sees, the head first; `unseen` the names of groups of
    other teachers. `columns`: first those without a place (`pk` None), then each cluster of `clustering`. `previous`:
    the clustering of an earlier period that can be copied. `sources` and `known` are what a proposal is made from.
    """

    group: Group
    subject: Subject
    period: Period
    clustering: Clustering | None
    head: Clustering | None
    everyone: list[Clustering]
    unseen: list[str]
    clusters: list[Cluster]
    columns: list[dict]
    previous: Clustering | None
    count: int
    feasible: Feasible
    pairs: list[PupilPair]
    last_step: dict | None
    can_shape: bool
    known: list[Known] = field(default_factory=list)
    sources: Sources | None = None

    @property
    def placed(self) -> int:
        """How many pupils have a place."""
        return sum(column["count"] for column in self.columns if column["pk"])

    @property
    def version(self) -> int:
        """The version that counts for all groups divided together."""
        return self.head.version if self.head else 0

    @property
    def is_joint(self) -> bool:
        """Whether the reader sees more than one group here."""
        return len(self.everyone) > 1


def cluster_board(group: Group, subject: Subject, period: Period, *, member: Member) -> Board:
    """The board, for a reader who sees the group; as many statements for every number of pupils and clusters."""
    clustering = (
        Clustering.objects.filter(group=group, subject=subject, period=period).select_related("lead", "period").first()
    )
    all_of_it = family(clustering) if clustering else []
    everyone = seen_of(member, all_of_it)
    lines = subject_lines(member.school)
    pupils = _pupils(member, [one.group for one in everyone] or [group], period, lines)
    clusters = list(clustering.clusters.order_by("position", "pk")) if clustering else []
    previous = _previous(group, subject, period)
    placements = _placements(everyone)
    before = _before(everyone, [known.pk for known in pupils])
    sources = _sources(member, subject, period, lines, pupils, board_stands(placements, clusters, before))
    cards = _cards(pupils, sources, everyone, placements)
    columns = _columns(clusters, cards, sources)
    head = all_of_it[0] if all_of_it else None
    can_edit = may_edit_overview(member)
    return Board(
        group=group,
        subject=subject,
        period=period,
        clustering=clustering,
        head=head,
        everyone=everyone,
        unseen=[one.group.name for one in all_of_it if one not in everyone],
        clusters=clusters,
        columns=columns,
        previous=previous,
        count=len(pupils),
        feasible=feasible(head, [(one, column["count"]) for one, column in zip(clusters, columns[1:], strict=True)])
        if head
        else Feasible((), ()),
        pairs=_pairs(member, head, pupils) if can_edit and head else [],
        last_step=_last_step(head, everyone) if can_edit and head else None,
        can_shape=can_edit and (len(all_of_it) < 2 or may_edit_all(member, all_of_it)),
        known=pupils,
        sources=sources,
    )


def _pupils(member: Member, groups: Sequence[Group], period: Period, lines: Sequence[Line]) -> list[Known]:
    """The pupils of these groups whom the member sees, with what is known of them on a day of the period."""
    enrolments = reduce(or_, [visible_enrolments(member, one) for one in groups])
    day = day_of(period, clock.today())
    return known_pupils(member.school, enrolments, period=period, day=day, lines=lines)


def _sources(  # noqa: PLR0917 - what it puts together
    member: Member,
    subject: Subject,
    period: Period,
    lines: Sequence[Line],
    pupils: Sequence[Known],
    stands: Mapping[int, Stands],
) -> Sources:
    """Everything beside what is known of each pupil: signals of this subject, factors, goals due and places."""
    day = day_of(period, clock.today())
    signals = signals_by_pupil(member.school, pupils, lines, day)
    column = _column(lines, pupils, subject)
    keys = [known.pk for known in pupils]
    return Sources(
        subject=subject.pk,
        scale=column.scale if column else None,
        day=day,
        signals={pk: [one for one in found if one.subject_id == subject.pk] for pk, found in signals.items()},
        factors=current_factors(member.school, keys, on=day),
        due=goals_due(member.school, subject, period, pupils),
        stands=stands,
    )


def _column(lines: Sequence[Line], pupils: Sequence[Known], subject: Subject) -> Column | None:
    """The scale on which the pupils' level for this subject is shown."""
    return next(iter(columns_of([line for line in lines if line.pk == subject.pk], pupils)), None)


def _before(everyone: Sequence[Clustering], keys: Sequence[int]) -> Sequence[Placement]:
    """Where the pupils stood in the period before, also in another group of the board; the newest counts."""
    if not everyone:
        return ()
    now = everyone[0]
    rows = Placement.objects.filter(
        pupil__in=keys, clustering__subject=now.subject_id, clustering__period__starts_on__lt=now.period.starts_on
    )
    return list(rows.select_related("cluster").order_by("clustering__period__starts_on", "pk"))


def _placements(everyone: Sequence[Clustering]) -> dict[int, Placement]:
    """By pupil where they stand, with who placed them."""
    found = Placement.objects.filter(clustering__in=[one.pk for one in everyone]).select_related("placed_by", "cluster")
    return {placement.pupil_id: placement for placement in found} if everyone else {}


def _cards(
    pupils: Sequence[Known], sources: Sources, everyone: Sequence[Clustering], placements: Mapping[int, Placement]
) -> list[dict]:
    by_group = {one.group_id: one for one in everyone}
    cards, years = [], {known.year_group for known in pupils}
    for known in pupils:
        own = next((by_group[pk] for pk in sorted(known.groups) if pk in by_group), None)
        card = _card(known, sources, placements.get(known.pk))
        card |= {"clustering": own.pk if own else None, "group": own.group.name if own and len(everyone) > 1 else ""}
        card["year"] = _("year group %(year)s") % {"year": known.year_group} if len(years) > 1 else ""
        cards.append(card)
    return cards


def _card(known: Known, sources: Sources, placement: Placement | None) -> dict:
    """One pupil: name, level, growth, need, the signals of this subject, and who placed them when and why."""
    scale = sources.scale
    scores = known.scores.get(scale.instrument_id, ()) if scale else ()
    own = sources.signals.get(known.pk, ())
    stands = sources.stands.get(known.pk, Stands())
    amounts = [amount for score in scores[:2] if scale and (amount := scale.amount(score)) is not None]
    return {
        "pk": known.pk,
        "name": known.name,
        "year_group": known.year_group,
        "cluster": stands.cluster,
        "level": scores[0].level if scores else "",
        "badge": badge(scale, scores[0]) if scale and scores else "",
        "growth": step_since(scale, scores[0], scores[1]) if scale and len(scores) > 1 else "",
        "grown": amounts[0] - amounts[1] if len(amounts) == 2 else None,
        "needs": [need for need in known.needs if need.subject_id == sources.subject],
        "support": asks_for_support(own),
        "challenge": asks_for_challenge(own),
        "labels": [signal.label for signal in own],
        "reason": placement.reason if placement else "",
        "is_fixed": stands.is_fixed,
        "placed": _placed(placement),
        "proposed": None,
    }


def _placed(placement: Placement | None) -> str:
    """Who decided, and when."""
    if placement is None:
        return ""
    day = date_format(timezone.localtime(placement.placed_at), "j b")
    return f"{placement.placed_by.name}, {day}" if placement.placed_by else day


def _columns(clusters: Sequence[Cluster], cards: Sequence[dict], sources: Sources) -> list[dict]:
    """First who has no place, then the clusters in their order; each knows its neighbours, for moving one by one."""
    columns = [_head(None, _("Not placed yet"), cards, sources)]
    columns += [_head(one, one.name, cards, sources) for one in clusters]
    for left, right in pairwise(columns):
        left["right"], right["left"] = right, left
    return columns


def _head(cluster: Cluster | None, name: str, cards: Sequence[dict], sources: Sources) -> dict[str, Any]:
    """A column with its figures: pupils, levels, growth, needs that several share, and what the cluster gets."""
    pk = cluster.pk if cluster else None
    own = [card for card in cards if card["cluster"] == pk]
    counts = Counter(card["level"] for card in own if card["level"])
    levels = [level for level in (sources.scale.levels if sources.scale else ()) if counts[level]]
    return {
        "pk": pk,
        "name": name,
        "cluster": cluster,
        "cards": own,
        "count": len(own),
        "levels": " · ".join(f"{level} {counts[level]}" for level in levels),
        "grown": _grown(own),
        "shared": _shared(own, cluster),
        "support": sum(card["support"] for card in own),
        "organisation": _organisation(cluster),
        "for_whom": _for_whom(cluster),
        "limits": _limits(cluster, len(own)),
        "left": None,
        "right": None,
    }


def _grown(cards: Sequence[dict]) -> str:
    """ "growth on average +6": of those of whom it is known."""
    grown = [card["grown"] for card in cards if card["grown"] is not None]
    if len(grown) < 2:
        return ""
    figure = mean(grown)
    sign = "+" if figure > 0 else MINUS if figure < 0 else ""
    return _("growth %(figure)s on average") % {"figure": f"{sign}{number_format(abs(figure), 0)}"}


def _shared(cards: Sequence[dict], cluster: Cluster | None) -> str:
    """The cluster's words that stand in the needs of several of its pupils, and how many have a named need."""
    texts = [" ".join(f"{need.goal} {need.support}" for need in card["needs"]).casefold() for card in cards]
    named = sum(bool(text) for text in texts)
    if not named:
        return ""
    counts = {word: sum(word.casefold() in text for text in texts) for word in (cluster.word_list if cluster else ())}
    shared = [f"{word} {count}" for word, count in counts.items() if count > 1]
    text = ngettext("%(count)s need named", "%(count)s needs named", named) % {"count": named}
    return " · ".join([text, *shared])


def _organisation(cluster: Cluster | None) -> str:
    """What a cluster gets in a week."""
    if cluster is None or not cluster.minutes_a_week:
        return ""
    return _("%(times)s times a week, %(minutes)s minutes together") % {
        "times": cluster.times_a_week,
        "minutes": cluster.minutes_a_week,
    }


def _for_whom(cluster: Cluster | None) -> str:
    if cluster is None:
        return ""
    kind = "" if cluster.kind == Cluster.Kind.OWN else str(cluster.get_kind_display())
    year = _("year group %(year)s") % {"year": cluster.year_group} if cluster.year_group else ""
    return ", ".join(filter(None, (kind, year)))


def _limits(cluster: Cluster | None, count: int) -> str:
    """What the number of pupils does not meet; an empty cluster meets everything."""
    if cluster is None or not count:
        return ""
    if cluster.most is not None and count > cluster.most:
        return _("%(count)s more than the limit of %(most)s") % {"count": count - cluster.most, "most": cluster.most}
    if count < cluster.least:
        return _("%(count)s fewer than the least of %(least)s") % {
            "count": cluster.least - count,
            "least": cluster.least,
        }
    return ""


def _pairs(member: Member, head: Clustering, pupils: Sequence[Known]) -> list[PupilPair]:
    """The pairs the member may see, of pupils on this board."""
    here = [known.pk for known in pupils]
    found = visible_pairs(member).filter(clustering=head, one__in=here, other__in=here)
    return list(found.select_related("one", "other").order_by("pk"))


def _last_step(head: Clustering, everyone: Sequence[Clustering]) -> dict | None:
    """The last move that can be taken back: {"number", "text", "count"}; none when it was about an unseen group."""
    steps = list(
        PlacementStep.objects.filter(head=head, number=Subquery(head.steps.values("number")[:1]))
        .select_related("pupil", "made_by")
        .order_by("pk")
    )
    if not steps or {step.clustering_id for step in steps} - {one.pk for one in everyone}:
        return None
    who = steps[0].made_by.name if steps[0].made_by else ""
    moment = date_format(timezone.localtime(steps[0].made_at), "j b H:i")
    what = (
        steps[0].pupil.name
        if len(steps) == 1
        else ngettext("%(count)s pupil", "%(count)s pupils", len(steps)) % {"count": len(steps)}
    )
    return {"number": steps[0].number, "text": ", ".join(filter(None, (what, who, moment)))}


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
