"""The directory of partners in the region."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.cases.actions import partners as actions
from gezien.cases.guest_forms import KindsForm, PartnerForm
from gezien.cases.queries import guests as queries
from gezien.cases.rules import leads_reviews
from gezien.cases.rules_guests import editable_partners, partner_kinds, require_directory, visible_partners
from gezien.cases.views.refused import gives_words_back
from gezien.schools.rules import works_with_pupils


@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    """The directory, by kind: looked through by words, with those that were put away on request."""
    member = request.member
    if not works_with_pupils(member):
        raise Http404
    words, archived = request.GET.get("q", "").strip()[:80], request.GET.get("archived") == "1"
    rows = queries.partner_rows(member, queries.partners(member, words=words, archived=archived))
    kinds: dict[str, list] = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    context = {
        "kinds": [{"name": name, "rows": found} for name, found in kinds.items()],
        "words": words,
        "archived": archived,
        "can_edit": leads_reviews(member),
    }
    return render(request, "cases/partners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(PartnerForm)
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody in the directory."""
    _require_keeper(request)
    form = PartnerForm(request.POST or None, by=request.member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("This partner stands in the list."))
        return redirect("cases:partners", school=request.member.school.slug)
    return render(request, "cases/partner.html", {"form": form, "partner": None}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(PartnerForm)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a partner of one's own school."""
    get_object_or_404(visible_partners(request.member), pk=pk)
    _require_keeper(request)
    partner = get_object_or_404(editable_partners(request.member), pk=pk)
    form = PartnerForm(request.POST or None, by=request.member, partner=partner)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Saved."))
        return redirect("cases:partners", school=request.member.school.slug)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "cases/partner.html", {"form": form, "partner": partner}, status=status)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a partner away, or with `back` in the list again."""
    get_object_or_404(visible_partners(request.member), pk=pk)
    _require_keeper(request)
    partner = get_object_or_404(editable_partners(request.member), pk=pk)
    back = "back" in request.POST
    actions.put_away(by=request.member, partner=partner, back=back)
    messages.success(request, _("Back in the list.") if back else _("Put away; it can come back."))
    return redirect("cases:partners", school=request.member.school.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """The school's words for kinds of partners."""
    _require_keeper(request)
    own = partner_kinds(request.member).order_by("position", "name", "pk")
    initial = [{"key": kind.pk, "name": kind.name, "in_use": not kind.is_retired} for kind in own]
    known = request.POST.get("known") or actions.kinds_mark(own)
    form = KindsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        rows = form.kinds()
        if {key for key, _name, _use in rows if key} <= {row["key"] for row in initial}:
            try:
                actions.save_kinds(by=request.member, kinds=rows, known=request.POST.get("known"))
            except actions.KindsChanged:
                context = {"form": form, "known": actions.kinds_mark(own), "is_later": True}
                return render(request, "cases/partner_kinds.html", context, status=409)
            messages.success(request, _("Saved."))
        return redirect("cases:partner_kinds", school=request.member.school.slug)
    bad = form.is_bound and not form.is_valid()
    return render(request, "cases/partner_kinds.html", {"form": form, "known": known}, status=422 if bad else 200)


def _require_keeper(request: HttpRequest) -> None:
    """Who works with no pupils does not know the directory; of the others only who leads reviews keeps it."""
    if not works_with_pupils(request.member):
        raise Http404
    require_directory(request.member)
