"""Writes of the needs app: needs, clusters, and the rules that flag pupils."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.models import (
    Cluster,
    Clustering,
    ClusterTemplate,
    EducationalNeed,
    OverviewChoice,
    Placement,
    SignalRule,
)
from gezien.needs.rules import require_editable_group
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.models import Period, Subject
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, current, require


class ClusterNotEmpty(Exception):
    """A cluster with pupils in it, or with a row of a group plan, is not removed."""


class NameTaken(Exception):
    """The clustering has a cluster of this name already."""


# --- needs ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_need(
    *, by: Member, pupil: Pupil, subject: Subject, period: Period, goal: str, support: str, expected: int
) -> EducationalNeed:
    """Write the one need of a pupil for a subject and period; `expected` is the version it was opened with, 0 for none.

    Raises `StaleVersion` when somebody else wrote it meanwhile; saving the same texts twice is one save.
    """
    require_editable(by, pupil)
    same = EducationalNeed.objects.filter(pupil=pupil, subject=subject, period=period)
    need = same.first()
    if need is not None and (need.goal, need.support) == (goal, support):
        return need
    texts = {"goal": goal, "support": support, "author": by.user}
    if need is None:
        need = EducationalNeed(school_id=pupil.school_id, pupil=pupil, subject=subject, period=period, **texts)
        try:
            with transaction.atomic():
                need.save()
        except IntegrityError as error:  # somebody wrote the first words at the same moment
            raise StaleVersion(same.get()) from error
    else:
        need.goal, need.support, need.author = goal, support, by.user
        need.save_if_unchanged(expected=expected, fields=list(texts))
    record(by, "need.saved", need, pupil=pupil, subject=subject.code, period=period.pk)
    return need


@transaction.atomic
def remove_need(*, by: Member, need: EducationalNeed, expected: int) -> None:
    """Take a need away; the log keeps that it was there, not what it said. `StaleVersion` when it changed meanwhile."""
    require_editable(by, need.pupil)
    current_need = EducationalNeed.objects.select_for_update().get(pk=need.pk)
    if current_need.version != expected:
        raise StaleVersion(current_need)
    record(by, "need.removed", need, pupil=need.pupil, subject=need.subject.code, period=need.period_id)
    current_need.delete()


# --- clusters ---------------------------------------------------------------------------------------------------------


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


# --- rules ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def change_rule(*, by: Member, rule: SignalRule, threshold: int, is_active: bool, expected: int) -> SignalRule:
    """Change from when a rule flags, or whether it does; for who keeps what the school agreed."""
    require(by, Permission.EDIT_AGREED)
    before = {"threshold": rule.threshold, "is_active": rule.is_active}
    rule.threshold, rule.is_active = threshold, is_active
    rule.save_if_unchanged(expected=expected, fields=["threshold", "is_active"])
    record(by, "rule.changed", rule, before=before, after={"threshold": threshold, "is_active": is_active})
    return rule


# --- how one looks ----------------------------------------------------------------------------------------------------


def choose_columns(*, by: Member, columns: str) -> None:
    """Remember with which set of columns this person's overviews open. Their own taste, so the log does not tell."""
    OverviewChoice.objects.update_or_create(school=by.school, user=by.user, defaults={"columns": columns})
