"""The report of a school review: the filled-in form, as PDF and for Word, in the school's own blank form."""

from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.documents.fields import Field, listed_fields
from gezien.paper import report
from gezien.paper.kinds import Kind, register
from gezien.schoolreviews.models import ScaleRound, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries.after import BULLET, card_lines, point_rows
from gezien.schoolreviews.queries.scale import FEWEST, Spread
from gezien.schoolreviews.rules import visible_reviews, why_review_visible
from gezien.schools.rules import Member

# What a school's own blank form may ask for by name, beside the sections of every report.
NAMED = (
    Field("goals", "doelen", gettext_lazy("The goals of the review")),
    Field("outcomes", "opbrengsten", gettext_lazy("The intended outcomes")),
    Field("expectations", "verwachtingen", gettext_lazy("What the team expected of each other")),
    Field("prior", "voorinformatie", gettext_lazy("Information about the school")),
    Field("rules", "grondregels", gettext_lazy("The ground rules")),
    Field("chair", "voorzitter", gettext_lazy("Who was in the chair")),
    Field("scale", "schaalvraag", gettext_lazy("The scale question, before and after")),
    listed_fields(
        "boards",
        "borden",
        gettext_lazy("The subjects, one after the other"),
        "bord",
        Field("subject", "vak", gettext_lazy("The subject")),
        Field("lead", "coordinator", gettext_lazy("Who led it")),
        Field("execution", "uitvoering", gettext_lazy("How far the plan was carried out as described")),
        Field("cards", "kaarten", gettext_lazy("The cards, under the heads of their columns")),
        Field("offer", "aanbod", gettext_lazy("The offer for the coming period")),
    ),
    listed_fields(
        "points",
        "actiepunten",
        gettext_lazy("The action points"),
        "punt",
        Field("what", "wat", gettext_lazy("What is done")),
        Field("who", "wie", gettext_lazy("Who sees to it")),
        Field("due", "klaar", gettext_lazy("Done by")),
        Field("measure", "maat", gettext_lazy("By what one sees that it works, and when")),
        Field("state", "stand", gettext_lazy("How it stands")),
    ),
)


def review_paper(review: SchoolReview, member: Member) -> dict[str, Any]:
    """Everything the team wrote down: no pupil, no vote of anybody."""
    boards = list(review.boards.select_related("lead", "elaboration").prefetch_related("cards"))
    named = {
        "goals": review.goals,
        "outcomes": review.outcomes,
        "expectations": review.expectations,
        "prior": review.prior_information,
        "rules": review.ground_rules,
        "chair": review.chair.name,
        "scale": scale_in_words(review),
        "boards": [_board(board) for board in boards],
        "points": [_point(row) for row in point_rows(review)],
    }
    day = date_format(localtime(review.starts_at), "l j F Y")
    return named | report.report(
        title=f"{review.title}, {day}",
        subtitle=review.title,
        over=day,
        aside=[review.place, _("in the chair: %(name)s") % {"name": review.chair.name}, _taking_part(review)],
        sections=_sections(review, named, boards),
    )


def _sections(review: SchoolReview, named: dict[str, Any], boards: list[SubjectBoard]) -> list[dict[str, Any]]:
    texts = [
        (_("Goals"), named["goals"]),
        (_("Intended outcomes"), named["outcomes"]),
        (_("What we expect of each other"), named["expectations"]),
        (_("Ground rules"), named["rules"]),
        (_("Information about the school"), named["prior"]),
        (_("The scale question"), named["scale"]),
    ]
    head = [report.section(title, [("", line) for line in text.splitlines()]) for title, text in texts]
    roles = [(one.user.name, one.task or str(one.get_kind_display())) for one in review.roles.select_related("user")]
    minutes = [(step.title, step.record) for step in review.steps.all()]
    return [
        *head,
        report.section(_("Who does what"), roles),
        report.section(_("Minutes"), minutes),
        *(_board_section(board, told) for board, told in zip(boards, named["boards"], strict=True)),
        report.section(_("Action points"), [(one["who"], _point_lines(one)) for one in named["points"]]),
    ]


def _taking_part(review: SchoolReview) -> str:
    number = review.seats.exclude(joined_at=None).count()
    words = ngettext("%(number)d colleague took part", "%(number)d colleagues took part", number)
    return words % {"number": number} if number else ""


def _board_section(board: SubjectBoard, told: dict[str, str]) -> dict[str, Any]:
    """What stands on a board; nothing at all of one on which nobody wrote."""
    lines = card_lines(board)
    said = [
        (_("Plan carried out"), told["execution"]),
        *((str(one["title"]), "\n".join(f"• {line}" for line in lines[str(one["key"])])) for one in board.columns),
        (_("Offer for the coming period"), _bulleted(told["offer"])),
    ]
    is_empty = not any(text for _label, text in said)
    return report.section(board.title, [] if is_empty else [(_("Led by"), told["lead"]), *said])


def _bulleted(text: str) -> str:
    """Lines that were drafted with a dash, as on the other lists of the report."""
    return "\n".join(f"• {line[2:]}" if line.startswith(BULLET) else line for line in text.splitlines())


def _point_lines(point: dict[str, str]) -> str:
    """What is done, by when and how it stands, and by what one sees that it works: a line each."""
    words = {"day": point["due"], "state": point["state"]}
    measure = _("Measured by: %(measure)s") % {"measure": point["measure"]} if point["measure"] else ""
    return "\n".join(filter(None, (point["what"], _("Done by %(day)s: %(state)s") % words, measure)))


def _board(board: SubjectBoard) -> dict[str, str]:
    lines = card_lines(board)
    made = getattr(board, "elaboration", None)
    heads = [(str(one["title"]), lines[str(one["key"])]) for one in board.columns]
    execution = [board.get_execution_display() if board.execution else "", board.execution_note]
    return {
        "subject": board.title,
        "lead": board.lead.name if board.lead else "",
        "execution": ". ".join(filter(None, map(str, execution))),
        "cards": "\n".join("\n".join([title, *(f"- {line}" for line in texts)]) for title, texts in heads if texts),
        "offer": made.offer if made else "",
    }


def _point(row: Any) -> dict[str, str]:
    one = row.agreement
    measured = date_format(one.effect_on, "j F Y") if one.effect_on else ""
    return {
        "what": one.what,
        "who": one.owner.name,
        "due": date_format(one.due_on, "j F Y"),
        "measure": ", ".join(filter(None, (one.sign_of_success, measured))),
        "state": row.state,
    }


def scale_in_words(review: SchoolReview) -> str:
    """The mean before and after, with how many chose; nothing about fewer than five."""
    rounds = ScaleRound.objects.filter(review=review).order_by("opened_at", "pk")
    lines = [f"{one.get_moment_display()}: {_mean(one.shown)}" for one in rounds if _mean(one.shown)]
    return "\n".join([review.scale_question, *lines]) if lines else ""


def _mean(shown: list[int] | None) -> str:
    spread = Spread(shown or [])
    if spread.total < FEWEST:
        return ""
    words = {"mean": number_format(spread.mean, 1), "number": spread.total}
    return _("%(mean)s on average, of %(number)s colleagues") % words


def sample() -> dict[str, Any]:
    """For whoever tries a template of their own."""
    words = {"subject": _("Arithmetic"), "lead": "A. de Vries", "execution": "", "cards": "- …", "offer": "- …"}
    point = {"what": "…", "who": "A. de Vries", "due": "1 juni", "measure": "…", "state": ""}
    texts = dict.fromkeys(("goals", "outcomes", "expectations", "prior", "rules", "chair", "scale"), "…")
    return (
        texts
        | {"boards": [words], "points": [point]}
        | report.report(
            title=_("School review"),
            subtitle=_("School review"),
            over="12 februari",
            aside=[],
            sections=[report.section(_("Goals"), [("", "…")])],
        )
    )


REPORT = register(
    Kind(
        key="school_review",
        name=gettext_lazy("Report of a school review"),
        plural=gettext_lazy("Reports of school reviews"),
        fields=(*report.FIELDS, *NAMED),
        write=report.write_template,
        typst=report.TYPST,
        sample=sample,
        find=lambda member: visible_reviews(member).exclude(opened_at=None).select_related("chair"),
        data=review_paper,
        file_name=lambda review: f"{review.title}-{localtime(review.starts_at).date()}",
        about=lambda review: {},
        why=why_review_visible,
        verb="school_review.exported",
    )
)
