"""Addresses below s/<school>/agreed/."""

from django.urls import path

from gezien.quality.views import agreed, education_plans, final_test, goal_files, lines

app_name = "quality"
urlpatterns = [
    path("", agreed.home, name="home"),
    path("ambitions/add/", agreed.add_ambition, name="add_ambition"),
    path("ambitions/<int:pk>/", agreed.ambition, name="ambition"),
    path("ambitions/<int:pk>/removal/", agreed.ambition_removal, name="ambition_removal"),
    path("years/<int:pk>/periods/", agreed.periods, name="periods"),
    path("final-test/", final_test.final_test, name="final_test"),
    path("final-test/values/", final_test.inspection_values, name="inspection_values"),
    path("final-test/<int:pk>/removal/", final_test.outcome_removal, name="outcome_removal"),
    path("education/", education_plans.education_plans, name="education_plans"),
    path("education/add/", education_plans.add_education_plan, name="add_education_plan"),
    path("education/<int:pk>/", education_plans.education_plan, name="education_plan"),
    path("education/<int:pk>/rows/", education_plans.education_row_add, name="education_row_add"),
    path("education/<int:pk>/settlement/", education_plans.education_plan_settlement, name="education_settlement"),
    path("education/<int:pk>/versions/<int:number>/", education_plans.education_plan_version, name="education_version"),
    path("education/rows/<int:pk>/", education_plans.education_row, name="education_row"),
    path("education/rows/<int:pk>/removal/", education_plans.education_row_removal, name="education_row_removal"),
    path("education/subjects/<int:subject>/", education_plans.plans_by, name="plans_by"),
    path("lines/", lines.lines, name="lines"),
    path("lines/add/", lines.add_line, name="add_line"),
    path("lines/<int:pk>/", lines.line, name="line"),
    path("lines/<int:pk>/place/", lines.line_place, name="line_place"),
    path("lines/<int:pk>/retirement/", lines.line_retirement, name="line_retirement"),
    path("lines/<int:pk>/goals/", lines.add_goal, name="add_goal"),
    path("lines/plan/<int:subject>/<slug:year_group>/", lines.goal_plan, name="goal_plan"),
    path("goals/<int:pk>/", lines.goal, name="goal"),
    path("goals/<int:pk>/place/", lines.goal_place, name="goal_place"),
    path("goals/<int:pk>/crucial/", lines.goal_crucial, name="goal_crucial"),
    path("goals/<int:pk>/retirement/", lines.goal_retirement, name="goal_retirement"),
    path("goals/file/", goal_files.upload, name="goal_upload"),
    path("goals/file/template/", goal_files.template, name="goal_template"),
    path("goals/file/export/", goal_files.export, name="goal_export"),
    path("goals/starter/", goal_files.starter, name="goal_starter"),
    path("goals/file/<int:pk>/", goal_files.preview, name="goal_preview"),
    path("goals/file/<int:pk>/application/", goal_files.application, name="goal_application"),
    path("goals/file/<int:pk>/removal/", goal_files.removal, name="goal_removal"),
    path("goals/file/<int:pk>/undo/", goal_files.undo, name="goal_undo"),
]
