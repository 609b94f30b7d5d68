"""The list of agreements: own ones, those of others, and by person, group, pupil or school."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gezien.agreements import choice as choices
from gezien.agreements import queries
from gezien.agreements.forms import FilterForm
from gezien.agreements.rules import may_make_agreements
from gezien.audit.log import record_reading
from gezien.pupils.rules import why_visible
from gezien.schools.rules import Member, sees_all_groups

PAGE = 50


@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    """What somebody chose to see; without a choice what waits for oneself, for others, and what was settled lately."""
    member = request.member
    choice = choices.choice_of(member, request.GET.dict())
    context = {
        "can_make": may_make_agreements(member),
        "next": request.get_full_path(),
        "filter": FilterForm(member=member, choice=choice),
        "is_filtered": choice.is_made,
        **(_chosen(request, choice) if choice.is_made else _waiting(request)),
    }
    return render(request, "agreements/list.html", context)


def _waiting(request: HttpRequest) -> dict[str, Any]:
    """Own agreements, what was done lately, and those of others: of own groups, or of the whole school."""
    member = request.member
    found = [queries.waiting_for(member), queries.open_agreements_of_others(member), queries.lately_closed(member)]
    rows = queries.agreement_rows(member, [one for part in found for one in part])
    others = [row for row in rows if not row["is_own"]]
    by_owner = request.GET.get("by") == "owner"
    return {
        "own": [row for row in rows if row["is_own"] and not row["is_closed"]],
        "comes_back": queries.comes_back(member),
        "effects": [row for row in rows if row["asks_effect"]],
        "closed": [row for row in rows if row["is_closed"] and not row["asks_effect"]],
        "sections": _sections(others, "owner" if by_owner else "about"),
        "others": len(others),
        "overdue": sum(row["is_overdue"] for row in rows),
        "by_owner": by_owner,
        "sees_all": sees_all_groups(member),
    }


def _chosen(request: HttpRequest, choice: choices.Choice) -> dict[str, Any]:
    """One list, page by page, with how many are open, late and settled, and what helped."""
    member = request.member
    page = Paginator(choices.chosen(member, choice), PAGE).get_page(request.GET.get("page"))
    _log_reading(member, choice)
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "rows": queries.agreement_rows(member, page.object_list),
        "page": page,
        "query": query.urlencode(),
        "figures": choices.figures(member, choice),
        "title": _title(choice),
        "overdue": 0,
    }


def _title(choice: choices.Choice) -> str:
    """Of whom or what the list is."""
    about = choice.pupil.name if choice.pupil else queries.group_in_words(choice.group) if choice.group else ""
    parts = [choice.person.name if choice.person else "", about or (_("The school") if choice.is_school else "")]
    return " · ".join(filter(None, parts)) or _("All agreements you may see")


def _log_reading(member: Member, choice: choices.Choice) -> None:
    if choice.pupil:
        reason = why_visible(member, choice.pupil) or ""
        record_reading(member, [choice.pupil], reason=reason, screen="agreements")


def _sections(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Rows under the heading they have in common, headings in order of the alphabet."""
    headings: dict[str, list] = {}
    for row in rows:
        headings.setdefault(row[key], []).append(row)
    return [{"title": title, "rows": headings[title]} for title in sorted(headings)]
