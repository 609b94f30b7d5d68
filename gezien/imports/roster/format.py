"""What the kinds of roster files have in common: dry run, preview with cautions, apply."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.imports import uploads
from gezien.imports.formats.base import Format
from gezien.imports.models import ImportRun
from gezien.imports.problems import NotConfirmed
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.contents import Roster
from gezien.imports.roster.plan import plan_roster
from gezien.imports.roster.summary import brings_staff, in_words, result_of, screen_of, summary_of
from gezien.schools.rules import Member, may_manage_staff


class RosterFormat(Format):
    """Groups, pupils and staff of one school in one school year. A subclass says how a file of it is read."""

    one_at_a_time = True

    def read(self, path: Path) -> Roster:
        """The roster in a file. Raises `ImportProblem`."""
        raise NotImplementedError

    def roster(self, run: ImportRun) -> Roster:
        """The roster in a run's file."""
        return self.read(uploads.existing(run.stored_as))

    def start(self, by: Member, run: ImportRun) -> None:
        """The dry run."""
        day = clock.today()
        plan = plan_roster(by.school, self.roster(run), day)
        run.summary = {**summary_of(plan), "day": day.isoformat()}
        run.state = ImportRun.State.PREVIEWED

    def page(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        """Preview or result."""
        member: Member = request.member  # type: ignore[attr-defined]  # set by schools/middleware.py
        applied = run.state == ImportRun.State.APPLIED
        context = {
            "run": run,
            "waits": run.state == ImportRun.State.PREVIEWED,
            "outcome": _outcome(run),
            "has_columns": "mapping" in run.summary,
            "accounts_next": applied and brings_staff(run.summary) and may_manage_staff(member),
        }
        return render(request, "imports/roster.html", {**context, **screen_of(run.summary)})

    def apply(self, by: Member, run: ImportRun, data: Mapping[str, Any]) -> None:
        """Apply what the preview showed, as of the day of the preview; every caution must have been ticked."""
        unticked = [code for code, _text in run.summary["cautions"] if code not in data]
        if unticked:
            raise NotConfirmed(_("Read what stands at the top first, and tick it."))
        day = dt.date.fromisoformat(run.summary["day"])
        expected = run.summary["fingerprint"]
        plan = apply_roster(by=by, school=run.school, roster=self.roster(run), on=day, expected=expected)
        run.summary = result_of(plan)

    def in_words(self, run: ImportRun) -> str:
        """ "2026-2027: 12 nieuw, 3 gewijzigd…"."""
        return in_words(run.summary) if run.summary else ""


def _outcome(run: ImportRun) -> dict[str, str] | None:
    """What became of the run, in a notice; None while it waits."""
    if run.state == ImportRun.State.APPLIED:
        told = {"at": date_format(localtime(run.applied_at), "j F Y H:i"), "by": run.uploaded_by or _("the server")}
        title = _("Nothing changed") if run.summary["nothing_changes"] else _("Applied")
        text = _("On %(at)s by %(by)s. The file has been removed; names stand in the log and no longer here.") % told
        return {"kind": "success", "title": title, "text": text}
    if run.state == ImportRun.State.DISCARDED:
        return {"kind": "info", "title": _("Thrown away"), "text": _("Nothing has changed, and the file is gone.")}
    return None
