"""Writes of the directory of partners."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.cases.models import Partner, PartnerKind
from gezien.cases.rules_guests import editable_partners, partner_kinds, require_directory
from gezien.common import clock
from gezien.common.sharing import hashed
from gezien.schools.rules import Member, NotAllowed

WORDS = ["kind", "name", "organisation", "place", "helps_with", "arranging", "email", "phone", "is_shared"]


@transaction.atomic
def add_partner(*, by: Member, **words: Any) -> Partner:
    """Put somebody in the directory; `words` are the fields of WORDS."""
    require_directory(by)
    partner = Partner.objects.create(school=by.school, **words)
    record(by, "partner.added", partner)
    return partner


@transaction.atomic
def change_partner(*, by: Member, partner: Partner, version: int, **words: Any) -> Partner:
    """Change what is known of a partner. Raises `StaleVersion`."""
    _require_own(by, partner)
    for name, value in words.items():
        setattr(partner, name, value)
    partner.save_if_unchanged(expected=version, fields=list(words))
    record(by, "partner.changed", partner)
    return partner


@transaction.atomic
def put_away(*, by: Member, partner: Partner, back: bool = False) -> Partner:
    """Take a partner out of the list, or `back` into it. Guests who are in a case stay: their invitation says when."""
    _require_own(by, partner)
    partner.archived_on, partner.archived_by = (None, None) if back else (clock.today(), by.user)
    partner.save(update_fields=["archived_on", "archived_by"])
    record(by, "partner.reinstated" if back else "partner.retired", partner)
    return partner


class KindsChanged(Exception):
    """Somebody else changed the kinds since the page was opened; nothing has been written."""


def kinds_mark(kinds: Iterable[PartnerKind]) -> str:
    """What tells these kinds from the same ones changed."""
    return hashed(repr(sorted((kind.pk, kind.name, kind.position, kind.is_retired) for kind in kinds)))[:16]


@transaction.atomic
def save_kinds(*, by: Member, kinds: list[tuple[int | None, str, bool]], known: str | None = None) -> None:
    """Keep the school's kinds of partners in this order: key (None: a new one), name, and whether it is in use.

    Raises `KindsChanged` when they are not those of which `kinds_mark` gave `known` any more.
    """
    require_directory(by)
    own = {kind.pk: kind for kind in partner_kinds(by).select_for_update().order_by("pk")}
    if known is not None and known != kinds_mark(own.values()):
        raise KindsChanged
    for kind in own.values():  # two may swap their names: first none has one of those
        PartnerKind.objects.filter(pk=kind.pk).update(name=f"~{kind.pk}~")
    for position, (key, name, in_use) in enumerate(kinds):
        kind = own[key] if key is not None else PartnerKind(school=by.school)
        kind.name, kind.position, kind.is_retired = name, position, not in_use
        kind.save()
    for left in own.values():
        if left.pk not in {key for key, _name, _use in kinds}:
            left.save(update_fields=["name"])
    record(by, "partner_kinds.saved", number=len(kinds))


def _require_own(by: Member, partner: Partner) -> None:
    if not editable_partners(by).filter(pk=partner.pk).exists():
        raise NotAllowed("partner")
