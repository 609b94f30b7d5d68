"""Talks by a guide: choosing one, holding it, and what a group still lacks."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record, record_reading
from gezien.common.forms import autosave_reply, number_in, posted_number, wants_json
from gezien.notes.actions.guides import latest_edition
from gezien.notes.actions.talks import discard_talk, finish_talk, reopen_talk, start_talk
from gezien.notes.forms.talks import TalkForm
from gezien.notes.models import Note, Talk
from gezien.notes.queries import last_seen
from gezien.notes.queries.talks import fair_since, guides_for, previous_talk, web_axes
from gezien.notes.rules import (
    editable_talks,
    reopenable_talks,
    visible_guides,
    visible_notes,
    visible_talks,
    why_note_visible,
)
from gezien.notes.talk_words import drawn
from gezien.notes.views.words import reader_choices
from gezien.pupils.models import Group, Pupil
from gezien.pupils.queries import listed_pupils
from gezien.pupils.rules import editable_pupils, require_editable, visible_groups, visible_pupils, why_group_visible
from gezien.schools.rules import Member, may_keep_agreed, may_write_files, require_among

KINDS = (Note.Kind.OBSERVATION.value, Note.Kind.PUPIL_TALK.value, Note.Kind.PARENT_TALK.value)


@require_safe
def group(request: HttpRequest, group: int) -> HttpResponse:
    """The talks of a group: when each pupil was last seen and spoken with, who is still to come, and group notes."""
    member = request.member
    found = get_object_or_404(visible_groups(member), pk=group)
    pupils = _pupils_of(member, found)
    record_reading(member, pupils, reason=why_group_visible(member, found) or "", screen="talks")
    since = fair_since(member.school)
    rows = _rows(member, pupils, since)
    notes = visible_notes(member).filter(group=found).select_related("author").order_by("-happened_on", "-pk")
    context = {
        "group": found,
        "since": since,
        "rows": rows,
        "lacking": _lacking(rows),
        "group_notes": list(notes[:50]),
        "can_edit": may_write_files(member),
    }
    return render(request, "notes/talks.html", context)


def start(request: HttpRequest, pupil: int) -> HttpResponse:
    """Which guide, those of the kind asked for first; a talk one was still writing comes before them."""
    member, kind = request.member, request.GET.get("kind", "")
    found = get_object_or_404(visible_pupils(member), pk=pupil)
    require_editable(member, found)
    if request.method == "POST":
        guide = get_object_or_404(visible_guides(member), pk=posted_number(request, "guide"))
        talk = start_talk(by=member, pupil=found, guide=guide)
        return redirect("notes:talk", school=member.school.slug, pk=talk.pk)
    context = {
        "pupil": found,
        "guides": sorted(guides_for(member, found), key=lambda guide: guide.kind != kind),
        "note_kind": kind if kind in Note.Kind.values else Note.Kind.PUPIL_TALK.value,
        "unfinished": list(
            editable_talks(member).filter(pupil=found, note=None).select_related("edition__guide").order_by("-pk")
        ),
        "can_keep_guides": may_keep_agreed(member),
    }
    return render(request, "notes/talk_start.html", context)


def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """The talk itself, saved while one types; the last button puts it in the file."""
    member = request.member
    found = get_object_or_404(_with_guide(visible_talks(member)), pk=pk)
    require_among(editable_talks(member), found)
    form = TalkForm(request.POST or None, by=member, talk=found)
    if request.method == "POST":
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            return _kept(request, saved)
    context = {
        "talk": found,
        "form": form,
        "readers": reader_choices(member, [found.pupil], None, form["visibility"].value()),
        **web_of(member, found),
        "can_reopen": reopenable_talks(member).filter(pk=pk).exists(),
    }
    return render(request, "notes/talk.html", context, status=409 if form.conflict else 422 if form.errors else 200)


@require_safe
def web(request: HttpRequest, pk: int) -> HttpResponse:
    """The spider web as the scores now stand: a part of the talk's page."""
    found = get_object_or_404(_with_guide(visible_talks(request.member)), pk=pk)
    if found.note is not None:
        reason = why_note_visible(request.member, found.note) or ""
        record(request.member, "note.read", found.note, pupil=found.pupil, reason=reason, screen="web")
    return render(request, "notes/web.html", web_of(request.member, found))


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a talk that is not in the file."""
    found = get_object_or_404(editable_talks(request.member).filter(note=None), pk=pk)
    discard_talk(by=request.member, talk=found)
    messages.success(request, _("Thrown away: nothing of it was in the file."))
    return redirect("workspace:pupil", school=request.member.school.slug, pk=found.pupil_id)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own talk out of the file again; without JavaScript or with, this page asks first."""
    member = request.member
    found = get_object_or_404(_with_guide(visible_talks(member)).exclude(note=None), pk=pk)
    require_among(reopenable_talks(member), found)
    if request.method != "POST":
        return render(request, "notes/reopen.html", {"talk": found})
    reopen_talk(by=member, talk=found)
    messages.success(request, _("Taken out of the file: only you see this talk now. Go on, or put it back."))
    return redirect("notes:talk", school=member.school.slug, pk=pk)


@require_safe
def paper(request: HttpRequest, guide: int) -> HttpResponse:
    """The questions with room to write, to take along: of a guide, and with a pupil's name when one is asked."""
    member = request.member
    found = get_object_or_404(visible_guides(member), pk=guide)
    asked = number_in(request.GET, "pupil")
    pupil = get_object_or_404(visible_pupils(member), pk=asked) if asked else None
    questions = list(latest_edition(found).questions.order_by("position", "pk"))
    return render(request, "notes/paper.html", {"guide": found, "questions": questions, "pupil": pupil})


def _with_guide(talks):
    return talks.select_related("pupil", "edition__guide", "note__pupil")


def _kept(request: HttpRequest, talk: Talk) -> HttpResponse:
    """After a button: into the file, or on with writing (without JavaScript)."""
    slug = request.member.school.slug
    if "finish" not in request.POST:
        return redirect("notes:talk", school=slug, pk=talk.pk)
    was_in_file = talk.note_id is not None
    note = finish_talk(by=request.member, talk=talk)
    said = _("Saved.") if was_in_file else _("The talk stands in the file of %(name)s.") % {"name": talk.pupil.name}
    messages.success(request, said)
    return redirect("notes:detail", school=slug, pk=note.pk)


def web_of(member: Member, talk: Talk) -> dict[str, Any]:
    """Axes for the table, the drawing, and when the talk before it was."""
    axes = web_axes(member, talk)
    before = previous_talk(member, talk) if any(axis.before is not None for axis in axes) else None
    return drawn(axes, before.happened_on if before else None)


def _pupils_of(member: Member, group: Group) -> list[Pupil]:
    pupils = visible_pupils(member).filter(enrolments__group=group, left_on=None).distinct()
    keys = [found.pk for found in listed_pupils(pupils)]
    by_key = {pupil.pk: pupil for pupil in pupils.order_by("pk")}
    return [by_key[key] for key in keys]


def _rows(member: Member, pupils: list[Pupil], since: dt.date) -> list[dict[str, Any]]:
    """Each pupil with the last day of each way of being seen, marked when that was before `since`."""
    seen = last_seen(member.school, [pupil.pk for pupil in pupils])
    editable = set(editable_pupils(member).filter(pk__in=[pupil.pk for pupil in pupils]).values_list("pk", flat=True))
    return [
        {
            "pk": pupil.pk,
            "name": pupil.name,
            "can_edit": pupil.pk in editable,
            "days": [
                {"label": label, **_day(seen.get(pupil.pk, {}).get(kind), since)}
                for kind, label in zip(KINDS, (_("Observed"), _("Spoken with"), _("Parents")), strict=True)
            ],
        }
        for pupil in pupils
    ]


def _lacking(rows: list[dict[str, Any]]) -> list[str]:
    """How many were not observed, not spoken with, and whose parents were not: the figures above the table."""
    counts = [sum(row["days"][place]["is_lacking"] for row in rows) for place in range(len(KINDS))]
    texts = (
        _("%(number)d not observed"),
        _("%(number)d not spoken with"),
        _("parents of %(number)d not spoken with"),
    )
    return [text % {"number": count} for text, count in zip(texts, counts, strict=True) if count]


def _day(day, since) -> dict[str, Any]:
    return {"text": date_format(day, "j b Y") if day else _("not yet"), "is_lacking": day is None or day < since}
