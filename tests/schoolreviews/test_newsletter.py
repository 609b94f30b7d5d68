"""The summary for parents: drafted from what was agreed, kept whatever is typed, ready only when the guard agrees."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from gezien.common import clock
from gezien.pupils.models import Pupil
from gezien.schoolreviews.actions.newsletter import Refused, begin_newsletter, make_ready, save_newsletter
from gezien.schoolreviews.actions.planning import plan_review
from gezien.schoolreviews.actions.points import make_point
from gezien.schoolreviews.guard import Known, objections
from gezien.schoolreviews.models import Card, Newsletter, SchoolReview
from gezien.schoolreviews.queries.names import known_of
from gezien.schoolreviews.queries.newsletter import why, without_objections
from gezien.schools.rules import NotAllowed

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def review(zwaluw, member, arithmetic) -> SchoolReview:
    """A review that is over."""
    made = plan_review(
        by=member("sanne"),
        title="Februari",
        starts_at=dt.datetime(2027, 2, 3, 12, tzinfo=dt.UTC),
        place="",
        chair=member("karim").user,
        together=arithmetic,
    )
    SchoolReview.objects.filter(pk=made.pk).update(opened_at=clock.now(), closed_at=clock.now())
    return SchoolReview.objects.get(pk=made.pk)


@pytest.fixture
def newsletter(review, member):
    return begin_newsletter(by=member("sanne"), review=review)[0]


def agree(member, review, what):
    make_point(
        by=member("sanne"),
        review=review,
        what=what,
        owner=member("sanne").user,
        due_on=clock.today(),
        sign_of_success="82 %",
    )


def address(name, review):
    return reverse(f"schoolreviews:{name}", args=["zwaluw", review.pk])


def write(member, newsletter, text):
    return save_newsletter(by=member("sanne"), newsletter=newsletter, version=newsletter.version, text=text)


@pytest.mark.requirement("S10")
def test_the_draft_tells_what_was_agreed_in_plain_words(member, review):
    board = review.boards.get(subject__isnull=False)
    Card.objects.create(school=review.school, board=board, column="seen", text="Hoofdrekenen gaat goed", dots=3)
    agree(member, review, "Elke dag tien minuten automatiseren")
    text = begin_newsletter(by=member("sanne"), review=review)[0].text
    assert text.splitlines()[0] == "Op 3 februari keek ons hele team samen naar ons onderwijs: naar rekenen."
    assert "- Rekenen: Hoofdrekenen gaat goed." in text
    assert "- Elke dag tien minuten automatiseren." in text


@pytest.mark.requirement("S10")
def test_what_is_about_a_pupil_never_comes_into_the_draft(member, review, pupils_5b):
    agree(member, review, f"Extra hulp voor {pupils_5b[0].call_name}")
    agree(member, review, "Drie leerlingen krijgen een plan")
    made, left_out = begin_newsletter(by=member("sanne"), review=review)
    assert left_out == 2
    assert pupils_5b[0].call_name not in made.text


def test_head_of_points_that_all_stay_out_stays_out_too():
    text = "Samen gekeken.\n\nWat goed gaat\n- Daan leest.\n\nTot ziens."
    known = Known(call_names=frozenset({"daan"}))
    assert without_objections(text, known, heads=("Wat goed gaat",)) == ("Samen gekeken.\n\nTot ziens.", 1)


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Roos leest.", "is ook de naam van een leerling en leest hier als die naam; laat het weg, of"),
        (
            "In groep 8 haalde 96 % het.",
            "laat 1 leerling over en vertelt zo ook iets over die ene; laat het aantal weg",
        ),
        ("In groep 8 haalde 92 % het.", "laat 2 leerlingen over en vertelt zo ook iets over hen; laat het aantal weg"),
        ("In groep 8 haalde 8 % het.", "komt neer op 2 leerlingen; schrijf alleen over tien of meer"),
        ("Kinderen lezen. Hij ook.", "leest als één leerling; bedoel je iets anders, noem dat dan hier opnieuw"),
        ("Een leerlinge leest.", "leest als één leerling; schrijf over alle leerlingen"),
        ("Een drietal leerlingen", "leest als enkele leerlingen; schrijf over tien of meer"),
    ],
)
def test_each_refusal_says_what_is_the_matter_and_what_to_do(text, words):
    known = Known(call_names=frozenset({"roos"}), groups={"8": 24})
    with translation.override("nl"):
        assert why(objections(text, known)[0]).startswith(words)


@pytest.mark.requirement("S10")
def test_every_pupil_of_the_school_is_known_by_first_and_last_name(zwaluw):
    known = known_of(zwaluw)
    for pupil in Pupil.objects.filter(school=zwaluw):
        assert objections(f"Fijn voor {pupil.call_name}!", known)
        assert objections(f"De familie {pupil.family_name} hielp.", known)


@pytest.mark.requirement("S10")
def test_a_text_about_a_pupil_is_kept_and_refused_with_what_and_where(sign_in, member, review, newsletter, pupils_5b):
    name = pupils_5b[0].call_name
    write(member, newsletter, f"Het gaat goed.\nOok met {name}.")
    newsletter.refresh_from_db()
    with pytest.raises(Refused) as refused:
        make_ready(by=member("sanne"), newsletter=newsletter)
    assert [(one.line, one.quote) for one in refused.value.objections] == [(2, name)]
    page = sign_in("sanne").get(address("newsletter", review)).content.decode()
    assert f"Regel 2: <mark>{name}</mark> is de naam van een leerling; laat die weg." in page
    assert "Dit is klaar voor ouders" not in page


@pytest.mark.requirement("S10")
def test_a_clear_text_is_made_ready_and_everyone_reads_it(sign_in, member, review, newsletter):
    write(member, newsletter, "We lezen elke dag met alle groepen.")
    sign_in("sanne").post(address("newsletter_readiness", review))
    assert Newsletter.objects.get(review__title="Februari").ready_by == member("sanne").user
    assert "We lezen elke dag" in sign_in("emmy").get(address("newsletter", review)).content.decode()


def test_a_text_that_is_not_ready_is_not_for_everyone(sign_in, member, review, newsletter):
    write(member, newsletter, "Nog een gedachte.")
    page = sign_in("emmy").get(address("newsletter", review)).content.decode()
    assert "Nog een gedachte." not in page


def test_a_change_asks_for_another_look(member, newsletter):
    write(member, newsletter, "We lezen elke dag.")
    newsletter = make_ready(by=member("sanne"), newsletter=Newsletter.objects.get(review__title="Februari"))
    write(member, newsletter, "We lezen elke week.")
    assert Newsletter.objects.get(review__title="Februari").ready_at is None


def test_an_empty_text_is_not_ready(member, newsletter):
    write(member, newsletter, " ")
    with pytest.raises(Refused):
        make_ready(by=member("sanne"), newsletter=Newsletter.objects.get(review__title="Februari"))


def test_a_teacher_who_led_nothing_writes_no_text_for_parents(sign_in, member, review, newsletter):
    with pytest.raises(NotAllowed):
        save_newsletter(by=member("emmy"), newsletter=newsletter, version=newsletter.version, text="x")
    assert sign_in("emmy").post(address("newsletter", review), {"text": "x", "version": 1}).status_code == 403


def test_text_that_is_refused_is_no_success(sign_in, review, newsletter):
    reply = sign_in("sanne").post(address("newsletter", review), {"text": "Kort.", "version": "geen"})
    assert (reply.status_code, "Kort." in reply.content.decode()) == (422, True)


def test_of_two_who_write_the_second_sees_both(sign_in, member, review, newsletter):
    version = newsletter.version
    write(member, newsletter, "Van Sanne")
    data = {"text": "Van Karim", "version": version}
    reply = sign_in("karim").post(address("newsletter", review), data, headers=AUTOSAVE)
    assert (reply.status_code, reply.json()["current"]["text"]) == (409, "Van Sanne")
