"""Who is seen: the picture of a group, and of all groups one sees."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record, record_reading
from gezien.meetings.queries.seen import SeenPupil
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.schools.rules import Member, may_write_files, sees_all_groups, works_with_pupils
from gezien.workspace.queries.seen import group_picture, school_picture
from gezien.workspace.rules import why_seen


@require_safe
def school(request: HttpRequest) -> HttpResponse:
    """All groups one sees; whoever teaches one goes straight to it."""
    member = request.member
    if not works_with_pupils(member):
        raise Http404
    picture = school_picture(member)
    sees_all = sees_all_groups(member)
    if len(picture["rows"]) == 1 and not sees_all:
        return redirect("workspace:seen-group", school=member.school.slug, pk=picture["rows"][0]["pk"])
    log_seen(member, picture.pop("shown"))
    return render(request, "workspace/seen.html", {**picture, "sees_all": sees_all})


@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: who was seen when, in each way, and how attention is shared."""
    member = request.member
    found = get_object_or_404(visible_groups(member).select_related("year"), pk=pk)
    reason = why_group_visible(member, found) or ""
    record(member, "group.read", found, group=found, reason=reason, screen="seen")
    context = {
        **group_picture(member, found, request.GET.get("only", "")),
        "group": found,
        "title": group_in_words(found),
        "current_tab": "seen",
        "can_edit": may_write_files(member),
        "sees_all": sees_all_groups(member),
        "next": request.get_full_path(),
    }
    return render(request, "workspace/seen_group.html", context)


def log_seen(member: Member, pupils: list[SeenPupil]) -> None:
    """Log whose names the picture of many groups showed; the pupils of one reason in one statement."""
    reasons: dict[str, list[Pupil]] = {}
    for one in pupils:
        reasons.setdefault(why_seen(member, one.group_name), []).append(Pupil(pk=one.pk, school=member.school))
    for reason, found in reasons.items():
        record_reading(member, list(found), reason=reason, screen="seen")
