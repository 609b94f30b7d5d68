import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0001_first_version'),
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='TeamNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('text', models.CharField(max_length=500)),
                ('kind', models.CharField(choices=[('knowledge', 'Knowledge and skills'), ('looking_along', 'Somebody who looks along'), ('material', 'Materials'), ('hands', 'Extra hands'), ('time', 'Time and organisation'), ('other', 'Something else')], max_length=15)),
                ('origin', models.CharField(choices=[('plan', 'group plan'), ('group_review', 'group review'), ('pupil_review', 'pupil review'), ('school_review', 'school review'), ('other', 'elsewhere')], default='other', max_length=15)),
                ('origin_key', models.PositiveBigIntegerField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('met', 'met'), ('dropped', 'no longer asked')], max_length=10)),
                ('closing_note', models.CharField(blank=True, max_length=500)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='team_needs', to='agreements.agreement')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='team_needs', to='pupils.group')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['school', 'outcome', 'kind'], name='team_need_open'), models.Index(fields=['school', 'origin', 'origin_key'], name='team_need_of_origin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='team_need_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='team_need_closed_whole')],
            },
        ),
    ]
