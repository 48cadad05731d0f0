"""The ledger of dates that were changed."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import actionplan.models.dates
import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0004_monitoring_bodies"),
        ("people", "0017_meetings_are_asked_while_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_words", models.TextField(blank=True, verbose_name="date before, as written")),
                ("was_earliest", models.DateField(blank=True, null=True, verbose_name="first day before")),
                ("was_latest", models.DateField(blank=True, null=True, verbose_name="last day before")),
                (
                    "was_precision",
                    models.CharField(
                        blank=True,
                        choices=actionplan.models.dates.precisions,
                        max_length=20,
                        verbose_name="precision before",
                    ),
                ),
                (
                    "was_year_inferred",
                    models.BooleanField(default=False, verbose_name="the year before was our reading"),
                ),
                ("words", models.TextField(verbose_name="new date, as written")),
                ("earliest", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("latest", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("precision", models.CharField(choices=actionplan.models.dates.precisions, max_length=20)),
                ("year_inferred", models.BooleanField(default=False, verbose_name="the year is our reading")),
                ("reason", models.TextField()),
                ("asked_by", models.CharField(max_length=200, verbose_name="who asked for it")),
                ("agreed_by", models.CharField(max_length=200, verbose_name="who agreed")),
                ("recorded_at", models.DateTimeField()),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="date_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "date",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="actionplan.plandate"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="date_changes",
                        to="people.meeting",
                        verbose_name="meeting at which it was agreed",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="date_changes",
                        to="actionplan.milestone",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DateChangeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("was_words", models.TextField(blank=True, verbose_name="date before, as written")),
                ("was_earliest", models.DateField(blank=True, null=True, verbose_name="first day before")),
                ("was_latest", models.DateField(blank=True, null=True, verbose_name="last day before")),
                (
                    "was_precision",
                    models.CharField(
                        blank=True,
                        choices=actionplan.models.dates.precisions,
                        max_length=20,
                        verbose_name="precision before",
                    ),
                ),
                (
                    "was_year_inferred",
                    models.BooleanField(default=False, verbose_name="the year before was our reading"),
                ),
                ("words", models.TextField(verbose_name="new date, as written")),
                ("earliest", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("latest", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("precision", models.CharField(choices=actionplan.models.dates.precisions, max_length=20)),
                ("year_inferred", models.BooleanField(default=False, verbose_name="the year is our reading")),
                ("reason", models.TextField()),
                ("asked_by", models.CharField(max_length=200, verbose_name="who asked for it")),
                ("agreed_by", models.CharField(max_length=200, verbose_name="who agreed")),
                ("recorded_at", models.DateTimeField()),
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
                    "date",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.plandate",
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
                        verbose_name="meeting at which it was agreed",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.milestone",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.datechange",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("asked_by", ""), _negated=True),
                    models.Q(("agreed_by", ""), _negated=True),
                ),
                name="date_change_says_what_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earliest__isnull", True),
                    ("latest__isnull", True),
                    ("latest__gte", models.F("earliest")),
                    _connector="OR",
                ),
                name="date_change_ends_after_it_starts",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datechange",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_datechangeevent" ("id", "milestone_id", "date_id", "was_words", "was_earliest", "was_latest", "was_precision", "was_year_inferred", "words", "earliest", "latest", "precision", "year_inferred", "reason", "asked_by", "agreed_by", "meeting_id", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."milestone_id", kept."date_id", kept."was_words", kept."was_earliest", kept."was_latest", kept."was_precision", kept."was_year_inferred", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", kept."reason", kept."asked_by", kept."agreed_by", kept."meeting_id", kept."by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = kept.milestone_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="e35e66ec3052bfe39e4cdb4c7d6c9e8134c9e7bd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_edc45",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_datechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datechange",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_datechangeevent" ("id", "milestone_id", "date_id", "was_words", "was_earliest", "was_latest", "was_precision", "was_year_inferred", "words", "earliest", "latest", "precision", "year_inferred", "reason", "asked_by", "agreed_by", "meeting_id", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."milestone_id", kept."date_id", kept."was_words", kept."was_earliest", kept."was_latest", kept."was_precision", kept."was_year_inferred", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", kept."reason", kept."asked_by", kept."agreed_by", kept."meeting_id", kept."by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = kept.milestone_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."milestone_id", kept."date_id", kept."was_words", kept."was_earliest", kept."was_latest", kept."was_precision", kept."was_year_inferred", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", kept."reason", kept."asked_by", kept."agreed_by", kept."meeting_id", kept."by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."milestone_id", before."date_id", before."was_words", before."was_earliest", before."was_latest", before."was_precision", before."was_year_inferred", before."words", before."earliest", before."latest", before."precision", before."year_inferred", before."reason", before."asked_by", before."agreed_by", before."meeting_id", before."by_id", before."recorded_at"); RETURN NULL;',
                    hash="02c0c357da56fc818f44fc431a26a44087526a02",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_ccc67",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_datechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datechange",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_datechangeevent" ("id", "milestone_id", "date_id", "was_words", "was_earliest", "was_latest", "was_precision", "was_year_inferred", "words", "earliest", "latest", "precision", "year_inferred", "reason", "asked_by", "agreed_by", "meeting_id", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."milestone_id", kept."date_id", kept."was_words", kept."was_earliest", kept."was_latest", kept."was_precision", kept."was_year_inferred", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", kept."reason", kept."asked_by", kept."agreed_by", kept."meeting_id", kept."by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = kept.milestone_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="f6e21a9b5b667390e13ef79fbb46179a23764a55",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_2b9ef",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_datechange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="datechangeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_252a54_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="datechangeevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_5a4a12_idx"),
        ),
    ]
