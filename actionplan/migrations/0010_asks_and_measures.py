"""What recommendations ask for, which action serves what, and what outcome measures are to show."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0009_answers_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(verbose_name="first character")),
                ("end", models.PositiveIntegerField(verbose_name="character after the last")),
                ("words", models.TextField()),
                ("marked_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["recommendation", "start"],
            },
        ),
        migrations.CreateModel(
            name="AskEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("start", models.PositiveIntegerField(verbose_name="first character")),
                ("end", models.PositiveIntegerField(verbose_name="character after the last")),
                ("words", models.TextField()),
                ("marked_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Serving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left_out", models.TextField(blank=True, verbose_name="what is left out of the ask")),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["ask", "action"],
            },
        ),
        migrations.CreateModel(
            name="ServingEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("left_out", models.TextField(blank=True, verbose_name="what is left out of the ask")),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outcomemeasure",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outcomemeasure",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outcomemeasure",
            name="keep_removed",
        ),
        migrations.AddField(
            model_name="outcomemeasure",
            name="baseline",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="where it began"
            ),
        ),
        migrations.AddField(
            model_name="outcomemeasure",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="day for it, where the paper gives none"),
        ),
        migrations.AddField(
            model_name="outcomemeasure",
            name="target",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="how much is enough"
            ),
        ),
        migrations.AddField(
            model_name="outcomemeasureevent",
            name="baseline",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="where it began"
            ),
        ),
        migrations.AddField(
            model_name="outcomemeasureevent",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="day for it, where the paper gives none"),
        ),
        migrations.AddField(
            model_name="outcomemeasureevent",
            name="target",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="how much is enough"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomemeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "baseline", "target", "due_on", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."baseline", kept."target", kept."due_on", kept."monitored_by_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="3bd8dbbfc3214fc17c59ea2692c3c91d1d66c545",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_72dc9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_outcomemeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomemeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "baseline", "target", "due_on", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."baseline", kept."target", kept."due_on", kept."monitored_by_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."baseline", kept."target", kept."due_on", kept."monitored_by_id") IS DISTINCT FROM (before."id", before."recommendation_id", before."position", before."text", before."kind", before."kind_is_guess", before."baseline", before."target", before."due_on", before."monitored_by_id"); RETURN NULL;',
                    hash="1a10c4114fcce68802e24f8da326530bb7543836",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_77977",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_outcomemeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomemeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "baseline", "target", "due_on", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."baseline", kept."target", kept."due_on", kept."monitored_by_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="a59a5d97d0a5d51f5e433aed3cf938555e3a9008",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6a12b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_outcomemeasure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="marked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="actionplan.recommendation"
            ),
        ),
        migrations.AddField(
            model_name="askevent",
            name="marked_by",
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
            model_name="askevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.ask",
            ),
        ),
        migrations.AddField(
            model_name="askevent",
            name="recommendation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="serving",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="servings", to="actionplan.action"
            ),
        ),
        migrations.AddField(
            model_name="serving",
            name="ask",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="servings", to="actionplan.ask"
            ),
        ),
        migrations.AddField(
            model_name="serving",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="servingevent",
            name="action",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.action",
            ),
        ),
        migrations.AddField(
            model_name="servingevent",
            name="ask",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.ask",
            ),
        ),
        migrations.AddField(
            model_name="servingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.serving",
            ),
        ),
        migrations.AddField(
            model_name="servingevent",
            name="said_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="ask_has_some_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="ask_keeps_its_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("recommendation"),
                            models.F("recommendation"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("start"),
                            models.F("end"),
                            function="int4range",
                            output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="asks_do_not_overlap",
                violation_error_message="These words overlap with an ask that is marked already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ask",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_askevent" ("id", "recommendation_id", "start", "end", "words", "marked_by_id", "marked_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."start", kept."end", kept."words", kept."marked_by_id", kept."marked_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="d6d408f0466fdbafb9d214aceeedd4e4ba3a662b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_0f76c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_ask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ask",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_askevent" ("id", "recommendation_id", "start", "end", "words", "marked_by_id", "marked_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."start", kept."end", kept."words", kept."marked_by_id", kept."marked_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."start", kept."end", kept."words", kept."marked_by_id", kept."marked_at") IS DISTINCT FROM (before."id", before."recommendation_id", before."start", before."end", before."words", before."marked_by_id", before."marked_at"); RETURN NULL;',
                    hash="fdf03365f65e09fd2377cc6d93970c279d00816d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_2722e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_ask",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ask",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_askevent" ("id", "recommendation_id", "start", "end", "words", "marked_by_id", "marked_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."start", kept."end", kept."words", kept."marked_by_id", kept."marked_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="3a72e8323c64c3639c8193ad5d98db42215cb79a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a4f57",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_ask",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="askevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_63842d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="askevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_478d16_idx"),
        ),
        migrations.AddConstraint(
            model_name="serving",
            constraint=models.UniqueConstraint(fields=("ask", "action"), name="action_serves_an_ask_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serving",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_servingevent" ("id", "ask_id", "action_id", "left_out", "said_by_id", "said_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."ask_id", kept."action_id", kept."left_out", kept."said_by_id", kept."said_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_ask ask\n    JOIN actionplan_recommendation recommendation ON recommendation.id = ask.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE ask.id = kept.ask_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="294e2e5e25c686a87894457c39616cf36e7b29aa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_9a20f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_serving",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serving",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_servingevent" ("id", "ask_id", "action_id", "left_out", "said_by_id", "said_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."ask_id", kept."action_id", kept."left_out", kept."said_by_id", kept."said_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_ask ask\n    JOIN actionplan_recommendation recommendation ON recommendation.id = ask.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE ask.id = kept.ask_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."ask_id", kept."action_id", kept."left_out", kept."said_by_id", kept."said_at") IS DISTINCT FROM (before."id", before."ask_id", before."action_id", before."left_out", before."said_by_id", before."said_at"); RETURN NULL;',
                    hash="cc46ad036ebb2c8e7e9782094eba995e8fc4f26e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_9cc70",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_serving",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serving",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_servingevent" ("id", "ask_id", "action_id", "left_out", "said_by_id", "said_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."ask_id", kept."action_id", kept."left_out", kept."said_by_id", kept."said_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_ask ask\n    JOIN actionplan_recommendation recommendation ON recommendation.id = ask.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE ask.id = kept.ask_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="46a5f7f0940169d32498791b1c51229fb45d01b7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ff69b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_serving",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="servingevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_5410c0_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="servingevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_b01347_idx"),
        ),
    ]
