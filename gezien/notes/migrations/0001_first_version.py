import django.db.models.deletion
import gezien.common.clock
import gezien.common.create_models
import gezien.notes.models.attachment
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('notes', '0001_initial'),
        ('notes', '0002_note_drafts'),
        ('notes', '0003_words_for_factors_and_their_age'),
        ('notes', '0004_a_factor_always_has_its_words'),
        ('notes', '0005_several_pupils_revisions_attachments'),
        ('notes', '0006_talks_by_a_guide'),
    ]

    initial = True

    dependencies = [
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('content_type', models.CharField(max_length=100)),
                        ('size', models.PositiveIntegerField()),
                        ('file', models.FileField(max_length=60, storage=gezien.notes.models.attachment.private_storage, upload_to=gezien.notes.models.attachment.random_name)),
                        ('preview', models.FileField(blank=True, max_length=60, storage=gezien.notes.models.attachment.private_storage, upload_to=gezien.notes.models.attachment.random_name)),
                        ('added_at', models.DateTimeField(auto_now_add=True)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='notes.note')),
                        ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='notes.notedraft')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['file'], name='attachment_file')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('draft', None), ('note__isnull', False)), models.Q(('draft__isnull', False), ('note', None)), _connector='OR'), name='attachment_of_a_note_or_a_draft')],
                    },
                ),
                migrations.CreateModel(
                    name='Factor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('direction', models.CharField(choices=[('stimulating', 'Stimulating'), ('hindering', 'Hindering')], max_length=12)),
                        ('text', models.CharField(max_length=80)),
                        ('can_be_influenced', models.BooleanField(default=True)),
                        ('noted_on', models.DateField()),
                        ('confirmed_on', models.DateField(blank=True, null=True)),
                        ('ended_on', models.DateField(blank=True, null=True)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('domain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='factors', to='notes.factordomain')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='factors', to='notes.factorsource')),
                    ],
                    options={
                        'ordering': ['-direction', 'domain__position', 'domain__name', 'pk'],
                        'indexes': [models.Index(fields=['school', 'pupil', 'ended_on'], name='factor_current')],
                    },
                ),
                migrations.CreateModel(
                    name='FactorDomain',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('code', models.SlugField(max_length=40)),
                        ('name', models.CharField(max_length=40)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('retired_on', models.DateField(blank=True, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'name', 'pk'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='one_factor_domain_a_code')],
                    },
                ),
                migrations.CreateModel(
                    name='FactorSettings',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('renew_after_months', models.PositiveSmallIntegerField(default=6)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('school',), name='one_factor_settings_a_school')],
                    },
                ),
                migrations.CreateModel(
                    name='FactorSource',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('code', models.SlugField(max_length=40)),
                        ('name', models.CharField(max_length=40)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('retired_on', models.DateField(blank=True, null=True)),
                        ('family', models.CharField(choices=[('child', 'child'), ('education', 'teaching'), ('home', 'home')], max_length=10)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'name', 'pk'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='one_factor_source_a_code')],
                    },
                ),
                migrations.CreateModel(
                    name='FactorStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('added', 'noted'), ('confirmed', 'confirmed'), ('changed', 'changed'), ('ended', 'no longer holds'), ('reopened', 'holds again')], max_length=10)),
                        ('version', models.PositiveIntegerField()),
                        ('before', models.JSONField(default=dict)),
                        ('made_at', models.DateTimeField(default=gezien.common.clock.now)),
                        ('factor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='notes.factor')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['factor', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('factor', 'version'), name='one_factor_step_a_version')],
                    },
                ),
                migrations.CreateModel(
                    name='GuideEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(default=1)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='notes.talkguide')),
                    ],
                    options={
                        'ordering': ['guide', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('guide', 'number'), name='one_edition_a_number')],
                    },
                ),
                migrations.CreateModel(
                    name='GuideQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('key', models.UUIDField(default=uuid.uuid4)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('section', models.CharField(blank=True, max_length=60)),
                        ('text', models.CharField(max_length=200)),
                        ('answer', models.CharField(choices=[('text', 'in words'), ('score', 'a score from 0 to 10, on the spider web')], default='text', max_length=8)),
                        ('purpose', models.CharField(blank=True, choices=[('', 'nothing in particular'), ('proud', 'what the pupil is proud of'), ('wants', 'what the pupil wants to learn'), ('needs', 'what the pupil needs')], default='', max_length=8)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='notes.guideedition')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['edition', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='one_question_a_key')],
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('observation', 'Observation'), ('pupil_talk', 'Talk with the pupil'), ('parent_talk', 'Talk with the parents'), ('memo', 'Memo')], max_length=12)),
                        ('text', models.TextField()),
                        ('happened_on', models.DateField()),
                        ('visibility', models.CharField(choices=[('team', 'Teachers of this pupil, internal coach and head'), ('restricted', 'Only you, internal coach and head')], default='team', max_length=12)),
                        ('form', models.UUIDField(editable=False, null=True)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notes', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='pupils.group')),
                        ('pupil', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-happened_on', '-pk'],
                        'indexes': [models.Index(fields=['school', 'pupil', 'kind', '-happened_on'], name='note_latest'), models.Index(fields=['form'], name='note_form')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('group', None), ('pupil__isnull', False)), models.Q(('group__isnull', False), ('pupil', None)), _connector='OR'), name='note_about_a_pupil_or_a_group'), models.UniqueConstraint(fields=('form', 'pupil'), name='one_note_a_form_and_pupil'), models.UniqueConstraint(fields=('form', 'group'), name='one_note_a_form_and_group')],
                    },
                ),
                migrations.CreateModel(
                    name='NoteDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('form', models.UUIDField(unique=True)),
                        ('note_version', models.PositiveIntegerField(null=True)),
                        ('kind', models.CharField(choices=[('observation', 'Observation'), ('pupil_talk', 'Talk with the pupil'), ('parent_talk', 'Talk with the parents'), ('memo', 'Memo')], default='observation', max_length=12)),
                        ('text', models.TextField(blank=True)),
                        ('happened_on', models.DateField(null=True)),
                        ('visibility', models.CharField(choices=[('team', 'Teachers of this pupil, internal coach and head'), ('restricted', 'Only you, internal coach and head')], default='team', max_length=12)),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pupils.group')),
                        ('note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='notes.note')),
                        ('pupils', models.ManyToManyField(related_name='+', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-updated_at', '-pk'],
                        'indexes': [models.Index(fields=['school', 'author', '-updated_at'], name='draft_of_author')],
                    },
                ),
                migrations.CreateModel(
                    name='NoteRevision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('observation', 'Observation'), ('pupil_talk', 'Talk with the pupil'), ('parent_talk', 'Talk with the parents'), ('memo', 'Memo')], max_length=12)),
                        ('text', models.TextField()),
                        ('visibility', models.CharField(choices=[('team', 'Teachers of this pupil, internal coach and head'), ('restricted', 'Only you, internal coach and head')], max_length=12)),
                        ('answers', models.JSONField(null=True)),
                        ('began_at', models.DateTimeField()),
                        ('saved_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='notes.note')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['note', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Talk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('happened_on', models.DateField()),
                        ('present', models.CharField(blank=True, max_length=200)),
                        ('visibility', models.CharField(choices=[('team', 'Teachers of this pupil, internal coach and head'), ('restricted', 'Only you, internal coach and head')], default='team', max_length=12)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='talks', to='notes.guideedition')),
                        ('note', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='talk', to='notes.note')),
                        ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talks', to='pupils.pupil')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-happened_on', '-pk'],
                        'indexes': [models.Index(fields=['school', 'pupil', '-happened_on'], name='talk_latest')],
                    },
                ),
                migrations.CreateModel(
                    name='TalkAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True)),
                        ('score', models.PositiveSmallIntegerField(null=True)),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='notes.guidequestion')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('talk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='notes.talk')),
                    ],
                    options={
                        'ordering': ['talk', 'question__position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('talk', 'question'), name='one_answer_a_talk_and_question'), models.CheckConstraint(condition=models.Q(('score', None), ('score__lte', 10), _connector='OR'), name='own_score_up_to_ten')],
                    },
                ),
                migrations.CreateModel(
                    name='TalkGuide',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(choices=[('pupil_talk', 'Talk with the pupil'), ('parent_talk', 'Talk with the parents')], max_length=12)),
                        ('name', models.CharField(max_length=80)),
                        ('from_year', models.PositiveSmallIntegerField(default=0)),
                        ('to_year', models.PositiveSmallIntegerField(default=8)),
                        ('retired_on', models.DateField(null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['-kind', 'from_year', 'name', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('to_year__gte', models.F('from_year')), ('to_year__lte', 8)), name='guide_years_in_order')],
                    },
                ),
            ],
        ),
    ]
