"""Pages of rounds: who still has to fill in what, opening a round, and the picture it gives of a group and a pupil."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record, record_reading
from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.pupils.rules import editable_groups, visible_groups, visible_pupils, why_group_visible, why_visible
from gezien.results.actions import questionnaire_rounds as actions
from gezien.results.forms.questionnaire_rounds import ChangeRoundForm, OpenRoundsForm, group_of
from gezien.results.models import QuestionnaireRound
from gezien.results.queries.questionnaire_profile import profile_of
from gezien.results.queries.questionnaire_pupil import pupil_trends
from gezien.results.queries.questionnaire_rounds import sheet_of, with_names
from gezien.results.queries.questionnaire_tables import group_rows, overview_rows
from gezien.results.rules import editable_rounds, visible_rounds
from gezien.schools.rules import Member, NotAllowed, may_keep_agreed


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """This year's rounds of the groups the member sees, those to be filled in first."""
    member = request.member
    context = {
        "tables": overview_rows(member),
        "may_open": editable_groups(member).exists(),
        "may_edit": may_keep_agreed(member),
    }
    return render(request, "results/questionnaire_rounds.html", context)


@require_safe
def group_rounds(request: HttpRequest, group: int) -> HttpResponse:
    """The rounds of one group, the newest first."""
    found = get_object_or_404(visible_groups(request.member).select_related("year"), pk=group)
    context = {
        "group": found,
        "rows": group_rows(request.member, found),
        "may_open": editable_groups(request.member).filter(pk=found.pk).exists(),
        "current_tab": "questionnaires",
    }
    return render(request, "results/questionnaire_group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_round(request: HttpRequest) -> HttpResponse:
    """Open a questionnaire for one or more groups."""
    member = request.member
    if not editable_groups(member).exists():
        raise NotAllowed("round")
    group = group_of(member, request.GET.get("group", ""))
    form = OpenRoundsForm(request.POST or None, member=member, initial={"groups": [group]} if group else {})
    if request.method == "POST" and form.is_valid() and (opened := form.save()) is not None:
        words = ngettext("%(count)d round opened.", "%(count)d rounds opened.", len(opened))
        said = words % {"count": len(opened)} if opened else _("These groups have this round already.")
        messages.success(request, said)
        if len(opened) == 1:
            return redirect("results:group_rounds", member.school.slug, opened[0].group_id)
        return redirect("results:rounds", member.school.slug)
    context = {"form": form, "group": group}
    return render(request, "results/questionnaire_open.html", context, status=422 if form.errors else 200)


@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: A001 - the noun of this page
    """The picture a round gives of the group."""
    found = _visible(request.member, pk)
    reason = why_group_visible(request.member, found.group) or ""
    record(request.member, "group.read", found.group, group=found.group, reason=reason, screen="questionnaire")
    sheet = sheet_of(request.member, found)
    context = {
        "round": found,
        "profile": profile_of(sheet),
        "done": sheet.done(),
        "all": len(sheet.pupils),
        "can_edit": editable_rounds(request.member).filter(pk=pk).exists(),
    }
    return render(request, "results/questionnaire_round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day to fill it in by; or, as long as nothing is answered, take the round back."""
    found = _editable(request.member, pk)
    form = ChangeRoundForm(request.POST or None, member=request.member, found=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The round is saved."))
        return redirect("results:group_rounds", request.member.school.slug, found.group_id)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "results/questionnaire_change.html", {"form": form, "round": found}, status=status)


@require_POST
def round_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a round without answers."""
    found = _editable(request.member, pk)
    version = posted_number(request, "version")
    try:
        actions.remove_round(by=request.member, found=found, version=version)
        messages.success(request, _("The round is taken back."))
    except actions.CannotAnswer as reason:
        messages.error(request, str(reason))
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this round meanwhile; here it is as it is now."))
    return redirect("results:group_rounds", request.member.school.slug, found.group_id)


@require_POST
def round_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round, or with "again" open it again."""
    found = _editable(request.member, pk)
    if "again" in request.POST:
        actions.reopen_round(by=request.member, found=found)
        messages.info(request, _("The round is open again."))
    else:
        actions.close_round(by=request.member, found=found)
        messages.success(request, _("The round is closed: answers stand fast now."))
    return redirect("results:round", request.member.school.slug, found.pk)


@require_safe
def pupil_answers(request: HttpRequest, pupil: int) -> HttpResponse:
    """What questionnaires say of one pupil over the rounds."""
    found = get_object_or_404(visible_pupils(request.member).select_related("school"), pk=pupil)
    reason = why_visible(request.member, found) or ""
    record_reading(request.member, [found], reason=reason, screen="questionnaire")
    return render(request, "results/questionnaire_pupil.html", {"pupil": found, "lists": pupil_trends(found)})


def _visible(member: Member, pk: int) -> QuestionnaireRound:
    return get_object_or_404(with_names(visible_rounds(member)), pk=pk)


def _editable(member: Member, pk: int) -> QuestionnaireRound:
    """The round to change: 404 when its group is not seen, 403 when it is only read."""
    found = _visible(member, pk)
    if not editable_rounds(member).filter(pk=pk).exists():
        raise NotAllowed("round")
    return found
