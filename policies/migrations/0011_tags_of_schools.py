"""How each school stands to each tag. A job writes it of what stands on the shelf, within the hour."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0010_library"),
    ]

    operations = [
        migrations.CreateModel(
            name="SchoolTags",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.school",
                    ),
                ),
                (
                    "stands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tags of schools",
                "ordering": ["school"],
            },
        ),
    ]
