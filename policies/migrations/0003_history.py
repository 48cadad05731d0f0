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
        ("core", "0002_history"),
        ("people", "0002_history"),
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
                    func='INSERT INTO "policies_adoptionevent" ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."version_id", NEW."meeting_id", NEW."minute_reference", NEW."effective_on", NEW."review_due_on", NEW."lineage", NEW."recorded_by_id", NEW."recorded_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = NEW.version_id), \'\')); RETURN NULL;',
                    hash="9403c0dfa35c8ab0c8f2c9833a62818895553094",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b777a",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "policies_adoptionevent" ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."version_id", NEW."meeting_id", NEW."minute_reference", NEW."effective_on", NEW."review_due_on", NEW."lineage", NEW."recorded_by_id", NEW."recorded_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = NEW.version_id), \'\')); RETURN NULL;',
                    hash="e19dd0753049ce90e791f8dab2e236066d478325",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_03029",
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
                    func='INSERT INTO "policies_adoptionevent" ("id", "version_id", "meeting_id", "minute_reference", "effective_on", "review_due_on", "lineage", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."version_id", OLD."meeting_id", OLD."minute_reference", OLD."effective_on", OLD."review_due_on", OLD."lineage", OLD."recorded_by_id", OLD."recorded_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = OLD.version_id), \'\')); RETURN NULL;',
                    hash="3ccd2935a717f1c0c04bf3fc57630dd1a2b5d265",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_37a2c",
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
                    func='INSERT INTO "policies_commitmentevent" ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."policy_id", NEW."version_id", NEW."clause_id", NEW."in_force_from", NEW."in_force_until", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = NEW.policy_id), \'\')); RETURN NULL;',
                    hash="7c15e22304539c13560751534f87aa04cc42ea66",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_31c69",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "policies_commitmentevent" ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."policy_id", NEW."version_id", NEW."clause_id", NEW."in_force_from", NEW."in_force_until", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = NEW.policy_id), \'\')); RETURN NULL;',
                    hash="36d9fc49721c4ccf86d776a55dd23ecbb91efc05",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_e7398",
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
                    func='INSERT INTO "policies_commitmentevent" ("id", "policy_id", "version_id", "clause_id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."policy_id", OLD."version_id", OLD."clause_id", OLD."in_force_from", OLD."in_force_until", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = OLD.policy_id), \'\')); RETURN NULL;',
                    hash="4b99becfbfa708794abd5d4ff2a223470f2a796f",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6d897",
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
                    func='INSERT INTO "policies_policyevent" ("id", "school_id", "council_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."school_id", NEW."council_id", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="7fd8f3c5eb279b9070c8dfedb4d1f93a293892f0",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_185eb",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "policies_policyevent" ("id", "school_id", "council_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."school_id", NEW."council_id", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="d823ad3d17eb24f48d78d79bf0a00afc6971ecdb",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_dabf8",
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
                    func='INSERT INTO "policies_policyevent" ("id", "school_id", "council_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."school_id", OLD."council_id", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || OLD.school_id, \'council:\' || OLD.council_id, \'\')); RETURN NULL;',
                    hash="550986e26323f429d2de225f1d7b91e1fd691abc",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4fd2b",
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
                    func='INSERT INTO "policies_versionevent" ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."policy_id", NEW."number", NEW."document", NEW."state", NEW."why", NEW."made_by_id", NEW."made_at", NEW."base_id", NEW."model_version_id", NEW."source_id", NEW."submitted_by_id", NEW."submitted_at", NEW."returned_by_id", NEW."returned_at", NEW."comments", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = NEW.policy_id), \'\')); RETURN NULL;',
                    hash="c90336ae512697507d7052efcbeb3087ac087df4",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_4c4f3",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "policies_versionevent" ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."policy_id", NEW."number", NEW."document", NEW."state", NEW."why", NEW."made_by_id", NEW."made_at", NEW."base_id", NEW."model_version_id", NEW."source_id", NEW."submitted_by_id", NEW."submitted_at", NEW."returned_by_id", NEW."returned_at", NEW."comments", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = NEW.policy_id), \'\')); RETURN NULL;',
                    hash="e33ac0ba2eb09e597899d1ca29ef50f0137ca967",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_87a3b",
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
                    func='INSERT INTO "policies_versionevent" ("id", "policy_id", "number", "document", "state", "why", "made_by_id", "made_at", "base_id", "model_version_id", "source_id", "submitted_by_id", "submitted_at", "returned_by_id", "returned_at", "comments", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."policy_id", OLD."number", OLD."document", OLD."state", OLD."why", OLD."made_by_id", OLD."made_at", OLD."base_id", OLD."model_version_id", OLD."source_id", OLD."submitted_by_id", OLD."submitted_at", OLD."returned_by_id", OLD."returned_at", OLD."comments", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = OLD.policy_id), \'\')); RETURN NULL;',
                    hash="5483f9b90c561644c043a5ecd47cda2fe878486f",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4d9e8",
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
            model_name="commitmentevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_co_pgh_org_18fc9d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="policyevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_po_pgh_org_9f13ec_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="versionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_ve_pgh_org_e12562_idx"
            ),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
