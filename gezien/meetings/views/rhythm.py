"""The rhythm of the year: its calendar, its settings, and planning the reviews of a whole period at once."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gezien.common.models import StaleVersion
from gezien.meetings.actions.rhythm import plan_reviews
from gezien.meetings.models import ReviewMoment
from gezien.meetings.queries import proposal
from gezien.meetings.queries.rhythm import next_window, settings_of
from gezien.meetings.queries.year import span_in_words, terms_in_words, year_rows
from gezien.meetings.rhythm_forms import HolidaysForm, MomentsForm, RhythmForm, WishForm, choose
from gezien.meetings.rules import editable_forms, may_set_rhythm, possible_chairs
from gezien.plans.queries.individual_settings import terms_of
from gezien.schools.models import SchoolYear
from gezien.schools.queries import current_year
from gezien.schools.rules import Member, require_leading, works_with_pupils


@require_safe
def rhythm(request: HttpRequest) -> HttpResponse:
    """The year at a glance: what comes when, how far it is planned. ?year= shows another one."""
    member = request.member
    if not works_with_pupils(member):
        raise PermissionDenied
    years = list(SchoolYear.objects.filter(school=member.school).order_by("starts_on"))
    asked = request.GET.get("year", "")
    year = next((one for one in years if one.name == asked), None) or current_year(member.school)
    context = {
        "year": year,
        "years": [one.name for one in years[-3:]],
        "rows": year_rows(member, year) if year else [],
        "terms": terms_in_words(member),
        "may_set": may_set_rhythm(member),
    }
    return render(request, "meetings/rhythm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm_settings(request: HttpRequest) -> HttpResponse:
    """Three forms on one page: moments, terms and hours, holidays. `form` says which one is posted."""
    member = request.member
    require_leading(member)
    posted = request.POST.get("form", "")
    stored, terms = settings_of(member.school), terms_of(member.school)
    moments = sorted(ReviewMoment.objects.filter(school=member.school), key=lambda one: (one.month - 8) % 12)
    forms: dict[str, Any] = {
        "moments": MomentsForm(
            request.POST if posted == "moments" else None, moments=moments, version=stored.version, member=member
        ),
        "terms": RhythmForm(request.POST if posted == "terms" else None, rhythm=stored, member=member),
        "holidays": HolidaysForm(request.POST if posted == "holidays" else None, terms=terms, member=member),
    }
    if posted in forms and _kept(forms[posted]):
        messages.success(request, _("Saved."))
        return redirect("meetings:rhythm_settings", school=member.school.slug)
    return render(request, "meetings/rhythm_settings.html", {"forms": forms}, status=422 if posted else 200)


def _kept(form: Any) -> bool:
    """Whether the form was valid and saved; when somebody else was first, the form says so."""
    if isinstance(form, MomentsForm):
        if not form.is_valid():
            return False
        try:
            form.save()
        except StaleVersion as stale:
            form.conflict, form.version = True, stale.current.version
            return False
        return True
    return form.try_save() is not None


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Days for the group reviews of a whole period: proposed, changed by hand, planned with one button."""
    member = request.member
    require_leading(member)
    if (year := current_year(member.school)) is None:
        return render(request, "meetings/propose.html", {"no_year": True})
    windows = proposal.group_windows(member.school)
    asked = next((one for one in windows if one.key == request.GET.get("window")), None)
    chairs = possible_chairs(member)
    chair = member.user if chairs.filter(pk=member.user.pk).exists() else chairs.first()
    usual = proposal.usual_wish(member, asked or next_window(windows), chair or member.user)
    if request.method == "POST":
        return _adjusted(request, usual, year)
    form = WishForm(request.GET if "first" in request.GET else None, member=member, usual=usual)
    wish = usual if not form.is_bound else form.wish if form.is_valid() else None
    found = proposal.proposed(member, wish, year_of(member, wish.first, year)) if wish else []
    return _shown(request, form, found)


def _adjusted(request: HttpRequest, usual: proposal.Wish, year: SchoolYear) -> HttpResponse:
    """What somebody made of it: looked at again, or planned when nothing stands in the way."""
    member = request.member
    form = WishForm(request.POST, member=member, usual=usual)
    if not form.is_valid():
        return _shown(request, form, [], status=422)
    wish = form.wish
    found = proposal.lines(member, wish, year_of(member, wish.first, year))
    choose(found, request.POST)
    fine = proposal.judge(member, wish, found)
    chosen = [(line.group, _moment(line)) for line in found if line.chosen and line.day and line.start]
    if request.POST.get("do") != "plan" or not fine or not chosen:
        if request.POST.get("do") == "plan":
            text = _("Nothing is planned yet: look at the lines in red.") if chosen else _("Choose a group first.")
            messages.warning(request, text)
        return _shown(request, form, found, status=200 if fine else 422)
    try:
        place = form.cleaned_data["place"]
        made = plan_reviews(by=member, chosen=chosen, chair=wish.chair, place=place, length=wish.length)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return _shown(request, form, found, status=422)
    text = ngettext(
        "%(number)d review is planned; everybody who takes part gets a mail.",
        "%(number)d reviews are planned; everybody who takes part gets a mail.",
        len(made),
    )
    messages.success(request, text % {"number": len(made)})
    return redirect("meetings:list", school=member.school.slug)


def _shown(request: HttpRequest, form: WishForm, found: list, status: int = 200) -> HttpResponse:
    rows = proposal.as_rows(found)
    context = {
        "form": form,
        "rows": rows,
        "summary": _summary(form),
        "asked": [(name, value) for name in form.fields for value in _values(form[name].value())],
        "chosen": sum(row["chosen"] for row in rows),
        "without": sum(bool(row["problem"]) for row in rows),
        "has_form": editable_forms(request.member).filter(kind="group").exists(),
    }
    return render(request, "meetings/propose.html", context, status=status)


def _summary(form: WishForm) -> str:
    """The question in one line, while its form is folded: "19 – 28 februari · 15:30 · at most 3 a day"."""
    first, last, hour = (form[name].value() for name in ("first", "last", "starts_at"))
    if form.is_bound:
        return ""
    most = ngettext("%(n)s a day", "at most %(n)s a day", form.initial["a_day"]) % {"n": form.initial["a_day"]}
    return f"{span_in_words(first, last)} · {hour:%H:%M} · {most}"


def _values(value: Any) -> list[str]:
    """A field's value as hidden fields keep it: one for each choice, days and times as browsers write them."""
    found = value if isinstance(value, list | tuple) else [value]
    return [f"{one:%H:%M}" if isinstance(one, dt.time) else str(one) for one in found if one not in (None, "")]


def _moment(line: proposal.Line) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(line.day, line.start))


def year_of(member: Member, day: dt.date, usual: SchoolYear) -> SchoolYear:
    """The school year of a day, whose groups are planned; the usual one when no year knows it."""
    years = SchoolYear.objects.filter(school=member.school, starts_on__lte=day, ends_on__gte=day)
    return years.first() or usual
