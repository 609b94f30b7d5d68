from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gezien.documents"
    label = "documents"
