"""Whether it helps: asked again on a day, and kept over time."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from gezien.audit.log import record
from gezien.cases.actions.holding import hold
from gezien.cases.hooks import case_changed
from gezien.cases.models import Case, CaseEffect
from gezien.cases.rules import require_case
from gezien.common import clock
from gezien.schools.rules import Member, NotAllowed

FIELDS = ("pupil_goes", "group_goes", "teacher_goes", "time_goes", "development_goes")


@transaction.atomic
def record_effect(
    *, by: Member, case: Case, going: Mapping[str, int | None], words: str = "", next_on: dt.date | None = None
) -> CaseEffect:
    """How it goes today with pupil, group and teacher; `next_on` is when it is asked again (None: not any more).

    Who answers twice on one day changes their own answers; a colleague's of the same day stand beside them.
    """
    hold(case)
    require_case(by, case)
    values = {name: going.get(name) for name in FIELDS} | {"words": words.strip()}
    effect, _new = CaseEffect.objects.update_or_create(
        school=by.school, case=case, asked_on=clock.today(), answered_by=by.user, defaults=values
    )
    case.effect_on = next_on
    case.save(update_fields=["effect_on"])
    record(by, "case.evaluated", case, pupil=case.pupil, effect=effect.pk)
    case_changed.send(Case, case=case, key="effects", by=by)
    return effect


@transaction.atomic
def remove_effect(*, by: Member, case: Case, effect: CaseEffect) -> None:
    """Take back what one answered oneself today; what was answered before, or by a colleague, stays as it was."""
    hold(case)
    require_case(by, case)
    if effect.asked_on != clock.today() or effect.answered_by_id != by.user.pk:
        raise NotAllowed("effect of an earlier day, or of a colleague")
    record(by, "case.effect_removed", case, pupil=case.pupil, effect=effect.pk)
    effect.delete()
    case_changed.send(Case, case=case, key="effects", by=by)
