"""Let what is said of a holder of a post be emptied one column after the other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_trusts_decide_about_data"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="postholder",
            name="holder_change_has_days_and_a_source",
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("changes_from__isnull", True),
                    models.Q(
                        ("changes_until__gte", models.F("changes_from")), models.Q(("change_source", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="holder_change_has_days_and_a_source",
            ),
        ),
    ]
