"""Addresses below s/<school>/results/."""

from django.urls import path

from gezien.results.views import calendar, entry, instruments

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
    path("entry/<int:group>/", entry.entry_choice, name="entry_choice"),
    path("entry/<int:group>/<int:instrument>/<str:moment>/", entry.entry, name="entry"),
    path("entry/<int:group>/<int:instrument>/<str:moment>/undo/", entry.entry_undo, name="entry_undo"),
    path("entry/<int:group>/<int:instrument>/<str:moment>/<int:pupil>/", entry.entry_row, name="entry_row"),
]
