"""Whether a division can be done: groups in one lesson, lessons in the week, and minutes (H16, H17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.models import Cluster, Clustering

# More small instruction groups than this in one lesson is more than a teacher can do.
MANY = 3


@dataclass(frozen=True)
class Feasible:
    """What a division asks of the week, in sentences: what does not fit, and what does."""

    warnings: tuple[str, ...]
    facts: tuple[str, ...]


def feasible(head: Clustering, counted: Sequence[tuple[Cluster, int]]) -> Feasible:
    """`counted`: each cluster with its pupils. As long as nobody has a place every cluster counts as used."""
    anybody = any(count for _cluster, count in counted)
    used = [cluster for cluster, count in counted if count or not anybody]
    warnings: list[str] = []
    facts: list[str] = []
    _groups(head, used, warnings, facts)
    _minutes(head, used, warnings, facts)
    return Feasible(tuple(warnings), tuple(facts))


def _groups(head: Clustering, used: Sequence[Cluster], warnings: list[str], facts: list[str]) -> None:
    """More than three groups is workable when they do not come in one lesson."""
    sessions = sum(cluster.times_a_week for cluster in used)
    whole = any(cluster.kind == Cluster.Kind.BASIC and not cluster.times_a_week for cluster in used)
    at_once = -(-sessions // max(head.lessons_a_week, 1)) + whole
    is_planned = all(cluster.times_a_week or cluster.kind == Cluster.Kind.BASIC for cluster in used)
    if len(used) > MANY and is_planned and at_once <= MANY:
        text = _("%(groups)s groups: in %(lessons)s lessons a week no more than %(most)s in one lesson.")
        facts.append(text % {"groups": len(used), "lessons": head.lessons_a_week, "most": at_once})
    elif len(used) > MANY:
        warnings.append(
            _(
                "More than three instruction groups in one lesson is seldom workable. "
                "Spread them over the week, or join two clusters."
            )
        )
    elif len(used) > head.most_groups:
        text = ngettext("You wanted at most %(count)s group.", "You wanted at most %(count)s groups.", head.most_groups)
        warnings.append(text % {"count": head.most_groups})


def _minutes(head: Clustering, used: Sequence[Cluster], warnings: list[str], facts: list[str]) -> None:
    """What the clusters get apart from the others, against the time there is."""
    minutes = sum(cluster.minutes_a_week for cluster in used)
    if head.minutes_a_week is None:
        if minutes:
            facts.append(
                _("Together %(minutes)s minutes a week beside the instruction for everyone.") % {"minutes": minutes}
            )
    elif minutes > head.minutes_a_week:
        text = _("The clusters ask %(minutes)s minutes a week; there are %(there)s.")
        warnings.append(text % {"minutes": minutes, "there": head.minutes_a_week})
    else:
        text = _("%(minutes)s of the %(there)s minutes a week are planned.")
        facts.append(text % {"minutes": minutes, "there": head.minutes_a_week})
