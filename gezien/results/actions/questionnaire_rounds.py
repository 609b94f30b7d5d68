"""Writes of rounds: opening one, answering cell by cell, closing it. Two teachers may fill in one round at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import Entry, record, record_all, record_each
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import editable_groups
from gezien.pupils.signals import tell_changed
from gezien.results.models import Questionnaire, QuestionnaireAnswer, QuestionnaireRound
from gezien.results.queries.questionnaire_rounds import Cell, answers_of, asked_items, sheet_of, without_pupils
from gezien.results.rules import editable_rounds
from gezien.schools.models import Period
from gezien.schools.rules import Member, NotAllowed, require_among

NOT_SEEN = "x"
NOTHING = ""


class CannotAnswer(Exception):
    """This cannot be done in the round as it is; the text says why, and what to do."""


@dataclass(frozen=True)
class Given:
    """One cell as filled in: "1" to "5", "x" for not seen, "" for nothing; `was` is what the page showed before."""

    pupil_id: int
    item_id: int
    was: str
    now: str


@dataclass(frozen=True)
class Clash:
    """A cell that somebody else answered otherwise meanwhile: theirs stands, one's own was not stored."""

    pupil_id: int
    item_id: int
    theirs: str
    mine: str
    by: str


@transaction.atomic
def open_rounds(
    *, by: Member, questionnaire: Questionnaire, groups: Sequence[Group], period: Period, due_on: dt.date | None
) -> list[QuestionnaireRound]:
    """Open the questionnaire for these groups; a group that has this round already is passed over."""
    allowed = set(editable_groups(by).filter(pk__in=[group.pk for group in groups]).values_list("pk", flat=True))
    if len(allowed) < len(groups) or questionnaire.school_id != by.school.pk:
        raise NotAllowed("group")
    items = asked_items(questionnaire)
    if not items:
        raise CannotAnswer(_("This questionnaire has no statements yet."))
    if nobody := without_pupils(by, questionnaire, groups):
        names = {"groups": ", ".join(nobody)}
        raise CannotAnswer(_("It asks about nobody in %(groups)s: choose other groups.") % names)
    rows = QuestionnaireRound.objects.select_for_update().filter(questionnaire=questionnaire, period=period)
    there = set(rows.values_list("group_id", flat=True))
    opened = QuestionnaireRound.objects.bulk_create(
        QuestionnaireRound(
            school=by.school,
            questionnaire=questionnaire,
            group=group,
            period=period,
            items=items,
            opened_on=clock.today(),
            due_on=due_on,
            opened_by=by.user,
        )
        for group in groups
        if group.pk not in there
    )
    said = {"questionnaire": questionnaire.name}
    record_all(by, "round.opened", [Entry(one, group=one.group, details=dict(said)) for one in opened])
    return opened


@transaction.atomic
def give_answers(*, by: Member, found: QuestionnaireRound, given: Sequence[Given]) -> list[Clash]:
    """Store cells, whoever filled in the others meanwhile; returns the cells somebody else answered otherwise.

    A cell counts as changed by somebody else when what is stored is neither what the page showed nor what is asked
    now. Raises `CannotAnswer` when the round is closed.
    """
    locked = _locked(by, found)
    if locked.closed_on:
        raise CannotAnswer(_("This round is closed. Open it again to change an answer."))
    sheet = sheet_of(by, locked)
    asked = {(pupil.pk, item.pk) for pupil in sheet.pupils for item in sheet.items}
    stored = answers_of(locked, {one.pupil_id for one in given})
    changes: dict[Cell, tuple[str, str]] = {}
    clashes = []
    for one in given:
        cell = (one.pupil_id, one.item_id)
        if cell not in asked:
            raise NotAllowed("answer")
        there = token_of(stored.get(cell))
        if there == one.now:
            continue
        if there != one.was:
            clashes.append(Clash(*cell, there, one.now, _name(stored.get(cell))))
        else:
            changes[cell] = (there, one.now)
    _store(by, locked, stored, changes)
    return clashes


@transaction.atomic
def close_round(*, by: Member, found: QuestionnaireRound) -> QuestionnaireRound:
    """Nobody is asked any more; what was not answered stays open. Closing twice changes nothing."""
    locked = _locked(by, found)
    if locked.closed_on is None:
        locked.closed_on, locked.closed_by = clock.today(), by.user
        locked.save_if_unchanged(expected=locked.version, fields=["closed_on", "closed_by"])
        record(by, "round.closed", locked, group=locked.group)
    return locked


@transaction.atomic
def reopen_round(*, by: Member, found: QuestionnaireRound) -> QuestionnaireRound:
    """Closed too early: answers can be given again."""
    locked = _locked(by, found)
    if locked.closed_on is not None:
        locked.closed_on = locked.closed_by = None
        locked.save_if_unchanged(expected=locked.version, fields=["closed_on", "closed_by"])
        record(by, "round.reopened", locked, group=locked.group)
    return locked


@transaction.atomic
def change_round(*, by: Member, found: QuestionnaireRound, version: int, due_on: dt.date | None) -> QuestionnaireRound:
    """Another day to have it filled in by; raises `StaleVersion` when somebody else changed the round."""
    locked = _locked(by, found)
    was, locked.due_on = locked.due_on, due_on
    locked.save_if_unchanged(expected=version, fields=["due_on"])
    record(by, "round.changed", locked, group=locked.group, was=_day(was), due_on=_day(due_on))
    return locked


@transaction.atomic
def remove_round(*, by: Member, found: QuestionnaireRound, version: int) -> None:
    """Take back a round in which nothing was answered yet; raises `CannotAnswer` once something was."""
    locked = _locked(by, found)
    if locked.version != version:
        raise StaleVersion(locked)
    if QuestionnaireAnswer.objects.filter(round=locked).exists():
        raise CannotAnswer(_("There are answers in this round already, so it stays. Close it instead."))
    record(by, "round.removed", locked, group=locked.group, questionnaire=locked.questionnaire.name)
    locked.delete()


def token_of(answer: QuestionnaireAnswer | None) -> str:
    """An answer as a page writes it."""
    if answer is None:
        return NOTHING
    return NOT_SEEN if answer.value is None else str(answer.value)


def _locked(by: Member, found: QuestionnaireRound) -> QuestionnaireRound:
    """The round, one writer at a time; `NotAllowed` for who may not fill it in."""
    require_among(editable_rounds(by), found)
    rounds = QuestionnaireRound.objects.select_for_update(of=("self",))
    return rounds.select_related("questionnaire", "group__year").get(pk=found.pk)


def _store(
    by: Member,
    found: QuestionnaireRound,
    stored: dict[Cell, QuestionnaireAnswer],
    changes: dict[Cell, tuple[str, str]],
) -> None:
    """Write the changed cells in at most three statements; the log tells what first stood in a cell that changed."""
    new, changed, gone = [], [], []
    for cell, (_was, now) in changes.items():
        answer = stored.get(cell)
        value = int(now) if now.isdigit() else None
        if now == NOTHING:
            gone.append(stored[cell].pk)
        elif answer is None:
            pupil, item = cell
            new.append(
                QuestionnaireAnswer(
                    school=by.school, round=found, pupil_id=pupil, item_id=item, value=value, answered_by=by.user
                )
            )
        else:
            answer.value, answer.answered_by, answer.answered_at = value, by.user, timezone.now()
            changed.append(answer)
    tell_changed(by.school, {pupil for pupil, _item in changes})
    QuestionnaireAnswer.objects.bulk_create(new)
    QuestionnaireAnswer.objects.bulk_update(changed, ["value", "answered_by", "answered_at"])
    if gone:
        QuestionnaireAnswer.objects.filter(pk__in=gone).delete()
    if new:
        pupils = sorted({answer.pupil_id for answer in new})
        record(by, "round.answered", found, group=found.group, answers=len(new), pupils=pupils)
    _record_changes(by, found, {cell: change for cell, change in changes.items() if change[0] != NOTHING})


def _record_changes(by: Member, found: QuestionnaireRound, changes: dict[Cell, tuple[str, str]]) -> None:
    """For each pupil whose answers were changed or taken away: which statement, from what, to what."""
    by_pupil: dict[int, list[dict[str, Any]]] = {}
    for (pupil, item), (was, now) in changes.items():
        by_pupil.setdefault(pupil, []).append({"item": item, "was": was, "now": now})
    if not by_pupil:
        return
    pupils = Pupil.objects.filter(pk__in=by_pupil)
    record_each(
        by,
        "questionnaire.answer_changed",
        [(pupil, {"round": found.pk, "changes": by_pupil[pupil.pk]}) for pupil in pupils],
    )


def _name(answer: QuestionnaireAnswer | None) -> str:
    return answer.answered_by.name if answer and answer.answered_by else _("somebody else")


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
