"""Writing down what helps and what hinders."""

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.actions.factors import add_factor, change_factor, end_factor, reopen_factor
from gezien.notes.models import Factor
from gezien.notes.queries import current_factors, factor_wordings
from gezien.pupils.models import Pupil
from gezien.schools.rules import NotAllowed
from tests.factories.notes import factor_domain, factor_source, make_factor

HELPS, HINDERS = Factor.Direction
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def factors_url(pupil):
    return reverse("notes:factors", args=[pupil.school.slug, pupil.pk])


def add(by, pupil, direction, domain, text, source="child"):
    """A factor with its words by their codes."""
    words = {"domain": factor_domain(pupil.school, domain), "source": factor_source(pupil.school, source)}
    return add_factor(by=by, pupil=pupil, direction=direction, text=text, **words)


def words(pupil, domain="work_attitude", source="child"):
    """What a form posts about domain and source."""
    return {"domain": factor_domain(pupil.school, domain).pk, "source": factor_source(pupil.school, source).pk}


def texts(pupil):
    return [row[3] for row in current_factors(pupil.school, [pupil.pk]).get(pupil.pk, [])]


@pytest.mark.requirement("H7")
def test_factors_of_both_directions_are_kept_with_domain_and_source(member, pupils_5b):
    emmy, noor = member("emmy"), pupils_5b[0]
    Factor.objects.filter(pupil=noor).delete()

    add(emmy, noor, HINDERS, "language", "kleine  woordenschat ", "home")
    add(emmy, noor, HELPS, "arithmetic", "ruimtelijk sterk")

    fields = ("direction", "domain__code", "text", "source__code", "noted_on")
    factors = Factor.objects.filter(pupil=noor).values_list(*fields)
    assert list(factors) == [
        ("stimulating", "arithmetic", "ruimtelijk sterk", "child", clock.today()),
        ("hindering", "language", "kleine woordenschat", "home", clock.today()),
    ]


def test_the_same_words_are_not_added_twice(member, pupils_5b):
    emmy, noor = member("emmy"), pupils_5b[0]
    first = add(emmy, noor, HELPS, "social", "troost anderen")

    again = add(emmy, noor, HELPS, "social", "Troost  anderen")

    assert again == first


def test_words_that_ended_can_be_added_anew(member, pupils_5b):
    emmy, noor = member("emmy"), pupils_5b[0]
    first = end_factor(by=emmy, factor=make_factor(noor, text="troost anderen"))

    again = add(emmy, noor, HELPS, first.domain.code, "troost anderen")

    assert again != first


def test_changing_a_factor_that_changed_meanwhile_raises_and_keeps_the_stored_text(member, pupils_5b):
    factor = make_factor(pupils_5b[0], text="doorzetter")
    values = {"domain": factor.domain, "source": factor.source, "can_be_influenced": True}
    change_factor(by=member("tom"), factor=factor, expected=1, text="doorzetter bij bouwen", **values)

    with pytest.raises(StaleVersion):
        change_factor(by=member("emmy"), factor=factor, expected=1, text="houdt vol", **values)

    factor.refresh_from_db()
    assert factor.text == "doorzetter bij bouwen"


def test_an_ended_factor_is_kept_and_can_hold_again(member, pupils_5b):
    emmy, noor = member("emmy"), pupils_5b[0]
    Factor.objects.filter(pupil=noor).delete()
    factor = make_factor(noor, text="doorzetter")

    end_factor(by=emmy, factor=factor)
    assert texts(noor) == []
    assert Factor.objects.get(pk=factor.pk).ended_on == clock.today()

    reopen_factor(by=emmy, factor=factor)
    assert texts(noor) == ["doorzetter"]


@pytest.mark.parametrize("name", ["fleur", "karim", "petra"])
def test_who_may_not_write_in_the_file_adds_no_factor(name, member, pupils_5b):
    with pytest.raises(NotAllowed):
        add(member(name), pupils_5b[0], HELPS, "social", "vrolijk")


def test_each_write_stands_in_the_log_without_the_words(member, pupils_5b):
    emmy = member("emmy")
    factor = add(emmy, pupils_5b[0], HELPS, "social", "vrolijk")
    end_factor(by=emmy, factor=factor)
    reopen_factor(by=emmy, factor=factor)

    events = AuditEvent.objects.filter(object_type="notes.factor", object_id=factor.pk).order_by("pk")
    assert [event.verb for event in events] == ["factor.added", "factor.ended", "factor.reopened"]
    assert "vrolijk" not in str(list(events.values()))


def test_words_of_few_pupils_are_suggested_only_to_who_sees_one_of_them(member, pupils_5b, group_6):
    others = list(Pupil.objects.filter(enrolments__group=group_6).order_by("pk")[:3])
    Factor.objects.all().delete()  # the thirty most used are offered: few words of few pupils are among them
    make_factor(others[0], HINDERS, "zorgen om opa")
    for pupil in others:
        make_factor(pupil, HINDERS, "begint laat")

    assert "zorgen om opa" in factor_wordings(member("fleur"))["hindering"]
    assert "zorgen om opa" not in factor_wordings(member("emmy"))["hindering"]
    assert "begint laat" in factor_wordings(member("emmy"))["hindering"]


@pytest.mark.requirement("H7")
def test_the_page_shows_what_helps_before_what_hinders(sign_in, pupils_5b):
    make_factor(pupils_5b[0], HINDERS, "snel afgeleid")
    make_factor(pupils_5b[0], HELPS, "bouwt graag")

    page = sign_in("emmy").get(factors_url(pupils_5b[0])).content.decode()

    assert (
        0 < page.index('<span class="plus">bouwt graag</span>') < page.index('<span class="min">snel afgeleid</span>')
    )


def test_adding_without_a_domain_keeps_what_was_typed(sign_in, pupils_5b):
    data = {"direction": HELPS, "text": "bouwt graag", **words(pupils_5b[0]), "domain": ""}

    response = sign_in("emmy").post(factors_url(pupils_5b[0]), data)

    assert response.status_code == 422
    assert 'value="bouwt graag"' in response.content.decode()


def test_htmx_gets_the_editor_alone_and_an_event(sign_in, pupils_5b):
    noor = pupils_5b[0]
    data = {"direction": HELPS, "text": "bouwt graag", **words(noor, "arithmetic")}

    response = sign_in("emmy").post(factors_url(noor), data, headers=PART)

    page = response.content.decode()
    assert response.headers["HX-Trigger"] == f'{{"factors:saved": {{"pupil": {noor.pk}}}}}'
    assert "<html" not in page
    assert '<span class="plus">bouwt graag</span>' in page


def test_two_changes_at_once_show_both_texts(sign_in, pupils_5b):
    factor = make_factor(pupils_5b[0], text="doorzetter")
    url = reverse("notes:factor", args=[factor.school.slug, factor.pk])
    data = {**words(pupils_5b[0]), "version": 1}
    sign_in("tom").post(url, {**data, "text": "houdt vol"})

    response = sign_in("emmy").post(url, {**data, "text": "geeft niet op"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "houdt vol" in page
    assert 'value="geeft niet op"' in page
