"""Discreet guards for who leads the conversation (F4): seen by the coach alone, with their figures, never in the way.

They look at who wrote what and how much, never at what it says.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.cases.models import Case, CasePart
from gezien.cases.rules import sees_guards
from gezien.schools.rules import Member

MUCH_BACKGROUND = 250  # words about what went before, while no goal stands yet
BACKGROUND = ("strengths", "concern", "tried")


@dataclass(frozen=True)
class Guard:
    """A hint: what one sees, and a question to ask instead of an answer to give."""

    key: str
    seen: str
    ask: str


def guards_of(member: Member, case: Case, parts: dict[str, CasePart] | None = None) -> list[Guard]:
    """The hints for this case, for who leads reviews; for everybody else none. Two statements, or one with `parts`."""
    if not sees_guards(member, case):
        return []
    if parts is None:
        parts = {part.key: part for part in CasePart.objects.filter(case=case)}
    owners = list(Agreement.objects.filter(of_case__case=case).values_list("owner", flat=True))
    coach = case.coach_id or member.user.pk
    return [guard for guard in guards(parts, owners, coach) if guard]


def guards(parts: dict[str, CasePart], owners: list[int], coach: int) -> list[Guard | None]:
    """The hints, or None where there is nothing to say. `owners`: whose the agreements of the case are."""
    return [
        _no_endless_background(parts),
        _teachers_question(parts, coach),
        _no_quick_advice(parts, coach),
        _teacher_finds_out(parts),
        _school_can_do(parts),
        _not_taking_over(owners, coach),
    ]


def _no_endless_background(parts: dict[str, CasePart]) -> Guard | None:
    words = sum(len(_text(parts, key).split()) for key in BACKGROUND)
    if words < MUCH_BACKGROUND or _text(parts, "goal"):
        return None
    seen = _("%(words)d words of background, and no goal yet") % {"words": words}
    return Guard("background", seen, _("Which goal is at stake? Only what bears on it is needed now."))


def _teachers_question(parts: dict[str, CasePart], coach: int) -> Guard | None:
    question = parts.get("question")
    if not _text(parts, "question"):
        if not _text(parts, "ideas") and not _text(parts, "measures"):
            return None
        return Guard(
            "question",
            _("There are ideas, and no question of the teacher"),
            _("What do you want to be able to do yourself?"),
        )
    if question is None or question.author_id != coach:
        return None
    return Guard("question", _("The question was last written by you"), _("Are these the teacher's own words?"))


def _no_quick_advice(parts: dict[str, CasePart], coach: int) -> Guard | None:
    yours = [key for key in ("ideas", "measures") if _text(parts, key) and parts[key].author_id == coach]
    if not yours:
        return None
    return Guard(
        "advice",
        _("What could help was last written by you"),
        _("What has the teacher thought of? What worked before?"),
    )


def _teacher_finds_out(parts: dict[str, CasePart]) -> Guard | None:
    if _text(parts, "approach") or not (_text(parts, "ideas") or _text(parts, "measures")):
        return None
    seen = _("There are ideas, but not yet how the pupil goes about it")
    return Guard("approach", seen, _("How can the teacher find out? Plan a learning talk."))


def _school_can_do(parts: dict[str, CasePart]) -> Guard | None:
    if not _text(parts, "involve") or _text(parts, "measures") or _text(parts, "ideas"):
        return None
    seen = _("Others are asked, and nothing stands of what the school does")
    return Guard("school", seen, _("What can we do here, this week?"))


def _not_taking_over(owners: list[int], coach: int) -> Guard | None:
    yours = owners.count(coach)
    if yours < 2 or 2 * yours <= len(owners):
        return None
    seen = _("%(yours)d of %(all)d agreements are yours") % {"yours": yours, "all": len(owners)}
    return Guard("over", seen, _("Which of them can the teacher do, with your help?"))


def _text(parts: dict[str, CasePart], key: str) -> str:
    return parts[key].text.strip() if key in parts else ""
