"""Someone who tries Gezien finds a sitting of the pupil review that was held, with its report."""

from gezien.agreements.models import Agreement
from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import report_page


def test_sitting_of_january_was_held_and_its_report_approved(member, zwaluw):
    meeting = Meeting.objects.get(kind=Meeting.Kind.PUPIL, closed_at__isnull=False)

    told = report_page(member("sanne"), meeting)

    assert meeting.report.approved_at is not None
    assert meeting.report.approved_by == member("sanne").user
    assert [len(told[name]) for name in ("items", "passed_over", "cases", "needs", "agreements")] == [4, 0, 2, 2, 4]
    labels = {label for case in told["cases"] for label, _text in case["lines"]}
    assert {"Wat zou kunnen helpen", "Helpt het? Emmy de Groot", "Helpt het? Wim Schouten"} <= labels
    assert [one["by"] for one in told["needs"]] == ["", ""]


def test_agreement_of_that_sitting_is_done_and_asks_whether_it_helped(zwaluw):
    made = Agreement.objects.filter(made_in__meeting__kind=Meeting.Kind.PUPIL).order_by("pk")

    assert [one.outcome for one in made].count("done") == 1
    done = made.get(outcome="done")
    assert (done.helped, bool(done.sign_of_success), done.owner.username) == ("", True, "wim")


def test_teachers_read_of_that_sitting_what_is_theirs(member, zwaluw):
    meeting = Meeting.objects.get(kind=Meeting.Kind.PUPIL, closed_at__isnull=False)

    named = {name: len(report_page(member(name), meeting)["cases"]) for name in ("sanne", "emmy", "karim")}

    assert named == {"sanne": 2, "emmy": 1, "karim": 2}
