"""The pupil file: what helps first, every instrument on its own scale, nothing that is not the reader's."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.markup import SEEN
from gezien.needs.models import Cluster, Clustering, EducationalNeed, Placement, SignalRule
from gezien.notes.actions.talks import finish_talk, start_talk
from gezien.notes.models import Factor, Note, TalkGuide
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.pupils.models import AccessGrant, Enrolment, Pupil
from gezien.results.models import Instrument, Result
from gezien.schools.models import Period, User
from gezien.workspace.queries import pupil_file
from tests.factories.notes import make_factor, make_note


@pytest.fixture
def noor(pupils_5b):
    """A pupil of Emmy and Tom."""
    return pupils_5b[0]


def url(pupil):
    return reverse("workspace:pupil", args=[pupil.school.slug, pupil.pk])


def page_of(client, pupil, name="workspace:pupil", **query):
    return client.get(reverse(name, args=[pupil.school.slug, pupil.pk]), query).content.decode()


def make_result(pupil, instrument, day, figure=None, level="", moment=""):
    return Result.objects.create(
        school=pupil.school, pupil=pupil, instrument=instrument, taken_on=day, figure=figure, level=level, moment=moment
    )


@pytest.mark.requirement("H7")
def test_what_helps_stands_before_what_hinders(sign_in, noor):
    make_factor(noor, Factor.Direction.HINDERING, "snel afgeleid")
    make_factor(noor, Factor.Direction.STIMULATING, "bouwt graag")

    page = page_of(sign_in("emmy"), noor)

    assert 0 < page.index("bouwt graag") < page.index("snel afgeleid") < page.index('id="results"')


@pytest.mark.requirement("E8")
def test_the_balance_of_green_and_red_is_shown(sign_in, noor):
    Factor.objects.filter(pupil=noor).delete()
    make_factor(noor, Factor.Direction.STIMULATING, "bouwt graag")
    assert "1 × helpt, 0 × hindert" in page_of(sign_in("emmy"), noor)

    for text in ("snel afgeleid", "tempo"):
        make_factor(noor, Factor.Direction.HINDERING, text)
    page = page_of(sign_in("emmy"), noor)

    assert "1 × helpt, 2 × hindert" in page
    assert "wat werkt er wél?" in page


@pytest.mark.requirement("B2")
def test_the_page_says_when_the_pupil_was_last_seen_in_each_way(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    make_note(noor, kind="observation", happened_on=dt.date(2027, 2, 3))
    make_note(noor, kind="pupil_talk", happened_on=dt.date(2027, 1, 7))

    page = page_of(sign_in("emmy"), noor)

    assert re.findall(r"<dd[^>]*>(.*?)</dd>", page.partition('class="seen-ways"')[2].partition("</dl>")[0]) == [
        "gisteren",
        "4 weken geleden",
        "nog niet",
        "19 weken geleden",
    ]


def test_a_restricted_note_is_read_by_author_coach_and_head_alone(sign_in, member, noor):
    make_note(noor, member("emmy").user, text="Moeder belde over thuis.", visibility="restricted")

    reads = {
        name: "Moeder belde over thuis." in page_of(sign_in(name), noor) for name in ("emmy", "tom", "sanne", "karim")
    }

    assert reads == {"emmy": True, "tom": False, "sanne": True, "karim": True}


def test_an_agreement_about_the_pupil_stands_in_the_file(sign_in, member, noor):
    Agreement.objects.create(
        school=noor.school, pupil=noor, owner=member("tom").user, what="Leesgesprek voeren", due_on=dt.date(2027, 2, 9)
    )

    assert "Leesgesprek voeren" in page_of(sign_in("emmy"), noor)


def test_needs_of_this_period_stand_apart_from_earlier_ones(sign_in, member, noor, arithmetic, period):
    EducationalNeed.objects.filter(pupil=noor).delete()
    before = Period.objects.filter(starts_on__lt=period.starts_on).last()
    for when, goal in ((period, "Rekent tot duizend."), (before, "Rekent tot honderd.")):
        EducationalNeed.objects.create(school=noor.school, pupil=noor, subject=arithmetic, period=when, goal=goal)

    found = pupil_file.needs(noor, member("emmy"))

    assert [need["goal"] for need in found["now"]] == ["Rekent tot duizend."]
    assert [need["goal"] for need in found["earlier"]] == ["Rekent tot honderd."]


def test_the_plan_of_the_pupils_cluster_is_the_group_teachers_alone(member, noor, group_5b, arithmetic, period):
    PlanRow.objects.filter(cluster__placements__pupil=noor).delete()
    clustering, _made = Clustering.objects.get_or_create(
        school=noor.school, group=group_5b, subject=arithmetic, period=period
    )
    cluster = Cluster.objects.create(school=noor.school, clustering=clustering, name="Wolken")
    Placement.objects.update_or_create(
        clustering=clustering, pupil=noor, defaults={"cluster": cluster, "school": noor.school}
    )
    plan, _made = GroupPlan.objects.get_or_create(school=noor.school, group=group_5b, subject=arithmetic, period=period)
    row = PlanRow.objects.create(school=noor.school, plan=plan, cluster=cluster)
    Goal.objects.create(school=noor.school, row=row, text="Rekent tot duizend.")

    goals = {
        name: [row["goal"] for row in pupil_file.plan_rows(noor, member(name))] for name in ("tom", "sanne", "fleur")
    }

    assert goals == {"tom": ["Rekent tot duizend."], "sanne": ["Rekent tot duizend."], "fleur": []}


def test_reading_is_logged_each_time_with_the_reason(sign_in, noor):
    emmy = sign_in("emmy")
    emmy.get(url(noor))
    emmy.get(url(noor))

    events = AuditEvent.objects.filter(verb="pupil.read", pupil_id=noor.pk, actor_name="Emmy de Groot")
    assert [(event.reason, event.details) for event in events] == [("geeft les aan 5b", {"screen": "file"})] * 2


@pytest.mark.requirement("B2")
def test_who_looked_lately_is_read_by_who_may_read_the_log(sign_in, noor):
    sign_in("tom").get(url(noor))

    pages = {name: page_of(sign_in(name), noor, "workspace:pupil-access") for name in ("emmy", "sanne")}

    looked = {name: "Wie keek er de laatste tijd" in page for name, page in pages.items()}
    assert looked == {"emmy": False, "sanne": True}
    assert "Tom Smit" in pages["sanne"].partition("Wie keek er")[2]


def test_notes_for_few_are_printed_only_when_asked_for(sign_in, member, noor):
    make_note(noor, member("emmy").user, text="Moeder belde over thuis.", visibility="restricted")
    emmy = sign_in("emmy")

    printed = [
        "Moeder belde over thuis." in page_of(emmy, noor, "workspace:pupil-print", **query)
        for query in ({}, {"restricted": ""})
    ]

    assert printed == [False, True]


def test_an_old_factor_is_marked_in_words_too(sign_in, noor):
    Factor.objects.filter(pupil=noor).delete()
    make_factor(noor, text="bouwt graag", noted_on=dt.date(2026, 3, 1))

    page = page_of(sign_in("emmy"), noor)

    assert 'is-old">bouwt graag<span class="hush"> (ouder dan een half jaar: klopt dit nog?)' in page
    assert "1 omlijnde factor is lang niet bekeken." in page


def test_who_holds_a_grant_reads_but_does_not_write(sign_in, noor):
    AccessGrant.objects.create(
        school=noor.school,
        user=User.objects.get(username="leerkracht2"),
        pupil=noor,
        reason="valt vrijdag in",
        starts_on=dt.date(2027, 2, 1),
        ends_on=dt.date(2027, 2, 28),
    )

    page = page_of(sign_in("fleur"), noor)

    assert "heeft toegang tot en met 28 februari 2027: valt vrijdag in" in page
    assert reverse("notes:factors", args=[noor.school.slug, noor.pk]) not in page
    assert "?pupil=" not in page


@pytest.mark.parametrize(
    ("name", "statements"),
    [
        ("workspace:pupil", 14),
        ("workspace:pupil-results", 12),
        ("workspace:pupil-timeline", 10),
        ("workspace:pupil-access", 10),
        ("workspace:pupil-print", 15),
    ],
)
def test_each_page_takes_as_many_statements_however_much_is_known(
    name, statements, sign_in, noor, arithmetic, member, django_assert_num_queries
):
    client, address = sign_in("emmy"), reverse(name, args=[noor.school.slug, noor.pk])
    with django_assert_num_queries(statements):
        client.get(address)
    instrument = Instrument.objects.filter(subject=arithmetic).first()
    for count in range(40):
        make_note(noor, member("tom").user, happened_on=dt.date(2025, 1, 1) + dt.timedelta(days=count))
        make_result(noor, instrument, dt.date(2019, 1, 1) + dt.timedelta(days=30 * count), 50 + count)
        make_factor(noor, text=f"kan {count}")

    with django_assert_num_queries(statements):
        client.get(address)


def test_an_empty_file_teaches_the_next_step(sign_in, group_5b):
    newcomer = Pupil.objects.create(school=group_5b.school, key="nieuw", call_name="Nova", family_name="Blom")
    Enrolment.objects.create(school=group_5b.school, pupil=newcomer, group=group_5b, starts_on=clock.today())

    page = page_of(sign_in("emmy"), newcomer)

    assert "Schrijf de eerste notitie" in page
    assert "Nog geen resultaten" in page
    assert "Begin met wat werkt." in page


def dot_before(page, name):
    """The class of the dot that stands before this name."""
    return re.findall(r'<i class="([^"]*)" role="img"', page.partition(f"{name}<")[0])[-1]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(("known_days", "weeks", "state"), [(3, 6, "half"), (60, 6, "open"), (60, 12, "half")], ids=str)
def test_the_dot_follows_the_rule_of_the_overview(sign_in, noor, group_5b, known_days, weeks, state):
    Note.objects.filter(pupil=noor).delete()
    Pupil.objects.filter(pk=noor.pk).update(created_at=clock.now() - dt.timedelta(days=known_days))
    SignalRule.objects.filter(measure=SignalRule.Measure.NOT_SEEN).update(threshold=weeks)
    emmy = sign_in("emmy")

    overview = emmy.get(reverse("needs:overview", args=[noor.school.slug, group_5b.pk])).content.decode()
    dots = [dot_before(page.partition("<main")[2], noor.name) for page in (overview, page_of(emmy, noor))]

    assert dots == [SEEN[state], SEEN[state]]


@pytest.mark.requirement("H4")
def test_own_scores_of_the_last_talk_stand_in_the_file(sign_in, member, noor):
    Note.objects.filter(pupil=noor, kind="pupil_talk").delete()
    assert 'class="web"' not in page_of(sign_in("emmy"), noor)
    talk = start_talk(by=member("emmy"), pupil=noor, guide=TalkGuide.objects.get(name="Kindgesprek groep 3-8"))
    asked = talk.edition.questions.filter(answer="score").order_by("position")[:3]
    for question, score in zip(asked, (7, 4, 9), strict=True):
        talk.answers.create(school=noor.school, question=question, score=score)
    finish_talk(by=member("emmy"), talk=talk)

    page = page_of(sign_in("emmy"), noor)

    assert ('class="web"' in page, re.findall(r"<td>(\d+)</td>", page.partition('id="own"')[2])) == (
        True,
        ["7", "4", "9"],
    )


@pytest.mark.requirement("H9")
def test_file_leads_to_the_signals_of_the_pupil(sign_in, pupils_5b):
    pupil = pupils_5b[0]
    page = sign_in("emmy").get(reverse("workspace:pupil", args=["zwaluw", pupil.pk])).content.decode()
    assert f'href="{reverse("needs:pupil_signals", args=["zwaluw", pupil.pk])}"' in page
