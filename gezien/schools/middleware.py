"""Every page below s/<school>/ runs as a member of that school and in its scope."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django_scopes import scope

from gezien.common.going_back import own_page
from gezien.common.models import StaleVersion
from gezien.schools.models import School
from gezien.schools.rules import member_of


class CurrentSchool:
    """Turn the address's school into `request.member`; not a member there: the page does not exist."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.member = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "school" not in kwargs or not request.user.is_authenticated:
            return None
        request.member = member_of(request.user, kwargs.pop("school"))
        if request.member is None:
            raise Http404
        school = request.member.school
        if school.country == School.Country.FLANDERS and translation.get_language() == "nl":
            translation.activate("nl-be")
            request.LANGUAGE_CODE = "nl-be"
        with scope(school=school):
            try:
                response = view(request, *args, **kwargs)
            except StaleVersion:  # of a button without text to lose; forms show both texts themselves
                response = render(request, "409.html", status=409)
            if hasattr(response, "render") and callable(response.render):
                response.render()
            return response


class SignInFirst(LoginRequiredMiddleware):
    """Who signs in again because a button was pressed too late comes back to the page of that button."""

    def handle_no_permission(self, request, view_func):
        page = own_page(request, request.headers.get("Referer"))
        if request.method == "GET" or not page:
            return super().handle_no_permission(request, view_func)
        page = urlsplit(page)._replace(scheme="", netloc="").geturl()
        return redirect_to_login(page, resolve_url(self.get_login_url(view_func)))


class PasswordFirst:
    """Whoever signed in with a password that an administrator made chooses their own before anything else."""

    ALLOWED = {"schools:password", "schools:logout", "healthz", "appearance"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        return None if request.resolver_match.view_name in self.ALLOWED else redirect("schools:password")
