"""Pages on which results are entered by hand."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import autosave_reply, wants_json
from gezien.pupils.models import Group
from gezien.pupils.rules import editable_groups, visible_groups, why_group_visible
from gezien.results.actions import CannotUndo
from gezien.results.actions.entry import undo_entry
from gezien.results.columns import Column, extra_columns
from gezien.results.forms.entry import EntryChoiceForm, RowForm
from gezien.results.models import TestWindow
from gezien.results.queries.dle import uses_dle
from gezien.results.queries.entry import Entry, EntryRow, current_round, entry_rows
from gezien.results.rules import visible_instruments
from gezien.results.vocabulary import HEADS
from gezien.schools.rules import Member, require_among


@require_safe
def entry_choice(request: HttpRequest, group: int) -> HttpResponse:
    """Which test at which moment; a good answer goes on to the grid."""
    found = _group(request.member, group)
    form = EntryChoiceForm(request.GET or None, member=request.member)
    if form.is_valid():
        chosen = form.cleaned_data
        return redirect(
            "results:entry", request.member.school.slug, found.pk, chosen["instrument"].pk, chosen["moment"]
        )
    return render(
        request, "results/entry_choice.html", {"group": found, "form": form, "parts": TestWindow.Part.choices}
    )


@require_safe
def entry(request: HttpRequest, group: int, instrument: int, moment: str) -> HttpResponse:
    """The grid: a row for each pupil, saved while one types."""
    chosen = _entry(request.member, group, instrument, moment)
    reason = why_group_visible(request.member, chosen.group) or ""
    record(request.member, "group.read", chosen.group, group=chosen.group, reason=reason, screen="entry")
    return _page(request, chosen)


@require_POST
def entry_row(request: HttpRequest, group: int, instrument: int, moment: str, pupil: int) -> HttpResponse:
    """Save one row; without JavaScript go on to the next."""
    chosen = _entry(request.member, group, instrument, moment)
    rows = entry_rows(request.member, chosen)
    place = next((number for number, row in enumerate(rows) if row.pupil.pk == pupil), None)
    if place is None:
        raise Http404
    day = request.POST.get("taken_on", "")
    columns = _columns(request, chosen)
    form = RowForm(request.POST, member=request.member, entry=chosen, row=rows[place], day=day, columns=columns)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, chosen, form)
    following = rows[min(place + 1, len(rows) - 1)].pupil.pk
    query = f"?day={day}" + ("&all=1" if columns else "")
    return redirect(f"{_url(request.member, chosen)}{query}#row-{following}")


@require_POST
def entry_undo(request: HttpRequest, group: int, instrument: int, moment: str) -> HttpResponse:
    """Take back one's last round in this grid."""
    chosen = _entry(request.member, group, instrument, moment)
    try:
        tally = undo_entry(by=request.member, entry=chosen)
        words = _("Undone: %(added)s results removed, %(changed)s restored.")
        messages.info(request, words % {"added": tally.added, "changed": tally.changed})
    except CannotUndo as reason:
        messages.error(request, str(reason))
    return redirect(_url(request.member, chosen))


def _group(member: Member, pk: int) -> Group:
    """The group to enter for: 404 when it is not seen, 403 when it is only read."""
    found = get_object_or_404(visible_groups(member).select_related("year", "school"), pk=pk)
    require_among(editable_groups(member), found)
    return found


def _entry(member: Member, group: int, instrument: int, moment: str) -> Entry:
    tests = visible_instruments(member).select_related("subject")
    if len(moment) > 10:
        raise Http404
    return Entry(_group(member, group), get_object_or_404(tests, pk=instrument), moment)


def _url(member: Member, chosen: Entry) -> str:
    return reverse("results:entry", args=[member.school.slug, chosen.group.pk, chosen.instrument.pk, chosen.part])


def _columns(request: HttpRequest, chosen: Entry) -> list[Column]:
    """The further columns, when they are asked for: most enter figure and level alone."""
    if "all" not in request.GET:
        return []
    return extra_columns(chosen.instrument, with_dle=uses_dle(request.member.school))


def _page(request: HttpRequest, chosen: Entry, posted: RowForm | None = None) -> HttpResponse:
    member = request.member
    day = posted.data.get("taken_on", "") if posted else _day(chosen, request.GET.get("day", ""))
    rows = entry_rows(member, chosen)
    columns = _columns(request, chosen)
    name = TestWindow.Part(chosen.part).label if chosen.is_part else chosen.part
    context = {
        "entry": chosen,
        "moment": name,
        "day": day,
        "rows": (shown := [_row(member, chosen, row, day, posted=posted, columns=columns) for row in rows]),
        "heads": _heads(chosen, shown, columns),
        "columns": columns,
        "has_more": bool(extra_columns(chosen.instrument, with_dle=True)),
        "done": sum(1 for row in rows if row.result),
        "can_undo": current_round(member, chosen) is not None,
        "last_day": clock.today().isoformat(),
    }
    status = 200 if posted is None else 409 if posted.conflict else 422
    return render(request, "results/entry.html", context, status=status)


def _heads(chosen: Entry, rows: list[dict], columns: list[Column]) -> list[str]:
    """What stands above the cells: the columns of the first row, for all are alike."""
    fields = rows[0]["form"].visible_fields() if rows else []
    kinds = {"figure": chosen.instrument.figure, **{column.name: column.kind for column in columns}}
    return [HEADS.get(kinds.get(field.name, ""), field.field.widget.attrs["placeholder"]) for field in fields]


def _row(
    member: Member, chosen: Entry, row: EntryRow, day: str, *, posted: RowForm | None, columns: list[Column]
) -> dict:
    is_posted = posted is not None and posted.row.pupil.pk == row.pupil.pk
    form = posted if is_posted else RowForm(member=member, entry=chosen, row=row, day=day, columns=columns)
    return {
        "pk": row.pupil.pk,
        "name": row.pupil.name,
        "form": form,
        "before": row.before,
        "taken_on": date_format(row.result.taken_on, "j F") if row.result else "",
    }


def _day(chosen: Entry, asked: str) -> str:
    """The day new results get: the one asked for, else today; within the group's school year."""
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        day = clock.today()
    return min(max(day, chosen.group.year.starts_on), clock.today(), chosen.group.year.ends_on).isoformat()
