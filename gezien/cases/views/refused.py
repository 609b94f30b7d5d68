"""Nothing typed in a case is lost: what came too late is given back, whoever was first and however late it was seen."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.cases.rules import CaseClosed
from gezien.common import given_back
from gezien.common.forms import wants_json
from gezien.common.given_back import Typed, View, fields_of, not_kept, typed_words
from gezien.common.going_back import next_page


def gives_words_back(*posted: type[forms.Form]) -> Callable[[View], View]:
    """The view of which what is sent in these forms is given back when a colleague closed the case (409), also between
    our look and the action's lock; or when it is refused otherwise (`common.given_back`).

    Who asks for the form itself is led to the case, which tells that it is closed.
    """
    fields = fields_of(*posted)

    def careful(view: View) -> View:
        @given_back.gives_words_back(*posted)
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except CaseClosed as closed:
                if request.method != "POST":
                    return redirect("cases:case", school=request.member.school.slug, pk=closed.case.pk)
                return _closed(request, closed, typed_words(request.POST, fields))

        return answered

    return careful


def _closed(request: HttpRequest, closed: CaseClosed, typed: Typed) -> HttpResponse:
    back = next_page(request) or reverse("cases:case", args=[request.member.school.slug, closed.case.pk])
    if wants_json(request):
        return JsonResponse(
            {"refused": _("This case was closed meanwhile. Copy your text; it stays here.")}, status=409
        )
    if typed:
        told = _("This case was closed while you were writing. Copy your words, or open the case again.")
    else:
        told = _("This case was closed meanwhile, so nothing has changed. Open it again when you want to go on.")
    return not_kept(request, told=told, typed=typed, back=back, way=_("Back"))
