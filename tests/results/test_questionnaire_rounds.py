"""Filling in a round: cell by cell, by two teachers at once, on a page with and without JavaScript."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.results.actions import questionnaire_rounds as actions
from gezien.results.actions.questionnaire_rounds import CannotAnswer, Given, token_of
from gezien.results.models import Questionnaire, QuestionnaireAnswer, QuestionnaireItem, QuestionnaireRound
from gezien.results.queries.questionnaire_profile import profile_of
from gezien.results.queries.questionnaire_rounds import progress_of, sheet_of, to_fill
from gezien.results.rules import editable_rounds
from gezien.schools.rules import NotAllowed

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def round_5b(zwaluw, group_5b, period) -> QuestionnaireRound:
    """The round of this period in 5b, not filled in yet."""
    return QuestionnaireRound.objects.select_related("questionnaire", "group__year", "school").get(
        questionnaire__code="welbevinden-werkhouding", group=group_5b, period=period
    )


@pytest.fixture
def items(round_5b) -> list[QuestionnaireItem]:
    """Its statements, in order."""
    keys = [key for _domain, keys in round_5b.items for key in keys]
    return [QuestionnaireItem.objects.get(pk=key) for key in keys]


@pytest.fixture
def give(member, round_5b, items, pupils_5b):
    """`give("4")` answers the first statement about the first pupil, as Emmy; returns the clashes."""

    def give_one(now: str, *, was: str = "", person: str = "emmy", pupil: int = 0, item: int = 0):
        cell = Given(pupils_5b[pupil].pk, items[item].pk, was, now)
        return actions.give_answers(by=member(person), found=round_5b, given=[cell])

    return give_one


def stored(round_5b) -> list[str]:
    return [token_of(answer) for answer in QuestionnaireAnswer.objects.filter(round=round_5b).order_by("pk")]


def url(found: QuestionnaireRound, name: str = "round_answers", query: str = "") -> str:
    return reverse(f"results:{name}", args=["zwaluw", found.pk]) + query


@pytest.mark.requirement("H6")
def test_answers_are_kept_changed_and_taken_away(round_5b, give):
    give("4")
    give("x", item=1)
    assert stored(round_5b) == ["4", "x"]
    give("5", was="4")
    give("", was="x", item=1)
    assert stored(round_5b) == ["5"]


@pytest.mark.requirement("H6")
def test_duo_partners_fill_in_one_round_and_overwrite_nothing(round_5b, give):
    give("4")
    assert give("2", person="tom", item=1) == []
    clashes = give("1", person="tom")
    assert [(one.theirs, one.mine, one.by) for one in clashes] == [("4", "1", "Emmy de Groot")]
    assert stored(round_5b) == ["4", "2"]
    assert give("4", person="tom") == []


def test_changed_answer_is_in_the_log_of_the_pupil(round_5b, give, pupils_5b):
    give("4")
    give("2", was="4")
    event = AuditEvent.objects.get(verb="questionnaire.answer_changed")
    assert event.pupil_id == pupils_5b[0].pk
    assert [(one["was"], one["now"]) for one in event.details["changes"]] == [("4", "2")]


def test_cell_of_another_pupil_or_statement_is_refused(member, round_5b, items, group_6):
    stranger = group_6.enrolments.first().pupil_id
    with pytest.raises(NotAllowed):
        actions.give_answers(by=member("sanne"), found=round_5b, given=[Given(stranger, items[0].pk, "", "4")])


@pytest.mark.parametrize("person", ["fleur", "karim", "marleen"])
def test_only_who_writes_for_the_group_fills_in(give, person):
    with pytest.raises(NotAllowed):
        give("4", person=person)


def test_closed_round_takes_no_answers_until_it_is_opened_again(member, round_5b, give):
    actions.close_round(by=member("tom"), found=round_5b)
    with pytest.raises(CannotAnswer):
        give("4")
    actions.reopen_round(by=member("emmy"), found=round_5b)
    assert give("4") == []


def test_round_with_answers_is_not_taken_back(member, round_5b, give):
    give("4")
    with pytest.raises(CannotAnswer):
        actions.remove_round(by=member("emmy"), found=round_5b, version=round_5b.version)
    give("", was="4")
    actions.remove_round(by=member("emmy"), found=round_5b, version=round_5b.version)
    assert not QuestionnaireRound.objects.filter(pk=round_5b.pk).exists()


def test_two_who_change_the_day_do_not_overwrite_each_other(member, round_5b):
    day = dt.date(2027, 3, 12)
    actions.change_round(by=member("emmy"), found=round_5b, version=round_5b.version, due_on=day)
    with pytest.raises(StaleVersion):
        actions.change_round(by=member("tom"), found=round_5b, version=round_5b.version, due_on=None)


@pytest.mark.requirement("H6")
def test_round_is_opened_once_a_period_for_each_group(member, group_5b, group_6, period):
    pupils_own = Questionnaire.objects.get(code="zo-gaat-het-met-mij")
    chosen = {"questionnaire": pupils_own, "period": period, "due_on": None}
    assert len(actions.open_rounds(by=member("sanne"), groups=[group_5b, group_6], **chosen)) == 2
    assert actions.open_rounds(by=member("emmy"), groups=[group_5b], **chosen) == []
    with pytest.raises(NotAllowed):
        actions.open_rounds(by=member("emmy"), groups=[group_6], **chosen)


def test_round_about_nobody_is_not_opened(sign_in, group_5b, period):
    youngest = Questionnaire.objects.get(code="welbevinden-jonge-kind")
    data = {"questionnaire": youngest.pk, "groups": [group_5b.pk], "period": period.pk}
    page = sign_in("emmy").post(reverse("results:add_round", args=["zwaluw"]), data)
    assert page.status_code == 422
    assert "In 5b zit niemand" in page.content.decode()


@pytest.mark.requirement("H6")
def test_sheet_saves_without_javascript_and_goes_on_to_the_next_domain(sign_in, round_5b, items, pupils_5b):
    key, domain, following = f"{pupils_5b[0].pk}-{items[0].pk}", round_5b.items[0][0], round_5b.items[1][0]
    response = sign_in("emmy").post(url(round_5b, query=f"?domain={domain}"), {f"a-{key}": "5", f"w-{key}": ""})
    assert response.url.endswith(f"?domain={following}")
    assert stored(round_5b) == ["5"]


def test_clash_without_javascript_names_who_and_what(sign_in, round_5b, items, pupils_5b, give):
    give("4")
    key = f"{pupils_5b[0].pk}-{items[0].pk}"
    response = sign_in("tom").post(url(round_5b), {f"a-{key}": "1", f"w-{key}": ""})
    assert response.status_code == 409
    assert "Emmy de Groot koos intussen 4" in response.content.decode()


@pytest.mark.requirement("H6")
def test_autosave_tells_how_far_one_is_and_what_the_partner_answered(sign_in, round_5b, items, pupils_5b, give):
    give("4", person="tom", pupil=1)
    key, domain = f"{pupils_5b[0].pk}-{items[0].pk}", round_5b.items[0][0]
    data = {f"a-{key}": "5", f"w-{key}": ""}
    reply = sign_in("emmy").post(url(round_5b, query=f"?domain={domain}"), data, headers=AUTOSAVE).json()
    assert reply["answers"][key] == "5"
    assert reply["answers"][f"{pupils_5b[1].pk}-{items[0].pk}"] == "4"
    assert (reply["progress"]["done"], reply["progress"]["all"], reply["clashes"]) == (0, 24, {})


@pytest.mark.parametrize("value", ["6", "0", "vaak", "-1"])
def test_value_no_sheet_sends_is_refused(sign_in, round_5b, items, pupils_5b, value):
    data = {f"a-{pupils_5b[0].pk}-{items[0].pk}": value}
    assert sign_in("emmy").post(url(round_5b), data).status_code == 400
    assert stored(round_5b) == []


@pytest.mark.parametrize("kind", ["domain", "item", "pupil"])
def test_nothing_is_answered_beforehand(sign_in, round_5b, items, pupils_5b, kind):
    key = {"domain": round_5b.items[0][0], "item": items[0].pk, "pupil": pupils_5b[0].pk}[kind]
    page = sign_in("emmy").get(url(round_5b, query=f"?{kind}={key}")).content.decode()
    assert 'type="radio"' in page
    assert " checked" not in page
    assert "UNDEFINED TEMPLATE VARIABLE" not in page


def test_part_that_is_not_in_the_round_does_not_exist(sign_in, round_5b):
    assert sign_in("emmy").get(url(round_5b, query="?item=999999")).status_code == 404


@pytest.mark.requirement("H6")
def test_round_counts_pupils_that_are_whole(member, round_5b, items, pupils_5b, give):
    assert round_5b in to_fill(editable_rounds(member("emmy")))
    cells = [Given(pupil.pk, item.pk, "", "x") for pupil in pupils_5b[:18] for item in items]
    actions.give_answers(by=member("emmy"), found=round_5b, given=cells)
    give("3", pupil=20)
    assert progress_of(member("emmy"), [round_5b]) == {round_5b.pk: (18, 24)}
    actions.close_round(by=member("emmy"), found=round_5b)
    assert round_5b not in to_fill(editable_rounds(member("emmy")))


@pytest.mark.requirement("H6")
def test_profile_names_who_stands_out_by_the_statements_in_order_of_name(member, round_5b, items, pupils_5b):
    def cells(pupil, value):
        return [Given(pupil.pk, item.pk, "", str(6 - value if item.is_negative else value)) for item in items]

    given = [*cells(pupils_5b[3], 1), *cells(pupils_5b[0], 5), *cells(pupils_5b[2], 1)]
    actions.give_answers(by=member("emmy"), found=round_5b, given=given)
    profile = profile_of(sheet_of(member("emmy"), round_5b))
    assert [row["name"] for row in profile.strong] == [pupils_5b[0].name]
    assert [row["name"] for row in profile.weak] == [pupils_5b[2].name, pupils_5b[3].name]
    assert profile.strong[0]["domains"][0].why[0] == f"{items[0].text.rstrip('.')} (5)"


def test_profile_of_the_demo_school_shows_change_and_distribution(sign_in, group_5b):
    closed = QuestionnaireRound.objects.get(group=group_5b, opened_on=dt.date(2026, 11, 9))
    page = sign_in("emmy").get(url(closed, "round")).content.decode()
    assert "De groep, wat sterk is eerst" in page
    assert page.count('class="dist"') == 6


@pytest.mark.parametrize("pupils", [1, 24])
def test_sheet_asks_the_same_number_of_statements(
    sign_in, member, round_5b, items, pupils_5b, pupils, django_assert_num_queries
):
    cells = [Given(pupil.pk, item.pk, "", "3") for pupil in pupils_5b[:pupils] for item in items]
    actions.give_answers(by=member("emmy"), found=round_5b, given=cells)
    client = sign_in("emmy")
    with django_assert_num_queries(9):
        client.get(url(round_5b))
    with django_assert_num_queries(10):
        client.get(url(round_5b, "round"))


def test_list_of_rounds_asks_the_same_number_of_statements(sign_in, django_assert_num_queries):
    for person, count in (("emmy", 2), ("sanne", 16)):
        client = sign_in(person)
        with django_assert_num_queries(9):
            page = client.get(reverse("results:rounds", args=["zwaluw"])).content.decode()
        assert page.count('class="progress ') == count


def test_page_of_a_pupil_shows_each_domain_with_its_table(sign_in, pupils_5b, django_assert_num_queries):
    client = sign_in("emmy")
    address = reverse("results:pupil_answers", args=["zwaluw", pupils_5b[0].pk])
    with django_assert_num_queries(9):
        page = client.get(address).content.decode()
    assert page.count('class="trend-table"') == 6
    assert page.count('class="plot"') == 6
