import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Bundle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30)),
                        ('form', models.CharField(choices=[('one_pdf', 'one PDF, to print'), ('zip_pdf', 'a PDF each, in a ZIP file'), ('zip_docx', 'a Word document each, in a ZIP file')], max_length=10)),
                        ('items', models.JSONField()),
                        ('state', models.CharField(choices=[('making', 'being made'), ('made', 'ready'), ('failed', 'not made')], default='making', max_length=10)),
                        ('task', models.CharField(blank=True, max_length=40)),
                        ('problem', models.CharField(blank=True, max_length=300)),
                        ('stored_as', models.CharField(blank=True, max_length=80)),
                        ('size', models.PositiveIntegerField(default=0)),
                        ('asked_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('expires_at', models.DateTimeField()),
                        ('made_for', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-asked_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Letterhead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(blank=True, max_length=120)),
                        ('address', models.CharField(blank=True, max_length=160)),
                        ('logo', models.BinaryField(blank=True, default=b'')),
                        ('logo_alt', models.CharField(blank=True, max_length=120)),
                        ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('school',), name='one_letterhead_a_school')],
                    },
                ),
                migrations.CreateModel(
                    name='OwnTemplate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30)),
                        ('file_name', models.CharField(max_length=120)),
                        ('content', models.BinaryField()),
                        ('in_use', models.BooleanField(default=True)),
                        ('uploaded_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['kind', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'kind'), name='one_template_a_kind')],
                    },
                ),
            ],
        ),
    ]
