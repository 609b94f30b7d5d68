"""Who reads what was seen, from when; and the way of a visit from planning to agreement."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.agreements.rules import visible_agreements
from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.plans.models import PlanRow
from gezien.schools.models import User
from gezien.schools.rules import NotAllowed
from gezien.visits import actions
from gezien.visits.models import ClassVisit, ViewingGuide
from gezien.visits.queries import home_visits, pupils_named
from gezien.visits.rules import readable_visits, visible_visits, why_readable

pytestmark = pytest.mark.requirement("H30")
CAST = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")
SECRET = "Drie keer terug naar het doel"


@pytest.fixture
def visit(member, group_5b) -> ClassVisit:
    """Sanne's visit to Emmy in 5b, planned."""
    return actions.plan_visit(
        by=member("sanne"),
        group=group_5b,
        teacher=User.objects.get(username="leerkracht"),
        planned_on=dt.date(2027, 2, 9),
        guide=ViewingGuide.objects.get(),
        focus="De middengroep",
    )


@pytest.fixture
def step(member, visit):
    """`step("write")` does the next step by whoever it belongs to and gives the visit as it then is."""

    def done(*steps: str) -> ClassVisit:
        for name in steps:
            now = ClassVisit.objects.select_related("group").get(pk=visit.pk)
            who = member("emmy" if name.startswith("emmy") else "sanne")
            if name == "write":
                seen = ["gezien"] * len(now.points)
                actions.write_visit(by=who, visit=now, version=now.version, seen=seen, strengths=SECRET, ideas="")
            elif name == "emmy_responds":
                actions.respond(by=who, visit=now, version=now.version, response="Klopt")
            else:
                action = {"share": actions.share_visit, "take_back": actions.take_back}.get(name, actions.agree)
                action(by=who, visit=now, version=now.version)
        return ClassVisit.objects.select_related("group").get(pk=visit.pk)

    return done


def readers(member, visit) -> set[str]:
    return {name for name in CAST if readable_visits(member(name)).filter(pk=visit.pk).exists()}


@pytest.mark.parametrize(
    ("steps", "who"),
    [
        ((), {"sanne"}),
        (("write",), {"sanne"}),
        (("write", "share"), {"sanne", "emmy"}),
        (("write", "share", "emmy_agrees"), {"sanne", "emmy"}),
        (("write", "share", "sanne_agrees"), {"sanne", "emmy"}),
        (("write", "share", "emmy_agrees", "sanne_agrees"), {"sanne", "emmy", "karim"}),
        (("write", "share", "emmy_agrees", "take_back"), {"sanne"}),
    ],
)
def test_what_was_seen_is_read_by(steps, who, step, member):
    visit = step(*steps)
    assert readers(member, visit) == who
    assert {name for name in CAST if why_readable(member(name), visit)} == who


def test_when_the_head_visits_the_coach_reads_nothing_before_both_agree(member, group_5b):
    emmy = User.objects.get(username="leerkracht")
    visit = actions.plan_visit(by=member("karim"), group=group_5b, teacher=emmy, planned_on=dt.date(2027, 2, 9))
    actions.write_visit(by=member("karim"), visit=visit, version=visit.version, seen=[], strengths="x", ideas="")
    actions.share_visit(by=member("karim"), visit=visit, version=visit.version)
    assert readers(member, visit) == {"karim", "emmy"}


def test_that_there_is_a_visit_is_known_to_teacher_coach_and_head(member, visit):
    assert {name for name in CAST if visible_visits(member(name)).filter(pk=visit.pk).exists()} == {
        "emmy",
        "sanne",
        "karim",
    }


@pytest.mark.parametrize(
    ("steps", "who"),
    [
        (("write",), {"sanne"}),
        (("write", "share"), {"sanne", "emmy"}),
        (("write", "share", "emmy_agrees", "sanne_agrees"), {"sanne", "emmy", "karim"}),
    ],
)
def test_page_shows_the_words_to_nobody_else(steps, who, step, visit, sign_in):
    step(*steps)
    address = reverse("visits:visit", args=["zwaluw", visit.pk])
    pages = {name: sign_in(name).get(address) for name in CAST}
    assert {name for name, page in pages.items() if SECRET in page.content.decode()} == who
    assert {name for name, page in pages.items() if page.status_code == 404} == {"tom", "fleur", "marleen", "petra"}


def test_list_and_home_never_tell_what_was_seen(step, sign_in):
    step("write", "share")
    for name in ("emmy", "sanne", "karim"):
        for page in ("visits:list", "workspace:home"):
            assert SECRET not in sign_in(name).get(reverse(page, args=["zwaluw"])).content.decode()


def test_reading_is_logged_with_its_reason_and_looking_without_reading_is_not(step, visit, sign_in):
    step("write", "share")
    address = reverse("visits:visit", args=["zwaluw", visit.pk])
    sign_in("karim").get(address)
    assert not AuditEvent.objects.filter(verb="visit.read", object_id=visit.pk).exists()
    sign_in("emmy").get(address)
    event = AuditEvent.objects.get(verb="visit.read", object_id=visit.pk)
    assert event.reason == "het gaat over jouw les"


def test_log_never_holds_what_was_seen(step):
    step("write", "share", "emmy_responds", "emmy_agrees", "sanne_agrees")
    told = str(list(AuditEvent.objects.filter(object_type="visits.classvisit").values_list("details", flat=True)))
    assert SECRET not in told
    assert "Klopt" not in told


def test_only_the_visitor_writes_and_only_the_teacher_responds(member, step):
    visit = step("write", "share")
    with pytest.raises(NotAllowed):
        actions.respond(by=member("sanne"), visit=visit, version=visit.version, response="x")
    visit = step("take_back")
    for name in ("emmy", "karim"):
        with pytest.raises(NotAllowed):
            actions.write_visit(by=member(name), visit=visit, version=visit.version, seen=[], strengths="x", ideas="")
    with pytest.raises(NotAllowed):
        actions.agree(by=member("karim"), visit=step("share"), version=visit.version)


def test_teacher_cannot_plan_a_visit_and_nobody_visits_themselves(member, group_5b):
    tom = User.objects.get(username="duo")
    with pytest.raises(NotAllowed):
        actions.plan_visit(by=member("emmy"), group=group_5b, teacher=tom, planned_on=dt.date(2027, 2, 9))
    with pytest.raises(NotAllowed):
        actions.plan_visit(
            by=member("sanne"), group=group_5b, teacher=member("sanne").user, planned_on=dt.date(2027, 2, 9)
        )


def test_feedback_begins_with_a_strength(member, visit):
    actions.write_visit(
        by=member("sanne"), visit=visit, version=visit.version, seen=[""] * len(visit.points), strengths=" ", ideas="x"
    )
    with pytest.raises(NotAllowed):
        actions.share_visit(by=member("sanne"), visit=visit, version=visit.version)


def test_new_words_of_the_teacher_ask_the_visitors_agreement_anew(step):
    assert step("write", "share", "sanne_agrees").visitor_agreed_at
    assert step("emmy_responds").visitor_agreed_at is None
    assert step("emmy_agrees").state == "shared"


def test_planned_visit_keeps_its_questions_when_the_guide_changes(member, visit):
    before, guide = list(visit.points), ViewingGuide.objects.get()
    questions = [{"theme": "", "text": "Iets anders?"}]
    actions.save_guide(
        by=member("karim"), guide=guide, version=guide.version, name="Nieuw", questions=questions, is_retired=False
    )
    assert ClassVisit.objects.get(pk=visit.pk).points == before
    assert len(before) == 9


def test_agreement_follows_and_is_not_for_the_rest_of_the_team(member, step):
    emmy = User.objects.get(username="leerkracht")
    what = {"what": "Tweetallen", "owner": emmy, "due_on": dt.date(2027, 3, 1)}
    with pytest.raises(NotAllowed):
        actions.agree_on(by=member("sanne"), visit=step("write", "share"), **what)
    made = actions.agree_on(by=member("sanne"), visit=step("emmy_agrees", "sanne_agrees"), **what)
    sees = {name for name in CAST if visible_agreements(member(name)).filter(pk=made.pk).exists()}
    assert sees == {"emmy", "sanne", "karim"}
    assert ClassVisit.objects.get(agreements__agreement=made).teacher == emmy


def test_page_to_agree_makes_the_agreement(step, visit, sign_in):
    step("write", "share", "emmy_agrees", "sanne_agrees")
    emmy = User.objects.get(username="leerkracht")
    sent = {"what": "Tweetallen", "owner": emmy.pk, "due_on": "2027-03-01", "sign_of_success": ""}
    response = sign_in("emmy").post(reverse("visits:agreement", args=["zwaluw", visit.pk]), sent)
    assert response.status_code == 302
    assert Agreement.objects.filter(what="Tweetallen", owner=emmy).exists()


def test_home_tells_each_what_waits(step, member, visit):
    def told(name: str) -> list[str]:
        return [row["text"] for row in home_visits(member(name)) if f"/{visit.pk}/" in row["url"]]

    coach = member("sanne").name
    assert (told("emmy"), len(told("sanne"))) == ([f"{coach} komt in je les kijken"], 1)
    step("write")
    assert told("emmy") == []
    step("share")
    assert told("emmy") == [f"De terugkoppeling van {coach} is klaar"]
    assert told("karim") == []


def test_words_are_saved_while_typing_and_shared_with_the_button(visit, sign_in):
    client = sign_in("sanne")
    typed = {"version": visit.version, "strengths": "Rust", "ideas": "", "point_0": "Doel op het bord"}
    reply = client.post(reverse("visits:write", args=["zwaluw", visit.pk]), typed, headers={"X-Autosave": "1"})
    stored = ClassVisit.objects.get(pk=visit.pk)
    assert reply.json()["version"] == stored.version
    assert (stored.points[0]["seen"], stored.state) == ("Doel op het bord", "written")
    typed |= {"version": stored.version, "ideas": "Nog iets", "step": "share"}
    client.post(reverse("visits:step", args=["zwaluw", visit.pk]), typed)
    stored = ClassVisit.objects.get(pk=visit.pk)
    assert (stored.ideas, stored.state) == ("Nog iets", "shared")


def test_second_device_sees_what_the_first_wrote(visit, sign_in):
    client, address = sign_in("sanne"), reverse("visits:write", args=["zwaluw", visit.pk])
    client.post(address, {"version": visit.version, "strengths": "telefoon", "point_0": "eerste"})
    late = {"version": visit.version, "strengths": "laptop", "point_0": "tweede"}
    reply = client.post(address, late, headers={"X-Autosave": "1"})
    assert (reply.status_code, reply.json()["current"]["point_0"]) == (409, "eerste")


def test_stale_step_changes_nothing(step, member):
    visit = step("write")
    with pytest.raises(StaleVersion):
        actions.share_visit(by=member("sanne"), visit=visit, version=visit.version - 1)
    assert ClassVisit.objects.get(pk=visit.pk).state == "written"


def test_names_of_pupils_in_the_text_are_pointed_out(member, visit, pupils_5b):
    name = pupils_5b[0].call_name
    actions.write_visit(
        by=member("sanne"), visit=visit, version=visit.version, seen=[""] * 9, strengths=f"{name} deed mee.", ideas=""
    )
    assert pupils_named(ClassVisit.objects.get(pk=visit.pk)) == [name]


def test_visit_is_planned_from_a_plan_with_its_rows(sign_in, group_5b):
    row = PlanRow.objects.filter(plan__group=group_5b, plan__status="running", plan__period__number=2).first()
    row = row or PlanRow.objects.filter(plan__group=group_5b, plan__period__number=2).first()
    client, address = sign_in("sanne"), reverse("visits:plan", args=["zwaluw", group_5b.pk])
    page = client.get(f"{address}?plan={row.plan_id}")
    assert row.pk in page.context["form"].initial["rows"]
    emmy = User.objects.get(username="leerkracht")
    client.post(address, {"teacher": emmy.pk, "planned_on": "2027-02-11", "rows": [row.pk]})
    assert list(ClassVisit.objects.get(planned_on="2027-02-11").rows.values_list("pk", flat=True)) == [row.pk]


def test_guide_is_changed_on_its_page_in_the_order_that_was_asked(sign_in, zwaluw):
    guide = ViewingGuide.objects.get()
    sent = {"version": guide.version, "name": "Kort", "count": 3}
    for number, (place, text) in enumerate([(2, "Tweede?"), (1, "Eerste?"), (3, "")]):
        sent |= {f"place_{number}": place, f"theme_{number}": "T", f"text_{number}": text}
    sign_in("sanne").post(reverse("visits:guide", args=["zwaluw", guide.pk]), sent)
    guide.refresh_from_db()
    assert [one["text"] for one in guide.questions] == ["Eerste?", "Tweede?"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_and_three(count, sign_in, member, group_5b, django_assert_num_queries):
    emmy = User.objects.get(username="leerkracht")
    for number in range(count):
        actions.plan_visit(by=member("sanne"), group=group_5b, teacher=emmy, planned_on=dt.date(2027, 2, 9 + number))
    client = sign_in("sanne")
    with django_assert_num_queries(5):
        client.get(reverse("visits:list", args=["zwaluw"]))


# --- two teachers in one lesson, and schools from before --------------------------------------------------------------


@pytest.fixture
def lesson(member, group_5b) -> list[ClassVisit]:
    """Sanne's visit to the lesson that Emmy and Tom give together."""
    teachers = User.objects.filter(username__in=["leerkracht", "duo"]).order_by("pk")
    return actions.plan_visits(by=member("sanne"), group=group_5b, teachers=teachers, planned_on=dt.date(2027, 2, 9))


def test_lesson_of_two_teachers_is_planned_at_once_from_the_page(sign_in, group_5b):
    teachers = list(User.objects.filter(username__in=["leerkracht", "duo"]).values_list("pk", flat=True))
    page = reverse("visits:plan", args=[group_5b.school.slug, group_5b.pk])

    sign_in("sanne").post(page, {"teacher": teachers, "planned_on": "2027-02-09", "starts_at": "09:00"})

    planned = ClassVisit.objects.filter(planned_on="2027-02-09", group=group_5b)
    assert {visit.teacher_id for visit in planned} == set(teachers)


def test_each_teacher_of_a_lesson_reads_what_is_about_them_alone(member, lesson, sign_in):
    mine, other = (next(one for one in lesson if one.teacher.username == name) for name in ("leerkracht", "duo"))

    assert visible_visits(member("emmy")).filter(pk__in=[one.pk for one in lesson]).get() == mine
    assert sign_in("emmy").get(reverse("visits:visit", args=[mine.school.slug, other.pk])).status_code == 404


def test_visitor_goes_from_one_teacher_of_a_lesson_to_the_other_and_moves_both(member, lesson, sign_in):
    first, second = lesson
    page = sign_in("sanne").get(reverse("visits:visit", args=[first.school.slug, first.pk]))

    actions.move_visit(
        by=member("sanne"), visit=first, version=first.version, planned_on=dt.date(2027, 2, 16), starts_at=None
    )

    assert [one["pk"] for one in page.context["same_lesson"]] == [second.pk]
    assert ClassVisit.objects.get(pk=second.pk).planned_on == dt.date(2027, 2, 16)
