"""Addresses below s/<school>/agreed/."""

from django.urls import path

from gezien.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.home, name="home"),
    path("ambitions/add/", views.add_ambition, name="add_ambition"),
    path("ambitions/<int:pk>/", views.ambition, name="ambition"),
    path("ambitions/<int:pk>/removal/", views.ambition_removal, name="ambition_removal"),
    path("years/<int:pk>/periods/", views.periods, name="periods"),
]
