"""Keep every change to policies from now on, beginning with what is here."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.adoptions
import policies.models.policies

# What was here before it was tracked, so that its first change has something to be compared with.
BEGIN = """
INSERT INTO policies_policyevent
    ("id", "school_id", "council_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."school_id", kept."council_id", now(), 'found', kept.id,
    coalesce('school:' || kept.school_id, 'council:' || kept.council_id, '')
FROM policies_policy kept ORDER BY kept.id;
INSERT INTO policies_versionevent
    ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."policy_id", kept."number", kept."document", kept."state", kept."why", kept."made_by_id", kept."made_at", kept."base_id", kept."model_version_id", kept."source_id", kept."submitted_by_id", kept."submitted_at", kept."returned_by_id", kept."returned_at", kept."comments", now(), 'found', kept.id,
    coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id) FROM policies_policy policy WHERE policy.id = kept.policy_id), '')
FROM policies_version kept ORDER BY kept.id;
INSERT INTO policies_adoptionevent
    ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."effective_on", kept."review_due_on", kept."lineage", kept."recorded_by_id", kept."recorded_at", now(), 'found', kept.id,
    coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id) FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id WHERE version.id = kept.version_id), '')
FROM policies_adoption kept ORDER BY kept.id;
INSERT INTO policies_commitmentevent
    ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."policy_id", kept."version_id", kept."clause_id", kept."in_force_from", kept."in_force_until", now(), 'found', kept.id,
    coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id) FROM policies_policy policy WHERE policy.id = kept.policy_id), '')
FROM policies_commitment kept ORDER BY kept.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_history"),
        ("people", "0004_history"),
        ("policies", "0002_version_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdoptionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("minute_reference", models.CharField(max_length=100)),
                ("effective_on", models.DateField(verbose_name="takes effect on")),
                ("review_due_on", models.DateField(verbose_name="review due on")),
                (
                    "lineage",
                    models.CharField(
                        choices=policies.models.adoptions.lineages, max_length=20, verbose_name="relation to the model"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommitmentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("clause_id", models.CharField(max_length=64)),
                ("in_force_from", models.DateField()),
                (
                    "in_force_until",
                    models.DateField(blank=True, null=True, verbose_name="first day it no longer holds"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PolicyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VersionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                (
                    "state",
                    models.CharField(choices=policies.models.policies.version_states, default="draft", max_length=20),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="what changed")),
                ("made_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("comments", models.TextField(blank=True, verbose_name="what the governing board asked for")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adoption",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_adoptionevent" ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."effective_on", kept."review_due_on", kept."lineage", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="ba2baa4957515e195da8db7c6dc8fde0041d3c2e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b777a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_adoption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adoption",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_adoptionevent" ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."effective_on", kept."review_due_on", kept."lineage", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."effective_on", kept."review_due_on", kept."lineage", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."version_id", before."meeting_id", before."minute_reference", before."effective_on", before."review_due_on", before."lineage", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="6757773f444e9943086597e545a5d2270c13ad46",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_03029",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_adoption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adoption",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_adoptionevent" ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."effective_on", kept."review_due_on", kept."lineage", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="daade951e10433afe95334ed17e89e2de7696bca",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_37a2c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_adoption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commitmentevent" ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."version_id", kept."clause_id", kept."in_force_from", kept."in_force_until", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="b6c78288214a90a6c0adeec8540b4167e2386d7e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_31c69",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commitmentevent" ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."version_id", kept."clause_id", kept."in_force_from", kept."in_force_until", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."policy_id", kept."version_id", kept."clause_id", kept."in_force_from", kept."in_force_until") IS DISTINCT FROM (before."id", before."policy_id", before."version_id", before."clause_id", before."in_force_from", before."in_force_until"); RETURN NULL;',
                    hash="221baffb3f1f0aaf60928992a6b662f0be8d46b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_e7398",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commitmentevent" ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."version_id", kept."clause_id", kept."in_force_from", kept."in_force_until", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="28fe9d64d5a301a0d1a639a9ed172ac862b79d57",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6d897",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_policyevent" ("id", "school_id", "council_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="28f63935f70bd8848d591eeefcb95849d47b02d5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_185eb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_policy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_policyevent" ("id", "school_id", "council_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."council_id") IS DISTINCT FROM (before."id", before."school_id", before."council_id"); RETURN NULL;',
                    hash="6f31b3a083d5860183344d491f28ab504a52fc3c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_dabf8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_policy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_policyevent" ("id", "school_id", "council_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="c3fda9e90e75d48bc6a64808aeb2574baa50a07d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4fd2b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_policy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_versionevent" ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."number", kept."document", kept."state", kept."why", kept."made_by_id", kept."made_at", kept."base_id", kept."model_version_id", kept."source_id", kept."submitted_by_id", kept."submitted_at", kept."returned_by_id", kept."returned_at", kept."comments", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="30a72db88aaf095dc846cf7b4ddac0b3736b3a05",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_4c4f3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_version",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_versionevent" ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."number", kept."document", kept."state", kept."why", kept."made_by_id", kept."made_at", kept."base_id", kept."model_version_id", kept."source_id", kept."submitted_by_id", kept."submitted_at", kept."returned_by_id", kept."returned_at", kept."comments", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."policy_id", kept."number", kept."document", kept."state", kept."why", kept."made_by_id", kept."made_at", kept."base_id", kept."model_version_id", kept."source_id", kept."submitted_by_id", kept."submitted_at", kept."returned_by_id", kept."returned_at", kept."comments") IS DISTINCT FROM (before."id", before."policy_id", before."number", before."document", before."state", before."why", before."made_by_id", before."made_at", before."base_id", before."model_version_id", before."source_id", before."submitted_by_id", before."submitted_at", before."returned_by_id", before."returned_at", before."comments"); RETURN NULL;',
                    hash="ed775095d7a877af9a6722862691c8f83cac8ea0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_87a3b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_version",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_versionevent" ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."number", kept."document", kept."state", kept."why", kept."made_by_id", kept."made_at", kept."base_id", kept."model_version_id", kept."source_id", kept."submitted_by_id", kept."submitted_at", kept."returned_by_id", kept."returned_at", kept."comments", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="18f67fe441c87afa24ed1873169964aca6cc6fc5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4d9e8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_version",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="adoptionevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.meeting",
            ),
        ),
        migrations.AddField(
            model_name="adoptionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.adoption",
            ),
        ),
        migrations.AddField(
            model_name="adoptionevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="adoptionevent",
            name="version",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.version",
            ),
        ),
        migrations.AddField(
            model_name="commitmentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.commitment",
            ),
        ),
        migrations.AddField(
            model_name="commitmentevent",
            name="policy",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.policy",
            ),
        ),
        migrations.AddField(
            model_name="commitmentevent",
            name="version",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.version",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="council",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.council",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.policy",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="school",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.school",
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="base",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.version",
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="made_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="model_version",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.version",
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.version",
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="policy",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.policy",
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="returned_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="versionevent",
            name="source",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="versionevent",
            name="submitted_by",
            field=models.ForeignKey(
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
        migrations.AddIndex(
            model_name="adoptionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_ad_pgh_org_3870fa_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="adoptionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_ad_pgh_obj_cdbff3_idx"),
        ),
        migrations.AddIndex(
            model_name="commitmentevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_co_pgh_org_18fc9d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="commitmentevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_co_pgh_obj_c5a2bf_idx"),
        ),
        migrations.AddIndex(
            model_name="policyevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_po_pgh_org_9f13ec_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="policyevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_po_pgh_obj_17601f_idx"),
        ),
        migrations.AddIndex(
            model_name="versionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_ve_pgh_org_e12562_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="versionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_ve_pgh_obj_6da250_idx"),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
