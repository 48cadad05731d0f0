"""Consultations and what people say in them, recommendations, and who was asked to read and has read."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.consultations

KEEP = """
CREATE FUNCTION policies_receipt_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'that somebody confirmed to have read a policy never changes' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER policies_receipt_is_kept BEFORE UPDATE OR DELETE ON policies_readreceipt
    FOR EACH ROW EXECUTE FUNCTION policies_receipt_is_kept();
"""

FORGET = """
DROP TRIGGER policies_receipt_is_kept ON policies_readreceipt;
DROP FUNCTION policies_receipt_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_reading"),
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0007_reviews_priorities_publications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=64)),
                ("order", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, verbose_name="comment")),
                ("suggested", models.TextField(blank=True, verbose_name="other words")),
                ("made_at", models.DateTimeField()),
                ("sent_as", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=policies.models.consultations.outcomes,
                        max_length=20,
                        verbose_name="what became of it",
                    ),
                ),
                ("reply", models.TextField(blank=True)),
                ("answer_words", models.TextField(blank=True, verbose_name="words the clause was given")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["consultation", "order", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("place", models.CharField(max_length=64)),
                ("order", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, verbose_name="comment")),
                ("suggested", models.TextField(blank=True, verbose_name="other words")),
                ("made_at", models.DateTimeField()),
                ("sent_as", models.UUIDField(default=uuid.uuid4)),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=policies.models.consultations.outcomes,
                        max_length=20,
                        verbose_name="what became of it",
                    ),
                ),
                ("reply", models.TextField(blank=True)),
                ("answer_words", models.TextField(blank=True, verbose_name="words the clause was given")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField(verbose_name="last day")),
                ("question", models.CharField(blank=True, max_length=500, verbose_name="what to look at")),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=policies.models.consultations.endings,
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                ("asked", models.PositiveIntegerField(blank=True, null=True, verbose_name="people who were asked")),
            ],
            options={
                "ordering": ["-opened_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ConsultationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("until", models.DateField(verbose_name="last day")),
                ("question", models.CharField(blank=True, max_length=500, verbose_name="what to look at")),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=policies.models.consultations.endings,
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                ("asked", models.PositiveIntegerField(blank=True, null=True, verbose_name="people who were asked")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReadReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["version", "-read_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReadReceiptEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReadRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of_staff", models.BooleanField(default=True)),
                ("of_governors", models.BooleanField(default=False)),
                ("by_day", models.DateField(blank=True, null=True, verbose_name="to be read by")),
                ("asked_at", models.DateTimeField()),
                ("reminded_on", models.DateField(blank=True, null=True, verbose_name="day of the last reminder")),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReadRequestEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("of_staff", models.BooleanField(default=True)),
                ("of_governors", models.BooleanField(default=False)),
                ("by_day", models.DateField(blank=True, null=True, verbose_name="to be read by")),
                ("asked_at", models.DateTimeField()),
                ("reminded_on", models.DateField(blank=True, null=True, verbose_name="day of the last reminder")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minute_reference", models.CharField(max_length=100)),
                ("advice", models.TextField(blank=True, verbose_name="what the committee advises")),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-recorded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RecommendationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("minute_reference", models.CharField(max_length=100)),
                ("advice", models.TextField(blank=True, verbose_name="what the committee advises")),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days_before", models.SmallIntegerField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["adoption", "-days_before"],
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="commentevent",
            name="answered_by",
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
            model_name="commentevent",
            name="by",
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
            model_name="commentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.comment",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="consultations", to="policies.version"
            ),
        ),
        migrations.AddField(
            model_name="commentevent",
            name="consultation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.consultation",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="policies.consultation"
            ),
        ),
        migrations.AddField(
            model_name="consultationevent",
            name="ended_by",
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
            model_name="consultationevent",
            name="opened_by",
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
            model_name="consultationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.consultation",
            ),
        ),
        migrations.AddField(
            model_name="consultationevent",
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
            model_name="readreceipt",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="readreceipt",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="read_receipts", to="policies.version"
            ),
        ),
        migrations.AddField(
            model_name="readreceiptevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.readreceipt",
            ),
        ),
        migrations.AddField(
            model_name="readreceiptevent",
            name="user",
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
            model_name="readreceiptevent",
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
            model_name="readrequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="readrequest",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="read_request", to="policies.version"
            ),
        ),
        migrations.AddField(
            model_name="readrequestevent",
            name="asked_by",
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
            model_name="readrequestevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.readrequest",
            ),
        ),
        migrations.AddField(
            model_name="readrequestevent",
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
            model_name="recommendation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="people.meeting"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="policies.version"
            ),
        ),
        migrations.AddField(
            model_name="recommendationevent",
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
            model_name="recommendationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="recommendationevent",
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
            model_name="recommendationevent",
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
            model_name="reviewreminder",
            name="adoption",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="policies.adoption"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("version",),
                name="consultation_of_a_version_runs_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("asked__isnull", True), ("ended_at__isnull", True), ("ended_by__isnull", True), ("ending", "")
                    ),
                    models.Q(
                        ("asked__isnull", False), ("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="consultation_ended_says_how",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_consultationevent" ("id", "version_id", "until", "question", "opened_by_id", "opened_at", "ended_by_id", "ended_at", "ending", "asked", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="93500ad638aa093dd343b5520bb4430d535224d6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_886ae",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_consultationevent" ("id", "version_id", "until", "question", "opened_by_id", "opened_at", "ended_by_id", "ended_at", "ending", "asked", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked") IS DISTINCT FROM (before."id", before."version_id", before."until", before."question", before."opened_by_id", before."opened_at", before."ended_by_id", before."ended_at", before."ending", before."asked"); RETURN NULL;',
                    hash="d235c313af437227004f59b5e617bebb9d663099",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_3b782",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_consultationevent" ("id", "version_id", "until", "question", "opened_by_id", "opened_at", "ended_by_id", "ended_at", "ending", "asked", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="8dabb549493032ddf96476c97da6c73a9353dbd9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_d9f59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_consultation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="commentevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_co_pgh_org_d555f3_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="commentevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_co_pgh_obj_194465_idx"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["consultation", "order", "id"], name="comment_in_reading_order"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("suggested", ""), _negated=True), _connector="OR"
                ),
                name="comment_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("outcome", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="comment_answered_says_by_whom",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commentevent" ("id", "consultation_id", "place", "order", "text", "suggested", "by_id", "made_at", "sent_as", "corrected_at", "withdrawn_at", "outcome", "reply", "answer_words", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."consultation_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE out.id = kept.consultation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="075def6c48bc3bc846f02c5781c402448699e545",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_54fa1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commentevent" ("id", "consultation_id", "place", "order", "text", "suggested", "by_id", "made_at", "sent_as", "corrected_at", "withdrawn_at", "outcome", "reply", "answer_words", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."consultation_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE out.id = kept.consultation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."consultation_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at") IS DISTINCT FROM (before."id", before."consultation_id", before."place", before."order", before."text", before."suggested", before."by_id", before."made_at", before."sent_as", before."corrected_at", before."withdrawn_at", before."outcome", before."reply", before."answer_words", before."answered_by_id", before."answered_at"); RETURN NULL;',
                    hash="9c95ac13b26dea7080e4866d95c1bc76466e83f2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_0f26c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commentevent" ("id", "consultation_id", "place", "order", "text", "suggested", "by_id", "made_at", "sent_as", "corrected_at", "withdrawn_at", "outcome", "reply", "answer_words", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."consultation_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE out.id = kept.consultation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="87a2e85ac1ced7dfe226af15f2fa3c49881cc891",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_db262",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_comment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="consultationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_co_pgh_org_1b6635_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="consultationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_co_pgh_obj_a97603_idx"),
        ),
        migrations.AddConstraint(
            model_name="readreceipt",
            constraint=models.UniqueConstraint(fields=("version", "user"), name="read_receipt_is_one_for_each_reader"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_readreceiptevent" ("id", "version_id", "user_id", "read_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."user_id", kept."read_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="b0bd88b712d370c9c2f7bd8cd8ee5d7601a6bf26",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b913b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_readreceipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_readreceiptevent" ("id", "version_id", "user_id", "read_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."user_id", kept."read_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."user_id", kept."read_at") IS DISTINCT FROM (before."id", before."version_id", before."user_id", before."read_at"); RETURN NULL;',
                    hash="6a92084f2023b1f1dbe16af961d16e7f4630952e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_d11a5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_readreceipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_readreceiptevent" ("id", "version_id", "user_id", "read_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."user_id", kept."read_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="26ff218910b9476afe31dcb0bd4903cfc1c67c0b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ef8b7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_readreceipt",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="readreceiptevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_re_pgh_org_e8c1d7_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="readreceiptevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_re_pgh_obj_d3c206_idx"),
        ),
        migrations.AddConstraint(
            model_name="readrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("of_staff", True), ("of_governors", True), _connector="OR"),
                name="read_request_asks_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_readrequestevent" ("id", "version_id", "of_staff", "of_governors", "by_day", "asked_by_id", "asked_at", "reminded_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."of_staff", kept."of_governors", kept."by_day", kept."asked_by_id", kept."asked_at", kept."reminded_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="dc6ef6f81dbdf6aa5a39d6346da869c6d6c0a06a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_25123",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_readrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_readrequestevent" ("id", "version_id", "of_staff", "of_governors", "by_day", "asked_by_id", "asked_at", "reminded_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."of_staff", kept."of_governors", kept."by_day", kept."asked_by_id", kept."asked_at", kept."reminded_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."of_staff", kept."of_governors", kept."by_day", kept."asked_by_id", kept."asked_at", kept."reminded_on") IS DISTINCT FROM (before."id", before."version_id", before."of_staff", before."of_governors", before."by_day", before."asked_by_id", before."asked_at", before."reminded_on"); RETURN NULL;',
                    hash="f09a8ad7416d3ada7474e3ce74c40550bcd6ac87",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a7ef4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_readrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_readrequestevent" ("id", "version_id", "of_staff", "of_governors", "by_day", "asked_by_id", "asked_at", "reminded_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."of_staff", kept."of_governors", kept."by_day", kept."asked_by_id", kept."asked_at", kept."reminded_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="165354fd30b29169f0f5cf029003aff1ac4aa8a7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_cd976",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_readrequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="readrequestevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_re_pgh_org_58247a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="readrequestevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_re_pgh_obj_ee2229_idx"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("minute_reference", ""), _negated=True),
                name="recommendation_has_a_minute_reference",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_recommendationevent" ("id", "version_id", "meeting_id", "minute_reference", "advice", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."advice", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="7ba42ffda78c9e6f305330afb05d41305f9ce5db",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_f61f9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_recommendationevent" ("id", "version_id", "meeting_id", "minute_reference", "advice", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."advice", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."advice", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."version_id", before."meeting_id", before."minute_reference", before."advice", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="2135d1ac435a292c5e9c7b133efe4e17261f26de",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_e6e1e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_recommendationevent" ("id", "version_id", "meeting_id", "minute_reference", "advice", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."meeting_id", kept."minute_reference", kept."advice", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="522b66efd61f71a89b686320cf607c6a2f53b558",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_bc33c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="recommendationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_re_pgh_org_4fb374_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_re_pgh_obj_9c3be0_idx"),
        ),
        migrations.AddConstraint(
            model_name="reviewreminder",
            constraint=models.UniqueConstraint(fields=("adoption", "days_before"), name="review_reminder_goes_once"),
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
