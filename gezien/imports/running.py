"""Doing what a run's buttons ask: at once when the file is small, by the worker when it is large.

Either way nothing is half done: each step is one transaction, and a run keeps its state until the step is whole. A step
that fails, is stopped or loses its worker leaves the run as it was, with the reason in `ImportRun.problem`.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import constants as level
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gezien.common import stopping, work
from gezien.imports import actions, uploads
from gezien.imports.formats.results.actions import undo_run
from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone, ImportProblem, NotConfirmed, PlanChanged
from gezien.imports.waiting import WAITING, locked
from gezien.results.actions import CannotUndo
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed, member_of

LARGE_FILE = 256 * 1024  # bytes; a smaller file is read within a second or two
MANY_RESULTS = 10_000  # results of a run whose undoing is left to the worker
log = logging.getLogger("gezien.imports")
Work = ImportRun.Work


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a step, for the person who asked: a level of django.contrib.messages and a sentence."""

    level: int
    text: str


def take_in(*, by: Member, kind: str, file: UploadedFile) -> ImportRun:
    """Store an uploaded file and judge it, or have it judged. Raises `ImportProblem`; nothing is kept then."""

    def later(run: ImportRun) -> None:
        _hand_over(by, run, Work.JUDGING, {})

    is_large = (file.size or 0) > LARGE_FILE
    return actions.upload_file(by=by, kind=kind, file=file, later=later if is_large else None)


def carry_out(*, by: Member, run: ImportRun, what: str, data: Mapping[str, Any] | None = None) -> Said | None:
    """Judge, apply or undo a run; None when there is nothing to say, or when the worker will do it."""
    if not is_large(run, what):
        return perform(by, run, what, data or {})
    try:
        with transaction.atomic():
            fresh = locked(run, states=[ImportRun.State.APPLIED] if what == Work.UNDOING else WAITING)
            _hand_over(by, fresh, what, dict(data or {}))
    except AlreadyDone as error:
        return Said(level.ERROR, str(error))
    return None


def is_large(run: ImportRun, what: str) -> bool:
    """Whether this step takes longer than a page should."""
    if what == Work.UNDOING:
        counts = run.summary.get("counts", {})
        return counts.get("added", 0) + counts.get("changed", 0) > MANY_RESULTS
    path = uploads.path_of(run.stored_as)
    return path.is_file() and path.stat().st_size > LARGE_FILE


def perform(by: Member, run: ImportRun, what: str, data: Mapping[str, Any], busy: str = "") -> Said | None:
    """Do a step now; what stops it is told and not raised."""
    try:
        if what == Work.JUDGING:
            actions.judge_again(by=by, run=run, busy=busy)
        elif what == Work.APPLYING:
            actions.apply_run(by=by, run=run, data=data, busy=busy)
        else:
            tally = undo_run(by=by, run=run, busy=busy)
            told = {"added": tally.added, "changed": tally.changed}
            return Said(level.INFO, _("Undone: %(added)s results removed, %(changed)s restored.") % told)
    except PlanChanged:
        actions.judge_again(by=by, run=run, busy=busy)
        text = _("The school changed since this preview was made. Here is what the file does now.")
        return Said(level.WARNING, text)
    except (AlreadyDone, CannotUndo, ImportProblem, NotConfirmed) as error:
        return Said(level.ERROR, str(error))
    return None


def stop(*, by: Member, run: ImportRun) -> None:
    """Ask the worker to stop. What it did not begin yet, or what nobody is doing any more, stops at once."""
    if stopping.stop(run.progress_key, run.task):
        _end(run.pk, _stopped())


def _hand_over(by: Member, run: ImportRun, what: str, data: dict[str, Any]) -> None:
    """Mark the run and put it in the row, in the caller's transaction."""
    work.forget(run.progress_key)
    run.work, run.problem = what, ""
    run.save(update_fields=["work", "problem"])
    result = carry_on.enqueue(run.pk, by.user.pk, what, data, translation.get_language())
    ImportRun.objects.filter(pk=run.pk).exclude(work="").update(task=str(result.id))


def _give_up(run: int, user: int, what: str, data: dict[str, Any], language: str) -> None:
    """The worker was killed: the run is what it was, and says so."""
    with translation.override(language):
        _end(run, _("The work on this file was broken off and nothing has changed. Try again."))


@work.background(on_lost=_give_up)
def carry_on(run: int, user: int, what: str, data: dict[str, Any], language: str) -> None:
    """A step of a run, done by the worker on behalf of whoever asked for it."""
    with scopes_disabled():
        found = ImportRun.objects.select_related("school", "profile").filter(pk=run, work=what).first()
        member = member_of(User.objects.get(pk=user), found.school.slug) if found else None
    if found is None:  # stopped before it was begun
        return
    with scope(school=found.school), translation.override(language), work.doing(found.progress_key):
        _end(run, _attempt(member, found, what, data) if member else _not_any_more())


def _attempt(member: Member, run: ImportRun, what: str, data: dict[str, Any]) -> str:
    """Do the step; returns why it did nothing, or ""."""
    try:
        with transaction.atomic():
            said = perform(member, run, what, data, busy=what)
    except work.Stopped:
        return _stopped()
    except NotAllowed:
        return _not_any_more()
    except Exception:
        log.exception("Import run %s: %s failed", run.pk, what)
        return _("Something went wrong and nothing has changed. The server's manager finds the cause in the log.")
    return said.text if said and said.level > level.INFO else ""


def _stopped() -> str:
    return _("Stopped; nothing has changed.")


def _not_any_more() -> str:
    return _("You are not allowed to do this any more.")


@scopes_disabled()
def _end(run: int, problem: str) -> None:
    ImportRun.objects.filter(pk=run).update(work="", task="", problem=problem[:500])
