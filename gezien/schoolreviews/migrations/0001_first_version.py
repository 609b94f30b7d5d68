import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('schoolreviews', '0002_cards_sent_once'),
        ('schoolreviews', '0003_what_follows'),
        ('schoolreviews', '0004_cards_to_read_and_one_receipt'),
    ]

    initial = True

    dependencies = [
        ('agreements', '0001_first_version'),
        ('quality', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='ActionProgress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('execution', 'carried out'), ('result', 'measured'), ('process', 'how it went'), ('adjustment', 'adjusted')], max_length=12)),
                        ('text', models.TextField()),
                        ('written_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='schoolreviews.actionpoint')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['written_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='progress_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Card',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('column', models.CharField(max_length=20)),
                        ('text', models.TextField()),
                        ('pile', models.CharField(blank=True, max_length=60)),
                        ('round', models.PositiveSmallIntegerField(default=0)),
                        ('dots', models.PositiveSmallIntegerField(default=0)),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_as', models.CharField(blank=True, max_length=40)),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='schoolreviews.card')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='schoolreviews.subjectboard')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('sent_as', ''), _negated=True), fields=('board', 'sent_as'), name='one_card_a_sending')],
                    },
                ),
                migrations.CreateModel(
                    name='Consultation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('starts_at', models.DateTimeField()),
                        ('place', models.CharField(blank=True, max_length=60)),
                        ('record', models.TextField(blank=True)),
                        ('held_at', models.DateTimeField(blank=True, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['starts_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentRead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('read_at', models.DateTimeField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='schoolreviews.reviewdocument')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('document', 'user'), name='one_reading_a_document')],
                    },
                ),
                migrations.CreateModel(
                    name='Dot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(max_length=64)),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='given_dots', to='schoolreviews.card')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['card', 'token'],
                        'constraints': [models.UniqueConstraint(fields=('card', 'token'), name='one_dot_a_card')],
                    },
                ),
                migrations.CreateModel(
                    name='Elaboration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('findings', models.TextField(blank=True)),
                        ('offer', models.TextField(blank=True)),
                        ('put_at', models.DateTimeField(blank=True, null=True)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='quality.educationplan')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('board', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='elaboration', to='schoolreviews.subjectboard')),
                    ],
                    options={
                        'ordering': ['board'],
                    },
                ),
                migrations.CreateModel(
                    name='Newsletter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('text', models.TextField(blank=True)),
                        ('ready_at', models.DateTimeField(blank=True, null=True)),
                        ('ready_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='newsletter', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['review'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(blank=True, max_length=120)),
                        ('link', models.URLField(blank=True)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('education_plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quality.educationplan')),
                        ('quality_card', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quality.qualitycard')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewFormat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('steps', models.JSONField(default=list)),
                        ('rounds', models.JSONField(default=list)),
                        ('presenting_minutes', models.PositiveSmallIntegerField(default=10)),
                        ('columns', models.JSONField(default=list)),
                        ('dots', models.PositiveSmallIntegerField(default=3)),
                        ('scale_question', models.CharField(max_length=200)),
                        ('anchor_low', models.CharField(max_length=80)),
                        ('anchor_high', models.CharField(max_length=80)),
                        ('ground_rules', models.TextField(blank=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('school',), name='one_review_format_a_school')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('minutes', 'takes the minutes'), ('signals', 'gives the signals'), ('time', 'keeps the time'), ('task', 'another task')], max_length=10)),
                        ('task', models.CharField(blank=True, max_length=120)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('review', 'kind', 'user', 'task'), name='one_review_role_a_person')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewSignal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('one_pupil', 'We are zooming in on one pupil'), ('already_action', 'This is already an action'), ('positive', 'What goes well, and why?'), ('teaching', 'What does our teaching do here?')], max_length=16)),
                        ('shown_at', models.DateTimeField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='schoolreviews.schoolreview')),
                        ('board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='schoolreviews.subjectboard')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('opening', 'Opening'), ('look_back', 'Looking back'), ('together', 'One subject together'), ('parallel', 'Subjects in rounds'), ('closing', 'Closing'), ('processing', 'Working it out'), ('monitoring', 'Following up')], max_length=12)),
                        ('title', models.CharField(max_length=80)),
                        ('guidance', models.TextField(blank=True)),
                        ('minutes', models.PositiveSmallIntegerField(default=0)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('started_at', models.DateTimeField(blank=True, null=True)),
                        ('ends_at', models.DateTimeField(blank=True, null=True)),
                        ('seconds_left', models.IntegerField(blank=True, null=True)),
                        ('round', models.PositiveSmallIntegerField(default=0)),
                        ('record', models.TextField(blank=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at', None), ('seconds_left', None), _connector='OR'), name='review_clock_runs_or_stands')],
                    },
                ),
                migrations.CreateModel(
                    name='RoundGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('ready_round', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('review', 'position'), name='one_round_group_a_place')],
                    },
                ),
                migrations.CreateModel(
                    name='ScaleRound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('moment', models.CharField(choices=[('before', 'at the opening'), ('after', 'at the closing')], max_length=6)),
                        ('opened_at', models.DateTimeField()),
                        ('revealed_at', models.DateTimeField(blank=True, null=True)),
                        ('shown', models.JSONField(blank=True, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scale_rounds', to='schoolreviews.schoolreview')),
                    ],
                    options={
                        'ordering': ['opened_at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('review', 'moment'), name='one_scale_round_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(('revealed_at', None), ('shown__isnull', True)), models.Q(('revealed_at__isnull', False), ('shown__isnull', False)), _connector='OR'), name='scale_shown_when_revealed')],
                    },
                ),
                migrations.CreateModel(
                    name='ScaleTally',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('value', models.PositiveSmallIntegerField()),
                        ('count', models.PositiveIntegerField(default=0)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='schoolreviews.scaleround')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['value'],
                        'constraints': [models.UniqueConstraint(fields=('round', 'value'), name='one_tally_a_value'), models.CheckConstraint(condition=models.Q(('value__range', (0, 10))), name='scale_from_0_to_10')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('title', models.CharField(max_length=120)),
                        ('starts_at', models.DateTimeField()),
                        ('place', models.CharField(blank=True, max_length=60)),
                        ('goals', models.TextField(blank=True)),
                        ('outcomes', models.TextField(blank=True)),
                        ('expectations', models.TextField(blank=True)),
                        ('prior_information', models.TextField(blank=True)),
                        ('ground_rules', models.TextField(blank=True)),
                        ('columns', models.JSONField(default=list)),
                        ('rounds', models.JSONField(default=list)),
                        ('presenting_minutes', models.PositiveSmallIntegerField(default=10)),
                        ('dots', models.PositiveSmallIntegerField(default=3)),
                        ('scale_question', models.CharField(max_length=200)),
                        ('anchor_low', models.CharField(max_length=80)),
                        ('anchor_high', models.CharField(max_length=80)),
                        ('code', models.CharField(max_length=8, unique=True)),
                        ('salt', models.CharField(blank=True, max_length=64)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('current_step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='schoolreviews.reviewstep')),
                        ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='school_reviews', to='schools.period')),
                        ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followers', to='schoolreviews.schoolreview')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-starts_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('closed_at', None), ('opened_at__isnull', False), _connector='OR'), name='school_review_opened_before_closed'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('opened_at', None), _connector='OR'), name='school_review_cancelled_before_opened')],
                    },
                ),
                migrations.CreateModel(
                    name='Seat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=60)),
                        ('pass_hash', models.CharField(blank=True, max_length=64)),
                        ('holder_hash', models.CharField(blank=True, max_length=64)),
                        ('joined_at', models.DateTimeField(blank=True, null=True)),
                        ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seats', to='schoolreviews.roundgroup')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='schoolreviews.schoolreview')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('review', 'user'), name='one_seat_a_colleague'), models.UniqueConstraint(condition=models.Q(('pass_hash', ''), _negated=True), fields=('review', 'pass_hash'), name='one_seat_a_pass'), models.CheckConstraint(condition=models.Q(models.Q(('user', None), models.Q(('pass_hash', ''), _negated=True)), models.Q(('pass_hash', ''), ('user__isnull', False)), _connector='OR'), name='seat_by_account_or_pass')],
                    },
                ),
                migrations.CreateModel(
                    name='SubjectBoard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('look_back', 'Looking back'), ('together', 'Together'), ('parallel', 'In rounds')], max_length=10)),
                        ('title', models.CharField(max_length=80)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('columns', models.JSONField(default=list)),
                        ('execution', models.CharField(blank=True, choices=[('as_described', 'as described'), ('partly', 'partly as described'), ('otherwise', 'otherwise')], max_length=12)),
                        ('execution_note', models.TextField(blank=True)),
                        ('analysed_at', models.DateTimeField(blank=True, null=True)),
                        ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boards', to='schoolreviews.schoolreview')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.subject')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='VoteToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(max_length=64)),
                        ('changes', models.PositiveSmallIntegerField(default=0)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='schoolreviews.scaleround')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['round', 'token'],
                        'constraints': [models.UniqueConstraint(fields=('round', 'token'), name='one_vote_a_person')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='school_action_point', to='agreements.agreement')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_points', to='schoolreviews.schoolreview')),
                        ('board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='action_points', to='schoolreviews.subjectboard')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
            ],
        ),
    ]
