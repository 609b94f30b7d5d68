import django.core.validators
import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('quality', '0001_initial'),
        ('quality', '0002_learning_lines'),
        ('quality', '0003_education_plans'),
        ('quality', '0004_quality_cards_and_final_test'),
    ]

    initial = True

    dependencies = [
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
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
                        ('top_share', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)])),
                        ('top_level', models.CharField(blank=True, max_length=20)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ambitions', to='schools.subject')),
                    ],
                    options={
                        'ordering': ['subject', 'year_group', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'subject', 'year_group'), name='one_ambition_a_subject_and_year'), models.CheckConstraint(condition=models.Q(models.Q(('top_level', ''), ('top_share', None)), models.Q(('top_share__isnull', False), models.Q(('top_level', ''), _negated=True)), _connector='OR'), name='top_share_with_its_level')],
                    },
                ),
                migrations.CreateModel(
                    name='CardComment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField()),
                        ('written_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('settled_at', models.DateTimeField(blank=True, null=True)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='quality.qualitycard')),
                    ],
                    options={
                        'ordering': ['written_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CardEvaluation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('due_on', models.DateField()),
                        ('is_between', models.BooleanField(default=False)),
                        ('held_on', models.DateField(blank=True, null=True)),
                        ('found', models.TextField(blank=True)),
                        ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='quality.qualitycard')),
                    ],
                    options={
                        'ordering': ['due_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('held_on', None), models.Q(('found', ''), _negated=True), _connector='OR'), name='held_evaluation_says_what_was_found')],
                    },
                ),
                migrations.CreateModel(
                    name='EducationPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('year_group', models.CharField(blank=True, max_length=2)),
                        ('aim', models.TextField(blank=True)),
                        ('aim_top', models.TextField(blank=True)),
                        ('offer', models.TextField(blank=True)),
                        ('monitoring', models.TextField(blank=True)),
                        ('number', models.PositiveSmallIntegerField(default=0)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='education_plans', to='schools.subject')),
                    ],
                    options={
                        'ordering': ['subject', 'year_group', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'subject', 'year_group'), name='one_education_plan_a_subject_and_year')],
                    },
                ),
                migrations.CreateModel(
                    name='EducationPlanReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('read_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='quality.educationplanversion')),
                    ],
                    options={
                        'ordering': ['read_at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'reader'), name='one_reading_a_version_and_reader')],
                    },
                ),
                migrations.CreateModel(
                    name='EducationPlanRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=40)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('goal', models.TextField(blank=True)),
                        ('content', models.TextField(blank=True)),
                        ('approach', models.TextField(blank=True)),
                        ('organisation', models.TextField(blank=True)),
                        ('evaluation', models.TextField(blank=True)),
                        ('minutes_a_week', models.PositiveSmallIntegerField(default=0)),
                        ('times_a_week', models.PositiveSmallIntegerField(default=0)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='quality.educationplan')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('plan', 'name'), name='one_education_row_a_name'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='education_row_has_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='EducationPlanVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('why', models.CharField(max_length=200)),
                        ('said', models.JSONField()),
                        ('settled_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='quality.educationplan')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['plan', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='one_education_version_a_number')],
                    },
                ),
                migrations.CreateModel(
                    name='FinalTestOutcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('first', models.PositiveSmallIntegerField()),
                        ('pupils', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                        ('basic', models.PositiveSmallIntegerField()),
                        ('target', models.PositiveSmallIntegerField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.subject')),
                    ],
                    options={
                        'ordering': ['-first', 'subject', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'first', 'subject'), name='one_final_test_a_subject_and_year'), models.CheckConstraint(condition=models.Q(('basic__lte', models.F('pupils')), ('target__lte', models.F('basic'))), name='final_test_counts_fit')],
                    },
                ),
                migrations.CreateModel(
                    name='GoalImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('source', models.CharField(max_length=200)),
                        ('rows', models.JSONField(default=list)),
                        ('before', models.JSONField(blank=True, default=dict)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('applied_at', models.DateTimeField(blank=True, null=True)),
                        ('undone_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('undone_at', None), ('applied_at__isnull', False), _connector='OR'), name='goals_taken_in_before_taken_back')],
                    },
                ),
                migrations.CreateModel(
                    name='InspectionValues',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('weighting', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(20), django.core.validators.MaxValueValidator(40)])),
                        ('basic', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)])),
                        ('target', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)])),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('school',), name='inspection_values_once_a_school')],
                    },
                ),
                migrations.CreateModel(
                    name='LearningGoal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('code', models.CharField(max_length=30)),
                        ('text', models.CharField(max_length=200)),
                        ('year_group', models.CharField(max_length=2)),
                        ('is_crucial', models.BooleanField(default=False)),
                        ('period', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('is_active', models.BooleanField(default=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='quality.learningline')),
                    ],
                    options={
                        'ordering': ['line', 'year_group', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='one_goal_a_code'), models.CheckConstraint(condition=models.Q(('period', None), ('period__range', (1, 5)), _connector='OR'), name='goal_due_in_a_period')],
                    },
                ),
                migrations.CreateModel(
                    name='LearningLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=80)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('is_active', models.BooleanField(default=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='learning_lines', to='schools.subject')),
                    ],
                    options={
                        'ordering': ['subject', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'subject', 'name'), name='one_line_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityCard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('title', models.CharField(max_length=120)),
                        ('domain', models.CharField(blank=True, max_length=80)),
                        ('theme', models.CharField(blank=True, max_length=80)),
                        ('vision', models.TextField(blank=True)),
                        ('content', models.TextField(blank=True)),
                        ('agenda', models.TextField(blank=True)),
                        ('approach', models.TextField(blank=True)),
                        ('agreements', models.TextField(blank=True)),
                        ('parents', models.TextField(blank=True)),
                        ('records', models.TextField(blank=True)),
                        ('sources', models.TextField(blank=True)),
                        ('every', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(48)])),
                        ('number', models.PositiveSmallIntegerField(default=0)),
                        ('archived_at', models.DateTimeField(blank=True, null=True)),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['domain', 'title', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'title'), name='one_card_a_title'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='card_has_a_title')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityCardVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('why', models.CharField(max_length=200)),
                        ('said', models.JSONField()),
                        ('settled_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='quality.qualitycard')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['card', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('card', 'number'), name='one_card_version_a_number')],
                    },
                ),
            ],
        ),
    ]
