"""The chosen display and language stay chosen; Dutch is what nobody chose."""

from django.test import Client


def test_display_is_kept_and_taken_back():
    client = Client()
    client.post("/appearance/", {"theme": "dark"})
    chosen = client.get("/account/login/").text
    client.post("/appearance/", {"theme": ""})
    assert (
        'data-theme="dark"' in chosen,
        "data-theme" in client.get("/account/login/").text,
    ) == (True, False)


def test_single_keys_are_switched_off_and_on_again(sign_in):
    emmy = sign_in("emmy")
    emmy.post("/appearance/", {"keys": "off"})
    without = emmy.get("/s/zwaluw/groups/", follow=True).text
    emmy.post("/appearance/", {"keys": ""})
    again = emmy.get("/s/zwaluw/groups/", follow=True).text
    assert [('data-keys="off"' in page, "<kbd" in page) for page in (without, again)] == [(True, False), (False, True)]


def test_unknown_display_is_not_kept():
    client = Client()
    client.cookies["gezien_theme"] = '"><script>'
    assert "data-theme" not in client.get("/account/login/").text


def test_language_is_dutch_whatever_the_browser_speaks():
    assert '<html lang="nl"' in Client(headers={"Accept-Language": "en-US"}).get("/account/login/").text


def test_language_chosen_in_the_menu_holds():
    client = Client()
    client.post("/appearance/", {"language": "en"})
    assert '<html lang="en"' in client.get("/account/login/").text


def test_going_back_never_leaves_the_site():
    response = Client().post("/appearance/", {"theme": "dark"}, headers={"Referer": "https://example.org/x"})
    assert response.url == "/"


def test_going_back_returns_to_the_page_one_was_on():
    response = Client().post(
        "/appearance/",
        {"theme": "dark"},
        headers={"Referer": "http://testserver/gallery/"},
    )
    assert response.url == "http://testserver/gallery/"
