"""Writes of clusters: who is taught together."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.needs.models import Cluster, Clustering, ClusterTemplate, Placement
from gezien.needs.rules import require_editable_group
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member, current


class ClusterNotEmpty(Exception):
    """A cluster with pupils in it, or with a row of a group plan, is not removed."""


class NameTaken(Exception):
    """The clustering has a cluster of this name already."""


@transaction.atomic
def start_clustering(
    *, by: Member, group: Group, subject: Subject, period: Period, copy_from: Clustering | None = None
) -> Clustering:
    """Begin dividing a group for a subject and period: the school's own clusters, still empty.

    With `copy_from` its clusters and placements come along, for who is still in the group. Already begun: that one.
    """
    require_editable_group(by, group)
    clustering, made = Clustering.objects.get_or_create(
        school=group.school, group=group, subject=subject, period=period
    )
    if not made:
        return clustering
    if copy_from is None:
        _add_clusters(clustering, ClusterTemplate.objects.filter(school=group.school).values_list("name", flat=True))
    else:
        _copy_clusters(clustering, copy_from, by)
    record(by, "clustering.started", clustering, group=group, copied_from=copy_from and copy_from.pk)
    return clustering


def _add_clusters(clustering: Clustering, names: Iterable[str]) -> None:
    Cluster.objects.bulk_create(
        Cluster(school_id=clustering.school_id, clustering=clustering, name=name, position=position)
        for position, name in enumerate(dict.fromkeys(names))
    )


def _copy_clusters(clustering: Clustering, source: Clustering, by: Member) -> None:
    """The clusters of `source` with the pupils that are in the group today."""
    _add_clusters(clustering, source.clusters.values_list("name", flat=True))
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


@transaction.atomic
def place_pupil(
    *,
    by: Member,
    clustering: Clustering,
    pupil: Pupil,
    cluster: Cluster | None,
    expected: int,
    reason: str | None = None,
) -> None:
    """Put a pupil in a cluster of this clustering, or (None) back among those not placed yet.

    `reason` None keeps the reason there was. Raises `StaleVersion` when somebody else moved pupils meanwhile.
    """
    require_editable_group(by, clustering.group)
    if cluster is not None and cluster.clustering_id != clustering.pk:
        raise Cluster.DoesNotExist
    if not Enrolment.objects.filter(group=clustering.group, pupil=pupil).exists():
        raise Pupil.DoesNotExist
    clustering.save_if_unchanged(expected=expected, fields=[])
    if cluster is None:
        Placement.objects.filter(clustering=clustering, pupil=pupil).delete()
    else:
        values = {"cluster": cluster, "placed_by": by.user, "placed_at": clock.now()}
        values |= {} if reason is None else {"reason": reason}
        Placement.objects.update_or_create(
            clustering=clustering, pupil=pupil, defaults=values, create_defaults={**values, "school": clustering.school}
        )
    record(
        by,
        "pupil.placed",
        clustering,
        pupil=pupil,
        group=clustering.group,
        cluster=cluster and cluster.pk,
        subject=clustering.subject_id,
    )


@transaction.atomic
def add_cluster(*, by: Member, clustering: Clustering, name: str, expected: int) -> Cluster:
    """One cluster more, after the others. `NameTaken`, or `StaleVersion` when the clustering changed meanwhile."""
    require_editable_group(by, clustering.group)
    clustering.save_if_unchanged(expected=expected, fields=[])
    _require_free_name(clustering, name)
    last = clustering.clusters.order_by("position").last()
    cluster = Cluster.objects.create(
        school=clustering.school, clustering=clustering, name=name, position=last.position + 1 if last else 0
    )
    record(by, "cluster.added", cluster, group=clustering.group)
    return cluster


@transaction.atomic
def rename_cluster(*, by: Member, cluster: Cluster, name: str, expected: int) -> None:
    """Give a cluster another name. `NameTaken`, or `StaleVersion` when the clustering changed meanwhile."""
    clustering = cluster.clustering
    require_editable_group(by, clustering.group)
    clustering.save_if_unchanged(expected=expected, fields=[])
    _require_free_name(clustering, name, besides=cluster)
    cluster.name = name
    cluster.save(update_fields=["name"])
    record(by, "cluster.renamed", cluster, group=clustering.group)


@transaction.atomic
def remove_cluster(*, by: Member, cluster: Cluster, expected: int) -> None:
    """Take away an empty cluster. `ClusterNotEmpty` when pupils or a plan still use it."""
    clustering = cluster.clustering
    require_editable_group(by, clustering.group)
    clustering.save_if_unchanged(expected=expected, fields=[])
    if cluster.placements.exists():
        raise ClusterNotEmpty(cluster.name)
    record(by, "cluster.removed", cluster, group=clustering.group)
    try:
        with transaction.atomic():
            cluster.delete()
    except IntegrityError as error:  # a row of a group plan points at it (ProtectedError is one too)
        raise ClusterNotEmpty(cluster.name) from error


def _require_free_name(clustering: Clustering, name: str, besides: Cluster | None = None) -> None:
    same = clustering.clusters.filter(name__iexact=name)
    if (same.exclude(pk=besides.pk) if besides else same).exists():
        raise NameTaken(name)
