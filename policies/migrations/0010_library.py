"""The shelf of the library, who shares, and counts by tag."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.clauses


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0009_one_version_is_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_shared", models.BooleanField(default=False, verbose_name="other schools may read it")),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "policy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sharing", to="policies.policy"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SharingEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("is_shared", models.BooleanField(default=False, verbose_name="other schools may read it")),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
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
                        to="policies.sharing",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.policy",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ShelvedClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clause_id", models.CharField(max_length=64)),
                ("order", models.PositiveIntegerField()),
                ("heading", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=32)),
                ("relation", models.CharField(choices=policies.models.clauses.relations, max_length=20)),
                ("model_clause_id", models.CharField(blank=True, max_length=64)),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "tokens",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                            template="(to_tsvector('english'::regconfig, left(text, 100000)) || array_to_tsvector(tokens))",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.council"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shelved_clauses", to="people.school"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="policies.version"
                    ),
                ),
            ],
            options={
                "ordering": ["school", "order"],
            },
        ),
        migrations.CreateModel(
            name="TagCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counted_at", models.DateTimeField()),
                ("schools", models.PositiveIntegerField(verbose_name="schools with a policy in force")),
                ("unknown", models.PositiveIntegerField()),
                ("counts", models.JSONField(default=dict)),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tag_count", to="people.council"
                    ),
                ),
            ],
            options={
                "ordering": ["council"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharing",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_sharingevent" ("id", "policy_id", "is_shared", "changed_by_id", "changed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."is_shared", kept."changed_by_id", kept."changed_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="430d7fad37b91263302788a161ac8c814a0949fc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_1d352",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_sharing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharing",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_sharingevent" ("id", "policy_id", "is_shared", "changed_by_id", "changed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."is_shared", kept."changed_by_id", kept."changed_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."policy_id", kept."is_shared", kept."changed_by_id", kept."changed_at") IS DISTINCT FROM (before."id", before."policy_id", before."is_shared", before."changed_by_id", before."changed_at"); RETURN NULL;',
                    hash="f3f67c8b2ab1363461fb7cc0a61f42f60f3c622c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_568ce",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_sharing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharing",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_sharingevent" ("id", "policy_id", "is_shared", "changed_by_id", "changed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."is_shared", kept."changed_by_id", kept."changed_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="d21609a824d0ba941c6146c4b2ae8202622838b2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4e953",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_sharing",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sharingevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_sh_pgh_org_5044d4_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="sharingevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_sh_pgh_obj_8ef7bf_idx"),
        ),
        migrations.AddIndex(
            model_name="shelvedclause",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="shelved_clause_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelvedclause",
            constraint=models.UniqueConstraint(fields=("school", "order"), name="shelved_clause_order_is_unique"),
        ),
    ]
