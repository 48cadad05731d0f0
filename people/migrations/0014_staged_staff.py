"""What a file says of a school's staff, kept from its reading until it can no longer be undone."""

import django.db.models.deletion
from django.db import migrations, models

import people.models.staff
import people.models.staging


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_reading"),
        ("people", "0013_development"),
    ]

    operations = [
        migrations.CreateModel(
            name="StagedStaff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_number", models.PositiveIntegerField()),
                ("state", models.CharField(choices=people.models.staging.row_states, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why it cannot be brought in")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="full name")),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("contract", models.CharField(blank=True, choices=people.models.staff.contracts, max_length=20)),
                (
                    "fte",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=4, null=True, verbose_name="full-time equivalent"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("reference", models.CharField(blank=True, max_length=50)),
                ("was", models.JSONField(blank=True, null=True)),
                ("holders", models.JSONField(blank=True, null=True)),
                (
                    "preview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staged_staff",
                        db_index=False,
                        to="core.preview",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="staged",
                        to="people.staffmember",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["preview", "state", "id"], name="staged_staff_of_preview"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "refused"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="staged_staff_refused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["changed", "new", "absent"]), _negated=True),
                            ("staff__isnull", False),
                            _connector="OR",
                        ),
                        name="staged_staff_is_of_somebody",
                    ),
                ],
            },
        ),
    ]
