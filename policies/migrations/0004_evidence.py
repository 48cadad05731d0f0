"""Evidence for commitments."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.evidence


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_reading"),
        ("people", "0013_development"),
        ("policies", "0003_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="when it was done")),
                ("line", models.CharField(max_length=300, verbose_name="what was done")),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=policies.models.evidence.channels, max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500)),
                ("added_at", models.DateTimeField()),
                ("first_line", models.CharField(blank=True, max_length=300, verbose_name="what it said at first")),
                ("first_on", models.DateField(blank=True, null=True, verbose_name="the day it said at first")),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="people.activity",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="policies.commitment"
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="core.upload",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="EvidenceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="when it was done")),
                ("line", models.CharField(max_length=300, verbose_name="what was done")),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=policies.models.evidence.channels, max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500)),
                ("added_at", models.DateTimeField()),
                ("first_line", models.CharField(blank=True, max_length=300, verbose_name="what it said at first")),
                ("first_on", models.DateField(blank=True, null=True, verbose_name="the day it said at first")),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.activity",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.commitment",
                    ),
                ),
                (
                    "corrected_by",
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
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.upload",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.evidence",
                    ),
                ),
                (
                    "withdrawn_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["commitment", "-on", "-id"], name="evidence_of_commitment"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("line", ""), _negated=True), name="evidence_says_what_was_done"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("activity__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("commitment", "activity"),
                name="evidence_of_an_activity_counts_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="evidence_withdrawn_by_somebody_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("corrected_by__isnull", True),
                        ("first_line", ""),
                        ("first_on__isnull", True),
                    ),
                    models.Q(
                        ("corrected_at__isnull", False),
                        ("corrected_by__isnull", False),
                        ("first_on__isnull", False),
                        models.Q(("first_line", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="evidence_corrected_keeps_its_first_words",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_evidenceevent" ("id", "commitment_id", "on", "line", "channels", "file_id", "link", "activity_id", "by_id", "added_at", "first_line", "first_on", "corrected_by_id", "corrected_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."on", kept."line", kept."channels", kept."file_id", kept."link", kept."activity_id", kept."by_id", kept."added_at", kept."first_line", kept."first_on", kept."corrected_by_id", kept."corrected_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="a1c7a6ebd9b715a78e4a76b808fe26744e38f3df",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_f0511",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_evidenceevent" ("id", "commitment_id", "on", "line", "channels", "file_id", "link", "activity_id", "by_id", "added_at", "first_line", "first_on", "corrected_by_id", "corrected_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."on", kept."line", kept."channels", kept."file_id", kept."link", kept."activity_id", kept."by_id", kept."added_at", kept."first_line", kept."first_on", kept."corrected_by_id", kept."corrected_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."commitment_id", kept."on", kept."line", kept."channels", kept."file_id", kept."link", kept."activity_id", kept."by_id", kept."added_at", kept."first_line", kept."first_on", kept."corrected_by_id", kept."corrected_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason") IS DISTINCT FROM (before."id", before."commitment_id", before."on", before."line", before."channels", before."file_id", before."link", before."activity_id", before."by_id", before."added_at", before."first_line", before."first_on", before."corrected_by_id", before."corrected_at", before."withdrawn_by_id", before."withdrawn_at", before."withdrawn_reason"); RETURN NULL;',
                    hash="11445eea9bd81a9e8d48d54617cc7c633da52c43",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_39fa4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_evidenceevent" ("id", "commitment_id", "on", "line", "channels", "file_id", "link", "activity_id", "by_id", "added_at", "first_line", "first_on", "corrected_by_id", "corrected_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."on", kept."line", kept."channels", kept."file_id", kept."link", kept."activity_id", kept."by_id", kept."added_at", kept."first_line", kept."first_on", kept."corrected_by_id", kept."corrected_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="f55b45bb120eda297b3b1620245bbc43e4c9e79b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_0eee9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_evidence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="evidenceevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_ev_pgh_org_6896a5_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="evidenceevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_ev_pgh_obj_2f09d2_idx"),
        ),
    ]
