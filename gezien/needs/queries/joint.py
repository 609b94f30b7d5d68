"""Groups that are divided together: each keeps its own clustering, with clusters of the same names."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from gezien.needs.models import Cluster, Clustering
from gezien.needs.rules import editable_clusterings, visible_clusterings
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.rules import editable_groups
from gezien.schools.rules import Member, current


def family(clustering: Clustering) -> list[Clustering]:
    """All clusterings divided together with this one, the head first; usually only this one: one statement."""
    head = clustering.lead_id or clustering.pk
    found = Clustering.objects.filter(Q(pk=head) | Q(lead=head)).select_related("group__year", "lead", "period")
    return sorted(found, key=lambda one: (one.lead_id is not None, one.pk))


def seen_of(member: Member, everyone: Sequence[Clustering]) -> list[Clustering]:
    """Those of a family whose group the member sees."""
    if len(everyone) == 1:
        return list(everyone)
    seen = set(visible_clusterings(member).filter(pk__in=[one.pk for one in everyone]).values_list("pk", flat=True))
    return [one for one in everyone if one.pk in seen]


def may_edit_all(member: Member, everyone: Sequence[Clustering]) -> bool:
    """Whether the member divides every group of a family: what counts for all is changed by who teaches all."""
    keys = [one.pk for one in everyone]
    return editable_clusterings(member).filter(pk__in=keys).count() == len(keys)


def same_cluster(cluster: Cluster, clustering: Clustering) -> Cluster | None:
    """The cluster of another group of the family with this one's name."""
    if cluster.clustering_id == clustering.pk:
        return cluster
    return Cluster.objects.filter(clustering=clustering, name__iexact=cluster.name).first()


def groups_to_join(member: Member, clustering: Clustering) -> QuerySet[Group]:
    """The groups that could be divided together with this one: same school year, taught (or coached) by the member."""
    head = clustering.lead_id or clustering.pk
    taken = Clustering.objects.filter(
        Q(pk=head) | Q(lead__isnull=False) | Q(joined__isnull=False),
        subject=clustering.subject_id,
        period=clustering.period_id,
    )
    groups = editable_groups(member).filter(year=clustering.group.year_id, is_composite=clustering.group.is_composite)
    return groups.exclude(pk__in=taken.values("group")).order_by("year_group", "name", "pk")


def year_groups_of(group: Group) -> list[str]:
    """The year groups of the pupils who are in a group today, more than one in a combination class."""
    here = Enrolment.objects.filter(current(), group=group).exclude(pupil__year_group="")
    return sorted(set(here.values_list("pupil__year_group", flat=True)))
