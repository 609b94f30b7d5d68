from django.urls import path

from gezien.notes.views import factor_rows, factor_terms, factors, notes

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
    path("factors/<int:pk>/confirmation/", factors.confirm, name="factor-confirm"),
    path("factors/<int:pk>/undo/", factors.undo, name="factor-undo"),
    path("groups/<int:group>/factors/", factor_rows.factors_of_group_page, name="factors-of-group"),
    path("factors/terms/", factor_terms.terms, name="factor-terms"),
    path("factors/terms/renewal/", factor_terms.renewal, name="factor-renewal-term"),
    path("factors/terms/<slug:kind>/", factor_terms.add, name="factor-term-add"),
    path("factors/terms/<slug:kind>/<int:pk>/", factor_terms.rename, name="factor-term-rename"),
    path("factors/terms/<slug:kind>/<int:pk>/retirement/", factor_terms.retire, name="factor-term-retire"),
]
