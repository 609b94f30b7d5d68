"""The address book: an app's pages stand in its own urls.py; everything of one school lies below s/<school>/."""

from django.urls import include, path

from gezien.common.views import appearance, component_gallery, healthz
from gezien.meetings.views.calendar import feed
from gezien.schools.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("appearance/", appearance, name="appearance"),
    path("gallery/", component_gallery, name="gallery"),
    path("account/", include("gezien.schools.account_urls")),
    path("exchange/", include("gezien.imports.exchange_urls")),
    path("board/<slug:board>/", include("gezien.dashboards.board_urls")),
    path("shared/", include("gezien.plans.shared_urls")),
    path("guest/", include("gezien.cases.guest_urls")),
    path("calendar/<str:token>.ics", feed, name="calendar"),
    path("join/", include("gezien.schoolreviews.join_urls")),
    path(
        "s/<slug:school>/",
        include(
            [
                path("", include("gezien.workspace.urls")),
                path("staff/", include("gezien.schools.urls")),
                path("staff/", include("gezien.pupils.teaching_urls")),
                path("groups/", include("gezien.needs.urls")),
                path("notes/", include("gezien.notes.urls")),
                path("plans/", include("gezien.plans.urls")),
                path("paper/", include("gezien.paper.urls")),
                path("visits/", include("gezien.visits.urls")),
                path("meetings/", include("gezien.meetings.urls")),
                path("school-reviews/", include("gezien.schoolreviews.urls")),
                path("cases/", include("gezien.cases.urls")),
                path("agreements/", include("gezien.agreements.urls")),
                path("team-needs/", include("gezien.team.urls")),
                path("imports/", include("gezien.imports.urls")),
                path("agreed/", include("gezien.quality.urls")),
                path("results/", include("gezien.results.urls")),
                path("figures/", include("gezien.dashboards.urls")),
                path("privacy/", include("gezien.privacy.urls")),
            ]
        ),
    ),
]
