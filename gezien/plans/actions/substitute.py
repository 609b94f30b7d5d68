"""Writing the sheet for a substitute, and marking what of a pupil may stand on it."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.needs.rules import visible_needs
from gezien.notes.models import Factor
from gezien.notes.rules import visible_factors
from gezien.plans.models import SubstituteSheet, SubstituteTip
from gezien.plans.queries.substitute import fit_words, pupils_of
from gezien.plans.rules import require_planning
from gezien.pupils.models import Group, Pupil
from gezien.schools.rules import Member

Key = tuple[int | None, int | None]  # factor, need: one of the two


@transaction.atomic
def save_substitute_sheet(
    *,
    by: Member,
    group: Group,
    version: int,
    habits: str,
    ask: str,
    factors: Collection[int],
    needs: Collection[int],
) -> SubstituteSheet:
    """Write how a day goes and whom to ask, and mark exactly these factors and needs of the group's pupils.

    What is not a stimulating factor or an open need of a pupil of this group is left out. `version` 0: there was no
    sheet yet. Raises `StaleVersion` when a colleague wrote it meanwhile.
    """
    require_planning(by, group)
    sheet = SubstituteSheet.objects.select_for_update(of=("self",)).filter(group=group).first()
    if (sheet.version if sheet else 0) != version:
        raise StaleVersion(sheet or SubstituteSheet(group=group))
    if sheet is None:
        sheet = SubstituteSheet.objects.create(school=by.school, group=group, habits=habits, ask=ask)
    else:
        sheet.habits, sheet.ask = habits, ask
        sheet.save_if_unchanged(expected=version, fields=["habits", "ask"])
    new, gone = _mark(by, group, factors, needs)
    record(by, "substitute.saved", sheet, group=group, marked=new, unmarked=gone)
    return sheet


def _mark(by: Member, group: Group, factors: Collection[int], needs: Collection[int]) -> tuple[int, int]:
    """Make the marks of this group's pupils these, in the words they have now; how many are new and gone.

    Who marked what stays is kept, unless it says something else now: then it is marked anew.
    """
    pupils = pupils_of(group)
    wanted = _words(by, pupils, factors, needs)
    there = SubstituteTip.objects.filter(Q(factor__pupil__in=pupils) | Q(need__pupil__in=pupils))
    stored = {(tip.factor_id, tip.need_id): tip for tip in there}
    gone = [tip.pk for key, tip in stored.items() if key not in wanted]
    new = sorted((key for key, words in wanted.items() if key not in stored or stored[key].words != words), key=str)
    changed = [stored[key].pk for key in new if key in stored]
    SubstituteTip.objects.filter(pk__in=[*gone, *changed]).delete()
    SubstituteTip.objects.bulk_create(
        SubstituteTip(school=by.school, factor_id=factor, need_id=need, words=wanted[factor, need], marked_by=by.user)
        for factor, need in new
    )
    return len(new), len(gone)


def _words(by: Member, pupils: Collection[Pupil], factors: Collection[int], needs: Collection[int]) -> dict[Key, list]:
    """What may be marked of what was asked, by factor or need, with what it says now."""
    stimulating = visible_factors(by).filter(
        pupil__in=pupils, direction=Factor.Direction.STIMULATING, ended_on=None, pk__in=factors
    )
    open_needs = visible_needs(by).filter(pupil__in=pupils, outcome="", pk__in=needs)
    words: dict[Key, list] = {(pk, None): [text] for pk, text in stimulating.values_list("pk", "text")}
    keys = list(open_needs.values_list("pk", flat=True))
    fit = fit_words(keys)
    return words | {(None, pk): fit.get(pk, []) for pk in keys}
