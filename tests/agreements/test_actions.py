"""Making, changing, closing and reopening agreements."""

import datetime as dt

import pytest
from django.db import transaction

from gezien.agreements.actions import change_agreement, close_agreement, make_agreement, reopen_agreement
from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreements_of_group, open_agreements
from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import closed
from tests.factories.agreements import make_agreement as an_agreement

SOON = clock.today() + dt.timedelta(days=10)


@pytest.mark.requirement("E6")
def test_agreement_says_what_who_when_and_how_one_sees_that_it_worked(member, pupils_5b):
    made = make_agreement(
        by=member("sanne"),
        what="Leest elke dag tien minuten met Noor.",
        owner=member("emmy").user,
        due_on=SOON,
        sign_of_success="Noor leest E4 met hoogstens vier fouten.",
        pupil=pupils_5b[0],
    )

    assert list(open_agreements(member("emmy")).filter(pk=made.pk)) == [made]
    assert (made.pupil, made.group, made.made_by) == (pupils_5b[0], None, member("sanne").user)
    assert AuditEvent.objects.get(verb="agreement.made", object_id=made.pk).pupil_id == pupils_5b[0].pk


def test_owner_gets_a_mail_that_names_no_pupil(member, pupils_5b, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_agreement(
            by=member("sanne"), what="Belt met Noor.", owner=member("emmy").user, due_on=SOON, pupil=pupils_5b[0]
        )

    [mail] = mailoutbox
    assert mail.to == ["leerkracht@voorbeeld.example"]
    assert "/s/zwaluw/agreements/" in mail.body
    assert "Noor" not in mail.subject + mail.body
    assert pupils_5b[0].family_name not in mail.subject + mail.body


def test_nobody_is_mailed_about_an_agreement_with_oneself(member, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_agreement(by=member("emmy"), what="Ruimt de kast op.", owner=member("emmy").user, due_on=SOON)

    assert mailoutbox == []


def test_nothing_is_mailed_when_the_agreement_is_not_kept(member, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        make_agreement(by=member("sanne"), what="…", owner=member("emmy").user, due_on=SOON)
        transaction.set_rollback(True)

    assert mailoutbox == []


def test_owner_from_another_group_is_refused(member, group_5b):
    with pytest.raises(NotAllowed):
        make_agreement(by=member("emmy"), what="…", owner=member("fleur").user, due_on=SOON, group=group_5b)


def test_new_owner_hears_of_it(member, group_5b, zwaluw, mailoutbox, django_capture_on_commit_callbacks):
    agreement = an_agreement(zwaluw, member("emmy").user, group=group_5b)

    with django_capture_on_commit_callbacks(execute=True):
        change_agreement(
            by=member("sanne"),
            agreement=agreement,
            version=1,
            what="Anders gezegd.",
            owner=member("tom").user,
            due_on=SOON,
        )

    agreement.refresh_from_db()
    assert (agreement.what, agreement.owner, agreement.version) == ("Anders gezegd.", member("tom").user, 2)
    assert [mail.to for mail in mailoutbox] == [["duo@voorbeeld.example"]]


def test_change_of_an_older_version_is_refused(member, zwaluw):
    emmy = member("emmy")
    agreement = an_agreement(zwaluw, emmy.user)
    close_agreement(by=emmy, agreement=Agreement.objects.get(pk=agreement.pk), version=1, outcome="done")

    with pytest.raises(StaleVersion):
        change_agreement(by=emmy, agreement=agreement, version=1, what="Te laat.", owner=emmy.user, due_on=SOON)

    assert Agreement.objects.get(pk=agreement.pk).what != "Te laat."


def test_closed_agreement_is_changed_only_after_reopening(member, zwaluw):
    emmy = member("emmy")
    agreement = closed(an_agreement(zwaluw, emmy.user))

    with pytest.raises(NotAllowed):
        change_agreement(by=emmy, agreement=agreement, version=1, what="…", owner=emmy.user, due_on=SOON)


def test_not_done_keeps_why_and_leaves_the_open_list(member, zwaluw):
    emmy = member("emmy")
    agreement = an_agreement(zwaluw, emmy.user)

    close_agreement(by=emmy, agreement=agreement, version=1, outcome="not_done", note="Er was geen tijd.")

    agreement.refresh_from_db()
    assert (agreement.outcome, agreement.closing_note, agreement.closed_by) == (
        "not_done",
        "Er was geen tijd.",
        emmy.user,
    )
    assert agreement not in open_agreements(emmy)


def test_closing_can_be_taken_back(member, zwaluw):
    emmy = member("emmy")
    agreement = an_agreement(zwaluw, emmy.user)
    close_agreement(by=emmy, agreement=agreement, version=1, outcome="done")

    reopen_agreement(by=emmy, agreement=agreement, version=2)

    agreement.refresh_from_db()
    assert (agreement.outcome, agreement.closed_at, agreement.closed_by) == ("", None, None)
    assert agreement in open_agreements(emmy)


def test_colleague_from_another_group_closes_nothing(member, zwaluw, group_5b):
    agreement = an_agreement(zwaluw, member("tom").user, group=group_5b)

    with pytest.raises(NotAllowed):
        close_agreement(by=member("fleur"), agreement=agreement, version=1, outcome="done")


def test_agreements_of_a_group_are_its_own_and_those_of_its_pupils(member, zwaluw, group_5b, group_6, pupils_5b):
    Agreement.objects.all().delete()
    tom = member("tom").user
    later = an_agreement(zwaluw, tom, days=9, group=group_5b)
    sooner = an_agreement(zwaluw, tom, days=2, pupil=pupils_5b[3])
    an_agreement(zwaluw, tom, group=group_6)
    an_agreement(zwaluw, tom)

    assert list(agreements_of_group(group_5b)) == [sooner, later]
