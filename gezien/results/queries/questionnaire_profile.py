"""The picture of a group after a round: what goes well first, what changed, whom to look at, in the statements' words.

Children are never put in order of a figure: wherever pupils stand together, they stand by name.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gezien.common.markup import distribution_svg, growth
from gezien.results.models import QuestionnaireAnswer, QuestionnaireItem, QuestionnaireRound
from gezien.results.models.questionnaires import STEPS
from gezien.results.queries.questionnaire_rounds import Cell, Sheet
from gezien.results.queries.questionnaires import DomainScore, trends
from gezien.results.questionnaire_scoring import counted

# From here on a domain stands out for a pupil: on the scale of five itself, the same for every school and group.
STRONG, WEAK = 4.75, 2.4
MOVED, MIDDLE = 1.0, 3.5  # a whole step up is worth a word; a whole step down when it ends below the middle
HIGH_ANSWER, LOW_ANSWER = 5, 2
SHOWN = 3


@dataclass(frozen=True)
class Standing:
    """A pupil who stands out on a domain, with the statements that say why."""

    pupil_id: int
    name: str
    domain: str
    figure: str
    change: str
    why: list[str]


@dataclass(frozen=True)
class Profile:
    """The picture of a group: domains (highest mean first), statements that stand out, pupils who do."""

    domains: list[dict[str, Any]]
    strong_items: list[dict[str, str]]
    weak_items: list[dict[str, str]]
    strong: list[dict[str, Any]]
    weak: list[dict[str, Any]]
    known: int


def profile_of(sheet: Sheet) -> Profile:
    """The picture, from the sheet and the scores of its pupils: one statement more."""
    names = {pupil.pk: pupil.name for pupil in sheet.pupils}
    scores = [score for score in _scores(sheet.round, list(names)) if score.round_id == sheet.round.pk]
    by_domain = {domain.pk: [one for one in scores if one.domain_id == domain.pk] for domain in sheet.domains}
    domains = [_domain(domain.name, found) for domain in sheet.domains if (found := by_domain[domain.pk])]
    standing = [(score, _standing(score, names, sheet)) for score in scores]
    items = _items(sheet)
    return Profile(
        domains=sorted(domains, key=lambda domain: -domain["mean"]),
        strong_items=[row for mean, row in items[:SHOWN] if mean >= WEAK + 1],
        weak_items=[row for mean, row in reversed(items[-SHOWN:]) if mean < WEAK + 1],
        strong=_by_name(
            [one for score, one in standing if score.mean >= STRONG or (score.change or 0) >= MOVED], names
        ),
        weak=_by_name([one for score, one in standing if score.mean <= WEAK or (score.change or 0) <= -MOVED], names),
        known=len({score.pupil_id for score in scores}),
    )


def is_strong(score: DomainScore) -> bool:
    """Whether a domain stands out well for a pupil: near the top, or a whole step up."""
    return score.mean >= STRONG or (score.change or 0) >= MOVED


def _scores(found: QuestionnaireRound, pupil_ids: list[int]) -> list[DomainScore]:
    """What is known of these pupils by this questionnaire up to this round, each with its change."""
    answers = QuestionnaireAnswer.objects.filter(
        pupil_id__in=pupil_ids,
        round__questionnaire=found.questionnaire_id,
        round__opened_on__lte=found.opened_on,
    )
    return [score for trend in trends(answers) for score in trend]


def _domain(name: str, scores: Sequence[DomainScore]) -> dict[str, Any]:
    """One domain: its mean, its change among who was known before too, and how many pupils are about at each step."""
    mean = sum(score.mean for score in scores) / len(scores)
    steps = Counter(round_half_up(score.mean) for score in scores)
    counts = [(str(step), steps[step]) for step in range(STEPS, 0, -1)]
    changes = [score.change for score in scores if score.change is not None]
    said = ", ".join(_("%(count)d × %(step)s") % {"count": count, "step": step} for step, count in counts if count)
    return {
        "name": name,
        "mean": mean,
        "figure": figure(mean),
        "change": change_mark(sum(changes) / len(changes)) if changes else "",
        "compared": len(changes),
        "counts": counts,
        "bar": distribution_svg(counts, _("%(domain)s: %(counts)s") % {"domain": name, "counts": said}),
        "pupils": len(scores),
    }


def _standing(score: DomainScore, names: dict[int, str], sheet: Sheet) -> Standing:
    domain = next(one for one in sheet.domains if one.pk == score.domain_id)
    why = striking(score.pupil_id, domain.items, sheet.answers, is_strong=is_strong(score))
    change = "" if score.change is None else change_mark(score.change)
    return Standing(score.pupil_id, names[score.pupil_id], score.domain, figure(score.mean), change, why)


def striking(
    pupil_id: int,
    items: Iterable[QuestionnaireItem],
    answers: dict[Cell, QuestionnaireAnswer],
    *,
    is_strong: bool,
) -> list[str]:
    """The statements that explain why a domain stands out, with the answer in figures: "Gaat door … (5)"."""
    found = []
    for item in items:
        answer = answers.get((pupil_id, item.pk))
        if answer is None or answer.value is None:
            continue
        value = counted(answer.value, is_negative=item.is_negative)
        if value >= HIGH_ANSWER if is_strong else value <= LOW_ANSWER:
            found.append(said(item.text, answer.value))
    return found[:SHOWN]


def said(text: str, value: int) -> str:
    """A statement with its answer: "Gaat door als iets moeilijk is (5)"."""
    return f"{text.rstrip('.')} ({value})"


def _items(sheet: Sheet) -> list[tuple[float, dict[str, str]]]:
    """The statements with the group's mean as it counts, the highest first."""
    rows = []
    for item in sheet.items:
        values = [
            counted(answer.value, is_negative=item.is_negative)
            for pupil in sheet.pupils
            if (answer := sheet.answers.get((pupil.pk, item.pk))) and answer.value is not None
        ]
        if len(values) * 2 >= len(sheet.pupils):
            mean = sum(values) / len(values)
            shown = STEPS + 1 - mean if item.is_negative else mean
            rows.append((mean, {"text": item.text, "figure": figure(shown)}))
    return sorted(rows, key=lambda row: -row[0])


def _by_name(standing: Iterable[Standing], names: dict[int, str]) -> list[dict[str, Any]]:
    """Pupils in the order of the sheet, each with the domains that stand out."""
    found: dict[int, list[Standing]] = {}
    for one in standing:
        found.setdefault(one.pupil_id, []).append(one)
    return [{"pk": pk, "name": names[pk], "domains": found[pk]} for pk in names if pk in found]


def figure(mean: float) -> str:
    """A mean as one reads it: "3,8"."""
    return number_format(mean, decimal_pos=1)


def change_mark(change: float) -> str:
    """The change with its sign and shape."""
    change = round(change, 1)
    direction = "even" if not change else "up" if change > 0 else "down"
    sign = {"up": "+", "down": "\N{MINUS SIGN}", "even": ""}[direction]
    return growth(f"{sign}{figure(abs(change))}", direction)


def round_half_up(mean: float) -> int:
    """The step a mean is nearest to."""
    return min(int(mean + 0.5), STEPS)
