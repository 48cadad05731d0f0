"""What people corrected in what was read in a file, kept beside the file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_reading"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("operation", models.JSONField(blank=True, null=True)),
                ("said", models.CharField(max_length=500, verbose_name="what it did, in a sentence")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="undone_by",
                        to="core.readingcorrection",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["upload", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="correction_has_its_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("operation__isnull", False), ("undoes__isnull", True)),
                            models.Q(("operation__isnull", True), ("undoes__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_corrects_or_undoes",
                    ),
                ],
            },
        ),
    ]
