"""Themes, takeaways, judgements and points of attention: put down in the room, there again next time."""

import pytest

from gezien.agreements.models import Agreement
from gezien.common.models import StaleVersion
from gezien.meetings.actions.recorded import add_attention, save_judgement, save_remark
from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import AgendaItem, AttentionPoint, Judgement, Meeting, Remark
from gezien.meetings.points import TAKEAWAYS, THEMES
from gezien.meetings.queries.looking_back import plans_of_before
from gezien.meetings.queries.recorded import themes
from gezien.needs.actions.looking import look_at_school
from gezien.needs.queries.attention import group_attention
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import address, item_of, opened, planned, room_at
from tests.factories.meetings import at as starts

Matter = AgendaItem.Matter
SAVES = {"X-Autosave": "1"}
PART = {"HX-Request": "true"}


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


@pytest.mark.requirement("Z2")
def test_group_is_discussed_by_its_six_themes(live, sign_in):
    shown = room_at(sign_in("emmy"), live, Matter.GROUP).context["themes"]

    assert [theme["key"] for theme in shown] == [theme.key for theme in THEMES]
    assert [theme["key"] for theme in shown] == [
        "atmosphere",
        "work_climate",
        "independence",
        "group_forming",
        "cooperation",
        "interaction",
    ]


def test_theme_shows_what_was_prepared_about_it_and_the_rest_stands_apart(live):
    live.preparation.answers.filter(key="independence").update(text="Twintig minuten.")
    live.preparation.answers.filter(key="own_question").update(text="Hoe start ik?")

    shown = themes(live, list(live.preparation.answers.all()))

    prepared = {theme["key"]: [answer.text for answer in theme["prepared"]] for theme in shown["themes"]}
    assert prepared["independence"] == ["Twintig minuten."]
    assert [answer.text for answer in shown["answers"]] == ["Hoe start ik?"]


@pytest.mark.requirement("Z3")
def test_what_the_teacher_takes_away_is_saved_while_one_types(live, sign_in):
    reply = sign_in("emmy").post(
        address("remark", live, "takeaway", "organisation"), {"text": "Timer.", "version": 0}, headers=SAVES
    )

    assert (reply.status_code, reply.json()["version"]) == (200, 1)
    [stored] = Remark.objects.filter(meeting=live)
    assert (stored.key, stored.text, stored.author.username) == ("organisation", "Timer.", "leerkracht")


@pytest.mark.requirement("Z3", "H35")
def test_what_was_taken_away_heads_the_next_review(live, member, sign_in, group_5b):
    for point in TAKEAWAYS:
        save_remark(by=member("emmy"), meeting=live, part=point.part, key=point.key, version=0, text=f"{point.key}!")
    close_review(by=member("sanne"), meeting=live)
    following = opened(member("sanne"), group_5b, days=1)

    page = room_at(sign_in("emmy"), following, Matter.AGREEMENTS)

    assert [one.text for one in page.context["taken_away"]] == [f"{point.key}!" for point in TAKEAWAYS]
    last = room_at(sign_in("emmy"), following, Matter.TAKEAWAYS).context["takeaways"]
    assert [row["last_time"] for row in last] == [f"{point.key}!" for point in TAKEAWAYS]


def test_of_two_who_begin_at_once_the_second_sees_both_texts(live, sign_in, member):
    where = address("remark", live, "theme", "atmosphere")
    sign_in("emmy").post(where, {"text": "Van Emmy.", "version": 0}, headers=SAVES)

    reply = sign_in("sanne").post(where, {"text": "Van Sanne.", "version": 0}, headers=SAVES)

    assert (reply.status_code, reply.json()["current"]["text"]) == (409, "Van Emmy.")
    with pytest.raises(StaleVersion):
        save_remark(by=member("tom"), meeting=live, part="theme", key="atmosphere", version=0, text="Van Tom.")


def test_without_javascript_a_conflict_shows_both_texts(live, sign_in):
    where = address("remark", live, "theme", "atmosphere")
    assert sign_in("emmy").post(where, {"text": "Van Emmy.", "version": 0}).status_code == 302

    page = sign_in("sanne").post(where, {"text": "Van Sanne.", "version": 0})

    text = page.content.decode()
    assert page.status_code == 409
    assert "Van Emmy." in text
    assert "Van Sanne." in text


@pytest.mark.requirement("H38", "H39")
def test_clusters_and_plan_are_judged_on_execution_and_feasibility(live, sign_in):
    plan = live.group.plans.filter(period=live.period).first()
    emmy = sign_in("emmy")
    for of, out, can in (("clustering", "partly", "yes"), ("plan", "yes", "no")):
        data = {"carried_out": out, "feasible": can, "words": "Te vol.", "version": 0}
        emmy.post(address("judgement", live, plan.pk, of), data, headers=SAVES)

    assert list(Judgement.objects.values_list("plan", "of", "carried_out", "feasible")) == [
        (plan.pk, "clustering", "partly", "yes"),
        (plan.pk, "plan", "yes", "no"),
    ]
    page = emmy.get(address("room", live), {"item": item_of(live, Matter.PLAN).pk, "plan": plan.pk})
    shown = page.context["judgements"]
    assert [(one["carried_out"]["words"], one["feasible"]["words"]) for one in shown] == [
        ("deels", "ja"),
        ("ja", "nee"),
    ]


@pytest.mark.requirement("H38")
def test_every_plan_of_the_period_before_is_judged_too_by_name(live, sign_in):
    emmy, item = sign_in("emmy"), item_of(live, Matter.PLAN)
    before = list(plans_of_before(live))

    for plan in before:
        page = emmy.get(address("room", live), {"item": item.pk, "plan": plan.pk})
        assert page.context["judged"] == f"{plan.subject.name}, Periode {plan.period.number}"
        assert not page.context["can_edit"]
        data = {"carried_out": "yes", "feasible": "", "words": "", "version": 0}
        emmy.post(address("judgement", live, plan.pk, "plan"), data, headers=SAVES)

    assert {"Rekenen"} <= {plan.subject.name for plan in before}
    assert Judgement.objects.filter(plan__in=before).count() == len(before)


def test_plan_of_another_group_is_not_judged(live, member, group_6):
    plan = group_6.plans.first()

    with pytest.raises(NotAllowed):
        save_judgement(
            by=member("sanne"),
            meeting=live,
            plan=plan,
            of="plan",
            version=0,
            carried_out="yes",
            feasible="",
            words="",
        )


@pytest.mark.requirement("H36")
def test_points_of_attention_begin_with_who_has_a_signal_nobody_works_on(live, sign_in, member, zwaluw):
    look_at_school(zwaluw)
    asking = group_attention(member("emmy"), live.group_id)

    shown = room_at(sign_in("emmy"), live, Matter.OVERVIEW).context["attention"]

    assert [row["pk"] for row in shown["pupils"]] == [row["pk"] for row in asking]
    assert [row["is_new"] for row in shown["pupils"]] == [not row["attention"] for row in asking]
    assert shown["pupils"][0]["signals"]


@pytest.mark.requirement("H36")
def test_attention_is_put_down_for_the_group_and_for_a_pupil(live, sign_in, pupils_5b):
    emmy = sign_in("emmy")
    emmy.post(address("attention", live), {"text": "Overgang na de pauze.", "pupil": ""}, headers=PART)
    page = emmy.post(address("attention", live), {"text": "Durft weinig.", "pupil": pupils_5b[3].pk}, headers=PART)

    shown = page.context["attention"]
    assert [point.text for point in shown["group"]] == ["Overgang na de pauze."]
    assert [[point.text for point in row["points"]] for row in shown["pupils"] if row["points"]] == [["Durft weinig."]]


def test_whole_group_stands_among_the_points_only_with_a_point(live, sign_in):
    row = "<strong>De hele groep</strong>"
    assert row not in room_at(sign_in("emmy"), live, Matter.OVERVIEW).content.decode()

    sign_in("emmy").post(address("attention", live), {"text": "Overgang na de pauze.", "pupil": ""}, headers=PART)

    assert row in room_at(sign_in("emmy"), live, Matter.OVERVIEW).content.decode()


def test_attention_taken_away_is_offered_back(live, sign_in, member, pupils_5b):
    point = add_attention(by=member("emmy"), meeting=live, text="Durft weinig.", pupil=pupils_5b[3])
    emmy = sign_in("emmy")

    page = emmy.post(address("attention_point", live, point.pk), {"remove": "1"}, headers=PART)
    emmy.post(address("attention", live), page.context["removed"], headers=PART)

    assert list(AttentionPoint.objects.values_list("text", "pupil")) == [("Durft weinig.", pupils_5b[3].pk)]


def test_nothing_is_put_down_before_opening_or_about_somebody_elsewhere(live, member, group_5b, group_6):
    emmy, coming = member("emmy"), planned(member("sanne"), group_5b)
    elsewhere = group_6.enrolments.first().pupil

    with pytest.raises(NotAllowed):
        save_remark(by=emmy, meeting=coming, part="theme", key="atmosphere", version=0, text="…")
    with pytest.raises(NotAllowed):
        add_attention(by=member("sanne"), meeting=live, text="…", pupil=elsewhere)
    with pytest.raises(NotAllowed):
        add_attention(by=member("karim"), meeting=live, text="…")


@pytest.mark.requirement("H35", "Z4")
def test_review_looks_back_on_the_plans_of_the_period_before(live, sign_in):
    shown = room_at(sign_in("emmy"), live, Matter.AGREEMENTS).context["looking_back"]

    before = live.group.plans.filter(period__number=live.period.number - 1, period__year=live.period.year)
    assert {plan["pk"] for plan in shown["plans"]} == set(before.values_list("pk", flat=True))
    assert any(plan["outcomes"] for plan in shown["plans"])
    assert any(plan["share"] and plan["goal"] for plan in shown["plans"])


def test_attention_without_words_is_kept_on_a_page_without_javascript(live, sign_in):
    page = sign_in("emmy").post(address("attention", live), {"text": "a" * 1001, "pupil": ""})

    assert (page.status_code, "a" * 1001 in page.content.decode()) == (422, True)


def test_sitting_has_no_themes_of_a_group(live, member):
    sanne = member("sanne")
    sitting = open_review(by=sanne, meeting=plan_sitting(by=sanne, starts_at=starts(0), cases=[]))

    with pytest.raises(NotAllowed):
        save_remark(by=sanne, meeting=sitting, part="theme", key="atmosphere", version=0, text="…")
