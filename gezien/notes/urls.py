from django.urls import path

from gezien.notes.views import factors

app_name = "notes"
urlpatterns = [
    path("pupils/<int:pupil>/factors/", factors.factors, name="factors"),
    path("factors/<int:pk>/", factors.factor, name="factor"),
    path("factors/<int:pk>/end/", factors.end, name="factor-end"),
    path("factors/<int:pk>/reopening/", factors.reopen, name="factor-reopen"),
]
