from django.urls import path

from gezien.notes.views import factors, notes

app_name = "notes"
urlpatterns = [
    path("add/", notes.add, name="add"),
    path("<int:pk>/", notes.edit, name="edit"),
    path("<int:pk>/restriction/", notes.restrict, name="restrict"),
    path("drafts/<uuid:form>/discard/", notes.discard, name="draft-discard"),
    path("pupils/<int:pupil>/factors/", factors.factors, name="factors"),
    path("factors/<int:pk>/", factors.factor, name="factor"),
    path("factors/<int:pk>/end/", factors.end, name="factor-end"),
    path("factors/<int:pk>/reopening/", factors.reopen, name="factor-reopen"),
]
