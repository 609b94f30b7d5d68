"""Schools that were there before class visits begin with the starter guide too; a new school gets it when it is made."""

from django.db import migrations

from gezien.visits.starter import NAME, QUESTIONS


def add_missing_guides(apps, _editor):
    """A guide for each school without one, also one that was retired: nobody gets a guide they took out of use."""
    guides = apps.get_model("visits", "ViewingGuide")
    schools = apps.get_model("schools", "School")
    with_guide = set(guides.objects.values_list("school_id", flat=True))
    questions = [{"theme": theme, "text": text} for theme, text in QUESTIONS]
    guides.objects.bulk_create(
        guides(school_id=pk, name=NAME, questions=questions)
        for pk in schools.objects.exclude(pk__in=with_guide).values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_first_version"), ("schools", "0001_first_version")]

    operations = [migrations.RunPython(add_missing_guides, migrations.RunPython.noop)]
