"""Signing in and out, and one's own password: the only pages outside a school."""

from django.contrib.auth import views
from django.urls import path

from gezien.schools.views.password import change_password
from gezien.schools.views.sign_in import SignIn

app_name = "schools"
urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("password/", change_password, name="password"),
]
