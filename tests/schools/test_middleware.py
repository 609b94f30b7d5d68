"""What holds for every page of a school."""

from django.test import RequestFactory

from gezien.common.models import StaleVersion
from gezien.schools.middleware import CurrentSchool
from gezien.schools.models import User


def answer(view, zwaluw, username="leerkracht"):
    """What the middleware gives back for a view of De Zwaluw."""
    request = RequestFactory().post("/s/zwaluw/")
    request.user = User.objects.get(username=username)
    return CurrentSchool(lambda request: None).process_view(request, view, (), {"school": zwaluw.slug})


def test_a_write_that_came_too_late_says_so_instead_of_failing(zwaluw):
    def late(request):
        raise StaleVersion(zwaluw)

    response = answer(late, zwaluw)
    assert response.status_code == 409
    assert "Iemand anders was je voor" in response.content.decode()
