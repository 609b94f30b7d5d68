"""Addresses of imports, below s/<school>/imports/."""

from django.urls import path

from gezien.imports.views import connections, export, matching, results, runs, tables

app_name = "imports"
urlpatterns = [
    path("", runs.run_list, name="list"),
    path("upload/", runs.upload, name="upload"),
    path("connections/", connections.connections, name="connections"),
    path("connections/<int:pk>/end/", connections.revoke, name="revoke"),
    path("export/", export.export, name="export"),
    path("<int:pk>/", runs.run, name="run"),
    path("<int:pk>/progress/", runs.progress, name="progress"),
    path("<int:pk>/stop/", runs.stop, name="stop"),
    path("<int:pk>/judge/", runs.judge, name="judge"),
    path("<int:pk>/apply/", runs.apply, name="apply"),
    path("<int:pk>/discard/", runs.discard, name="discard"),
    path("matches/", matching.matches, name="matches"),
    path("matches/pupils/<int:pk>/forget/", matching.forget_pupil, name="forget_pupil"),
    path("matches/tests/<int:pk>/forget/", matching.forget_test, name="forget_test"),
    path("<int:pk>/match/", matching.match, name="match"),
    path("<int:pk>/columns/", tables.columns, name="columns"),
    path("<int:pk>/recolumns/", tables.recolumns, name="recolumns"),
    path("<int:pk>/ways/", tables.ways, name="ways"),
    path("<int:pk>/undo/", results.undo, name="undo"),
]
