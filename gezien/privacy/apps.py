from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "gezien.privacy"
    label = "privacy"
