"""Error pages say what to do, and need nothing of the request to say it."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "500"])
def test_error_page_renders_without_any_context(name):
    page = render_to_string(f"{name}.html")
    assert "UNDEFINED TEMPLATE VARIABLE" not in page
    assert 'href="/"' in page


def test_unknown_address_is_a_dutch_page(sign_in):
    response = sign_in("emmy").get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


def test_stale_form_says_how_to_keep_the_text():
    response = Client(enforce_csrf_checks=True).post(reverse("appearance"), {"theme": "dark"})
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.text
