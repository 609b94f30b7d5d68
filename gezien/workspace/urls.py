from django.urls import path

from gezien.workspace.views import home, pupil, search, seen

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("seen/", seen.school, name="seen"),
    path("groups/<int:pk>/seen/", seen.group, name="seen-group"),
    path("search/", search.search, name="search"),
    path("pupils/<int:pk>/", pupil.pupil, name="pupil"),
    path("pupils/<int:pk>/results/", pupil.results, name="pupil-results"),
    path("pupils/<int:pk>/timeline/", pupil.timeline, name="pupil-timeline"),
    path("pupils/<int:pk>/print/", pupil.printed, name="pupil-print"),
    path("pupils/<int:pk>/access/", pupil.access, name="pupil-access"),
]
