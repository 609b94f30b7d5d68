"""The pages of plans of one pupil."""

import datetime as dt
import html
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gezien.audit.models import AuditEvent
from gezien.plans.models import IndividualPlan, IndividualPlanSettings, PlanAnswer
from gezien.plans.queries.individual_settings import terms_of
from tests.plans.individual import put_before_parents, sent

pytestmark = pytest.mark.requirement("H24")


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=["zwaluw", *args])


@pytest.fixture
def emmy(sign_in):
    return sign_in("emmy")


@pytest.fixture
def plan(zwaluw) -> IndividualPlan:
    """Lieke's plan of the demo school, with the parents."""
    return IndividualPlan.objects.select_related("pupil").get(kind="temporary")


def posted(values: dict) -> dict:
    return {name: list(value) if isinstance(value, set) else value for name, value in values.items()}


def test_file_leads_to_the_plans_of_the_pupil(emmy, plan):
    assert (
        url("individual_of_pupil", plan.pupil_id)
        in emmy.get(reverse("workspace:pupil", args=["zwaluw", plan.pupil_id])).content.decode()
    )


def test_page_saves_and_adds_a_goal(emmy, member, plan):
    values = posted(sent(member("emmy"), plan, situation="Werkt door.", add="goal")) | {"add": "goal"}
    reply = emmy.post(url("individual", plan.pk), values)
    plan.refresh_from_db()
    new = plan.goals.get(text="")
    assert (plan.situation, reply.url) == ("Werkt door.", f"{url('individual', plan.pk)}#goal-{new.pk}")


def test_page_removes_a_line_after_saving_the_rest(emmy, member, plan):
    line = plan.supports.first()
    values = posted(sent(member("emmy"), plan, situation="Werkt door.")) | {"remove": f"support-{line.pk}"}
    emmy.post(url("individual", plan.pk), values)
    plan.refresh_from_db()
    assert plan.situation == "Werkt door."
    assert not plan.supports.filter(pk=line.pk).exists()


@pytest.mark.parametrize("what", ["goal", "support"])
def test_line_that_was_taken_out_is_put_back_on_the_page(emmy, member, plan, what):
    lines = plan.goals if what == "goal" else plan.supports
    name = f"{what}-{lines.first().pk}"
    reply = emmy.post(url("individual", plan.pk), posted(sent(member("emmy"), plan)) | {"remove": name})
    before = lines.count()
    assert f'name="restore" value="{name}"' in emmy.get(reply.url).content.decode()
    plan.refresh_from_db()
    emmy.post(url("individual", plan.pk), posted(sent(member("emmy"), plan)) | {"restore": name})
    assert lines.count() == before + 1
    assert AuditEvent.objects.filter(verb="individualplan.saved", object_id=plan.pk).latest("pk").details["restored"]


def test_changed_plan_says_that_its_agreement_is_of_the_version(emmy, plan):
    plan.goals.update(text="Begint eind april vanzelf.")
    assert "Het plan is veranderd sinds versie 1." in emmy.get(url("individual", plan.pk)).content.decode()


def test_unread_answer_to_an_earlier_version_is_read_on_the_page(emmy, member, plan):
    answer = PlanAnswer.objects.get(way="link")
    PlanAnswer.objects.filter(pk=answer.pk).update(seen_at=None, remark="Toch nog een vraag.")
    answer.version.plan.goals.update(text="Begint eind april vanzelf.")
    put_before_parents(member("emmy"), answer.version.plan)
    page = emmy.get(url("individual", answer.version.plan_id)).content.decode()
    assert "Toch nog een vraag." in page
    assert f'action="{url("individual_read", answer.pk)}"' in page


def test_draft_that_did_not_change_is_put_before_the_parents_again(emmy, plan):
    IndividualPlan.objects.filter(pk=plan.pk).update(status="draft")
    assert url("individual_versions", plan.pk) in emmy.get(url("individual", plan.pk)).content.decode()
    assert "Wat ze antwoordden, blijft" in emmy.get(url("individual_versions", plan.pk)).content.decode()
    emmy.post(url("individual_versions", plan.pk))
    plan.refresh_from_db()
    assert (plan.status, plan.versions.count()) == ("with_parents", 1)


def test_head_reads_the_plan_and_writes_nothing(sign_in, plan):
    page = sign_in("karim").get(url("individual", plan.pk)).content.decode()
    assert "Begint eind maart binnen 2 minuten aan de taak" in page
    assert "data-autosave" not in page


def test_reading_is_logged_with_its_reason(emmy, plan):
    emmy.get(url("individual", plan.pk))
    event = AuditEvent.objects.filter(verb="individualplan.read", object_id=plan.pk).first()
    assert (event.pupil_id, event.reason) == (plan.pupil_id, "geeft les aan 5b")


def test_signed_paper_is_kept_as_a_checked_file_with_a_note(emmy, plan):
    scan = io.BytesIO()
    Image.new("RGB", (20, 20)).save(scan, "JPEG")
    values = {"party": "parent", "name": "Anneke", "kind": "agreed", "way": "upload", "form": str(uuid4())}
    values |= {"answered_on": "2027-01-30", "scan": SimpleUploadedFile("plan.jpg", scan.getvalue())}
    assert emmy.post(url("individual_answer", plan.pk), values).status_code == 302
    answer = PlanAnswer.objects.get(way="upload")
    assert [file.name for file in answer.note.attachments.all()] == ["plan.jpg"]


def test_file_that_is_no_scan_is_refused_with_the_reason(emmy, plan):
    values = {"party": "parent", "name": "Anneke", "kind": "agreed", "way": "upload", "form": str(uuid4())}
    values |= {"answered_on": "2027-01-30", "scan": SimpleUploadedFile("plan.pdf", b"<html>nee</html>")}
    reply = emmy.post(url("individual_answer", plan.pk), values)
    assert reply.status_code == 422
    assert not PlanAnswer.objects.filter(way="upload").exists()


def test_who_does_not_agree_says_with_what(emmy, plan):
    values = {"party": "parent", "name": "A", "kind": "not_agreed", "way": "screen", "answered_on": "2027-01-30"}
    reply = emmy.post(url("individual_answer", plan.pk), values | {"form": str(uuid4())})
    assert reply.status_code == 422
    assert "waarmee ze niet akkoord gaan" in reply.content.decode()


def test_school_sets_its_own_names_terms_and_holidays(sign_in, zwaluw):
    IndividualPlanSettings.objects.all().delete()
    values = {"temporary_name": "Groeiplan", "outlook_name": "", "first_weeks": 8, "evaluate_months": 6, "version": 0}
    values |= {"link_days": 7, "heard_first": "on", "holidays": "17-10-2026 t/m 25-10-2026\n"}
    assert sign_in("sanne").post(url("individual_terms"), values).status_code == 302
    terms = terms_of(zwaluw)
    assert (terms.temporary_name, terms.outlook_name) == ("Groeiplan", "Ontwikkelingsperspectief (OPP)")
    assert (terms.first_weeks, terms.holidays) == (8, ((dt.date(2026, 10, 17), dt.date(2026, 10, 25)),))


@pytest.mark.parametrize("line", ["herfst", "25-10-2026 17-10-2026", "1-1-2026 1-1-2027"])
def test_line_that_is_no_holiday_is_named(sign_in, line):
    values = {"first_weeks": 6, "evaluate_months": 12, "link_days": 14, "version": 0, "holidays": line}
    reply = sign_in("sanne").post(url("individual_terms"), values)
    assert reply.status_code == 422
    assert f"“{line}” is geen eerste en laatste dag" in html.unescape(reply.content.decode())


def test_page_of_a_plan_costs_a_fixed_number_of_statements(emmy, plan, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        emmy.get(url("individual", plan.pk))


def test_looking_back_asks_goal_by_goal(emmy, zwaluw):
    plan = IndividualPlan.objects.get(kind="outlook")
    first, second = plan.goals.order_by("position")
    values = {f"goal-{first.pk}": "reached", "held_on": "2027-01-30", "result": "Goed.", "follows": "continue"}
    values["version"] = plan.version
    assert emmy.post(url("individual_evaluation", plan.pk), values).status_code == 302
    assert plan.evaluations.first().goals == [[first.text, "reached"], [second.text, ""]]
    assert "behaald" in emmy.get(url("individual", plan.pk)).content.decode()


def test_group_names_who_has_a_plan_of_its_own(emmy, group_5b, plan):
    page = emmy.get(url("group", group_5b.pk)).content.decode()
    assert url("individual", plan.pk) in page


def test_note_of_a_parent_is_not_called_a_colleagues(emmy, plan):
    note = PlanAnswer.objects.get(way="link").note
    page = emmy.get(reverse("notes:detail", args=["zwaluw", note.pk])).content.decode()
    assert "niet van een huidige collega" in page
    assert "Anneke Postma (moeder) schreef" in page


def test_looking_back_is_logged_as_reading(emmy, zwaluw):
    plan = IndividualPlan.objects.get(kind="outlook")
    assert emmy.get(url("individual_evaluation", plan.pk)).status_code == 200
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.pupil_id, event.reason) == ("individualplan.read", plan.pupil_id, "geeft les aan 5b")


def test_factors_of_the_file_say_whether_they_help(emmy, plan):
    page = emmy.get(f"/s/zwaluw/plans/individual/{plan.pk}/").content.decode()
    told = [
        factor
        for factor in plan.pupil.factors.all()
        if f"{factor.text} ({factor.get_direction_display().lower()})" in page
    ]
    assert told


@pytest.mark.parametrize("what", ["goal", "support"])
def test_line_taken_out_earlier_is_put_back_after_leaving_the_page(emmy, member, plan, what):
    lines = plan.goals if what == "goal" else plan.supports
    name, before = f"{what}-{lines.first().pk}", lines.count()
    emmy.post(url("individual", plan.pk), posted(sent(member("emmy"), plan)) | {"remove": name})
    plan.refresh_from_db()

    page = emmy.get(url("individual", plan.pk)).content.decode()
    emmy.post(url("individual", plan.pk), posted(sent(member("emmy"), plan)) | {"restore": name})

    assert f'name="restore" value="{name}"' in page
    assert lines.count() == before
