"""Pages of the learning lines: every goal in its place, changed one by one, planned to the periods of the year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.quality.actions import lines as actions
from gezien.quality.forms.lines import GoalForm, LineForm, NewGoalForm, PlanForm, RenameForm
from gezien.quality.models import GoalImport, LearningGoal, LearningLine
from gezien.quality.queries import year_group_name
from gezien.quality.queries.lines import (
    LineGoals,
    goals_in_use,
    learning_subjects,
    line_years,
    lines_of,
    periods_a_year,
    planned,
)
from gezien.quality.rules import editable_goal_imports, editable_goals, editable_lines, visible_goals, visible_lines
from gezien.schools.models import Subject
from gezien.schools.rules import Member, may_keep_agreed, require_agreed


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """The lines of one subject with all their goals; in place editable for who keeps what the school agreed."""
    member, subjects = request.member, learning_subjects(request.member.school)
    subject = _subject(subjects, request.GET.get("subject", ""))
    can_edit = may_keep_agreed(member)
    if subject is None:
        return render(request, "quality/lines.html", {"subject": None, "subjects": [], "can_edit": can_edit})
    found = lines_of(subject)
    return render(request, "quality/lines.html", _context(member, subjects, subject, found, can_edit=can_edit))


def _context(
    member: Member,
    subjects: list[Subject],
    subject: Subject,
    found: list[LineGoals],
    *,
    can_edit: bool,
    form: LineForm | None = None,
) -> dict:
    in_use = [one for one in found if one.line.is_active]
    goals = [goal for one in in_use for goal in one.goals]
    for one in in_use:
        for goal in one.goals:
            goal.line = one.line
    due = planned(goals, periods_a_year(member.school))
    return {
        "subject": subject,
        "subjects": subjects,
        "lines": [_line(member, one, due, place, len(in_use)) for place, one in enumerate(in_use)],
        "retired": [one.line for one in found if not one.line.is_active],
        "years": [
            {"code": code, "name": year_group_name(code, member.school.country), "count": count}
            for code in line_years(member.school.country)
            if (count := sum(1 for goal in goals if goal.year_group == code))
        ],
        "goals": len(goals),
        "crucial": sum(1 for goal in goals if goal.is_crucial),
        "any_goals": bool(goals) or visible_goals(member).exists(),
        "can_edit": can_edit,
        "line_form": form or (LineForm(member=member, subject=subject) if can_edit else None),
        "last_import": _last_import(member),
    }


def _line(member: Member, one: LineGoals, due: dict[int, int], place: int, count: int) -> dict:
    """A line with its goals by year group, formatted, each knowing whether it is first or last of its year group."""
    country = member.school.country
    years = []
    for code in dict.fromkeys(goal.year_group for goal in one.goals):
        goals = [goal for goal in one.goals if goal.year_group == code]
        last = len(goals) - 1
        years.append(
            {
                "name": year_group_name(code, country),
                "goals": [
                    {
                        "pk": goal.pk,
                        "text": goal.text,
                        "code": goal.code,
                        "is_crucial": goal.is_crucial,
                        "period": due.get(goal.pk),
                        "is_first": place == 0,
                        "is_last": place == last,
                    }
                    for place, goal in enumerate(goals)
                ],
            }
        )
    return {
        "pk": one.line.pk,
        "name": one.line.name,
        "years": years,
        "retired": one.retired,
        "is_first": place == 0,
        "is_last": place == count - 1,
        "form": NewGoalForm(member=member, line=one.line),
    }


def _last_import(member: Member) -> GoalImport | None:
    """The list taken in last, as long as it can be taken back as one."""
    found = editable_goal_imports(member).filter(applied_at__isnull=False, undone_at=None)
    return found.order_by("-applied_at", "-pk").first()


@require_POST
def add_line(request: HttpRequest) -> HttpResponse:
    """A new line in a subject."""
    member = request.member
    require_agreed(member)
    subjects = learning_subjects(member.school)
    subject = _subject(subjects, request.POST.get("subject", ""))
    if subject is None:
        raise Http404
    form = LineForm(request.POST, member=member, subject=subject)
    if line := form.try_save():
        return redirect(f"{_page(member, subject)}#line-{line.pk}")
    context = _context(member, subjects, subject, lines_of(subject), can_edit=True, form=form)
    return render(request, "quality/lines.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a line, or take it out of use."""
    found = _editable_line(request.member, pk)
    form = RenameForm(request.POST or None, member=request.member, line=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The line is saved."))
        return redirect(f"{_page(request.member, found.subject)}#line-{found.pk}")
    context = {"form": form, "line": found, "back": _page(request.member, found.subject)}
    return render(request, "quality/line.html", context, status=409 if form.conflict else 200)


@require_POST
def line_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    found = _editable_line(request.member, pk)
    actions.move_line(by=request.member, line=found, up="up" in request.POST)
    return redirect(f"{_page(request.member, found.subject)}#line-{found.pk}")


@require_POST
def line_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of use, or `again` in use."""
    found = _editable_line(request.member, pk)
    is_active = "again" in request.POST
    actions.set_line_in_use(by=request.member, line=found, is_active=is_active)
    if not is_active:
        messages.info(request, _("“%(name)s” is out of use. Below you can bring it back.") % {"name": found.name})
    return redirect(_page(request.member, found.subject))


@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """A new goal on a line."""
    found = _editable_line(request.member, pk)
    form = NewGoalForm(request.POST or None, member=request.member, line=found)
    if request.method == "POST" and form.is_valid():
        goal = form.save()
        return redirect(f"{_page(request.member, found.subject)}#goal-{goal.pk}")
    context = {"form": form, "line": found, "goal": None, "back": _page(request.member, found.subject)}
    return render(request, "quality/goal.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one goal, or take it out of use."""
    found = _editable_goal(request.member, pk)
    form = GoalForm(request.POST or None, member=request.member, goal=found)
    back = _page(request.member, found.line.subject)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The goal is saved."))
        return redirect(f"{back}#goal-{found.pk}")
    context = {"form": form, "goal": found, "line": found.line, "back": back}
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "quality/goal.html", context, status=status)


@require_POST
def goal_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down within its year group."""
    found = _editable_goal(request.member, pk)
    actions.move_goal(by=request.member, goal=found, up="up" in request.POST)
    return _to_goal(request, found)


@require_POST
def goal_crucial(request: HttpRequest, pk: int) -> HttpResponse:
    """Crucial, or one among others."""
    found = _editable_goal(request.member, pk)
    actions.set_crucial(by=request.member, goal=found, is_crucial="yes" in request.POST)
    return _to_goal(request, found)


@require_POST
def goal_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of use, or `again` in use."""
    found = _editable_goal(request.member, pk)
    is_active = "again" in request.POST
    actions.set_goal_in_use(by=request.member, goal=found, is_active=is_active)
    if is_active:
        return _to_goal(request, found)
    messages.info(request, _("The goal is out of use; what pupils showed stays. Below its line you can bring it back."))
    return redirect(f"{_page(request.member, found.line.subject)}#line-{found.line_id}")


@require_http_methods(["GET", "HEAD", "POST"])
def goal_plan(request: HttpRequest, subject: int, year_group: str) -> HttpResponse:
    """Which goals of a year group are due in which period."""
    member = request.member
    require_agreed(member)
    found = _subject(learning_subjects(member.school), str(subject))
    years = line_years(member.school.country)
    if found is None or year_group not in tuple(years):
        raise Http404
    goals = goals_in_use(member.school, subject=found, year_groups=[year_group])
    periods = periods_a_year(member.school)
    form = PlanForm(request.POST or None, member=member, goals=goals, periods=periods)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The plan is saved."))
        return redirect(request.path)
    with_goals = {one.year_group for one in goals_in_use(member.school, subject=found)}
    context = {
        "form": form,
        "subject": found,
        "periods": range(1, periods + 1),
        "rows": _plan_rows(form, planned(goals, periods)),
        "year": year_group_name(year_group, member.school.country),
        "years": [
            {"code": code, "name": year_group_name(code, member.school.country), "is_current": code == year_group}
            for code in years
            if code in with_goals or code == year_group
        ],
        "back": _page(member, found),
    }
    return render(request, "quality/goal_plan.html", context, status=409 if form.is_stale else 200)


def _plan_rows(form: PlanForm, due: dict[int, int]) -> list[dict]:
    """A row for each goal: its radios, and where it is spread when nobody chose."""
    return [
        {
            "goal": goal,
            "line": goal.line.name,
            "name": f"goal-{goal.pk}",
            "chosen": form[f"goal-{goal.pk}"].value() or "",
            "due": due.get(goal.pk),
        }
        for goal in form.goals
    ]


def _subject(subjects: list[Subject], asked: str) -> Subject | None:
    """The subject asked for by its key, else the first; None when it is not one with learning lines."""
    if not asked:
        return next(iter(subjects), None)
    return next((subject for subject in subjects if str(subject.pk) == asked), None)


def _page(member: Member, subject: Subject) -> str:
    return f"{reverse('quality:lines', args=[member.school.slug])}?subject={subject.pk}"


def _to_goal(request: HttpRequest, found: LearningGoal) -> HttpResponse:
    return redirect(f"{_page(request.member, found.line.subject)}#goal-{found.pk}")


def _editable_line(member: Member, pk: int) -> LearningLine:
    """The line to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_lines(member).select_related("subject"), pk=pk)
    if not editable_lines(member).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _editable_goal(member: Member, pk: int) -> LearningGoal:
    """The goal to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_goals(member).select_related("line__subject"), pk=pk)
    if not editable_goals(member).filter(pk=pk).exists():
        raise PermissionDenied
    return found
