"""The week of a group: the grid, placing and moving in it, taking back, and the hours it has to fit in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import number_in, posted_number
from gezien.common.models import StaleVersion
from gezien.needs.queries.groups import choose_period, periods_of
from gezien.needs.views.parts import is_part
from gezien.plans import actions
from gezien.plans.models import PlanRow, Slot, Weekday
from gezien.plans.queries.week import week_of
from gezien.plans.queries.week_grid import grid
from gezien.plans.rules import may_write_plans, require_planning, visible_rows, visible_slots
from gezien.plans.week.hours import clock_words, minutes_of, time_of
from gezien.plans.week_forms import SlotForm
from gezien.plans.words import group_title, period_title
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.schools.models import Period
from gezien.schools.rules import Member

STEPS_KEPT = 10
SESSION = "week_steps"


@require_safe
def week(request: HttpRequest, group: int) -> HttpResponse:
    """Days across, time down: all small groups of the group's plans; `?slot=` or `?row=` opens the form for one."""
    found = group_of(request.member, group)
    period = period_of(request, found)
    record(
        request.member,
        "plans.read",
        group=found,
        reason=why_group_visible(request.member, found) or "",
        screen="week",
    )
    form = _asked_form(request, found) if period and may_write_plans(request.member) else None
    return render(
        request, "plans/week.html" + ("#week" if is_part(request) else ""), _context(request, found, period, form)
    )


def _context(request: HttpRequest, group: Group, period: Period | None, form: SlotForm | None = None) -> dict[str, Any]:
    drawn = grid(week_of(group, period)) if period else {}
    steps = _steps(request, group)
    return {
        "group": group,
        "title": group_title(group),
        "period": period,
        "period_title": period_title(period) if period else "",
        "periods": periods_of(group),
        "week": drawn,
        "form": form,
        "form_slot": form.slot if form else None,
        "form_row": form.row if form else None,
        "undo": steps[-1][0] if steps else "",
        "done": "",
        "warning": "",
        "focus": "",
        "can_edit": may_write_plans(request.member),
        "current_tab": "week",
    }


def _asked_form(request: HttpRequest, group: Group) -> SlotForm | None:
    """The form for the slot or row in the address; None without."""
    if asked := number_in(request.GET, "slot"):
        slot = _slots(request.member, group).filter(pk=asked).first()
        return _form_of(request.member, slot) if slot else None
    if asked := number_in(request.GET, "row"):
        row = _rows(request.member, group).filter(pk=asked).first()
        return _new_form(request.member, row) if row else None
    return None


def _form_of(member: Member, slot: Slot) -> SlotForm:
    names = ("version", "weekday", "starts_at", "minutes", "room", "staff_member", "by_words")
    return SlotForm(by=member, row=slot.row, slot=slot, initial={name: getattr(slot, name) for name in names})


def _new_form(member: Member, row: PlanRow) -> SlotForm:
    each = round(row.minutes_a_week / (row.times_a_week or 1) / 5) * 5 or 20
    start = {"weekday": Weekday.MONDAY, "starts_at": time_of(9 * 60), "minutes": min(each, 240)}
    return SlotForm(by=member, row=row, initial=start)


@require_POST
def place(request: HttpRequest, group: int) -> HttpResponse:
    """Place a row (`row`) or move a slot (`slot`); of a slot, what the request does not name stays as it is."""
    found = group_of(request.member, group)
    require_planning(request.member, found)
    slot = row = None
    if asked := posted_number(request, "slot"):
        slot = get_object_or_404(_slots(request.member, found), pk=asked)
        row = slot.row
    else:
        row = get_object_or_404(_rows(request.member, found), pk=posted_number(request, "row"))
    form = SlotForm(_data(request, slot), by=request.member, row=row, slot=slot)
    saved = form.try_save()
    if saved is None:
        if form.conflict is not None:
            return _reply(request, found, warning=_stale(), status=409)
        return _reply(request, found, form=form, status=422)
    done = _("%(what)s: %(when)s") % {"what": _what(row), "when": _when(saved)}
    return _reply(request, found, done=done, steps=form.steps, focus=f"slot-{saved.pk}")


def _stale() -> str:
    return _("A colleague changed the week meanwhile. This is how it stands now; move again if it still fits.")


def _data(request: HttpRequest, slot: Slot | None) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if slot:
        kept = {
            "weekday": slot.weekday,
            "starts_at": slot.starts_at,
            "minutes": slot.minutes,
            "room": slot.room,
            "staff_member": slot.staff_member_id,
            "by_words": slot.by_words,
        }
    return kept | request.POST.dict()


@require_POST
def take_off(request: HttpRequest, group: int) -> HttpResponse:
    """Take a slot off the timetable."""
    found = group_of(request.member, group)
    slot = get_object_or_404(_slots(request.member, found), pk=posted_number(request, "slot"))
    done = _("%(what)s is off the week.") % {"what": _what(slot.row)}
    version = posted_number(request, "version")
    return _do(request, found, lambda: actions.take_off(by=request.member, slot=slot, version=version), done)


@require_POST
def fill(request: HttpRequest, group: int) -> HttpResponse:
    """Place what the plans promise and the timetable lacks."""
    found = group_of(request.member, group)
    require_planning(request.member, found)
    if (period := period_of(request, found)) is None:
        raise Http404
    steps = actions.fill_week(by=request.member, group=found, period=period)
    if not steps:
        return _reply(request, found, warning=_("There is no room left in the week for what lacks."), status=422)
    done = ngettext("%(n)s time placed.", "%(n)s times placed.", len(steps)) % {"n": len(steps)}
    return _reply(request, found, done=done, steps=steps)


@require_POST
def undo(request: HttpRequest, group: int) -> HttpResponse:
    """Take the last change of this sitting back."""
    found = group_of(request.member, group)
    require_planning(request.member, found)
    kept = _steps(request, found)
    if not kept:
        return _reply(request, found, warning=_("There is nothing to take back."), status=422)
    words, steps = kept[-1]
    _keep(request, found, kept[:-1])
    return _do(
        request,
        found,
        lambda: actions.undo_steps(by=request.member, group=found, steps=steps),
        _("Taken back: %(what)s") % {"what": words},
    )


def _do(request: HttpRequest, group: Group, act: Callable[[], list | None], done: str) -> HttpResponse:
    try:
        steps = act()
    except StaleVersion:
        return _reply(request, group, warning=_stale(), status=409)
    return _reply(request, group, done=done, steps=steps or [])


def _reply(
    request: HttpRequest,
    group: Group,
    *,
    done: str = "",
    warning: str = "",
    steps: list | None = None,
    form: SlotForm | None = None,
    focus: str = "",
    status: int = 200,
) -> HttpResponse:
    """The week again: the part for the script of the page, else the page, or back to it."""
    if steps:
        _keep(request, group, [*_steps(request, group), [done, steps]])
    if not is_part(request) and form is None:
        if warning or done:
            messages.add_message(request, messages.WARNING if warning else messages.SUCCESS, warning or done)
        return redirect(_address(request, group))
    context = _context(request, group, period_of(request, group), form)
    context |= {"done": done, "warning": warning, "focus": focus}
    return render(request, "plans/week.html" + ("#week" if is_part(request) else ""), context, status=status)


def _steps(request: HttpRequest, group: Group) -> list:
    """What was done in this group's week in this sitting: words and steps, the last one last."""
    return request.session.get(SESSION, {}).get(str(group.pk), [])


def _keep(request: HttpRequest, group: Group, steps: list) -> None:
    request.session[SESSION] = {**request.session.get(SESSION, {}), str(group.pk): steps[-STEPS_KEPT:]}


def _address(request: HttpRequest, group: Group) -> str:
    period = request.POST.get("period", "")
    return reverse("plans:week", args=[request.member.school.slug, group.pk]) + (f"?period={period}" if period else "")


def _what(row: PlanRow) -> str:
    return f"{row.plan.subject.name} · {row.cluster.name}"


def _when(slot: Slot) -> str:
    start = minutes_of(slot.starts_at)
    return f"{Weekday(slot.weekday).label} {clock_words(start)}–{clock_words(start + slot.minutes)}"


def group_of(member: Member, pk: int) -> Group:
    """A visible group with its school and year."""
    return get_object_or_404(visible_groups(member).select_related("year", "school"), pk=pk)


def period_of(request: HttpRequest, group: Group) -> Period | None:
    """The period asked for, else today's in the group's year."""
    return choose_period(periods_of(group), request.GET.get("period") or request.POST.get("period"))


def _rows(member: Member, group: Group):
    found = visible_rows(member).filter(plan__group=group)
    return found.select_related("cluster", "plan__group", "plan__subject")


def _slots(member: Member, group: Group):
    found = visible_slots(member).filter(row__plan__group=group)
    return found.select_related("row__cluster", "row__plan__group", "row__plan__subject")
