"""The page on which figures are read and the reading is written."""

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.results.forms.analyses import Target, analysis_box
from gezien.results.models import Analysis
from gezien.results.queries.analyses import NOTHING, group_analyses

WORDS = {"going_well": "Bijna iedereen groeit", "explanation": "Meer tijd voor automatiseren"}


@pytest.fixture(autouse=True)
def _nothing_written(zwaluw):
    """Without the analyses of the demo school."""
    Analysis.objects.all().delete()


@pytest.fixture
def url(group_5b, period, arithmetic) -> str:
    return reverse("results:group_analysis", args=["zwaluw", group_5b.pk, period.pk, arithmetic.pk])


@pytest.fixture
def pupil_url(pupils_5b, period, arithmetic) -> str:
    return reverse("results:pupil_analysis", args=["zwaluw", pupils_5b[0].pk, period.pk, arithmetic.pk])


@pytest.mark.requirement("H2")
def test_figures_of_the_group_stand_beside_the_analysis(sign_in, url):
    page = sign_in("emmy").get(url).content.decode()
    assert "24 van 24 leerlingen" in page
    assert "hoger dan de vorige keer" in page
    assert page.index("Wat gaat goed") < page.index("Mogelijke verklaring")


@pytest.mark.requirement("H2")
def test_analysis_is_saved_while_one_types_and_read_by_the_coach(sign_in, url, group_5b):
    client = sign_in("emmy")
    reply = client.post(url, {"version": 0, **WORDS}, headers={"X-Autosave": "1"}).json()
    assert reply["version"] == 1
    reply = client.post(url, {"version": 1, **WORDS, "teaching": "Volhouden"}, headers={"X-Autosave": "1"}).json()
    assert reply["version"] == 2
    page = sign_in("sanne").get(reverse("results:group_analyses", args=["zwaluw", group_5b.pk])).content.decode()
    assert "Meer tijd voor automatiseren" in page


def test_what_both_typed_stands_on_the_page_after_a_conflict(sign_in, url):
    sign_in("emmy").post(url, {"version": 0, **WORDS})
    response = sign_in("tom").post(url, {"version": 0, "going_well": "Iets anders"})
    assert response.status_code == 409
    assert "Iets anders" in response.content.decode()
    assert "Bijna iedereen groeit" in response.content.decode()


def test_head_reads_the_analysis_and_finds_no_form(sign_in, url):
    sign_in("emmy").post(url, {"version": 0, **WORDS})
    page = sign_in("karim").get(url).content.decode()
    assert "Bijna iedereen groeit" in page
    assert "<textarea" not in page


def test_nothing_typed_is_said_and_not_kept(sign_in, url):
    assert sign_in("emmy").post(url, {"version": 0}).status_code == 422
    assert not Analysis.objects.exists()


@pytest.mark.requirement("H2")
def test_pupil_s_own_results_stand_beside_the_analysis(sign_in, pupil_url, pupils_5b):
    client = sign_in("emmy")
    client.post(pupil_url, {"version": 0, **WORDS})
    assert '<th scope="row" class="wrap">M5' in client.get(pupil_url).content.decode()
    history = client.get(reverse("results:pupil_analyses", args=["zwaluw", pupils_5b[0].pk])).content.decode()
    assert "Bijna iedereen groeit" in history


def test_whoever_reads_an_analysis_stands_in_the_log(sign_in, pupil_url, pupils_5b):
    sign_in("sanne").get(pupil_url)
    event = AuditEvent.objects.filter(pupil_id=pupils_5b[0].pk, verb="pupil.read").latest("pk")
    assert (event.details["screen"], "begeleider" in event.reason.lower()) == ("analysis", True)


def test_box_for_another_page_asks_the_database_nothing(
    member, group_5b, period, arithmetic, django_assert_num_queries
):
    target = Target(member("emmy"), group_5b, arithmetic, period)
    beside = group_analyses(group_5b, period).get(arithmetic.pk, NOTHING)
    with django_assert_num_queries(0):
        box = analysis_box(target, beside, can_edit=True)
        assert "textarea" in str(box["form"])


def test_page_asks_the_same_number_of_statements(sign_in, url, django_assert_num_queries):
    client = sign_in("emmy")
    for version in (0, 1):
        client.post(url, {"version": version, **WORDS, "teaching": str(version)})
        with django_assert_num_queries(19):  # two of them look for what was written about last year's group
            client.get(url)
