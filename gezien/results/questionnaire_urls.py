"""Addresses of questionnaires, below s/<school>/results/questionnaires/."""

from django.urls import path

from gezien.results.views import questionnaire_rounds as rounds
from gezien.results.views import questionnaire_sheet as sheet
from gezien.results.views import questionnaires as lists

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("rounds/add/", rounds.add_round, name="add_round"),
    path("rounds/<int:pk>/", rounds.round, name="round"),
    path("rounds/<int:pk>/answers/", sheet.round_answers, name="round_answers"),
    path("rounds/<int:pk>/change/", rounds.change_round, name="change_round"),
    path("rounds/<int:pk>/removal/", rounds.round_removal, name="round_removal"),
    path("rounds/<int:pk>/closure/", rounds.round_closure, name="round_closure"),
    path("lists/", lists.questionnaires, name="questionnaires"),
    path("lists/add/", lists.add_questionnaire, name="add_questionnaire"),
    path("lists/examples/", lists.shipped_questionnaires, name="shipped_questionnaires"),
    path("lists/return/", lists.questionnaire_return, name="questionnaire_return"),
    path("lists/<int:pk>/", lists.questionnaire, name="questionnaire"),
    path("lists/<int:pk>/change/", lists.change_questionnaire, name="change_questionnaire"),
    path("lists/<int:pk>/copy/", lists.questionnaire_copy, name="questionnaire_copy"),
    path("lists/<int:pk>/removal/", lists.questionnaire_removal, name="questionnaire_removal"),
    path("lists/<int:pk>/domains/", lists.add_domain, name="add_questionnaire_domain"),
    path("domains/<int:pk>/", lists.domain, name="questionnaire_domain"),
    path("domains/<int:pk>/place/", lists.domain_place, name="questionnaire_domain_place"),
    path("domains/<int:pk>/removal/", lists.domain_removal, name="questionnaire_domain_removal"),
    path("domains/<int:pk>/items/", lists.add_item, name="add_questionnaire_item"),
    path("items/<int:pk>/", lists.item, name="questionnaire_item"),
    path("items/<int:pk>/place/", lists.item_place, name="questionnaire_item_place"),
    path("items/<int:pk>/retirement/", lists.item_retirement, name="questionnaire_item_retirement"),
    path("items/<int:pk>/removal/", lists.item_removal, name="questionnaire_item_removal"),
    path("groups/<int:group>/", rounds.group_rounds, name="group_rounds"),
    path("pupils/<int:pupil>/", rounds.pupil_answers, name="pupil_answers"),
]
