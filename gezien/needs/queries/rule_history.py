"""What a rule said before, version by version, in words."""

from itertools import zip_longest
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.needs.models import SignalRule
from gezien.needs.models.rule_version import plain, said
from gezien.needs.rule_sentences import Terms, sentence

SHOWN = 20


def versions_of(rule: SignalRule, terms: Terms) -> list[dict[str, Any]]:
    """Newest first: who, when, the sentence, what else changed, and whether it is what the rule says now."""
    found = list(rule.versions.select_related("made_by")[: SHOWN + 1])
    now = said(rule)
    return [
        {
            "number": version.number,
            "who": version.made_by.name if version.made_by else _("as it was delivered"),
            "when": date_format(timezone.localtime(version.made_at), "j F Y H:i"),
            "sentence": sentence(as_rule(rule, version.values), terms),
            "changes": changes(rule, earlier.values, version.values) if earlier else [],
            "is_now": version.values == now,
        }
        for version, earlier in zip_longest(found[:SHOWN], found[1:])
        if version is not None
    ]


def as_rule(rule: SignalRule, values: dict[str, Any]) -> SignalRule:
    """An unsaved rule that says what was kept."""
    return SignalRule(school_id=rule.school_id, **plain(values))


def changes(rule: SignalRule, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What changed beside the sentence: name, direction, how much it presses, days, on or off."""
    old, new = as_rule(rule, before), as_rule(rule, after)
    told = [
        (_("Name"), old.name, new.name),
        (_("Asks for"), old.get_direction_display(), new.get_direction_display()),
        (_("How much it presses"), old.get_severity_display(), new.get_severity_display()),
        (_("Counts from"), _day(old.valid_from), _day(new.valid_from)),
        (_("Counts until"), _day(old.valid_until), _day(new.valid_until)),
        (_("Flags pupils"), _switch(old), _switch(new)),
    ]
    return [
        _("%(what)s: %(new)s (was: %(old)s)") % {"what": what, "new": new_text, "old": old_text}
        for what, old_text, new_text in told
        if old_text != new_text
    ]


def _day(day) -> str:
    return date_format(day, "j F Y") if day else _("always")


def _switch(rule: SignalRule) -> str:
    return _("on") if rule.is_active else _("off")
