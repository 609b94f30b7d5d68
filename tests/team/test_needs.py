"""What teaching asks of the team: named where it comes up, agreed on, and followed until it is there."""

import pytest
from django.urls import reverse

from gezien.agreements.actions import close_agreement
from gezien.audit.models import AuditEvent
from gezien.cases.models import Case
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.plans.models import GroupPlan
from gezien.schools.rules import NotAllowed
from gezien.team.actions import agree_on_team_need, change_team_need, name_team_need, reopen_team_need, settle_team_need
from gezien.team.models import TeamNeed
from gezien.team.queries import needs_of, team_list
from gezien.team.rules import visible_team_needs, why_team_need_visible
from tests.factories.meetings import opened

CAST = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")
PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _nothing_named(zwaluw):
    TeamNeed.objects.all().delete()


@pytest.fixture
def plan(group_5b) -> GroupPlan:
    return GroupPlan.objects.filter(group=group_5b).earliest("pk")


def named(by, **values) -> TeamNeed:
    return name_team_need(by=by, **{"text": "Een tweede rekenrek", "kind": "material", **values})


@pytest.mark.requirement("E9")
def test_need_named_in_a_plans_evaluation_stands_there_and_in_the_coachs_list(member, sign_in, plan):
    page = reverse("plans:evaluation", args=[plan.school.slug, plan.pk])
    sent = {"text": "Meer blokjes", "kind": "material", "origin": f"plan-{plan.pk}", "group": plan.group_id}

    reply = sign_in("emmy").post(reverse("team:add", args=[plan.school.slug]), {**sent, "next": page})

    assert (reply.status_code, reply.url) == (302, page)
    assert [row["text"] for row in needs_of(member("tom"), "plan", plan.pk)] == ["Meer blokjes"]
    row = team_list(member("sanne"))["sections"][0]["rows"][0]
    assert (row["group"], row["place"][1], row["agreement"]) == ("Groep 5b", page, None)


@pytest.mark.requirement("E9")
def test_part_of_a_page_comes_back_with_the_new_row_and_with_what_is_wrong(sign_in, plan):
    client, address = sign_in("emmy"), reverse("team:add", args=[plan.school.slug])
    sent = {"kind": "time", "origin": f"plan-{plan.pk}", "group": plan.group_id}

    kept = client.post(address, {**sent, "text": "Een uur om voor te bereiden"}, headers=PART)
    refused = client.post(address, {**sent, "text": ""}, headers=PART)

    assert (kept.status_code, refused.status_code) == (200, 422)
    assert [row["text"] for row in kept.context["team"]["rows"]] == ["Een uur om voor te bereiden"]
    assert len(refused.context["team"]["errors"]) == 1


def test_need_cannot_be_tied_to_a_plan_one_may_not_open(sign_in, plan):
    sent = {"text": "Blokjes", "kind": "material", "origin": f"plan-{plan.pk}"}

    reply = sign_in("fleur").post(reverse("team:add", args=[plan.school.slug]), sent)

    assert (reply.status_code, TeamNeed.objects.count()) == (404, 0)
    assert "Blokjes" in reply.content.decode()


@pytest.mark.requirement("E9")
def test_need_of_a_review_leads_to_its_room(member, group_5b):
    review = opened(member("sanne"), group_5b)
    named(member("emmy"), origin="group_review", origin_key=review.pk, group=group_5b)

    row = team_list(member("karim"))["sections"][0]["rows"][0]

    assert row["place"][1] == reverse("meetings:room", args=[group_5b.school.slug, review.pk])


@pytest.mark.requirement("E9")
def test_need_is_followed_by_an_agreement_and_asks_at_its_end_whether_it_is_there(member):
    coach = member("sanne")
    need = named(member("emmy"))
    made = agree_on_team_need(
        by=coach, need=need, version=1, what="Een rek bestellen", owner=coach.user, due_on=clock.today()
    )
    before = team_list(coach)

    close_agreement(by=coach, agreement=made, version=made.version, outcome="done")

    after = team_list(coach)
    assert (before["to_ask"], before["without_agreement"], after["to_ask"]) == (0, 0, 1)
    settle_team_need(by=coach, need=need, version=need.version, outcome="met", note="Staat er.")
    assert (team_list(coach)["open"], team_list(coach)["settled"][0]["note"]) == (0, "Staat er.")


@pytest.mark.requirement("E9")
def test_settled_need_opens_again_and_is_not_changed_meanwhile(member):
    emmy = member("emmy")
    need = settle_team_need(by=emmy, need=named(emmy), version=1, outcome="dropped")

    with pytest.raises(NotAllowed):
        change_team_need(by=emmy, need=need, version=need.version, text="Anders", kind="time")
    reopen_team_need(by=emmy, need=need, version=need.version)

    assert (need.outcome, need.closed_at, team_list(emmy)["open"]) == ("", None, 1)


def test_second_of_two_changes_at_once_is_told(member):
    need = named(member("emmy"))
    change_team_need(by=member("sanne"), need=TeamNeed.objects.get(), version=1, text="Twee rekken", kind="material")

    with pytest.raises(StaleVersion):
        change_team_need(by=member("emmy"), need=need, version=1, text="Drie rekken", kind="material")


@pytest.mark.parametrize("about_group", [True, False])
def test_queryset_and_reason_agree_for_everyone(member, group_5b, about_group):
    need = named(member("emmy"), group=group_5b if about_group else None)

    sees = {name for name in CAST if visible_team_needs(member(name)).filter(pk=need.pk).exists()}

    assert sees == {name for name in CAST if why_team_need_visible(member(name), need)}
    assert sees == {"emmy", "sanne", "karim", *(["tom"] if about_group else [])}


def test_duo_partner_reads_but_does_not_settle(member, group_5b):
    need = named(member("emmy"), group=group_5b)

    with pytest.raises(NotAllowed):
        settle_team_need(by=member("tom"), need=need, version=1, outcome="met")


def test_log_tells_that_it_was_named_and_not_what(member):
    named(member("emmy"), text="Iets over Sem")

    event = AuditEvent.objects.latest("pk")
    assert (event.verb, "Sem" in str(event.details)) == ("team_need.named", False)


@pytest.mark.requirement("E9")
@pytest.mark.parametrize("number", [1, 12])
def test_statements_do_not_grow_with_the_needs(member, plan, django_assert_num_queries, number):
    coach = member("sanne")
    for kind in range(number):
        named(coach, text=f"Nummer {kind}", origin="plan", origin_key=plan.pk, group=plan.group)

    with django_assert_num_queries(4):
        assert team_list(coach)["open"] == number


@pytest.mark.requirement("E9", "Z3")
def test_need_is_named_in_the_room_of_a_review_and_on_the_page_of_a_case(member, sign_in, group_5b, pupils_5b):
    review = opened(member("sanne"), group_5b)
    item = review.agenda.get(matter="takeaways")
    case, _new = Case.objects.get_or_create(
        school=group_5b.school, pupil=pupils_5b[0], closed_on=None, defaults={"registered_on": clock.today()}
    )
    emmy, slug = sign_in("emmy"), group_5b.school.slug

    room = emmy.get(reverse("meetings:room", args=[slug, review.pk]), {"item": item.pk}).content.decode()
    page = emmy.get(reverse("cases:case", args=[slug, case.pk])).content.decode()
    sent = {"text": "Meekijken", "kind": "looking_along", "origin": f"pupil_review-{case.pk}"}
    emmy.post(reverse("team:add", args=[slug]), sent, headers=PART)

    assert f'value="group_review-{review.pk}"' in room
    assert f'value="pupil_review-{case.pk}"' in page
    row = team_list(member("sanne"))["sections"][0]["rows"][0]
    assert (row["place"][1], pupils_5b[0].call_name in row["place"][0]) == (
        reverse("cases:case", args=[slug, case.pk]),
        False,
    )


WORDS = "Twee kasten staan er."


def test_second_of_two_who_settle_gets_the_words_back_and_may_settle_again(member, sign_in):
    need = named(member("emmy"))
    change_team_need(by=member("sanne"), need=TeamNeed.objects.get(), version=1, text="Twee rekken", kind="material")
    url, sent = reverse("team:closure", args=[need.school.slug, need.pk]), {"outcome": "dropped", "note": WORDS}

    page = sign_in("emmy").post(url, {**sent, "version": 1})

    assert page.status_code == 409
    assert all(words in page.content.decode() for words in (WORDS, "Twee rekken"))
    assert sign_in("emmy").post(url, {**sent, "version": page.context["form"]["version"].value()}).status_code == 302
    assert TeamNeed.objects.get().closing_note == WORDS


def test_settling_that_is_not_valid_keeps_the_words(member, sign_in):
    need = named(member("emmy"))
    sent = {"outcome": "dropped", "note": WORDS * 30, "version": 1}
    page = sign_in("emmy").post(reverse("team:closure", args=[need.school.slug, need.pk]), sent)
    assert (page.status_code, WORDS in page.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("closure", {"outcome": "dropped", "note": WORDS}),
        ("need", {"text": WORDS, "kind": "time"}),
        ("agreement", {"what": WORDS, "due_on": "2027-05-01"}),
    ],
)
def test_words_about_what_was_settled_meanwhile_are_given_back(member, sign_in, name, sent):
    need = settle_team_need(by=member("sanne"), need=named(member("emmy")), version=1, outcome="met")
    page = sign_in("emmy").post(reverse(f"team:{name}", args=[need.school.slug, need.pk]), {**sent, "version": 1})
    assert (page.status_code, WORDS in page.content.decode()) == (409, True)
