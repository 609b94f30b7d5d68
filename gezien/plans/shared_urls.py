"""Addresses for whoever reads one plan by a link, without an account."""

from django.urls import path

from gezien.plans.views import shared

app_name = "shared"
urlpatterns = [
    path("<str:token>/", shared.plan, name="plan"),
    path("<str:token>/answer/", shared.answer, name="answer"),
]
