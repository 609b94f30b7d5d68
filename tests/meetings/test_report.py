"""The report of a closed review: what was recorded, nothing more and nothing less, and then it stays."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.agreements.actions import change_agreement, close_agreement
from gezien.agreements.models import Agreement
from gezien.audit.log import record
from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.meetings.actions.recorded import add_attention, save_judgement, save_remark
from gezien.meetings.actions.report import FORGOTTEN, approve_report, close_forgotten, set_attendance
from gezien.meetings.actions.reviews import close_review, reopen_review
from gezien.meetings.actions.room import agree, mark_discussed, save_minutes
from gezien.meetings.actions.stage import come_in
from gezien.meetings.models import AgendaItem, Meeting, Report
from gezien.meetings.points import POINTS
from gezien.meetings.queries.report import content_of, report_page
from gezien.meetings.receivers import forget_in_reports
from gezien.needs.actions import save_need
from gezien.notes.actions.notes import add_notes
from gezien.pupils.models import Pupil
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import make_agreement
from tests.factories.meetings import held, item_of, opened

SOON = clock.today() + dt.timedelta(days=21)


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


WORDS = st.text("abc é\n<&", min_size=1, max_size=12).map(str.strip).filter(bool)
RECORDED = st.lists(
    st.one_of(
        st.tuples(st.just("minutes"), st.integers(0, 5), WORDS),
        st.tuples(st.just("tick"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("agree"), st.integers(0, 23), WORDS),
        st.tuples(st.just("remark"), st.sampled_from(sorted(POINTS)), WORDS),
        st.tuples(st.just("attention"), st.none() | st.integers(0, 23), WORDS),
        st.tuples(st.just("judge"), st.sampled_from(["clustering", "plan"]), st.sampled_from(["yes", "no", ""])),
        st.tuples(st.just("need"), st.integers(0, 2), WORDS),
    ),
    max_size=12,
)


class Table:
    """Writes in a review as Emmy does, and remembers by itself what was said."""

    def __init__(self, meeting: Meeting, emmy, pupils: list[Pupil], subject, period):
        self.meeting, self.emmy, self.pupils, self.subject, self.period = meeting, emmy, pupils, subject, period
        self.items = list(meeting.agenda.select_related("meeting__group"))
        self.plan = meeting.group.plans.filter(period=meeting.period).first()
        self.said = {"minutes": {}, "tick": {}, "agree": [], "remark": {}, "attention": [], "judge": {}, "need": {}}
        self.saved: dict = {}

    def version(self, of, first: int = 0) -> int:
        """What the record stands at before this save."""
        self.saved[of] = self.saved.get(of, first - 1) + 1
        return self.saved[of]

    def minutes(self, which, words):
        version = self.version(("minutes", which), 1)
        save_minutes(by=self.emmy, item=self.items[which], version=version, minutes=words)
        self.said["minutes"][which] = words

    def tick(self, which, discussed):
        mark_discussed(by=self.emmy, item=self.items[which], discussed=discussed)
        self.said["tick"][which] = discussed

    def agree(self, which, words):
        pupil, owner = self.pupils[which], self.emmy.user
        agree(by=self.emmy, meeting=self.meeting, item=None, what=words, owner=owner, due_on=SOON, pupil=pupil)
        self.said["agree"].append((words, pupil.name))

    def remark(self, which, words):
        part, key = which
        version = self.version(which)
        save_remark(by=self.emmy, meeting=self.meeting, part=part, key=key, version=version, text=words)
        self.said["remark"][part, key] = words

    def attention(self, which, words):
        pupil = None if which is None else self.pupils[which]
        add_attention(by=self.emmy, meeting=self.meeting, text=words, pupil=pupil)
        self.said["attention"].append(words)

    def judge(self, which, mark):
        values = {"carried_out": mark, "feasible": "yes", "words": "", "version": self.version(which)}
        save_judgement(by=self.emmy, meeting=self.meeting, plan=self.plan, of=which, **values)
        self.said["judge"][which] = mark

    def need(self, which, words):
        pupil, where = self.pupils[which], {"subject": self.subject, "period": self.period}
        known = pupil.needs.filter(**where, number=1).first()
        save_need(by=self.emmy, pupil=pupil, goal=words, support="", expected=known.version if known else 0, **where)
        self.said["need"][pupil.name] = words


@pytest.mark.requirement("E3", "B3")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=RECORDED)
def test_report_equals_what_was_recorded(steps, member, group_5b, pupils_5b, arithmetic, period):
    meeting = opened(member("sanne"), group_5b)
    table = Table(meeting, member("emmy"), pupils_5b, arithmetic, period)
    for what, which, words in steps:
        getattr(table, what)(which, words)
    close_review(by=member("sanne"), meeting=meeting)

    told, said = report_page(member("emmy"), meeting), table.said

    points = range(len(table.items))
    assert [one["minutes"] for one in told["items"]] == [said["minutes"].get(at, "") for at in points]
    assert [one["discussed"] for one in told["items"]] == [said["tick"].get(at, False) for at in points]
    assert [(one["what"], one["about"]) for one in told["agreements"]] == said["agree"]
    assert {(one["part"], one["key"]): one["text"] for one in told["themes"] + told["takeaways"]} == said["remark"]
    assert [one["text"] for one in told["attention"]] == said["attention"]
    assert len(told["judgements"]) == len(said["judge"])
    assert {one["about"]: one["goal"] for one in told["needs"]} == said["need"]


def test_report_stays_when_agreements_go_on(live, member):
    emmy = member("emmy")
    made = agree(by=emmy, meeting=live, item=None, what="Oefent tafels.", owner=emmy.user, due_on=SOON)
    close_review(by=member("sanne"), meeting=live)

    change_agreement(by=emmy, agreement=made, version=1, what="Anders.", owner=emmy.user, due_on=SOON)

    assert [one["what"] for one in report_page(emmy, live)["agreements"]] == ["Oefent tafels."]


def test_what_was_settled_in_the_room_is_in_the_report(live, member, zwaluw):
    emmy = member("emmy")
    old = make_agreement(zwaluw, emmy.user, group=live.group)
    close_agreement(by=emmy, agreement=old, version=old.version, outcome="done", note="Hielp.")
    close_review(by=member("sanne"), meeting=live)

    assert [(one["what"], one["note"]) for one in report_page(emmy, live)["settled"]] == [(old.what, "Hielp.")]


def test_report_waits_is_approved_and_then_stays(live, member):
    sanne = member("sanne")
    close_review(by=sanne, meeting=live)
    assert Report.objects.get(meeting=live).approved_at is None

    approve_report(by=sanne, meeting=live)

    with pytest.raises(NotAllowed):
        reopen_review(by=sanne, meeting=live)
    approve_report(by=sanne, meeting=live, approved=False)
    reopen_review(by=sanne, meeting=live)
    assert not Report.objects.filter(meeting=live).exists()


def test_report_is_approved_by_who_leads_not_by_who_was_there(live, member):
    close_review(by=member("sanne"), meeting=live)

    with pytest.raises(NotAllowed):
        approve_report(by=member("emmy"), meeting=live)


def test_added_after_opening_again_is_in_the_new_report(live, member):
    sanne, item = member("sanne"), item_of(live, "group")
    close_review(by=sanne, meeting=live)
    reopen_review(by=sanne, meeting=live)
    item.meeting.refresh_from_db()
    save_minutes(by=sanne, item=item, version=1, minutes="Toch nog dit.")
    close_review(by=sanne, meeting=live)

    assert "Toch nog dit." in [item["minutes"] for item in report_page(sanne, Meeting.objects.get(pk=live.pk))["items"]]


@pytest.mark.requirement("E2")
def test_who_was_there_is_put_right_before_approval(live, member):
    sanne = member("sanne")
    close_review(by=sanne, meeting=live)
    set_attendance(by=sanne, meeting=live, users=[sanne.user, member("tom").user])

    came = {one["name"]: one["came"] for one in report_page(sanne, Meeting.objects.get(pk=live.pk))["people"]}

    assert came == {sanne.user.name: True, member("tom").user.name: True, member("emmy").user.name: False}


def test_forgotten_review_closes_itself_and_keeps_everything(live, member, zwaluw, later):
    save_minutes(by=member("emmy"), item=item_of(live, "group"), version=1, minutes="De sfeer is goed.")
    assert close_forgotten(zwaluw) == 0
    Meeting.objects.filter(pk=live.pk).update(opened_at=clock.now() - FORGOTTEN - dt.timedelta(minutes=1))
    assert close_forgotten(zwaluw) == 0  # somebody still writes in it
    later(FORGOTTEN)

    assert close_forgotten(zwaluw) == 1

    meeting = Meeting.objects.get(pk=live.pk)
    assert (meeting.closed_at is not None, meeting.closed_by) == (True, None)
    assert "De sfeer is goed." in [item["minutes"] for item in meeting.report.content["items"]]
    assert AuditEvent.objects.filter(verb="review.closed_itself", object_id=live.pk).exists()


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("writer", "of_5b", "closes"),
    [("emmy", True, 0), ("sanne", True, 0), ("karim", True, 1), ("emmy", False, 1)],
)
def test_review_in_which_is_written_only_elsewhere_about_its_pupils_by_who_is_at_the_table_is_not_forgotten(
    live, member, zwaluw, pupils_5b, group_6, later, writer, of_5b, closes
):
    come_in(member("emmy"), live)
    Meeting.objects.filter(pk=live.pk).update(opened_at=clock.now() - FORGOTTEN - dt.timedelta(hours=2))
    later(FORGOTTEN + dt.timedelta(hours=1))
    others = Pupil.objects.filter(enrolments__group=group_6)
    record(member(writer), "note.pinned", pupil=pupils_5b[0] if of_5b else others[0])
    record(member("emmy"), "pupil.read", pupil=pupils_5b[0])

    assert close_forgotten(zwaluw) == closes


def test_review_that_was_opened_again_is_not_forgotten_at_once(live, member, zwaluw, later):
    close_review(by=member("sanne"), meeting=live)
    Meeting.objects.filter(pk=live.pk).update(opened_at=clock.now() - FORGOTTEN * 2)
    later(FORGOTTEN * 2)

    reopen_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))

    assert close_forgotten(zwaluw) == 0


def test_words_of_the_report_are_the_schools_whoever_closes_it(live, member, pupils_5b):
    add_notes(by=member("emmy"), pupils=[pupils_5b[0]], kind="pupil_talk", text="Vertelt.", happened_on=clock.today())
    with translation.override("en"):
        close_review(by=member("sanne"), meeting=live)

    assert "talk with the pupil" not in str(live.report.content["done"])
    assert "gesprek met de leerling" in str(live.report.content["done"])


def test_erased_pupil_goes_from_the_report(live, member, pupils_5b):
    emmy, pupil = member("emmy"), pupils_5b[0]
    for about in (pupil, pupils_5b[1]):
        agree(by=emmy, meeting=live, item=None, what="Leest.", owner=emmy.user, due_on=SOON, pupil=about)
        add_attention(by=emmy, meeting=live, text="Durft weinig.", pupil=about)
    close_review(by=member("sanne"), meeting=live)

    forget_in_reports(Pupil, pupil)

    content = Report.objects.get(meeting=live).content
    assert [one["pupil"] for one in content["agreements"] + content["attention"]] == [pupils_5b[1].pk] * 2


def test_report_that_was_put_right_meanwhile_is_read_again_before_approval(live, member, sign_in):
    sanne = member("sanne")
    close_review(by=sanne, meeting=live)
    set_attendance(by=sanne, meeting=live, users=[sanne.user])

    sign_in("sanne").post(reverse("meetings:approval", args=[live.school.slug, live.pk]), {"version": 1})
    assert Report.objects.get(meeting=live).approved_at is None

    sign_in("sanne").post(reverse("meetings:approval", args=[live.school.slug, live.pk]), {"version": 2})
    assert Report.objects.get(meeting=live).approved_at


def test_erased_pupil_is_nameless_in_the_report(live, member, pupils_5b):
    emmy, pupil = member("emmy"), pupils_5b[0]
    agree(by=emmy, meeting=live, item=None, what="Leest.", owner=emmy.user, due_on=SOON, pupil=pupil)
    close_review(by=member("sanne"), meeting=live)
    name = pupil.name
    assert name not in str(live.report.content)
    Agreement.objects.all().delete()
    Pupil.objects.filter(pk=pupil.pk).update(call_name="X", prefix="", family_name="Y")

    assert report_page(emmy, Meeting.objects.get(pk=live.pk))["agreements"][0]["about"] == "X Y"


def test_guest_reads_no_groups_file_in_the_report(member, group_5b):
    meeting = opened(member("sanne"), group_5b, participants=[member("fleur").user])
    add_attention(by=member("sanne"), meeting=meeting, text="Durft weinig.")
    close_review(by=member("sanne"), meeting=meeting)

    assert report_page(member("fleur"), meeting)["attention"] == []
    assert len(report_page(member("emmy"), meeting)["attention"]) == 1


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_report_is_a_file_too(live, sign_in, member, form):
    save_minutes(by=member("emmy"), item=item_of(live, "group"), version=1, minutes="De sfeer is goed.")
    close_review(by=member("sanne"), meeting=live)

    reply = sign_in("emmy").get(reverse("paper:document", args=[live.school.slug, "review_report", live.pk, form]))

    assert reply.status_code == 200
    if form == "pdf":
        assert reply.content.startswith(b"%PDF")
    else:
        assert "De sfeer is goed." in "\n".join(one.text for one in Document(BytesIO(reply.content)).paragraphs)
    assert AuditEvent.objects.filter(verb="review.exported", object_id=live.pk).exists()


def test_open_review_and_strangers_have_no_file(live, sign_in, member, group_5b):
    closed = held(member("sanne"), group_5b, days=1)

    def status(name, meeting):
        return (
            sign_in(name)
            .get(reverse("paper:document", args=[meeting.school.slug, "review_report", meeting.pk, "pdf"]))
            .status_code
        )

    assert [status("emmy", live), status("fleur", closed), status("karim", closed)] == [404, 404, 200]


def test_review_of_before_reports_existed_tells_what_its_records_say(live, member):
    save_minutes(by=member("emmy"), item=item_of(live, AgendaItem.Matter.GROUP), version=1, minutes="Rustig.")
    close_review(by=member("sanne"), meeting=live)
    Report.objects.all().delete()
    meeting = Meeting.objects.get(pk=live.pk)

    assert content_of(meeting)["items"][1]["minutes"] == "Rustig."
    assert report_page(member("emmy"), meeting)["items"][1]["minutes"] == "Rustig."
