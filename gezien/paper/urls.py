"""Addresses below s/<school>/paper/."""

from django.urls import path, register_converter

from gezien.paper.views import bundles, documents, settings


class FormConverter:
    """What a preview may be."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(FormConverter, "paper_form")
app_name = "paper"
urlpatterns = [
    path("", settings.home, name="home"),
    path("documents/<slug:kind>/<int:pk>.<paper_form:form>", documents.document, name="document"),
    path("logo/", settings.logo, name="logo"),
    path("templates/<slug:kind>/", settings.template, name="template"),
    path("templates/<slug:kind>/use/", settings.use, name="use"),
    path("templates/<slug:kind>/shipped/", settings.shipped, name="shipped"),
    path("templates/<slug:kind>/own/", settings.own, name="own"),
    path("templates/<slug:kind>/example.<paper_form:form>", settings.preview, name="preview"),
    path("many/<slug:kind>/", bundles.choose, name="choose"),
    path("bundles/", bundles.bundles, name="bundles"),
    path("bundles/<int:pk>/", bundles.bundle, name="bundle"),
    path("bundles/<int:pk>/progress/", bundles.progress, name="progress"),
    path("bundles/<int:pk>/stop/", bundles.stop, name="stop"),
    path("bundles/<int:pk>/remove/", bundles.remove, name="remove"),
    path("bundles/<int:pk>/file/", bundles.download, name="download"),
]
