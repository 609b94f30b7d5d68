import django.db.models.deletion
import gezien.common.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('needs', '0001_initial'), ('needs', '0002_placement_time_and_talk_rule'), ('needs', '0003_the_columns_one_likes')]

    initial = True

    dependencies = [
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clustering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clusterings', to='pupils.group')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusterings', to='schools.period')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusterings', to='schools.subject')),
            ],
            options={
                'ordering': ['group', 'subject', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('group', 'subject', 'period'), name='one_clustering_a_subject_and_period')],
            },
        ),
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('clustering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clusters', to='needs.clustering')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('clustering', 'name'), name='one_cluster_a_name')],
            },
        ),
        migrations.CreateModel(
            name='ClusterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('approach', models.TextField(blank=True)),
                ('organisation', models.TextField(blank=True)),
                ('minutes_a_week', models.PositiveSmallIntegerField(default=0)),
                ('times_a_week', models.PositiveSmallIntegerField(default=0)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EducationalNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('goal', models.TextField()),
                ('support', models.TextField(blank=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='schools.period')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='pupils.pupil')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='schools.subject')),
            ],
            options={
                'ordering': ['pupil', 'subject', 'pk'],
                'indexes': [models.Index(fields=['school', 'period', 'pupil'], name='need_of_period')],
                'constraints': [models.UniqueConstraint(fields=('pupil', 'subject', 'period'), name='one_need_a_subject_and_period'), models.CheckConstraint(condition=models.Q(models.Q(('goal', ''), _negated=True), models.Q(('support', ''), _negated=True), _connector='OR'), name='need_says_something')],
            },
        ),
        migrations.CreateModel(
            name='OverviewChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('columns', models.CharField(max_length=10)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('school', 'user'), name='one_overview_choice_a_user')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('placed_at', models.DateTimeField(default=gezien.common.clock.now)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='needs.cluster')),
                ('clustering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='needs.clustering')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='pupils.pupil')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['cluster', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('clustering', 'pupil'), name='one_cluster_a_pupil')],
            },
        ),
        migrations.CreateModel(
            name='SignalRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=80)),
                ('direction', models.CharField(choices=[('support', 'support'), ('challenge', 'challenge'), ('attention', 'attention')], max_length=10)),
                ('measure', models.CharField(choices=[('lowest_levels', 'level among the lowest'), ('highest_levels', 'level among the highest'), ('not_grown', 'moments in a row without growth'), ('not_seen', 'weeks without observation or talk'), ('no_pupil_talk', 'weeks without a talk with the pupil, while there is a need or a signal')], max_length=20)),
                ('threshold', models.PositiveSmallIntegerField()),
                ('is_active', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signal_rules', to='schools.subject')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
    ]
