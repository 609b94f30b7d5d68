"""The draft of the summary for parents, and what the guard has against a text, in words."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.schoolreviews.guard import Kind, Known, Objection, is_clear, objections
from gezien.schoolreviews.models import Newsletter, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries.after import action_points

REASONS = {
    Kind.NAME: gettext_lazy("is the name of a pupil; leave it out"),
    Kind.COLLEAGUE: gettext_lazy("is the name of a colleague beside pupils or a group; leave it out"),
    Kind.ONE: gettext_lazy("reads as one pupil; write about all pupils"),
    Kind.SOMEBODY: gettext_lazy("reads as one pupil; do you mean something else, then name it here again"),
    Kind.FEW: gettext_lazy("reads as a few pupils; write about ten or more"),
}


def why(one: Objection) -> str:
    """What is the matter with these words and what one can do, in words."""
    number = one.about or 0
    if one.kind == Kind.NAME and one.is_word:
        return _(
            "is also the name of a pupil, and reads as that name here; leave it out, or if you mean the word: write it "
            "in small letters, later in the sentence"
        )
    if one.kind == Kind.REST:
        words = ngettext(
            "leaves %(number)s pupil over, so it tells about that one too; leave the number out",
            "leaves %(number)s pupils over, so it tells about them too; leave the number out",
            number,
        )
        return words % {"number": number}
    if one.kind == Kind.SMALL_GROUP:
        words = ngettext(
            "is a group of %(number)s pupil; that is too few to write about",
            "is a group of %(number)s pupils; that is too few to write about",
            number,
        )
        return words % {"number": number}
    if one.kind == Kind.FEW and one.about is not None:
        words = ngettext(
            "comes down to %(number)s pupil; write only about ten or more",
            "comes down to %(number)s pupils; write only about ten or more",
            number,
        )
        return words % {"number": number}
    return str(REASONS[one.kind])


def objection_rows(found: list[Objection]) -> list[dict[str, object]]:
    """For the page: line, words and why."""
    return [{"line": one.line, "quote": one.quote, "why": why(one)} for one in found]


def newsletter_of(review: SchoolReview) -> Newsletter | None:
    """The summary of a review, when it was begun."""
    return Newsletter.objects.filter(review=review).select_related("ready_by").first()


def draft_of(review: SchoolReview, known: Known) -> tuple[str, int]:
    """A first text in plain words, from what the team agreed; and how many sentences stayed out of it.

    What the guard has something against never comes into it: it looks at each sentence, and then at them together.
    """
    boards = [one for one in review.boards.all() if one.kind != SubjectBoard.Kind.LOOK_BACK]
    left_out = 0
    parts = [_opening(review, boards)]
    good, doing = _("What goes well"), _("What we are going to do")
    for title, sentences in ((good, _strengths(boards)), (doing, _plans(review))):
        clear = [one for one in sentences if is_clear(one, known)]
        left_out += len(sentences) - len(clear)
        if clear:
            parts.append("\n".join([title, *(f"- {one}" for one in clear)]))
    parts.append(_("During the year we look whether it works. Do you have a question? Feel free to ask us."))
    text, dropped = without_objections("\n\n".join(parts), known, heads=(good, doing))
    return text, left_out + dropped


def without_objections(text: str, known: Known, *, heads: tuple[str, ...]) -> tuple[str, int]:
    """The text without points that tell too much beside each other, nor a head left bare; and how many those were."""
    lines, dropped = text.split("\n"), 0
    while met := {one.line - 1 for one in objections("\n".join(lines), known) if _is_point(lines[one.line - 1])}:
        lines = [line for place, line in enumerate(lines) if place not in met]
        dropped += len(met)
    kept = [part for part in "\n".join(lines).split("\n\n") if part.strip() not in heads]
    return "\n\n".join(kept), dropped


def _is_point(line: str) -> bool:
    return line.startswith("- ")


def _opening(review: SchoolReview, boards: list[SubjectBoard]) -> str:
    day = date_format(localtime(review.starts_at), "j F")
    subjects = [one.title.lower() for one in boards]
    if not subjects:
        return _("On %(day)s our whole team looked at our teaching together.") % {"day": day}
    named = (
        subjects[0]
        if len(subjects) == 1
        else _("%(first)s and %(last)s")
        % {
            "first": ", ".join(subjects[:-1]),
            "last": subjects[-1],
        }
    )
    return _("On %(day)s our whole team looked at our teaching together: at %(subjects)s.") % {
        "day": day,
        "subjects": named,
    }


def _strengths(boards: list[SubjectBoard]) -> list[str]:
    """Of each board the card of the first column with most dots: the format begins with what goes well."""
    found = []
    for board in boards:
        first = board.columns[0]["key"] if board.columns else ""
        cards = board.cards.filter(column=first, removed_at=None, merged_into=None).order_by("-dots", "pk")
        found += [f"{board.title}: {_sentence(card.text)}" for card in cards[:1]]
    return found


def _plans(review: SchoolReview) -> list[str]:
    return [_sentence(point.agreement.what) for point in action_points(review)]


def _sentence(text: str) -> str:
    """The first line, with a full stop."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if first.endswith((".", "!", "?")) else f"{first}."
