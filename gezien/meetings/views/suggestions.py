"""Whom to talk about: suggestions for the agenda, each with its reasons."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gezien.agreements.queries import group_in_words
from gezien.common.forms import number_in
from gezien.meetings.queries.suggestions import REGISTERED, SIGNAL, UNSEEN, suggestions
from gezien.needs.queries.attention import groups_of_today
from gezien.needs.views.attention import log_shown
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import may_write_files, works_with_pupils

ICONS = {REGISTERED: "messages-square", SIGNAL: "flag", UNSEEN: "eye"}


@require_safe
def suggested(request: HttpRequest) -> HttpResponse:
    """Pupils to talk about, of all groups one sees or (?group=) of one."""
    member, asked = request.member, number_in(request.GET, "group")
    if not works_with_pupils(member):
        raise Http404
    group = get_object_or_404(visible_groups(member), pk=asked) if asked else None
    found = suggestions(member, group)
    log_shown(member, [{"pupil": Pupil(pk=one.pk, school=member.school), "group": one.group} for one in found])
    context = {
        "rows": [
            {
                "pk": one.pk,
                "name": one.name,
                "group": one.group_name,
                "case": one.case,
                "presses": one.presses,
                "reasons": [{"icon": ICONS[kind], "text": words} for kind, words in one.reasons],
            }
            for one in found
        ],
        "groups": groups_of_today(member),
        "group": group,
        "title": group_in_words(group) if group else "",
        "can_register": may_write_files(member),
    }
    return render(request, "meetings/suggestions.html", context)
