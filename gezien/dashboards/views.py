"""The school's figures, and the board's page of its schools."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from gezien.dashboards import pictures
from gezien.dashboards.queries import subject_figures
from gezien.dashboards.rules import FEWEST, sees_small_figures, visible_boards, visible_schools
from gezien.quality.queries import year_group_name
from gezien.schools.models import School


@require_safe
def school(request: HttpRequest) -> HttpResponse:
    """How the school stands: per subject and year group the share at or above the ambition; no pupil's name."""
    member = request.member
    schools = visible_schools(member)
    if not schools.exists():
        raise Http404
    small = sees_small_figures(member)
    picture = pictures.school_picture(subject_figures(schools), small=small)
    for row in picture["years"]:
        row["name"] = year_group_name(row["year"], member.school.country)
    return render(request, "dashboards/school.html", {**picture, "hides_small": not small, "fewest": FEWEST})


@require_safe
def board(request: HttpRequest, board: str) -> HttpResponse:
    """The board's schools side by side; figures only, of ten pupils or more."""
    found = get_object_or_404(visible_boards(request.user), slug=board)
    with scopes_disabled():  # figures of several schools at once; see rules.visible_boards
        schools = School.objects.filter(board=found).order_by("name", "pk")
        picture = pictures.board_picture(subject_figures(schools), list(schools))
    return render(request, "dashboards/board.html", {"board": found, **picture, "fewest": FEWEST})
