"""The rules that flag pupils: read by who works with them, changed by who keeps what the school agreed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.needs.forms import RuleForm
from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import plain_rules
from gezien.needs.queries.flagged import preview, school_facts, sentence, unit
from gezien.needs.rules import visible_rules
from gezien.schools.roles import Permission
from gezien.schools.rules import require


def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule in words, with how many pupils of the school it flags for who may see the school's figures."""
    member = request.member
    found = list(visible_rules(member).select_related("subject"))
    if not found and not member.may(Permission.EDIT_AGREED):
        raise Http404
    flagged = school_facts(member.school) if member.may(Permission.SCHOOL_FIGURES) else None
    context = {
        "rules": [
            {
                "rule": rule,
                "sentence": sentence(rule),
                "count": len(flagged.by(plain_rules([rule])[0])) if flagged and rule.is_active else None,
            }
            for rule in found
        ],
        "may_edit": member.may(Permission.EDIT_AGREED),
        "has_figures": flagged is not None,
    }
    return render(request, "needs/rules.html", context)


def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: one rule with its form; with `?threshold=` whom that would flag. POST: change it."""
    rule = get_object_or_404(visible_rules(request.member).select_related("subject"), pk=pk)
    require(request.member, Permission.EDIT_AGREED)
    if request.method != "POST":
        return _show(request, rule, _asked(request, rule))
    form = RuleForm(request.POST, by=request.member, rule=rule)
    if form.try_save() is None:
        return _show(request, rule, form, status=409 if form.conflict else 422)
    messages.success(request, _("Saved: %(rule)s") % {"rule": sentence(rule)})
    return redirect("needs:rules", school=request.member.school.slug)


def _asked(request: HttpRequest, rule: SignalRule) -> RuleForm:
    """The form as stored, or as typed when one asks whom it would flag."""
    data = request.GET if "threshold" in request.GET else None
    return RuleForm(data, by=request.member, rule=rule)


def _show(request: HttpRequest, rule: SignalRule, form: RuleForm, *, status: int = 200) -> HttpResponse:
    """The rule's page, with the preview for who may see the school's figures; names for who sees every group."""
    member = request.member
    context: dict[str, Any] = {"rule": rule, "form": form, "sentence": sentence(rule), "unit": unit(rule)}
    if member.may(Permission.SCHOOL_FIGURES):
        is_asked = form.is_bound and form.is_valid()
        threshold = form.cleaned_data["threshold"] if is_asked else rule.threshold
        context["preview"] = preview(school_facts(member.school), rule, threshold)
        context["shows_names"] = member.may(Permission.ALL_GROUPS)
        if context["shows_names"]:
            record(member, "rule.previewed", rule, threshold=threshold)
    return render(request, "needs/rule.html", context, status=status)
