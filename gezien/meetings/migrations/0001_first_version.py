import django.core.validators
import django.db.models.deletion
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('meetings', '0001_initial'),
        ('meetings', '0002_answers_of_their_own_and_cancelling'),
        ('meetings', '0002_rooms_and_reports'),
        ('meetings', '0003_rhythm_and_contributions'),
        ('meetings', '0004_rhythm_of_existing_schools'),
        ('meetings', '0005_preparations_of_cases'),
        ('meetings', '0006_cases_on_the_agenda'),
        ('meetings', '0007_parents_are_spoken_with'),
    ]

    initial = True

    dependencies = [
        ('agreements', '0001_first_version'),
        ('cases', '0001_first_version'),
        ('plans', '0001_first_version'),
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Answer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('key', models.SlugField(max_length=40)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('label', models.CharField(max_length=200)),
                        ('help', models.CharField(blank=True, max_length=300)),
                        ('source', models.CharField(blank=True, max_length=20)),
                        ('text', models.TextField(blank=True)),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('preparation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.preparation')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('preparation', 'key'), name='one_answer_a_question')],
                    },
                ),
                migrations.CreateModel(
                    name='AttentionPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('text', models.TextField()),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attention_points', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attention', to='meetings.meeting')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='attention_point_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('school', 'user'), name='one_feed_a_member')],
                    },
                ),
                migrations.CreateModel(
                    name='Contribution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('text', models.TextField(blank=True)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='meetings.answer')),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('answer', 'author'), name='one_contribution_a_person')],
                    },
                ),
                migrations.CreateModel(
                    name='FormTemplate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('group', 'Group review'), ('pupil', 'Pupil review')], default='group', max_length=10)),
                        ('name', models.CharField(max_length=80)),
                        ('year_groups', models.CharField(blank=True, max_length=40)),
                        ('days_before', models.PositiveSmallIntegerField(default=7)),
                        ('questions', models.JSONField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='FormVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('questions', models.JSONField()),
                        ('made_at', models.DateTimeField()),
                        ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='meetings.formtemplate')),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['form', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('form', 'number'), name='one_form_version_a_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('of', models.CharField(choices=[('clustering', 'The clusters'), ('plan', 'The group plan')], max_length=10)),
                        ('carried_out', models.CharField(blank=True, choices=[('yes', 'yes'), ('partly', 'partly'), ('no', 'no')], max_length=10)),
                        ('feasible', models.CharField(blank=True, choices=[('yes', 'yes'), ('partly', 'partly'), ('no', 'no')], max_length=10)),
                        ('words', models.TextField(blank=True)),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='plans.groupplan')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='meetings.meeting')),
                    ],
                    options={
                        'ordering': ['plan__subject__position', 'of', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'plan', 'of'), name='one_judgement_a_plan')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('group', 'Group review'), ('pupil', 'Pupil review')], default='group', max_length=10)),
                        ('starts_at', models.DateTimeField()),
                        ('length', models.PositiveSmallIntegerField(default=60)),
                        ('place', models.CharField(blank=True, max_length=60)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('current', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.agendaitem')),
                        ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='pupils.group')),
                        ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='schools.period')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['starts_at', 'pk'],
                        'indexes': [models.Index(fields=['school', 'group', 'starts_at'], name='meeting_of_group')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('kind', 'group')), models.Q(('group', None), ('kind', 'pupil')), _connector='OR'), name='meeting_group_with_its_kind'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('opened_at__isnull', False), _connector='OR'), name='meeting_opened_before_closed'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('opened_at', None), _connector='OR'), name='meeting_cancelled_before_opened')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agenda_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='made', to='meetings.agendaitem')),
                        ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='made_in', to='agreements.agreement')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='made', to='meetings.meeting')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingRegistration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registered_in', to='cases.case')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='meetings.meeting')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'case'), name='case_registered_once_in_a_meeting')],
                    },
                ),
                migrations.CreateModel(
                    name='Participant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('joined_at', models.DateTimeField(blank=True, null=True)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='meetings.meeting')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'user'), name='one_seat_a_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Preparation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('due_on', models.DateField()),
                        ('submitted_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='preparations', to='cases.case')),
                        ('discussed_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='case_preparations', to='meetings.meeting')),
                        ('form_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='preparations', to='meetings.formversion')),
                        ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='preparation', to='meetings.meeting')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.formtemplate')),
                    ],
                    options={
                        'ordering': ['due_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('discussed_in', None), ('meeting__isnull', False)), models.Q(('case__isnull', False), ('meeting', None)), _connector='OR'), name='preparation_of_meeting_or_case'), models.UniqueConstraint(condition=models.Q(('case__isnull', False), ('discussed_in', None)), fields=('case',), name='one_preparation_waits_for_a_case'), models.UniqueConstraint(condition=models.Q(('case__isnull', False)), fields=('case', 'discussed_in'), name='one_preparation_a_case_and_meeting')],
                    },
                ),
                migrations.CreateModel(
                    name='Remark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('part', models.CharField(choices=[('theme', 'How the group is doing'), ('takeaway', 'What the teacher takes away')], max_length=10)),
                        ('key', models.SlugField(max_length=40)),
                        ('label', models.CharField(max_length=200)),
                        ('text', models.TextField(blank=True)),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='meetings.meeting')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'part', 'key'), name='one_remark_a_point')],
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('soon', 'preparation due soon'), ('late', 'preparation late'), ('report', 'report late'), ('parents', 'talk with the parents due soon')], max_length=10)),
                        ('due_on', models.DateField()),
                        ('sent_at', models.DateTimeField()),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='meetings.meeting')),
                        ('preparation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='meetings.preparation')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-sent_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('preparation', None)), models.Q(('meeting', None), ('preparation__isnull', False)), _connector='OR'), name='reminder_of_one_thing'), models.UniqueConstraint(condition=models.Q(('preparation__isnull', False)), fields=('kind', 'preparation', 'user', 'due_on'), name='reminded_once_of_preparation'), models.UniqueConstraint(condition=models.Q(('meeting__isnull', False)), fields=('kind', 'meeting', 'user', 'due_on'), name='reminded_once_of_meeting')],
                    },
                ),
                migrations.CreateModel(
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('content', models.JSONField()),
                        ('made_at', models.DateTimeField()),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report', to='meetings.meeting')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), ('approved_at__isnull', False), _connector='OR'), name='report_approved_at_a_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewMoment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('group', 'Group reviews'), ('pupil', 'Pupil review'), ('school', 'School review')], max_length=10)),
                        ('month', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)])),
                        ('from_day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)])),
                        ('until_day', models.PositiveSmallIntegerField(default=31, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)])),
                        ('is_optional', models.BooleanField(default=False)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['month', 'from_day', 'kind', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12)), name='review_moment_in_a_month'), models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='review_moment_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='RhythmSettings',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('talk_days', models.PositiveSmallIntegerField(default=7)),
                        ('remind_days', models.PositiveSmallIntegerField(default=3)),
                        ('report_days', models.PositiveSmallIntegerField(default=5)),
                        ('weekdays', models.JSONField(default=list)),
                        ('starts_at', models.TimeField()),
                        ('length', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(240)])),
                        ('a_day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(8)])),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('school',), name='one_rhythm_a_school')],
                    },
                ),
                migrations.CreateModel(
                    name='AgendaItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('matter', models.CharField(choices=[('agreements', 'Agreements of last time'), ('group', 'The group, by the preparation'), ('overview', 'Results and overview'), ('plan', 'Clusters and group plan'), ('takeaways', 'What the teacher takes away'), ('case', 'A pupil'), ('new_agreements', 'New agreements')], max_length=20)),
                        ('title', models.CharField(max_length=80)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('minutes', models.TextField(blank=True)),
                        ('discussed_at', models.DateTimeField(blank=True, null=True)),
                        ('minutes_planned', models.PositiveSmallIntegerField(default=0)),
                        ('started_at', models.DateTimeField(blank=True, null=True)),
                        ('seconds_spent', models.PositiveIntegerField(default=0)),
                        ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='agenda_items', to='cases.case')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='meetings.meeting')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('matter', 'case')), models.Q(models.Q(('matter', 'case'), _negated=True), ('case', None)), _connector='OR'), name='agenda_case_with_its_matter'), models.UniqueConstraint(fields=('meeting', 'case'), name='case_once_on_an_agenda')],
                    },
                ),
            ],
        ),
    ]
