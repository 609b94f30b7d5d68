"""Reads of team needs: the list that coach and head follow, and what came up in one plan or review."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.agreements.queries import group_in_words
from gezien.agreements.words import day_in_words, due_in_words
from gezien.common import clock
from gezien.pupils.models import Group
from gezien.schools.rules import Member
from gezien.team.hooks import origins
from gezien.team.models import TeamNeed
from gezien.team.rules import editable_team_needs, may_name, visible_team_needs

SETTLED_SHOWN = 20


def with_names(needs: QuerySet[TeamNeed]) -> QuerySet[TeamNeed]:
    """With who named it, its group and agreement, in the same statement."""
    return needs.select_related("said_by", "group", "agreement__owner")


def team_list(member: Member) -> dict[str, Any]:
    """Open needs by kind, what is asked most first, and those settled lately.

    A fixed number of statements: two for the needs, one for who may settle, and one or two for each kind of origin.
    """
    needs = with_names(visible_team_needs(member))
    found = [*needs.filter(outcome=""), *needs.exclude(outcome="").order_by("-closed_at", "-pk")[:SETTLED_SHOWN]]
    rows = need_rows(member, found)
    opened = [row for row in rows if not row["is_settled"]]
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in opened:
        kinds.setdefault(row["kind"], []).append(row)
    return {
        "sections": [
            {"title": TeamNeed.Kind(kind).label, "rows": of_kind}
            for kind, of_kind in sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ],
        "settled": [row for row in rows if row["is_settled"]],
        "open": len(opened),
        "without_agreement": sum(row["agreement"] is None for row in opened),
        "to_ask": sum(row["asks_whether_met"] for row in opened),
    }


def needs_of(member: Member, origin: str, key: int) -> list[dict[str, Any]]:
    """What came up in this plan, review or case, the first named first."""
    found = visible_team_needs(member).filter(origin=origin, origin_key=key).order_by("created_at", "pk")
    return need_rows(member, with_names(found), leads_to_origin=False)


def team_part(member: Member, origin: str, key: int, *, group: Group | None = None, back: str = "") -> dict[str, Any]:
    """What `team/part.html` shows on the page of a plan, review or case: rows, and what a new one is filled with.

    `back`: the page it stands on, to come back to without htmx.
    """
    return {
        "rows": needs_of(member, origin, key),
        "origin": f"{origin}-{key}",
        "group": group.pk if group else "",
        "kinds": TeamNeed.Kind.choices,
        "can_name": may_name(member),
        "back": back,
        "typed": "",
        "errors": [],
    }


def need_rows(member: Member, needs: Iterable[TeamNeed], *, leads_to_origin: bool = True) -> list[dict[str, Any]]:
    """Team needs as a page shows them."""
    found, today = list(needs), clock.today()
    if not found:
        return []
    editable = set(editable_team_needs(member).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    places = _places(member, found) if leads_to_origin else {}
    return [
        {
            "pk": one.pk,
            "version": one.version,
            "text": one.text,
            "kind": one.kind,
            "kind_words": one.get_kind_display(),
            "who": one.said_by.name if one.said_by else "",
            "day": day_in_words(timezone.localtime(one.created_at).date(), today),
            "group": group_in_words(one.group) if one.group else "",
            "origin": one.get_origin_display() if one.origin != TeamNeed.Origin.OTHER else "",
            "place": places.get((one.origin, one.origin_key)),
            "agreement": _agreement(one.agreement),
            "asks_whether_met": _asks_whether_met(one),
            "is_settled": one.outcome != "",
            "settled": _settled(one),
            "note": one.closing_note,
            "can_edit": one.pk in editable,
        }
        for one in found
    ]


def place_of(member: Member, origin: str, key: int) -> tuple[str, str] | None:
    """Words and address of where a need came up, when the member may open it."""
    return _ask(member, origin, [key]).get(key)


def _places(member: Member, needs: Sequence[TeamNeed]) -> dict[tuple[str, int | None], tuple[str, str]]:
    keys: dict[str, set[int]] = defaultdict(set)
    for one in needs:
        if one.origin_key is not None:
            keys[one.origin].add(one.origin_key)
    return {(origin, key): place for origin, of in keys.items() for key, place in _ask(member, origin, of).items()}


def _ask(member: Member, origin: str, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    known = origins.get(origin)
    return known(member, keys) if known else {}


def _agreement(agreement: Agreement | None) -> dict[str, Any] | None:
    if agreement is None:
        return None
    today = clock.today()
    return {
        "what": agreement.what,
        "owner": agreement.owner.name,
        "when": agreement.get_outcome_display() if agreement.outcome else due_in_words(agreement.due_on, today),
        "is_overdue": not agreement.outcome and agreement.due_on < today,
        "is_done": agreement.outcome == Agreement.Outcome.DONE,
    }


def _asks_whether_met(need: TeamNeed) -> bool:
    """What was agreed is over, and nobody said whether the need is met."""
    return bool(not need.outcome and need.agreement and need.agreement.outcome)


def _settled(need: TeamNeed) -> str:
    if need.closed_at is None:
        return ""
    day = date_format(timezone.localtime(need.closed_at).date(), "j F Y")
    return _("%(outcome)s, %(day)s") % {"outcome": need.get_outcome_display(), "day": day}
