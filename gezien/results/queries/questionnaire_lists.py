"""The school's questionnaires as pages show them: what is asked, of whom, and where it was used."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q

from gezien.audit.models import AuditEvent
from gezien.common.numbers import number_of
from gezien.pupils.words import year_group_name
from gezien.results.models import (
    Questionnaire,
    QuestionnaireDomain,
    QuestionnaireItem,
    QuestionnaireRound,
)
from gezien.results.questionnaire_starter import SHIPPED
from gezien.results.rules import visible_questionnaires
from gezien.schools.rules import Member


def list_rows(member: Member) -> list[dict[str, Any]]:
    """Every questionnaire of the school, those in use first: two statements."""
    asked = Count("domains__items", filter=Q(domains__items__is_active=True))
    found = visible_questionnaires(member).annotate(asked=asked).order_by("-is_active", "respondent", "name", "pk")
    used = Counter(
        QuestionnaireRound.objects.filter(school=member.school).order_by().values_list("questionnaire_id", flat=True)
    )
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "for": years_of(one),
            "by": one.get_respondent_display(),
            "items": one.asked,
            "rounds": used[one.pk],
            "is_active": one.is_active,
        }
        for one in found.select_related("school")
    ]


def misses_shipped(member: Member) -> bool:
    """Whether a shipped questionnaire is not there (any more)."""
    codes = set(visible_questionnaires(member).exclude(code="").values_list("code", flat=True))
    return any(shipped.code not in codes for shipped in SHIPPED)


def removal(member: Member, asked: str) -> AuditEvent | None:
    """The entry of a removal in this school that can be undone."""
    if not (key := number_of(asked)):
        return None
    return AuditEvent.objects.filter(pk=key, school_id=member.school.pk, verb="questionnaire.removed").first()


def contents(questionnaire: Questionnaire) -> dict[str, Any]:
    """A questionnaire with its domains and statements, in use and retired, and the groups that used it."""
    asked = {
        item
        for items in QuestionnaireRound.objects.filter(questionnaire=questionnaire).values_list("items", flat=True)
        for _domain, keys in items
        for item in keys
    }
    domains = list(QuestionnaireDomain.objects.filter(questionnaire=questionnaire).prefetch_related("items"))
    rows = [_domain_row(domain, asked) for domain in domains]
    for number, row in enumerate(rows):
        row["is_first"], row["is_last"] = number == 0, number == len(rows) - 1
    return {
        "domains": rows,
        "labels": [{"step": step, "word": word} for step, word in enumerate(questionnaire.labels, start=1)],
        "for": years_of(questionnaire),
        "used": uses(questionnaire),
    }


def uses(questionnaire: Questionnaire) -> list[str]:
    """In which groups and years it was used, the newest first: "5b (2026-2027)"."""
    rounds = QuestionnaireRound.objects.filter(questionnaire=questionnaire).select_related("group__year")
    ordered = rounds.order_by("-group__year__starts_on", "group__year_group", "group__name", "pk")
    return list(dict.fromkeys(f"{one.group.name} ({one.group.year.name})" for one in ordered))


def years_of(questionnaire: Questionnaire) -> str:
    """For which year groups, in words: "year group 3 – year group 8", or one by one."""
    codes = sorted(int(code) for code in questionnaire.year_groups if code.isdigit())
    names = [year_group_name(str(code), questionnaire.school.country) for code in codes]
    if len(codes) > 2 and codes == list(range(codes[0], codes[-1] + 1)):
        names = [f"{names[0]} \N{EN DASH} {names[-1]}"]
    return ", ".join(names)


def _domain_row(domain: QuestionnaireDomain, asked: set[int]) -> dict[str, Any]:
    items = list(domain.items.all())
    in_use = [item for item in items if item.is_active]
    return {
        "pk": domain.pk,
        "name": domain.name,
        "area": domain.get_area_display(),
        "items": [
            {**_item_row(item, asked), "is_first": number == 0, "is_last": number == len(in_use) - 1}
            for number, item in enumerate(in_use)
        ],
        "retired": [_item_row(item, asked) for item in items if not item.is_active],
        "is_empty": not items,
    }


def _item_row(item: QuestionnaireItem, asked: set[int]) -> dict[str, Any]:
    return {"pk": item.pk, "text": item.text, "is_negative": item.is_negative, "was_asked": item.pk in asked}
