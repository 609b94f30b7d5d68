from django.db import migrations


def add(apps, schema_editor):
    """Schools that are there already get the starting set too."""
    from gezien.cases.question_starter import QUESTIONS  # noqa: PLC0415 - read when it runs

    schools, questions = apps.get_model("schools", "School"), apps.get_model("cases", "CaseQuestion")
    questions._base_manager.bulk_create(
        questions(school=school, step=step, problem=problem, solution=solution, position=place)
        for school in schools.objects.all()
        for step, pairs in QUESTIONS.items()
        for place, (problem, solution) in enumerate(pairs)
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_partners_guests_and_stories")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
