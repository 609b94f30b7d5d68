from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "gezien.common"
    label = "common"
