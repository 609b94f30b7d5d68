"""What this app does when something below it happens, or in itself."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from gezien.audit.hooks import logged
from gezien.audit.models import AuditEvent
from gezien.needs.actions.looking import link_needs, touch
from gezien.needs.actions.signals import end_link, resume_link
from gezien.needs.bank import add_bank
from gezien.needs.hooks import need_closed, need_named, need_reopened
from gezien.needs.models import EducationalNeed, SignalLink
from gezien.needs.queries.groups import is_now
from gezien.needs.queries.signals import pupils_of_delivery
from gezien.needs.starter import add_rules_and_clusters
from gezien.needs.tasks import look_at_signals
from gezien.pupils.signals import pupils_changed, tell_changed
from gezien.schools.models import School
from gezien.schools.signals import school_created

# The verbs of the log after which signals may be others: about one pupil, a delivery of results, or the whole school.
ABOUT_PUPIL = frozenset(
    {
        *("result.added", "result.changed", "result.removed", "note.added", "note.changed", "note.undone"),
        *("factor.added", "factor.changed", "factor.ended", "factor.reopened", "factor.undone", "need.removed"),
    }
)
ABOUT_DELIVERY = frozenset({"results.delivered", "results.withdrawn"})
ABOUT_SCHOOL = frozenset(
    {
        *("rule.added", "rule.changed", "rule.removed", "rule.restored", "norm.added", "norm.changed", "norm.removed"),
        *("norm.restored", "instrument.changed", "results.undone", "roster.applied", "periods.changed"),
    }
)
NEED, Outcome = SignalLink.Kind.NEED, SignalLink.Outcome
# Partly reached is no reason to ask again, nor to stop: the signal goes as far as the facts bear it out.
OUTCOMES = {
    EducationalNeed.Outcome.REACHED: Outcome.REACHED,
    EducationalNeed.Outcome.NOT_REACHED: Outcome.NOT_REACHED,
    EducationalNeed.Outcome.PARTLY: Outcome.STOPPED,
    EducationalNeed.Outcome.NOT_NEEDED: Outcome.STOPPED,
}


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with this app's starter set."""
    add_rules_and_clusters(school)
    add_bank(school)


@receiver(pupils_changed)
def look_soon(sender, school, pupils, **kwargs):
    """Note whose signals are to be looked at, and have it done once this transaction is kept."""
    if pupils is None or pupils:
        touch(school, pupils)
        transaction.on_commit(partial(look_at_signals.enqueue, school.pk))


@receiver(logged, sender=AuditEvent)
def look_after(sender, events, **kwargs):
    """Every write is logged, so the log tells what to look at: whatever wrote it, and in whichever app."""
    touched: dict[int, set[int]] = {}
    for event in events:
        if event.school_id is None:
            continue
        if event.verb in ABOUT_SCHOOL:
            tell_changed(School(pk=event.school_id), None)
        elif event.verb in ABOUT_DELIVERY:
            touched.setdefault(event.school_id, set()).update(pupils_of_delivery(event.object_id))
        elif event.verb in ABOUT_PUPIL and event.pupil_id:
            touched.setdefault(event.school_id, set()).add(event.pupil_id)
    for school, pupils in touched.items():
        tell_changed(School(pk=school), pupils)


@receiver(need_named)
def take_up_by_need(sender, need, by, **kwargs):
    """What asked for the need is taken up at once, so that who named it sees so; the look that follows checks."""
    if is_now(need.period):
        link_needs(need.school, need.period, [need.pupil_id])
    tell_changed(need.school, [need.pupil_id])


@receiver(need_closed)
def end_with_need(sender, need, by, **kwargs):
    """Reached: what asked for the need is resolved. Not reached: it asks again."""
    end_link(by=by, kind=NEED, target=need.pk, outcome=OUTCOMES[need.outcome], reason=need.closing_note)
    tell_changed(need.school, [need.pupil_id])


@receiver(need_reopened)
def resume_with_need(sender, need, by, **kwargs):
    """What was closed with the need is taken up again."""
    resume_link(by=by, kind=NEED, target=need.pk)
    tell_changed(need.school, [need.pupil_id])
