import django.db.models.deletion
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('cases', '0002_partners_guests_and_stories'),
        ('cases', '0003_starter_questions'),
        ('cases', '0004_one_effect_a_day_a_person'),
    ]

    initial = True

    dependencies = [
        ('agreements', '0001_first_version'),
        ('needs', '0001_first_version'),
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('grounds', models.JSONField(default=list)),
                        ('registered_on', models.DateField()),
                        ('discussed_at', models.DateTimeField(blank=True, null=True)),
                        ('effect_on', models.DateField(blank=True, null=True)),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('closing_note', models.TextField(blank=True)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('coach', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='pupils.pupil')),
                        ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='schools.subject')),
                        ('teacher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-registered_on', '-pk'],
                        'indexes': [models.Index(fields=['school', 'closed_on', 'effect_on'], name='case_open')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('pupil',), name='one_open_case_a_pupil')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(blank=True, choices=[('', 'agreement'), ('learning_talk', 'learning talk'), ('parents_before', 'talk with the parents beforehand'), ('parents_after', 'talk with the parents afterwards')], max_length=14)),
                        ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='of_case', to='agreements.agreement')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='cases.case')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CaseCompanion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='companions', to='cases.case')),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'pupil'), name='one_case_companion')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('given_by', models.CharField(max_length=120)),
                        ('relation', models.CharField(max_length=60)),
                        ('given_on', models.DateField()),
                        ('way', models.CharField(choices=[('talk', 'told in a talk'), ('phone', 'told on the phone'), ('letter', 'signed on paper'), ('mail', 'in a mail')], max_length=10)),
                        ('words', models.TextField(blank=True)),
                        ('recorded_at', models.DateTimeField(auto_now_add=True)),
                        ('withdrawn_on', models.DateField(blank=True, null=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='cases.case')),
                        ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.partner')),
                    ],
                    options={
                        'ordering': ['-given_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CaseEffect',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('asked_on', models.DateField()),
                        ('pupil_goes', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not yet'), (2, 'partly'), (3, 'yes, well')], null=True)),
                        ('group_goes', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not yet'), (2, 'partly'), (3, 'yes, well')], null=True)),
                        ('teacher_goes', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not yet'), (2, 'partly'), (3, 'yes, well')], null=True)),
                        ('time_goes', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not yet'), (2, 'partly'), (3, 'yes, well')], null=True)),
                        ('development_goes', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not yet'), (2, 'partly'), (3, 'yes, well')], null=True)),
                        ('words', models.TextField(blank=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='effects', to='cases.case')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['asked_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('pupil_goes__isnull', False), ('group_goes__isnull', False), ('teacher_goes__isnull', False), ('time_goes__isnull', False), ('development_goes__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='effect_says_something'), models.UniqueConstraint(fields=('case', 'asked_on', 'answered_by'), name='one_effect_a_day_a_person')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseNeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='cases.case')),
                        ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='of_cases', to='needs.educationalneed')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'need'), name='one_case_need')],
                    },
                ),
                migrations.CreateModel(
                    name='CasePart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('key', models.CharField(max_length=20)),
                        ('text', models.TextField(blank=True)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='cases.case')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['case', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'key'), name='one_part_a_key')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('step', models.CharField(max_length=12)),
                        ('problem', models.CharField(max_length=300)),
                        ('solution', models.CharField(max_length=300)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('is_retired', models.BooleanField(default=False)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CaseStory',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('text', models.TextField(blank=True)),
                        ('way_forward', models.TextField(blank=True)),
                        ('delete_on', models.DateField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='cases.case')),
                        ('coach', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'teacher'), name='one_story_a_teacher')],
                    },
                ),
                migrations.CreateModel(
                    name='Guest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('email', models.EmailField(max_length=254)),
                        ('question', models.TextField()),
                        ('parts', models.JSONField(default=list)),
                        ('shows_agreements', models.BooleanField(default=False)),
                        ('valid_until', models.DateField()),
                        ('form', models.UUIDField(editable=False, unique=True)),
                        ('token_hash', models.CharField(db_index=True, max_length=64)),
                        ('code_hash', models.CharField(blank=True, max_length=200)),
                        ('failed', models.PositiveSmallIntegerField(default=0)),
                        ('device_hash', models.CharField(blank=True, max_length=64)),
                        ('open_until', models.DateTimeField(blank=True, null=True)),
                        ('mailed_hash', models.CharField(blank=True, max_length=200)),
                        ('mailed_until', models.DateTimeField(blank=True, null=True)),
                        ('mailed', models.PositiveSmallIntegerField(default=0)),
                        ('mailed_from', models.DateTimeField(blank=True, null=True)),
                        ('first_opened_at', models.DateTimeField(blank=True, null=True)),
                        ('last_seen_at', models.DateTimeField(blank=True, null=True)),
                        ('invited_at', models.DateTimeField(auto_now_add=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='cases.case')),
                        ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='cases.caseconsent')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='cases.partner')),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(fields=('token_hash',), name='one_guest_a_token')],
                    },
                ),
                migrations.CreateModel(
                    name='GuestContribution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('text', models.TextField(blank=True)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('guest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='cases.guest')),
                        ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['sent_at', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('sent_at', None)), fields=('guest',), name='one_draft_a_guest'), models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(('text', ''), _negated=True), _connector='OR'), name='guest_sends_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Partner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=120)),
                        ('organisation', models.CharField(blank=True, max_length=120)),
                        ('place', models.CharField(blank=True, max_length=80)),
                        ('helps_with', models.TextField(blank=True)),
                        ('arranging', models.TextField(blank=True)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('is_shared', models.BooleanField(default=False)),
                        ('archived_on', models.DateField(blank=True, null=True)),
                        ('archived_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='cases.partnerkind')),
                    ],
                    options={
                        'ordering': ['kind__position', 'name', 'pk'],
                        'indexes': [models.Index(condition=models.Q(('archived_on', None)), fields=['school'], name='partner_in_use')],
                    },
                ),
                migrations.CreateModel(
                    name='PartnerKind',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('is_retired', models.BooleanField(default=False)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_partner_kind_a_name')],
                    },
                ),
            ],
        ),
    ]
