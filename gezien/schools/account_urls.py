"""Signing in and out: the only pages outside a school."""

from django.contrib.auth import views
from django.urls import path

app_name = "schools"
urlpatterns = [
    path("login/", views.LoginView.as_view(template_name="schools/login.html", redirect_authenticated_user=True), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
]
