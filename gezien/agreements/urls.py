"""Addresses below s/<school>/agreements/."""

from django.urls import path

from gezien.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.agreement_list, name="list"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/closure/", views.closure, name="closure"),
]
