"""The staff list and the page of one person, as head and administrator see them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gezien.schools.models import Membership, StaffMember, User
from gezien.schools.queries import suggested_username

NEW = {
    "username": "jo.meer",
    "email": "jo@voorbeeld.example",
    "role": "teacher",
    "starts_on": "2027-02-04",
    "ends_on": "",
}


@pytest.fixture
def petra(sign_in):
    """The administrator's browser."""
    return sign_in("petra")


@pytest.fixture
def newcomer(zwaluw) -> StaffMember:
    """Somebody on the list without an account."""
    return StaffMember.objects.create(school=zwaluw, call_name="Jo", family_name="Meer", proposed_roles="LRK, IB")


@pytest.fixture
def url(zwaluw):
    """`url("person", pk)` is the address of a staff page."""
    return lambda name, *args: reverse(f"staff:{name}", args=[zwaluw.slug, *args])


def test_the_list_tells_who_has_no_account_and_what_the_roster_proposes(petra, newcomer, url):
    page = petra.get(url("list")).content.decode()
    waiting, accounts = page.split('id="accounts"')
    assert ("Jo Meer" in waiting, "leerkracht, intern begeleider" in waiting, "Emmy de Groot" in accounts) == (
        True,
        True,
        True,
    )


def test_an_account_is_made_with_its_role_and_a_password_shown_once(petra, newcomer, url):
    page = petra.post(url("account", newcomer.pk), NEW).content.decode()
    password = re.search(r"<code>(\w{4}-\w{4}-\w{4}-\w{4})</code>", page)[1]
    user = User.objects.get(username="jo.meer")
    assert (user.check_password(password), Membership.objects.get(user=user).role) == (True, "teacher")
    assert password not in petra.get(url("person", newcomer.pk)).content.decode()


def test_no_role_is_chosen_beforehand(petra, newcomer, url):
    page = petra.get(url("person", newcomer.pk)).content.decode()
    assert re.search(r'<option value="" selected>\s*Kies een rol', page)


def test_an_account_without_a_role_is_not_made(petra, newcomer, url):
    response = petra.post(url("account", newcomer.pk), {**NEW, "role": ""})
    assert (response.status_code, User.objects.filter(username="jo.meer").exists()) == (422, False)


def test_what_was_typed_stays_when_something_is_wrong(petra, newcomer, url):
    page = petra.post(url("account", newcomer.pk), {**NEW, "username": "ib"}).content.decode()
    assert ("Deze gebruikersnaam is bezet." in page, "jo@voorbeeld.example" in page) == (True, True)


def test_a_new_account_must_choose_a_password_before_anything_opens(petra, newcomer, url, zwaluw):
    page = petra.post(url("account", newcomer.pk), NEW).content.decode()
    password = re.search(r"<code>(\w{4}-\w{4}-\w{4}-\w{4})</code>", page)[1]
    jo, home = Client(), reverse("workspace:home", args=[zwaluw.slug])
    jo.post("/account/login/", {"username": "jo.meer", "password": password})
    assert jo.get(home).url == "/account/password/"
    jo.post("/account/password/", {"current": password, "new": "vier losse woorden", "again": "vier losse woorden"})
    assert (jo.get(home).status_code, User.objects.get(username="jo.meer").must_change_password) == (200, False)


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        ("kort", "kort", "te kort"),
        ("vier losse woorden", "vijf losse woorden", "niet gelijk"),
        ("gezien-demo-2027", "gezien-demo-2027", "ander wachtwoord"),
        ("wachtwoord12", "", "niet"),
    ],
)
def test_a_weak_or_mistyped_password_is_not_taken(sign_in, new, again, words):
    answer = {"current": "gezien-demo-2027", "new": new, "again": again}
    response = sign_in("emmy").post("/account/password/", answer)
    assert (response.status_code, words in response.content.decode()) == (422, True)


def test_the_current_password_is_asked(sign_in):
    answer = {"current": "geraden", "new": "vier losse woorden", "again": "vier losse woorden"}
    assert sign_in("emmy").post("/account/password/", answer).status_code == 422
    assert User.objects.get(username="leerkracht").check_password("gezien-demo-2027")


def test_changing_a_password_keeps_one_signed_in(sign_in):
    emmy = sign_in("emmy")
    answer = {"current": "gezien-demo-2027", "new": "vier losse woorden", "again": "vier losse woorden"}
    assert (emmy.post("/account/password/", answer).url, emmy.get("/account/password/").status_code) == ("/", 200)


def test_a_role_is_given_and_ended_on_the_page(petra, newcomer, url):
    petra.post(url("account", newcomer.pk), NEW)
    user = User.objects.get(username="jo.meer")
    petra.post(url("roles", newcomer.pk), {"role": "coach", "starts_on": "2027-02-04", "ends_on": "2027-02-18"})
    coach = Membership.objects.get(user=user, role="coach")
    petra.post(url("end-role", newcomer.pk, coach.pk), {"ends_on": "2027-02-10"})
    coach.refresh_from_db()
    assert str(coach.ends_on) == "2027-02-10"


def test_an_end_before_the_start_is_refused(petra, newcomer, url):
    response = petra.post(url("account", newcomer.pk), {**NEW, "ends_on": "2027-01-01"})
    assert (response.status_code, "De laatste dag ligt voor de eerste." in response.content.decode()) == (422, True)


def test_ones_own_page_offers_no_roles(petra, url):
    own = StaffMember.objects.get(user__username="beheer")
    page = petra.get(url("person", own.pk)).content.decode()
    offered = [name in page for name in (url("roles", own.pk), url("password", own.pk), url("block", own.pk))]
    assert ("wijzigt iemand anders" in page, offered) == (True, [False, False, False])


def test_ones_own_role_is_not_changed_by_posting_either(petra, url):
    own = StaffMember.objects.get(user__username="beheer")
    answer = {"role": "coach", "starts_on": "2027-02-04", "ends_on": ""}
    assert petra.post(url("roles", own.pk), answer).status_code == 403


def test_the_head_sees_who_gave_which_role(petra, sign_in, newcomer, url):
    petra.post(url("account", newcomer.pk), {**NEW, "role": "coach"})
    page = sign_in("karim").get(url("list")).content.decode()
    assert "Petra Mulder gaf Jo Meer de rol intern begeleider." in page


def test_two_who_correct_a_name_do_not_overwrite_each_other(petra, sign_in, newcomer, url):
    typed = {"call_name": "Jo", "prefix": "", "family_name": "Meerman", "email": "", "version": newcomer.version}
    petra.post(url("change", newcomer.pk), typed)
    late = sign_in("karim").post(url("change", newcomer.pk), {**typed, "family_name": "Meerdink"})
    newcomer.refresh_from_db()
    assert (late.status_code, "Meerdink" in late.content.decode(), newcomer.family_name) == (409, True, "Meerman")


def test_somebody_is_put_on_the_list_by_hand(petra, url):
    answer = {"call_name": "Wies", "prefix": "", "family_name": "Vink", "email": ""}
    page = petra.post(url("add"), answer, follow=True).content.decode()
    assert ("Wies Vink staat op de lijst." in page, StaffMember.objects.filter(family_name="Vink").count()) == (True, 1)


@pytest.mark.parametrize(
    ("call", "prefix", "family", "name"),
    [
        ("Emmy", "de", "Groot", "emmy.degroot"),
        ("Zoë", "", "Çelik-Öz", "zoe.celikoz"),
        ("J.", "van", "Gent", "j.vangent"),
        ("Lia", "", "", "lia"),
        ("", "", "", "gebruiker"),
    ],
)
def test_a_user_name_is_suggested_from_the_name(zwaluw, call, prefix, family, name):
    assert suggested_username(StaffMember(call_name=call, prefix=prefix, family_name=family)) == name


def test_a_suggested_user_name_is_free(zwaluw):
    User.objects.create(username="lia")
    User.objects.create(username="lia2")
    assert suggested_username(StaffMember(call_name="Lia", family_name="")) == "lia3"


@pytest.mark.parametrize("extra", [0, 20])
def test_the_list_asks_the_database_as_often_for_few_as_for_many(petra, zwaluw, url, django_assert_num_queries, extra):
    for number in range(extra):
        user = User.objects.create(username=f"extra{number}")
        StaffMember.objects.create(school=zwaluw, call_name="Ex", family_name=f"Tra{number}", user=user)
        Membership.objects.create(school=zwaluw, user=user, role="teacher", starts_on="2026-08-01")
    with django_assert_num_queries(6):
        petra.get(url("list"))
