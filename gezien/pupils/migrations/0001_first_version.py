import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('pupils', '0001_initial'),
        ('pupils', '0002_names_of_the_standard_and_teaching_from_roster'),
        ('pupils', '0003_since_when_a_pupil_is_known'),
    ]

    initial = True

    dependencies = [
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='AccessGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_grants', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_grants', to='pupils.pupil')),
                    ],
                    options={
                        'ordering': ['ends_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='grant_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Enrolment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='pupils.group')),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='pupils.pupil')),
                    ],
                    options={
                        'ordering': ['starts_on', 'pk'],
                        'indexes': [models.Index(fields=['school', 'group', 'pupil'], name='enrolment_of_group')],
                        'constraints': [models.UniqueConstraint(fields=('pupil', 'group', 'starts_on'), name='one_enrolment_a_day'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='enrolment_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Group',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(blank=True, max_length=256)),
                        ('name', models.CharField(max_length=64)),
                        ('year_group', models.CharField(blank=True, max_length=2)),
                        ('is_composite', models.BooleanField(default=False)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='schools.schoolyear')),
                    ],
                    options={
                        'ordering': ['year_group', 'name', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('year', 'key', 'is_composite'), name='one_group_a_key_and_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Pupil',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('created_at', models.DateTimeField(default=gezien.common.clock.now, editable=False)),
                        ('key', models.CharField(blank=True, max_length=256)),
                        ('eck_id', models.CharField(blank=True, max_length=256)),
                        ('call_name', models.CharField(max_length=64)),
                        ('prefix', models.CharField(blank=True, max_length=20)),
                        ('family_name', models.CharField(blank=True, max_length=200)),
                        ('birth_date', models.DateField(blank=True, null=True)),
                        ('gender', models.PositiveSmallIntegerField(choices=[(0, 'Unknown'), (1, 'Male'), (2, 'Female'), (9, 'Unspecified')], default=0)),
                        ('year_group', models.CharField(blank=True, max_length=2)),
                        ('year_3_started_on', models.DateField(blank=True, null=True)),
                        ('admitted_on', models.DateField(blank=True, null=True)),
                        ('left_on', models.DateField(blank=True, null=True)),
                        ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pupils', to='schools.location')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['call_name', 'family_name', 'pk'],
                        'indexes': [models.Index(fields=['school', 'family_name', 'call_name'], name='pupil_name')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('school', 'key'), name='one_pupil_a_key'), models.UniqueConstraint(condition=models.Q(('eck_id', ''), _negated=True), fields=('school', 'eck_id'), name='one_pupil_an_eck_id')],
                    },
                ),
                migrations.CreateModel(
                    name='Teaching',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('from_roster', models.BooleanField(default=False)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teaching', to='pupils.group')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('staff_member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teaching', to='schools.staffmember')),
                    ],
                    options={
                        'ordering': ['starts_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('staff_member', 'group', 'starts_on'), name='one_teaching_a_day'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='teaching_ends_after_start')],
                    },
                ),
            ],
        ),
    ]
