"""The summary for parents: written, looked at by the guard, ready."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from gezien.common.forms import autosave_reply, wants_json
from gezien.schoolreviews.actions import newsletter as actions
from gezien.schoolreviews.after_forms import NewsletterForm
from gezien.schoolreviews.guard import objections
from gezien.schoolreviews.queries import newsletter as queries
from gezien.schoolreviews.queries.names import known_of
from gezien.schoolreviews.rules import workable_reviews
from gezien.schoolreviews.views.fetching import closed_review, workable_review


@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the text with what stands in its way; for who only reads along once it is ready. POST: the text."""
    member, review = request.member, closed_review(request.member, pk)
    found = queries.newsletter_of(review)
    if not workable_reviews(member).filter(pk=pk).exists():
        if request.method == "POST":
            raise PermissionDenied
        shown = found if found and found.ready_at else None
        return render(request, "schoolreviews/newsletter.html", {"review": review, "newsletter": shown, "form": None})
    form = NewsletterForm(request.POST or None, newsletter=found, member=member) if found else None
    if request.method == "POST" and form:
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            return redirect("schoolreviews:newsletter", school=member.school.slug, pk=pk)
    met = objections(found.text, known_of(member.school)) if found else []
    context = {
        "review": review,
        "newsletter": found,
        "form": form,
        "can_work": True,
        "objections": queries.objection_rows(met),
    }
    return render(request, "schoolreviews/newsletter.html", context, status=_status(form))


def _status(form: NewsletterForm | None) -> int:
    if form is None or not form.is_bound:
        return 200
    return 409 if form.conflict else 422


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A first text from what the team agreed."""
    review = workable_review(request.member, pk)
    _made, left_out = actions.begin_newsletter(by=request.member, review=review)
    if left_out:
        words = ngettext(
            "%(number)s sentence stayed out: it seems to name somebody, or to be about a pupil or a few. It still "
            "stands on its board or with the action points; put it in otherwise if it belongs here.",
            "%(number)s sentences stayed out: they seem to name somebody, or to be about a pupil or a few. They "
            "still stand on their board or with the action points; put them in otherwise if they belong here.",
            left_out,
        )
        messages.info(request, words % {"number": left_out})
    return redirect("schoolreviews:newsletter", school=request.member.school.slug, pk=pk)


@require_POST
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the text may go to parents; refused while the guard has something against it."""
    review = workable_review(request.member, pk)
    found = queries.newsletter_of(review)
    if found is None or not found.text.strip():
        messages.warning(request, _("There is no text yet."))
        return redirect("schoolreviews:newsletter", school=request.member.school.slug, pk=pk)
    try:
        actions.make_ready(by=request.member, newsletter=found)
        messages.success(request, _("The text is ready: Gezien met no names and no small numbers in it."))
    except actions.Refused:
        messages.warning(request, _("Not ready yet: see what stands in the way."))
    return redirect("schoolreviews:newsletter", school=request.member.school.slug, pk=pk)
