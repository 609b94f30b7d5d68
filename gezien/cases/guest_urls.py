"""Addresses for who looks along in one case without an account."""

from django.urls import path

from gezien.cases.views import guest_page

app_name = "guest"
urlpatterns = [
    path("<str:token>/", guest_page.case, name="case"),
    path("<str:token>/mail/", guest_page.mail, name="mail"),
    path("<str:token>/words/", guest_page.words, name="words"),
    path("<str:token>/shared/", guest_page.shared, name="shared"),
    path("<str:token>/ticket/", guest_page.ticket, name="ticket"),
    path("<str:token>/leave/", guest_page.leave, name="leave"),
]
