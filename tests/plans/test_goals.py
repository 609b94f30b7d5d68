"""Goals of a plan: writing with two, figures from results, taking out and back, order."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from gezien.audit.models import AuditEvent
from gezien.needs.models import Placement
from gezien.plans.actions import Overlap, add_goal, move_goal, remove_goal, restore_goal, save_goal
from gezien.plans.forms import page_values
from gezien.plans.models import Goal, GoalChange, PlanRow
from gezien.plans.queries import plan_sheet, with_names
from gezien.plans.queries.figures import challenge, growth, standing, standing_words
from gezien.results.actions.instruments import ScaleInUse, remove_instrument
from gezien.results.models import Instrument, Result
from gezien.results.queries import recent_scores
from gezien.schools.rules import NotAllowed


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=["zwaluw", *args])


@pytest.fixture
def main_test(arithmetic) -> Instrument:
    return Instrument.objects.get(subject=arithmetic, is_main=True)


@pytest.fixture
def goal(member, intensive) -> Goal:
    """A goal of Emmy in the row Intensief."""
    return add_goal(by=member("emmy"), row=intensive, text="Telt terug vanaf 50.")


@pytest.fixture
def typed(goal):
    """`typed(text="…")` is what the action is given for this goal."""

    def of(**changes) -> dict:
        names = ("text", "measure", "instrument_id", "score_type", "level", "target")
        return {name: getattr(goal, name) for name in names} | changes

    return of


# --- writing with two -------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H19")
def test_goal_keeps_words_and_how_one_will_see_it(member, goal, typed):
    save_goal(by=member("emmy"), goal=goal, version=1, values=typed(measure="In het schrift, 8 van de 10 goed."))
    stored = Goal.objects.get(pk=goal.pk)
    assert (stored.text, stored.measure, stored.version) == (goal.text, "In het schrift, 8 van de 10 goed.", 2)


def test_two_in_different_fields_of_one_goal_both_keep_their_words(member, goal, typed):
    save_goal(by=member("emmy"), goal=goal, version=1, values=typed(text="Van Emmy."))
    stored = save_goal(by=member("tom"), goal=goal, version=1, values=typed(measure="Van Tom."))
    assert (stored.text, stored.measure, stored.version) == ("Van Emmy.", "Van Tom.", 3)


def test_two_in_the_same_field_of_a_goal_overlap_and_nothing_is_written(member, goal, typed):
    save_goal(by=member("emmy"), goal=goal, version=1, values=typed(text="Van Emmy."))
    with pytest.raises(Overlap) as caught:
        save_goal(by=member("tom"), goal=goal, version=1, values=typed(text="Van Tom.", measure="Ook Tom."))
    assert (caught.value.fields, caught.value.merged["measure"]) == (("text",), "Ook Tom.")
    assert Goal.objects.get(pk=goal.pk).measure == ""


def test_change_of_a_goal_keeps_what_it_said_and_who_changed_it(member, goal, typed):
    save_goal(by=member("tom"), goal=goal, version=1, values=typed(text="Nieuw."))
    change = GoalChange.objects.get(goal=goal)
    assert (change.version, change.before, change.changed_by.username) == (1, {"text": "Telt terug vanaf 50."}, "duo")


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H19")
def test_where_pupils_stand_is_counted_from_their_results(member, goal, typed, main_test, pupils_5b):
    values = typed(instrument_id=main_test.pk, score_type="figure", target=Decimal(200))
    stored = save_goal(by=member("emmy"), goal=goal, version=1, values=values)
    figures = sorted(
        Result.objects.filter(pupil=pupil, instrument=main_test).latest("taken_on", "pk").figure
        for pupil in pupils_5b[:4]
    )
    assert stored.current == ((figures[1] + figures[2]) / 2).quantize(Decimal("0.1"))
    assert (stored.target, stored.score_type) == (200, "figure")


def test_without_a_test_nothing_is_counted(member, goal, typed, main_test):
    values = typed(instrument_id=main_test.pk, score_type="share", level="III", target=Decimal(80))
    save_goal(by=member("emmy"), goal=goal, version=1, values=values)
    values = {**values, "instrument_id": None}
    stored = save_goal(by=member("emmy"), goal=goal, version=2, values=values)
    assert (stored.score_type, stored.level, stored.target, stored.current) == ("", "", None, None)


def test_pupils_without_results_have_no_standing(member, goal, typed, main_test, pupils_5b):
    Result.objects.filter(pupil__in=pupils_5b[:4]).delete()
    values = typed(instrument_id=main_test.pk, score_type="figure", target=Decimal(60))
    assert save_goal(by=member("emmy"), goal=goal, version=1, values=values).current is None
    assert standing_words(None, "figure") == "Van deze leerlingen zijn er nog geen resultaten."


def test_standing_says_middle_lowest_and_highest_of_the_newest_moment(main_test, pupils_5b):
    pupils = [pupil.pk for pupil in pupils_5b[:3]]
    for place, pupil in enumerate(pupils):
        last = Result.objects.filter(pupil=pupil, instrument=main_test).latest("taken_on", "pk")
        Result.objects.filter(pk=last.pk).update(figure=[50, 41, 62][place], level=["III", "IV", "II"][place])
    scores = recent_scores(pupils_5b[0].school_id, pupils, moments=2)
    found = standing(pupils, main_test, scores, "III")
    assert (found.middle, found.low, found.high, found.share) == (50, 41, 62, 67)
    assert standing_words(found, "figure") == "M5: middelste 50, laagste 41, hoogste 62 (3 van 3 leerlingen)"
    assert standing_words(found, "share") == "M5: 2 van de 3 leerlingen met een resultaat, 67 %"


@pytest.mark.requirement("H19")
def test_challenge_puts_the_target_beside_past_growth_and_ambition(main_test):
    goal = Goal(instrument=main_test, score_type="figure", current=Decimal(47), target=Decimal(57))
    assert challenge(goal, (Decimal(8), 4), (80, "III")) == [
        "Dit doel: +10",
        "Groei van de vorige periode: +8 (middelste van 4 leerlingen)",
        "Ambitie van de school: 80 % op niveau III of hoger",
    ]


def test_growth_is_the_middle_of_who_made_both_tests(main_test, pupils_5b):
    pupils = [pupil.pk for pupil in pupils_5b[:3]]
    for pupil, steps in zip(pupils, ((40, 50), (40, 48), (40, 43)), strict=True):
        both = Result.objects.filter(pupil=pupil, instrument=main_test).order_by("-taken_on", "-pk")[:2]
        for result, figure in zip(both, reversed(steps), strict=True):
            Result.objects.filter(pk=result.pk).update(figure=figure)
    scores = recent_scores(pupils_5b[0].school_id, pupils, moments=2)
    assert growth(pupils, main_test, scores) == (8, 3)


# --- out, back, order -------------------------------------------------------------------------------------------------


def test_goal_that_was_taken_out_comes_back_as_it_was(member, goal, intensive):
    remove_goal(by=member("emmy"), goal=goal)
    assert goal not in PlanRow.objects.get(pk=intensive.pk).goals.all()
    restore_goal(by=member("tom"), goal=goal)
    assert Goal.objects.get(pk=goal.pk).text == "Telt terug vanaf 50."
    assert AuditEvent.objects.filter(verb__startswith="plan_goal.", object_id=goal.pk).count() == 3


def test_goal_moves_up_and_stops_at_the_top(member, goal, intensive):
    order = list(Goal.objects.filter(row=intensive).values_list("pk", flat=True))
    for _step in order:
        move_goal(by=member("emmy"), goal=goal, up=True)
    after = list(Goal.objects.filter(row=intensive).values_list("pk", flat=True))
    assert after == [goal.pk, *(pk for pk in order if pk != goal.pk)]
    assert Goal.objects.get(pk=goal.pk).version == 1


def test_head_changes_no_goal(member, goal, intensive, typed):
    for write in (
        lambda: add_goal(by=member("karim"), row=intensive),
        lambda: save_goal(by=member("karim"), goal=goal, version=1, values=typed()),
        lambda: remove_goal(by=member("karim"), goal=goal),
        lambda: move_goal(by=member("karim"), goal=goal, up=True),
    ):
        with pytest.raises(NotAllowed):
            write()


# --- the page ---------------------------------------------------------------------------------------------------------


def test_autosave_of_a_goal_gives_figures_and_what_a_colleague_wrote(sign_in, goal, main_test):
    opened = {**page_values(goal), "version": 1}
    sign_in("tom").post(url("goal", goal.pk), {**opened, "measure": "Van Tom."})
    sent = {**opened, "counted": f"{main_test.pk}:share:III", "target": "80"}
    reply = sign_in("emmy").post(url("goal", goal.pk), sent, headers={"X-Autosave": "1"})
    assert (reply.status_code, reply.json()["merged"]) == (200, {"measure": "Van Tom."})
    assert reply.json()["figures"]["challenge"] == ["Ambitie van de school: 80 % op niveau III of hoger"]


def test_autosave_of_a_goal_in_the_same_field_shows_what_stands_there(sign_in, goal):
    opened = {**page_values(goal), "version": 1}
    sign_in("tom").post(url("goal", goal.pk), {**opened, "text": "Van Tom.", "measure": "Ook Tom."})
    reply = sign_in("emmy").post(url("goal", goal.pk), {**opened, "text": "Van Emmy."}, headers={"X-Autosave": "1"})
    assert (reply.status_code, reply.json()["current"]) == (409, {"text": "Van Tom.", "version": "2"})
    assert reply.json()["merged"] == {"measure": "Ook Tom."}


def test_without_script_both_texts_of_a_goal_are_shown(sign_in, goal):
    opened = {**page_values(goal), "version": 1}
    sign_in("tom").post(url("goal", goal.pk), {**opened, "text": "Van Tom."})
    response = sign_in("emmy").post(url("goal", goal.pk), {**opened, "text": "Van Emmy."})
    page = response.content.decode()
    assert response.status_code == 409
    assert all(text in page for text in ("Van Tom.", "Van Emmy.", 'name="version" value="2"'))


@pytest.mark.parametrize(
    ("counted", "target", "problem"),
    [("{pk}:share:III", "120", "Een deel is hoogstens 100"), ("{pk}:figure", "veel", "Voer een getal in")],
)
def test_wrong_target_is_said_and_nothing_typed_is_lost(counted, target, problem, sign_in, goal, main_test):
    sent = {**page_values(goal), "version": 1, "text": "Mijn doel.", "target": target}
    sent["counted"] = counted.format(pk=main_test.pk)
    response = sign_in("emmy").post(url("goal", goal.pk), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert all(text in page for text in ("Mijn doel.", f'value="{target}"', problem))


def test_test_of_another_subject_is_no_choice(sign_in, goal):
    other = Instrument.objects.exclude(subject=goal.row.plan.subject)[0]
    sent = {**page_values(goal), "version": 1, "counted": f"{other.pk}:figure", "target": "50"}
    assert sign_in("emmy").post(url("goal", goal.pk), sent).status_code == 422


@pytest.mark.requirement("H14")
def test_coach_looks_at_a_goal_without_script_and_what_was_typed_is_saved(sign_in, goal):
    sent = {**page_values(goal), "version": 1, "text": "Is goed in rekenen.", "look": "1"}
    page = sign_in("emmy").post(url("goal", goal.pk), sent).content.decode()
    assert 'class="coach-advice' in page
    assert Goal.objects.get(pk=goal.pk).text == "Is goed in rekenen."


def test_taking_out_without_script_saves_first_and_offers_the_way_back(sign_in, goal):
    emmy = sign_in("emmy")
    sent = {**page_values(goal), "version": 1, "text": "Nog gauw getypt."}
    page = emmy.post(url("goal_removal", goal.pk), sent, follow=True).content.decode()
    assert url("goal_restoration", goal.pk) in page
    emmy.post(url("goal_restoration", goal.pk))
    assert Goal.objects.get(pk=goal.pk).text == "Nog gauw getypt."


def test_goal_that_was_taken_out_is_put_back_from_its_list_after_leaving_the_page(sign_in, goal):
    emmy, plan = sign_in("emmy"), goal.row.plan_id
    before = emmy.get(url("detail", plan)).content.decode()
    emmy.post(url("goal_removal", goal.pk), {**page_values(goal), "version": 1})

    page = emmy.get(url("detail", plan)).content.decode()
    listed = emmy.get(url("removed_goals", plan))
    emmy.post(url("goal_restoration", listed.context["rows"][0]["pk"]))

    assert (url("removed_goals", plan) in before, url("removed_goals", plan) in page) == (False, True)
    assert [row["pk"] for row in listed.context["rows"]] == [goal.pk]
    assert Goal.objects.filter(pk=goal.pk).exists()


@pytest.mark.parametrize("name", ["goal_removal", "goal_place"])
def test_goal_in_which_a_colleague_wrote_too_is_shown_as_typed_and_stays(name, member, sign_in, goal, typed):
    save_goal(by=member("tom"), goal=goal, version=1, values=typed(text="Van Tom."))
    sent = {**page_values(goal), "version": 1, "text": "Van Emmy.", "to": "up"}
    for headers in ({}, {"HX-Request": "true"}):
        reply = sign_in("emmy").post(url(name, goal.pk), sent, headers=headers)
        page = reply.content.decode()
        assert (reply.status_code, "Van Tom." in page, "Van Emmy." in page) == (409, True, True)
    assert Goal.objects.get(pk=goal.pk).removed_at is None


@pytest.mark.parametrize(("counted", "kept"), [("", True), ("none", False)])
def test_test_out_of_use_keeps_the_figures_of_its_goals(counted, kept, sign_in, goal, main_test):
    Goal.objects.filter(pk=goal.pk).update(instrument=main_test, score_type="figure", target=60)
    Instrument.objects.filter(pk=main_test.pk).update(is_active=False)
    shown = plan_sheet(with_names(type(goal.row.plan).objects.all()).get(pk=goal.row.plan_id)).goal(goal.pk)
    assert shown.kept == (f"{main_test.pk}:figure", f"{main_test.name} (buiten gebruik)")
    sent = {"version": 1, "text": "Anders gezegd.", "measure": "", "counted": counted, "target": "60"}
    assert sign_in("emmy").post(url("goal", goal.pk), sent, headers={"X-Autosave": "1"}).status_code == 200
    assert (Goal.objects.get(pk=goal.pk).instrument_id == main_test.pk) is kept


def test_goal_of_an_emptied_cluster_says_there_are_no_results(sign_in, goal, main_test, clustering):
    Goal.objects.filter(pk=goal.pk).update(instrument=main_test, score_type="figure", target=60)
    Placement.objects.filter(clustering=clustering).delete()
    shown = plan_sheet(with_names(type(goal.row.plan).objects.all()).get(pk=goal.row.plan_id)).goal(goal.pk)
    assert shown.now == "Van deze leerlingen zijn er nog geen resultaten."


def test_test_that_a_goal_counts_on_is_not_removed(member, zwaluw):
    unused = Instrument.objects.filter(results=None)[0]
    row = PlanRow.objects.filter(plan__school=zwaluw)[0]
    Goal.objects.create(school=zwaluw, row=row, text="Groeit.", instrument=unused, score_type="figure")
    with pytest.raises(ScaleInUse, match="tellen op deze toets"), translation.override("nl"):
        remove_instrument(by=member("sanne"), instrument=unused, version=unused.version)
    assert Instrument.objects.filter(pk=unused.pk).exists()
