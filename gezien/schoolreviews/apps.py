from django.apps import AppConfig


class SchoolReviewsConfig(AppConfig):
    name = "gezien.schoolreviews"
    label = "schoolreviews"

    def ready(self) -> None:
        from gezien.schoolreviews import documents, team_origin  # noqa: F401
