"""The school's own words for factors: renamed, added and taken out of use on screen, with history."""

import pytest
from django.urls import reverse

from gezien.common.models import StaleVersion
from gezien.notes.actions.factor_terms import add_source, reinstate_term, rename_term, retire_term
from gezien.notes.forms.factors import Terms
from gezien.notes.models import FactorDomain, FactorSource
from gezien.schools.rules import NotAllowed
from tests.factories.notes import factor_domain, make_factor


def names(member):
    return [term.name for term in Terms(member).domains]


def test_a_new_school_begins_with_the_words_of_the_field(zwaluw):
    codes = FactorDomain.objects.filter(school=zwaluw).values_list("code", flat=True)
    families = FactorSource.objects.filter(school=zwaluw).values_list("family", flat=True)

    assert list(codes) == ["language", "arithmetic", "work_attitude", "social", "motor", "health", "other"]
    assert set(families) == {"child", "education", "home"}


@pytest.mark.requirement("H7")
def test_a_renamed_word_changes_wherever_it_stands(sign_in, member, pupils_5b):
    domain = factor_domain(pupils_5b[0].school, "social")
    make_factor(pupils_5b[0], text="vrolijk", domain="social")

    rename_term(by=member("sanne"), term=domain, expected=1, name="Omgaan met elkaar")

    url = reverse("notes:factors", args=[domain.school.slug, pupils_5b[0].pk])
    assert "Omgaan met elkaar · het kind" in sign_in("emmy").get(url).content.decode()


def test_two_who_rename_at_once_do_not_overwrite_each_other(member, zwaluw):
    domain = factor_domain(zwaluw, "social")
    rename_term(by=member("sanne"), term=domain, expected=1, name="Omgaan met elkaar")

    with pytest.raises(StaleVersion):
        rename_term(by=member("karim"), term=domain, expected=1, name="Sociaal")


def test_a_word_out_of_use_is_not_offered_but_stays_where_it_stands(member, zwaluw, pupils_5b):
    sanne, motor = member("sanne"), factor_domain(zwaluw, "motor")
    factor = make_factor(pupils_5b[0], domain="motor")

    retire_term(by=sanne, term=motor)
    assert "Motoriek" not in names(sanne)
    assert "Motoriek" in [term.name for term in Terms(sanne, keep=factor).domains]

    reinstate_term(by=sanne, term=motor)
    assert "Motoriek" in names(sanne)


def test_a_new_source_falls_under_child_teaching_or_home(member):
    source = add_source(by=member("sanne"), name="de opvang", family="home")

    assert (source.code, source.family, source.position) == ("de-opvang", "home", 5)


def test_a_second_word_with_the_same_name_gets_a_code_of_its_own(member):
    first, second = (add_source(by=member("sanne"), name="De gang", family="education") for _time in range(2))

    assert (first.code, second.code) == ("de-gang", "de-gang-2")


def test_a_teacher_leaves_the_words_alone(member, zwaluw):
    with pytest.raises(NotAllowed):
        retire_term(by=member("emmy"), term=factor_domain(zwaluw, "motor"))


def test_the_page_tells_what_changed_and_by_whom(sign_in, zwaluw):
    sanne, motor = sign_in("sanne"), factor_domain(zwaluw, "motor")
    url = reverse("notes:factor-term-rename", args=[zwaluw.slug, "domains", motor.pk])

    page = sanne.post(url, {"name": "Bewegen", "version": 1}, follow=True).content.decode()

    assert "Sanne Visser hernoemde “Motoriek” tot “Bewegen”." in page


def test_an_unknown_list_does_not_exist(sign_in, zwaluw):
    url = reverse("notes:factor-term-add", args=[zwaluw.slug, "kleuren"])

    assert sign_in("sanne").post(url, {"name": "blauw"}).status_code == 404
