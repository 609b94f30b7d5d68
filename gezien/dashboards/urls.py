"""Addresses below s/<school>/figures/."""

from django.urls import path

from gezien.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.school, name="school"),
    path("final-test/", views.final, name="final"),
    path("<slug:code>/", views.subject, name="subject"),
]
