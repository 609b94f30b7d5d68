"""Addresses below s/<school>/plans/."""

from django.urls import path

from gezien.plans import views

app_name = "plans"
urlpatterns = [
    path("groups/<int:group>/", views.group, name="group"),
    path("groups/<int:group>/<int:subject>/start/", views.start, name="start"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/general/", views.general, name="general"),
    path("<int:pk>/rows/<int:cluster>/", views.add_row, name="add_row"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("rows/<int:pk>/", views.row, name="row"),
]
