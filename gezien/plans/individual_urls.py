"""Addresses of plans of one pupil, below s/<school>/plans/individual/."""

from django.urls import path

from gezien.plans.views import answers, individual, individual_steps

urlpatterns = [
    path("", individual.due, name="individual_due"),
    path("terms/", individual.terms, name="individual_terms"),
    path("pupils/<int:pupil>/", individual.of_pupil, name="individual_of_pupil"),
    path("pupils/<int:pupil>/start/", individual.start, name="individual_start"),
    path("<int:pk>/", individual.detail, name="individual"),
    path("<int:pk>/print/", individual.printed, name="individual_print"),
    path("<int:pk>/discard/", individual.discard, name="individual_discard"),
    path("<int:pk>/versions/", individual_steps.versions, name="individual_versions"),
    path("<int:pk>/versions/<int:number>/", individual_steps.version, name="individual_version"),
    path("<int:pk>/agreement/", individual_steps.agree, name="individual_agree"),
    path("<int:pk>/step/", individual_steps.step, name="individual_step"),
    path("<int:pk>/evaluation/", individual_steps.evaluation, name="individual_evaluation"),
    path("<int:pk>/answers/", answers.answer, name="individual_answer"),
    path("<int:pk>/links/", answers.links, name="individual_links"),
    path("answers/<int:pk>/reading/", answers.read, name="individual_read"),
    path("links/<int:pk>/end/", answers.revoke, name="individual_revoke"),
]
