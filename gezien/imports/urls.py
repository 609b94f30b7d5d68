"""Addresses of imports, below s/<school>/imports/."""

from django.urls import path

from gezien.imports.views import results, runs

app_name = "imports"
urlpatterns = [
    path("", runs.run_list, name="list"),
    path("upload/", runs.upload, name="upload"),
    path("<int:pk>/", runs.run, name="run"),
    path("<int:pk>/apply/", runs.apply, name="apply"),
    path("<int:pk>/discard/", runs.discard, name="discard"),
    path("<int:pk>/mapping/", results.mapping, name="mapping"),
    path("<int:pk>/remapping/", results.remapping, name="remapping"),
    path("<int:pk>/undo/", results.undo, name="undo"),
]
