"""Writes of clusters: into which parts a group is divided, and within which limits."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from gezien.audit.log import record
from gezien.needs.models import Cluster, Clustering, ClusterTemplate, Placement, PupilPair
from gezien.needs.models.cluster import SHAPE
from gezien.needs.queries.joint import family, groups_to_join, year_groups_of
from gezien.needs.rules import require_editable_group
from gezien.pupils.models import Enrolment, Group
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member, NotAllowed, current

LIMITS = ("most_groups", "lessons_a_week", "minutes_a_week")


class ClusterNotEmpty(Exception):
    """A cluster with pupils in it, or with a row of a group plan, is not removed."""


class NameTaken(Exception):
    """The clustering has a cluster of this name already."""


@transaction.atomic
def start_clustering(
    *,
    by: Member,
    group: Group,
    subject: Subject,
    period: Period,
    copy_from: Clustering | None = None,
    by_year_group: bool = False,
) -> Clustering:
    """Begin dividing a group for a subject and period: the school's own clusters, still empty.

    With `copy_from` its clusters, limits, places and pairs come along, for who is still in the group; with
    `by_year_group` each year group of a combination class gets clusters of its own. Already begun: that one.
    """
    require_editable_group(by, group)
    clustering, made = Clustering.objects.get_or_create(
        school=group.school, group=group, subject=subject, period=period
    )
    if not made:
        return clustering
    if copy_from is not None:
        _copy(clustering, copy_from, by)
    else:
        _add_clusters(clustering, _of_the_school(group, by_year_group=by_year_group))
    record(by, "clustering.started", clustering, group=group, copied_from=copy_from and copy_from.pk)
    return clustering


def _of_the_school(group: Group, *, by_year_group: bool) -> list[Cluster]:
    """The school's own clusters; by year group in a combination class."""
    years = year_groups_of(group) if by_year_group else [""]
    templates = list(ClusterTemplate.objects.filter(school=group.school_id))
    return [
        Cluster(name=f"{one.name} {year}".strip()[:40], year_group=year, **_shape(one))
        for one in templates
        for year in years or [""]
    ]


def _shape(source: ClusterTemplate | Cluster) -> dict[str, Any]:
    return {name: getattr(source, name) for name in SHAPE}


def _add_clusters(clustering: Clustering, clusters: Iterable[Cluster]) -> None:
    """Each of these, once a name, in this order."""
    by_name = {cluster.name: cluster for cluster in reversed(list(clusters))}
    Cluster.objects.bulk_create(
        Cluster(
            school_id=clustering.school_id,
            clustering=clustering,
            name=one.name,
            position=position,
            year_group=one.year_group,
            **_shape(one),
        )
        for position, one in enumerate(reversed(list(by_name.values())))
    )


def _copy(clustering: Clustering, source: Clustering, by: Member) -> None:
    """Clusters and limits of `source`, with the places and pairs of the pupils that are in the group today."""
    _add_clusters(clustering, source.clusters.all())
    for name in LIMITS:
        setattr(clustering, name, getattr(source, name))
    clustering.save(update_fields=LIMITS)
    by_name = {cluster.name: cluster for cluster in clustering.clusters.all()}
    here = Enrolment.objects.filter(current(), group=clustering.group).values("pupil")
    Placement.objects.bulk_create(
        Placement(
            school_id=clustering.school_id,
            clustering=clustering,
            cluster=by_name[old.cluster.name],
            pupil_id=old.pupil_id,
            reason=old.reason,
            placed_by=by.user,
        )
        for old in source.placements.filter(pupil__in=here).select_related("cluster")
    )
    pairs = PupilPair.objects.filter(clustering=source.lead_id or source.pk, one__in=here, other__in=here)
    PupilPair.objects.bulk_create(
        PupilPair(
            school_id=clustering.school_id,
            clustering=clustering,
            one_id=pair.one_id,
            other_id=pair.other_id,
            is_together=pair.is_together,
            made_by_id=pair.made_by_id,
            made_at=pair.made_at,
        )
        for pair in pairs
    )


@transaction.atomic
def add_cluster(*, by: Member, clustering: Clustering, name: str, expected: int) -> Cluster:
    """One cluster more, after the others, shaped as the school's own of that name.

    `NameTaken`, or `StaleVersion` when the clustering changed meanwhile.
    """
    everyone = change_all(by, clustering, expected)
    _require_free_name(clustering, name)
    template = ClusterTemplate.objects.filter(school=clustering.school_id, name__iexact=name).first()
    for one in everyone:
        last = one.clusters.order_by("position").last()
        made = Cluster.objects.create(
            school_id=one.school_id,
            clustering=one,
            name=name,
            position=last.position + 1 if last else 0,
            **(_shape(template) if template else {}),
        )
        record(by, "cluster.added", made, group=one.group, clustering=one.pk, name=name)
    return clustering.clusters.get(name=name)


@transaction.atomic
def rename_cluster(*, by: Member, cluster: Cluster, name: str, expected: int) -> None:
    """Give a cluster another name. `NameTaken`, or `StaleVersion` when the clustering changed meanwhile."""
    change_all(by, cluster.clustering, expected)
    _require_free_name(cluster.clustering, name, besides=cluster)
    for same in _everywhere(cluster):
        was, same.name = same.name, name
        same.save(update_fields=["name"])
        record(
            by, "cluster.renamed", same, group=same.clustering.group, clustering=same.clustering_id, name=name, was=was
        )
    cluster.name = name


@transaction.atomic
def shape_cluster(*, by: Member, cluster: Cluster, expected: int, year_group: str = "", **shape: Any) -> None:
    """For whom a cluster is, how many go in it and what it gets, in every group that is divided with it."""
    change_all(by, cluster.clustering, expected)
    for same in _everywhere(cluster):
        for name in SHAPE:
            setattr(same, name, shape[name])
        same.year_group = year_group
        same.save(update_fields=[*SHAPE, "year_group"])
        record(by, "cluster.shaped", same, group=same.clustering.group, clustering=same.clustering_id, name=same.name)


@transaction.atomic
def remove_cluster(*, by: Member, cluster: Cluster, expected: int) -> None:
    """Take away an empty cluster. `ClusterNotEmpty` when pupils or a plan still use it."""
    change_all(by, cluster.clustering, expected)
    for same in _everywhere(cluster):
        if same.placements.exists():
            raise ClusterNotEmpty(same.name)
        record(by, "cluster.removed", same, group=same.clustering.group, clustering=same.clustering_id, name=same.name)
        try:
            with transaction.atomic():
                same.delete()
        except IntegrityError as error:  # a row of a group plan points at it (ProtectedError is one too)
            raise ClusterNotEmpty(same.name) from error


@transaction.atomic
def limit_clustering(*, by: Member, clustering: Clustering, expected: int, **limits: Any) -> None:
    """How many groups in a lesson, and the time there is: `most_groups`, `lessons_a_week`, `minutes_a_week`."""
    head = change_all(by, clustering, expected)[0]
    for name in LIMITS:
        setattr(head, name, limits[name])
    head.save(update_fields=LIMITS)
    record(by, "clustering.limited", head, group=head.group)


@transaction.atomic
def join_group(*, by: Member, clustering: Clustering, group: Group, expected: int) -> None:
    """Divide another group together with this one: it gets the same clusters, and who stood in one stays there.

    For who teaches (or coaches) both; the other group's clustering begins when there was none.
    """
    everyone = change_all(by, clustering, expected)
    if not groups_to_join(by, clustering).filter(pk=group.pk).exists():
        raise NotAllowed("group of another teacher, year or division")
    head = everyone[0]
    other = start_clustering(by=by, group=group, subject=clustering.subject, period=clustering.period, copy_from=None)
    other.lead = head
    other.save(update_fields=["lead"])
    PupilPair.objects.filter(clustering=other).update(clustering=head)
    for one, source in ((head, other), (other, head)):
        names = {name.casefold() for name in one.clusters.values_list("name", flat=True)}
        missing = [cluster for cluster in source.clusters.all() if cluster.name.casefold() not in names]
        is_used = source is head or Placement.objects.filter(cluster__in=missing).exists()
        _append(one, missing if is_used else [])
    record(by, "clustering.joined", head, group=head.group, joined=group.pk)


def _append(clustering: Clustering, clusters: Iterable[Cluster]) -> None:
    last = clustering.clusters.order_by("position").last()
    for number, one in enumerate(clusters, start=last.position + 1 if last else 0):
        Cluster.objects.create(
            school_id=clustering.school_id,
            clustering=clustering,
            name=one.name,
            position=number,
            year_group=one.year_group,
            **_shape(one),
        )


@transaction.atomic
def separate_groups(*, by: Member, clustering: Clustering, expected: int) -> None:
    """Divide the groups apart again: each keeps its clusters and places; pairs across groups are let go."""
    everyone = change_all(by, clustering, expected)
    head = everyone[0]
    for one in everyone:
        here = Enrolment.objects.filter(current(), group=one.group).values("pupil")
        own = PupilPair.objects.filter(clustering=head, one__in=here, other__in=here)
        if one != head:
            own.update(clustering=one)
            one.lead = None
            for name in LIMITS:
                setattr(one, name, getattr(head, name))
            one.save(update_fields=["lead", *LIMITS])
        else:
            kept = list(own.values_list("pk", flat=True))
    here = Enrolment.objects.filter(current(), group__in=[one.group_id for one in everyone]).values("pupil")
    PupilPair.objects.filter(clustering=head, one__in=here, other__in=here).exclude(pk__in=kept).delete()
    head.steps.all().delete()  # a step back would reach over the groups
    record(by, "clustering.separated", head, group=head.group)


def change_all(by: Member, clustering: Clustering, expected: int) -> list[Clustering]:
    """Ask the rule for every group divided together and take the version; gives them, the head first."""
    everyone = family(clustering)
    for one in everyone:
        require_editable_group(by, one.group)
    take_version(everyone[0], expected)
    clustering.version = everyone[0].version
    return everyone


def take_version(head: Clustering, expected: int) -> None:
    """`StaleVersion` when somebody else changed what is divided together."""
    head.save_if_unchanged(expected=expected, fields=[])


def _everywhere(cluster: Cluster) -> list[Cluster]:
    """The cluster in each of the groups that are divided together."""
    keys = [one.pk for one in family(cluster.clustering)]
    found = Cluster.objects.filter(clustering__in=keys, name__iexact=cluster.name)
    return list(found.select_related("clustering__group").order_by("pk"))


def _require_free_name(clustering: Clustering, name: str, besides: Cluster | None = None) -> None:
    same = clustering.clusters.filter(name__iexact=name)
    if (same.exclude(pk=besides.pk) if besides else same).exists():
        raise NameTaken(name)
