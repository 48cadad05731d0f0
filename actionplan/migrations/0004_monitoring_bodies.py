"""Who watches a milestone and a measure, and the body that a review is told to."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import core.history.tracking


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("actionplan", "0003_history"),
        ("people", "0017_meetings_are_asked_while_written"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="milestone",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="milestone",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="milestone",
            name="keep_removed",
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="scrutinyreview",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scrutinyreview",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scrutinyreview",
            name="keep_removed",
        ),
        migrations.AddField(
            model_name="milestone",
            name="monitored_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="monitored_milestones",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="milestoneevent",
            name="monitored_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="outcomemeasure",
            name="monitored_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="monitored_measures",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="outcomemeasureevent",
            name="monitored_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreview",
            name="panel",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="people.body",
                verbose_name="body it is told to",
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreviewevent",
            name="panel",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
                verbose_name="body it is told to",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", kept."monitored_by_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="0d3b42d0f45642881fe25707d019de840685124a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_fb5e0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_milestone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", kept."monitored_by_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", kept."monitored_by_id") IS DISTINCT FROM (before."id", before."recommendation_id", before."position", before."text", before."completed_on", before."monitored_by_id"); RETURN NULL;',
                    hash="e645a25be3e6a7298159caea9f8d07d5cc5e397b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a426c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_milestone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", kept."monitored_by_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="f0ec8f3e3e9a6845d10335c19e662c4acd26a21d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7ee09",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_milestone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomemeasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."monitored_by_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="24eb64a1282a0bbd0c498fb1f55e57e634c23a6c",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."monitored_by_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."monitored_by_id") IS DISTINCT FROM (before."id", before."recommendation_id", before."position", before."text", before."kind", before."kind_is_guess", before."monitored_by_id"); RETURN NULL;',
                    hash="71e8735566fc9f5216438f628a7af293bae73332",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "monitored_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", kept."monitored_by_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="aefe7c2e026cf133cfd38087036aa7cb4cadb36f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6a12b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_outcomemeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "panel_id", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."panel_id", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="25afeff2e6d39f15a5a01643d31309995814ad68",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_68d4a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_scrutinyreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "panel_id", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."panel_id", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."panel_id", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at") IS DISTINCT FROM (before."id", before."council_id", before."title", before."subtitle", before."committee", before."panel_id", before."source_id", before."fingerprint", before."context_words", before."context_year", before."context_is_guess", before."columns", before."imported_by_id", before."imported_at"); RETURN NULL;',
                    hash="6cc2fa57d466aeb2f699f040ffacb2472a33d079",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_81321",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_scrutinyreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "panel_id", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."panel_id", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="cb4a4524cd1e61ea269f8b48aeefa587a11fbbae",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_88212",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_scrutinyreview",
                    when="AFTER",
                ),
            ),
        ),
        AddIndexConcurrently("milestone", models.Index(fields=["monitored_by"], name="milestone_by_who_watches")),
        AddIndexConcurrently("outcomemeasure", models.Index(fields=["monitored_by"], name="measure_by_who_watches")),
        AddIndexConcurrently("scrutinyreview", models.Index(fields=["panel"], name="review_by_whom_it_is_told_to")),
    ]
