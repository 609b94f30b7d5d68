from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "gezien.meetings"
    label = "meetings"
