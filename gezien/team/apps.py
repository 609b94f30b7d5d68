from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "gezien.team"
    label = "team"
