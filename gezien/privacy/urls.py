"""Addresses below s/<school>/privacy/."""

from django.urls import path

from gezien.privacy import views

app_name = "privacy"
urlpatterns = [
    path("log/", views.log, name="log"),
    path("register/", views.register, name="register"),
]
