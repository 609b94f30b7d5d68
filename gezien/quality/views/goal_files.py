"""Learning lines in and out as a spreadsheet: example, export, upload, preview, take in, take back."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.sheets import MOST_BYTES, XLSX, SheetProblem, read_sheet, write_sheet
from gezien.quality.actions.goal_files import CannotTakeIn, keep_rows, rows_of, take_back, take_in, throw_away
from gezien.quality.goal_rows import WIDTHS, Fault, as_cells, head_names, read_rows
from gezien.quality.models import GoalImport
from gezien.quality.queries import year_group_name
from gezien.quality.queries.goal_files import GoalPlan, plan_of, school_rows, shipped_rows, subject_names
from gezien.quality.queries.lines import learning_subjects
from gezien.quality.rules import editable_goal_imports
from gezien.schools.rules import Member, require_agreed

SHOWN_FAULTS = 100
NAMED = 5  # goals that stayed, said by name
EXAMPLES = 6  # rows of the starter set that stand in the example file


class UploadForm(forms.Form):
    """The file with goals."""

    file = forms.FileField(label=gettext_lazy("File with goals (.xlsx)"))

    def clean_file(self) -> bytes:
        """Its contents, when it is no larger than such a list can be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large for a list like this."))
        return file.read()


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; what is wrong with it is told row by row, and nothing is kept then."""
    member = request.member
    require_agreed(member)
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            sheet = read_sheet(form.cleaned_data["file"])
            rows, faults = read_rows(sheet, subject_names(member.school), member.school.country)
        except SheetProblem as problem:
            form.add_error("file", str(problem))
        else:
            if not faults:
                found = keep_rows(by=member, rows=rows, source=request.FILES["file"].name)
                return redirect("quality:goal_preview", member.school.slug, found.pk)
    context = {"form": form, "faults": faults[:SHOWN_FAULTS], "more": max(len(faults) - SHOWN_FAULTS, 0)}
    return render(request, "quality/goal_upload.html", context, status=422 if faults or form.errors else 200)


@require_POST
def starter(request: HttpRequest) -> HttpResponse:
    """The starter set as a list to look at before it is taken in."""
    member = request.member
    require_agreed(member)
    found = keep_rows(by=member, rows=shipped_rows(member.school), source=_("Starter set of Gezien"))
    return redirect("quality:goal_preview", member.school.slug, found.pk)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking in would add and change; once it was taken in, that it was."""
    found = _import(request.member, pk)
    if found.applied_at is not None:
        return redirect("quality:lines", request.member.school.slug)
    return _preview(request, found)


def _preview(request: HttpRequest, found: GoalImport, problem: str = "") -> HttpResponse:
    member = request.member
    plan = plan_of(member.school, rows_of(found))
    context = {
        "found": found,
        "plan": plan,
        "problem": problem,
        "fingerprint": plan.fingerprint(),
        "lines": _added(member, plan),
        "changed": [
            {"code": goal.code, "text": goal.text, "what": [_words(member, name, *pair) for name, pair in what.items()]}
            for goal, _row, what in plan.changed
        ],
        "new_lines": len(plan.new_lines),
    }
    return render(request, "quality/goal_preview.html", context, status=409 if problem else 200)


def _added(member: Member, plan: GoalPlan) -> list[dict]:
    """The goals that would be added, line by line."""
    names = {subject.code: subject.name for subject in learning_subjects(member.school)}
    found: dict[tuple[str, str], list[dict]] = {}
    for row in plan.added:
        year = year_group_name(row.year_group, member.school.country)
        goal = {"year": year, "text": row.text, "is_crucial": row.is_crucial}
        found.setdefault((names.get(row.subject, row.subject), row.line), []).append(goal)
    return [{"subject": subject, "line": line, "goals": goals} for (subject, line), goals in found.items()]


def _words(member: Member, name: str, was, becomes) -> str:
    """One change in words: "period: spread → 2"."""
    labels = {
        "text": _("goal"),
        "year_group": _("year group"),
        "is_crucial": _("crucial"),
        "period": _("period"),
        "is_active": _("in use"),
        "line": _("learning line"),
        "subject": _("subject"),
    }

    def said(value) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name == "year_group":
            return year_group_name(value, member.school.country)
        return _("spread") if value is None else str(value)

    return f"{labels[name]}: {said(was)} → {said(becomes)}"


@require_POST
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the list in, as the preview showed it."""
    found = _import(request.member, pk)
    try:
        plan = take_in(by=request.member, found=found, seen=request.POST.get("seen", ""))
    except CannotTakeIn as reason:
        if found.applied_at is None:
            return _preview(request, found, str(reason))
        messages.warning(request, str(reason))
        return redirect("quality:lines", request.member.school.slug)
    words = _("Taken in: %(added)s goals added, %(changed)s changed.")
    messages.success(request, words % {"added": len(plan.added), "changed": len(plan.changed)})
    return redirect("quality:lines", request.member.school.slug)


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the list away without taking it in."""
    throw_away(by=request.member, found=_import(request.member, pk))
    messages.info(request, _("The list is thrown away; nothing changed."))
    return redirect("quality:lines", request.member.school.slug)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list back as one."""
    try:
        taken = take_back(by=request.member, found=_import(request.member, pk))
        messages.info(request, _("Taken back: %(count)s goals are as they were.") % {"count": taken.count})
        if taken.kept:
            messages.warning(request, _stays(taken.kept))
    except CannotTakeIn as reason:
        messages.error(request, str(reason))
    return redirect("quality:lines", request.member.school.slug)


def _stays(goals: Sequence[str]) -> str:
    """Which goals stay, the first few by name."""
    text = ngettext(
        "%(n)s goal stays, because somebody changed it after this list was taken in: %(goals)s",
        "%(n)s goals stay, because somebody changed them after this list was taken in: %(goals)s",
        len(goals),
    )
    named = " · ".join(f"“{goal}”" for goal in goals[:NAMED])
    return text % {"n": len(goals), "goals": named + (" …" if len(goals) > NAMED else "")}


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty list with the heads and a few examples."""
    require_agreed(request.member)
    school = request.member.school
    names = {subject.code: subject.name for subject in learning_subjects(school)}
    rows = [(row, names[row.subject]) for row in shipped_rows(school) if row.subject in names][:EXAMPLES]
    return _file(request.member, _("example of learning lines"), rows)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Every goal of the school, to change and read in again."""
    member = request.member
    rows = list(school_rows(member.school))
    record(member, "goals.exported", goals=len(rows))
    return _file(member, f"{_('learning lines')} {member.school.name} {clock.today():%Y-%m-%d}", rows)


def _file(member: Member, name: str, rows: list) -> HttpResponse:
    country = member.school.country
    cells = [as_cells(row, subject, country) for row, subject in rows]
    data = write_sheet(_("Learning lines"), head_names(country), cells, WIDTHS)
    headers = {"Content-Disposition": f'attachment; filename="{slugify(name)}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _import(member: Member, pk: int) -> GoalImport:
    """A list to look at: for who keeps what the school agreed; else 403, and 404 for a list of another school."""
    require_agreed(member)
    return get_object_or_404(editable_goal_imports(member), pk=pk)
