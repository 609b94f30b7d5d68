"""Error pages say what to do, and need nothing of the request to say it."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "405", "409", "500"])
def test_error_page_renders_without_any_context(name):
    page = render_to_string(f"{name}.html")
    assert "UNDEFINED TEMPLATE VARIABLE" not in page
    assert 'href="/"' in page


def test_unknown_address_is_a_dutch_page(sign_in):
    response = sign_in("emmy").get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


def test_address_of_a_button_opened_as_a_page_says_so(sign_in):
    response = sign_in("emmy").get("/s/zwaluw/meetings/1/opening/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Hier hoort een knop bij" in response.text


def test_who_signs_in_again_comes_back_to_the_page_of_the_button():
    page = "http://testserver/s/zwaluw/agreements/?mine=1"
    late = Client().post("/s/zwaluw/agreements/1/", headers={"referer": page})
    stranger = Client().post("/s/zwaluw/agreements/1/", headers={"referer": "https://elsewhere.example/"})
    assert late.url == f"{reverse('schools:login')}?next=/s/zwaluw/agreements/%3Fmine%3D1"
    assert stranger.url == f"{reverse('schools:login')}?next=/s/zwaluw/agreements/1/"


def test_stale_form_says_how_to_keep_the_text():
    response = Client(enforce_csrf_checks=True).post(reverse("appearance"), {"theme": "dark"})
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.text
