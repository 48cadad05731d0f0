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
        ("core", "0001_initial"),
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
                    func='INSERT INTO "core_uploadevent" ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."organisation", NEW."name", NEW."file", NEW."size", NEW."sha256", NEW."uploaded_by_id", NEW."uploaded_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, NEW.organisation); RETURN NULL;',
                    hash="f25b4be992d4ad9a2697b712cc0f283bbb37550c",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_3702b",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "core_uploadevent" ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."organisation", NEW."name", NEW."file", NEW."size", NEW."sha256", NEW."uploaded_by_id", NEW."uploaded_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, NEW.organisation); RETURN NULL;',
                    hash="140838d3326c88f30ea57a6fb699449348518c71",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a0e7a",
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
                    func='INSERT INTO "core_uploadevent" ("id", "organisation", "name", "file", "size", "sha256", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."organisation", OLD."name", OLD."file", OLD."size", OLD."sha256", OLD."uploaded_by_id", OLD."uploaded_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, OLD.organisation); RETURN NULL;',
                    hash="ae1cb173c41cf99e3fe980becf25d2d0c83a09f3",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_95774",
                    table="core_upload",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="uploadevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.upload"
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
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
