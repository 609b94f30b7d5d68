"""Addresses below s/<school>/school-reviews/."""

from django.urls import path

from gezien.schoolreviews.views import prepare, reviews

app_name = "schoolreviews"
urlpatterns = [
    path("", reviews.reviews, name="list"),
    path("plan/", reviews.plan, name="plan"),
    path("format/", prepare.format_, name="format"),
    path("<int:pk>/", reviews.review, name="review"),
    path("<int:pk>/cancellation/", reviews.cancel, name="cancel"),
    path("<int:pk>/documents/<int:document>/reading/", reviews.reading, name="reading"),
    path("<int:pk>/prepare/", prepare.prepare, name="prepare"),
    path("<int:pk>/prepare/<slug:name>/", prepare.part, name="part"),
]
