"""Rows for the pages of notes: plain words, ready to show."""

from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.notes.files import ACCEPT, MOST_BYTES, MOST_FILES
from gezien.notes.models import Attachment, Note, NoteDraft
from gezien.notes.readers import readers
from gezien.notes.rules import own_drafts
from gezien.schools.rules import Member


def reader_choices(by: Member, pupils, group, chosen: str) -> list[dict[str, Any]]:
    """The two choices with the people behind each; without a pupil yet, the roles."""
    names = readers(by, pupils, group) if pupils or group else {}
    titles = {
        Note.Visibility.TEAM: _("Everyone who works with this group") if group else _("Everyone around the pupil"),
        Note.Visibility.RESTRICTED: _("A few"),
    }
    return [
        {
            "value": one.value,
            "title": titles[one],
            "names": names.get(one.value, one.label),
            "is_chosen": one.value == chosen,
        }
        for one in Note.Visibility
    ]


def file_rows(attachments: QuerySet[Attachment]) -> list[dict[str, Any]]:
    """The files of a note or draft."""
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "size": filesizeformat(one.size),
            "has_preview": bool(one.preview),
        }
        for one in attachments.all()
    ]


def upload_hints() -> dict[str, Any]:
    """What may be added, for the field and its help."""
    return {
        "accept": ACCEPT,
        "help": _("PDF, photo, Word, Excel, ODT or text; %(most)d files of %(size)d MB at most.")
        % {"most": MOST_FILES, "size": MOST_BYTES // 1024**2},
    }


def unfinished(member: Member) -> list[dict[str, Any]]:
    """What the member was still writing, newest first."""
    drafts = own_drafts(member).select_related("group").prefetch_related("pupils").exclude(text="")
    return [
        {
            "form": draft.form,
            "note": draft.note_id,
            "about": about(list(draft.pupils.all()), draft.group),
            "text": draft.text,
            "at": timezone.localtime(draft.updated_at),
        }
        for draft in drafts
    ]


def about(pupils: list, group) -> str:
    """ "Noor van Dijk, Sem Bakker and 3 others", or the group."""
    if group is not None:
        return _("group %(name)s") % {"name": group.name}
    names = [pupil.name for pupil in pupils]
    if len(names) > 3:
        return _("%(names)s and %(number)d others") % {"names": ", ".join(names[:2]), "number": len(names) - 2}
    return ", ".join(names[:-1]) + _(" and ") + names[-1] if len(names) > 1 else "".join(names)


def moment() -> str:
    """The time of the clock on the wall, for "saved at"."""
    return date_format(timezone.localtime(), "H:i")


def draft_rows(draft: NoteDraft | None) -> list[dict[str, Any]]:
    """The files of a draft; none without one."""
    return file_rows(draft.attachments) if draft else []
