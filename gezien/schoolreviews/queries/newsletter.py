"""The draft of the summary for parents, and what the guard has against a text, in words."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gezien.schoolreviews.guard import Kind, Known, Objection, is_clear, objections
from gezien.schoolreviews.models import Newsletter, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries.after import action_points


def why(one: Objection) -> str:
    """What is the matter with these words, in words."""
    if one.kind == Kind.NAME:
        return _("is the name of a pupil")
    if one.kind == Kind.COLLEAGUE:
        return _("is the name of a colleague beside pupils or a group; leave it out")
    if one.kind == Kind.ONE:
        return _("is about one pupil; write about all pupils")
    if one.kind == Kind.SMALL_GROUP:
        return _("is a group of %(number)s pupils; that is too few to write about") % {"number": one.about}
    if one.about is not None:
        return _("is about %(number)s pupils; write only about ten or more") % {"number": one.about}
    return _("is about a few pupils; write about ten or more")


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
    for title, sentences in ((_("What goes well"), _strengths(boards)), (_("What we are going to do"), _plans(review))):
        clear = [one for one in sentences if is_clear(one, known)]
        left_out += len(sentences) - len(clear)
        if clear:
            parts.append("\n".join([title, *(f"- {one}" for one in clear)]))
    parts.append(_("During the year we look whether it works. Do you have a question? Feel free to ask us."))
    text, dropped = _without_objections("\n\n".join(parts), known)
    return text, left_out + dropped


def _without_objections(text: str, known: Known) -> tuple[str, int]:
    """The text without the points that tell too much beside each other, and how many those were."""
    lines, dropped = text.split("\n"), 0
    while met := {one.line - 1 for one in objections("\n".join(lines), known) if _is_point(lines[one.line - 1])}:
        lines = [line for place, line in enumerate(lines) if place not in met]
        dropped += len(met)
    return "\n".join(lines), dropped


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
