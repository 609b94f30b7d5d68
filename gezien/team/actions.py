"""Writes of team needs. Each asks the rule, changes, logs."""

from typing import Any

from django.db import transaction

from gezien.agreements.actions import make_agreement
from gezien.agreements.models import Agreement
from gezien.audit.log import mark, record
from gezien.common import clock
from gezien.pupils.models import Group
from gezien.schools.rules import Member, NotAllowed
from gezien.team.models import TeamNeed
from gezien.team.rules import require_editable, require_group


@transaction.atomic
def name_team_need(
    *,
    by: Member,
    text: str,
    kind: str,
    group: Group | None = None,
    origin: str = TeamNeed.Origin.OTHER,
    origin_key: int | None = None,
) -> TeamNeed:
    """Say what the team needs, where it comes up. The caller has looked whether the member may open the origin."""
    require_group(by, group)
    need = TeamNeed.objects.create(
        school=by.school,
        text=text,
        kind=TeamNeed.Kind(kind),
        group=group,
        origin=TeamNeed.Origin(origin),
        origin_key=origin_key,
        said_by=by.user,
    )
    record(by, "team_need.named", need, group=group, origin=need.origin)
    return need


@transaction.atomic
def change_team_need(*, by: Member, need: TeamNeed, version: int, text: str, kind: str) -> TeamNeed:
    """Put it in other words."""
    require_editable(by, need)
    _require_open(need)
    was = {"words": mark(TeamNeed.objects.get(pk=need.pk).in_words)}
    need.text, need.kind = text, TeamNeed.Kind(kind)
    need.save_if_unchanged(expected=version, fields=["text", "kind"])
    record(by, "team_need.changed", need, group=need.group, was=was)
    return need


@transaction.atomic
def agree_on_team_need(*, by: Member, need: TeamNeed, version: int, **agreement: Any) -> Agreement:
    """Make an agreement of it: who sees to it, by when. It is about the school, as the team is everybody's."""
    require_editable(by, need)
    _require_open(need)
    made = make_agreement(by=by, **agreement)
    need.agreement = made
    need.save_if_unchanged(expected=version, fields=["agreement"])
    record(by, "team_need.agreed", need, group=need.group, agreement=made.pk)
    return made


@transaction.atomic
def settle_team_need(*, by: Member, need: TeamNeed, version: int, outcome: str, note: str = "") -> TeamNeed:
    """It is met, or no longer asked."""
    require_editable(by, need)
    _require_open(need)
    need.outcome, need.closing_note = TeamNeed.Outcome(outcome), note
    need.closed_by, need.closed_at = by.user, clock.now()
    need.save_if_unchanged(expected=version, fields=["outcome", "closing_note", "closed_by", "closed_at"])
    record(by, "team_need.closed", need, group=need.group, outcome=outcome)
    return need


@transaction.atomic
def reopen_team_need(*, by: Member, need: TeamNeed, version: int) -> TeamNeed:
    """Take the settling back."""
    require_editable(by, need)
    need.outcome, need.closed_by, need.closed_at = "", None, None
    need.save_if_unchanged(expected=version, fields=["outcome", "closed_by", "closed_at"])
    record(by, "team_need.reopened", need, group=need.group)
    return need


def _require_open(need: TeamNeed) -> None:
    if need.outcome:
        raise NotAllowed("a settled team need is opened first")
