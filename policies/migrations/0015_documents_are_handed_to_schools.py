"""Documents that a council hands to its schools to check."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.handed


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_reading_corrections"),
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0014_open_schools_are_counted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(blank=True, choices=policies.models.handed.answers, default="", max_length=20),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it was not taken")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.school"
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handed", to="core.upload"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "handed policies",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HandedPolicyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(blank=True, choices=policies.models.handed.answers, default="", max_length=20),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it was not taken")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.handedpolicy",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.school",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="handedpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True), ("reason", "")
                    ),
                    models.Q(
                        ("answer", "taken"),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("reason", ""),
                    ),
                    models.Q(
                        ("answer", "declined"),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="handed_policy_is_answered_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handedpolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_handedpolicyevent" ("id", "school_id", "upload_id", "by_id", "at", "answer", "reason", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."upload_id", kept."by_id", kept."at", kept."answer", kept."reason", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="95e59f25a0ebe4fb4abd8f45527b50cbca5eee89",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_5efb6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_handedpolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handedpolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_handedpolicyevent" ("id", "school_id", "upload_id", "by_id", "at", "answer", "reason", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."upload_id", kept."by_id", kept."at", kept."answer", kept."reason", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."upload_id", kept."by_id", kept."at", kept."answer", kept."reason", kept."answered_by_id", kept."answered_at") IS DISTINCT FROM (before."id", before."school_id", before."upload_id", before."by_id", before."at", before."answer", before."reason", before."answered_by_id", before."answered_at"); RETURN NULL;',
                    hash="8dce0b7b7115ef07ebc8fae0529a4a68dc3b5423",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_00a4b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_handedpolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handedpolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_handedpolicyevent" ("id", "school_id", "upload_id", "by_id", "at", "answer", "reason", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."upload_id", kept."by_id", kept."at", kept."answer", kept."reason", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="b1f5f9fd92182e785a030837639a33250cd849f2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ce719",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_handedpolicy",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="handedpolicyevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_ha_pgh_org_9ba95c_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="handedpolicyevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_ha_pgh_obj_1cd1ed_idx"),
        ),
    ]
