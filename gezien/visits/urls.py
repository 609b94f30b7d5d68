"""Addresses below s/<school>/visits/."""

from django.urls import path

from gezien.visits.views import guides, visits

app_name = "visits"
urlpatterns = [
    path("", visits.visits, name="list"),
    path("groups/<int:group>/plan/", visits.plan, name="plan"),
    path("<int:pk>/", visits.visit, name="visit"),
    path("<int:pk>/text/", visits.write, name="write"),
    path("<int:pk>/response/", visits.response, name="response"),
    path("<int:pk>/day/", visits.move, name="move"),
    path("<int:pk>/step/", visits.step, name="step"),
    path("<int:pk>/agreement/", visits.agreement, name="agreement"),
    path("guides/", guides.guides, name="guides"),
    path("guides/add/", guides.add, name="guide_add"),
    path("guides/<int:pk>/", guides.guide, name="guide"),
]
