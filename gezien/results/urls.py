"""Addresses below s/<school>/results/."""

from django.urls import path

from gezien.results.views import calendar, instruments

app_name = "results"
urlpatterns = [
    path("", instruments.instruments, name="instruments"),
    path("tests/add/", instruments.add_instrument, name="add_instrument"),
    path("tests/<int:pk>/", instruments.instrument, name="instrument"),
    path("tests/<int:pk>/removal/", instruments.instrument_removal, name="instrument_removal"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/proposal/", calendar.proposal, name="proposal"),
    path("calendar/add/", calendar.add_window, name="add_window"),
    path("calendar/<int:pk>/", calendar.window, name="window"),
    path("calendar/<int:pk>/removal/", calendar.window_removal, name="window_removal"),
]
