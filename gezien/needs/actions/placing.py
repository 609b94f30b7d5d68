"""Writes of who stands where: by hand, by a proposal, and one step back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gezien.audit.log import record, record_each
from gezien.common import clock
from gezien.needs.actions.clusters import take_version
from gezien.needs.models import Cluster, Clustering, Placement, PlacementStep
from gezien.needs.queries.joint import family, same_cluster
from gezien.needs.rules import require_editable_group
from gezien.pupils.models import Enrolment, Pupil
from gezien.schools.rules import Member, NotAllowed

# So many steps back are kept.
STEPS = 20


class NothingToUndo(Exception):
    """There is no step, or it is not the last one any more."""


@transaction.atomic
def place_pupil(
    *,
    by: Member,
    clustering: Clustering,
    pupil: Pupil,
    cluster: Cluster | None,
    expected: int,
    reason: str | None = None,
    is_fixed: bool | None = None,
) -> None:
    """Put a pupil in a cluster of this clustering, or (None) back among those not placed yet.

    `is_fixed` None keeps what there was, and so does `reason` unless the pupil moves. A cluster of a group that is
    divided together stands for the own one of its name. `StaleVersion` when somebody else moved pupils.
    """
    require_editable_group(by, clustering.group)
    own = _own(cluster, clustering)
    if not Enrolment.objects.filter(group=clustering.group, pupil=pupil).exists():
        raise Pupil.DoesNotExist
    head = clustering.head
    take_version(head, expected)
    stood = _remember(by, head, [(clustering, pupil.pk)]).get(pupil.pk)
    moves = not Placement.objects.filter(clustering=clustering, pupil=pupil, cluster=own).exists()
    values: dict[str, object] = {"reason": reason or ""} if reason is not None or moves else {}
    values |= {} if is_fixed is None else {"is_fixed": is_fixed}
    _put(by, clustering, pupil.pk, own, values)
    record(
        by,
        "pupil.placed",
        clustering,
        pupil=pupil,
        group=clustering.group,
        cluster=own and own.pk,
        subject=clustering.subject_id,
        **_moved(clustering, stood, own),
    )


@transaction.atomic
def take_over(
    *, by: Member, clustering: Clustering, places: Mapping[int, tuple[Clustering, Cluster, str]], expected: int
) -> None:
    """Place pupils as proposed, to be taken back at once: by pupil the own clustering, the cluster, and why."""
    allowed = {one.pk: one for one in family(clustering)}
    for own in {target.pk for target, _cluster, _why in places.values()}:
        if own not in allowed:
            raise NotAllowed("clustering of another division")
        require_editable_group(by, allowed[own].group)
    head = clustering.head
    take_version(head, expected)
    stood = _remember(by, head, [(target, pupil) for pupil, (target, _cluster, _why) in places.items()])
    pupils = Pupil.objects.filter(school=by.school, pk__in=places)
    old = Placement.objects.filter(clustering__in=allowed, pupil__in=pupils)
    fixed = set(old.filter(is_fixed=True).values_list("pupil", flat=True))
    old.delete()
    Placement.objects.bulk_create(
        Placement(
            school_id=by.school.pk,
            clustering=target,
            cluster=_own(cluster, target),
            pupil_id=pupil,
            reason=why[:200],
            is_fixed=pupil in fixed,
            placed_by=by.user,
        )
        for pupil, (target, cluster, why) in places.items()
    )
    said = {"subject": clustering.subject_id, "proposed": True}
    moved = {pk: _moved(target, stood.get(pk), _own(cluster, target)) for pk, (target, cluster, _) in places.items()}
    record_each(by, "pupil.placed", [(pupil, said | moved[pupil.pk]) for pupil in pupils])
    record(by, "clustering.taken_over", head, group=clustering.group, count=len(places))


@transaction.atomic
def undo_step(*, by: Member, clustering: Clustering, number: int, expected: int) -> list[int]:
    """Take back the last move or proposal that was taken over; gives the keys of the pupils it was about.

    `NothingToUndo` when `number` is not the last one, `StaleVersion` when somebody moved pupils meanwhile.
    """
    head = clustering.head
    steps = list(head.steps.filter(number=number).select_related("clustering__group", "cluster", "pupil"))
    last = head.steps.values_list("number", flat=True).first()
    if not steps or last != number:
        raise NothingToUndo
    for target in {step.clustering for step in steps}:
        require_editable_group(by, target.group)
    take_version(head, expected)
    for step in steps:
        now = (
            Placement.objects.filter(clustering=step.clustering, pupil=step.pupil_id).select_related("cluster").first()
        )
        Placement.objects.filter(clustering=step.clustering, pupil=step.pupil_id).delete()
        if step.cluster is not None:
            Placement.objects.create(
                school_id=step.school_id,
                clustering=step.clustering,
                cluster=step.cluster,
                pupil_id=step.pupil_id,
                reason=step.reason,
                is_fixed=step.is_fixed,
                placed_by_id=step.placed_by_id,
                placed_at=step.placed_at or clock.now(),
            )
        moved = _moved(step.clustering, now, step.cluster)
        record(by, "clustering.move_undone", step.clustering, pupil=step.pupil, group=step.clustering.group, **moved)
    head.steps.filter(number=number).delete()
    return [step.pupil_id for step in steps]


def _own(cluster: Cluster | None, clustering: Clustering) -> Cluster | None:
    """The cluster in this clustering: itself, or the one of its name for a group that is divided together."""
    if cluster is None or cluster.clustering_id == clustering.pk:
        return cluster
    if cluster.clustering_id not in {one.pk for one in family(clustering)}:
        raise Cluster.DoesNotExist
    if (own := same_cluster(cluster, clustering)) is None:
        raise Cluster.DoesNotExist
    return own


def _put(by: Member, clustering: Clustering, pupil: int, cluster: Cluster | None, values: dict[str, object]) -> None:
    if cluster is None:
        Placement.objects.filter(clustering=clustering, pupil=pupil).delete()
        return
    values = {"cluster": cluster, "placed_by": by.user, "placed_at": clock.now(), **values}
    Placement.objects.update_or_create(
        clustering=clustering,
        pupil_id=pupil,
        defaults=values,
        create_defaults={**values, "school_id": clustering.school_id},
    )


def _moved(clustering: Clustering, stood: Placement | None, cluster: Cluster | None) -> dict[str, Any]:
    """For the log: in which division, and where somebody stood and stands, by key and by name (empty: nowhere)."""
    return {
        "clustering": clustering.pk,
        "from": stood.cluster_id if stood else None,
        "to": cluster.pk if cluster else None,
        "was": stood.cluster.name if stood else "",
        "now": cluster.name if cluster else "",
    }


def _remember(by: Member, head: Clustering, targets: list[tuple[Clustering, int]]) -> dict[int, Placement]:
    """Where these pupils stand now, under the version that the move has just given the head; by pupil."""
    found = Placement.objects.filter(
        clustering__in={target.pk for target, _pupil in targets}, pupil__in=[pupil for _target, pupil in targets]
    ).select_related("cluster")
    before = {placement.pupil_id: placement for placement in found}
    PlacementStep.objects.bulk_create(_step(by, head, target, pupil, before.get(pupil)) for target, pupil in targets)
    oldest = head.steps.order_by("-number").values_list("number", flat=True).distinct()[STEPS - 1 : STEPS].first()
    if oldest is not None:
        head.steps.filter(number__lt=oldest).delete()
    return before


def _step(by: Member, head: Clustering, target: Clustering, pupil: int, stood: Placement | None) -> PlacementStep:
    return PlacementStep(
        school_id=head.school_id,
        head=head,
        clustering=target,
        number=head.version,
        pupil_id=pupil,
        cluster_id=stood.cluster_id if stood else None,
        reason=stood.reason if stood else "",
        is_fixed=stood.is_fixed if stood else False,
        placed_by_id=stood.placed_by_id if stood else None,
        placed_at=stood.placed_at if stood else None,
        made_by=by.user,
    )
