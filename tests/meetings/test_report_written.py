"""The report tells what was changed in the files themselves: cases, clusters, plans and what the team needs."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.cases.actions import (
    close_case,
    join,
    plan_talk,
    record_effect,
    register_case,
    remove_effect,
    save_part,
    set_need,
)
from gezien.cases.models import Case, CaseCompanion, CaseEffect, CasePart, Ground
from gezien.cases.parts import PART
from gezien.common import clock
from gezien.meetings.actions.reviews import close_review, open_review, reopen_review
from gezien.meetings.actions.room import agree, save_minutes
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting, Report
from gezien.meetings.queries.report import report_page
from gezien.meetings.receivers import forget_in_reports
from gezien.needs.actions import place_pupil, remove_need, save_need
from gezien.needs.actions.clusters import add_cluster, rename_cluster
from gezien.needs.models import Clustering
from gezien.notes.actions.factors import add_factor, end_factor, undo_factor_step
from gezien.notes.actions.notes import add_notes, undo_note
from gezien.notes.models import Factor, Note
from gezien.plans.actions import save_general, save_row
from gezien.plans.actions.plans import FIELDS, NUMBERS
from gezien.plans.words import LABELS
from gezien.pupils.models import Pupil
from gezien.team.actions import name_team_need
from gezien.team.models import TeamNeed
from tests.factories.meetings import at, opened
from tests.factories.notes import factor_domain, factor_source

SOON = clock.today() + dt.timedelta(days=21)
WORDS = st.text("abc é\n<&", min_size=1, max_size=12).map(str.strip).filter(bool)


@pytest.fixture
def case(member, pupils_5b, arithmetic) -> Case:
    Case.objects.all().delete()
    return register_case(by=member("emmy"), pupil=pupils_5b[0], grounds=[Ground.OUTLOOK], subject=arithmetic)


def sit(member, case: Case) -> Meeting:
    """A sitting with Emmy at the table."""
    meeting = open_review(by=member("sanne"), meeting=plan_sitting(by=member("sanne"), starts_at=at(0), cases=[case]))
    meeting.participants.update(joined_at=meeting.opened_at)
    return meeting


class Sitting:
    """Emmy in a sitting about one pupil, who remembers by herself what was said."""

    def __init__(self, meeting: Meeting, emmy, tom, case: Case, pupils: list[Pupil], subject, period):
        self.meeting, self.emmy, self.tom, self.case, self.pupils = meeting, emmy, tom, case, pupils
        self.subject, self.period = subject, period
        self.item = meeting.agenda.select_related("meeting__group", "case__pupil").get(case=case)
        self.first: dict[str, str] = {}
        self.hands: dict[str, set[str]] = {}
        self.texts, self.joins, self.agreed, self.teams, self.answer = {}, {}, [], [], None
        self.goal, self.noted, self.talks, self.factors = None, "", [], {}

    def part(self, key, words, by=None):
        part = CasePart.objects.get(case=self.case, key=key)
        before = part.text
        save_part(by=by or self.emmy, case=self.case, key=key, version=part.version, text=words)
        if words != before:
            self.hands.setdefault(str(PART[key].label), set()).add("tom" if by else "emmy")
        self.first.setdefault(key, before)
        if words != self.first[key]:
            self.texts[str(PART[key].label)] = words
        else:
            self.texts.pop(str(PART[key].label), None)

    def part_from_elsewhere(self, key, words):
        self.part(key, words, by=self.tom)

    def told_texts(self) -> dict[str, str]:
        """What the report says of the texts: also who wrote them without being at the table."""
        by = "geschreven door Tom Smit, niet aan tafel"
        said = {frozenset(["emmy"]): "", frozenset(["tom"]): f"\n({by})", frozenset(["emmy", "tom"]): f"\n(ook {by})"}
        return {label: text + said[frozenset(self.hands[label])] for label, text in self.texts.items()}

    def companion(self, which, joins):
        join(by=self.emmy, case=self.case, pupil=self.pupils[which], joins=joins)
        self.joins[self.pupils[which].name] = joins

    def effect(self, how, words):
        going = {"pupil_goes": how, "teacher_goes": 2}
        effect = record_effect(by=self.emmy, case=self.case, going=going, words=words, next_on=None)
        goes = {1: "nog niet", 2: "deels", 3: "ja, goed"}[how]
        self.answer = effect, f"leerling: {goes}, leerkracht: deels\n{words}"

    def no_effect(self, _which, _words):
        if self.answer:
            remove_effect(by=self.emmy, case=self.case, effect=self.answer[0])
            self.answer = None

    def note(self, visibility, words):
        form = uuid.uuid4()
        about = {"pupils": [self.case.pupil], "kind": Note.Kind.PUPIL_TALK, "visibility": visibility}
        add_notes(by=self.emmy, text=words, form=form, **about)
        self.talks.append((form, visibility == Note.Visibility.TEAM))

    def no_note(self, _which, _words):
        if self.talks:
            assert undo_note(by=self.emmy, form=self.talks.pop()[0])

    def factor(self, direction, words):
        about = {"domain": factor_domain(self.emmy.school, "work_attitude")}
        about |= {"source": factor_source(self.emmy.school, "child"), "direction": direction}
        factor = add_factor(by=self.emmy, pupil=self.case.pupil, text=words, **about)
        self.factors[factor.pk] = factor, (factor.get_direction_display(), factor.text)

    def no_factor(self, ends, _words):
        if self.factors:
            _key, (factor, _text) = self.factors.popitem()
            if ends:
                end_factor(by=self.emmy, factor=factor)
            else:
                undo_factor_step(by=self.emmy, step=factor.steps.first())

    def agree(self, _which, words):
        values = {"what": words, "owner": self.emmy.user, "due_on": SOON, "pupil": self.case.pupil}
        agree(by=self.emmy, meeting=self.meeting, item=self.item, **values)
        self.agreed.append(words)

    def talk(self, _which, _words):
        made = plan_talk(by=self.emmy, case=self.case, purpose="learning_talk", owner=self.emmy.user, due_on=SOON)
        self.agreed.append(made.what)

    def team(self, _which, words):
        origin = TeamNeed.Origin.PUPIL_REVIEW
        name_team_need(by=self.emmy, text=words, kind="time", origin=origin, origin_key=self.case.pk)
        self.teams.append(words)

    def need(self, _which, words):
        known = self.case.pupil.needs.filter(subject=self.subject, period=self.period, number=1).first()
        where = {"pupil": self.case.pupil, "subject": self.subject, "period": self.period}
        save_need(by=self.emmy, goal=words, support="", expected=known.version if known else 0, **where)
        self.goal = words

    def no_need(self, _which, _words):
        where = {"subject": self.subject, "period": self.period, "number": 1}
        if need := self.case.pupil.needs.filter(**where).first():
            remove_need(by=self.emmy, need=need, expected=need.version)
            self.goal = None

    def minutes(self, _which, words):
        self.item.refresh_from_db()
        save_minutes(by=self.emmy, item=self.item, version=self.item.version, minutes=words)
        self.noted = words


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("part"), st.sampled_from(sorted(PART)), WORDS),
        st.tuples(st.just("part_from_elsewhere"), st.sampled_from(["goal", "ideas"]), WORDS),
        st.tuples(st.just("companion"), st.integers(1, 3), st.booleans()),
        st.tuples(st.just("effect"), st.integers(1, 3), WORDS),
        st.tuples(st.just("note"), st.sampled_from(Note.Visibility), WORDS),
        st.tuples(st.just("factor"), st.sampled_from(Factor.Direction), WORDS),
        st.tuples(st.just("no_factor"), st.booleans(), st.none()),
        *(st.tuples(st.just(what), st.none(), WORDS) for what in ("agree", "talk", "team", "need", "minutes")),
        *(st.tuples(st.just(what), st.none(), st.none()) for what in ("no_effect", "no_note", "no_need")),
    ),
    max_size=12,
)


def lines_of(told) -> list[tuple[str, str]]:
    return [line for case in told["cases"] for line in case["lines"]]


@pytest.mark.requirement("E3", "B3")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_report_of_a_sitting_equals_what_was_recorded(steps, member, case, pupils_5b, arithmetic, period):
    emmy, sanne = member("emmy"), member("sanne")
    # One database for all examples: of a need or a factor that says so already nothing would be written.
    case.pupil.needs.all().delete()
    case.pupil.factors.all().delete()
    meeting = sit(member, case)
    table = Sitting(meeting, emmy, member("tom"), case, pupils_5b, arithmetic, period)
    stood = dict.fromkeys((pupil.name for pupil in pupils_5b), False)
    stood |= {one.pupil.name: True for one in CaseCompanion.objects.filter(case=case).select_related("pupil")}
    for what, which, words in steps:
        getattr(table, what)(which, words)
    close_review(by=sanne, meeting=meeting)

    told = report_page(emmy, meeting)
    lines = lines_of(told)

    labels = {str(part.label) for part in PART.values()}
    assert {label: text for label, text in lines if label in labels} == table.told_texts()
    joined = {text: label == "Doet mee" for label, text in lines if label in ("Doet mee", "Doet niet meer mee")}
    assert joined == {name: joins for name, joins in table.joins.items() if joins != stood[name]}
    effects = [text for label, text in lines if label.startswith("Helpt het?")]
    assert effects == ([table.answer[1]] if table.answer else [])
    talks = ["Een gesprek met de leerling is in het dossier gezet."] if any(team for _form, team in table.talks) else []
    assert [text for label, text in lines if label == "Ook gedaan"] == talks
    factors = sorted((one["direction"], one["text"]) for one in told["factors"])
    assert factors == sorted(text for _factor, text in table.factors.values())
    assert [one["what"] for one in told["agreements"]] == table.agreed
    team = [text for label, text in lines if label == "Wat dit vraagt van het team"]
    assert [text.rpartition(" (")[0] for text in team] == table.teams
    assert [one["goal"] for one in told["needs"]] == ([] if table.goal is None else [table.goal])
    assert next(one["minutes"] for one in told["items"] if one["case"]) == table.noted


@pytest.mark.requirement("H44", "E3")
def test_what_was_written_before_is_not_in_the_report_of_the_sitting(member, case):
    emmy = member("emmy")
    save_part(by=emmy, case=case, key="concern", version=1, text="Van eerder.")
    record_effect(by=emmy, case=case, going={"pupil_goes": 1}, next_on=None)
    meeting = sit(member, case)
    close_review(by=member("sanne"), meeting=meeting)

    assert lines_of(report_page(emmy, meeting)) == []
    assert CaseEffect.objects.filter(case=case).exists()


def test_what_is_written_between_closing_and_opening_again_is_not_in_it(member, case):
    sanne, emmy, meeting = member("sanne"), member("emmy"), sit(member, case)
    close_review(by=sanne, meeting=meeting)
    save_part(by=emmy, case=case, key="concern", version=1, text="Op de gang.")
    reopen_review(by=sanne, meeting=meeting)
    save_part(by=emmy, case=case, key="ideas", version=1, text="Aan tafel.")
    close_review(by=sanne, meeting=meeting)

    assert [text for _label, text in lines_of(report_page(emmy, Meeting.objects.get(pk=meeting.pk)))] == ["Aan tafel."]


def test_somebody_who_may_not_open_the_case_reads_nothing_of_it(member, case, pupils_5b):
    meeting = sit(member, case)
    emmy = member("emmy")
    save_part(by=emmy, case=case, key="ideas", version=1, text="Van Emmy.")
    join(by=emmy, case=case, pupil=pupils_5b[1], joins=True)
    name_team_need(by=emmy, text="Tijd.", kind="time", origin=TeamNeed.Origin.PUPIL_REVIEW, origin_key=case.pk)
    meeting.participants.create(school=meeting.school, user=member("fleur").user)
    close_review(by=member("sanne"), meeting=meeting)

    told = report_page(member("fleur"), meeting)

    assert (told["cases"], told["team"], told["done"], told["pupils"]) == ([], [], [], [])


def test_erased_companion_goes_from_the_report(member, case, pupils_5b):
    meeting = sit(member, case)
    join(by=member("emmy"), case=case, pupil=pupils_5b[1], joins=True)
    close_review(by=member("sanne"), meeting=meeting)
    assert len(lines_of(report_page(member("emmy"), meeting))) == 1

    forget_in_reports(Pupil, pupils_5b[1])

    assert Report.objects.get(meeting=meeting).content["companions"] == []


def test_case_closed_at_the_table_is_told_with_what_one_keeps(member, case, arithmetic):
    meeting, emmy = sit(member, case), member("emmy")
    save_part(by=emmy, case=case, key="goal", version=1, text="Leest 80 woorden.")
    set_need(by=emmy, case=case)
    close_case(by=member("sanne"), case=case, note="Vooraf vertellen werkt.")
    close_review(by=member("sanne"), meeting=meeting)

    told = report_page(emmy, meeting)

    assert ("Ook gedaan", "De leerlingbespreking is afgesloten. Vooraf vertellen werkt.") in lines_of(told)
    assert [one["goal"] for one in told["needs"]] == ["Leest 80 woorden."]


# --- a group review ---------------------------------------------------------------------------------------------------


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


@pytest.fixture
def divided(live) -> Clustering:
    plan = live.group.plans.filter(period=live.period).order_by("subject__position").first()
    return Clustering.objects.get(group=live.group, period=live.period, subject=plan.subject)


@pytest.mark.requirement("H38", "H39", "E3")
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 2)), max_size=6))
def test_report_tells_who_stands_in_another_cluster_and_nobody_else(steps, member, group_5b, divided):
    meeting, emmy = opened(member("sanne"), group_5b), member("emmy")
    clusters = list(divided.clusters.all())
    pupils = [one.pupil for one in divided.placements.select_related("pupil").order_by("pupil")[:4]]
    before = dict(divided.placements.values_list("pupil", "cluster__name"))
    for which, where in steps:
        cluster = clusters[where] if where >= 0 else None
        expected = Clustering.objects.get(pk=divided.head.pk).version
        chosen = Clustering.objects.get(pk=divided.pk)
        place_pupil(by=emmy, clustering=chosen, pupil=pupils[which], cluster=cluster, expected=expected)
    close_review(by=member("sanne"), meeting=meeting)

    after = dict(divided.placements.values_list("pupil", "cluster__name"))
    moved = {pk: (before.get(pk, ""), after.get(pk, "")) for pk in before if before.get(pk) != after.get(pk)}
    told = report_page(emmy, meeting)["moves"]
    assert {one["pupil"]: (one["was"], one["now"]) for one in told} == moved


@pytest.mark.requirement("H38", "H39", "B3")
def test_report_tells_what_clusters_and_plan_say_anew(live, divided, member):
    emmy = member("emmy")
    plan = live.group.plans.get(period=live.period, subject=divided.subject)
    row = plan.rows.select_related("plan__group", "cluster").first()
    other = divided.clusters.exclude(pk=row.cluster_id).first()
    was = other.name
    rename_cluster(by=emmy, cluster=other, name="Kleine kring", expected=divided.version)
    divided = Clustering.objects.get(pk=divided.pk)
    add_cluster(by=emmy, clustering=divided, name="Uitdagers", expected=divided.version)
    same = {name: getattr(row, name) for name in (*FIELDS, *NUMBERS)}
    save_row(by=emmy, row=row, version=row.version, values=same | {"content": "Blok 6."})
    save_general(by=emmy, plan=plan, version=plan.version, general="Rustig beginnen.")
    close_review(by=member("sanne"), meeting=live)

    told = report_page(emmy, live)

    assert [one["what"] for one in told["clusters"]] == [
        f"cluster {was} heet nu Kleine kring",
        "nieuw cluster Uitdagers",
    ]
    assert [(one["of"], one["label"], one["text"]) for one in told["plans"]] == [
        ("", "Voor iedereen", "Rustig beginnen."),
        (row.cluster.name, str(LABELS["content"]), "Blok 6."),
    ]


def test_what_the_team_needs_is_in_the_report_for_who_may_read_it(live, member):
    origin = TeamNeed.Origin.GROUP_REVIEW
    values = {"kind": "hands", "origin": origin, "origin_key": live.pk}
    name_team_need(by=member("sanne"), text="Een onderwijsassistent.", group=live.group, **values)
    live.participants.create(school=live.school, user=member("fleur").user)
    close_review(by=member("sanne"), meeting=live)

    told = {name: [one["text"] for one in report_page(member(name), live)["team"]] for name in ("emmy", "fleur")}

    assert told == {"emmy": ["Een onderwijsassistent."], "fleur": []}
