from django.urls import path

from gezien.notes.views import attachments, factor_rows, factor_terms, factors, notes, read

app_name = "notes"
urlpatterns = [
    path("add/", notes.add, name="add"),
    path("readers/", notes.readers, name="readers"),
    path("<int:pk>/", read.detail, name="detail"),
    path("<int:pk>/edit/", notes.edit, name="edit"),
    path("<int:pk>/restriction/", notes.restrict, name="restrict"),
    path("<int:pk>/revisions/", read.revisions, name="revisions"),
    path("<int:pk>/revisions/<int:revision>/restoration/", read.restore, name="restore"),
    path("kept/<uuid:form>/undo/", notes.undo, name="undo"),
    path("drafts/<uuid:form>/discard/", notes.discard, name="draft-discard"),
    path("drafts/<uuid:form>/attachments/", attachments.upload, name="draft-attach"),
    path("attachments/<int:pk>/", attachments.download, name="attachment"),
    path("attachments/<int:pk>/preview/", attachments.preview, name="attachment-preview"),
    path("attachments/<int:pk>/removal/", attachments.remove, name="attachment-remove"),
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
