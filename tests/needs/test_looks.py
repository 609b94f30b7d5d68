"""The ways to look at a group: sets of columns, division, order and filters, all in the address."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.audit.models import AuditEvent
from gezien.needs.models import EducationalNeed, OverviewChoice, SignalRule
from gezien.needs.queries.look import DIVISIONS, SETS, Look
from gezien.needs.queries.overview import group_overview
from gezien.notes.models import Factor, Note
from gezien.pupils.models import Group
from gezien.results.actions.analyses import save_analysis
from gezien.results.models import Analysis, Instrument
from gezien.schools.models import Subject
from tests.factories.needs import add_results, make_clustering, make_group, place, pupils_of, see
from tests.factories.notes import make_factor, make_note
from tests.needs.test_overview import ARITHMETIC, ATTITUDE, READING, page_of, row_of

METHOD = "methode-rekenen"


@pytest.fixture
def group(period) -> Group:
    """Abel, Bo and Cato, without any data."""
    return make_group(period.year)


def names(overview) -> list[str]:
    """The first names of the rows in their order."""
    return [row["name"].split()[0] for section in overview.sections for row in section["rows"]]


def looked(group, period, **look):
    """The overview of a group, looked at in this way."""
    return group_overview(group, period, look=Look(**look))


# --- sets of columns --------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H8")
def test_one_subject_shows_every_moment_of_each_test_with_growth_on_its_own_scale(sign_in, group, arithmetic):
    pupil = pupils_of(group)[0]
    add_results(pupil, ARITHMETIC, [(80, "IV"), (95, "III"), (92, "III")])
    add_results(pupil, METHOD, [(70, ""), (75, "")])
    see(group)
    response = page_of(sign_in("karim"), group, columns="subject", subject=arithmetic.pk)
    heads = [head["name"] for head in response.context["overview"].columns[:5]]
    assert heads == ["M4", "E4", "M5", "E4", "M5"]
    assert "IV 80 III 95 +15 III 92 −3 70 % 75 % +5" in row_of(response, pupil)


def test_one_subject_leaves_out_what_is_about_others(sign_in, group, arithmetic):
    pupil = pupils_of(group)[0]
    add_results(pupil, ARITHMETIC, [(80, "V")])
    add_results(pupil, READING, [(80, "V")])
    make_factor(pupil, text="leest graag", domain=Subject.Domain.LANGUAGE)
    row = row_of(page_of(sign_in("karim"), group, columns="subject", subject=arithmetic.pk), pupil)
    assert ("RW V" in row, "BL V" in row, "leest graag" in row) == (True, False, False)


@pytest.mark.requirement("H6", "H8")
def test_social_columns_show_questionnaires_attitude_and_their_factors(sign_in, group_5b, pupils_5b):
    make_factor(pupils_5b[0], text="wacht op zijn beurt", domain=Subject.Domain.SOCIAL)
    response = page_of(sign_in("emmy"), group_5b, columns="social")
    keys = [head["key"][0] for head in response.context["overview"].columns]
    assert keys[0] == "q"  # the first domain of a questionnaire
    assert "wacht op zijn beurt" in row_of(response, pupils_5b[0])


@pytest.mark.requirement("B2", "H4", "H5")
def test_seen_columns_say_when_and_how_long_ago(sign_in, group):
    pupil = pupils_of(group)[0]
    make_note(pupil, happened_on=dt.date(2027, 1, 14))
    make_note(pupil, kind=Note.Kind.PUPIL_TALK, happened_on=dt.date(2027, 2, 2))
    row = row_of(page_of(sign_in("karim"), group, columns="seen"), pupil)
    assert "14 jan 2027 3 weken geleden 2 feb 2027 deze week nog niet" in row


def test_a_day_leads_to_writing_a_note_or_holding_a_talk(sign_in, group_5b, pupils_5b):
    text, pupil = page_of(sign_in("emmy"), group_5b, columns="seen").text, pupils_5b[0].pk
    assert text.count(f'href="/s/zwaluw/notes/add/?pupil={pupil}&amp;kind=observation"') == 1
    assert text.count(f'href="/s/zwaluw/notes/pupils/{pupil}/talks/?kind=pupil_talk"') == 1
    assert text.count(f'href="/s/zwaluw/notes/pupils/{pupil}/talks/?kind=parent_talk"') == 1


def test_set_of_columns_is_remembered_for_one_person(sign_in, group_5b):
    emmy, address = sign_in("emmy"), reverse("needs:columns", args=["zwaluw", group_5b.pk])
    response = emmy.post(address, {"columns": "social", "period": "x"})
    assert "columns=social" in response.url
    assert page_of(emmy, group_5b).context["overview"].look.columns == "social"
    assert page_of(sign_in("tom"), group_5b).context["overview"].look.columns == "all"


def test_address_outranks_what_is_remembered(sign_in, group_5b, member):
    OverviewChoice.objects.create(school=group_5b.school, user=member("emmy").user, columns="seen")
    assert page_of(sign_in("emmy"), group_5b, columns="all").context["overview"].look.columns == "all"


def test_other_test_of_a_subject_takes_the_place_of_the_main_one(sign_in, group, period):
    first, second, _third = pupils_of(group)
    add_results(first, ARITHMETIC, [(80, "IV")])
    add_results(second, METHOD, [(70, "")])
    client, other = sign_in("karim"), Instrument.objects.get(code=METHOD).pk
    assert "andere toets" in row_of(page_of(client, group), second)
    assert "70 %" in row_of(page_of(client, group, tests=other), second)
    assert "IV" not in row_of(page_of(client, group, tests=other), first)


# --- filters ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def weak_and_strong(group, period, arithmetic) -> Group:
    """Abel at V without a need, Bo at V with one, Cato at I; everybody was seen."""
    see(group)
    for pupil, level in zip(pupils_of(group), ["V", "V", "I"], strict=True):
        add_results(pupil, ARITHMETIC, [(60, level)])
    EducationalNeed.objects.create(
        school=group.school, pupil=pupils_of(group)[1], subject=arithmetic, period=period, goal="Tafels."
    )
    return group


@pytest.mark.requirement("H8", "H9")
@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (("support",), ["Abel", "Bo"]),
        (("support", "no_need"), ["Abel"]),
        (("challenge",), ["Cato"]),
        (("challenge", "support"), []),
        (("no_pupil_talk",), []),
        (("no_parent_talk",), ["Abel", "Bo"]),
        (("no_factors",), ["Abel", "Bo"]),
        (("nonsense",), ["Abel", "Bo", "Cato"]),
    ],
)
def test_filters_combine(weak_and_strong, period, only, expected):
    SignalRule.objects.filter(code="highest").update(is_active=True, times=1)  # as a school may choose
    assert names(looked(weak_and_strong, period, only=only)) == expected


@pytest.mark.requirement("H4", "H5", "H7", "H8")
def test_who_needs_attention_and_lacks_a_talk_or_factors_is_counted_and_one_click_away(
    sign_in, weak_and_strong, period
):
    abel, bo, cato = pupils_of(weak_and_strong)
    make_note(abel, kind=Note.Kind.PARENT_TALK)
    for direction in Factor.Direction:
        make_factor(bo, direction, "helpt")
    response = page_of(sign_in("karim"), weak_and_strong)
    lines = {line["key"]: (line["count"], line["url"]) for line in response.context["overview"].attention}
    assert (lines["no_parent_talk"][0], lines["no_factors"][0]) == (1, 1)
    shown = sign_in("karim").get(
        reverse("needs:overview", args=["zwaluw", weak_and_strong.pk]) + lines["no_factors"][1]
    )
    assert [f'id="p{pupil.pk}"' in shown.text for pupil in (abel, bo, cato)] == [True, False, False]


def test_each_level_of_a_card_leads_to_its_pupils(weak_and_strong, period, arithmetic):
    (card,) = looked(weak_and_strong, period).strip
    assert [level["text"] for level in card["levels"]] == ["I 1", "II 0", "III 0", "IV 0", "V 2"]
    assert names(looked(weak_and_strong, period, only=(card["levels"][4]["filter"],))) == ["Abel", "Bo"]
    assert names(looked(weak_and_strong, period, only=(f"below{arithmetic.pk}",))) == ["Abel", "Bo"]


def test_missing_result_counts_only_where_the_group_took_the_test(group, period):
    first, second, _third = pupils_of(group)
    add_results(first, ARITHMETIC, [(60, "V")])
    add_results(second, ARITHMETIC, [(60, "V")])
    add_results(first, READING, [(60, "V")])
    assert names(looked(group, period, only=("no_result",))) == ["Cato"]


def test_figure_explains_who_was_counted_and_what_was_agreed(weak_and_strong, period):
    (card,) = looked(weak_and_strong, period).strip
    assert card["why"][0] == "1 van 3 leerlingen staan op of boven niveau III."


def test_no_row_left_says_so_and_how_to_get_back(sign_in, weak_and_strong):
    text = page_of(sign_in("karim"), weak_and_strong, only="challenge,support").text
    assert "Geen leerling past bij deze filters." in text
    assert "0 van 3 leerlingen" in text


# --- division and order -----------------------------------------------------------------------------------------------


@pytest.mark.requirement("H8")
@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("signal", [("Signaal voor extra steun", 2), ("Toe aan meer uitdaging", 1)]),
        ("level", [("Rekenen I", 1), ("Rekenen V", 2)]),
        ("name", [("", 3)]),
    ],
)
def test_rows_are_divided_by(weak_and_strong, period, arithmetic, by, expected):
    SignalRule.objects.filter(code="highest").update(is_active=True, times=1)  # as a school may choose
    overview = looked(weak_and_strong, period, by=by, subject=arithmetic.pk)
    assert [(one["title"], len(one["rows"])) for one in overview.sections] == expected


def test_combination_class_is_divided_by_year_group(sign_in, period):
    group = make_group(period.year, 3, name="5/6", year_group="C")
    response = page_of(sign_in("karim"), group, by="year")
    assert [one["title"] for one in response.context["overview"].sections] == ["groep 5", "groep 6"]
    assert "Per leerjaar" in response.text


def test_rows_sort_by_level_and_by_growth_with_the_unknown_last(group, period, arithmetic):
    first, second, _third = pupils_of(group)
    add_results(first, ARITHMETIC, [(80, "III"), (82, "III")])
    add_results(second, ARITHMETIC, [(60, "V"), (70, "IV")])
    key = f"r{arithmetic.pk}"
    assert names(looked(group, period, sort=key)) == ["Bo", "Abel", "Cato"]
    assert names(looked(group, period, sort=f"-{key}")) == ["Abel", "Bo", "Cato"]
    assert names(looked(group, period, sort=f"-{key}.growth")) == ["Bo", "Abel", "Cato"]


def test_head_says_in_which_direction_it_sorts_and_turns_it(sign_in, group, arithmetic):
    add_results(pupils_of(group)[0], ARITHMETIC, [(80, "III")])
    text = page_of(sign_in("karim"), group, sort=f"r{arithmetic.pk}").text
    assert 'aria-sort="ascending"' in text
    assert f"sort=-r{arithmetic.pk}" in text


@given(
    columns=st.sampled_from(SETS),
    subject=st.none() | st.integers(1, 99),
    by=st.sampled_from(("", *DIVISIONS)),
    only=st.lists(st.sampled_from(["support", "no_need", "l4.2"]), unique=True).map(tuple),
    sort=st.sampled_from(["", "r4", "-r4.growth"]),
    tests=st.lists(st.integers(1, 99), unique=True).map(tuple),
)
def test_address_gives_back_the_look_it_was_made_from(**parts):
    look = Look(**parts)
    assert Look.read({name: str(value) for name, value in look.parameters().items()}) == look


def test_address_leaves_out_what_the_page_shows_by_itself():
    usual = Look(columns="all", subject=4, by="cluster")
    assert usual.query(None, usual=usual, only=("support",)) == "?columns=all&only=support"
    assert usual.query(2, usual=usual, by="name") == "?period=2&columns=all&by=name"
    assert usual.query(None, usual=usual, subject=3) == "?columns=all&subject=3&by=cluster"


@given(st.dictionaries(st.sampled_from(["columns", "by", "only", "sort", "tests", "subject", "view"]), st.text()))
def test_any_address_is_a_look(asked):
    assert Look.read(asked).columns in SETS


# --- analysis ---------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H2")
def test_analysis_of_the_subject_stands_beside_its_figures_to_write_on(sign_in, member, period, arithmetic):
    group = make_group(period.year, teachers=["leerkracht"])
    texts = dict.fromkeys(Analysis.TEXTS, "") | {"stands_out": "Klokkijken blijft achter."}
    save_analysis(by=member("emmy"), about=group, subject=arithmetic, period=period, version=0, texts=texts)
    page = page_of(sign_in("emmy"), group, columns="subject", subject=arithmetic.pk).text
    assert page.count("Klokkijken blijft achter.") == 2  # in the line that opens it, and in its field
    assert "data-autosave" in page
    assert "Klokkijken" not in page_of(sign_in("emmy"), group, columns="all").text


def test_head_reads_the_analysis_without_a_form(sign_in, group_5b, arithmetic):
    page = page_of(sign_in("karim"), group_5b, columns="subject", subject=arithmetic.pk).text
    assert ("Wat we lezen in de cijfers van Rekenen" in page, "<textarea" in page) == (True, False)


# --- signals and clusters in place ------------------------------------------------------------------------------------


def signals_of(client, group, pupil) -> str:
    """The page behind a signal."""
    return client.get(reverse("needs:signals", args=[group.school.slug, group.pk, pupil.pk])).text


@pytest.mark.requirement("H8", "H13")
def test_signal_leads_to_naming_the_need_it_asks_for(sign_in, group_5b, pupils_5b, period):
    reading = Subject.objects.get(code="begrijpend-lezen")
    EducationalNeed.objects.filter(pupil=pupils_5b[0]).delete()
    pupils_5b[0].results.filter(instrument__code=READING).update(level="V")
    link = f"/s/zwaluw/groups/pupils/{pupils_5b[0].pk}/needs/{reading.pk}/"
    assert f'<p><a href="{link}" data-edit>Benoem de behoefte' in signals_of(sign_in("emmy"), group_5b, pupils_5b[0])
    assert "data-edit" not in signals_of(sign_in("karim"), group_5b, pupils_5b[0])
    EducationalNeed.objects.create(
        school=group_5b.school, pupil=pupils_5b[0], subject=reading, period=period, goal="Leest vlot."
    )
    assert link not in signals_of(sign_in("emmy"), group_5b, pupils_5b[0])


@pytest.mark.requirement("H11")
def test_signal_leads_to_rule_threshold_figure_since_and_source(sign_in, group, arithmetic):
    pupil = pupils_of(group)[0]
    add_results(pupil, ARITHMETIC, [(80, "IV"), (95, "IV"), (92, "V")])
    link = reverse("needs:signals", args=["zwaluw", group.pk, pupil.pk])
    assert f'<a class="sig" href="{link}">RW V</a>' in page_of(sign_in("sanne"), group).text
    text = signals_of(sign_in("sanne"), group, pupil)
    assert "Regel ‘Laagste niveau’: de laagste 1 van 5 niveaus" in text
    assert "V bij M5, sinds M5 (Rekenen (volgsysteem), 19 jan 2027)" in text


@pytest.mark.requirement("H11")
def test_signal_in_another_period_is_explained_as_it_was_then(sign_in, group, period):
    pupil = pupils_of(group)[0]
    add_results(pupil, ARITHMETIC, [(80, "IV"), (95, "V"), (92, "III")])
    pupil.results.filter(moment="M5").update(taken_on=period.starts_on)
    first = period.year.periods.first()
    link = f"{reverse('needs:signals', args=['zwaluw', group.pk, pupil.pk])}?period={first.pk}"
    assert link in page_of(sign_in("sanne"), group, period=first.pk).text
    assert "V bij E4" in sign_in("sanne").get(link).text
    assert "V bij" not in signals_of(sign_in("sanne"), group, pupil)


def test_reading_why_a_pupil_is_flagged_is_logged(sign_in, group):
    pupil = pupils_of(group)[0]
    signals_of(sign_in("sanne"), group, pupil)
    event = AuditEvent.objects.filter(verb="pupil.read", pupil_id=pupil.pk).get()
    assert event.details["screen"] == "signals"


def test_part_of_the_signals_is_without_the_page_around_it(sign_in, group):
    pupil = pupils_of(group)[0]
    url = reverse("needs:signals", args=["zwaluw", group.pk, pupil.pk])
    assert "<html" not in sign_in("sanne").get(url, headers={"HX-Request": "true"}).text


@pytest.mark.requirement("H8", "H17")
def test_cluster_column_leads_to_choosing_another(sign_in, group_5b, pupils_5b):
    reading = Subject.objects.get(code="begrijpend-lezen")
    text = page_of(sign_in("emmy"), group_5b, by="name", subject=reading.pk).text
    assert f"/s/zwaluw/groups/pupils/{pupils_5b[0].pk}/cluster/{reading.pk}/" in text
    assert "/cluster/" not in page_of(sign_in("karim"), group_5b, by="name", subject=reading.pk).text


def test_cluster_of_an_unclustered_subject_has_no_column(group, period, arithmetic):
    place(make_clustering(group, arithmetic, period), "Basis", pupils_of(group)[:1])
    reading = Subject.objects.get(code="begrijpend-lezen")
    heads = [head["key"] for head in looked(group, period, by="name", subject=reading.pk).columns]
    assert "cluster" not in heads
    add_results(pupils_of(group)[0], ATTITUDE, [(None, "B")])
    assert "cluster" in [head["key"] for head in looked(group, period, by="name", subject=arithmetic.pk).columns]
