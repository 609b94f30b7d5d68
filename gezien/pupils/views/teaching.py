"""Who teaches which group: a part of the page of somebody of the staff (schools/views/staff.py)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.pupils.actions import end_teaching
from gezien.pupils.forms import TeachingForm
from gezien.pupils.models import Teaching
from gezien.schools.forms import EndRoleForm
from gezien.schools.rules import manageable_staff
from gezien.schools.views.staff import person_page


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody teach a group for a time."""
    person = get_object_or_404(manageable_staff(request.member).select_related("user", "school"), pk=pk)
    form = TeachingForm(request.POST, by=request.member, person=person)
    if teaching := form.try_save():
        told = {"name": person.name, "group": teaching.group.name}
        messages.success(request, _("%(name)s teaches %(group)s.") % told)
        return redirect("staff:person", school=person.school.slug, pk=person.pk)
    return person_page(request, person, teaching=form)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of teaching a group."""
    staff = manageable_staff(request.member)
    rows = Teaching.objects.filter(school=request.member.school, staff_member__in=staff)
    teaching = get_object_or_404(rows.select_related("staff_member__school", "staff_member__user", "group"), pk=pk)
    form = EndRoleForm(request.POST)
    if form.is_valid():
        end_teaching(by=request.member, teaching=teaching, **form.cleaned_data)
        messages.success(request, _("Teaching this group has its last day."))
    else:
        messages.error(request, _("Choose the last day."))
    return redirect("staff:person", school=request.member.school.slug, pk=teaching.staff_member_id)
