"""Calling somebody in: consent first, one case, until a day; who may, and ending it."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.cases.actions import close_case, reopen_case
from gezien.cases.actions.guests import end_guest, forget_dead_guests, mark_read, record_consent, withdraw_consent
from gezien.cases.actions.partners import save_kinds
from gezien.cases.actions.stories import save_story
from gezien.cases.models import Guest, GuestContribution
from gezien.cases.queries.guest_state import State, state_of_guest
from gezien.cases.queries.guests import aside_of, code_mark, partners
from gezien.cases.rules_guests import editable_partners, may_invite, partner_kinds, visible_partners
from gezien.common import clock
from gezien.schools.models import School
from gezien.schools.rules import NotAllowed
from tests.factories.guests import make_case, make_consent, make_invitation, make_partner

pytestmark = pytest.mark.requirement("H45")


@pytest.fixture
def case(member, pupils_5b):
    """An open case of a pupil of 5b: Emmy's question, led by Sanne."""
    return make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)


def test_directory_is_looked_through_by_what_one_knows(member, zwaluw):
    speech = make_partner(zwaluw, name="Logopedie Zuid", helps_with="Uitspraak en woordenschat")
    make_partner(zwaluw, name="Wijkteam", archived_on=clock.today())

    assert list(partners(member("emmy"), words="woorden zuid")) == [speech]
    assert [one.name for one in partners(member("emmy"), words="wijk", archived=True)] == ["Wijkteam"]


def test_partner_shared_with_the_board_is_read_by_its_other_schools_only(member, zwaluw):
    shared, own = make_partner(zwaluw, is_shared=True), make_partner(zwaluw, name="Alleen hier")
    sibling = School.objects.create(board=zwaluw.board, name="Zus", slug="zus")
    stranger = School.objects.exclude(board=zwaluw.board).first()
    seen = {}
    for school in (sibling, stranger):
        there = member("sanne").__class__(user=member("sanne").user, school=school, roles=member("sanne").roles)
        seen[school] = set(visible_partners(there)) & {shared, own}
        assert not editable_partners(there).exists()

    assert seen == {sibling: {shared}, stranger: set()}


@pytest.mark.parametrize(("name", "may"), [("sanne", True), ("emmy", False), ("karim", False), ("fleur", False)])
def test_only_who_leads_the_reviews_lets_somebody_in(member, case, name, may):
    assert may_invite(member(name), case) is may


def test_nobody_is_invited_without_consent_that_stands(member, case):
    consent = make_consent(member("sanne"), case)
    withdraw_consent(by=member("emmy"), consent=consent)

    with pytest.raises(NotAllowed):
        make_invitation(member("sanne"), case, consent=consent)


def test_consent_says_who_when_and_how_and_is_not_of_tomorrow(member, case, zwaluw):
    consent = make_consent(member("sanne"), case)
    assert (consent.given_by, consent.relation, consent.way, consent.recorded_by) == (
        "Anneke Postma",
        "moeder",
        "phone",
        member("sanne").user,
    )
    values = {"given_by": "A", "relation": "vader", "way": "talk", "given_on": clock.today() + dt.timedelta(days=1)}
    with pytest.raises(NotAllowed):
        record_consent(by=member("sanne"), case=case, partner=consent.partner, **values)


@pytest.mark.parametrize("days", [-1, 61])
def test_invitation_is_for_days_to_come_and_not_for_long(member, case, days):
    with pytest.raises(NotAllowed):
        make_invitation(member("sanne"), case, valid_until=clock.today() + dt.timedelta(days=days))


def test_form_sent_twice_is_one_invitation(member, case, sign_in, zwaluw):
    consent = make_consent(member("sanne"), case)
    url = reverse("cases:invite", args=[zwaluw.slug, consent.pk])
    sent = {"name": "Mirjam", "email": "m@brug.example", "question": "Wat helpt?", "form": str(uuid4())}
    sent |= {"parts": ["approach"], "valid_until": str(clock.today() + dt.timedelta(days=7))}
    sanne = sign_in("sanne")

    first = sanne.post(url, sent)
    second = sanne.post(url, sent, follow=True)

    assert 'class="told-code"' in first.content.decode()
    assert 'class="told-code"' not in second.content.decode()
    assert Guest.objects.filter(case=case).count() == 1


def test_mail_has_the_address_and_neither_code_nor_pupil(member, case, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = make_invitation(member("sanne"), case)

    [mail] = mailoutbox
    assert mail.to == ["mirjam@brug.example"]
    assert "/guest/" in mail.body
    told = mail.subject + mail.body
    assert not [word for word in (made.code, case.pupil.call_name, case.pupil.family_name) if word in told]


def test_neither_address_nor_code_is_stored(member, case, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = make_invitation(member("sanne"), case)
    token = mailoutbox[0].body.split("/guest/")[1].split("/")[0]

    stored = " ".join(str(value) for value in Guest.objects.filter(pk=made.guest.pk).values()[0].values())
    logged = " ".join(str(event.details) for event in AuditEvent.objects.filter(object_id=made.guest.pk))

    assert token not in stored + logged
    assert made.code not in stored + logged


def test_taking_consent_back_ends_who_looks_along_on_it(member, case):
    made = make_invitation(member("sanne"), case)

    withdraw_consent(by=member("tom"), consent=made.guest.consent)

    guest = Guest.objects.select_related("case", "consent").get(pk=made.guest.pk)
    assert (state_of_guest(guest, ""), guest.ended_by) == (State.ENDED, member("tom").user)
    assert AuditEvent.objects.filter(verb="guest.ended", object_id=guest.pk, pupil_id=case.pupil_id).exists()


def test_coach_who_invited_hears_that_consent_was_taken_back_without_a_name(
    member, case, mailoutbox, django_capture_on_commit_callbacks
):
    consent = make_invitation(member("sanne"), case).guest.consent

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(by=member("emmy"), consent=consent)
        withdraw_consent(by=member("emmy"), consent=consent)

    [mail] = mailoutbox
    assert mail.to == [member("sanne").user.email]
    assert mail.subject == "Ouders trokken hun toestemming in"
    assert case.pupil.call_name not in mail.subject + mail.body
    assert f"/cases/{case.pk}/guests/" in mail.body


def test_coach_who_takes_consent_back_gets_no_mail_about_it(
    member, case, mailoutbox, django_capture_on_commit_callbacks
):
    consent = make_consent(member("sanne"), case)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(by=member("sanne"), consent=consent)

    assert mailoutbox == []


def test_closing_the_case_ends_it_and_its_secrets_are_forgotten(member, case):
    made = make_invitation(member("sanne"), case)
    case.closed_on = clock.today()
    case.save()

    guest = Guest.objects.select_related("case", "consent").get(pk=made.guest.pk)
    assert state_of_guest(guest, "") == State.ENDED
    assert forget_dead_guests() == 1
    assert Guest.objects.get(pk=guest.pk).code_hash == ""


def test_head_and_stranger_end_nothing(member, case):
    made = make_invitation(member("sanne"), case)
    for name in ("karim", "fleur"):
        with pytest.raises(NotAllowed):
            end_guest(by=member(name), guest=made.guest)


def test_what_a_guest_wrote_stands_in_the_case_as_theirs(member, case, sign_in, zwaluw):
    made = make_invitation(member("sanne"), case)
    sent = {"school": zwaluw, "guest": made.guest, "text": "Probeer een kleine eerste stap."}
    contribution = GuestContribution.objects.create(**sent, sent_at=clock.now())
    GuestContribution.objects.create(school=zwaluw, guest=made.guest, text="Nog niet verstuurd.")

    page = sign_in("emmy").get(reverse("cases:guests", args=[zwaluw.slug, case.pk])).content.decode()
    assert "Mirjam Kuiper, Praktijk De Brug, van buiten" in page
    assert "Probeer een kleine eerste stap." in page
    assert "Nog niet verstuurd." not in page
    assert aside_of(member("emmy"), case)["new"] == 1
    mark_read(by=member("emmy"), contribution=contribution)
    assert aside_of(member("tom"), case)["new"] == 0


def test_opening_a_closed_case_again_lets_nobody_back_in(member, case):
    made = make_invitation(member("sanne"), case)
    emmy = member("emmy")
    save_story(by=emmy, case=case, whose=emmy.user.pk, version=1, text="Ik twijfel.", way_forward="")
    close_case(by=emmy, case=case)
    reopen_case(by=emmy, case=case)

    guest = Guest.objects.select_related("case", "consent").get(pk=made.guest.pk)
    assert (state_of_guest(guest, ""), guest.ended_by) == (State.ENDED, emmy.user)
    assert not case.stories.exists()


def test_guest_of_whom_nothing_is_kept_is_out(member, case):
    made = make_invitation(member("sanne"), case)
    Guest.objects.update(code_hash="", device_hash="")
    guest = Guest.objects.select_related("case", "consent").get(pk=made.guest.pk)
    assert state_of_guest(guest, "") == State.ENDED


def test_new_code_asked_twice_by_loading_again_is_one(member, case, sign_in, zwaluw):
    guest = make_invitation(member("sanne"), case).guest
    sanne, url = sign_in("sanne"), reverse("cases:guest_code", args=[zwaluw.slug, guest.pk])
    sent = {"known": code_mark(guest)}
    assert 'class="told-code"' in sanne.post(url, sent).content.decode()
    stored = Guest.objects.get(pk=guest.pk).code_hash
    assert sanne.post(url, sent).status_code == 302
    assert Guest.objects.get(pk=guest.pk).code_hash == stored


def test_two_kinds_swap_their_names(member, zwaluw):
    sanne = member("sanne")
    first, second, *others = partner_kinds(sanne).order_by("pk")
    rows = [(first.pk, second.name, True), (second.pk, first.name, True)]
    save_kinds(by=sanne, kinds=rows)
    names = dict(partner_kinds(sanne).values_list("pk", "name"))
    assert (names[first.pk], names[second.pk]) == (second.name, first.name)
    assert all(names[one.pk] == one.name for one in others)


def test_kinds_a_colleague_changed_meanwhile_are_not_overwritten_unseen(member, sign_in, zwaluw):
    sanne, url = sign_in("sanne"), reverse("cases:partner_kinds", args=[zwaluw.slug])
    kind = partner_kinds(member("sanne")).order_by("position", "name", "pk").first()
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-key": kind.pk, "form-0-in_use": "on"}
    sent |= {"form-0-name": "Mijn woord", "known": "an earlier state"}
    reply = sanne.post(url, sent)
    assert (reply.status_code, "Mijn woord" in reply.content.decode()) == (409, True)
    assert partner_kinds(member("sanne")).get(pk=kind.pk).name == kind.name
    assert sanne.post(url, {**sent, "known": reply.context["known"]}).status_code == 302
