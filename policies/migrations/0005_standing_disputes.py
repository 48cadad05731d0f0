"""What schools say of how their policies are labelled."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.adoptions


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0004_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StandingDispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "worked_out",
                    models.CharField(
                        choices=policies.models.adoptions.lineages, max_length=20, verbose_name="label it had"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=policies.models.adoptions.lineages, max_length=20, verbose_name="label it should have"
                    ),
                ),
                ("reason", models.CharField(max_length=2000)),
                ("raised_at", models.DateTimeField()),
                (
                    "settled",
                    models.CharField(
                        blank=True,
                        choices=policies.models.adoptions.lineages,
                        max_length=20,
                        verbose_name="label the council decided on",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=2000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adoption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="policies.adoption"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StandingDisputeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "worked_out",
                    models.CharField(
                        choices=policies.models.adoptions.lineages, max_length=20, verbose_name="label it had"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=policies.models.adoptions.lineages, max_length=20, verbose_name="label it should have"
                    ),
                ),
                ("reason", models.CharField(max_length=2000)),
                ("raised_at", models.DateTimeField()),
                (
                    "settled",
                    models.CharField(
                        blank=True,
                        choices=policies.models.adoptions.lineages,
                        max_length=20,
                        verbose_name="label the council decided on",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=2000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adoption",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.adoption",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.standingdispute",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="standingdispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("adoption",),
                name="standing_dispute_one_waits_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="standing_dispute_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="standingdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True), ("settled", "")
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("settled", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="standing_dispute_answered_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standingdispute",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_standingdisputeevent" ("id", "adoption_id", "worked_out", "said", "reason", "raised_by_id", "raised_at", "settled", "answer", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."adoption_id", kept."worked_out", kept."said", kept."reason", kept."raised_by_id", kept."raised_at", kept."settled", kept."answer", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || policy.school_id\n    FROM policies_adoption adoption JOIN policies_version version ON version.id = adoption.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id WHERE adoption.id = kept.adoption_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="e70fb4aaf243af038c14fdfa8fcb1baf6e67a098",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_511de",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_standingdispute",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standingdispute",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_standingdisputeevent" ("id", "adoption_id", "worked_out", "said", "reason", "raised_by_id", "raised_at", "settled", "answer", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."adoption_id", kept."worked_out", kept."said", kept."reason", kept."raised_by_id", kept."raised_at", kept."settled", kept."answer", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || policy.school_id\n    FROM policies_adoption adoption JOIN policies_version version ON version.id = adoption.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id WHERE adoption.id = kept.adoption_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."adoption_id", kept."worked_out", kept."said", kept."reason", kept."raised_by_id", kept."raised_at", kept."settled", kept."answer", kept."answered_by_id", kept."answered_at") IS DISTINCT FROM (before."id", before."adoption_id", before."worked_out", before."said", before."reason", before."raised_by_id", before."raised_at", before."settled", before."answer", before."answered_by_id", before."answered_at"); RETURN NULL;',
                    hash="988e9164cc98fc3e758ddc230407bb34c45e7bf3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a0946",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_standingdispute",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standingdispute",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_standingdisputeevent" ("id", "adoption_id", "worked_out", "said", "reason", "raised_by_id", "raised_at", "settled", "answer", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."adoption_id", kept."worked_out", kept."said", kept."reason", kept."raised_by_id", kept."raised_at", kept."settled", kept."answer", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || policy.school_id\n    FROM policies_adoption adoption JOIN policies_version version ON version.id = adoption.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id WHERE adoption.id = kept.adoption_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="45a37548f17deada47553e63890f2bd91c3c0106",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_284b2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_standingdispute",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="standingdisputeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_st_pgh_org_bcca2c_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="standingdisputeevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_st_pgh_obj_04c016_idx"),
        ),
    ]
