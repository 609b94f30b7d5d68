"""Addresses below s/<school>/plans/."""

from django.urls import path

from gezien.plans.views import plans, today

app_name = "plans"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("groups/<int:group>/given/", today.given, name="given"),
    path("rows/<int:pk>/days/<str:day>/", today.session, name="session"),
    path("rows/<int:pk>/days/<str:day>/pupils/", today.pupil_line, name="pupil_line"),
    path("groups/<int:group>/", plans.group, name="group"),
    path("groups/<int:group>/<int:subject>/start/", plans.start, name="start"),
    path("<int:pk>/", plans.detail, name="detail"),
    path("<int:pk>/general/", plans.general, name="general"),
    path("<int:pk>/rows/<int:cluster>/", plans.add_row, name="add_row"),
    path("<int:pk>/status/", plans.status, name="status"),
    path("<int:pk>/discard/", plans.discard, name="discard"),
    path("<int:pk>/pdf/", plans.pdf, name="pdf"),
    path("rows/<int:pk>/", plans.row, name="row"),
]
