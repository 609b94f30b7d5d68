import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A step of its own: PostgreSQL changes no table while rows just written wait for their checks."""

    dependencies = [("notes", "0003_words_for_factors_and_their_age")]

    operations = [
        migrations.RemoveField("factor", "old_domain"),
        migrations.RemoveField("factor", "old_source"),
        migrations.AlterField(
            "factor",
            "domain",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="factors", to="notes.factordomain"
            ),
        ),
        migrations.AlterField(
            "factor",
            "source",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="factors", to="notes.factorsource"
            ),
        ),
        migrations.AlterModelOptions(
            "factor", options={"ordering": ["-direction", "domain__position", "domain__name", "pk"]}
        ),
    ]
