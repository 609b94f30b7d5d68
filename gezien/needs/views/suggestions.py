"""Ideas for a sentence of a need, while one types. Sent by POST: a goal about a child belongs in no address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gezien.needs.models import SupportKind
from gezien.needs.queries import suggestions as found
from gezien.schools.models import Subject
from gezien.schools.rules import Member, require_writing


@require_POST
def suggestions(request: HttpRequest, subject: int) -> HttpResponse:
    """The options of a listbox; nothing is kept of what was sent."""
    require_writing(request.member)
    about = get_object_or_404(Subject.objects.filter(school=request.member.school), pk=subject)
    sent = request.POST
    ideas = ideas_for(
        request.member, about, sent.get("kind", ""), goal=sent.get("goal", ""), typed=sent.get("text", "")
    )
    return render(request, "needs/ideas.html", {"ideas": ideas})


def ideas_for(member: Member, subject: Subject, kind: str, *, goal: str, typed: str) -> list[dict[str, Any]]:
    """Each idea with where it comes from, in words."""
    if kind not in SupportKind.values:
        return []
    offered = found.suggestions(member, subject, kind, goal=goal[:2000], typed=typed[:500])
    return [{"text": one.text, "source": _source(one)} for one in offered]


def _source(one: found.Suggestion) -> str:
    if not one.is_own:
        return _("example")
    return ngettext("used for %(n)s pupil", "used for %(n)s pupils", one.uses) % {"n": one.uses}
