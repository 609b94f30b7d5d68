import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('agreements', '0001_initial'),
        ('agreements', '0002_effect_successor_and_reminders'),
    ]

    initial = True

    dependencies = [
        ('pupils', '0001_first_version'),
        ('schools', '0001_first_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('what', models.TextField()),
                ('due_on', models.DateField()),
                ('sign_of_success', models.TextField(blank=True)),
                ('effect_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('done', 'done'), ('not_done', 'not done'), ('changed', 'changed')], max_length=10)),
                ('closing_note', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('helped', models.CharField(blank=True, choices=[('yes', 'it helped'), ('partly', 'it helped partly'), ('no', 'it did not help')], max_length=10)),
                ('helped_words', models.TextField(blank=True)),
                ('helped_at', models.DateTimeField(blank=True, null=True)),
                ('reminder', models.CharField(blank=True, choices=[('soon', 'due soon'), ('late', 'late'), ('effect', 'did it help')], max_length=10)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='successor', to='agreements.agreement')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='pupils.group')),
                ('helped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to=settings.AUTH_USER_MODEL)),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='pupils.pupil')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['school', 'owner', 'due_on'], name='agreement_of_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='agreement_closed_whole'), models.CheckConstraint(condition=models.Q(models.Q(('helped', ''), ('helped_at', None)), models.Q(models.Q(('helped', ''), _negated=True), ('helped_at__isnull', False), ('outcome', 'done')), _connector='OR'), name='agreement_helped_of_done')],
            },
        ),
    ]
