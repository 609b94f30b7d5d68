"""Links by which one person without an account reads one version of one plan, and answers to it.

The address has 256 random bits, the code six digits told another way. Of both only hashes are stored. The first time
the code is right the link is bound to that browser for a while; then it is used. Five wrong codes end it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import Outsider, record
from gezien.common import clock
from gezien.common.sharing import hashed, hashed_code, is_code, new_code, new_secret
from gezien.notes.actions.received import receive_note
from gezien.plans.actions.individual import require_writable
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.models import IndividualPlanVersion, PlanAnswer, ShareLink
from gezien.plans.queries.individual_settings import MOST_LINK_DAYS
from gezien.plans.queries.share import State, state_of_link
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member, NotAllowed

BOUND_FOR = dt.timedelta(hours=2)
MOST_ANSWERS = 10  # of one link: enough for second thoughts


@dataclass(frozen=True)
class NewLink:
    """A link just made, with what is shown once and never stored."""

    link: ShareLink
    token: str
    code: str


def reader(link: ShareLink) -> Outsider:
    """Whoever reads by a link: the name the school gave, and "link" so that the log says so."""
    return Outsider(f"{link.recipient} ({link.relation}, link {link.pk})", link.school_id)


@transaction.atomic
def make_link(
    *,
    by: Member,
    version: IndividualPlanVersion,
    recipient: str,
    relation: str,
    purpose: str,
    valid_until: dt.date,
    form: UUID,
) -> NewLink | None:
    """A link to the last version for one person; None when this form was sent before: what it showed is shown once."""
    require_writable(by, version.plan)
    if ShareLink.objects.filter(form=form).exists():
        return None
    today = clock.today()
    if version.plan.versions.filter(number__gt=version.number).exists():
        raise CannotPlan(_("There is a newer version by now; share that one."))
    if not today <= valid_until <= today + dt.timedelta(days=MOST_LINK_DAYS):
        raise NotAllowed("a link for so long")
    token, code = new_secret(), new_code()
    link = ShareLink.objects.create(
        school=by.school,
        version=version,
        recipient=recipient,
        relation=relation,
        purpose=purpose,
        form=form,
        token_hash=hashed(token),
        code_hash=hashed_code(code),
        valid_until=valid_until,
        made_by=by.user,
    )
    details: dict[str, Any] = {"until": str(valid_until), "number": version.number, "recipient": recipient}
    record(by, "sharelink.made", link, pupil=version.plan.pupil, plan=version.plan_id, **details)
    return NewLink(link, token, code)


@transaction.atomic
def revoke_link(*, by: Member, link: ShareLink) -> ShareLink:
    """End a link at once, also for who has it open; doing so twice changes nothing."""
    require_editable(by, link.version.plan.pupil)
    if link.revoked_at is None:
        link.revoked_at, link.code_hash, link.browser_hash = timezone.now(), "", ""
        link.save(update_fields=["revoked_at", "code_hash", "browser_hash"])
        record(by, "sharelink.revoked", link, pupil=link.version.plan.pupil)
    return link


@transaction.atomic
def open_link(*, link: ShareLink, code: str) -> str | None:
    """Bind the link to this browser: the secret for its cookie. None for a wrong code, which is counted and logged."""
    link = ShareLink.objects.select_for_update(of=("self",)).select_related("version__plan__pupil").get(pk=link.pk)
    if state_of_link(link, "") != State.CLOSED:
        return None
    pupil = link.version.plan.pupil
    if not is_code(code, link.code_hash):
        link.failed += 1
        link.save(update_fields=["failed"])
        record(reader(link), "sharelink.refused", link, pupil=pupil, tries=link.failed)
        return None
    browser, now = new_secret(), timezone.now()
    link.opened_at, link.bound_until, link.browser_hash, link.code_hash = now, now + BOUND_FOR, hashed(browser), ""
    link.save(update_fields=["opened_at", "bound_until", "browser_hash", "code_hash"])
    record(reader(link), "sharelink.opened", link, pupil=pupil, reason=link.purpose)
    return browser


@transaction.atomic
def answer_by_link(*, link: ShareLink, browser: str, kind: str, name: str, remark: str) -> PlanAnswer:
    """Keep what the recipient says, for the teacher to read; words also come in the file as a note.

    Raises `NotAllowed` unless the link is open in this browser. The same said twice is kept once.
    """
    link = ShareLink.objects.select_for_update(of=("self",)).select_related("version__plan__pupil").get(pk=link.pk)
    if state_of_link(link, browser) != State.OPEN:
        raise NotAllowed("a link that is not open")
    last = link.answers.order_by("-pk").first()
    if last and (last.kind, last.name, last.remark) == (kind, name, remark):
        return last
    if link.answers.count() >= MOST_ANSWERS:
        raise NotAllowed("so many answers by one link")
    version, pupil = link.version, link.version.plan.pupil
    note = None
    if remark:
        told = _("%(name)s (%(relation)s) wrote about %(plan)s, version %(number)d, through the shared link:")
        words = {"name": name, "relation": link.relation, "plan": version.content["name"], "number": version.number}
        text = f"{told % words}\n\n{remark}"
        note = receive_note(by=reader(link), school=link.school, pupil=pupil, text=text, link=link.pk)
    answer = PlanAnswer.objects.create(
        school=link.school,
        version=version,
        party=PlanAnswer.Party.PARENT,
        name=name,
        relation=link.relation,
        kind=kind,
        remark=remark,
        way=PlanAnswer.Way.LINK,
        answered_on=clock.today(),
        note=note,
        link=link,
    )
    record(reader(link), "individualplan.answered", answer, pupil=pupil, plan=version.plan_id, kind=kind, way="link")
    return answer


def forget_dead_secrets() -> int:
    """Take away what links that are over still hold of code and browser; how many. Within no school: a daily task."""
    dead = Q(revoked_at__isnull=False) | Q(valid_until__lt=clock.today()) | Q(bound_until__lt=timezone.now())
    holding = ~Q(code_hash="", browser_hash="")
    return ShareLink.objects.filter(dead, holding).update(code_hash="", browser_hash="")
