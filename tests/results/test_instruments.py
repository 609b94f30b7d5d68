"""The school's own tests: added, changed, taken out of use; stored results keep their meaning."""

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.results.actions.instruments import (
    ScaleInUse,
    add_instrument,
    change_instrument,
    complete_catalogue,
    remove_instrument,
)
from gezien.results.catalogue import DUTCH, FLEMISH, MORE_DUTCH, MORE_FLEMISH
from gezien.results.models import Instrument
from gezien.results.queries import school_instruments
from gezien.results.vocabulary import RESULT_TYPES, SCORE_TYPES
from gezien.schools.models import Subject
from gezien.schools.rules import NotAllowed


@pytest.fixture
def main_test(arithmetic) -> Instrument:
    """The arithmetic test with three years of results."""
    return Instrument.objects.get(subject=arithmetic, is_main=True)


def as_it_is(one: Instrument, **changes) -> dict:
    names = ("version", "name", "provider", "subject", "level_type", "levels", "figure", "is_main", "is_active")
    return {name: getattr(one, name) for name in names} | changes


@pytest.mark.requirement("H1")
def test_test_of_the_school_gets_its_own_scale_and_code(member, arithmetic):
    one = add_instrument(by=member("sanne"), name="DMT", subject=arithmetic, figure="Level", levels=["hoog", "laag"])
    assert (one.code, one.levels, one.is_active) == ("dmt-2", ["hoog", "laag"], True)


def test_new_main_test_takes_the_place_of_the_old_one(member, arithmetic, main_test):
    one = add_instrument(by=member("sanne"), name="Nieuw", subject=arithmetic, figure="SkillScore", is_main=True)
    assert list(Instrument.objects.filter(subject=arithmetic, is_main=True)) == [one]


@pytest.mark.requirement("H1")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"figure": "PercentageCorrect"}, "soort|maat"),
        ({"level_type": "AE"}, "soort niveau"),
        ({"levels": ["I", "II"]}, "III, IV, V"),
    ],
)
def test_scale_with_results_keeps_its_meaning(member, main_test, changes, words):
    with pytest.raises(ScaleInUse, match=words):
        change_instrument(by=member("sanne"), instrument=main_test, **as_it_is(main_test, **changes))


def test_change_stands_in_the_log_with_what_it_was(member, main_test):
    change_instrument(by=member("marleen"), instrument=main_test, **as_it_is(main_test, name="Rekenen 4.0"))
    event = AuditEvent.objects.filter(verb="instrument.changed").latest("pk")
    assert (event.details["was"]["name"], event.details["name"]) == ("Rekenen (volgsysteem)", "Rekenen 4.0")


def test_two_who_change_the_same_test_do_not_overwrite_each_other(member, main_test):
    change_instrument(by=member("marleen"), instrument=main_test, **as_it_is(main_test, name="Rekenen 4.0"))
    with pytest.raises(StaleVersion):
        change_instrument(by=member("sanne"), instrument=main_test, **as_it_is(main_test, provider="Anders"))


@pytest.mark.requirement("H1")
def test_test_with_results_is_taken_out_of_use_but_never_removed(member, zwaluw, main_test):
    with pytest.raises(ScaleInUse):
        remove_instrument(by=member("sanne"), instrument=main_test, version=main_test.version)
    values = as_it_is(main_test, is_active=False, is_main=False)
    change_instrument(by=member("sanne"), instrument=main_test, **values)
    assert main_test not in school_instruments(zwaluw)
    assert main_test.results.count() > 0


def test_teacher_changes_no_test(member, main_test):
    with pytest.raises(NotAllowed):
        change_instrument(by=member("emmy"), instrument=main_test, **as_it_is(main_test))


def test_catalogue_not_in_use_waits_to_be_switched_on(sign_in, zwaluw):
    page = sign_in("emmy").get(reverse("results:instruments", args=[zwaluw.slug])).content.decode()
    used, unused = page.split('id="unused"')
    assert "IEP rekenen, groep 6–8" not in used
    assert "IEP rekenen, groep 6–8" in unused
    assert "referentieniveau: 1S 1F &lt;1F" in unused


def test_form_reads_levels_between_commas_and_on_lines(sign_in, zwaluw, arithmetic):
    data = {"name": "Eigen", "subject": arithmetic.pk, "figure": "Level", "levels": "A, B\nC\nA", "is_active": "on"}
    sign_in("sanne").post(reverse("results:add_instrument", args=[zwaluw.slug]), data)
    assert Instrument.objects.get(code="eigen").levels == ["A", "B", "C"]


def test_form_that_would_change_stored_results_comes_back_with_the_reason(sign_in, zwaluw, main_test):
    url = reverse("results:instrument", args=[zwaluw.slug, main_test.pk])
    data = as_it_is(main_test, figure="PercentageCorrect", subject=main_test.subject_id, levels="I\nII\nIII\nIV\nV")
    response = sign_in("sanne").post(url, data)
    assert response.status_code == 422
    assert "nieuwe toets" in response.content.decode()


def test_page_of_tests_asks_the_same_number_of_statements(
    sign_in, zwaluw, member, arithmetic, django_assert_num_queries
):
    client, url = sign_in("emmy"), reverse("results:instruments", args=[zwaluw.slug])
    for name in ("Eerste", "Tweede", "Derde"):
        with django_assert_num_queries(5):
            client.get(url)
        add_instrument(by=member("sanne"), name=name, subject=arithmetic, figure="SkillScore")


CATALOGUE = [row for rows in (DUTCH, MORE_DUTCH) for row in rows]


@pytest.mark.requirement("H1")
@pytest.mark.parametrize(
    ("provider", "kind", "figure"),
    [
        ("Cito", "IV", "SkillScore"),
        ("Cito", "AVI", "Level"),
        ("IEP", "", "PercentageCorrect"),
        ("IEP", "RnTR", "SkillScore"),
        ("Dia", "", "SkillScore"),
        ("Boom", "", "SkillScore"),
        ("Focus PO", "", "SkillScore"),
        ("Route 8", "RnTR", "SkillScore"),
        ("AMN", "RnTR", "SkillScore"),
        ("DOE", "RnTR", "SkillScore"),
        ("Leerling in beeld", "RnTR", "SkillScore"),
        ("", "", "Grade0.0-10.0"),
        ("", "", "GoalsMastered"),
    ],
)
def test_catalogue_has_a_place_for_each_provider_with_its_own_scale(provider, kind, figure):
    assert any((row.provider, row.level_type, row.figure) == (provider, kind, figure) for row in CATALOGUE)


@pytest.mark.parametrize("rows", [(DUTCH, MORE_DUTCH), (FLEMISH, MORE_FLEMISH)])
def test_catalogue_has_each_code_once_one_main_test_a_subject_and_known_kinds(rows):
    tests = [row for part in rows for row in part]
    assert len({row.code for row in tests}) == len(tests)
    mains = [row.subject for row in tests if row.is_main]
    assert len(set(mains)) == len(mains)
    assert {code.partition(":")[0] for row in tests for code in row.scores} <= set(SCORE_TYPES)
    assert {code.partition(":")[0] for row in tests for code in row.references} <= set(RESULT_TYPES)


@pytest.mark.requirement("H1")
def test_avi_has_twelve_levels_and_a_level_of_instruction_and_frustration():
    avi = next(row for row in DUTCH if row.code == "avi")
    assert (len(avi.levels), avi.levels[0], avi.levels[-1]) == (12, "Plus", "Start")
    assert avi.references == ("AVI:instructie", "AVI:frustratie")


def test_what_came_into_the_catalogue_later_can_be_taken_over_once(member, zwaluw):
    Instrument.objects.filter(code__in=["dia-rekenen", "focus-lezen"]).delete()
    added = complete_catalogue(by=member("sanne"))
    assert sorted((one.code, one.is_active) for one in added) == [("dia-rekenen", False), ("focus-lezen", False)]
    assert complete_catalogue(by=member("sanne")) == []


def test_parts_and_further_levels_of_a_test_are_typed_as_words(sign_in, arithmetic):
    one = Instrument.objects.get(code="dmt")
    names = ("name", "provider", "level_type", "figure", "version")
    data = {name: getattr(one, name) for name in names} | {"subject": one.subject_id, "levels": "\n".join(one.levels)}
    data |= {"score_types": ["NumberItems"], "parts": "kaart 1\nkaart 2", "qualified": "gemiddeld", "is_active": "on"}
    sign_in("sanne").post(reverse("results:instrument", args=["zwaluw", one.pk]), data)
    one.refresh_from_db()
    assert one.score_types == ["NumberItems", "NumberCorrect:kaart 1", "NumberCorrect:kaart 2"]
    assert one.reference_types == ["IV:gemiddeld"]


def test_the_form_begins_with_the_test_and_its_scale_and_tells_in_short_what_more_is_recorded(sign_in, zwaluw):
    one = Instrument.objects.create(
        school=zwaluw,
        code="several",
        name="Leeskaarten",
        subject=Subject.objects.order_by("pk").first(),
        figure="Level",
        levels=["A", "B"],
        score_types=["NumberCorrect:kaart 1"],
        reference_types=["DLE", "AVI:instructie"],
    )

    page = sign_in("sanne").get(reverse("results:instrument", args=[zwaluw.slug, one.pk])).content.decode()

    assert page.index("De toets</h2>") < page.index("De schaal</h2>") < page.index("Wat je nog meer vastlegt</h2>")
    assert '<span class="meta">kaart 1, DLE, instructie</span>' in page
