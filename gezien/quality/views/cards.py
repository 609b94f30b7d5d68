"""Pages of quality cards: the list with what is due, a card to read, the sheet to write, its versions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import autosave_reply, wants_json
from gezien.quality.actions import cards as actions
from gezien.quality.card_starter import CARDS, starter_cards
from gezien.quality.forms.cards import CardForm, CommentForm, EvaluationDayForm, FoundForm, NewCardForm
from gezien.quality.forms.education_plans import SettleForm
from gezien.quality.models import CardComment, CardEvaluation, QualityCard, QualityCardVersion
from gezien.quality.queries import cards as queries
from gezien.quality.rules import editable_cards, visible_cards
from gezien.schools.rules import Member, may_keep_agreed, require_agreed


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """By domain, with what is due on top; those put away on a page of their own."""
    member = request.member
    archived = "archived" in request.GET
    can_edit = may_keep_agreed(member)
    rows = queries.card_rows(member, archived=archived)
    titles = {row.card.title.casefold() for row in rows}
    context = {
        "rows": rows,
        "due": [] if archived else [row for row in rows if row.is_due],
        "archived": archived,
        "can_edit": can_edit,
        "has_starter": can_edit and not archived and any(one["title"].casefold() not in titles for one in CARDS),
    }
    return render(request, "quality/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_card(request: HttpRequest) -> HttpResponse:
    """A card, from its title on."""
    require_agreed(request.member)
    form = NewCardForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid() and (card := form.save()):
        return redirect("quality:card_edit", school=request.member.school.slug, pk=card.pk)
    return render(request, "quality/add_card.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def starter(request: HttpRequest) -> HttpResponse:
    """The shipped cards of which the school has none yet."""
    member = request.member
    number = actions.add_starter_cards(by=member, cards=starter_cards(member.school.country))
    messages.success(
        request, _("%(number)s cards to write on in. They hold once they are settled.") % {"number": number}
    )
    return redirect("quality:cards", school=request.member.school.slug)


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """A card as it holds, with its remarks and evaluations; a draft only to who writes it."""
    found = _visible(request.member, pk)
    return render(request, "quality/card.html", reading(request.member, found, queries.settled_version(found)))


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A card as it was settled then."""
    found = _visible(request.member, pk)
    chosen = get_object_or_404(QualityCardVersion, card=found, number=number)
    return render(request, "quality/card.html", reading(request.member, found, chosen))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet: saved while typing, settled with a reason."""
    member, found = request.member, _editable(request.member, pk)
    form = CardForm(request.POST if request.method == "POST" else None, card=found, member=member)
    if request.method == "POST":
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            messages.success(request, _("The card is saved."))
            return redirect("quality:card_edit", school=member.school.slug, pk=pk)
    settled = queries.settled_version(found)
    context = {
        "card": found,
        "form": form,
        "domains": queries.domains_of(member.school),
        "settle": SettleForm(),
        "has_changed": settled is None or settled.said != queries.said_now(found),
    }
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "quality/card_edit.html", context, status=status)


@require_POST
def settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """Make what stands there the version that holds."""
    found, form = _editable(request.member, pk), SettleForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say in a few words why this becomes the version."))
        return redirect("quality:card_edit", school=request.member.school.slug, pk=pk)
    try:
        actions.settle_card(by=request.member, card=found, why=form.cleaned_data["why"])
    except actions.NothingToSettle:
        messages.info(request, _("Nothing has changed since the settled version."))
    return redirect("quality:card", school=request.member.school.slug, pk=pk)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a card away, or take it out again."""
    found = _editable(request.member, pk)
    actions.archive_card(by=request.member, card=found, is_archived=found.archived_at is None)
    return redirect("quality:card", school=request.member.school.slug, pk=pk)


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark on the card."""
    found = _visible(request.member, pk)
    form = CommentForm(request.POST, card=found, member=request.member)
    if not form.is_valid():
        context = reading(request.member, found, queries.settled_version(found)) | {"comment_form": form}
        return render(request, "quality/card.html", context, status=422)
    form.save()
    return redirect("quality:card", school=request.member.school.slug, pk=pk)


@require_POST
def comment_settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark is dealt with, or not after all."""
    found = get_object_or_404(
        CardComment.objects.filter(card__in=visible_cards(request.member)).select_related("card"), pk=pk
    )
    actions.settle_comment(by=request.member, comment=found, is_settled=found.settled_at is None)
    return redirect("quality:card", school=request.member.school.slug, pk=found.card_id)


@require_POST
def evaluation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A moment of evaluation in between."""
    found = _editable(request.member, pk)
    form = EvaluationDayForm(request.POST, card=found, member=request.member)
    if not form.is_valid():
        context = reading(request.member, found, queries.settled_version(found)) | {"day_form": form}
        return render(request, "quality/card.html", context, status=422)
    form.save()
    return redirect("quality:card", school=request.member.school.slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold an evaluation: the card beside the question what was found."""
    moment = _moment(request.member, pk)
    form = FoundForm(request.POST or None, evaluation=moment, member=request.member)
    if moment.held_on:
        return redirect("quality:card", school=request.member.school.slug, pk=moment.card_id)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(
            request, _("The evaluation is written down. Change the card where needed, and settle it anew.")
        )
        return redirect("quality:card", school=request.member.school.slug, pk=moment.card_id)
    context = reading(request.member, moment.card, queries.settled_version(moment.card))
    context |= {"form": form, "evaluation": moment}
    return render(request, "quality/card_evaluation.html", context, status=422 if form.errors else 200)


@require_POST
def evaluation_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a moment away that was not held."""
    moment = _moment(request.member, pk)
    try:
        actions.remove_evaluation(by=request.member, evaluation=moment)
    except actions.AlreadyHeld:
        messages.warning(request, _("This evaluation was held; it stays."))
    return redirect("quality:card", school=request.member.school.slug, pk=moment.card_id)


def reading(member: Member, found: QualityCard, chosen: QualityCardVersion | None) -> dict[str, Any]:
    """A card for its page: the texts with their heads, what changed, remarks, evaluations and versions."""
    can_edit = may_keep_agreed(member)
    versions = list(found.versions.select_related("settled_by"))
    said = chosen.said if chosen else queries.said_now(found) if can_edit else {}
    before = next((one.said for one in versions if chosen and one.number == chosen.number - 1), None)
    return {
        "card": found,
        "version": chosen,
        "is_newest": chosen is None or chosen.number == found.number,
        "said": said,
        "texts": [(label, said[name]) for name, label in labels().items() if said.get(name)],
        "changed": [labels(everything=True)[name] for name in queries.changed_since(said, before)],
        "is_draft": can_edit and (chosen is None or versions[0].said != queries.said_now(found)),
        "comments": list(found.comments.select_related("author", "settled_by")),
        "evaluations": list(found.evaluations.select_related("held_by")),
        "versions": versions,
        "comment_form": CommentForm(card=found, member=member),
        "day_form": EvaluationDayForm(card=found, member=member),
        "can_edit": can_edit,
        "user_pk": member.user.pk,
    }


def labels(*, everything: bool = False) -> dict[str, str]:
    """What the texts of a card are called; with `everything` title, domain and theme too."""
    names = queries.CARD_FIELDS if everything else queries.TEXTS
    return {name: str(CardForm.base_fields[name].label) for name in names}


def _visible(member: Member, pk: int) -> QualityCard:
    return get_object_or_404(visible_cards(member).select_related("owner"), pk=pk)


def _editable(member: Member, pk: int) -> QualityCard:
    """The card to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = _visible(member, pk)
    if not editable_cards(member).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _moment(member: Member, pk: int) -> CardEvaluation:
    moments = CardEvaluation.objects.filter(card__in=visible_cards(member)).select_related("card")
    moment = get_object_or_404(moments, pk=pk)
    _editable(member, moment.card_id)
    return moment
