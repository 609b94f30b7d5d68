"""Addresses of who teaches what, below s/<school>/staff/ beside the staff list."""

from django.urls import path

from gezien.pupils.views import teaching

app_name = "teaching"
urlpatterns = [
    path("<int:pk>/groups/", teaching.give, name="give"),
    path("groups/<int:pk>/end/", teaching.end, name="end"),
]
