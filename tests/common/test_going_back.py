"""The way back goes to pages of this site only."""

import pytest
from django.test import RequestFactory

from gezien.common.going_back import next_page, own_page


@pytest.mark.parametrize("url", ["/s/zwaluw/", "/s/zwaluw/?q=1#here", "https://testserver/s/zwaluw/"])
def test_a_page_of_ours_is_followed(url):
    assert own_page(RequestFactory().get("/", secure=True), url) == url


@pytest.mark.parametrize(
    "url",
    ["", None, "https://elders.example/", "//elders.example/", "javascript:alert(1)", "http://testserver/", "999"],
)
def test_anything_else_is_not(url):
    assert own_page(RequestFactory().get("/", secure=True), url) == ""


def test_the_form_goes_before_the_address():
    assert next_page(RequestFactory().post("/?next=/a/", {"next": "/b/"})) == "/b/"
    assert next_page(RequestFactory().get("/?next=/a/")) == "/a/"
    assert next_page(RequestFactory().get("/")) == ""
