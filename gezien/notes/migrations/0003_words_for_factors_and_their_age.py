import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gezien.common.clock

DOMAINS = [
    ("language", "Taal en lezen"),
    ("arithmetic", "Rekenen"),
    ("work_attitude", "Werkhouding en taakaanpak"),
    ("social", "Sociaal-emotioneel"),
    ("motor", "Motoriek"),
    ("health", "Gezondheid"),
    ("other", "Overig"),
]
SOURCES = [
    ("child", "het kind", "child"),
    ("teacher", "leerkracht en lessen", "education"),
    ("group", "de groep", "education"),
    ("school", "de school", "education"),
    ("home", "thuis", "home"),
]
OLD_SOURCES = {"child": "child", "education": "teacher", "home": "home"}


def give_schools_their_words(apps, schema_editor):
    """Each school gets the starter set; each factor the word that its old code stood for."""
    Domain, Source = apps.get_model("notes", "FactorDomain"), apps.get_model("notes", "FactorSource")
    Settings, Factor = apps.get_model("notes", "FactorSettings"), apps.get_model("notes", "Factor")
    for school in apps.get_model("schools", "School").objects.order_by("pk"):
        domains = {
            code: Domain.objects.create(school=school, code=code, name=name, position=position)
            for position, (code, name) in enumerate(DOMAINS)
        }
        sources = {
            code: Source.objects.create(school=school, code=code, name=name, family=family, position=position)
            for position, (code, name, family) in enumerate(SOURCES)
        }
        Settings.objects.create(school=school)
        for old, domain in domains.items():
            Factor.objects.filter(school=school, old_domain=old).update(domain=domain)
        for old, new in OLD_SOURCES.items():
            Factor.objects.filter(school=school, old_source=old).update(source=sources[new])


def term_fields():
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("version", models.PositiveIntegerField(default=1, editable=False)),
        ("created_at", models.DateTimeField(auto_now_add=True)),
        ("updated_at", models.DateTimeField(auto_now=True)),
        ("code", models.SlugField(max_length=40)),
        ("name", models.CharField(max_length=40)),
        ("position", models.PositiveSmallIntegerField(default=0)),
        ("retired_on", models.DateField(blank=True, null=True)),
        ("school", school()),
    ]


def school():
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="schools.school")


def term(name, **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="factors", to=f"notes.{name}", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("notes", "0002_note_drafts"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FactorDomain",
            fields=term_fields(),
            options={
                "ordering": ["position", "name", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("school", "code"), name="one_factor_domain_a_code"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactorSource",
            fields=[
                *term_fields(),
                (
                    "family",
                    models.CharField(
                        choices=[("child", "child"), ("education", "teaching"), ("home", "home")], max_length=10
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("school", "code"), name="one_factor_source_a_code"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactorSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("renew_after_months", models.PositiveSmallIntegerField(default=6)),
                ("school", school()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("school",), name="one_factor_settings_a_school")],
            },
        ),
        migrations.CreateModel(
            name="FactorStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "noted"),
                            ("confirmed", "confirmed"),
                            ("changed", "changed"),
                            ("ended", "no longer holds"),
                            ("reopened", "holds again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("before", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(default=gezien.common.clock.now)),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="notes.factor"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("school", school()),
            ],
            options={
                "ordering": ["factor", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("factor", "version"), name="one_factor_step_a_version"),
                ],
            },
        ),
        migrations.AddField("factor", "confirmed_on", models.DateField(blank=True, null=True)),
        migrations.AlterModelOptions("factor", options={"ordering": ["-direction", "pk"]}),
        migrations.RenameField("factor", "domain", "old_domain"),
        migrations.RenameField("factor", "source", "old_source"),
        migrations.AddField("factor", "domain", term("FactorDomain", null=True)),
        migrations.AddField("factor", "source", term("FactorSource", null=True)),
        migrations.RunPython(give_schools_their_words, migrations.RunPython.noop),
    ]
