"""Schools that were there already: versions of their forms, a form for pupil reviews, a rhythm, and each answer's author."""

from django.db import migrations
from django.utils import timezone

from gezien.meetings.starter import FIRST_HOUR, MOMENTS, WEEKDAYS, starter_forms


def fill(apps, schema_editor):
    def model(name):
        return apps.get_model("meetings", name)._base_manager

    for school in apps.get_model("schools", "School")._base_manager.all():
        here = {"school": school}
        pupil = next(values for values in starter_forms() if values["kind"] == "pupil")
        model("FormTemplate").create(**here, **pupil)
        for form in model("FormTemplate").filter(**here):
            version = model("FormVersion").create(
                **here, form=form, number=1, questions=form.questions, made_at=timezone.now()
            )
            model("Preparation").filter(**here, template=form).update(form_version=version)
        for kind, month, first, last, optional in MOMENTS:
            model("ReviewMoment").create(
                **here, kind=kind, month=month, from_day=first, until_day=last, is_optional=optional
            )
        model("RhythmSettings").create(**here, weekdays=WEEKDAYS, starts_at=FIRST_HOUR)
        for answer in model("Answer").filter(**here).exclude(text=""):
            model("Contribution").create(**here, answer=answer, author=answer.author, text=answer.text)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_rhythm_and_contributions")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
