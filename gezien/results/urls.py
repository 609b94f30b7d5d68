"""Addresses below s/<school>/results/."""

from django.urls import path

from gezien.results.views import instruments

app_name = "results"
urlpatterns = [
    path("", instruments.instruments, name="instruments"),
    path("tests/add/", instruments.add_instrument, name="add_instrument"),
    path("tests/<int:pk>/", instruments.instrument, name="instrument"),
    path("tests/<int:pk>/removal/", instruments.instrument_removal, name="instrument_removal"),
]
