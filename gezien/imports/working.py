"""How far the work on a run is, as its page shows it."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gezien.common import work
from gezien.imports.models import ImportRun

Work = ImportRun.Work


def working_screen(run: ImportRun) -> dict[str, Any]:
    """The context of the page; `share` is a whole percentage, or None when it is not known."""
    seen = work.look(run.progress_key)
    share = None if seen.share is None else int(seen.share * 100)
    return {"title": _title(run), "share": share, "words": _words(run, seen, share), "may_stop": bool(run.work)}


def _title(run: ImportRun) -> str:
    titles = {
        Work.JUDGING: _("The file is being checked"),
        Work.APPLYING: _("The file is being taken in"),
        Work.UNDOING: _("The import is being undone"),
    }
    return titles[Work(run.work)] if run.work else _("The file has not been checked")


def _words(run: ImportRun, seen: work.Look, share: int | None) -> str:
    if not run.work:
        return run.problem or _("Nothing has changed.")
    if not seen.done:
        return _("It begins in a moment.")
    done, total = number_format(seen.done, force_grouping=True), number_format(seen.total, force_grouping=True)
    if share is None:
        return _("%(done)s rows seen") % {"done": done}
    return _("%(done)s of %(total)s rows · %(share)s %%") % {"done": done, "total": total, "share": share}
