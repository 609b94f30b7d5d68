"""Addresses below s/<school>/school-reviews/."""

from django.urls import path

from gezien.schoolreviews.views import after, desk, newsletter, prepare, reviews

app_name = "schoolreviews"
urlpatterns = [
    path("", reviews.reviews, name="list"),
    path("plan/", reviews.plan, name="plan"),
    path("format/", prepare.format_, name="format"),
    path("<int:pk>/", reviews.review, name="review"),
    path("<int:pk>/cancellation/", reviews.cancel, name="cancel"),
    path("<int:pk>/documents/<int:document>/reading/", reviews.reading, name="reading"),
    path("<int:pk>/after/", after.after, name="after"),
    path("<int:pk>/after/points/", after.point_add, name="point_add"),
    path("<int:pk>/after/consultations/", after.consultation_add, name="consultation_add"),
    path("<int:pk>/newsletter/", newsletter.newsletter, name="newsletter"),
    path("<int:pk>/newsletter/draft/", newsletter.draft, name="newsletter_draft"),
    path("<int:pk>/newsletter/readiness/", newsletter.readiness, name="newsletter_readiness"),
    path("boards/<int:pk>/elaboration/", after.elaboration, name="elaboration"),
    path("boards/<int:pk>/elaboration/plan/", after.elaboration_plan, name="elaboration_plan"),
    path("boards/<int:pk>/elaboration/done/", after.elaboration_done, name="elaboration_done"),
    path("consultations/<int:pk>/", after.consultation, name="consultation"),
    path("points/<int:pk>/progress/", after.progress, name="progress"),
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
