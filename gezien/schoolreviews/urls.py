"""Addresses below s/<school>/school-reviews/."""

from django.urls import path

from gezien.schoolreviews.views import desk, prepare, reviews

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
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/desk/step/", desk.step, name="step"),
    path("<int:pk>/desk/signals/", desk.signal, name="signal"),
    path("<int:pk>/desk/minutes/<int:step>/", desk.minutes, name="minutes"),
    path("<int:pk>/screen/", desk.screen, name="screen"),
    path("<int:pk>/ticket/", desk.ticket, name="ticket"),
    path("boards/<int:pk>/", desk.board, name="board"),
]
