"""The index and the rules of 0015, made and asked about while people go on writing: apart, and in no transaction."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("people", "0016_count_cover"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="meeting",
            index=models.Index(fields=["minutes_approved_in"], name="meeting_minutes_approved_in"),
        ),
        ValidateConstraint(model_name="body", name="body_notice_is_at_most_two_months"),
        ValidateConstraint(model_name="meeting", name="meeting_with_minutes_was_held"),
        ValidateConstraint(model_name="meeting", name="meeting_approves_minutes_of_an_earlier_one"),
    ]
