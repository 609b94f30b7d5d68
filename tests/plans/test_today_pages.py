"""The page on which small groups are ticked off, as a teacher meets it."""

import pytest
from lxml import html

from gezien.notes.models import Note
from gezien.plans.models import GroupPlan, PlanRow, Session

DAY = "2027-02-04"


@pytest.fixture
def row(zwaluw, group_5b) -> PlanRow:
    """The intensive row of the demo's plan for arithmetic in 5b, which is being carried out."""
    rows = PlanRow.objects.filter(plan__group=group_5b, plan__status=GroupPlan.Status.RUNNING)
    return rows.exclude(times_a_week=0).order_by("pk")[0]


@pytest.fixture
def say(sign_in, row):
    """`say(state="given")` posts as the page does; with `script` as its module does."""

    def said(name: str = "emmy", script: bool = False, url: str = "", **data):
        headers = {"X-Autosave": "1"} if script else {}
        address = f"/s/zwaluw/plans/rows/{row.pk}/days/{DAY}/{url}"
        return sign_in(name).post(address, {"version": 0, **data}, headers=headers)

    return said


def page(client, query: str = "") -> html.HtmlElement:
    return html.fromstring(client.get(f"/s/zwaluw/plans/today/{query}").content.decode())


def words(element: html.HtmlElement) -> str:
    """The text as read."""
    return " ".join(element.text_content().split())


@pytest.mark.requirement("H25")
def test_a_teacher_sees_what_the_plans_ask_with_pupils_and_goal(sign_in, row):
    item = page(sign_in("emmy")).get_element_by_id(f"row-{row.pk}")
    assert "deze week 0 van de 3 keer" in words(item)
    assert row.goals.all()[0].text[:40] in words(item)
    assert len(item.find_class("today-names")[0]) == row.cluster.placements.count()


@pytest.mark.requirement("H27")
def test_done_is_one_button_and_can_be_taken_back(say, sign_in, row):
    say(state="given", minutes=20)
    assert "Gedaan, 20 min." in words(page(sign_in("emmy")).get_element_by_id(f"row-{row.pk}"))
    say(version=Session.objects.get(row=row, day=DAY).version, forget=1)
    assert not Session.objects.filter(row=row, day=DAY).exists()


def test_the_script_gets_the_row_alone(say):
    reply = say(state="skipped", reason="toets", script=True)
    text = reply.content.decode()
    assert (reply.status_code, "<html" in text, "Niet gedaan: toets" in text) == (200, False, True)


def test_moving_asks_for_a_later_day_and_keeps_the_reason(say, row):
    reply = say(state="moved", moved_to=DAY, reason="zwemmen", script=True)
    item = html.fromstring(reply.content.decode())
    assert (reply.status_code, item.xpath("//input[@name='reason']")[0].value) == (422, "zwemmen")
    assert "Kies een latere dag." in words(item)
    assert not Session.objects.filter(row=row, day=DAY).exists()


def test_a_colleague_who_was_first_is_shown(say, row):
    say("tom", state="given", minutes=30)
    reply = say("emmy", state="skipped", reason="toets", script=True)
    assert "Een collega was je voor" in reply.content.decode()
    assert Session.objects.get(row=row, day=DAY).minutes == 30


def test_an_empty_line_about_a_pupil_says_so_and_a_real_one_goes_to_the_file(say, row):
    say(state="given", minutes=20)
    pupil = row.cluster.placements.first().pupil
    form = "11111111-2222-4333-8444-555555555555"
    assert say(url="pupils/", pupil=pupil.pk, text="", form=form, script=True).status_code == 422
    say(url="pupils/", pupil=pupil.pk, text="Legt de sprong uit.", form=form)
    assert Note.objects.filter(pupil=pupil, text="Legt de sprong uit.", happened_on=DAY).count() == 1


def test_the_head_reads_and_ticks_nothing(sign_in, row):
    seen = page(sign_in("karim"), f"?group={row.plan.group_id}")
    assert words(seen.get_element_by_id(f"row-{row.pk}"))
    assert not seen.xpath("//form[@data-session]")


def test_without_plans_that_run_the_page_leads_to_the_plans(sign_in, group_5b):
    GroupPlan.objects.filter(group=group_5b).update(status=GroupPlan.Status.DRAFT)
    seen = page(sign_in("emmy"))
    assert seen.find_class("empty")
    assert seen.xpath(f"//main//a[@href='/s/zwaluw/plans/groups/{group_5b.pk}/']")


@pytest.mark.parametrize("day", ["2027-13-40", "morgen"])
def test_a_day_that_is_none_is_not_found(sign_in, row, day):
    assert sign_in("emmy").post(f"/s/zwaluw/plans/rows/{row.pk}/days/{day}/", {}).status_code == 404


@pytest.mark.requirement("H28")
def test_time_given_stands_beside_time_promised(sign_in, row):
    reply = sign_in("emmy").get(f"/s/zwaluw/plans/groups/{row.plan.group_id}/given/")
    seen = html.fromstring(reply.content.decode())
    first = words(seen.xpath("//tbody/tr")[0])
    assert "van 12" in first
    assert "in 4 weken" in first
    assert len(seen.xpath("//section[@aria-labelledby='by-pupil']//tbody/tr")) == 8
