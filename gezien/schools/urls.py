"""Addresses of the staff list, below s/<school>/staff/."""

from django.urls import path

from gezien.schools.views import staff

app_name = "staff"
urlpatterns = [
    path("", staff.staff_list, name="list"),
    path("add/", staff.add, name="add"),
    path("<int:pk>/", staff.person, name="person"),
    path("<int:pk>/name/", staff.change, name="change"),
    path("<int:pk>/account/", staff.make_account, name="account"),
    path("<int:pk>/password/", staff.reset_password, name="password"),
    path("<int:pk>/block/", staff.block, name="block"),
    path("<int:pk>/roles/", staff.give_role, name="roles"),
    path("<int:pk>/roles/<int:role>/end/", staff.end_role, name="end-role"),
]
