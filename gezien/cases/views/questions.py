"""The school's questions for the conversation: read by everybody who works with pupils, written by the coach."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gezien.cases import actions
from gezien.cases.forms import QuestionForm
from gezien.cases.parts import STEPS
from gezien.cases.rules import editable_questions, leads_reviews, require_questions, visible_questions
from gezien.cases.views.refused import gives_words_back
from gezien.common.forms import autosave_reply, wants_json
from gezien.schools.rules import works_with_pupils


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """All pairs by step."""
    if not works_with_pupils(request.member):
        raise Http404
    return _page(request)


def _page(request: HttpRequest, *, failed: QuestionForm | None = None, status: int = 200) -> HttpResponse:
    member = request.member
    found = list(visible_questions(member))
    steps = [
        {
            "key": key,
            "name": name,
            "rows": [_row(request, one, failed) for one in found if one.step == key],
            "form": failed
            if failed and failed.question is None and failed.step == key
            else QuestionForm(by=member, step=key),
        }
        for key, name in STEPS.items()
    ]
    context = {"steps": steps, "can_edit": leads_reviews(member)}
    return render(request, "cases/questions.html", context, status=status)


def _row(request: HttpRequest, question, failed: QuestionForm | None) -> dict:
    is_it = failed is not None and failed.question == question
    form = failed if is_it else QuestionForm(by=request.member, question=question)
    return {"question": question, "form": form}


@require_POST
@gives_words_back(QuestionForm)
def add(request: HttpRequest, step: str) -> HttpResponse:
    """Add a pair to a step."""
    require_questions(request.member)
    if step not in STEPS:
        raise Http404
    form = QuestionForm(request.POST, by=request.member, step=step)
    if form.try_save() is None:
        return _page(request, failed=form, status=422)
    return _to(request, step)


@require_POST
@gives_words_back(QuestionForm)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a pair in other words."""
    require_questions(request.member)
    found = get_object_or_404(editable_questions(request.member), pk=pk)
    form = QuestionForm(request.POST, by=request.member, question=found)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, failed=form, status=409 if form.conflict else 422)
    return _to(request, found.step)


@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pair out of use, or back into it."""
    require_questions(request.member)
    found = get_object_or_404(editable_questions(request.member), pk=pk)
    actions.retire_question(by=request.member, question=found, retired="undo" not in request.POST)
    return _to(request, found.step)


def _to(request: HttpRequest, step: str) -> HttpResponse:
    response = redirect("cases:questions", school=request.member.school.slug)
    response["Location"] += f"#{step}"
    return response
