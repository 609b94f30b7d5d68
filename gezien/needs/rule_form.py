"""The blanks of a signal rule as fields: only those its sentence has; `save()` is one call to an action."""

from collections.abc import Iterator
from copy import copy
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.needs.actions import add_rule, change_rule
from gezien.needs.models import SignalRule
from gezien.needs.models.rule import problems
from gezien.needs.rule_sentences import (
    SHARES,
    WEEKS,
    YEAR_GROUPS,
    Terms,
    any_test,
    area_in_words,
    blanks,
    own_score,
    threshold_in_words,
    times_in_words,
)
from gezien.pupils.words import year_group_name
from gezien.results.models import QuestionnaireDomain
from gezien.results.vocabulary import in_words
from gezien.schools.models import Subject
from gezien.schools.rules import Member

M = SignalRule.Measure
MOST_TIMES, MOST_LEVELS, MOST_WEEKS, MOST_SHARE, MOST_COUNTED, MOST_AMOUNT = 5, 4, 60, 50, 20, Decimal(999)
# Where the model names a problem otherwise than the field in which one mends it.
FIELD_OF = {"area": "where", "subject": "where", "questionnaire_domain": "domain"}

type Choices = list[tuple[Any, Any]]


class RuleForm(VersionedForm):
    """A rule as one fills in its sentence. `rule` is the stored one, or an unsaved one to begin with."""

    name = forms.CharField(label=gettext_lazy("Name of the rule"), max_length=80)
    direction = forms.ChoiceField(label=gettext_lazy("What it asks for"), choices=SignalRule.Direction)
    severity = forms.TypedChoiceField(
        label=gettext_lazy("How much it presses"), choices=SignalRule.Severity, coerce=int
    )
    valid_from = forms.DateField(label=gettext_lazy("Counts from"), required=False)
    valid_until = forms.DateField(label=gettext_lazy("Counts until"), required=False)

    def __init__(self, data: Any = None, *, by: Member, rule: SignalRule, terms: Terms):
        self.by, self.rule, self.terms = by, rule, terms
        super().__init__(data, initial=_initial(rule, terms), auto_id=f"rule-{rule.pk or 'new'}-%s")
        for name in ("valid_from", "valid_until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        for kind, name in blanks(rule.measure):
            if kind == "blank":
                self.fields |= _fields_of(name, rule, terms)
        for name, field in self.fields.items():
            field.widget.attrs |= {"aria-label": str(field.label)} if name not in ("name", "version") else {}

    def pieces(self) -> Iterator[dict[str, Any]]:
        """The sentence in pieces: {"text"} or {"fields", "between", "after"}."""
        for kind, piece in blanks(self.rule.measure):
            if kind == "text":
                yield {"text": piece}
            elif piece == "years":
                yield {"fields": [self["years_from"], self["years_until"]], "between": _("up to and including")}
            else:
                yield {"fields": [self[piece]], "after": _unit(piece, self.rule.measure)}

    def clean(self) -> dict[str, Any]:
        """What contradicts is said at the blank in which one mends it."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        for name, text in problems(self.filled_in()).items():
            self.add_error(FIELD_OF.get(name, name), text)
        test = self.terms.tests.get(int(cleaned.get("instrument") or 0))
        if test and (chosen := cleaned.get("where", "")).startswith("s") and int(chosen[1:]) != test.subject_id:
            self.add_error("instrument", _("%(test)s is a test of another subject.") % {"test": test.name})
        if test and (score := cleaned.get("score")) and score not in test.scores:
            self.add_error("score", _("%(test)s does not give this figure.") % {"test": test.name})
        if YEAR_GROUPS.index(cleaned["years_until"]) < YEAR_GROUPS.index(cleaned["years_from"]):
            self.add_error("years_until", _("The last year group lies before the first."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What is filled in, as fields of a rule; a blank the sentence has not stays as it was."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in ("name", "direction", "severity", "valid_from", "valid_until")}
        found |= {n: cleaned[n] for n in ("threshold", "times", "amount", "level", "kind", "weeks") if n in cleaned}
        found["year_groups"] = self._year_groups()
        if "where" in cleaned:
            found |= _where(cleaned["where"], "subject_id")
        if "domain" in cleaned:
            found |= _where(cleaned["domain"], "questionnaire_domain_id")
        if "instrument" in cleaned:
            found["instrument_id"] = int(cleaned["instrument"]) if cleaned["instrument"] else None
        if "score" in cleaned:
            found["score"] = cleaned["score"]
        return found

    def filled_in(self) -> SignalRule:
        """The rule as it would be, not saved."""
        rule = copy(self.rule)
        rule._state = copy(self.rule._state)
        for name, value in self.values().items():
            setattr(rule, name, value)
        return rule

    def save(self) -> SignalRule:
        """Write it: a new rule, or the changed one."""
        if not self.rule.pk:
            return add_rule(by=self.by, values={"measure": self.rule.measure, **self.values()})
        return change_rule(by=self.by, rule=self.rule, expected=self.cleaned_data["version"], **self.values())

    def _year_groups(self) -> list[str]:
        """Every year group is none in particular, so that a new one counts by itself."""
        codes = [code for code, _name in _years(self.terms)]
        first, last = codes.index(self.cleaned_data["years_from"]), codes.index(self.cleaned_data["years_until"])
        chosen = codes[first : last + 1]
        return [] if len(chosen) == len(codes) else chosen


def _initial(rule: SignalRule, terms: Terms) -> dict[str, Any]:
    """The blanks as the rule has them."""
    codes = [code for code, _name in _years(terms)]
    chosen = [code for code in codes if code in rule.year_groups] or codes
    where = f"s{rule.subject_id}" if rule.subject_id else f"a{rule.area}"
    domain = f"s{rule.questionnaire_domain_id}" if rule.questionnaire_domain_id else f"a{rule.area}"
    plain = ("name", "direction", "severity", "valid_from", "valid_until", "threshold", "times", "level", "kind")
    return {
        **{name: getattr(rule, name) for name in (*plain, "weeks", "score")},
        "amount": None if rule.amount is None else rule.amount.normalize(),
        "version": rule.version if rule.pk else 0,
        "years_from": chosen[0],
        "years_until": chosen[-1],
        "where": where,
        "domain": domain,
        "instrument": str(rule.instrument_id or ""),
    }


def _where(text: str, key: str) -> dict[str, Any]:
    """ "s12" is the row with that key, "alanguage" a family, "a" any."""
    if text.startswith("s"):
        return {key: int(text[1:]), "area": ""}
    return {key: None, "area": text[1:]}


def _fields_of(name: str, rule: SignalRule, terms: Terms) -> dict[str, forms.Field]:
    """The field, or two, of one blank."""
    if name == "years":
        years = _years(terms)
        return {
            "years_from": forms.ChoiceField(label=_("From year group"), choices=years),
            "years_until": forms.ChoiceField(label=_("Up to and including year group"), choices=years),
        }
    make = {
        "threshold": lambda: _threshold(rule.measure),
        "times": lambda: _choice(_("How often in a row"), _numbered(MOST_TIMES, times_in_words), coerce=int),
        "amount": lambda: _amount(rule.measure),
        "level": lambda: _choice(_("Level"), _levels(rule, terms)),
        "kind": lambda: _choice(_("What is counted"), list(SignalRule.Kind.choices)),
        "weeks": lambda: _number(_("Number of weeks"), MOST_WEEKS),
        "where": lambda: _choice(_("Subject or family of subjects"), _places(rule, terms)),
        "domain": lambda: _choice(_("Domain of a questionnaire"), _domains(terms)),
        "instrument": lambda: _choice(_("Test"), _tests(rule, terms), required=False),
        "score": lambda: _choice(_("Figure"), _scores(rule, terms), required=False),
    }
    return {name: make[name]()}


def _choice(label: str, choices: Choices, *, coerce: Any = str, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=coerce, required=required)


def _number(label: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, validators=[MinValueValidator(1), MaxValueValidator(most)])


def _threshold(measure: str) -> forms.Field:
    """A small number is chosen in words; weeks, shares and counts are typed."""
    if measure in WEEKS:
        return _number(_("Number of weeks"), MOST_WEEKS)
    if measure in SHARES:
        return _number(_("Per cent"), MOST_SHARE)
    if measure == M.COUNTED:
        return _number(_("How many at least"), MOST_COUNTED)
    most = MOST_LEVELS if measure in (M.LOWEST_LEVELS, M.HIGHEST_LEVELS) else MOST_TIMES
    label = _("Levels") if most == MOST_LEVELS else _("Over how many moments")
    return _choice(label, _numbered(most, lambda number: threshold_in_words(measure, number)), coerce=int)


def _amount(measure: str) -> forms.DecimalField:
    """A figure of the test, or of a questionnaire from 1 to 5."""
    most = Decimal(5) if measure in (M.SCORE_BELOW, M.SCORE_ABOVE, M.SCORE_FELL) else MOST_AMOUNT
    return forms.DecimalField(
        label=_("Figure"),
        max_digits=6,
        decimal_places=2,
        localize=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(most)],
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 5, "autocomplete": "off"}),
    )


def _numbered(most: int, in_words: Any) -> Choices:
    return [(number, in_words(number)) for number in range(1, most + 1)]


def _unit(name: str, measure: str) -> str:
    """What stands behind a typed number."""
    if name == "weeks" or (name == "threshold" and measure in WEEKS):
        return _("weeks")
    return "%" if name == "threshold" and measure in SHARES else ""


def _years(terms: Terms) -> Choices:
    """The year groups of the country."""
    named = [(code, year_group_name(code, terms.country)) for code in YEAR_GROUPS]
    return [(code, name) for code, name in named if name]


def _levels(rule: SignalRule, terms: Terms) -> Choices:
    """Every level of the school's tests, list by list; what the rule has stays a choice."""
    lists: dict[tuple[str, ...], list[str]] = {}
    for test in terms.tests.values():
        if test.levels:
            lists.setdefault(test.levels, []).append(test.name)
    groups: Choices = [
        (", ".join(names[:3]) + (" …" if len(names) > 3 else ""), [(level, level) for level in levels])
        for levels, names in lists.items()
    ]
    known = {level for levels in lists for level in levels}
    return [*([(rule.level, rule.level)] if rule.level and rule.level not in known else []), *groups]


def _places(rule: SignalRule, terms: Terms) -> Choices:
    """Any subject, each subject, each family; counts of notes know families only."""
    areas: Choices = [(f"a{area}", area_in_words(area, rule.measure)) for area in Subject.Domain.values]
    anything: Choices = [("a", area_in_words("", rule.measure))]
    if rule.measure == M.COUNTED:
        return [*anything, *areas]
    subjects: Choices = [(f"s{pk}", name) for pk, name in terms.subjects.items()]
    return [*anything, (_("Subjects"), subjects), (_("Families of subjects"), areas)]


def _domains(terms: Terms) -> Choices:
    """Any domain, those of one family, or one domain of one questionnaire."""
    lists: dict[str, Choices] = {}
    for pk, (questionnaire, name) in terms.domains.items():
        lists.setdefault(questionnaire, []).append((f"s{pk}", name))
    areas: Choices = [(f"a{area.value}", str(area.label).lower()) for area in QuestionnaireDomain.Area]
    return [("a", _("any domain")), (_("Families"), areas), *lists.items()]


def _tests(rule: SignalRule, terms: Terms) -> Choices:
    return [("", any_test()), *((str(pk), test.name) for pk, test in terms.tests.items())]


def _scores(rule: SignalRule, terms: Terms) -> Choices:
    codes = dict.fromkeys(code for test in terms.tests.values() for code in test.scores)
    if rule.score:
        codes[rule.score] = None
    return [("", own_score()), *((code, in_words(code)) for code in codes)]
