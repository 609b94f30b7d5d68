"""The school's preparation forms, kept by the coach."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gezien.meetings.form_editor import FormTemplateForm, year_group_choices
from gezien.meetings.models import FormTemplate
from gezien.meetings.queries.preparations import codes_of
from gezien.meetings.rules import editable_forms
from gezien.schools.roles import Permission
from gezien.schools.rules import require


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """The forms with their questions, for which year groups and when they are due."""
    require(request.member, Permission.LEAD_REVIEWS)
    names = dict(year_group_choices(request.member.school.country))
    rows = [
        {"form": form, "years": ", ".join(str(names.get(code, code)) for code in codes_of(form))}
        for form in editable_forms(request.member)
    ]
    return render(request, "meetings/forms.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a form; every button saves and comes back here."""
    require(request.member, Permission.LEAD_REVIEWS)
    template = get_object_or_404(editable_forms(request.member), pk=pk)
    form = FormTemplateForm(request.POST or None, template=template, member=request.member)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The form is saved. Preparations that were already planned keep their questions."))
        return redirect("meetings:form", school=request.member.school.slug, pk=pk)
    context = {"form": form, "template": template}
    if form.conflict:
        context["questions_now"] = FormTemplate.objects.get(pk=pk).questions
    return render(request, "meetings/form.html", context, status=409 if form.conflict else 200)
