"""Addresses below s/<school>/team-needs/."""

from django.urls import path

from gezien.team import views

app_name = "team"
urlpatterns = [
    path("", views.needs, name="needs"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.need, name="need"),
    path("<int:pk>/agreement/", views.agreement, name="agreement"),
    path("<int:pk>/closure/", views.closure, name="closure"),
]
