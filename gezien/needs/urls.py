from django.urls import path

from gezien.needs.views import needs, overview

app_name = "needs"
urlpatterns = [
    path("", overview.groups, name="groups"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/rows/<int:pupil>/", overview.row, name="row"),
    path("pupils/<int:pupil>/needs/<int:subject>/", needs.need, name="need"),
    path("pupils/<int:pupil>/needs/<int:subject>/removal/", needs.removal, name="need_removal"),
]
