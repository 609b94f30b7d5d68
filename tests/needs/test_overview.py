"""The group overview through its pages, and how much it asks of the database."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.needs.actions import save_need
from gezien.needs.actions.looking import look_at_school
from gezien.needs.models import EducationalNeed, SignalRule
from gezien.needs.queries.overview import group_overview
from gezien.notes.models import Factor, Note
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.quality.models import Ambition
from gezien.schools.models import Period, Subject
from gezien.schools.queries import current_period
from tests.factories.needs import add_results, make_clustering, make_group, place, pupils_of, see
from tests.factories.notes import make_factor, make_note

READING, ARITHMETIC, AVI, ATTITUDE = "lvs-begrijpend-lezen", "lvs-rekenen", "avi", "werkhouding"


@pytest.fixture
def group(period) -> Group:
    """A group of three without any data, taught by nobody."""
    return make_group(period.year)


def page_of(client, group, **query):
    """The overview's page."""
    return client.get(reverse("needs:overview", args=[group.school.slug, group.pk]), query)


def row_of(response, pupil) -> str:
    """One row as text: tags gone, spaces single."""
    html = re.search(rf'<tr id="p{pupil.pk}"[^>]*>.*?</tr>', response.text, re.DOTALL).group()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.requirement("H8", "H13")
def test_overview_shows_results_factors_need_and_signal_in_one_row(sign_in, group, period, arithmetic):
    pupil = pupils_of(group)[0]
    add_results(pupil, ARITHMETIC, [(80, "IV"), (95, "IV"), (92, "V")])
    make_factor(pupil, Factor.Direction.STIMULATING, "ruimtelijk sterk")
    make_factor(pupil, Factor.Direction.HINDERING, "automatiseren")
    EducationalNeed.objects.create(
        school=group.school, pupil=pupil, subject=arithmetic, period=period, goal="Tafels tot 6.", support="Dagelijks."
    )
    see(group)
    assert row_of(page_of(sign_in("sanne"), group), pupil) == (
        "Abel Oefening00 V −3 ruimtelijk sterk automatiseren RW Tafels tot 6. Dagelijks. RW V"
    )


@pytest.mark.requirement("H9", "H11")
def test_signal_tells_in_its_cell_how_it_goes_on_and_that_somebody_works_on_it(
    sign_in, member, group, period, arithmetic
):
    pupil = pupils_of(group)[0]
    add_results(pupil, ARITHMETIC, [(80, "V"), (82, "V"), (84, "V")])
    see(group)
    look_at_school(group.school)
    coach = sign_in("sanne")
    assert row_of(page_of(coach, group), pupil).endswith("RW V, 3e keer \N{NORTH EAST ARROW}")
    save_need(by=member("sanne"), pupil=pupil, subject=arithmetic, period=period, goal="Tafels tot 6.", expected=0)
    page = page_of(coach, group)
    assert row_of(page, pupil).endswith("RW V, 3e keer \N{CHECK MARK} \N{NORTH EAST ARROW}")
    assert 'title="opgepakt · herhaalt' in page.text


def test_stimulating_stands_left_of_hindering(sign_in, group):
    make_factor(pupils_of(group)[0], Factor.Direction.HINDERING, "tempo")
    make_factor(pupils_of(group)[0], Factor.Direction.STIMULATING, "humor")
    text = page_of(sign_in("sanne"), group).text
    assert text.index("Stimulerend") < text.index("Belemmerend")
    assert text.index("humor") < text.index("tempo")


def test_growth_is_counted_on_the_same_instrument_and_in_steps_where_there_is_no_figure(sign_in, group):
    first, second, third = pupils_of(group)
    add_results(first, READING, [(30, "III"), (41, "II")])
    add_results(second, AVI, [(None, "E3"), (None, "E4")])
    add_results(third, ATTITUDE, [(None, "B"), (None, "C")])
    response = page_of(sign_in("sanne"), group)
    assert "II +11" in row_of(response, first)
    assert "E4 +2 st" in row_of(response, second)
    assert "C −1 st" in row_of(response, third)


def test_result_of_another_moment_than_the_column_says_so(sign_in, group):
    first, second, third = pupils_of(group)
    for pupil in (first, second):
        add_results(pupil, READING, [(41, "II")])
    add_results(third, READING, [(30, "III"), (41, "II")])
    third.results.filter(moment="M5").delete()
    response = page_of(sign_in("karim"), group)
    assert "BL · M5" in response.text
    assert row_of(response, first).startswith("Abel Oefening00 II basisaanbod")
    assert row_of(response, third).startswith("Cato Oefening02 III E4 basisaanbod")


def test_trend_has_its_figures_as_text(sign_in, group):
    add_results(pupils_of(group)[0], READING, [(30, "III"), (36, "III"), (41, "II")])
    assert 'aria-label="M4–M5: 30, 36, 41"' in page_of(sign_in("sanne"), group).text


def test_what_people_wrote_cannot_become_markup(sign_in, group, period, arithmetic):
    pupil = pupils_of(group)[0]
    Pupil.objects.filter(pk=pupil.pk).update(call_name="<b>Abel</b>")
    make_factor(pupil, text="<script>1</script>")
    EducationalNeed.objects.create(
        school=group.school, pupil=pupil, subject=arithmetic, period=period, goal="<img src=x>", support="a & b"
    )
    text = page_of(sign_in("sanne"), group).text
    assert not re.search(r"<b>Abel|<script>1|<img src=x", text)
    assert "&lt;img src=x&gt;" in text


@pytest.mark.requirement("H8")
def test_combination_class_names_the_year_group_of_each_pupil(sign_in, period):
    group = make_group(period.year, 2, name="5/6", year_group="C")
    response = page_of(sign_in("sanne"), group)
    rows = [row_of(response, pupil) for pupil in pupils_of(group)]
    assert ["groep 5" in rows[0], "groep 6" in rows[1]] == [True, True]


# --- summary ----------------------------------------------------------------------------------------------------------


def test_strip_sets_the_group_against_the_ambition_and_the_moment_before(sign_in, group):
    for pupil, levels in zip(pupils_of(group), [("I", "II"), ("IV", "III"), ("V", "IV")], strict=True):
        add_results(pupil, READING, [(None, level) for level in levels])
    overview = group_overview(group, current_period(group.school))
    (card,) = overview.strip
    assert (card["subject"], card["goal"], card["share"], card["change"], card["since"]) == (
        "Begrijpend lezen",
        "doel 80 %",
        "67 %",
        "+34",
        "E4",
    )
    assert card["text"] == "I 0 · II 1 · III 1 · IV 1 · V 0"


def test_ambition_of_a_year_group_outranks_the_general_one(zwaluw, period):
    group = make_group(period.year, 2, name="5/6", year_group="C")
    reading = Subject.objects.get(code="begrijpend-lezen")
    Ambition.objects.create(school=zwaluw, subject=reading, year_group="6", share=90, level="II")
    for pupil in pupils_of(group):  # of year groups 5 and 6
        add_results(pupil, READING, [(None, "III")])
    (card,) = group_overview(group, period).strip
    assert (card["share"], card["goal"]) == ("50 %", "doel 80–90 %")


def test_attention_counts_support_without_need_challenge_and_who_was_not_seen(group, period, arithmetic):
    SignalRule.objects.filter(code="highest").update(is_active=True, times=1)  # as a school may choose
    first, second, third = pupils_of(group)
    add_results(first, ARITHMETIC, [(60, "V")])
    add_results(second, ARITHMETIC, [(60, "V")])
    add_results(third, ARITHMETIC, [(130, "I")])
    make_note(first)
    EducationalNeed.objects.create(school=group.school, pupil=second, subject=arithmetic, period=period, goal="Tafels.")
    counts = {line["key"]: line["count"] for line in group_overview(group, period).attention}
    assert counts == {
        "support": 2,
        "no_need": 1,
        "challenge": 1,
        "not_seen": 2,
        "no_pupil_talk": 2,
        "no_parent_talk": 2,
        "no_factors": 2,
    }


@pytest.mark.requirement("B2")
def test_seen_dot_says_when_each_way_of_seeing_was_last(sign_in, group):
    first, second, third = pupils_of(group)
    make_note(first, happened_on=dt.date(2027, 2, 1))
    make_note(second, kind=Note.Kind.PUPIL_TALK, happened_on=dt.date(2027, 1, 12))
    make_note(third, kind=Note.Kind.PARENT_TALK, happened_on=dt.date(2026, 11, 3))
    text = page_of(sign_in("sanne"), group).text
    dots = re.findall(r'<i class="(sd[^"]*)" role="img" title="([^"]*)"', text)
    assert dots == [
        ("sd", "geobserveerd 1 feb · kindgesprek – · oudergesprek –"),
        ("sd sd-half", "geobserveerd – · kindgesprek 12 jan · oudergesprek –"),
        ("sd sd-open", "geobserveerd – · kindgesprek – · oudergesprek 3 nov"),
    ]


@pytest.mark.requirement("B2")
def test_nobody_is_overdue_right_after_the_first_import(group, period):
    Pupil.objects.filter(enrolments__group=group).update(created_at=dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC))
    overview = group_overview(group, period)
    assert overview.attention == []
    assert all('class="sd sd-half"' in row["head"] for row in overview.rows_by_pupil.values())


# --- ways to look -----------------------------------------------------------------------------------------------------


def titles(overview):
    return [(section["title"], [row["pk"] for row in section["rows"]]) for section in overview.sections]


def test_by_cluster_groups_rows_in_the_order_of_the_clusters(group, period, arithmetic):
    clustering = make_clustering(group, arithmetic, period, ["Intensief", "Basis"])
    place(clustering, "Basis", pupils_of(group)[:1])
    place(clustering, "Intensief", pupils_of(group)[1:2])
    overview = group_overview(group, period, subject=arithmetic)
    assert overview.view == "cluster"
    assert [(title, len(names)) for title, names in titles(overview)] == [
        ("Intensief", 1),
        ("Basis", 1),
        ("Nog niet ingedeeld", 1),
    ]


def test_by_name_shows_the_cluster_in_a_column(sign_in, group, period, arithmetic):
    see(group)
    place(make_clustering(group, arithmetic, period), "Basis", pupils_of(group)[:1])
    response = page_of(sign_in("karim"), group, view="name", subject=arithmetic.pk)
    assert row_of(response, pupils_of(group)[0]) == "Abel Oefening00 basisaanbod Basis"
    assert row_of(response, pupils_of(group)[1]) == "Bo Oefening01 basisaanbod"


def test_only_signals_leaves_out_who_has_none(group, period):
    SignalRule.objects.filter(measure="not_seen").update(is_active=False)
    add_results(pupils_of(group)[1], ARITHMETIC, [(60, "V")])
    assert [len(names) for _title, names in titles(group_overview(group, period, view="signals"))] == [1]


def test_unknown_view_subject_and_period_in_the_address_are_ignored(sign_in, group):
    response = page_of(sign_in("sanne"), group, view="<x>", subject="x", period="999999")
    assert response.status_code == 200


def test_period_before_shows_its_own_needs_and_results_known_then(sign_in, group, period, arithmetic):
    pupil = pupils_of(group)[0]
    first = Period.objects.get(year=period.year, number=1)
    EducationalNeed.objects.create(school=group.school, pupil=pupil, subject=arithmetic, period=first, goal="Toen.")
    add_results(pupil, ARITHMETIC, [(80, "III"), (90, "II")])
    pupil.results.filter(moment="M5").update(taken_on=period.starts_on)
    row = row_of(page_of(sign_in("sanne"), group, period=first.pk), pupil)
    assert ("Toen." in row, "III" in row, "II " in row.replace("III", "")) == (True, True, False)


def test_period_before_shows_the_factors_of_then(sign_in, group, period):
    pupil = pupils_of(group)[0]
    first = Period.objects.get(year=period.year, number=1)
    make_factor(pupil, text="was verlegen", noted_on=first.starts_on, ended_on=period.starts_on)
    make_factor(pupil, text="vertelt graag", noted_on=period.starts_on)
    then, now = (row_of(page_of(sign_in("karim"), group, period=one.pk), pupil) for one in (first, period))
    assert ("was verlegen" in then, "vertelt graag" in then) == (True, False)
    assert ("was verlegen" in now, "vertelt graag" in now) == (False, True)


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_reading_is_logged_once_for_the_group_with_the_reason(sign_in, group_5b):
    page_of(sign_in("emmy"), group_5b)
    events = AuditEvent.objects.filter(group_id=group_5b.pk, verb="group.read")
    assert [(event.actor_name, event.reason) for event in events] == [("Emmy de Groot", "geeft les aan 5b")]


def test_pupil_who_left_is_gone_from_the_overview(sign_in, group):
    pupil = pupils_of(group)[0]
    Enrolment.objects.filter(pupil=pupil).update(ends_on="2027-02-03")
    assert f'id="p{pupil.pk}"' not in page_of(sign_in("sanne"), group).text


def test_head_reads_without_any_link_to_an_editor(sign_in, group_5b):
    assert ["data-edit" in page_of(sign_in(who), group_5b).text for who in ("karim", "emmy")] == [False, True]


def test_row_is_served_alone_to_whoever_edits_it(sign_in, group_5b, pupils_5b):
    address = reverse("needs:row", args=["zwaluw", group_5b.pk, pupils_5b[0].pk])
    part = sign_in("emmy").get(address, headers={"HX-Request": "true"})
    assert part.text.strip().startswith(f'<tr id="p{pupils_5b[0].pk}" ')
    assert part.text.count("<tr") == 1
    assert sign_in("emmy").get(address).url.endswith(f"groups/{group_5b.pk}/?#p{pupils_5b[0].pk}")


# --- groups -----------------------------------------------------------------------------------------------------------


def test_teacher_of_one_group_goes_straight_to_it(sign_in, group_5b):
    response = sign_in("emmy").get("/s/zwaluw/groups/")
    assert response.url == f"/s/zwaluw/groups/{group_5b.pk}/"


def test_coach_sees_every_group_of_the_year_from_the_youngest_with_its_counts(sign_in, period):
    group = make_group(period.year, 2, name="9")
    add_results(pupils_of(group)[0], ARITHMETIC, [(60, "V")])
    groups = sign_in("sanne").get("/s/zwaluw/groups/").context["groups"]
    assert [one["name"] for one in groups][:3] == ["Groep 1-2", "Groep 3", "Groep 4"]
    own = next(one for one in groups if one["pk"] == group.pk)
    assert (own["pupils"], own["support"], own["waiting"], own["challenge"]) == (2, 1, 1, 0)


def test_past_year_can_be_chosen(sign_in, zwaluw):
    past = Group.objects.exclude(year__name="2026-2027").order_by("pk").first()
    response = sign_in("sanne").get("/s/zwaluw/groups/", {"year": past.year_id})
    assert past.pk in [one["pk"] for one in response.context["groups"]]


@pytest.mark.parametrize(("who", "step"), [("sanne", "Vraag de beheerder"), ("karim", "Vraag de beheerder")])
def test_group_without_pupils_says_what_to_do(sign_in, period, who, step):
    group = make_group(period.year, 0)
    assert step in page_of(sign_in(who), group).text


def test_group_without_results_keeps_its_rows_and_says_where_results_come_from(sign_in, group):
    text = page_of(sign_in("sanne"), group).text
    assert "Nog geen resultaten" in text
    assert text.count('<tr id="p') == 3


# --- cost -------------------------------------------------------------------------------------------------------------


def filled_group(period, size, arithmetic):
    """A group taught by Emmy in which every kind of cell is filled."""
    group = make_group(period.year, size, teachers=["leerkracht"])
    place(make_clustering(group, arithmetic, period), "Basis", pupils_of(group))
    for pupil in pupils_of(group):
        for code in (READING, "lvs-spelling", ARITHMETIC):
            add_results(pupil, code, [(60, "IV"), (66, "IV"), (72, "III")])
        add_results(pupil, AVI, [(None, "E3"), (None, "M4"), (None, "E4")])
        add_results(pupil, ATTITUDE, [(None, "C"), (None, "B")])
        make_factor(pupil, Factor.Direction.STIMULATING, "begrijpt verhalen")
        make_factor(pupil, Factor.Direction.HINDERING, "tempo")
        make_note(pupil)
        EducationalNeed.objects.create(
            school=group.school,
            pupil=pupil,
            subject=arithmetic,
            period=period,
            goal="Rekent sommen tot 100 uit, 8 van de 10 goed.",
            support="Eerst met materiaal, daarna tekenen, dan pas in het hoofd.",
        )
    return group


@pytest.mark.requirement("H2", "H6", "H8")
@pytest.mark.parametrize("size", [5, 35])
@pytest.mark.parametrize("who", ["emmy", "sanne"])
@pytest.mark.parametrize(("columns", "statements"), [("all", 11), ("subject", 12), ("social", 12), ("seen", 11)])
def test_overview_takes_the_same_statements_for_every_size(
    sign_in, period, arithmetic, django_assert_num_queries, size, who, columns, statements
):
    group, client = filled_group(period, size, arithmetic), sign_in(who)
    look_at_school(group.school)
    with django_assert_num_queries(statements):
        assert page_of(client, group, subject=arithmetic.pk, columns=columns).status_code == 200


@pytest.mark.parametrize("columns", ["all", "subject", "social", "seen"])
def test_overview_of_thirty_pupils_stays_below_seventy_eight_kilobytes(sign_in, period, arithmetic, columns):
    group = filled_group(period, 30, arithmetic)
    response = page_of(sign_in("emmy"), group, subject=arithmetic.pk, columns=columns)
    assert len(response.content) < 78_000


@pytest.mark.parametrize("extra", [0, 20])
def test_groups_page_takes_the_same_statements_for_every_number_of_groups(
    sign_in, period, django_assert_num_queries, extra
):
    for number in range(extra):
        make_group(period.year, 2, name=f"Extra {number}")
    client = sign_in("sanne")
    look_at_school(period.school)
    with django_assert_num_queries(11):
        client.get("/s/zwaluw/groups/")
