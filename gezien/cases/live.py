"""What the page of somebody from outside is told while it is open (`gezien.common.live`): that something changed, never
what. The page then asks for what was shared with this guest, by the same rule as when it was opened.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django_scopes import scopes_disabled

from gezien.audit.models import AuditEvent
from gezien.cases.hooks import Table, table_asked
from gezien.cases.models import Case, CaseAgreement, Guest
from gezien.common import clock, live

SALT = "gezien.guest.live"
AGREEMENTS = {"agreements", "talks"}  # what of a case, besides its parts, a guest may be shown


def guest_topic(guest: Guest) -> str:
    """What the page of one guest follows."""
    return f"guest:{guest.pk}"


def guest_person(guest: Guest) -> str:
    """How a guest is named there."""
    return f"g{guest.pk}"


def tell_guests(case: int, key: str) -> None:
    """Tell the guests of a case with whom this part of it (or its agreements) is shared, after commit."""
    for guest in _looking([case]):
        if key in guest.parts or (key in AGREEMENTS and guest.shows_agreements):
            live.publish(guest_topic(guest), "changed", key="shared")


def _looking(cases: Iterable[int]) -> QuerySet[Guest]:
    return Guest.objects.filter(
        case__in=list(cases), ended_at=None, valid_until__gte=clock.today(), open_until__isnull=False
    )


def changed_agreements(events: Iterable[AuditEvent]) -> list[int]:
    """The agreements about a pupil that were written, of rows just added to the log."""
    return [event.object_id for event in events if event.object_id and event.pupil_id and _is_agreement(event)]


def _is_agreement(event: AuditEvent) -> bool:
    return event.verb.startswith("agreement.") and event.object_type == "agreements.agreement"


@scopes_disabled()
def tell_guests_of_agreements(agreements: list[int]) -> None:
    """Tell the guests of the cases in which these were made, after commit."""
    found = CaseAgreement.objects.filter(agreement__in=agreements).order_by("case").values_list("case", flat=True)
    for case in found.distinct():
        tell_guests(case, "agreements")


def tell_guests_of_table(case: int) -> None:
    """Tell the guests of a case that it came on the table of a review, or went from it, after commit."""
    for guest in _looking([case]):
        live.publish(guest_topic(guest), "changed", key="shared")


def seat_guests(cases: Iterable[int]) -> None:
    """Let the guests of cases ask for a ticket again, after commit: a review that speaks about them began, or ended."""
    for guest in _looking(cases):
        dismiss_guest(guest)


def ticket_of(guest: Guest, browser: str, table: Table | None) -> dict[str, Any]:
    """What the stream of a guest's page is bound to (`live.ticket`): that browser, by a cookie of its own that holds
    only what follows from its secret; and the review (`table_of`) in which they count as present.
    """
    return {
        "person": guest_person(guest),
        "name": guest.name,
        "known_by": (f"gezien_guest_live_{guest.pk}", salted_hmac(SALT, browser, algorithm="sha256").hexdigest()),
        "beside": table.topic if table else "",
    }


def table_of(case: Case) -> Table | None:
    """The open review with this case on its agenda."""
    answers: list[tuple[Any, Any]] = table_asked.send(Case, case=case)
    return next((table for _receiver, table in answers if table), None)


def dismiss_guest(guest: Guest) -> None:
    """End the streams of a guest who may not look along there any more: their page asks again at once, and closes."""
    live.dismiss(guest_person(guest), topic=guest_topic(guest))
