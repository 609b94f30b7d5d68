"""What a screen of the room is told of a change in the file, and the one form or rows that it then asks for."""

import re
from html import unescape

import pytest

from gezien.audit.log import record_each
from gezien.audit.models import AuditEvent
from gezien.cases.actions import save_part
from gezien.cases.models import CasePart
from gezien.common.live import hub as hubs
from gezien.meetings.actions.recorded import save_judgement
from gezien.meetings.actions.reviews import open_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.looking_back import plans_of_before
from gezien.plans.actions import save_general, save_row
from gezien.plans.models import GroupPlan
from gezien.plans.queries.proposal import FIELDS
from tests.factories.guests import make_case
from tests.factories.meetings import address, at, item_of, room_at

pytestmark = pytest.mark.requirement("H37", "B3")
Matter = AgendaItem.Matter


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """`told(do)`: the messages to screens of rooms when this is done and committed."""
    heard = []
    monkeypatch.setattr(hubs.hub, "send", lambda topic, told: heard.append(told | {"topic": topic}))

    def listen(do) -> list[dict]:
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return [one for one in heard if one["topic"].startswith("meeting:")]

    return listen


@pytest.fixture
def plan(live) -> GroupPlan:
    """The first plan of 5b in the period of the review."""
    return live.group.plans.filter(period=live.period).order_by("subject__position").first()


def part_of(client, meeting: Meeting, matter: str, form: str):
    """What a screen that shows this point asks for."""
    return client.get(address("part", meeting, item_of(meeting, matter).pk), {"form": form})


def form_on(page, name: str) -> dict[str, str]:
    """What stands in the fields of a form of a page, by its live name."""
    form = re.search(rf'<form[^>]*data-live-form="{name}".*?</form>', page.text, re.DOTALL)[0]
    texts = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    numbers = re.findall(r'<input[^>]*type="number"[^>]*name="(\w+)"[^>]*value="(\d*)"', form)
    return {key: unescape(value) for key, value in [*texts, *numbers]}


# --- told -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "told_as"), [(1, "rows"), (12, "rows"), (13, "matter")])
def test_some_pupils_are_told_by_row_and_many_as_the_whole(live, member, pupils_5b, told, size, told_as):
    rows = [(pupil, {}) for pupil in pupils_5b[:size]]

    heard = told(lambda: record_each(member("sanne"), "signal.taken_up", rows))

    assert [one["kind"] for one in heard] == [told_as]
    assert heard[0].get("pupils", heard[0].get("what")) in (sorted(one.pk for one, _ in rows), "overview")


def test_changes_of_two_pupils_are_two_messages_that_both_arrive(live, member, pupils_5b, told):
    def twice() -> None:
        for pupil in pupils_5b[:2]:
            record_each(member("sanne"), "signal.taken_up", [(pupil, {})])

    assert len({(one["kind"], one["key"]) for one in told(twice)}) == 2


def test_row_says_who_wrote_so_that_two_people_are_two_messages(live, member, pupils_5b, told):
    def both() -> None:
        for name in ("emmy", "sanne"):
            record_each(member(name), "signal.taken_up", [(pupils_5b[0], {})])

    heard = told(both)

    assert [one["person"] for one in heard] == [f"u{member(name).user.pk}" for name in ("emmy", "sanne")]
    assert len({one["key"] for one in heard}) == 2


def test_sitting_about_a_case_hears_no_key_of_a_pupil(member, pupils_5b, told):
    case = make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)
    sitting = _sitting(member("sanne"), case)

    heard = told(lambda: record_each(member("sanne"), "need.saved", [(pupils_5b[0], {})]))
    mine = [one for one in heard if one["topic"] == f"meeting:{sitting.pk}"]

    assert [(one["kind"], "pupils" in one) for one in mine] == [("matter", False)]


def test_text_of_a_plan_is_told_as_its_form_without_its_words(live, member, plan, told):
    emmy = member("emmy")

    heard = told(lambda: save_general(by=emmy, plan=plan, version=plan.version, general="Rustig beginnen."))

    (one,) = heard
    assert (one["form"], one["person"]) == (f"plan-{plan.pk}-general", f"u{emmy.user.pk}")
    assert one["version"] == plan.version  # so that the screen on which it was written knows that it stands there
    assert "Rustig" not in str(heard)


def test_text_of_a_case_is_told_as_its_part_and_not_as_which_case(member, pupils_5b, told):
    case = make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)
    _sitting(member("sanne"), case)
    version = CasePart.objects.get(case=case, key="ideas").version

    heard = told(lambda: save_part(by=member("emmy"), case=case, key="ideas", version=version, text="Uitbeelden."))

    (one,) = heard
    assert (one["part"], one["person"], one["version"]) == ("ideas", f"u{member('emmy').user.pk}", version + 1)
    assert {"form", "case", "pupil", "values"}.isdisjoint(one)


def _sitting(by, case) -> Meeting:
    """The pupil review with this case on its agenda, open now."""
    return open_review(by=by, meeting=plan_sitting(by=by, starts_at=at(0), cases=[case]))


# --- asked for --------------------------------------------------------------------------------------------------------


def test_plan_for_everyone_alone_is_what_the_page_shows(live, member, plan, sign_in):
    save_general(by=member("emmy"), plan=plan, version=plan.version, general="Rustig <beginnen>.")
    emmy, name = sign_in("emmy"), f"plan-{plan.pk}-general"

    part = part_of(emmy, live, Matter.PLAN, name).json()

    assert part == {"form": name, "version": plan.version, "values": {"general": "Rustig <beginnen>."}}
    assert form_on(room_at(emmy, live, Matter.PLAN), name) == part["values"]


def test_row_of_a_plan_alone_is_what_the_page_shows(live, member, plan, sign_in):
    row = plan.rows.first()
    values = {name: getattr(row, name) for name in (*FIELDS, "times_a_week")}
    values |= {"approach": "Vooraf.", "minutes_a_week": 30}
    save_row(by=member("emmy"), row=row, version=row.version, values=values)
    emmy, name = sign_in("emmy"), f"plan-row-{row.pk}"

    part = part_of(emmy, live, Matter.PLAN, name).json()

    assert form_on(room_at(emmy, live, Matter.PLAN), name) == part["values"]
    assert (part["values"]["approach"], part["values"]["minutes_a_week"]) == ("Vooraf.", "30")


def test_judgement_alone_has_its_marks(live, member, plan, sign_in):
    values = {"version": 0, "carried_out": "partly", "feasible": "", "words": "Te vol."}
    save_judgement(by=member("emmy"), meeting=live, plan=plan, of="plan", **values)

    part = part_of(sign_in("tom"), live, Matter.PLAN, f"judgement-{plan.pk}-plan").json()

    assert part["values"] == {"carried_out": "partly", "words": "Te vol."}


def test_judgement_of_a_plan_of_the_period_before_alone_is_there_too(live, member, sign_in):
    before = plans_of_before(live).first()
    values = {"version": 0, "carried_out": "yes", "feasible": "", "words": "Deden we elke dag."}
    save_judgement(by=member("emmy"), meeting=live, plan=before, of="plan", **values)

    part = part_of(sign_in("tom"), live, Matter.PLAN, f"judgement-{before.pk}-plan").json()

    assert part["values"] == {"carried_out": "yes", "words": "Deden we elke dag."}


def test_text_of_a_case_alone_is_for_who_reads_the_case(member, pupils_5b, sign_in):
    case = make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)
    sitting = _sitting(member("sanne"), case)
    sitting.participants.create(school=sitting.school, user=member("fleur").user)
    text = CasePart.objects.get(case=case, key="ideas")
    url = address("part", sitting, sitting.agenda.get(case=case).pk)
    asked = {"form": f"case-{case.pk}-ideas"}

    answers = {name: sign_in(name).get(url, asked).status_code for name in ("emmy", "sanne", "fleur", "karim")}

    assert answers == {"emmy": 200, "sanne": 200, "fleur": 404, "karim": 200}
    assert sign_in("emmy").get(url, asked).json()["values"] == {"text": text.text}
    read = AuditEvent.objects.filter(verb="case.read", object_id=case.pk, details__review=sitting.pk)
    assert read.count() == 3  # each of the three once, however often they ask


@pytest.mark.parametrize("form", ["", "minutes-1", "case-1-ideas", "plan-0-general", "plan-row-999999999999", "x" * 99])
def test_form_that_is_not_in_the_middle_is_not_found(live, sign_in, form):
    assert part_of(sign_in("emmy"), live, Matter.PLAN, form).status_code == 404


def test_plan_of_another_group_is_not_read_through_this_room(live, sign_in, zwaluw):
    other = GroupPlan.objects.filter(school=zwaluw).exclude(group=live.group).first()

    assert part_of(sign_in("sanne"), live, Matter.PLAN, f"plan-{other.pk}-general").status_code == 404


@pytest.fixture
def forms(live, member, plan) -> list[str]:
    """The forms of a plan: for everyone, of one cluster, and what the review thinks of it."""
    values = {"version": 0, "carried_out": "partly", "feasible": "", "words": "Te vol."}
    save_judgement(by=member("emmy"), meeting=live, plan=plan, of="plan", **values)
    return [f"plan-{plan.pk}-general", f"plan-row-{plan.rows.first().pk}", f"judgement-{plan.pk}-plan"]


def test_invited_colleague_does_not_read_the_plan_form_by_form(live, member, forms, sign_in):
    live.participants.create(school=live.school, user=member("fleur").user)

    answers = {
        name: [part_of(sign_in(name), live, Matter.PLAN, one).status_code for one in forms] for name in ("tom", "fleur")
    }

    assert answers == {"tom": [200, 200, 200], "fleur": [404, 404, 404]}


def test_forms_of_a_plan_are_asked_for_at_the_point_where_they_stand(live, forms, sign_in):
    emmy = sign_in("emmy")

    assert [part_of(emmy, live, Matter.AGREEMENTS, one).status_code for one in forms] == [404, 404, 404]


def test_one_form_asks_a_few_statements_however_large_the_plan(live, plan, sign_in, django_assert_num_queries):
    emmy = sign_in("emmy")
    part_of(emmy, live, Matter.PLAN, f"plan-{plan.pk}-general")

    url = address("part", live, item_of(live, Matter.PLAN).pk)
    with django_assert_num_queries(7):
        emmy.get(url, {"form": f"plan-{plan.pk}-general"})
