"""What may be once for each policy in the states that came: made, and asked about, while people go on writing."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

_WITH_BOARD = models.UniqueConstraint(
    condition=models.Q(("state__in", ["submitted", "recommended"])),
    fields=("policy",),
    name="version_one_is_with_the_board",
)
_OUT = models.UniqueConstraint(
    condition=models.Q(("state", "in_consultation")), fields=("policy",), name="version_one_is_out_at_a_time"
)


def _index(constraint: models.UniqueConstraint, where: str) -> migrations.RunSQL:
    """A rule that is an index, made while people write."""
    return migrations.RunSQL(
        f"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {constraint.name} ON policies_version (policy_id) WHERE {where}",
        f"DROP INDEX CONCURRENTLY IF EXISTS {constraint.name}",
        state_operations=[migrations.AddConstraint(model_name="version", constraint=constraint)],
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("policies", "0008_consultations")]

    operations = [
        _index(_WITH_BOARD, "state IN ('submitted', 'recommended')"),
        _index(_OUT, "state = 'in_consultation'"),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS version_one_waits_at_a_time",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS version_one_waits_at_a_time"
            " ON policies_version (policy_id) WHERE state = 'submitted'",
            state_operations=[
                migrations.RemoveConstraint(model_name="version", name="version_one_waits_at_a_time"),
            ],
        ),
        AddConstraintNotValid(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "recommended"), _negated=True),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="version_recommended_says_by_whom",
            ),
        ),
        ValidateConstraint(model_name="version", name="version_recommended_says_by_whom"),
    ]
