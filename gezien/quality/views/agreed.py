"""Pages of what the school agreed: ambitions and periods, and the way to rules and forms."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import autosave_reply, posted_number, wants_json
from gezien.common.models import StaleVersion
from gezien.paper.rules import may_change_paper
from gezien.quality import actions, queries
from gezien.quality.forms import AmbitionForm, NewAmbitionForm
from gezien.quality.models import Ambition
from gezien.quality.period_form import PeriodsForm
from gezien.quality.rules import editable_ambitions, editable_years, visible_ambitions, visible_years
from gezien.schools.models import School
from gezien.schools.rules import Member, may_keep_agreed, may_lead_reviews, require_agreed


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything the school agreed, on one page; in place editable for who keeps it."""
    member = request.member
    can_edit = may_keep_agreed(member)
    context = {
        "subjects": [_subject_row(member, row, can_edit=can_edit) for row in queries.ambitions_by_subject(member)],
        "years": [
            {"year": year, "periods": [(period.number, queries.period_in_words(period)) for period in periods]}
            for year, periods in queries.periods_by_year(member)
        ],
        "can_edit": can_edit,
        "has_final_test": member.school.country == School.Country.NETHERLANDS,
        "can_edit_paper": may_change_paper(member),
        "can_edit_forms": may_lead_reviews(member),
    }
    return render(request, "quality/home.html", context)


def _subject_row(member: Member, row: queries.SubjectAmbitions, *, can_edit: bool) -> dict:
    """A subject with its ambitions, formatted; each with a form where it may be changed."""
    return {
        "pk": row.subject.pk,
        "name": row.subject.name,
        "ambitions": [
            {
                "pk": ambition.pk,
                "for": queries.year_group_name(ambition.year_group, member.school.country),
                "share": ambition.share,
                "level": ambition.level,
                "top": ambition.top,
                "form": can_edit
                and AmbitionForm(ambition=ambition, member=member, auto_id=f"ambition-{ambition.pk}-%s"),
            }
            for ambition in row.ambitions
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def ambition(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one ambition: while typing on the home page, or here when somebody else changed it too."""
    found = _editable(request.member, pk)
    form = AmbitionForm(request.POST or None, ambition=found, member=request.member)
    if request.method == "POST":
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            messages.success(request, _("The ambition is saved."))
            return redirect("quality:home", school=request.member.school.slug)
    context = {
        "form": form,
        "ambition": found,
        "for": queries.year_group_name(found.year_group, request.member.school.country),
    }
    return render(request, "quality/ambition.html", context, status=409 if form.conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_ambition(request: HttpRequest) -> HttpResponse:
    """An ambition for a subject that has none, or for one year group."""
    require_agreed(request.member)
    form = NewAmbitionForm(
        request.POST or None, member=request.member, initial={"subject": request.GET.get("subject"), "share": 80}
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The ambition is saved."))
        return redirect("quality:home", school=request.member.school.slug)
    return render(request, "quality/add_ambition.html", {"form": form})


@require_POST
def ambition_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an ambition away, unless somebody else has just changed it."""
    found = _editable(request.member, pk)
    try:
        actions.remove_ambition(by=request.member, ambition=found, version=posted_number(request, "version"))
        messages.success(request, _("The ambition is gone."))
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this ambition meanwhile; here it is as it is now."))
    return redirect("quality:home", school=request.member.school.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def periods(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide a school year in two to five periods."""
    year = get_object_or_404(visible_years(request.member), pk=pk)
    if not editable_years(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    form = PeriodsForm(request.POST or None, year=year, member=request.member)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The periods are saved."))
        return redirect("quality:home", school=request.member.school.slug)
    stored = [(period.number, queries.period_in_words(period)) for period in form.stored]
    context = {"form": form, "year": year, "stored": stored}
    return render(request, "quality/periods.html", context, status=409 if form.is_stale else 200)


def _editable(member: Member, pk: int) -> Ambition:
    """The ambition to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_ambitions(member).select_related("subject"), pk=pk)
    if not editable_ambitions(member).filter(pk=pk).exists():
        raise PermissionDenied
    return found
