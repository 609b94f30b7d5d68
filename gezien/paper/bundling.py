"""Making many documents at once, in the background, on behalf of whoever asked (decision 0012).

Only what this person may have at that moment is made, and each document is logged as an export, as if it were made by
itself. Stopped, failed or lost: there is no file, and the page says why.
"""

import datetime as dt
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gezien.audit.log import record
from gezien.common import clock, stopping, work
from gezien.paper import files
from gezien.paper.kinds import KINDS, Kind
from gezien.paper.models import Bundle
from gezien.paper.press import Press
from gezien.schools.models import User
from gezien.schools.rules import Member, member_of

KEPT = dt.timedelta(hours=24)
MOST = 120  # documents in one bundle
log = logging.getLogger("gezien.paper")
Form, State = Bundle.Form, Bundle.State


class CannotBundle(Exception):
    """What was asked cannot be made; the text says why."""


@transaction.atomic
def ask_bundle(*, by: Member, kind: Kind, form: str, items: list[int]) -> Bundle:
    """Ask for these documents in one file, but for what the member may not have. `CannotBundle`: none, or too many."""
    found = list(kind.find(by).filter(pk__in=items).values_list("pk", flat=True))
    if not found:
        raise CannotBundle(_("Choose at least one."))
    if len(found) > MOST:
        raise CannotBundle(_("At most %(most)d at a time.") % {"most": MOST})
    wanted = set(found)
    bundle = Bundle.objects.create(
        school=by.school,
        kind=kind.key,
        form=Form(form),
        items=[pk for pk in dict.fromkeys(items) if pk in wanted],
        made_for=by.user,
        expires_at=clock.now() + KEPT,
    )
    record(by, "bundle.asked", bundle, kind=kind.key, form=form, documents=len(found))
    work.forget(bundle.progress_key)
    result = make_bundle.enqueue(bundle.pk, translation.get_language())
    Bundle.objects.filter(pk=bundle.pk, state=State.MAKING).update(task=str(result.id))
    return bundle


def _give_up(bundle: int, language: str) -> None:
    with translation.override(language):
        _end(bundle, _("The work was broken off. Ask for it again."))


@work.background(on_lost=_give_up)
def make_bundle(bundle: int, language: str) -> None:
    """Make the file, done by the worker."""
    with scopes_disabled():
        found = Bundle.objects.select_related("school").filter(pk=bundle, state=State.MAKING).first()
        member = member_of(User.objects.get(pk=found.made_for_id), found.school.slug) if found else None
    if found is None:  # stopped before it was begun
        return
    with scope(school=found.school), translation.override(language), work.doing(found.progress_key):
        problem = _attempt(member, found) if member else _("You are not allowed to do this any more.")
    if problem:
        _end(bundle, problem)


def _attempt(member: Member, bundle: Bundle) -> str:
    """Make it; returns why it was not made, or ""."""
    name, path = files.new_file()
    try:
        _write(member, bundle, path)
    except work.Stopped:
        files.remove(name)
        return _("Stopped; nothing was made.")
    except Exception:
        log.exception("Bundle %s failed", bundle.pk)
        files.remove(name)
        return _("Something went wrong. The server's manager finds the cause in the log.")
    values: dict[str, Any] = {"state": State.MADE, "stored_as": name, "size": path.stat().st_size, "task": ""}
    if not Bundle.objects.filter(pk=bundle.pk, state=State.MAKING).update(**values):
        files.remove(name)
    return ""


def _write(member: Member, bundle: Bundle, path: Path) -> None:
    kind, press = KINDS[bundle.kind], Press(member.school)
    if bundle.form == Form.ONE_PDF:
        parts = [data for _name, data in _papers(member, bundle, kind, steps=2)]
        path.write_bytes(press.one_pdf(kind, parts))
        work.tick(2 * len(parts), 2 * len(parts))
        return
    make, extension = (press.docx, "docx") if bundle.form == Form.ZIP_DOCX else (press.pdf, "pdf")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in _papers(member, bundle, kind):
            packed.writestr(f"{name}.{extension}", make(kind, data))


def _papers(member: Member, bundle: Bundle, kind: Kind, steps: int = 1) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and contents of each document, as asked; each is logged. `steps`: how often each is to be counted."""
    things = {thing.pk: thing for thing in kind.find(member).filter(pk__in=bundle.items)}
    found = [things[pk] for pk in bundle.items if pk in things]
    names: set[str] = set()
    for number, thing in enumerate(found):
        work.tick(number, steps * len(found))
        kind.log(member, thing, format=bundle.form, bundle=bundle.pk)
        yield _unique(kind.file_name(thing), names), kind.data(thing, member)


def _unique(name: str, taken: set[str]) -> str:
    """Two groups of one name (a combination group twice) still get a file each."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    taken.add(found)
    return found


def stop_bundle(*, by: Member, bundle: Bundle) -> None:
    """Stop making it."""
    if bundle.state == State.MAKING and stopping.stop(bundle.progress_key, bundle.task):
        _end(bundle.pk, _("Stopped; nothing was made."))


def remove_bundle(*, by: Member, bundle: Bundle) -> None:
    """Take the file away before its day is over."""
    record(by, "bundle.removed", bundle, kind=bundle.kind)
    files.remove(bundle.stored_as)
    bundle.delete()


@scopes_disabled()
def _end(bundle: int, problem: str) -> None:
    Bundle.objects.filter(pk=bundle, state=State.MAKING).update(state=State.FAILED, task="", problem=problem[:300])


@scopes_disabled()
def clear_expired() -> int:
    """Remove the bundles whose day is over, with their files; how many."""
    over = list(Bundle.objects.filter(expires_at__lte=clock.now()))
    for bundle in over:
        files.remove(bundle.stored_as)
    Bundle.objects.filter(pk__in=[bundle.pk for bundle in over]).delete()
    return len(over)
