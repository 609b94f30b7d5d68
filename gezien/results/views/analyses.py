"""Pages on which the figures are read: of a group, of a pupil."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record, record_reading
from gezien.common import clock
from gezien.common.forms import autosave_reply, posted_number, wants_json
from gezien.common.models import StaleVersion
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import (
    editable_groups,
    editable_pupils,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.results.actions.analyses import restore_analysis
from gezien.results.forms.analyses import AnalysisForm, Target, analysis_box, texts_of, written_in_words
from gezien.results.models import Analysis, AnalysisChange
from gezien.results.queries.analyses import NOTHING, group_analyses, pupil_analyses, pupil_history, with_forerunner
from gezien.results.queries.calendar import enrolled
from gezien.results.queries.figures import group_figures, pupil_figures, taken_by, tests_of
from gezien.results.queries.norms import bands_for
from gezien.results.queries.periods import chosen_period, periods_of_group, periods_of_school
from gezien.results.rules import visible_analyses
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member


@require_safe
def group_analyses_page(request: HttpRequest, group: int) -> HttpResponse:
    """All that is written about a group in one period, subject by subject; to read, to print, to write on."""
    member = request.member
    found = get_object_or_404(visible_groups(member).select_related("year"), pk=group)
    _log(member, found)
    periods = periods_of_group(found)
    period = chosen_period(periods, request.GET.get("period", ""))
    can_edit = editable_groups(member).filter(pk=found.pk).exists()
    context = {"group": found, "periods": periods, "period": period, "can_edit": can_edit, "current_tab": "analysis"}
    context["boxes"] = _boxes(member, found, period, can_edit=False) if period else []
    return render(request, "results/group_analyses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_analysis(request: HttpRequest, group: int, period: int, subject: int) -> HttpResponse:
    """The figures of a group with their analysis beside them; it is saved while one types."""
    found = get_object_or_404(visible_groups(request.member).select_related("year"), pk=group)
    return _analysis(request, _target(request.member, found, period, subject))


@require_safe
def pupil_analyses_page(request: HttpRequest, pupil: int) -> HttpResponse:
    """Everything written about a pupil's results, newest first, and where to write now."""
    member = request.member
    found = get_object_or_404(visible_pupils(member), pk=pupil)
    _log(member, found)
    period = chosen_period(periods_of_school(member.school))
    can_edit = editable_pupils(member).filter(pk=found.pk).exists()
    history = [
        {"subject": one.subject.name, "period": one.period, "texts": texts_of(one), "written": written_in_words(one)}
        for one in pupil_history(found)
    ]
    context = {"pupil": found, "period": period, "history": history, "can_edit": can_edit}
    context["subjects"] = _subjects(member, found, period, pupil_analyses(found, period)) if period else []
    return render(request, "results/pupil_analyses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pupil_analysis(request: HttpRequest, pupil: int, period: int, subject: int) -> HttpResponse:
    """The figures of a pupil with their analysis beside them; it is saved while one types."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    return _analysis(request, _target(request.member, found, period, subject))


@require_POST
def analysis_version(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Put an earlier version back."""
    analysis = get_object_or_404(visible_analyses(request.member).select_related("group", "pupil"), pk=pk)
    before = get_object_or_404(AnalysisChange.objects.select_related("analysis"), analysis=analysis, pk=change)
    version = posted_number(request, "version")
    try:
        restore_analysis(by=request.member, change=before, version=version)
        messages.success(request, _("The earlier version is back; what stood here is kept as a version too."))
    except StaleVersion:
        messages.warning(request, _("Somebody else wrote meanwhile; here it is as it is now."))
    return redirect(Target(request.member, analysis.about, analysis.subject, analysis.period).url)


def _target(member: Member, about: Group | Pupil, period: int, subject: int) -> Target:
    periods = Period.objects.filter(school=member.school).select_related("year")
    if isinstance(about, Group):
        periods = periods.filter(year=about.year)
    subjects = Subject.objects.filter(school=member.school)
    return Target(member, about, get_object_or_404(subjects, pk=subject), get_object_or_404(periods, pk=period))


def _analysis(request: HttpRequest, target: Target) -> HttpResponse:
    """Show or save one analysis."""
    written = _written(target)
    kept = written.get(target.subject.pk, NOTHING).now
    if request.method != "POST":
        _log(target.member, target.about)
        return _page(request, target, written)
    form = AnalysisForm(request.POST, target=target, kept=kept)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, target, written, form)
    messages.success(request, _("The analysis is saved."))
    return redirect(target.url)


def _written(target: Target):
    if isinstance(target.about, Group):
        written = group_analyses(target.about, target.period)
        has_before = written.get(target.subject.pk, NOTHING).before is not None
        return written if has_before else with_forerunner(written, target.about)
    return pupil_analyses(target.about, target.period)


def _page(request: HttpRequest, target: Target, written, form: AnalysisForm | None = None) -> HttpResponse:
    beside = written.get(target.subject.pk, NOTHING)
    can_edit = _may_edit(target)
    context: dict[str, Any] = {
        "target": target,
        "about": target.about,
        "subject": target.subject,
        "period": target.period,
        "group": target.about if isinstance(target.about, Group) else None,
        "current_tab": "analysis",
        "box": analysis_box(target, beside, can_edit=can_edit, form=form),
        "subjects": _subjects(target.member, target.about, target.period, written),
        "versions": _versions(beside.now),
        "version": beside.now.version if beside.now else 0,
        "analysis": beside.now,
        **(_group_context(target) if isinstance(target.about, Group) else _pupil_context(target)),
    }
    status = 200 if form is None else 409 if form.conflict else 422
    return render(request, "results/analysis.html", context, status=status)


def _group_context(target: Target) -> dict[str, Any]:
    group = target.about
    day = min(max(clock.today(), target.period.starts_on), target.period.ends_on)
    pupils = [pupil.pk for pupil in enrolled([group], visible_pupils(target.member), day=day)]
    tests = tests_of(target.member.school, target.subject)
    rows = group_figures(target.member.school, tests, pupils, target.period)
    figures = [{"row": row, "taken": taken_by(row.count, len(pupils))} for row in rows]
    return {"group_figures": figures, "has_figures": bool(figures)}


def _pupil_context(target: Target) -> dict[str, Any]:
    tests = tests_of(target.member.school, target.subject)
    rows = pupil_figures(target.member.school, tests, target.about, target.period, bands_for(tests))
    return {"pupil_figures": rows, "has_figures": bool(rows)}


def _may_edit(target: Target) -> bool:
    rows = editable_groups(target.member) if target.kind == "group" else editable_pupils(target.member)
    return rows.filter(pk=target.about.pk).exists()


def _boxes(member: Member, group: Group, period: Period, *, can_edit: bool) -> list[dict]:
    written = with_forerunner(group_analyses(group, period), group)
    subjects = Subject.objects.filter(school=member.school).order_by("position", "name", "pk")
    return [
        analysis_box(Target(member, group, one, period), written.get(one.pk, NOTHING), can_edit=can_edit)
        for one in subjects
    ]


def _subjects(member: Member, about: Group | Pupil, period: Period, written) -> list[dict]:
    """The subjects with the page of their analysis, and whether something is written."""
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "url": Target(member, about, one, period).url,
            "is_written": (now := written.get(one.pk, NOTHING).now) is not None and not now.is_empty,
        }
        for one in Subject.objects.filter(school=member.school).order_by("position", "name", "pk")
    ]


def _versions(analysis: Analysis | None) -> list[dict]:
    """The earlier versions, newest first."""
    if analysis is None:
        return []
    changes = AnalysisChange.objects.filter(analysis=analysis).select_related("written_by")
    return [
        {
            "pk": change.pk,
            "who": change.written_by.name if change.written_by else "",
            "when": timezone.localtime(change.written_at),
            "texts": [
                {"label": str(Analysis._meta.get_field(name).verbose_name).capitalize(), "text": change.before[name]}
                for name in Analysis.TEXTS
                if change.before.get(name)
            ],
        }
        for change in changes
    ]


def _log(member: Member, about: Group | Pupil) -> None:
    """Whoever reads an analysis reads a file."""
    if isinstance(about, Group):
        reason = why_group_visible(member, about) or ""
        record(member, "group.read", about, group=about, reason=reason, screen="analysis")
    else:
        record_reading(member, [about], reason=why_visible(member, about) or "", screen="analysis")
