"""Addresses below board/<board>/."""

from django.urls import path

from gezien.dashboards import views

app_name = "boards"
urlpatterns = [path("", views.board, name="home")]
