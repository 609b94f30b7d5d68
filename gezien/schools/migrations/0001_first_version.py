import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import gezien.common.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('schools', '0001_initial'),
        ('schools', '0002_names_of_the_standard_and_one_time_passwords'),
        ('schools', '0003_staff_members_with_a_version'),
        ('schools', '0004_coach_only_when_asked'),
        ('schools', '0002_plans_by'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        gezien.common.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Board',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('slug', models.SlugField(unique=True)),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('must_change_password', models.BooleanField(default=False)),
                        ('coach_off', models.BooleanField(default=False)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'ordering': ['last_name', 'first_name', 'pk'],
                    },
                    managers=[
                        ('objects', django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name='BoardMembership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='schools.board')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='board_memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['user', 'starts_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='School',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('slug', models.SlugField(unique=True)),
                        ('country', models.CharField(choices=[('NL', 'Netherlands'), ('BE', 'Flanders')], default='NL', max_length=2)),
                        ('official_number', models.CharField(blank=True, max_length=12)),
                        ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='schools.board')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('official_number', ''), _negated=True), fields=('official_number',), name='one_school_a_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('role', models.CharField(choices=[('teacher', 'Teacher'), ('coach', 'Internal coach'), ('head', 'Head'), ('coordinator', 'Subject coordinator'), ('administrator', 'Administrator')], max_length=20)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['user', 'starts_on', 'pk'],
                        'indexes': [models.Index(fields=['user', 'school'], name='membership_of_user')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Location',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=256)),
                        ('name', models.CharField(max_length=120)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'key'), name='one_location_a_key')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolYear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=9)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['starts_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_school_year_a_name'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='school_year_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Period',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='schools.schoolyear')),
                    ],
                    options={
                        'ordering': ['starts_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='one_period_a_number'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='period_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='StaffMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('key', models.CharField(blank=True, max_length=256)),
                        ('eck_id', models.CharField(blank=True, max_length=256)),
                        ('call_name', models.CharField(blank=True, max_length=64)),
                        ('prefix', models.CharField(blank=True, max_length=20)),
                        ('family_name', models.CharField(blank=True, max_length=200)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('proposed_roles', models.CharField(blank=True, max_length=120)),
                        ('left_on', models.DateField(blank=True, null=True)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='staff_members', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['family_name', 'call_name', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('school', 'key'), name='one_staff_member_a_key')],
                    },
                ),
                migrations.CreateModel(
                    name='Subject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=30)),
                        ('name', models.CharField(max_length=60)),
                        ('short_name', models.CharField(max_length=12)),
                        ('domain', models.CharField(choices=[('language', 'Language and reading'), ('arithmetic', 'Arithmetic'), ('work_attitude', 'Work attitude'), ('social', 'Social-emotional development'), ('other', 'Other')], max_length=20)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('plans_by', models.CharField(choices=[('group_plan', 'a group plan of their own'), ('education_plan', 'the education plan')], default='group_plan', max_length=20)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
                    ],
                    options={
                        'ordering': ['position', 'name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='one_subject_a_code')],
                    },
                ),
            ],
        ),
    ]
