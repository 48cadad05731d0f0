"""What had gathered of the action plan on an agenda when it was issued."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("succession", "0004_chases"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True, verbose_name="day of the meeting before")),
                ("rows", models.JSONField(verbose_name="what had gathered")),
                ("kept_at", models.DateTimeField()),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agenda_plan", to="people.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "part of an agenda from the action plan",
                "ordering": ["-kept_at", "-id"],
            },
        ),
    ]
