"""Reads of rounds: what is asked, about whom, and how far one is."""

from collections import defaultdict

from gezien.results.models import Questionnaire, QuestionnaireItem


def asked_items(questionnaire: Questionnaire) -> list[list]:
    """The statements in use, by domain and in order, as a round keeps them: [[domain, [item, …]], …]."""
    by_domain: dict[int, list[int]] = defaultdict(list)
    rows = QuestionnaireItem.objects.filter(domain__questionnaire=questionnaire, is_active=True)
    ordered = rows.order_by("domain__position", "domain_id", "position", "pk")
    for domain, item in ordered.values_list("domain_id", "pk"):
        by_domain[domain].append(item)
    return [[domain, items] for domain, items in by_domain.items()]
