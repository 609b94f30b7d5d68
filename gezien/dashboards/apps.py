from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "gezien.dashboards"
    label = "dashboards"
