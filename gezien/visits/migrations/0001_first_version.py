import django.db.models.deletion
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('visits', '0002_starter_guide_for_existing_schools'),
    ]

    initial = True

    dependencies = [
        ('agreements', '0001_first_version'),
        ('plans', '0001_first_version'),
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='ClassVisit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('planned_on', models.DateField()),
                        ('starts_at', models.TimeField(blank=True, null=True)),
                        ('focus', models.TextField(blank=True)),
                        ('guide_name', models.CharField(blank=True, max_length=80)),
                        ('points', models.JSONField(default=list)),
                        ('strengths', models.TextField(blank=True)),
                        ('ideas', models.TextField(blank=True)),
                        ('response', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('written', 'being written'), ('shared', 'with the teacher'), ('agreed', 'agreed on by both'), ('cancelled', 'cancelled')], default='planned', max_length=10)),
                        ('shared_at', models.DateTimeField(blank=True, null=True)),
                        ('teacher_agreed_at', models.DateTimeField(blank=True, null=True)),
                        ('visitor_agreed_at', models.DateTimeField(blank=True, null=True)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pupils.group')),
                        ('rows', models.ManyToManyField(blank=True, related_name='+', to='plans.planrow')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-planned_on', '-pk'],
                        'indexes': [models.Index(fields=['school', 'teacher', 'state'], name='visit_of_teacher')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('visitor', models.F('teacher')), _negated=True), name='visit_by_somebody_else'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['shared', 'agreed']), _negated=True), ('shared_at__isnull', False), _connector='OR'), name='visit_shared_with_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'agreed'), _negated=True), models.Q(('teacher_agreed_at__isnull', False), ('visitor_agreed_at__isnull', False)), _connector='OR'), name='visit_agreed_by_both')],
                    },
                ),
                migrations.CreateModel(
                    name='ViewingGuide',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=80)),
                        ('questions', models.JSONField(default=list)),
                        ('is_retired', models.BooleanField(default=False)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_guide_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='VisitAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agreements.agreement')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='visits.classvisit')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
            ],
        ),
    ]
