"""A signal rule as a sentence with blanks, as one would say it to a colleague.

One sentence for each measure serves both readers and editors: a page that shows the rule fills the blanks with words, a
page that changes it with fields. A clause that a rule does not use is left out when read, and offered when edited.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from gezien.needs.models import SignalRule
from gezien.pupils.words import year_group_name
from gezien.results.vocabulary import in_words
from gezien.schools.models import Subject

M = SignalRule.Measure
YEAR_GROUPS = ("0", "1", "2", "3", "4", "5", "6", "7", "8")
_LEVELS = gettext_lazy("Flag pupils of {years} who {times} get {threshold} for {where}")
SENTENCES = {
    M.LOWEST_LEVELS: _LEVELS,
    M.HIGHEST_LEVELS: _LEVELS,
    M.LEVEL_AT_MOST: gettext_lazy("Flag pupils of {years} who {times} get level {level} or lower for {where}"),
    M.LEVEL_AT_LEAST: gettext_lazy("Flag pupils of {years} who {times} get level {level} or higher for {where}"),
    M.BELOW_NORM: gettext_lazy(
        "Flag pupils of {years} who {times} stay below the school's norm of level {level} for {where}"
    ),
    M.ABOVE_NORM: gettext_lazy(
        "Flag pupils of {years} who {times} reach the school's norm of level {level} for {where}"
    ),
    M.NOT_GROWN: gettext_lazy("Flag pupils of {years} who {threshold} do not grow for {where}"),
    M.GREW_LESS: gettext_lazy("Flag pupils of {years} who {threshold} grow less than {amount} for {where}"),
    M.DROPPED: gettext_lazy("Flag pupils of {years} who {threshold} fall by {amount} or more for {where}"),
    M.LOWEST_SHARE: gettext_lazy(
        "Flag pupils of {years} who {times} are among the lowest {threshold} of their year group for {where}"
    ),
    M.HIGHEST_SHARE: gettext_lazy(
        "Flag pupils of {years} who {times} are among the highest {threshold} of their year group for {where}"
    ),
    M.COUNTED: gettext_lazy(
        "Flag pupils of {years} about whom at least {threshold} {kind} were noted in the last {weeks}, about {where}"
    ),
    M.SCORE_BELOW: gettext_lazy(
        "Flag pupils of {years} who on average score below {amount} in a questionnaire on {domain}"
    ),
    M.SCORE_ABOVE: gettext_lazy(
        "Flag pupils of {years} who on average score {amount} or more in a questionnaire on {domain}"
    ),
    M.SCORE_FELL: gettext_lazy(
        "Flag pupils of {years} whose average on {domain} fell by {amount} or more since the round before"
    ),
    M.NOT_SEEN: gettext_lazy("Flag pupils of {years} whom nobody observed or spoke with for {threshold}"),
    M.NO_PUPIL_TALK: gettext_lazy(
        "Flag pupils of {years} who need extra support and had no pupil talk for {threshold}"
    ),
    M.NO_PARENT_TALK: gettext_lazy(
        "Flag pupils of {years} who need extra support and whose parents had no talk for {threshold}"
    ),
    M.NO_RESULT: gettext_lazy("Flag pupils of {years} of whom there is no new result for {where} for {threshold}"),
}
CLAUSES = {"instrument": gettext_lazy(", measured with {instrument}"), "score": gettext_lazy(", counted in {score}")}
WEEKS = frozenset({M.NOT_SEEN, M.NO_PUPIL_TALK, M.NO_PARENT_TALK, M.NO_RESULT})
SHARES = frozenset({M.LOWEST_SHARE, M.HIGHEST_SHARE})


@dataclass(frozen=True)
class Test:
    """An instrument one may choose, with the levels and scores it gives."""

    name: str
    subject_id: int
    levels: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What the school has to speak about: its subjects, tests and questionnaires by key."""

    country: str
    subjects: Mapping[int, str] = field(default_factory=dict)
    tests: Mapping[int, Test] = field(default_factory=dict)
    domains: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # (questionnaire, domain)

    @property
    def levels(self) -> tuple[str, ...]:
        """Those of the first test that has levels."""
        return next((test.levels for test in self.tests.values() if test.levels), ())


def sentence(rule: SignalRule, terms: Terms) -> str:
    """The rule in words, as colleagues would say it."""
    words = words_of(rule, terms)
    clauses = "".join(str(text) for name, text in CLAUSES.items() if name in rule.uses and _is_set(rule, name))
    return _capital(f"{SENTENCES[M(rule.measure)]}{clauses}.".format(**words))


def blanks(measure: str) -> Iterator[tuple[str, str]]:
    """The sentence of a measure with all its clauses, in pieces: ("text", words) and ("blank", name)."""
    uses = SignalRule(measure=measure).uses
    clauses = "".join(str(text) for name, text in CLAUSES.items() if name in uses)
    for position, piece in enumerate(re.split(r"\{(\w+)\}", f"{SENTENCES[M(measure)]}{clauses}.")):
        if piece:
            yield ("blank" if position % 2 else "text", piece)


def words_of(rule: SignalRule, terms: Terms) -> dict[str, str]:
    """What each blank of the rule says."""
    words = {
        "years": years_in_words(rule.year_groups, terms.country),
        "threshold": threshold_in_words(rule.measure, rule.threshold),
        "where": where_in_words(rule, terms),
        "times": times_in_words(rule.times),
        "amount": "…" if rule.amount is None else number_format(rule.amount.normalize()),
        "level": rule.level or "…",
        "kind": rule.get_kind_display() or "…",
        "weeks": weeks_in_words(rule.weeks) if rule.weeks else "…",
        "domain": domain_in_words(rule, terms),
        "instrument": test.name if (test := terms.tests.get(rule.instrument_id or 0)) else any_test(),
        "score": in_words(rule.score) if rule.score else own_score(),
    }
    used = {piece for kind, piece in blanks(rule.measure) if kind == "blank"}
    return {name: text for name, text in words.items() if name in used}


def years_in_words(codes: list[str], country: str) -> str:
    """ "every year group", "year group 3 to 8", "year group 3, year group 5"."""
    known = [code for code in YEAR_GROUPS if code in codes]
    names = [year_group_name(code, country) for code in known]
    if not names:
        return _("every year group")
    if len(names) == 1 or any(int(b) - int(a) != 1 for a, b in pairwise(known)):
        return ", ".join(names)
    first, last = names[0], names[-1]
    number = last.rsplit(" ", 1)[-1]
    same = first.rsplit(" ", 1)[0] == last.rsplit(" ", 1)[0]
    return _("%(first)s to %(last)s") % {"first": first, "last": number if same else last}


def threshold_in_words(measure: str, number: int) -> str:
    """What a threshold means for a measure: "one of the two lowest levels", "6 weeks", "25 %"."""
    if measure == M.LOWEST_LEVELS:
        return ngettext("the lowest level", "one of the %(n)s lowest levels", number) % {"n": spelled(number)}
    if measure == M.HIGHEST_LEVELS:
        return ngettext("the highest level", "one of the %(n)s highest levels", number) % {"n": spelled(number)}
    if measure == M.NOT_GROWN:
        return ngettext("once", "%(n)s times in a row", number) % {"n": spelled(number)}
    if measure in (M.GREW_LESS, M.DROPPED):
        return ngettext("since the moment before", "over %(n)s moments", number) % {"n": spelled(number)}
    if measure in SHARES:
        return f"{number} %"
    return weeks_in_words(number) if measure in WEEKS else str(number)


def times_in_words(number: int) -> str:
    """How often in a row it must have been so."""
    return ngettext("the last time", "%(n)s times in a row", number) % {"n": spelled(number)}


def weeks_in_words(number: int) -> str:
    """ "1 week", "6 weeks"."""
    return ngettext("%(n)s week", "%(n)s weeks", number) % {"n": number}


def spelled(number: int) -> str:
    """Small numbers in letters, as one reads them aloud."""
    small = {2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six")}
    return small.get(number, str(number))


def where_in_words(rule: SignalRule, terms: Terms) -> str:
    """The subject, the family of subjects, or any."""
    if rule.subject_id:
        return terms.subjects.get(rule.subject_id, "…")
    return area_in_words(rule.area, rule.measure)


def area_in_words(area: str, measure: str) -> str:
    """A family of subjects, or what stands for all of them."""
    if area:
        name = str(Subject.Domain(area).label)
        return name if measure == M.COUNTED else _("a subject of %(area)s") % {"area": name.lower()}
    return pgettext("notes and factors", "anything") if measure == M.COUNTED else _("any subject")


def domain_in_words(rule: SignalRule, terms: Terms) -> str:
    """The domain of a questionnaire, every domain of a family, or any."""
    if rule.questionnaire_domain_id:
        return " – ".join(reversed(terms.domains.get(rule.questionnaire_domain_id, ("…", "…"))))
    return str(Subject.Domain(rule.area).label).lower() if rule.area else _("any domain")


def any_test() -> str:
    """Every test of the subject."""
    return _("any test")


def own_score() -> str:
    """The figure the test itself is read by."""
    return _("the test's own figure")


def _is_set(rule: SignalRule, name: str) -> bool:
    return bool(rule.instrument_id if name == "instrument" else rule.score)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
