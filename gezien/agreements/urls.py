"""Addresses below s/<school>/agreements/."""

from django.urls import path

from gezien.agreements.views import lists, settling, writing

app_name = "agreements"
urlpatterns = [
    path("", lists.agreement_list, name="list"),
    path("add/", writing.add, name="add"),
    path("<int:pk>/", writing.edit, name="edit"),
    path("<int:pk>/closure/", settling.closure, name="closure"),
    path("<int:pk>/successor/", settling.successor, name="successor"),
    path("<int:pk>/effect/", settling.effect, name="effect"),
]
