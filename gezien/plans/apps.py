from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "gezien.plans"
    label = "plans"
