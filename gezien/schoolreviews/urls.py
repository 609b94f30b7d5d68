"""Addresses below s/<school>/school-reviews/."""

from django.urls import path

from gezien.schoolreviews.views import reviews

app_name = "schoolreviews"
urlpatterns = [
    path("", reviews.reviews, name="list"),
]
