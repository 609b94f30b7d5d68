"""Addresses below s/<school>/cases/."""

from django.urls import path

from gezien.cases.views import cases

app_name = "cases"
urlpatterns = [
    path("", cases.case_list, name="list"),
    path("pupils/<int:pupil>/register/", cases.register, name="register"),
    path("<int:pk>/", cases.detail, name="case"),
    path("<int:pk>/parts/<slug:key>/", cases.part, name="part"),
]
