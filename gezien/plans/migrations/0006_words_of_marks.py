import gezien.common.clock
from django.db import migrations, models

FIT = ("instruction", "tasks", "teacher")


def as_they_are(apps, _editor):
    """What is marked is marked as it reads now."""
    tips = apps.get_model("plans", "SubstituteTip").objects.select_related("factor", "need")
    for tip in tips:
        if tip.factor:
            tip.words = [tip.factor.text]
        else:
            found = tip.need.sentences.filter(kind__in=FIT).order_by("position", "pk")
            tip.words = list(found.values_list("text", flat=True))
        tip.save(update_fields=["words"])


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_lines_put_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='substitutetip',
            name='words',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='substitutetip',
            name='marked_at',
            field=models.DateTimeField(default=gezien.common.clock.now),
        ),
        migrations.RunPython(as_they_are, migrations.RunPython.noop, elidable=True),
    ]
