"""The rules that flag pupils: read by who works with them, changed by who keeps what the school agreed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import number_in, posted_number
from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.models import SignalRule
from gezien.needs.models.rule import problems
from gezien.needs.models.rule_version import SAYS, said
from gezien.needs.queries.rule_effect import effect
from gezien.needs.queries.rule_history import versions_of
from gezien.needs.queries.rule_list import kinds, removed_rows, rule_rows
from gezien.needs.queries.rule_terms import terms_of
from gezien.needs.rule_form import RuleForm
from gezien.needs.rule_kinds import new_rule
from gezien.needs.rule_sentences import sentence
from gezien.needs.rules import editable_rules, removed_rules, visible_rules
from gezien.needs.views.parts import is_part
from gezien.schools.rules import may_keep_agreed, may_see_figures, require_agreed, sees_all_groups


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule in words, with how many pupils of the school it flags for who may see the school's figures."""
    member = request.member
    may_edit = may_keep_agreed(member)
    rows = rule_rows(member)
    if not rows and not may_edit:
        raise Http404
    saved = next((row for row in rows if str(row["pk"]) == request.GET.get("saved") and row["earlier"]), None)
    context = {
        "rows": rows,
        "saved": saved if may_edit else None,
        "removed": removed_rows(member) if may_edit else [],
        "may_edit": may_edit,
        "has_figures": may_see_figures(member),
    }
    return render(request, "needs/rules.html", context)


@require_safe
def rule_kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of rules one may begin with, each as an example."""
    require_agreed(request.member)
    return render(request, "needs/rule_kinds.html", {"families": kinds(request.member.school)})


def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: one rule as a sentence with blanks, and whom it flags. POST: change it."""
    return _edit(request, _editable(request, pk))


def rule_new(request: HttpRequest, measure: str) -> HttpResponse:
    """GET: a rule of this kind, or a copy (`?copy=`), to fill in. POST: keep it."""
    return _edit(request, _fresh(request, measure))


@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the rule would flag as it is typed now; nothing is kept."""
    return _preview(request, _editable(request, pk))


@require_POST
def preview_new(request: HttpRequest, measure: str) -> HttpResponse:
    """Whom a rule that is not there yet would flag; nothing is kept."""
    return _preview(request, _fresh(request, measure))


@require_POST
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a rule flag pupils (on=1), or not."""
    found = _editable(request, pk)
    return _do(request, found, actions.switch_rule, is_active=request.POST.get("on") == "1")


@require_POST
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a rule in the list: step=-1 up, step=1 down."""
    found = _editable(request, pk)
    actions.move_rule(by=request.member, rule=found, step=-1 if request.POST.get("step") == "-1" else 1)
    return _back(request, anchor=found.pk)


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rule away, or bring it back (undo=1)."""
    require_agreed(request.member)
    if request.POST.get("undo"):
        gone = get_object_or_404(removed_rules(request.member), pk=pk)
        return _do(request, gone, actions.restore_rule)
    return _do(request, _editable(request, pk), actions.remove_rule)


@require_POST
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Let the rule say again what it said in an earlier version."""
    found = _editable(request, pk)
    earlier = get_object_or_404(found.versions.all(), number=number)
    return _do(request, found, actions.return_to_version, version=earlier)


def _editable(request: HttpRequest, pk: int) -> SignalRule:
    """A rule one sees (else 404) and may change (else 403)."""
    get_object_or_404(visible_rules(request.member), pk=pk)
    require_agreed(request.member)
    return get_object_or_404(editable_rules(request.member).select_related("school"), pk=pk)


def _fresh(request: HttpRequest, measure: str) -> SignalRule:
    """An unsaved rule of a kind; a copy says what another says, except for its name."""
    require_agreed(request.member)
    if measure not in SignalRule.Measure.values:
        raise Http404
    made = new_rule(request.member.school, measure, terms_of(request.member.school).levels)
    copied = number_in(request.GET, "copy")
    if copied:
        of = get_object_or_404(editable_rules(request.member).filter(measure=measure), pk=copied)
        for name in SAYS:
            setattr(made, name, getattr(of, name))
        made.name = (_("%(name)s (copy)") % {"name": of.name})[:80]
    return made


def _edit(request: HttpRequest, found: SignalRule) -> HttpResponse:
    """Show the form, or keep what was filled in."""
    form = _form(request, found, request.POST if request.method == "POST" else None)
    saved = form.try_save() if form.is_bound else None
    if saved is None:
        status = 200 if not form.is_bound else 409 if form.conflict else 422
        return _show(request, found, form, status=status)
    messages.success(request, _("Saved: %(rule)s") % {"rule": sentence(saved, form.terms)})
    return _back(request, saved=saved.pk)


def _preview(request: HttpRequest, found: SignalRule) -> HttpResponse:
    """The effect alone for htmx; the whole page with what was typed for who has no JavaScript."""
    form = _form(request, found, request.POST)
    if not is_part(request):
        return _show(request, found, form)
    return render(request, "needs/rule_effect.html", _effect(request, found, form))


def _form(request: HttpRequest, found: SignalRule, data: Any) -> RuleForm:
    return RuleForm(data, by=request.member, rule=found, terms=terms_of(request.member.school))


def _show(request: HttpRequest, found: SignalRule, form: RuleForm, *, status: int = 200) -> HttpResponse:
    """The page of a rule: its sentence, its effect, and what it said before."""
    stored = SignalRule.objects.get(pk=found.pk) if found.pk else None
    context = {
        "rule": stored,
        "measure": found.measure,
        "kind": found.get_measure_display(),
        "form": form,
        "conflict": sentence(stored, form.terms) if form.conflict and stored else "",
        "versions": versions_of(stored, form.terms) if stored else [],
        **_effect(request, found, form),
    }
    return render(request, "needs/rule.html", context, status=status)


def _effect(request: HttpRequest, found: SignalRule, form: RuleForm) -> dict[str, Any]:
    """Whom the rule flags, for who may see the school's figures; names for who sees every group."""
    member = request.member
    stored = SignalRule.objects.get(pk=found.pk) if found.pk else None
    is_usable = not form.is_bound or form.is_valid()
    changed = form.filled_in() if form.is_bound and is_usable else found
    shows = is_usable and may_see_figures(member) and (form.is_bound or not problems(changed))
    shows_names = shows and sees_all_groups(member)
    if shows_names:
        record(member, "rule.previewed", stored, says=said(changed))
    return {
        "moments": effect(member.school, stored, changed) if shows else [],
        "in_words": sentence(changed, form.terms) if is_usable else "",
        "errors": [] if is_usable else [(form[name].label, errors) for name, errors in form.errors.items()],
        "is_new": stored is None,
        "is_off": not changed.is_active or not changed.is_valid_on(clock.today()),
        "shows_names": shows_names,
    }


def _do(request: HttpRequest, found: SignalRule, action: Any, **values: Any) -> HttpResponse:
    """Call an action about a rule with the version the page was read in, and go back to the list."""
    expected = posted_number(request, "version")
    if not expected:
        raise Http404
    try:
        action(by=request.member, rule=found, expected=expected, **values)
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this rule meanwhile. This is how it is now."))
    return _back(request, anchor=found.pk)


def _back(request: HttpRequest, *, saved: int | None = None, anchor: int | None = None) -> HttpResponse:
    answer = redirect("needs:rules", school=request.member.school.slug)
    if saved:
        answer["Location"] += f"?saved={saved}"
    if anchor:
        answer["Location"] += f"#rule-{anchor}"
    return answer
