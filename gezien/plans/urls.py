"""Addresses below s/<school>/plans/."""

from django.urls import include, path

from gezien.plans.views import evaluation, goals, handover, paper, plan_signals, plans, today
from gezien.plans.week_urls import urlpatterns as week_urls

app_name = "plans"
urlpatterns = [
    path("individual/", include("gezien.plans.individual_urls")),
    path("today/", today.today, name="today"),
    path("groups/<int:group>/given/", today.given, name="given"),
    path("rows/<int:pk>/days/<str:day>/", today.session, name="session"),
    path("rows/<int:pk>/days/<str:day>/pupils/", today.pupil_line, name="pupil_line"),
    path("groups/<int:group>/", plans.group, name="group"),
    path("groups/<int:group>/<int:subject>/start/", plans.start, name="start"),
    path("<int:pk>/", plans.detail, name="detail"),
    path("<int:pk>/general/", plans.general, name="general"),
    path("<int:pk>/rows/<int:cluster>/", plans.add_row, name="add_row"),
    path("<int:pk>/status/", plans.status, name="status"),
    path("<int:pk>/discard/", plans.discard, name="discard"),
    path("<int:pk>/pdf/", paper.pdf, name="pdf"),
    path("<int:pk>/docx/", paper.docx, name="docx"),
    path("rows/<int:pk>/", plans.row, name="row"),
    path("rows/<int:pk>/goals/", goals.add, name="goal_add"),
    path("goals/<int:pk>/", goals.goal, name="goal"),
    path("goals/<int:pk>/removal/", goals.removal, name="goal_removal"),
    path("goals/<int:pk>/restoration/", goals.restoration, name="goal_restoration"),
    path("goals/<int:pk>/place/", goals.place, name="goal_place"),
    path("handovers/", handover.handovers, name="handovers"),
    path("handovers/<int:pk>/", handover.handover, name="handover"),
    path("handovers/<int:pk>/general/", handover.general, name="handover_general"),
    path("handovers/<int:pk>/giving/", handover.giving_it, name="handover_giving"),
    path("handovers/<int:pk>/receivers/", handover.receivers, name="handover_receivers"),
    path("handovers/<int:pk>/reading/", handover.reading, name="handover_reading"),
    path("handovers/<int:pk>/questions/", handover.questions, name="handover_questions"),
    path("handovers/lines/<int:pk>/", handover.line, name="handover_line"),
    path("handovers/questions/<int:pk>/", handover.answer, name="handover_answer"),
    path("groups/<int:group>/handover/", handover.of_group, name="handover_of_group"),
    path("<int:pk>/signals/", plan_signals.signals, name="signals"),
    path("<int:pk>/signals/<int:signal>/", plan_signals.signal, name="signal"),
    path("<int:pk>/evaluation/", evaluation.evaluation, name="evaluation"),
    path("<int:pk>/evaluation/closure/", evaluation.closure, name="evaluation_closure"),
    path("<int:pk>/evaluation/undo/", evaluation.undo, name="evaluation_undo"),
    path("<int:pk>/evaluation/reflection/", evaluation.reflection, name="reflection"),
    path("rows/<int:pk>/reflection/", evaluation.row_reflection, name="row_reflection"),
    path("goals/<int:goal>/pupils/", evaluation.all_pupils, name="outcomes"),
    path("goals/<int:goal>/pupils/<int:pupil>/", evaluation.outcome, name="outcome"),
    path("goals/<int:goal>/pupils/<int:pupil>/words/", evaluation.words, name="outcome_words"),
    *week_urls,
]
