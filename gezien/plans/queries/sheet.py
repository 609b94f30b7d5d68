"""The plan as one sheet: what the page, the PDF and the review all show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.common.markup import level_badge
from gezien.plans.models import GroupPlan, PlanRow
from gezien.plans.queries.basis import Basis, ClusterFacts, gather, teachers_of
from gezien.plans.queries.goal_proposal import ProposedGoal
from gezien.plans.queries.proposal import (
    FIELDS,
    Proposed,
    ProposedRow,
    by_education,
    propose,
    propose_general,
)
from gezien.plans.queries.sheet_goals import (
    PreviousGoal,
    SheetGoal,
    SheetTest,
    open_offers,
    previous_goals,
    sheet_goals,
    sheet_tests,
)
from gezien.plans.queries.versions import last_version
from gezien.plans.words import LABELS, enumerated, group_title, period_name, period_title, time_in_words
from gezien.results.models import Instrument
from gezien.results.queries import AMONG_PEERS

# More small groups than this can hardly be taught beside each other in one lesson (domain: two to three).
MOST_GROUPS = 3
CHARACTERS_A_LINE = 28
HINTS = {
    "content": gettext_lazy("Which part of the method or learning line, and what extra or instead?"),
    "approach": gettext_lazy("How do you instruct, guide and activate these pupils?"),
    "organisation": gettext_lazy("When, where and with whom?"),
    "evaluation": gettext_lazy("How will you see whether the goal is reached, and what do the pupils do in that?"),
}


@dataclass(frozen=True, slots=True)
class SheetPupil:
    """A pupil on the sheet. `level`: the newest on the subject's main test; `level_words` adds test and moment."""

    pk: int
    name: str
    short: str
    level: SafeString | str = ""
    level_words: str = ""
    goal: str = ""
    support: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the four texts of a row. `agreed`: what the education plan says here, where the group works by one."""

    name: str
    label: str
    text: str
    hint: str
    source: str = ""
    agreed: str = ""
    previous: str = ""
    error: str = ""
    conflict: str | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether it says just what the education plan says."""
        return bool(self.agreed) and self.text.strip() == self.agreed

    @property
    def lines(self) -> int:
        """How many lines to show, for browsers that do not size a field by its contents."""
        return max(3, self.text.count("\n") + len(self.text) // CHARACTERS_A_LINE + 1)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One cluster. `pk` None: the cluster has no row in the plan yet."""

    pk: int | None
    version: int | str
    cluster_pk: int
    name: str
    pupils: tuple[SheetPupil, ...]
    cells: tuple[Cell, ...]
    goals: tuple[SheetGoal, ...]
    offers: tuple[ProposedGoal, ...]
    previous_goals: tuple[PreviousGoal, ...]
    minutes_a_week: int
    times_a_week: int
    time: str
    time_source: str = ""
    previous_time: str = ""
    time_error: str = ""
    minutes_typed: str = ""
    times_typed: str = ""

    @property
    def count(self) -> str:
        """ "4 pupils"."""
        return ngettext("%(count)s pupil", "%(count)s pupils", len(self.pupils)) % {"count": len(self.pupils)}

    @property
    def has_previous(self) -> bool:
        """Whether the period before had a row for a cluster of this name."""
        return bool(self.previous_time or self.previous_goals or any(cell.previous for cell in self.cells))


@dataclass(frozen=True, slots=True)
class SheetEducation:
    """The education plan the group works by: its number, what the group does otherwise, and the newer number if any."""

    plan_pk: int
    number: int
    otherwise: int
    newer: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole plan, in words."""

    plan: GroupPlan
    group: str
    subject: str
    period: str
    period_short: str
    teachers: str
    status: str
    drawn_up: str
    general: str
    general_version: int | str
    general_source: str
    general_previous: str
    rows: tuple[SheetRow, ...]
    without_cluster: tuple[SheetPupil, ...]
    previous_period: str
    tests: tuple[SheetTest, ...] = ()
    education: SheetEducation | None = None
    version: dict[str, Any] | None = None  # the newest one, with how many texts changed since
    general_conflict: str | None = None

    @property
    def pupils(self) -> list[SheetPupil]:
        """Every pupil on the sheet."""
        return [pupil for row in self.rows for pupil in row.pupils] + list(self.without_cluster)

    @property
    def extra_minutes(self) -> int:
        """Minutes a week that the clusters get extra, together."""
        return sum(row.minutes_a_week for row in self.rows)

    @property
    def small_groups(self) -> int:
        """The clusters that are taught apart."""
        return sum(bool(row.minutes_a_week or row.times_a_week) for row in self.rows)

    @property
    def too_many_groups(self) -> bool:
        """More small groups than one lesson holds."""
        return self.small_groups > MOST_GROUPS

    @property
    def feasibility(self) -> str:
        """ "80 minutes extra a week, in 2 small groups"; empty when nothing is planned apart."""
        if not self.small_groups:
            return ""
        return ngettext(
            "%(minutes)s minutes extra a week, in %(groups)s small group",
            "%(minutes)s minutes extra a week, in %(groups)s small groups",
            self.small_groups,
        ) % {"minutes": self.extra_minutes, "groups": self.small_groups}

    @property
    def missing_names(self) -> str:
        """Everyone without a cluster, by name."""
        return enumerated([pupil.short for pupil in self.without_cluster], most=40)

    def with_typed(
        self, pk: int, typed: Mapping[str, str], *, errors: Mapping[str, str], conflict: Mapping[str, str]
    ) -> "Sheet":
        """The same sheet with one row as it was typed, what is wrong with it, and what stands there now."""
        rows = tuple(_typed(row, typed, errors, conflict) if row.pk == pk else row for row in self.rows)
        return replace(self, rows=rows)

    def with_goal(self, pk: int, **typed: Any) -> "Sheet":
        """The same sheet with one goal open, and in it what was typed."""

        def opened(goals: tuple[SheetGoal, ...]) -> tuple[SheetGoal, ...]:
            return tuple(replace(one, is_open=True, **typed) if one.pk == pk else one for one in goals)

        return replace(self, rows=tuple(replace(row, goals=opened(row.goals)) for row in self.rows))

    def goal(self, pk: int) -> SheetGoal | None:
        """One goal of the sheet."""
        return next((goal for row in self.rows for goal in row.goals if goal.pk == pk), None)

    def with_general(self, typed: str, *, version: str, conflict: Mapping[str, str] | None) -> "Sheet":
        """The same sheet with the text for everyone as it was typed, and what stands there now."""
        stored = conflict["general"] if conflict else None
        return replace(self, general=typed, general_version=version, general_conflict=stored)


def _typed(row: SheetRow, typed: Mapping[str, str], errors: Mapping[str, str], conflict: Mapping[str, str]) -> SheetRow:
    cells = tuple(
        replace(
            cell,
            text=typed.get(cell.name, ""),
            error=errors.get(cell.name, ""),
            conflict=conflict.get(cell.name),
        )
        for cell in row.cells
    )
    return replace(
        row,
        version=typed.get("version", row.version),
        cells=cells,
        minutes_typed=typed.get("minutes_a_week", ""),
        times_typed=typed.get("times_a_week", ""),
        time_error=errors.get("minutes_a_week") or errors.get("times_a_week") or "",
    )


def plan_sheet(plan: GroupPlan, *, coach_off: bool = False) -> Sheet:
    """The sheet of this plan: ten statements, whatever the number of pupils.

    `coach_off`: whether the goal coach looks along only when asked. `plan` comes with group, group's school, subject
    and period loaded (see `with_names`).
    """
    basis = gather(plan.group, plan.subject, plan.period)
    levels = _levels(basis)
    tests = sheet_tests(basis)
    pupils = {pk: _pupil(basis, pk, levels) for pk in basis.pupils}
    general = propose_general(basis)
    before = basis.previous_plan
    rows = _rows(basis, pupils, coach_off=coach_off)
    return Sheet(
        plan=plan,
        group=group_title(plan.group),
        subject=plan.subject.name,
        period=period_title(plan.period),
        period_short=period_name(plan.period),
        teachers=enumerated(teachers_of(plan.group, plan.period)),
        status=plan.get_status_display(),
        drawn_up=_("drawn up by %(name)s") % {"name": plan.drawn_up_by.name} if plan.drawn_up_by else "",
        general=plan.general,
        general_version=plan.version,
        general_source=general.source if general.text.strip() == plan.general.strip() else "",
        general_previous=before.general if before else "",
        rows=rows,
        without_cluster=tuple(pupils[pupil.pk] for pupil in basis.without_cluster()),
        previous_period=period_title(before.period) if before else "",
        tests=tests,
        education=_education(basis, rows),
        version=last_version(plan, basis),
    )


def _rows(basis: Basis, pupils: dict[int, SheetPupil], *, coach_off: bool) -> tuple[SheetRow, ...]:
    """A row for each cluster, with or without one in the plan."""
    if not basis.is_clustered:
        return ()
    own = {row.cluster_id: row for row in basis.rows}
    before = {row.cluster.name.casefold(): row for row in basis.previous}
    rows = []
    for proposed in propose(basis):
        row = own.get(proposed.cluster.pk or 0)
        shown = _row(basis, proposed, row, before.get(proposed.cluster.name.casefold()), pupils)
        rows.append(replace(shown, goals=sheet_goals(basis, proposed.cluster, row, coach_off=coach_off)))
    return tuple(rows)


def _row(
    basis: Basis, proposed: ProposedRow, row: PlanRow | None, before: PlanRow | None, pupils: dict[int, SheetPupil]
) -> SheetRow:
    """A row without its goals."""
    cluster: ClusterFacts = proposed.cluster
    agreed = by_education(basis, cluster)
    minutes, times = (row.minutes_a_week, row.times_a_week) if row else (0, 0)
    as_proposed = (minutes, times) == (proposed.minutes_a_week, proposed.times_a_week) != (0, 0)
    return SheetRow(
        pk=row.pk if row else None,
        version=row.version if row else 0,
        cluster_pk=cluster.pk or 0,
        name=cluster.name,
        pupils=tuple(pupils[pk] for pk in cluster.pupil_ids),
        cells=tuple(_cell(name, proposed, agreed.get(name), row, before) for name in FIELDS),
        goals=(),
        offers=open_offers(proposed.goals, basis.goals.get(row.pk, []) if row else []),
        previous_goals=previous_goals(basis, before),
        minutes_a_week=minutes,
        times_a_week=times,
        time=time_in_words(minutes, times),
        time_source=proposed.time_source if as_proposed else "",
        previous_time=time_in_words(before.minutes_a_week, before.times_a_week) if before else "",
    )


def _education(basis: Basis, rows: tuple[SheetRow, ...]) -> SheetEducation | None:
    if basis.education is None:
        return None
    version, settled = basis.education.version, basis.settled
    cells = [cell for row in rows if row.pk for cell in row.cells]
    return SheetEducation(
        plan_pk=version.plan_id,
        number=version.number,
        otherwise=sum(bool(cell.agreed) and not cell.is_agreed for cell in cells),
        newer=settled.version.number if settled and settled.version.pk != version.pk else None,
    )


def _cell(
    name: str, proposed: ProposedRow, agreed: Proposed | None, row: PlanRow | None, before: PlanRow | None
) -> Cell:
    text = getattr(row, name) if row else ""
    origin = proposed.texts[name]
    is_as_proposed = bool(text.strip()) and text.strip() == origin.text.strip()
    return Cell(
        name=name,
        label=str(LABELS[name]),
        text=text,
        hint=str(HINTS[name]),
        source=origin.source if is_as_proposed else "",
        agreed=agreed.text if agreed else "",
        previous=getattr(before, name) if before else "",
    )


def _pupil(basis: Basis, pk: int, levels: dict[int, tuple[SafeString, str]]) -> SheetPupil:
    needs = basis.needs.get(pk, [])
    badge, words = levels.get(pk, ("", ""))
    return SheetPupil(
        pk=pk,
        name=basis.pupils[pk].name,
        short=basis.names[pk],
        level=badge,
        level_words=words,
        goal="\n".join(need.goal for need in needs if need.goal),
        support="\n".join(need.support for need in needs if need.support),
    )


def _levels(basis: Basis) -> dict[int, tuple[SafeString, str]]:
    """By pupil the newest level on the main test: the badge, and "IV on M5" in words."""
    instrument = basis.instrument
    if instrument is None or not instrument.levels:
        return {}
    found = {}
    for pk in basis.pupils:
        scores = basis.scores.get((pk, instrument.pk))
        if scores and (level := scores[0].level):
            moment = scores[0].moment or date_format(scores[0].taken_on, "j F Y")
            words = _("%(level)s on %(test)s, %(moment)s") % {
                "level": level,
                "test": instrument.name,
                "moment": moment,
            }
            found[pk] = (_badge(level, instrument), words)
    return found


def _badge(level: str, instrument: Instrument) -> SafeString:
    """In its colour when it says where a pupil stands among peers; else neutral."""
    if instrument.level_type in AMONG_PEERS and level in instrument.levels:
        return level_badge(level, instrument.levels.index(level) + 1, len(instrument.levels))
    return level_badge(level, 3)
