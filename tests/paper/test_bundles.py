"""Many documents at once: what is in the file, whose it is, and how it ends."""

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from gezien.audit.models import AuditEvent
from gezien.common import clock, work
from gezien.paper import bundling, files
from gezien.paper.bundling import CannotBundle, ask_bundle, clear_expired
from gezien.paper.kinds import KINDS
from gezien.paper.models import Bundle
from gezien.plans.models import GroupPlan
from gezien.pupils.models import Teaching


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WORK_ROOT = tmp_path / "work"


@pytest.fixture
def plans_5b(group_5b) -> list[int]:
    return list(GroupPlan.objects.filter(group=group_5b).order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def asked(member):
    """`asked("emmy", items, form)` is the bundle as it stands when the work is done."""

    def bundle(name: str, items: list[int], form: str = "one_pdf") -> Bundle:
        made = ask_bundle(by=member(name), kind=KINDS["group_plan"], form=form, items=items)
        return Bundle.objects.get(pk=made.pk)

    return bundle


def content(bundle: Bundle) -> bytes:
    return files.path_of(bundle.stored_as).read_bytes()


@pytest.mark.requirement("H25")
def test_one_pdf_has_each_plan_from_a_new_page_and_is_tagged(asked, plans_5b):
    bundle = asked("emmy", plans_5b)
    pdf = PdfReader(io.BytesIO(content(bundle)))
    text = [page.extract_text() for page in pdf.pages]
    assert (bundle.state, len(pdf.pages)) == ("made", len(plans_5b))
    assert [sum(f"pagina {number} van" in page for page in text) for number in range(1, len(text) + 1)] == [1] * len(
        text
    )
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert len(pdf.outline) == len(plans_5b)


@pytest.mark.parametrize(("form", "extension"), [("zip_pdf", "pdf"), ("zip_docx", "docx")])
def test_zip_has_a_file_for_each_named_without_a_pupil(asked, plans_5b, form, extension):
    packed = zipfile.ZipFile(io.BytesIO(content(asked("emmy", plans_5b, form))))
    assert len(packed.namelist()) == len(set(packed.namelist())) == len(plans_5b)
    assert all(name.startswith("groepsplan-5b-") and name.endswith(f".{extension}") for name in packed.namelist())


def test_each_document_is_logged_as_an_export(asked, plans_5b):
    bundle = asked("emmy", plans_5b)
    events = AuditEvent.objects.filter(verb="plan.exported", actor_id=bundle.made_for_id)
    assert sorted(events.values_list("object_id", flat=True)) == plans_5b
    assert {event.details["bundle"] for event in events} == {bundle.pk}
    assert all(event.reason for event in events)


def test_plans_of_other_groups_are_left_out(asked, plans_5b, group_6):
    others = list(GroupPlan.objects.filter(group=group_6).values_list("pk", flat=True))
    assert asked("emmy", [*others, plans_5b[0]]).items == [plans_5b[0]]
    with pytest.raises(CannotBundle):
        asked("emmy", others)


def test_download_is_refused_once_one_of_the_plans_is_out_of_sight(asked, plans_5b, sign_in):
    bundle = asked("emmy", plans_5b)
    address = reverse("paper:download", args=["zwaluw", bundle.pk])
    assert sign_in("emmy").get(address).status_code == 200
    Teaching.objects.filter(staff_member__user__username="leerkracht").update(
        ends_on=clock.today() - dt.timedelta(days=1)
    )
    assert sign_in("emmy").get(address).status_code == 404


def test_coach_cannot_fetch_what_was_made_for_a_teacher(asked, plans_5b, sign_in):
    bundle = asked("emmy", plans_5b)
    assert sign_in("sanne").get(reverse("paper:download", args=["zwaluw", bundle.pk])).status_code == 404


def test_download_is_a_file_and_is_logged(asked, plans_5b, sign_in):
    bundle = asked("emmy", plans_5b)
    response = sign_in("emmy").get(reverse("paper:download", args=["zwaluw", bundle.pk]))
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="groepsplannen-')
    assert AuditEvent.objects.filter(verb="bundle.downloaded", object_id=bundle.pk).count() == 1


def test_file_and_link_are_gone_after_a_day(asked, plans_5b, sign_in):
    bundle = asked("emmy", plans_5b[:1])
    Bundle.objects.filter(pk=bundle.pk).update(expires_at=clock.now() - dt.timedelta(minutes=1))
    assert sign_in("emmy").get(reverse("paper:download", args=["zwaluw", bundle.pk])).status_code == 404
    assert clear_expired() == 1
    assert (Bundle.objects.count(), list(files.folder().iterdir())) == (0, [])


def test_stopped_work_leaves_no_file(asked, plans_5b, monkeypatch):
    def stop(*_counts):
        raise work.Stopped

    monkeypatch.setattr(bundling.work, "tick", stop)
    bundle = asked("emmy", plans_5b)
    assert (bundle.state, bundle.stored_as, list(files.folder().iterdir())) == ("failed", "", [])


def test_work_that_was_lost_says_so(member, plans_5b, asked):
    bundle = asked("emmy", plans_5b[:1])
    Bundle.objects.filter(pk=bundle.pk).update(state=Bundle.State.MAKING)
    bundling._give_up(bundle.pk, "nl")
    found = Bundle.objects.get(pk=bundle.pk)
    assert (found.state, found.problem) == ("failed", "Het werk werd afgebroken. Vraag het opnieuw aan.")


def test_page_offers_the_plans_of_this_period_once_there_are_some(sign_in, plans_5b, period):
    page = sign_in("emmy").get(reverse("paper:choose", args=["zwaluw", "group_plan"]))
    assert sorted(row["pk"] for row in page.context["rows"]) == plans_5b  # the period has just begun
    subjects = GroupPlan.objects.filter(pk__in=plans_5b, period=period).values("subject")
    other = GroupPlan.objects.filter(pk__in=plans_5b).exclude(subject__in=subjects).earliest("pk")
    GroupPlan.objects.filter(pk=other.pk).update(period=period)
    page = sign_in("emmy").get(reverse("paper:choose", args=["zwaluw", "group_plan"]))
    now = GroupPlan.objects.filter(pk__in=plans_5b, period=period).values_list("pk", flat=True)
    assert sorted(row["pk"] for row in page.context["rows"]) == sorted(now)
    everything = sign_in("emmy").get(reverse("paper:choose", args=["zwaluw", "group_plan"]) + "?group=5b")
    assert sorted(row["pk"] for row in everything.context["rows"]) == plans_5b


def test_choosing_on_the_page_makes_the_file(sign_in, plans_5b):
    client = sign_in("emmy")
    address = reverse("paper:choose", args=["zwaluw", "group_plan"]) + "?group=5b"
    response = client.post(address, {"items": plans_5b, "form": "zip_docx"}, follow=True)
    assert response.context["bundle"]["state"] == "made"
    assert "Downloaden" in response.content.decode()


def test_choose_page_asks_the_database_the_same_for_one_and_all(sign_in, django_assert_num_queries):
    client = sign_in("sanne")
    address = reverse("paper:choose", args=["zwaluw", "group_plan"])
    for query in ("?group=5b", "?group="):
        with django_assert_num_queries(4):
            client.get(address + query)
