"""The week, the hours, the sheet for a substitute and the class folder, as a teacher meets them."""

import datetime as dt

import pytest
from lxml import html

from gezien.agreements.models import Agreement
from gezien.needs.models import NeedSentence
from gezien.notes.models import Factor, Note
from gezien.plans.models import PlanRow, SchoolWeek, Slot, SubstituteSheet, SubstituteTip
from gezien.pupils.models import Teaching
from gezien.schools.models import StaffMember


@pytest.fixture
def url(group_5b):
    return f"/s/zwaluw/plans/groups/{group_5b.pk}"


def read(client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content.decode())


def words(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def slot(zwaluw, group_5b) -> Slot:
    """The first small group of 5b on a Thursday."""
    return Slot.objects.filter(row__plan__group=group_5b, weekday=4, row__plan__status="running").order_by("starts_at")[
        0
    ]


@pytest.mark.requirement("H26")
def test_the_week_shows_every_small_group_and_opens_a_form_without_a_script(sign_in, url, slot):
    page = read(sign_in("emmy"), f"{url}/week/?slot={slot.pk}")
    item = page.get_element_by_id(f"slot-{slot.pk}")
    assert slot.row.cluster.name in words(item)
    form = page.get_element_by_id("week-form").find(".//form")
    assert form.fields["starts_at"] == f"{slot.starts_at:%H:%M}"


@pytest.mark.requirement("H22")
def test_placing_moving_and_undoing_by_the_form(sign_in, url, slot):
    emmy = sign_in("emmy")
    emmy.post(f"{url}/week/place/", {"slot": slot.pk, "version": slot.version, "weekday": 5, "starts_at": "13:15"})
    moved = Slot.objects.get(pk=slot.pk)
    assert (moved.weekday, moved.starts_at, moved.minutes) == (5, dt.time(13, 15), slot.minutes)
    reply = emmy.post(f"{url}/week/undo/", follow=True)
    assert "Teruggenomen" in reply.content.decode()
    assert Slot.objects.get(pk=slot.pk).weekday == 4


def test_what_is_wrong_stays_in_the_form_and_a_colleague_who_was_first_is_told(sign_in, url, slot):
    emmy = sign_in("emmy")
    sent = {"slot": slot.pk, "version": slot.version, "weekday": 5, "starts_at": "3:15", "minutes": 25}
    reply = emmy.post(f"{url}/week/place/", sent)
    assert (reply.status_code, "tussen 7:00 en 18:00" in reply.content.decode()) == (422, True)
    headers = {"HX-Request": "true"}
    reply = emmy.post(f"{url}/week/place/", {**sent, "starts_at": "9:15", "version": 9}, headers=headers)
    assert (reply.status_code, "intussen veranderd" in reply.content.decode()) == (409, True)
    assert Slot.objects.get(pk=slot.pk).weekday == 4


def test_the_head_reads_the_week_and_moves_nothing(sign_in, url, slot):
    karim = sign_in("karim")
    assert not read(karim, f"{url}/week/").xpath("//main//form")
    assert karim.post(f"{url}/week/place/", {"slot": slot.pk, "weekday": 5}).status_code == 403


def test_hours_are_written_with_who_is_there_and_wrong_ones_refused(sign_in, url, group_5b):
    emmy = sign_in("emmy")
    week = SchoolWeek.objects.get(group=group_5b)
    sent = {"version": week.version}
    for day in range(1, 5):
        sent |= {f"from_{day}": "8:30", f"until_{day}": "14:00", f"breaks_{day}": "12.00 – 12.30"}
    assert emmy.post(f"{url}/hours/", {**sent, "breaks_1": "ergens"}).status_code == 422
    assert emmy.post(f"{url}/hours/", sent).status_code == 302
    assert list(week.days.values_list("weekday", "breaks")) == [(day, "12:00-12:30") for day in range(1, 5)]


@pytest.mark.requirement("H25")
def test_today_follows_the_timetable_with_what_is_on_now(sign_in, group_5b, slot):
    Slot.objects.filter(pk=slot.pk).update(starts_at=dt.time(9, 50))
    page = read(sign_in("emmy"), "/s/zwaluw/plans/today/")
    first = page.xpath("//section[@aria-labelledby='now']//li")[0]
    assert words(first).startswith("9:50–10:10 nu")
    others = PlanRow.objects.filter(plan__group=group_5b, plan__status="running", slots__isnull=False).distinct()
    later = [row for row in others if not row.slots.filter(weekday=4).exists()]
    assert [page.get_element_by_id(f"row-{row.pk}").xpath("ancestor::details[1]") != [] for row in later] == [
        True
    ] * len(later)


@pytest.mark.requirement("H27")
def test_the_home_page_names_no_pupil_and_ticks_off_in_one_tap(sign_in, slot, pupils_5b):
    emmy = sign_in("emmy")
    line = read(emmy, "/s/zwaluw/").get_element_by_id(f"row-{slot.row_id}")
    assert words(line).startswith(f"{slot.starts_at.hour}:{slot.starts_at:%M}")
    assert not any(pupil.call_name in words(line).split() for pupil in pupils_5b)
    sent = dict(line.find(".//form").fields) | {"state": "given"}
    reply = emmy.post(line.find(".//form").action, sent, headers={"X-Autosave": "1"})
    assert (reply.status_code, f"Gedaan, {slot.minutes} min." in reply.content.decode()) == (200, True)
    assert "today-line" in reply.content.decode()


# --- for a substitute -------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H26")
def test_a_substitute_reads_the_day_with_first_names_and_what_was_marked(sign_in, url, slot):
    page = read(sign_in("emmy"), f"{url}/substitute/?day=2027-02-04")
    text = words(page.find(".//main"))
    tip = SubstituteTip.objects.filter(factor__isnull=False).select_related("factor")[0]
    assert slot.row.cluster.name in text
    assert tip.factor.text in text
    assert SubstituteSheet.objects.get(group=slot.row.plan.group).ask in text


def test_nothing_private_stands_on_the_sheet(sign_in, url, group_5b, pupils_5b, member):
    unmarked = Factor.objects.filter(pupil__in=pupils_5b, substitute_tip=None)
    hindering = unmarked.filter(direction="hindering").first()
    SubstituteTip.objects.create(school=group_5b.school, factor=hindering)
    for pupil in (None, pupils_5b[0]):
        Agreement.objects.create(
            school=group_5b.school,
            what=f"Afspraak over {'een leerling' if pupil else 'de groep'}",
            owner=member("emmy").user,
            due_on=dt.date(2027, 2, 4),
            group=None if pupil else group_5b,
            pupil=pupil,
        )
    text = words(read(sign_in("emmy"), f"{url}/substitute/?day=2027-02-04").find(".//main"))
    assert "Afspraak over de groep" in text
    private = [*Note.objects.filter(pupil__in=pupils_5b).values_list("text", flat=True), hindering.text]
    assert [one for one in [*private, "Afspraak over een leerling"] if one in text] == []


def test_who_teaches_the_group_for_a_day_reads_the_sheet_and_others_do_not(sign_in, url, group_5b):
    fleur = sign_in("fleur")
    assert fleur.get(f"{url}/substitute/").status_code == 404
    day = dt.date(2027, 2, 4)
    staff = StaffMember.objects.get(call_name="Fleur")
    Teaching.objects.create(school=group_5b.school, staff_member=staff, group=group_5b, starts_on=day, ends_on=day)
    assert fleur.get(f"{url}/substitute/").status_code == 200


def test_marks_are_exactly_what_was_ticked_of_this_group(sign_in, url, group_5b, group_6, pupils_5b):
    own = Factor.objects.filter(pupil__in=pupils_5b, direction="stimulating", ended_on=None).order_by("pk")[0]
    foreign = Factor.objects.filter(pupil__enrolments__group=group_6, direction="stimulating").order_by("pk")[0]
    sheet = SubstituteSheet.objects.get(group=group_5b)
    sent = {"version": sheet.version, "habits": "Stil lezen", "ask": "Anouk", "factors": [own.pk, foreign.pk]}
    emmy = sign_in("emmy")
    assert emmy.post(f"{url}/substitute/write/", sent).status_code == 302
    assert list(SubstituteTip.objects.values_list("factor", "need")) == [(own.pk, None)]
    assert emmy.post(f"{url}/substitute/write/", sent).status_code == 409


def test_what_was_written_after_the_mark_is_not_on_the_sheet_until_it_is_marked_too(sign_in, url, group_5b):
    tip = SubstituteTip.objects.exclude(need=None).select_related("need").order_by("pk")[0]
    NeedSentence.objects.create(school=tip.school, need=tip.need, kind="teacher", text="Papa is ziek.", position=9)
    emmy = sign_in("emmy")
    sheet = words(read(emmy, f"{url}/substitute/").find(".//main"))
    assert (tip.words[0] in sheet, "Papa is ziek." in sheet) == (True, False)
    page = read(emmy, f"{url}/substitute/write/")
    box = page.find(f".//input[@name='needs'][@value='{tip.need_id}']")
    assert (box.get("checked"), "gewijzigd sinds het vinkje" in words(box.getparent())) == (None, True)
    sent = {"version": SubstituteSheet.objects.get(group=group_5b).version, "needs": [tip.need_id]}
    emmy.post(f"{url}/substitute/write/", sent)
    assert "Papa is ziek." in words(read(emmy, f"{url}/substitute/").find(".//main"))


@pytest.mark.requirement("H25")
def test_the_class_folder_holds_the_day_the_week_and_the_plans(sign_in, url, slot):
    page = read(sign_in("tom"), f"{url}/folder/")
    assert page.get_element_by_id(f"slot-{slot.pk}") is not None
    plan = page.xpath(f"//section[@aria-labelledby='plan-{slot.row.plan_id}']")[0]
    assert " ".join(slot.row.goals.all()[0].text.split()) in words(plan)
