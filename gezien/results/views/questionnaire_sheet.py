"""The page on which a round is filled in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezien.audit.log import record
from gezien.common.forms import wants_json
from gezien.pupils.rules import why_group_visible
from gezien.results.actions.questionnaire_rounds import CannotAnswer, Clash, give_answers
from gezien.results.forms.questionnaire_rounds import cells_of
from gezien.results.models import QuestionnaireRound
from gezien.results.queries import questionnaire_sheet as sheets
from gezien.results.queries.questionnaire_rounds import Sheet, sheet_of, with_names
from gezien.results.rules import editable_rounds, visible_rounds
from gezien.schools.rules import Member, require_among


@require_http_methods(["GET", "HEAD", "POST"])
def round_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: one part of the sheet. POST: store its cells, and tell which ones somebody else answered otherwise."""
    found = _editable(request.member, pk)
    if request.method == "POST":
        return _save(request, found)
    if found.closed_on:
        return redirect("results:round", request.member.school.slug, found.pk)
    reason = why_group_visible(request.member, found.group) or ""
    record(request.member, "group.read", found.group, group=found.group, reason=reason, screen="questionnaire")
    return _page(request, sheet_of(request.member, found))


def _save(request: HttpRequest, found: QuestionnaireRound) -> HttpResponse:
    try:
        clashes = give_answers(by=request.member, found=found, given=cells_of(request.POST))
    except ValueError:
        return HttpResponseBadRequest()
    except CannotAnswer as reason:
        if wants_json(request):
            return JsonResponse({"error": str(reason)}, status=409)
        messages.error(request, str(reason))
        return redirect("results:round", request.member.school.slug, found.pk)
    sheet = sheet_of(request.member, found)
    part = sheets.choose_part(sheet, request.GET)
    if wants_json(request):
        return JsonResponse(_reply(sheet, part, clashes))
    if clashes:
        return _page(request, sheet, clashes)
    messages.success(request, _("Saved at %(time)s") % {"time": _time()})
    return redirect(f"{_url(found)}?{_following(sheet, part)}" if part else _url(found))


def _reply(sheet: Sheet, part: sheets.Part | None, clashes: list[Clash]) -> dict:
    """What answers.js needs: the answers of this part as they are stored now, a duo partner's too."""
    cells = [(pupil.pk, item.pk) for pupil in part.pupils for item in part.items] if part else []
    return {
        "saved_at": _time(),
        "answers": {f"{pupil}-{item}": sheets.token(sheet.answers.get((pupil, item))) for pupil, item in cells},
        "clashes": {f"{one.pupil_id}-{one.item_id}": _clash(one) for one in clashes},
        "progress": sheets.progress(sheet),
    }


def _clash(one: Clash) -> dict[str, str]:
    said = {"x": _("not seen"), "": _("nothing")}
    names = {"by": one.by, "theirs": said.get(one.theirs, one.theirs)}
    return {
        "mine": one.mine,
        "text": _("%(by)s chose %(theirs)s meanwhile") % names,
        "keep": _("Choose %(mine)s after all") % {"mine": said.get(one.mine, one.mine)},
    }


def _time() -> str:
    return date_format(timezone.localtime(), "H:i")


def _page(request: HttpRequest, sheet: Sheet, clashes: list[Clash] | None = None) -> HttpResponse:
    part = sheets.choose_part(sheet, request.GET)
    if not sheet.pupils:
        return render(request, "results/questionnaire_sheet.html", {"round": sheet.round, "part": None})
    if part is None:
        raise Http404
    found = sheets.progress(sheet)
    noted = {(one.pupil_id, one.item_id): _clash(one) for one in clashes or []}
    by_pupil = sheet.round.questionnaire.is_by_pupils
    context = {
        "round": sheet.round,
        "part": part,
        "heading": sheets.heading(part),
        "table": sheets.table(sheet, part, noted),
        "scale": sheets.scale(sheet),
        "progress": found,
        "parts": [_part(one, part, found) for one in sheets.parts_of(sheet, part.kind)],
        "kinds": [] if by_pupil else _kinds(sheet, part),
        "following": _following(sheet, part),
        "by_pupil": by_pupil,
    }
    return render(request, "results/questionnaire_sheet.html", context, status=409 if clashes else 200)


def _part(one: sheets.Part, current: sheets.Part, progress: dict) -> dict:
    return {
        "pk": one.pk,
        "url": f"?{one.query}",
        "key": one.query,
        "name": sheets.heading(one),
        "is_current": one.query == current.query,
        "done": progress["parts"].get(one.query),
    }


def _kinds(sheet: Sheet, part: sheets.Part) -> list[dict]:
    """The three ways to fill in, each beginning where one is now."""
    names = {
        sheets.DOMAIN: _("By domain"),
        sheets.ITEM: _("By statement"),
        sheets.PUPIL: _("By pupil"),
    }
    first_item = part.items[0].pk
    first_domain = next(domain.pk for domain in sheet.domains if any(item.pk == first_item for item in domain.items))
    begin = {sheets.DOMAIN: first_domain, sheets.ITEM: first_item, sheets.PUPIL: part.pupils[0].pk}
    return [
        {"url": f"?{kind}={begin[kind]}", "name": name, "is_current": kind == part.kind} for kind, name in names.items()
    ]


def _following(sheet: Sheet, part: sheets.Part) -> str:
    """The part after this one; after the last the last."""
    parts = sheets.parts_of(sheet, part.kind)
    place = [one.query for one in parts].index(part.query)
    return parts[min(place + 1, len(parts) - 1)].query


def _url(found: QuestionnaireRound) -> str:
    return reverse("results:round_answers", args=[found.school.slug, found.pk])


def _editable(member: Member, pk: int) -> QuestionnaireRound:
    """The round to fill in: 404 when its group is not seen, 403 when it is only read."""
    found = get_object_or_404(with_names(visible_rounds(member)), pk=pk)
    require_among(editable_rounds(member), found)
    return found
