from django.apps import AppConfig


class SchoolReviewsConfig(AppConfig):
    name = "gezien.schoolreviews"
    label = "schoolreviews"
