import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('quality', '0001_initial')]

    initial = True

    dependencies = [
        ('schools', '0001_first_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ambition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('year_group', models.CharField(blank=True, max_length=2)),
                ('share', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)])),
                ('level', models.CharField(max_length=20)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ambitions', to='schools.subject')),
            ],
            options={
                'ordering': ['subject', 'year_group', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('school', 'subject', 'year_group'), name='one_ambition_a_subject_and_year')],
            },
        ),
    ]
