"""Addresses below s/<school>/results/."""

from django.urls import include, path

from gezien.results import questionnaire_urls
from gezien.results.views import analyses, calendar, entry, instruments, mastery, norms

app_name = "results"
urlpatterns = [
    path("", instruments.instruments, name="instruments"),
    path("norms/", norms.norms, name="norms"),
    path("norms/add/<int:instrument>/", norms.add_norm, name="add_norm"),
    path("norms/<int:pk>/", norms.norm, name="norm"),
    path("norms/<int:pk>/removal/", norms.norm_removal, name="norm_removal"),
    path("norms/<int:pk>/undo/", norms.norm_undo, name="norm_undo"),
    path("settings/", norms.settings, name="settings"),
    path("tests/catalogue/", instruments.catalogue, name="catalogue"),
    path("tests/add/", instruments.add_instrument, name="add_instrument"),
    path("tests/<int:pk>/", instruments.instrument, name="instrument"),
    path("tests/<int:pk>/removal/", instruments.instrument_removal, name="instrument_removal"),
    path("questionnaires/", include(questionnaire_urls)),
    path("calendar/", calendar.calendar, name="calendar"),
    path("group/<int:group>/", calendar.group_tests, name="group_tests"),
    path("calendar/proposal/", calendar.proposal, name="proposal"),
    path("calendar/add/", calendar.add_window, name="add_window"),
    path("calendar/<int:pk>/", calendar.window, name="window"),
    path("calendar/<int:pk>/removal/", calendar.window_removal, name="window_removal"),
    path("entry/<int:group>/", entry.entry_choice, name="entry_choice"),
    path("entry/<int:group>/<int:instrument>/<str:moment>/", entry.entry, name="entry"),
    path("entry/<int:group>/<int:instrument>/<str:moment>/undo/", entry.entry_undo, name="entry_undo"),
    path("entry/<int:group>/<int:instrument>/<str:moment>/<int:pupil>/", entry.entry_row, name="entry_row"),
    path("analysis/group/<int:group>/", analyses.group_analyses_page, name="group_analyses"),
    path("analysis/group/<int:group>/<int:period>/<int:subject>/", analyses.group_analysis, name="group_analysis"),
    path("analysis/pupil/<int:pupil>/", analyses.pupil_analyses_page, name="pupil_analyses"),
    path("analysis/pupil/<int:pupil>/<int:period>/<int:subject>/", analyses.pupil_analysis, name="pupil_analysis"),
    path("analysis/<int:pk>/versions/<int:change>/", analyses.analysis_version, name="analysis_version"),
    path("goals/<int:group>/", mastery.mastery, name="mastery"),
    path("goals/<int:group>/undo/", mastery.mastery_undo, name="mastery_undo"),
    path("goals/pupil/<int:pupil>/", mastery.pupil_mastery, name="pupil_mastery"),
]
