"""The search page."""

from django.urls import reverse

PART = {"HX-Request": "true"}


def search(client, school, text, **extra):
    return client.get(reverse("workspace:search", args=[school.slug]), {"q": text}, **extra).content.decode()


def test_a_pupil_found_leads_to_the_file(sign_in, zwaluw, pupils_5b):
    noor = pupils_5b[0]

    page = search(sign_in("emmy"), zwaluw, noor.call_name[:3].lower())

    assert reverse("workspace:pupil", args=[zwaluw.slug, noor.pk]) in page


def test_a_group_found_leads_to_its_overview(sign_in, zwaluw, group_5b):
    assert reverse("needs:overview", args=[zwaluw.slug, group_5b.pk]) in search(sign_in("emmy"), zwaluw, "5b")


def test_a_pupil_of_another_group_is_not_found(sign_in, zwaluw, pupils_5b):
    assert "Niemand gevonden" in search(sign_in("petra"), zwaluw, pupils_5b[0].name)


def test_nobody_found_says_how_to_search(sign_in, zwaluw):
    assert "accenten en hoofdletters maken niet uit" in search(sign_in("emmy"), zwaluw, "Xerxes")


def test_htmx_gets_the_results_alone(sign_in, zwaluw, pupils_5b):
    part = search(sign_in("emmy"), zwaluw, pupils_5b[0].call_name, headers=PART)

    assert pupils_5b[0].call_name in part
    assert "<html" not in part


def test_what_was_typed_is_shown_as_text(sign_in, zwaluw):
    assert "<script>x" not in search(sign_in("emmy"), zwaluw, "<script>x")


def test_searching_takes_as_many_statements_for_one_as_for_many(sign_in, zwaluw, django_assert_num_queries):
    client = sign_in("sanne")
    url = reverse("workspace:search", args=[zwaluw.slug])
    for text in ("noor", "e"):
        with django_assert_num_queries(7):
            client.get(url, {"q": text})
