"""What the kinds of messages have in common as files: upload, preview, match, apply, undo."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gezien.imports import uploads
from gezien.imports.exchange.contents import Message, OtherSchool
from gezien.imports.exchange.deliver import deliver
from gezien.imports.exchange.settle import Settling
from gezien.imports.formats.base import Format
from gezien.imports.formats.results.reading import SHOWN, Line, preview, shown_value
from gezien.imports.formats.results.screen import screen_of
from gezien.imports.models import ImportRun
from gezien.imports.problems import ImportProblem, NotConfirmed
from gezien.imports.roster.plan import same_number
from gezien.results.models import Result


class MessageFormat(Format):
    """A standard for sending results. A subclass says how a file of it is read."""

    def read(self, path) -> Message:
        """The message in a file. Raises `ImportProblem`."""
        raise NotImplementedError

    def settling(self, run: ImportRun) -> Settling:
        """A run's file on its way through. Raises `OtherSchool` when it is not about the run's school."""
        message = self.read(uploads.existing(run.stored_as))
        check_school(run, message)
        connection = run.connection.name if run.connection else ""
        return Settling(run.school, message, message.source or connection or run.get_kind_display())

    def start(self, by, run: ImportRun) -> None:
        """The preview, with what is not recognised yet."""
        settling = self.settling(run)
        outcome = preview(run.school, settling)
        gone = list(settling.withdrawn.values())
        counts = {**asdict(outcome.counts), "withdrawn": len(gone), "refused": settling.refused_rows}
        counts["left_out"] = settling.left_out_rows
        if not any(counts.values()):
            raise ImportProblem(_("There is no result in this file that can be stored."))
        run.summary = {
            "rows": settling.rows,
            "notices": list(settling.message.notices),
            "new": [asdict(line) for line in outcome.new],
            "changed": [asdict(line) for line in outcome.changed],
            "withdrawn": [asdict(_line(old)) for old in gone[:SHOWN]],
            "refused": [asdict(one) for one in settling.refused],
            "unknown": settling.matching.open(),
            "source": settling.source,
            "counts": counts,
        }
        run.state = ImportRun.State.PREVIEWED

    def page(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        """Preview or result."""
        return render(request, "imports/results/run.html", {"run": run, **screen_of(run)})

    def apply(self, by, run: ImportRun, data: Mapping[str, Any]) -> None:
        """Read the file once more and deliver; refused rows are left out only when that was ticked."""
        settling = self.deliver(by, run)
        if settling.refused and "without_refused" not in data:  # apply is one transaction: nothing has been stored
            raise NotConfirmed(_("Some rows are refused. Tick that you go on without them, or mend the file."))

    def deliver(self, by, run: ImportRun) -> Settling:
        """Store what can be stored of a run's file, and what came of it in the run; inside a transaction."""
        settling = self.settling(run)
        run.delivery, tally, gone = deliver(
            by=by, school=run.school, label=f"{settling.source}: {run.file_name}", settling=settling
        )
        counts = {**asdict(tally), "withdrawn": gone, "refused": settling.refused_rows}
        run.summary = {"counts": {**counts, "left_out": settling.left_out_rows}, "source": settling.source}
        return settling

    def in_words(self, run: ImportRun) -> str:
        """ "24 nieuw, 3 gewijzigd, 0 ongewijzigd, 2 geweigerd"."""
        if counts := run.summary.get("counts"):
            return _("%(added)s new, %(changed)s changed, %(same)s unchanged, %(refused)s refused") % counts
        return ""


def check_school(run: ImportRun, message: Message) -> None:
    """Refuse what is about another school. A number of four characters names no location, and then none is compared."""
    ours = run.school.official_number
    if not message.number or not ours:
        return
    other = message.number[:4] != ours[:4] if len(message.number) == 4 else not same_number(message.number, ours)
    if other:
        text = _("These results are of school %(file)s, and %(school)s has number %(number)s.")
        raise OtherSchool(text % {"file": message.number[:12], "school": run.school.name, "number": ours})


def _line(old: Result) -> Line:
    return Line(
        0,
        old.pupil.name,
        old.instrument.name,
        old.moment or old.taken_on.strftime("%d-%m-%Y"),
        shown_value(old),
    )
