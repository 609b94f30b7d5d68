"""The school's preparation forms, kept by the coach."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.meetings.actions.forms import put_back
from gezien.meetings.form_editor import FormTemplateForm, year_group_choices
from gezien.meetings.models import FormTemplate
from gezien.meetings.queries.preparations import codes_of
from gezien.meetings.rules import editable_forms
from gezien.schools.rules import require_leading


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """The forms with their questions, for which year groups and when they are due."""
    require_leading(request.member)
    names = dict(year_group_choices(request.member.school.country))
    rows = [
        {"form": form, "years": ", ".join(str(names.get(code, code)) for code in codes_of(form))}
        for form in editable_forms(request.member)
    ]
    return render(request, "meetings/forms.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a form; every button saves and comes back here."""
    require_leading(request.member)
    template = get_object_or_404(editable_forms(request.member), pk=pk)
    form = FormTemplateForm(request.POST or None, template=template, member=request.member)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The form is saved. Preparations that were already planned keep their questions."))
        return redirect("meetings:form", school=request.member.school.slug, pk=pk)
    context = {"form": form, "template": template, "newest": template.versions.first()}
    if form.conflict:
        context["questions_now"] = FormTemplate.objects.get(pk=pk).questions
    return render(request, "meetings/form.html", context, status=409 if form.conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the form asked from when on, and how often it was filled in so; an earlier version can be asked again."""
    require_leading(request.member)
    template = get_object_or_404(editable_forms(request.member), pk=pk)
    here = {"school": request.member.school.slug, "pk": pk}
    rows = template.versions.select_related("made_by").annotate(used=Count("preparations")).order_by("-number")
    if request.method == "POST":
        version = get_object_or_404(rows, number=posted_number(request, "number"))
        try:
            put_back(by=request.member, version=version, expected=posted_number(request, "version"))
        except StaleVersion:
            messages.warning(request, _("Somebody else changed this form meanwhile; look at it first."))
            return redirect("meetings:form_versions", **here)
        messages.success(request, _("The form asks these questions again."))
        return redirect("meetings:form", **here)
    return render(request, "meetings/form_versions.html", {"template": template, "rows": rows})
