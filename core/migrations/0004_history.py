"""Keep every change to uploads from now on, beginning with what is here."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import core.models

# What was here before it was tracked, so that its first change has something to be compared with.
BEGIN = """
INSERT INTO core_uploadevent
    ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."organisation", kept."name", kept."file", kept."size", kept."sha256", kept."uploaded_by_id", kept."uploaded_at", now(), 'found', kept.id,
    kept.organisation
FROM core_upload kept ORDER BY kept.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_backup"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UploadEvent",
            fields=[
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("organisation", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=255)),
                ("file", models.FileField(max_length=200, upload_to=core.models.generated_name)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="upload",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "core_uploadevent" ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."organisation", kept."name", kept."file", kept."size", kept."sha256", kept."uploaded_by_id", kept."uploaded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), kept.organisation FROM new_values kept; RETURN NULL;',
                    hash="1775bf2978529665cc017f44af02d76949dc29ed",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_3702b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="core_upload",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="upload",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "core_uploadevent" ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."organisation", kept."name", kept."file", kept."size", kept."sha256", kept."uploaded_by_id", kept."uploaded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), kept.organisation FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."organisation", kept."name", kept."file", kept."size", kept."sha256", kept."uploaded_by_id", kept."uploaded_at") IS DISTINCT FROM (before."id", before."organisation", before."name", before."file", before."size", before."sha256", before."uploaded_by_id", before."uploaded_at"); RETURN NULL;',
                    hash="06f916081f7c6b5cd216a46a90057b6236d1890b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a0e7a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="core_upload",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="upload",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "core_uploadevent" ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."organisation", kept."name", kept."file", kept."size", kept."sha256", kept."uploaded_by_id", kept."uploaded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), kept.organisation FROM old_values kept; RETURN NULL;',
                    hash="3e872f0cd83a86e655cbbeab26f9c006e5c65bcd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_95774",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="core_upload",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="uploadevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="core.upload",
            ),
        ),
        migrations.AddField(
            model_name="uploadevent",
            name="uploaded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="uploadevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="core_upload_pgh_org_aa28af_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="uploadevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="core_upload_pgh_obj_4f8044_idx"),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
