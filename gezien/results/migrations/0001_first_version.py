import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('results', '0001_initial'),
        ('results', '0002_instruments_in_use_or_not'),
        ('results', '0003_test_calendar'),
        ('results', '0004_rounds_of_entering_by_hand'),
        ('results', '0005_norms_and_analyses'),
        ('results', '0006_questionnaires'),
        ('results', '0007_goals_mastered'),
        ('results', '0008_withdrawn_results'),
        ('results', '0002_mastery'),
    ]

    initial = True

    dependencies = [
        ('pupils', '0001_first_version'),
        ('quality', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='AnalysisChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('before', models.JSONField()),
                        ('written_at', models.DateTimeField()),
                        ('analysis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='results.analysis')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-written_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=200)),
                        ('entry', models.CharField(blank=True, max_length=60)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Instrument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('code', models.SlugField(max_length=60)),
                        ('name', models.CharField(max_length=80)),
                        ('provider', models.CharField(blank=True, max_length=60)),
                        ('level_type', models.CharField(blank=True, max_length=20)),
                        ('levels', models.JSONField(blank=True, default=list)),
                        ('figure', models.CharField(choices=[('SkillScore', 'skill score'), ('PercentageCorrect', 'percentage correct'), ('Grade0.0-10.0', 'grade'), ('GoalsMastered', 'goals mastered'), ('Level', 'level only')], default='SkillScore', max_length=20)),
                        ('score_types', models.JSONField(blank=True, default=list)),
                        ('reference_types', models.JSONField(blank=True, default=list)),
                        ('is_main', models.BooleanField(default=False)),
                        ('is_active', models.BooleanField(default=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instruments', to='schools.subject')),
                    ],
                    options={
                        'ordering': ['subject', '-is_main', 'name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='one_instrument_a_code')],
                    },
                ),
                migrations.CreateModel(
                    name='Mastery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(blank=True, choices=[('not_yet', 'not yet'), ('partly', 'partly'), ('mastered', 'mastered')], max_length=10)),
                        ('source', models.CharField(choices=[('observed', 'seen in class'), ('test', 'from a test')], default='observed', max_length=10)),
                        ('shown_on', models.DateField()),
                        ('marked_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('round', models.UUIDField(default=uuid.uuid4)),
                        ('undone_at', models.DateTimeField(blank=True, null=True)),
                        ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mastery', to='quality.learninggoal')),
                        ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mastery', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['school', 'pupil', 'goal'], name='mastery_of_pupil')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['', 'not_yet', 'partly', 'mastered'])), name='mastery_is_a_state')],
                    },
                ),
                migrations.CreateModel(
                    name='NormBand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('level', models.CharField(max_length=20)),
                        ('lowest', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ('highest', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='results.normtable')),
                    ],
                    options={
                        'ordering': ['table', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('table', 'position'), name='one_band_a_position'), models.CheckConstraint(condition=models.Q(('lowest', None), ('highest', None), ('highest__gte', models.F('lowest')), _connector='OR'), name='band_bounds_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='NormTable',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('moment', models.CharField(blank=True, max_length=10)),
                        ('source', models.CharField(blank=True, max_length=120)),
                        ('previous', models.JSONField(editable=False, null=True)),
                        ('removed_at', models.DateTimeField(editable=False, null=True)),
                        ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='norm_tables', to='results.instrument')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['instrument', 'moment', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('school', 'instrument', 'moment'), name='one_norm_table_a_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='Questionnaire',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('code', models.SlugField(blank=True, max_length=60)),
                        ('name', models.CharField(max_length=80)),
                        ('intro', models.CharField(blank=True, max_length=300)),
                        ('year_groups', models.JSONField(default=list)),
                        ('labels', models.JSONField(default=list)),
                        ('respondent', models.CharField(choices=[('teacher', 'the teacher'), ('pupil', 'the pupil, with the teacher beside')], default='teacher', max_length=10)),
                        ('is_active', models.BooleanField(default=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('school', 'code'), name='one_questionnaire_a_code')],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionnaireAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('value', models.PositiveSmallIntegerField(null=True)),
                        ('answered_at', models.DateTimeField(auto_now=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaire_answers', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='results.questionnaireitem')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='results.questionnaireround')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('round', 'pupil', 'item'), name='one_answer_an_item'), models.CheckConstraint(condition=models.Q(('value', None), ('value__range', (1, 5)), _connector='OR'), name='answer_from_1_to_5')],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionnaireDomain',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=60)),
                        ('area', models.CharField(choices=[('social', 'Social-emotional development'), ('work_attitude', 'Work attitude')], max_length=20)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='results.questionnaire')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionnaireItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('text', models.CharField(max_length=160)),
                        ('is_negative', models.BooleanField(default=False)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('is_active', models.BooleanField(default=True)),
                        ('domain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='results.questionnairedomain')),
                        ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='results.questionnaireitem')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionnaireRound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('items', models.JSONField(default=list)),
                        ('opened_on', models.DateField()),
                        ('due_on', models.DateField(blank=True, null=True)),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaire_rounds', to='pupils.group')),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaire_rounds', to='schools.period')),
                        ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='results.questionnaire')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-opened_on', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('questionnaire', 'group', 'period'), name='one_round_a_period'), models.CheckConstraint(condition=models.Q(('closed_by', None), ('closed_on__isnull', False), _connector='OR'), name='round_closed_by_on_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Result',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('moment', models.CharField(blank=True, max_length=10)),
                        ('taken_on', models.DateField()),
                        ('figure', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ('level', models.CharField(blank=True, max_length=20)),
                        ('scores', models.JSONField(blank=True, default=dict)),
                        ('references', models.JSONField(blank=True, default=list)),
                        ('source_line', models.PositiveIntegerField(blank=True, null=True)),
                        ('delivery', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='results', to='results.delivery')),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='results.instrument')),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-taken_on', '-pk'],
                        'indexes': [models.Index(fields=['school', 'pupil', 'instrument', '-taken_on'], name='result_latest')],
                        'constraints': [models.UniqueConstraint(fields=('school', 'pupil', 'instrument', 'moment', 'taken_on'), name='one_result_a_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='ResultChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('before', models.JSONField()),
                        ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='results.delivery')),
                        ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='results.result')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('delivery', 'result'), name='one_change_a_delivery')],
                    },
                ),
                migrations.CreateModel(
                    name='ResultSettings',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('uses_dle', models.BooleanField(default=False)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('school',), name='one_row_of_result_settings')],
                    },
                ),
                migrations.CreateModel(
                    name='TestWindow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('part', models.CharField(choices=[('B', 'Begin'), ('M', 'Middle'), ('E', 'End')], max_length=1)),
                        ('year_groups', models.JSONField(default=list)),
                        ('opens_on', models.DateField()),
                        ('closes_on', models.DateField()),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='results.instrument')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='test_windows', to='schools.schoolyear')),
                    ],
                    options={
                        'ordering': ['opens_on', 'instrument', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('year', 'instrument', 'part'), name='one_window_a_part'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='window_closes_after_opening')],
                    },
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('result_id', models.PositiveBigIntegerField()),
                        ('values', models.JSONField()),
                        ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawals', to='results.delivery')),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='results.instrument')),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Analysis',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('going_well', models.TextField(blank=True, verbose_name='What goes well')),
                        ('stands_out', models.TextField(blank=True, verbose_name='What else stands out')),
                        ('explanation', models.TextField(blank=True, verbose_name='Possible explanation')),
                        ('teaching', models.TextField(blank=True, verbose_name='What this asks of our teaching')),
                        ('written_at', models.DateTimeField()),
                        ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='analyses', to='pupils.group')),
                        ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='analyses', to='schools.period')),
                        ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='analyses', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='analyses', to='schools.subject')),
                        ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-period__starts_on', 'subject', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('pupil', None)), models.Q(('group', None), ('pupil__isnull', False)), _connector='OR'), name='analysis_of_group_or_pupil'), models.UniqueConstraint(condition=models.Q(('pupil', None)), fields=('group', 'subject', 'period'), name='one_analysis_of_a_group'), models.UniqueConstraint(condition=models.Q(('group', None)), fields=('pupil', 'subject', 'period'), name='one_analysis_of_a_pupil')],
                    },
                ),
            ],
        ),
    ]
