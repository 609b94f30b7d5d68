from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_goals_weeks_and_plans_of_pupils'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='planrow',
            name='goal',
        ),
    ]
