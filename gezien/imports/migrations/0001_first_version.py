import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('imports', '0001_initial'),
        ('imports', '0002_uploaded_on_the_schools_clock'),
        ('imports', '0003_remember_whom_files_mean'),
        ('imports', '0004_work_in_the_background'),
        ('imports', '0005_connections'),
        ('imports', '0006_pupil_lists'),
    ]

    initial = True

    dependencies = [
        ('pupils', '0001_first_version'),
        ('results', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Connection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('uwlr', 'UWLR (SOAP)'), ('eduv', 'Edu-V Results')], max_length=10)),
                        ('name', models.CharField(max_length=64)),
                        ('client_id', models.CharField(max_length=64, unique=True)),
                        ('secret_hash', models.CharField(max_length=64)),
                        ('made_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ImportRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('edexml', 'Roster (EDEXML)'), ('pupils', 'Pupil list (CSV or XLSX)'), ('results', 'Results (CSV or XLSX)'), ('uwlr', 'Results (UWLR)'), ('eduv', 'Results (Edu-V)'), ('oneroster', 'Roster (OneRoster)')], max_length=10)),
                        ('state', models.CharField(choices=[('uploaded', 'to be mapped'), ('previewed', 'to be judged'), ('applied', 'applied'), ('undone', 'undone'), ('discarded', 'discarded')], default='uploaded', max_length=12)),
                        ('work', models.CharField(blank=True, choices=[('judging', 'being checked'), ('applying', 'being taken in'), ('undoing', 'being undone')], max_length=10)),
                        ('task', models.CharField(blank=True, max_length=40)),
                        ('problem', models.CharField(blank=True, max_length=500)),
                        ('file_name', models.CharField(max_length=200)),
                        ('file_hash', models.CharField(max_length=64)),
                        ('stored_as', models.CharField(max_length=80)),
                        ('summary', models.JSONField(default=dict)),
                        ('uploaded_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('applied_at', models.DateTimeField(blank=True, null=True)),
                        ('connection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='imports.connection')),
                        ('delivery', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='results.delivery')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('profile', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='imports.mappingprofile')),
                    ],
                    options={
                        'ordering': ['-uploaded_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='InstrumentMatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=80)),
                        ('sign', models.CharField(max_length=300)),
                        ('label', models.CharField(max_length=200)),
                        ('decided_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('instrument', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='results.instrument')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-decided_at', '-pk'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('school', 'source', 'sign'), name='one_test_a_mark')],
                    },
                ),
                migrations.CreateModel(
                    name='MappingProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('results', 'results'), ('pupils', 'pupils')], default='results', max_length=10)),
                        ('name', models.CharField(max_length=80)),
                        ('columns', models.JSONField()),
                        ('constants', models.JSONField(default=dict)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'kind', 'name'), name='one_profile_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='PupilMatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=80)),
                        ('sign', models.CharField(max_length=300)),
                        ('label', models.CharField(max_length=200)),
                        ('decided_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-decided_at', '-pk'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('school', 'source', 'sign'), name='one_pupil_a_mark')],
                    },
                ),
                migrations.CreateModel(
                    name='SentResult',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=80)),
                        ('key', models.CharField(max_length=256)),
                        ('part', models.CharField(blank=True, max_length=300)),
                        ('taken_on', models.DateField()),
                        ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='results.result')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'source', 'key', 'part'), name='one_sent_result_a_key')],
                    },
                ),
            ],
        ),
    ]
