from django.urls import path

from gezien.needs.views import overview

app_name = "needs"
urlpatterns = [
    path("", overview.groups, name="groups"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/rows/<int:pupil>/", overview.row, name="row"),
]
