"""Quality cards to read before a review; and what was read of an education plan becomes the plan's own receipt."""

import django.db.models.deletion
from django.db import migrations, models


def to_receipts(apps, _editor):
    """Each reading goes to the version that held when it was said; without such a version it stays with the review."""
    versions = apps.get_model("quality", "EducationPlanVersion").objects
    receipts = apps.get_model("quality", "EducationPlanReading").objects
    reads = apps.get_model("schoolreviews", "DocumentRead").objects.exclude(document__education_plan=None)
    for read in reads.select_related("document"):
        held = versions.filter(plan=read.document.education_plan_id, settled_at__lte=read.read_at)
        version = held.order_by("-number").first()
        if version is not None:
            receipts.get_or_create(
                version=version,
                reader_id=read.user_id,
                defaults={"school_id": read.school_id, "read_at": read.read_at},
            )
            read.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0004_quality_cards_and_final_test"),
        ("schoolreviews", "0003_what_follows"),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewdocument",
            name="quality_card",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="quality.qualitycard",
            ),
        ),
        migrations.RunPython(to_receipts, migrations.RunPython.noop),
    ]
