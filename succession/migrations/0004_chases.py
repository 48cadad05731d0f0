"""What councils asked schools for."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import succession.models.chases


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("succession", "0003_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=succession.models.chases.reasons, max_length=20, verbose_name="what is missing"
                    ),
                ),
                ("tag", models.CharField(blank=True, max_length=40, verbose_name="which subject")),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chases", to="people.school"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ChaseEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=succession.models.chases.reasons, max_length=20, verbose_name="what is missing"
                    ),
                ),
                ("tag", models.CharField(blank=True, max_length=40, verbose_name="which subject")),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
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
                        to="succession.chase",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="chase",
            index=models.Index(fields=["school", "-asked_at"], name="chase_of_school"),
        ),
        migrations.AddConstraint(
            model_name="chase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", "tag"), models.Q(("tag", ""), _negated=True)),
                    models.Q(models.Q(("reason", "tag"), _negated=True), ("tag", "")),
                    _connector="OR",
                ),
                name="chase_names_a_tag_where_one_is_missing",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chase",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_chaseevent" ("id", "school_id", "reason", "tag", "asked_by_id", "asked_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."reason", kept."tag", kept."asked_by_id", kept."asked_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="3e9b3a49f3c9f9ef6018b6b922b9fcffb244fb77",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_1b0aa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_chase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chase",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_chaseevent" ("id", "school_id", "reason", "tag", "asked_by_id", "asked_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."reason", kept."tag", kept."asked_by_id", kept."asked_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."reason", kept."tag", kept."asked_by_id", kept."asked_at") IS DISTINCT FROM (before."id", before."school_id", before."reason", before."tag", before."asked_by_id", before."asked_at"); RETURN NULL;',
                    hash="39582e17319168845b0c54069a2604972466d3f0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_48ece",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_chase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chase",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_chaseevent" ("id", "school_id", "reason", "tag", "asked_by_id", "asked_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."reason", kept."tag", kept."asked_by_id", kept."asked_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="3cbb8e62cdbd25560007e87c80102826147c65be",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_52136",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_chase",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="chaseevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_b6420a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="chaseevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_4564ae_idx"),
        ),
    ]
