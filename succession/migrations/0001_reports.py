"""Reports as they were issued, and the names in them."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import succession.models.reports


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0011_erase_rows_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("as_at", models.DateField(verbose_name="day on which what it says holds")),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(choices=succession.models.reports.report_states, default="draft", max_length=20),
                ),
                ("correction", models.CharField(blank=True, max_length=500, verbose_name="what it corrects")),
                ("data", models.JSONField()),
                ("decisions", models.JSONField(default=list, verbose_name="what is shown to whom, and what is not")),
                ("open_html", models.TextField()),
                ("confidential_html", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confidential part read before issue"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="people.body"
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="people.council",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="people.meeting",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="succession.report",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="succession.report",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="people.school",
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
                "ordering": ["-as_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("as_at", models.DateField(verbose_name="day on which what it says holds")),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(choices=succession.models.reports.report_states, default="draft", max_length=20),
                ),
                ("correction", models.CharField(blank=True, max_length=500, verbose_name="what it corrects")),
                ("digest", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confidential part read before issue"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
                (
                    "body",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "checked_by",
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
                    "council",
                    models.ForeignKey(
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
                (
                    "issued_by",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.meeting",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.report",
                    ),
                ),
                (
                    "prepared_by",
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="succession.report",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="succession.report",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
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
        migrations.CreateModel(
            name="ReportToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=24)),
                ("part", models.CharField(choices=succession.models.reports.report_parts, max_length=20)),
                ("content", models.TextField(blank=True)),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("digest", models.CharField(max_length=64)),
                ("erased_on", models.DateField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="succession.report"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.staffmember",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.termofoffice",
                    ),
                ),
                (
                    "user",
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
                "ordering": ["report", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportTokenEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("token", models.CharField(max_length=24)),
                ("part", models.CharField(choices=succession.models.reports.report_parts, max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("erased_on", models.DateField(blank=True, null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.reporttoken",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="succession.report",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.staffmember",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.termofoffice",
                    ),
                ),
                (
                    "user",
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
            model_name="report",
            index=models.Index(fields=["school", "-as_at", "-id"], name="report_of_school"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["council", "-as_at", "-id"], name="report_of_council"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("council__isnull", True), ("school__isnull", False)),
                    models.Q(("council__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="report_is_about_one_school_or_council",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("kind", "body", "school", "council"),
                name="report_has_one_draft_at_a_time",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)),
                fields=("kind", "body", "school", "council", "number"),
                name="report_number_is_given_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_at__isnull", True), ("number__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                        ("number__gte", 1),
                    ),
                    _connector="OR",
                ),
                name="report_issued_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="report_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("replaces__isnull", True)),
                    models.Q(("replaces__isnull", False), models.Q(("correction", ""), _negated=True)),
                    _connector="OR",
                ),
                name="report_that_corrects_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True), models.Q(("replaces", models.F("id")), _negated=True), _connector="OR"
                ),
                name="report_does_not_replace_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_reportevent" ("id", "kind", "body_id", "school_id", "council_id", "meeting_id", "as_at", "number", "state", "previous_id", "replaces_id", "correction", "digest", "prepared_by_id", "prepared_at", "checked_by_id", "checked_at", "issued_by_id", "issued_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."kind", kept."body_id", kept."school_id", kept."council_id", kept."meeting_id", kept."as_at", kept."number", kept."state", kept."previous_id", kept."replaces_id", kept."correction", kept."digest", kept."prepared_by_id", kept."prepared_at", kept."checked_by_id", kept."checked_at", kept."issued_by_id", kept."issued_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="b90345a737fd111fb09acd2283baf820a7c5d2d2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_700ee",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_reportevent" ("id", "kind", "body_id", "school_id", "council_id", "meeting_id", "as_at", "number", "state", "previous_id", "replaces_id", "correction", "digest", "prepared_by_id", "prepared_at", "checked_by_id", "checked_at", "issued_by_id", "issued_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."kind", kept."body_id", kept."school_id", kept."council_id", kept."meeting_id", kept."as_at", kept."number", kept."state", kept."previous_id", kept."replaces_id", kept."correction", kept."digest", kept."prepared_by_id", kept."prepared_at", kept."checked_by_id", kept."checked_at", kept."issued_by_id", kept."issued_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."kind", kept."body_id", kept."school_id", kept."council_id", kept."meeting_id", kept."as_at", kept."number", kept."state", kept."previous_id", kept."replaces_id", kept."correction", kept."digest", kept."prepared_by_id", kept."prepared_at", kept."checked_by_id", kept."checked_at", kept."issued_by_id", kept."issued_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason") IS DISTINCT FROM (before."id", before."kind", before."body_id", before."school_id", before."council_id", before."meeting_id", before."as_at", before."number", before."state", before."previous_id", before."replaces_id", before."correction", before."digest", before."prepared_by_id", before."prepared_at", before."checked_by_id", before."checked_at", before."issued_by_id", before."issued_at", before."withdrawn_by_id", before."withdrawn_at", before."withdrawn_reason"); RETURN NULL;',
                    hash="cbd44d8e17cffa03fbe2f4cd64e8d843c11ee4fd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_62935",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_reportevent" ("id", "kind", "body_id", "school_id", "council_id", "meeting_id", "as_at", "number", "state", "previous_id", "replaces_id", "correction", "digest", "prepared_by_id", "prepared_at", "checked_by_id", "checked_at", "issued_by_id", "issued_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."kind", kept."body_id", kept."school_id", kept."council_id", kept."meeting_id", kept."as_at", kept."number", kept."state", kept."previous_id", kept."replaces_id", kept."correction", kept."digest", kept."prepared_by_id", kept."prepared_at", kept."checked_by_id", kept."checked_at", kept."issued_by_id", kept."issued_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="a3c637c5a8c10bae617c0ad95126451c671e02f5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_77445",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_report",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reportevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_130619_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="reportevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_9e2894_idx"),
        ),
        migrations.AddConstraint(
            model_name="reporttoken",
            constraint=models.UniqueConstraint(fields=("report", "token"), name="report_token_is_once_in_a_report"),
        ),
        migrations.AddConstraint(
            model_name="reporttoken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("staff__isnull", False), ("term__isnull", True), ("user__isnull", True)),
                    models.Q(("staff__isnull", True), ("term__isnull", False), ("user__isnull", True)),
                    models.Q(("staff__isnull", True), ("term__isnull", True), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="report_token_is_about_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttoken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("erased_on__isnull", True),
                        models.Q(("content", ""), _negated=True),
                        models.Q(("salt", ""), _negated=True),
                    ),
                    models.Q(("content", ""), ("erased_on__isnull", False), ("salt", "")),
                    _connector="OR",
                ),
                name="report_token_is_whole_or_erased",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reporttoken",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_reporttokenevent" ("id", "report_id", "token", "part", "staff_id", "term_id", "user_id", "digest", "erased_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."report_id", kept."token", kept."part", kept."staff_id", kept."term_id", kept."user_id", kept."digest", kept."erased_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || report.school_id, \'council:\' || report.council_id)\n    FROM succession_report report WHERE report.id = kept.report_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="c6ec687715508c37c6bfc0655ad11a7198e1ad5b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_8455a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_reporttoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reporttoken",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_reporttokenevent" ("id", "report_id", "token", "part", "staff_id", "term_id", "user_id", "digest", "erased_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."report_id", kept."token", kept."part", kept."staff_id", kept."term_id", kept."user_id", kept."digest", kept."erased_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || report.school_id, \'council:\' || report.council_id)\n    FROM succession_report report WHERE report.id = kept.report_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."report_id", kept."token", kept."part", kept."staff_id", kept."term_id", kept."user_id", kept."digest", kept."erased_on") IS DISTINCT FROM (before."id", before."report_id", before."token", before."part", before."staff_id", before."term_id", before."user_id", before."digest", before."erased_on"); RETURN NULL;',
                    hash="f5e0352c0f41b8703e6cac889e1a924debdf7641",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_fe35d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_reporttoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reporttoken",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_reporttokenevent" ("id", "report_id", "token", "part", "staff_id", "term_id", "user_id", "digest", "erased_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."report_id", kept."token", kept."part", kept."staff_id", kept."term_id", kept."user_id", kept."digest", kept."erased_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || report.school_id, \'council:\' || report.council_id)\n    FROM succession_report report WHERE report.id = kept.report_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="3855d0cad43de109d773bee190f8057ec5801a7e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_8b3b0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_reporttoken",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reporttokenevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_f139a5_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="reporttokenevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_51669f_idx"),
        ),
    ]
