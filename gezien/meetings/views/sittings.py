"""Planning a sitting of the pupil review; pupils on an agenda; registering from the room."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezien.audit.log import record_reading
from gezien.cases.models import Case
from gezien.meetings.actions import sittings as actions
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.sitting_forms import AddCaseForm, RegistrationForm, SittingForm
from gezien.meetings.views.entering import address, address_of_matter, point_of, visible
from gezien.meetings.views.recorded import attention_panel, too_late
from gezien.meetings.views.room import live_room
from gezien.pupils.models import Pupil
from gezien.pupils.rules import by_role
from gezien.schools.rules import require_leading


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a sitting about one or more registered pupils."""
    require_leading(request.member)
    form = SittingForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_ready() and (meeting := form.save()):
        messages.success(request, _("The pupil review is planned; everybody who takes part gets a mail."))
        return redirect("meetings:room", school=request.member.school.slug, pk=meeting.pk)
    named = list(form.fields["cases"].queryset.values_list("pupil", flat=True))
    reason = by_role(request.member.roles)
    record_reading(request.member, [Pupil(pk=pk) for pk in named], reason=reason, screen="plan_sitting")
    context = {"form": form, "has_cases": bool(named)}
    return render(request, "meetings/sitting.html", context, status=422 if form.errors else 200)


@require_POST
def cases(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one more pupil on the agenda."""
    form = AddCaseForm(request.POST, member=request.member, meeting=visible(request.member, pk))
    if form.is_valid():
        form.save()
    else:
        messages.warning(request, _("Choose a pupil who is registered and not on this agenda yet."))
    return redirect("meetings:room", school=request.member.school.slug, pk=pk)


@require_POST
def case_removal(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take a pupil from the agenda."""
    meeting = visible(request.member, pk)
    actions.remove_case(by=request.member, item=point_of(request.member, meeting, item))
    messages.info(request, _("Taken from the agenda; the case itself stays."))
    return redirect("meetings:room", school=request.member.school.slug, pk=pk)


@require_POST
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a pupil for the pupil review; for htmx the panel, else the room: what was chosen comes back."""
    meeting = visible(request.member, pk)
    form = RegistrationForm(request.POST, member=request.member, meeting=meeting)
    back = address_of_matter(request, meeting, AgendaItem.Matter.OVERVIEW) + "#room-registrations"
    made = form.save() if form.is_valid() else None
    if meeting.closed_at:  # also when it was closed while one pressed the button
        return _registered_late(request, meeting, made) if made else too_late(request, form, back)
    if request.headers.get("HX-Request"):
        return attention_panel(request, meeting, registering=None if made else form, status=200 if made else 422)
    overview = meeting.agenda.filter(matter=AgendaItem.Matter.OVERVIEW).first()
    if made is None and overview and meeting.is_live:
        return live_room(request, meeting, str(overview.pk), registering=form, status=422)
    if made is None:
        messages.warning(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(back)


def _registered_late(request: HttpRequest, meeting: Meeting, case: Case) -> HttpResponse:
    """The review was closed meanwhile, the pupil is registered all the same: the page of the review says both."""
    told = _("%(pupil)s is registered. This review was closed meanwhile: the report does not tell it.")
    messages.success(request, told % {"pupil": case.pupil.name})
    url = address(request, meeting.pk, None)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
