"""Addresses of the week, the hours of school and what is printed from them, below s/<school>/plans/."""

from django.urls import path

from gezien.plans.views import hours, substitute, week

urlpatterns = [
    path("hours/", hours.school, name="hours"),
    path("groups/<int:group>/hours/", hours.group, name="group_hours"),
    path("groups/<int:group>/week/", week.week, name="week"),
    path("groups/<int:group>/week/place/", week.place, name="place"),
    path("groups/<int:group>/week/take-off/", week.take_off, name="take_off"),
    path("groups/<int:group>/week/fill/", week.fill, name="fill"),
    path("groups/<int:group>/week/undo/", week.undo, name="undo_week"),
    path("groups/<int:group>/substitute/", substitute.sheet, name="substitute"),
    path("groups/<int:group>/substitute/write/", substitute.write, name="substitute_write"),
    path("groups/<int:group>/folder/", substitute.folder, name="folder"),
]
