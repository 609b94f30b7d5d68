"""Addresses below s/<school>/groups/."""

from django.urls import path

from gezien.needs.views import ahead, bank, clusters, coach, need_life, needs, overview, placing, rules, suggestions

app_name = "needs"
urlpatterns = [
    path("", overview.groups, name="groups"),
    path("rules/", rules.rule_list, name="rules"),
    path("rules/new/", rules.rule_kinds, name="rule_kinds"),
    path("rules/new/<slug:measure>/", rules.rule_new, name="rule_new"),
    path("rules/new/<slug:measure>/preview/", rules.preview_new, name="rule_new_preview"),
    path("rules/<int:pk>/", rules.rule, name="rule"),
    path("rules/<int:pk>/preview/", rules.preview, name="rule_preview"),
    path("rules/<int:pk>/activity/", rules.activity, name="rule_activity"),
    path("rules/<int:pk>/position/", rules.position, name="rule_position"),
    path("rules/<int:pk>/removal/", rules.removal, name="rule_removal"),
    path("rules/<int:pk>/versions/<int:number>/", rules.version, name="rule_version"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/columns/", overview.columns, name="columns"),
    path("<int:pk>/export/", overview.export, name="export"),
    path("<int:pk>/rows/<int:pupil>/", overview.row, name="row"),
    path("<int:pk>/signals/<int:pupil>/", overview.signals, name="signals"),
    path("<int:pk>/ahead/", ahead.ahead, name="ahead"),
    path("<int:pk>/clusters/", clusters.subjects, name="cluster_subjects"),
    path("<int:pk>/clusters/<int:subject>/", clusters.board, name="clusters"),
    path("clusterings/<int:clustering>/placements/<int:pupil>/", clusters.placement, name="placement"),
    path("clusterings/<int:clustering>/clusters/", clusters.column_new, name="cluster_new"),
    path("clusterings/<int:clustering>/clusters/<int:pk>/", clusters.column, name="cluster"),
    path("clusterings/<int:clustering>/clusters/<int:pk>/removal/", clusters.column_removal, name="cluster_removal"),
    path("coach/", coach.look, name="coach"),
    path("coach/switch/", coach.switch, name="coach_switch"),
    path("pupils/<int:pupil>/needs/<int:subject>/", needs.need, name="need"),
    path("pupils/<int:pupil>/cluster/<int:subject>/", placing.placing, name="placing"),
    path("pupils/<int:pupil>/needs/<int:subject>/removal/", needs.removal, name="need_removal"),
    path("needs/<int:pk>/closure/", need_life.closure, name="need_closure"),
    path("needs/<int:pk>/reopening/", need_life.reopening, name="need_reopening"),
    path("needs/<int:pk>/carrying/", need_life.carrying, name="need_carrying"),
    path("needs/<int:pk>/history/", need_life.need_history, name="need_history"),
    path("<int:pk>/carry-over/", need_life.carry_over, name="carry_over"),
    path("suggestions/<int:subject>/", suggestions.suggestions, name="suggestions"),
    path("bank/", bank.bank, name="bank"),
    path("bank/<int:pk>/", bank.sentence, name="bank_sentence"),
    path("bank/<int:pk>/retirement/", bank.retirement, name="bank_retirement"),
]
