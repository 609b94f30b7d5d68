from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "gezien.demo"
    label = "demo"
