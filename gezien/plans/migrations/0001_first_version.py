import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('plans', '0001_initial'), ('plans', '0002_row_changes')]

    initial = True

    dependencies = [
        ('needs', '0001_first_version'),
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('agreed', 'agreed in the review'), ('running', 'running'), ('evaluated', 'evaluated')], default='draft', max_length=10)),
                ('general', models.TextField(blank=True)),
                ('drawn_up_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='pupils.group')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='schools.period')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='schools.subject')),
            ],
            options={
                'ordering': ['group', 'period', 'subject', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('group', 'subject', 'period'), name='one_plan_a_subject_and_period')],
            },
        ),
        migrations.CreateModel(
            name='PlanRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('goal', models.TextField(blank=True)),
                ('content', models.TextField(blank=True)),
                ('approach', models.TextField(blank=True)),
                ('organisation', models.TextField(blank=True)),
                ('evaluation', models.TextField(blank=True)),
                ('minutes_a_week', models.PositiveSmallIntegerField(default=0)),
                ('times_a_week', models.PositiveSmallIntegerField(default=0)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_rows', to='needs.cluster')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='plans.groupplan')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['cluster__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'cluster'), name='one_row_a_cluster')],
            },
        ),
        migrations.CreateModel(
            name='PlanRowChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('before', models.JSONField()),
                ('changed_at', models.DateTimeField(auto_now_add=True)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='plans.planrow')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['row', 'version', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('row', 'version'), name='one_change_a_version')],
            },
        ),
    ]
