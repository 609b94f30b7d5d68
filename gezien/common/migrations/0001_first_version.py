from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('common', '0001_schedule_of_work'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ScheduledWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('next_at', models.DateTimeField()),
            ],
        ),
    ]
