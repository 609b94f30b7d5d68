"""The list of a school's rules: each in words, with how many pupils it flags and what is remarkable about that."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import SignalRule, SignalRuleVersion
from gezien.needs.queries.flagged import Flagged, school_facts
from gezien.needs.queries.rule_effect import looked_at, verdict
from gezien.needs.queries.rule_terms import terms_of
from gezien.needs.rule_kinds import FAMILIES, new_rule
from gezien.needs.rule_sentences import Terms, sentence
from gezien.needs.rules import removed_rules, visible_rules
from gezien.schools.models import School
from gezien.schools.rules import Member, may_keep_agreed, may_see_figures


def rule_rows(member: Member) -> list[dict[str, Any]]:
    """The rules in the school's order; a fixed number of statements, however many rules and pupils."""
    found = list(visible_rules(member))
    terms = terms_of(member.school)
    flagged = school_facts(member.school) if found and may_see_figures(member) else None
    earlier = _earlier(found) if may_keep_agreed(member) else {}
    counts = flagged.counts() if flagged else {}
    return [_row(rule, terms, flagged, counts.get(rule.pk), earlier.get(rule.pk)) for rule in found]


def removed_rows(member: Member) -> list[dict[str, Any]]:
    """The rules that were taken away, to bring back."""
    terms = terms_of(member.school)
    return [
        {"pk": rule.pk, "name": rule.name, "version": rule.version, "sentence": sentence(rule, terms)}
        for rule in removed_rules(member)
    ]


def kinds(school: School) -> list[dict[str, Any]]:
    """The kinds of rules one may begin with, each as an example."""
    terms = terms_of(school)
    return [
        {
            "title": title,
            "rows": [
                {
                    "measure": measure.value,
                    "name": _capital(str(measure.label)),
                    "example": sentence(new_rule(school, measure, terms.levels), terms),
                }
                for measure in measures
            ],
        }
        for title, measures in FAMILIES
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(
    rule: SignalRule, terms: Terms, flagged: Flagged | None, count: int | None, earlier: int | None
) -> dict[str, Any]:
    pupils = looked_at(rule, flagged) if flagged else 0
    return {
        "pk": rule.pk,
        "name": rule.name,
        "version": rule.version,
        "measure": rule.measure,
        "sentence": sentence(rule, terms),
        "is_active": rule.is_active,
        "state": _state(rule),
        "direction": rule.get_direction_display(),
        "is_challenge": rule.direction == SignalRule.Direction.CHALLENGE,
        "severity": rule.get_severity_display(),
        "count": None if count is None else _count(count, pupils),
        "number": count,
        "verdict": "" if count is None else _verdict(count, pupils),
        "earlier": earlier,
    }


def _verdict(count: int, pupils: int) -> str:
    return {"nobody": _("flags nobody"), "nearly_all": _("flags nearly everybody")}.get(verdict(count, pupils), "")


def _count(count: int, pupils: int) -> str:
    return ngettext("%(count)s of %(pupils)s pupil", "%(count)s of %(pupils)s pupils", pupils) % {
        "count": count,
        "pupils": pupils,
    }


def _state(rule: SignalRule) -> str:
    """Why a rule flags nobody today; empty when it counts."""
    today = clock.today()
    if not rule.is_active:
        return _("off")
    if rule.valid_from and today < rule.valid_from:
        return _("not yet")
    return _("no longer") if rule.valid_until and today > rule.valid_until else ""


def _earlier(rules: list[SignalRule]) -> dict[int, int]:
    """By rule the number of the version before the present one."""
    current = {rule.pk: rule.version for rule in rules}
    rows = SignalRuleVersion.objects.filter(rule__in=current).exclude(
        pk__in=SignalRuleVersion.objects.filter(rule__in=current)
        .order_by()
        .values("rule")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    return dict(rows.order_by("number").values_list("rule_id", "number"))
