"""When a pupil deserves a closer look, as the school agreed: a rule is data, and reads as a sentence.

What a rule looks at (left empty: everything):

* `subject`: results and needs of one subject; `area`: of a family of subjects ("language", "social"…). At most one.
* `questionnaire_domain`: the figure of one domain of a questionnaire (measures `SCORE_…`); `area` for every domain of
  one family.
* `year_groups`: pupils of these year groups only, in the codes of `Pupil.year_group` (EDEXML: "3" is group 3, and the
  first year in Flanders; "1" and "2" are the infants).
* `instrument`: results of one test only. `score`: what counts as its figure: "" for the figure of the test itself, else
  a type of `Instrument.reference_types` ("Percentiel", "DLE") or `score_types` ("NumberCorrect").

When it holds (`measure`), and which fields say how much; `USES` lists them for each measure:

* `LOWEST_LEVELS`, `HIGHEST_LEVELS`: one of the `threshold` lowest or highest levels of the test.
* `LEVEL_AT_MOST`, `LEVEL_AT_LEAST`: at or below, at or above the level named `level`.
* `BELOW_NORM`, `ABOVE_NORM`: figure below, or at least, the lowest figure of `level` in the school's own norm table.
* `NOT_GROWN`: `threshold` moments in a row without growth.
* `GREW_LESS`: grew less than `amount` over the last `threshold` moments (1: since the moment before).
* `DROPPED`: is `amount` or more lower than `threshold` moments ago. Both count in the scale of the test.
* `LOWEST_SHARE`, `HIGHEST_SHARE`: among the lowest or highest `threshold` per cent of the school's own pupils of the
  same year group, on the same test at the same moment.
* `COUNTED`: `threshold` or more of `kind` (notes of a kind, or factors noted) in the last `weeks` weeks.
* `SCORE_BELOW`, `SCORE_ABOVE`: the mean of a questionnaire's domain is below, or at least, `amount` (1 to 5).
* `SCORE_FELL`: that mean fell by `amount` or more since the round before.
* `NOT_SEEN`, `NO_PUPIL_TALK`, `NO_PARENT_TALK`, `NO_RESULT`: not for `threshold` weeks. The talks count only for who
  has a need or a signal for support; no result counts only for a test of which the pupil has earlier results.

`times`: the measures on levels, norms and shares hold only when they held `times` moments in a row (1: the last one).
`valid_from` and `valid_until` bound the days on which it flags; `is_active` switches it off; `removed_at`: taken away,
but kept for the history of its signals.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.results.models import Instrument, QuestionnaireDomain
from gezien.schools.models import SchoolOwned, Subject


class SignalRule(SchoolOwned, VersionedModel):
    """A rule of the school. The module explains each field; `problems` says what means nothing."""

    class Direction(models.TextChoices):
        SUPPORT = "support", _("support")
        CHALLENGE = "challenge", _("challenge")
        ATTENTION = "attention", _("attention")

    class Severity(models.IntegerChoices):
        """How much it presses; the order of the list of what asks for attention."""

        WATCH = 1, _("keep an eye on it")
        ACT = 2, _("act this period")
        URGENT = 3, _("act now")

    class Measure(models.TextChoices):
        LOWEST_LEVELS = "lowest_levels", _("level among the lowest")
        HIGHEST_LEVELS = "highest_levels", _("level among the highest")
        LEVEL_AT_MOST = "level_at_most", _("at or below a level")
        LEVEL_AT_LEAST = "level_at_least", _("at or above a level")
        BELOW_NORM = "below_norm", _("below the school's norm of a level")
        ABOVE_NORM = "above_norm", _("at or above the school's norm of a level")
        NOT_GROWN = "not_grown", _("moments in a row without growth")
        GREW_LESS = "grew_less", _("growth of less than so much")
        DROPPED = "dropped", _("a drop of so much")
        LOWEST_SHARE = "lowest_share", _("among the lowest per cent of the school")
        HIGHEST_SHARE = "highest_share", _("among the highest per cent of the school")
        COUNTED = "counted", _("a number of notes or factors in some weeks")
        SCORE_BELOW = "score_below", _("mean of a questionnaire below a figure")
        SCORE_ABOVE = "score_above", _("mean of a questionnaire at or above a figure")
        SCORE_FELL = "score_fell", _("mean of a questionnaire fell")
        NOT_SEEN = "not_seen", _("weeks without observation or talk")
        NO_PUPIL_TALK = "no_pupil_talk", _("weeks without a talk with the pupil, while there is a need or a signal")
        NO_PARENT_TALK = "no_parent_talk", _("weeks without a talk with the parents, while there is a need or a signal")
        NO_RESULT = "no_result", _("weeks without a result")

    class Kind(models.TextChoices):
        """What `COUNTED` counts."""

        OBSERVATION = "observation", _("observations")
        PUPIL_TALK = "pupil_talk", _("talks with the pupil")
        PARENT_TALK = "parent_talk", _("talks with the parents")
        HINDERING = "hindering", _("hindering factors")
        STIMULATING = "stimulating", _("stimulating factors")

    # A shipped rule keeps its code whatever the school makes of it; empty for a rule of its own.
    code = models.SlugField(max_length=40, blank=True)
    name = models.CharField(max_length=80)
    direction = models.CharField(max_length=10, choices=Direction)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.ACT)
    measure = models.CharField(max_length=20, choices=Measure)
    threshold = models.PositiveSmallIntegerField(default=1)
    times = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.CASCADE, related_name="signal_rules")
    area = models.CharField(max_length=20, choices=Subject.Domain, blank=True)
    questionnaire_domain = models.ForeignKey(
        QuestionnaireDomain, null=True, blank=True, on_delete=models.CASCADE, related_name="signal_rules"
    )
    year_groups = models.JSONField(default=list, blank=True)
    instrument = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.CASCADE, related_name="signal_rules"
    )
    score = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="rule_valid_from_before_until",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def uses(self) -> frozenset[str]:
        """The fields that say how much, for this measure."""
        return USES[self.Measure(self.measure)]

    def is_in_force(self, day: dt.date) -> bool:
        """Whether it flags pupils on this day."""
        return self.is_active and not self.removed_at and self.is_valid_on(day)

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the day lies between its bounds."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


M = SignalRule.Measure
_LEVELS = frozenset({"threshold", "times", "subject", "area", "instrument"})
_NAMED = frozenset({"level", "times", "subject", "area", "instrument"})
_NORM = _NAMED | {"score"}
_GROWTH = frozenset({"threshold", "amount", "subject", "area", "instrument", "score"})
_SHARE = _LEVELS | {"score"}
_SCORE = frozenset({"amount", "area", "questionnaire_domain"})
_WEEKS = frozenset({"threshold"})
# Which of the fields each measure reads, beside those every rule has.
USES: dict[SignalRule.Measure, frozenset[str]] = {
    M.LOWEST_LEVELS: _LEVELS,
    M.HIGHEST_LEVELS: _LEVELS,
    M.LEVEL_AT_MOST: _NAMED,
    M.LEVEL_AT_LEAST: _NAMED,
    M.BELOW_NORM: _NORM,
    M.ABOVE_NORM: _NORM,
    M.NOT_GROWN: _GROWTH - {"amount"},
    M.GREW_LESS: _GROWTH,
    M.DROPPED: _GROWTH,
    M.LOWEST_SHARE: _SHARE,
    M.HIGHEST_SHARE: _SHARE,
    M.COUNTED: frozenset({"threshold", "kind", "weeks", "area"}),
    M.SCORE_BELOW: _SCORE,
    M.SCORE_ABOVE: _SCORE,
    M.SCORE_FELL: _SCORE,
    M.NOT_SEEN: _WEEKS,
    M.NO_PUPIL_TALK: _WEEKS,
    M.NO_PARENT_TALK: _WEEKS,
    M.NO_RESULT: frozenset({"threshold", "subject", "area", "instrument"}),
}
# Without these the measure means nothing.
REQUIRED = {"amount", "level", "kind", "weeks"}


def problems(rule: SignalRule) -> dict[str, str]:
    """By field what is missing or contradicts; empty for a rule that means something. Reads the rule alone."""
    found: dict[str, str] = {}
    for name in sorted(REQUIRED & rule.uses):
        if not getattr(rule, name):
            found[name] = gettext("This rule cannot do without it.")
    if "threshold" in rule.uses and rule.threshold < 1:
        found["threshold"] = gettext("At least 1.")
    if rule.measure in (M.LOWEST_SHARE, M.HIGHEST_SHARE) and rule.threshold > 50:
        found["threshold"] = gettext("At most 50 per cent: beyond that it flags most pupils.")
    if rule.times < 1:
        found["times"] = gettext("At least 1.")
    if rule.subject_id and rule.area:
        found["area"] = gettext("Choose a subject or a family of subjects, not both.")
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        found["valid_until"] = gettext("This day lies before the first day.")
    return found
