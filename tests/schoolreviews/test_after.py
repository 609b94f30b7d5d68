"""After a school review: boards become plans, action points are followed to their end, the form is kept."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from gezien.agreements.actions import close_agreement, replace_agreement
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.quality.actions.education_plans import settle_education_plan
from gezien.quality.queries.readings import to_read
from gezien.schoolreviews.actions.after import (
    NothingToPut,
    begin_elaboration,
    finish_elaboration,
    note_progress,
    plan_consultation,
    put_in_plan,
    save_consultation,
    save_elaboration,
)
from gezien.schoolreviews.actions.planning import plan_review
from gezien.schoolreviews.actions.points import make_point
from gezien.schoolreviews.documents import review_paper
from gezien.schoolreviews.models import Card, Elaboration, ReviewRole, ScaleRound, SchoolReview
from gezien.schoolreviews.queries.after import board_rows, draft_of, point_rows
from gezien.schools.rules import NotAllowed


@pytest.fixture
def review(zwaluw, member, arithmetic) -> SchoolReview:
    """A review that is over, with arithmetic looked at together."""
    made = plan_review(
        by=member("sanne"),
        title="Schoolbespreking februari",
        starts_at=clock.now() - dt.timedelta(days=2),
        place="Aula",
        chair=member("karim").user,
        together=arithmetic,
    )
    SchoolReview.objects.filter(pk=made.pk).update(opened_at=clock.now(), closed_at=clock.now(), goals="Beter rekenen")
    return SchoolReview.objects.get(pk=made.pk)


@pytest.fixture
def board(review):
    """Arithmetic, with cards in each column."""
    found = review.boards.get(subject__isnull=False)
    texts = [("seen", "Groep 5 gaat vooruit", 1), ("seen", "Hoofdrekenen gaat goed", 4), ("needs", "Meer herhaling", 2)]
    for column, text, dots in texts:
        Card.objects.create(school=review.school, board=found, column=column, text=text, dots=dots)
    return found


def point(member, review, **changes):
    values = {
        "what": "Elke dag tien minuten automatiseren",
        "owner": member("marleen").user,
        "due_on": clock.today() + dt.timedelta(days=30),
        "sign_of_success": "80 % op III in juni",
        "effect_on": clock.today() + dt.timedelta(days=90),
    }
    return make_point(by=member("sanne"), review=review, **values | changes)


@pytest.mark.requirement("S7")
def test_a_board_becomes_a_draft_with_most_dots_first(board):
    draft = draft_of(board)
    assert draft["findings"].splitlines() == ["Wat valt op?", "- Hoofdrekenen gaat goed", "- Groep 5 gaat vooruit"]
    assert draft["offer"] == "- Meer herhaling"


def test_merged_and_piled_cards_stay_together_in_the_draft(board):
    main = board.cards.get(text="Meer herhaling")
    Card.objects.filter(pk=main.pk).update(pile="Oefenen")
    Card.objects.create(school=board.school, board=board, column="needs", text="Vaker kort", merged_into=main)
    Card.objects.create(school=board.school, board=board, column="needs", text="Weg", removed_at=clock.now())
    assert draft_of(board)["offer"] == "- Oefenen: Meer herhaling; Vaker kort"


@pytest.mark.requirement("S7")
def test_the_offer_becomes_a_new_version_that_teachers_are_asked_to_read(member, board):
    made = begin_elaboration(by=member("marleen"), board=board)
    plan = put_in_plan(by=member("marleen"), elaboration=made)
    assert plan.offer.endswith("- Meer herhaling")
    assert board_rows(board.review)[0].version is None
    version = settle_education_plan(by=member("marleen"), plan=plan, why="Na de schoolbespreking")
    assert board_rows(board.review)[0].version == version
    assert version.pk in {one.pk for one in to_read(member("emmy"))}


def test_without_an_offer_nothing_goes_to_the_plan(member, board):
    board.cards.filter(column="needs").delete()
    with pytest.raises(NothingToPut):
        put_in_plan(by=member("marleen"), elaboration=begin_elaboration(by=member("marleen"), board=board))


def test_what_the_plan_said_already_stays(member, board):
    made = begin_elaboration(by=member("marleen"), board=board)
    put_in_plan(by=member("marleen"), elaboration=made)
    made.offer += "\n- Elke dag tien minuten"
    plan = put_in_plan(by=member("marleen"), elaboration=made)
    assert (plan.offer.count("- Meer herhaling"), plan.offer.count("- Elke dag tien minuten")) == (1, 1)


def test_word_done_sent_twice_stays_done(sign_in, board):
    client, address = sign_in("marleen"), reverse("schoolreviews:elaboration_done", args=[board.school.slug, board.pk])
    for _time in range(2):
        client.post(address, {"done": "1"})
    assert Elaboration.objects.get(board=board).done_at is not None


def test_progress_that_is_too_long_keeps_what_was_typed(sign_in, member, review):
    made = point(member, review)
    address = reverse("schoolreviews:progress", args=[review.school.slug, made.pk])
    reply = sign_in("sanne").post(address, {"kind": "result", "text": "Gemeten. " * 120})
    assert (reply.status_code, "Gemeten. Gemeten." in reply.content.decode()) == (422, True)


def test_of_two_coordinators_the_second_sees_both(member, board):
    made = begin_elaboration(by=member("marleen"), board=board)
    version = made.version
    save_elaboration(by=member("karim"), elaboration=made, version=version, findings="Van Karim", offer="")
    with pytest.raises(StaleVersion):
        save_elaboration(
            by=member("marleen"),
            elaboration=Elaboration.objects.get(pk=made.pk),
            version=version,
            findings="x",
            offer="",
        )


@pytest.mark.requirement("S7")
def test_coordinators_consult_and_everybody_reads_what_they_decide(sign_in, member, review, board):
    made = plan_consultation(by=member("marleen"), review=review, starts_at=clock.now(), place="")
    save_consultation(
        by=member("sanne"), consultation=made, version=made.version, text="Eerst automatiseren.", is_held=True
    )
    page = sign_in("emmy").get(reverse("schoolreviews:consultation", args=["zwaluw", made.pk]))
    assert "Eerst automatiseren." in page.content.decode()
    assert "data-autosave" not in page.content.decode()


def test_a_teacher_who_led_a_subject_works_it_out_and_another_does_not(member, board):
    with pytest.raises(NotAllowed):
        begin_elaboration(by=member("emmy"), board=board)
    board.lead = member("emmy").user
    board.save()
    made = begin_elaboration(by=member("emmy"), board=board)
    finish_elaboration(by=member("emmy"), elaboration=made, is_done=True)
    assert Elaboration.objects.get(pk=made.pk).done_by == member("emmy").user


def test_nothing_is_worked_out_before_the_review_is_closed(sign_in, member, review, board):
    SchoolReview.objects.update(closed_at=None)
    assert sign_in("sanne").get(reverse("schoolreviews:after", args=["zwaluw", review.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        begin_elaboration(by=member("sanne"), board=board)


@pytest.mark.requirement("S9")
def test_an_action_point_has_a_measure_and_stands_with_its_owner(sign_in, member, review):
    made = point(member, review)
    assert (made.agreement.sign_of_success, made.agreement.owner) == ("80 % op III in juni", member("marleen").user)
    page = sign_in("emmy").get(reverse("schoolreviews:after", args=["zwaluw", review.pk])).content.decode()
    assert "Elke dag tien minuten automatiseren" in page
    assert "0 van 1 tot het einde gevolgd" in page


@pytest.mark.requirement("S9")
def test_an_action_point_without_measure_is_refused(sign_in, review, member):
    data = {"what": "Iets", "owner": member("sanne").user.pk, "due_on": "2027-04-01", "sign_of_success": ""}
    reply = sign_in("sanne").post(reverse("schoolreviews:point_add", args=["zwaluw", review.pk]), data)
    assert reply.status_code == 422
    assert not review.action_points.exists()


@pytest.mark.requirement("S9")
def test_an_action_point_ends_when_one_told_whether_it_helped(member, review):
    made = point(member, review).agreement
    close_agreement(by=member("marleen"), agreement=made, version=made.version, outcome="done")
    row = point_rows(review)[0]
    assert (row.state, row.is_ended) == ("gedaan; nog te meten", False)
    type(made).objects.filter(pk=made.pk).update(helped="yes", helped_at=clock.now())
    assert point_rows(review)[0].is_ended


@pytest.mark.requirement("S9")
def test_an_action_point_that_was_changed_goes_on_with_what_took_its_place(member, review):
    made = point(member, review).agreement
    replace_agreement(
        by=member("marleen"),
        agreement=made,
        version=made.version,
        why="Te veel tegelijk",
        what="Alleen groep 4 en 5",
        owner=member("marleen").user,
        due_on=clock.today() + dt.timedelta(days=60),
    )
    row = point_rows(review)[0]
    assert (row.agreement.what, row.is_ended) == ("Alleen groep 4 en 5", False)


@pytest.mark.requirement("S8")
def test_its_owner_and_the_coordinators_follow_an_action_point(sign_in, member, review):
    made = point(member, review, owner=member("emmy").user)
    note_progress(by=member("emmy"), point=made, kind="execution", text="Alle groepen doen mee.")
    note_progress(by=member("karim"), point=made, kind="result", text="Toets: 82 %.")
    with pytest.raises(NotAllowed):
        note_progress(by=member("fleur"), point=made, kind="process", text="Zomaar")
    page = sign_in("tom").get(reverse("schoolreviews:after", args=["zwaluw", review.pk])).content.decode()
    assert page.index("Alle groepen doen mee.") < page.index("Toets: 82 %.")


@pytest.mark.requirement("S11")
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_filled_in_form_is_kept(sign_in, member, review, board, form):
    begin_elaboration(by=member("marleen"), board=board)
    point(member, review)
    reply = sign_in("emmy").get(reverse("paper:document", args=["zwaluw", "school_review", review.pk, form]))
    content = io.BytesIO(reply.content)
    if form == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(content).pages)
    else:
        text = "\n".join(paragraph.text for paragraph in Document(content).paragraphs)
    for words in ("Beter rekenen", "Hoofdrekenen gaat goed", "Meer herhaling", "Elke dag tien minuten automatiseren"):
        assert words in text


@pytest.mark.requirement("S11")
def test_the_report_tells_cards_and_action_points_a_line_each_and_leaves_out_empty_boards(member, review, board):
    made, roles = point(member, review), [("minutes", member("emmy").user, "")]
    ReviewRole.objects.bulk_create(
        ReviewRole(school=review.school, review=review, kind=kind, user=user, task=task) for kind, user, task in roles
    )
    sections = {one["head"]: one["lines"] for one in review_paper(review, member("emmy"))["sections"]}
    assert sections["Wie doet wat"][0]["text"] == "maakt het verslag"
    assert "Terugblik" not in sections  # nobody wrote there
    assert any(line["text"].startswith("• ") for line in sections[board.title])
    (told,) = sections["Actiepunten"]
    assert told["label"] == made.agreement.owner.name
    assert [line.split(":")[0].split(" ")[0] for line in told["text"].splitlines()] == ["Elke", "Klaar", "We"]


@pytest.mark.requirement("S11")
def test_the_report_gives_no_figure_of_fewer_than_five_votes(sign_in, review):
    counts = [0] * 11
    counts[7] = 4
    asked = ScaleRound.objects.create(
        school=review.school,
        review=review,
        moment="before",
        opened_at=clock.now(),
        revealed_at=clock.now(),
        shown=counts,
    )
    address = reverse("paper:document", args=["zwaluw", "school_review", review.pk, "docx"])
    words = [one.text for one in Document(io.BytesIO(sign_in("emmy").get(address).content)).paragraphs]
    assert not any("gemiddeld" in one for one in words)
    ScaleRound.objects.filter(pk=asked.pk).update(shown=[0] * 6 + [2, 3] + [0] * 3)
    words = [one.text for one in Document(io.BytesIO(sign_in("emmy").get(address).content)).paragraphs]
    assert any("gemiddeld 6,6, van 5 collega's" in one for one in words)


def test_the_page_takes_as_many_statements_for_one_point_and_three(
    sign_in, member, review, board, django_assert_num_queries
):
    client, address = sign_in("emmy"), reverse("schoolreviews:after", args=["zwaluw", review.pk])
    point(member, review)
    with django_assert_num_queries(12):
        client.get(address)
    for _number in range(2):
        note_progress(by=member("sanne"), point=point(member, review), kind="result", text="Gemeten.")
    with django_assert_num_queries(12):
        client.get(address)


@pytest.mark.requirement("S7", "S9")
def test_line_of_a_board_lies_ready_as_an_action_point(review, board, sign_in):
    client, page = sign_in("karim"), reverse("schoolreviews:elaboration", args=[review.school.slug, board.pk])
    link = f"?board={board.pk}&amp;column=needs&amp;line=0#point-new"
    assert link in client.get(page).content.decode()
    after = reverse("schoolreviews:after", args=[review.school.slug, review.pk])
    form = client.get(after, {"board": board.pk, "column": "needs", "line": "0"}).context["point_form"]
    assert (form["what"].value(), form["board"].value()) == ("Meer herhaling", board.pk)
    assert (
        client.get(after, {"board": board.pk, "column": "x", "line": "7"}).context["point_form"]["what"].value() == ""
    )
    assert link not in sign_in("emmy").get(page).content.decode()
