"""The school's figures, and the board's page of its schools."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from gezien.common.forms import number_in
from gezien.dashboards import pictures
from gezien.dashboards.rules import sees_small_figures, visible_boards, visible_schools
from gezien.quality.queries import year_group_name
from gezien.results.board_words import board_for
from gezien.results.final_test_words import final_test_for
from gezien.results.queries.shares import subject_figures
from gezien.results.rules import FEWEST
from gezien.schools.models import School, Subject
from gezien.schools.rules import Member, may_keep_agreed


@require_safe
def school(request: HttpRequest) -> HttpResponse:
    """How the school stands: per subject and year group the share at or above the ambition; no pupil's name."""
    member = request.member
    schools = visible_schools(member)
    _require_figures(member)
    small = sees_small_figures(member)
    picture = pictures.school_picture(subject_figures(schools), small=small)
    for row in picture["years"]:
        row["name"] = year_group_name(row["year"], member.school.country)
    context = {
        **picture,
        "hides_small": not small,
        "fewest": FEWEST,
        "has_final_test": member.school.country == School.Country.NETHERLANDS,
    }
    return render(request, "dashboards/school.html", context)


@require_safe
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """One subject by year group and cohort, against the ambition and the year before; no pupil's name."""
    member = request.member
    _require_figures(member)
    found = get_object_or_404(Subject, school=member.school, code=code)
    test = number_in(request.GET, "test") or None
    board = board_for(member.school, found, instrument=test, small=sees_small_figures(member))
    return render(request, "dashboards/subject.html", {"subject": found, "board": board})


@require_safe
def final(request: HttpRequest) -> HttpResponse:
    """The final test by school year, beside the signal values; never about fewer than ten pupils."""
    member = request.member
    _require_figures(member)
    context = {"test": final_test_for(member.school), "can_edit": may_keep_agreed(member)}
    return render(request, "dashboards/final.html", context)


def _require_figures(member: Member) -> None:
    if not visible_schools(member).exists():
        raise Http404


@require_safe
def board(request: HttpRequest, board: str) -> HttpResponse:
    """The board's schools side by side; figures only, of ten pupils or more."""
    found = get_object_or_404(visible_boards(request.user), slug=board)
    with scopes_disabled():  # figures of several schools at once; see rules.visible_boards
        schools = School.objects.filter(board=found).order_by("name", "pk")
        picture = pictures.board_picture(subject_figures(schools), list(schools))
    return render(request, "dashboards/board.html", {"board": found, **picture, "fewest": FEWEST})
