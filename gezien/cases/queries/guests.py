"""Reads of partners and guests: the directory, who looks along in a case, and what a guest sees of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.cases.models import Case, CaseConsent, CasePart, Guest, GuestContribution, Partner
from gezien.cases.parts import PART
from gezien.cases.queries.guest_state import State, state_of_guest
from gezien.cases.rules_guests import editable_partners, visible_contributions, visible_guests, visible_partners
from gezien.common import clock
from gezien.common.sharing import hashed
from gezien.schools.rules import Member


def partners(member: Member, *, words: str = "", kind: int = 0, archived: bool = False) -> QuerySet[Partner]:
    """The directory by kind and name; `words` are looked for in everything one would know a partner by."""
    found = visible_partners(member).filter(archived_on__isnull=not archived).select_related("kind", "school")
    if kind:
        found = found.filter(kind=kind)
    for word in words.split():
        fields = ("name", "organisation", "place", "helps_with", "kind__name")
        here = Q()
        for field in fields:
            here |= Q(**{f"{field}__icontains": word})
        found = found.filter(here)
    return found.order_by("kind__position", "kind__name", "name", "pk")


def partner_rows(member: Member, found: Iterable[Partner]) -> list[dict[str, Any]]:
    """Partners as the directory shows them; one statement more tells which the member may change."""
    editable = set(editable_partners(member).values_list("pk", flat=True))
    return [
        {
            "pk": one.pk,
            "kind": one.kind.name,
            "name": one.name,
            "place": ", ".join(filter(None, [one.organisation, one.place])),
            "helps_with": one.helps_with,
            "arranging": one.arranging,
            "email": one.email,
            "phone": one.phone,
            "of_school": "" if one.school_id == member.school.pk else one.school.name,
            "is_shared": one.is_shared,
            "is_archived": one.archived_on is not None,
            "can_edit": one.pk in editable,
        }
        for one in found
    ]


def consents_of(case: Case) -> QuerySet[CaseConsent]:
    """Which consents were recorded in this case, those that stand first."""
    return CaseConsent.objects.filter(school=case.school_id, case=case).select_related("partner", "recorded_by")


def consent_row(consent: CaseConsent) -> dict[str, Any]:
    """A consent: who, when and how, and whether it stands."""
    said = _("%(name)s (%(relation)s), %(way)s on %(day)s")
    return {
        "pk": consent.pk,
        "partner": str(consent.partner),
        "said": said
        % {
            "name": consent.given_by,
            "relation": consent.relation,
            "way": consent.get_way_display(),
            "day": date_format(consent.given_on, "j F Y"),
        },
        "words": consent.words,
        "withdrawn": date_format(consent.withdrawn_on, "j F Y") if consent.withdrawn_on else "",
    }


def guests_of(member: Member, case: Case) -> QuerySet[Guest]:
    """Who was called in, the newest first."""
    found = visible_guests(member).filter(case=case)
    return found.select_related("partner", "consent", "case", "invited_by").order_by("-pk")


def guest_row(guest: Guest) -> dict[str, Any]:
    """A guest and what became of the invitation."""
    state = state_of_guest(guest, "")
    until = date_format(guest.valid_until, "j F Y")
    words = {
        State.NEW: _("not opened yet, until %(day)s") % {"day": until},
        State.ELSEWHERE: _("looks along until %(day)s") % {"day": until},
        State.LOCKED: _("closed after too many wrong codes"),
        State.EXPIRED: _("over since %(day)s") % {"day": until},
        State.ENDED: _("ended"),
    }
    seen = guest.last_seen_at and date_format(clock.in_school_time(guest.last_seen_at), "j F H:i")
    return {
        "pk": guest.pk,
        "name": guest.name,
        "partner": from_where(guest),
        "email": guest.email,
        "question": guest.question,
        "state": words[state],
        "seen": seen or "",
        "parts": shared_names(guest),
        "mark": code_mark(guest),
        "is_alive": state in (State.NEW, State.ELSEWHERE, State.LOCKED),
    }


def code_mark(guest: Guest) -> str:
    """What tells this code from the next one: a form to replace it, sent twice, replaces it once."""
    return hashed(guest.code_hash + guest.device_hash)[:16]


def from_where(guest: Guest) -> str:
    """The partner; when the guest is that person, their organisation is enough."""
    partner = guest.partner
    return partner.organisation if partner.organisation and partner.name == guest.name else str(partner)


def shared_names(guest: Guest) -> list[str]:
    """What the guest may see, in words."""
    names = [PART[key].name for key in guest.parts if key in PART]
    return [*names, _("Agreements")] if guest.shows_agreements else names


def contribution_rows(member: Member, case: Case) -> list[dict[str, Any]]:
    """What guests wrote in this case, the newest first; one statement."""
    found = visible_contributions(member).filter(guest__case=case).select_related("guest__partner", "read_by")
    return [
        {
            "pk": one.pk,
            "name": one.guest.name,
            "partner": from_where(one.guest),
            "text": one.text,
            "day": date_format(clock.in_school_time(one.sent_at), "j F Y H:i") if one.sent_at else "",
            "is_new": one.read_at is None,
            "read_by": one.read_by.name if one.read_by else "",
        }
        for one in found.order_by("-sent_at", "-pk")
    ]


def shared_with(guest: Guest) -> dict[str, Any]:
    """All that a guest sees of the case: the parts that were ticked and hold something, agreements when ticked, and
    what the guest wrote. Nothing else of the pupil is read here.
    """
    keys = [key for key in guest.parts if key in PART]
    texts = dict(CasePart.objects.filter(case=guest.case_id, key__in=keys).values_list("key", "text"))
    sent = GuestContribution.objects.filter(guest=guest, sent_at__isnull=False).order_by("-sent_at", "-pk")
    return {
        "parts": [{"name": PART[key].name, "text": texts.get(key, "").strip()} for key in keys],
        "agreements": _agreements(guest) if guest.shows_agreements else [],
        "sent": [
            {"text": one.text, "day": date_format(clock.in_school_time(one.sent_at), "j F H:i") if one.sent_at else ""}
            for one in sent
        ],
    }


def _agreements(guest: Guest) -> list[dict[str, str]]:
    """What was agreed in this case; of other pupils' or groups' agreements nothing."""
    found = Agreement.objects.filter(of_case__case=guest.case_id).select_related("owner").order_by("due_on", "pk")
    return [
        {
            "what": one.what,
            "who": one.owner.name,
            "day": date_format(one.due_on, "j F Y"),
            "state": str(one.get_outcome_display()) if one.outcome else _("open"),
        }
        for one in found
    ]


def aside_of(member: Member, case: Case) -> dict[str, Any]:
    """What stands beside a case about people from outside: how many look along, and what they wrote.

    Two statements; one as long as nobody was called in.
    """
    guests = [guest_row(one) for one in guests_of(member, case)]
    written = contribution_rows(member, case) if guests else []
    return {
        "guests": [one for one in guests if one["is_alive"]],
        "contributions": [{**one, "short": Truncator(one["text"]).chars(400)} for one in written],
        "new": sum(one["is_new"] for one in written),
    }
