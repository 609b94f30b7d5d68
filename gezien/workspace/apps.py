from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "gezien.workspace"
    label = "workspace"
