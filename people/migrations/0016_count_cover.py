"""Keep how many posts of a council's schools had nobody who could act, as counted once a term."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_notice_places_and_minutes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoverCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counted_on", models.DateField()),
                (
                    "urns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None, verbose_name="schools it is over"
                    ),
                ),
                ("posts", models.PositiveIntegerField()),
                ("uncovered", models.PositiveIntegerField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cover_counts", to="people.council"
                    ),
                ),
            ],
            options={
                "ordering": ["counted_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "counted_on"), name="cover_is_counted_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("uncovered__lte", models.F("posts"))),
                        name="cover_uncovered_are_among_its_posts",
                    ),
                ],
            },
        ),
    ]
