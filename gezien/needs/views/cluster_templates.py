"""The clusters as the school names them: read by who works with them, changed by who keeps what the school agreed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.cluster_forms import TemplateForm
from gezien.needs.rules import visible_templates
from gezien.schools.rules import may_keep_agreed, require_agreed


def template_list(request: HttpRequest) -> HttpResponse:
    """The school's own clusters, in their order."""
    member = request.member
    found = list(visible_templates(member))
    may_edit = may_keep_agreed(member)
    if not found and not may_edit:
        raise Http404
    return render(request, "needs/cluster_templates.html", {"templates": found, "may_edit": may_edit})


def template_new(request: HttpRequest) -> HttpResponse:
    """One cluster more."""
    require_agreed(request.member)
    position = visible_templates(request.member).count()
    return _edit(request, TemplateForm(request.POST or None, by=request.member, position=position))


def template(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: one cluster with its form. POST: change it."""
    found = get_object_or_404(visible_templates(request.member), pk=pk)
    require_agreed(request.member)
    return _edit(request, TemplateForm(request.POST or None, by=request.member, template=found))


def _edit(request: HttpRequest, form: TemplateForm) -> HttpResponse:
    status = 200
    if request.method == "POST":
        try:
            if saved := form.try_save():
                messages.success(request, _("Saved: %(name)s.") % {"name": saved.name})
                return redirect("needs:cluster_templates", school=request.member.school.slug)
        except actions.NameTaken:
            form.add_error("name", _("The school has a cluster of this name already."))
        status = 409 if form.conflict else 422
    return render(request, "needs/cluster_template.html", {"form": form, "template": form.template}, status=status)


@require_POST
def template_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a cluster from the school's list."""
    found = get_object_or_404(visible_templates(request.member), pk=pk)
    require_agreed(request.member)
    version = posted_number(request, "version")
    try:
        actions.remove_template(by=request.member, template=found, expected=version)
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this cluster meanwhile."))
        return redirect("needs:cluster_template", school=request.member.school.slug, pk=pk)
    messages.success(request, _("Cluster %(name)s removed.") % {"name": found.name})
    return redirect("needs:cluster_templates", school=request.member.school.slug)
