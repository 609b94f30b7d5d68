"""A whole period on the demo group: draw up, carry out for three weeks, adjust midway, evaluate, and start the next."""

import datetime as dt
from decimal import Decimal

import pytest

from gezien.needs.actions import start_clustering
from gezien.needs.models import Clustering, Placement
from gezien.plans.actions import change_status, save_row, start_plan
from gezien.plans.actions.versions import adjust_plan, finish_adjusting
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanRow, PlanRowChange, PlanVersion, Session
from gezien.plans.queries.today import given_in
from gezien.results.models import Instrument, Result
from gezien.schools.models import Period


@pytest.fixture
def on(settings):
    """`on("2027-02-08")` makes it that day."""

    def moved(day: str) -> None:
        settings.TODAY = day

    return moved


@pytest.fixture
def third(zwaluw, period) -> Period:
    """A third period, after the second."""
    last = period.ends_on
    Period.objects.filter(pk=period.pk).update(ends_on=dt.date(2027, 4, 30))
    return Period.objects.create(school=zwaluw, year=period.year, number=3, starts_on=dt.date(2027, 5, 1), ends_on=last)


def divide(member, group, subject, period, pupils) -> Clustering:
    """The first four pupils in Intensief, the others in Basis."""
    clustering = start_clustering(by=member, group=group, subject=subject, period=period)
    clusters = {one.name: one for one in clustering.clusters.all()}
    for number, pupil in enumerate(pupils):
        cluster = clusters["Intensief" if number < 4 else "Basis"]
        Placement.objects.update_or_create(
            school=group.school, clustering=clustering, pupil=pupil, defaults={"cluster": cluster}
        )
    return clustering


def draw_up(emmy, group, subject, period) -> tuple[GroupPlan, PlanRow, Goal]:
    """A goal from a need, counted on the main test; agreed and begun."""
    plan = start_plan(by=emmy, group=group, subject=subject, period=period)
    row = PlanRow.objects.select_related("plan__group").get(plan=plan, cluster__name="Intensief")
    goal = Goal.objects.get(row=row, text="Kent de tafels tot en met 5.")
    Goal.objects.filter(row__plan=plan).exclude(pk=goal.pk).delete()
    test = Instrument.objects.get(subject=subject, is_main=True)
    Goal.objects.filter(pk=goal.pk).update(instrument=test, score_type="figure", target=Decimal(60))
    plan = change_status(by=emmy, plan=plan, was="draft", status="agreed")
    return change_status(by=emmy, plan=plan, was="agreed", status="running"), row, goal


def follow_next(emmy, group, subject, period, pupils, goal) -> None:
    """What was not reached comes first, and what goes along stands below the approach."""
    divide(emmy, group, subject, period, pupils)
    following = start_plan(by=emmy, group=group, subject=subject, period=period)
    first = Goal.objects.filter(row__plan=following, row__cluster__name="Intensief").order_by("position")[0]
    assert (first.text, first.carried_from_id) == ("Kent de tafels tot en met 5.", goal.pk)
    next_row = PlanRow.objects.get(plan=following, cluster__name="Intensief")
    assert next_row.approach.endswith("Nu ook met de tafels van 6 en 7.")


def carry_out(client, row, on) -> None:
    """Three weeks on the page of the day, once not."""
    for week in range(3):
        for weekday in (0, 1, 3):
            day = str(dt.date(2027, 2, 8) + dt.timedelta(weeks=week, days=weekday))
            on(day)
            said = {"state": "skipped", "reason": "sportdag"} if (week, weekday) == (1, 3) else {"state": "given"}
            client.post(f"/s/zwaluw/plans/rows/{row.pk}/days/{day}/", {"version": 0, "minutes": 20, **said})
    assert Session.objects.filter(row=row, state="given").count() == 8


def adjust(emmy, row) -> None:
    """Another approach, three times a week."""
    row.refresh_from_db()
    values = {name: getattr(row, name) for name in ("content", "organisation", "evaluation")}
    values |= {"approach": "Elke dag kort automatiseren.", "minutes_a_week": 60, "times_a_week": 3}
    save_row(by=emmy, row=row, version=row.version, values=values)


def evaluate(client, plan, row, goal, pupils) -> None:
    """Figures propose, the teacher decides with exceptions, and looks back."""
    goal.refresh_from_db()
    for pupil, figure in zip(pupils[:4], (70, 65, 61, 40), strict=True):
        Result.objects.create(
            school=plan.school,
            pupil=pupil,
            instrument=goal.instrument,
            moment="T",
            taken_on="2027-04-20",
            figure=figure,
        )
    page = client.get(f"/s/zwaluw/plans/{plan.pk}/evaluation/").content.decode()
    assert "8 van de" in page
    assert "sportdag" in page
    client.post(f"/s/zwaluw/plans/goals/{goal.pk}/pupils/", {"proposed": "1"})
    last = GoalOutcome.objects.get(goal=goal, pupil=pupils[3])
    assert last.outcome in ("partly", "not")
    client.post(
        f"/s/zwaluw/plans/rows/{row.pk}/reflection/",
        {"version": 0, "helped": "yes", "adjustments": "Nu ook met de tafels van 6 en 7."},
    )
    client.post(f"/s/zwaluw/plans/{plan.pk}/evaluation/reflection/", {"version": 0, "time": "Eén keer uitgevallen."})
    client.post(f"/s/zwaluw/plans/{plan.pk}/evaluation/closure/", {"was": "running"})


@pytest.mark.requirement("H18", "H25", "H29", "H31", "H32", "H33")
def test_a_period_from_drawing_up_to_the_next_plan(
    sign_in, member, group_5b, arithmetic, period, third, pupils_5b, write_need, on
):
    emmy, client = member("emmy"), sign_in("emmy")
    period.refresh_from_db()

    divide(emmy, group_5b, arithmetic, period, pupils_5b)
    write_need(pupils_5b[0], "Kent de tafels tot en met 5.")
    plan, row, goal = draw_up(emmy, group_5b, arithmetic, period)

    carry_out(client, row, on)
    given = next(one for one in given_in(group_5b, dt.date(2027, 2, 26)) if one.row.pk == row.pk)
    assert (given.given_times, given.given_minutes, given.reasons) == (8, 160, ("sportdag",))

    # Adjust midway, with a reason: what was agreed stays as a version, what it said before with who and when.
    adjust_plan(by=emmy, plan=plan, why="Automatiseren blijft achter.")
    adjust(emmy, row)
    finish_adjusting(by=emmy, plan=plan)
    change = PlanRowChange.objects.get(row=row)
    assert (change.changed_by, "approach" in change.before) == (emmy.user, True)

    on("2027-04-26")
    evaluate(client, plan, row, goal, pupils_5b)
    assert GroupPlan.objects.get(pk=plan.pk).status == GroupPlan.Status.EVALUATED
    versions = PlanVersion.objects.filter(plan=plan).order_by("number")
    assert [one.occasion for one in versions] == ["agreed", "adjusted", "evaluated"]

    on("2027-05-03")
    follow_next(emmy, group_5b, arithmetic, third, pupils_5b, goal)
