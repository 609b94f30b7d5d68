"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gezien.schools.rules import boards_of, schools_of


def home(request: HttpRequest) -> HttpResponse:
    """On to the only school or board one works for; with several, a choice; with none, who can help."""
    schools, boards = list(schools_of(request.user)), list(boards_of(request.user))
    if len(schools) == 1 and not boards:
        return redirect("workspace:home", school=schools[0].slug)
    if len(boards) == 1 and not schools:
        return redirect("boards:home", board=boards[0].slug)
    return render(request, "schools/choose.html", {"schools": schools, "boards": boards})
