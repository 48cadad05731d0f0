"""Keep every change to action plans from now on, beginning with what is here."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import actionplan.models.dates
import actionplan.models.measures
import actionplan.models.milestones
import actionplan.models.recommendations
import core.history.tracking

# What was here before it was tracked, so that its first change has something to be compared with.
BEGIN = """
INSERT INTO actionplan_scrutinyreviewevent
    ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", now(), 'found', kept.id,
    coalesce('council:' || kept.council_id, '')
FROM actionplan_scrutinyreview kept ORDER BY kept.id;
INSERT INTO actionplan_plandateevent
    ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."review_id", kept."recommendation_id", kept."action_id", kept."milestone_id", kept."measure_id", kept."position", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), '')
FROM actionplan_plandate kept ORDER BY kept.id;
INSERT INTO actionplan_teamevent
    ("id", "council_id", "code", "name", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."council_id", kept."code", kept."name", now(), 'found', kept.id,
    coalesce('council:' || kept.council_id, '')
FROM actionplan_team kept ORDER BY kept.id;
INSERT INTO actionplan_teammemberevent
    ("id", "team_id", "user_id", "added_by_id", "added_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."team_id", kept."user_id", kept."added_by_id", kept."added_at", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || team.council_id FROM actionplan_team team WHERE team.id = kept.team_id), '')
FROM actionplan_teammember kept ORDER BY kept.id;
INSERT INTO actionplan_recommendationevent
    ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), '')
FROM actionplan_recommendation kept ORDER BY kept.id;
INSERT INTO actionplan_recommendationteamevent
    ("id", "recommendation_id", "team_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."recommendation_id", kept."team_id", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_recommendation recommendation JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id WHERE recommendation.id = kept.recommendation_id), '')
FROM actionplan_recommendation_teams kept ORDER BY kept.id;
INSERT INTO actionplan_actionevent
    ("id", "recommendation_id", "position", "text", "delivery", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."delivery", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_recommendation recommendation JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id WHERE recommendation.id = kept.recommendation_id), '')
FROM actionplan_action kept ORDER BY kept.id;
INSERT INTO actionplan_outcomemeasureevent
    ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_recommendation recommendation JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id WHERE recommendation.id = kept.recommendation_id), '')
FROM actionplan_outcomemeasure kept ORDER BY kept.id;
INSERT INTO actionplan_milestoneevent
    ("id", "recommendation_id", "position", "text", "completed_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_recommendation recommendation JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id WHERE recommendation.id = kept.recommendation_id), '')
FROM actionplan_milestone kept ORDER BY kept.id;
INSERT INTO actionplan_updateevent
    ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."milestone_id", kept."words", kept."progress", kept."on", kept."by_id", kept."recorded_at", now(), 'found', kept.id,
    coalesce((SELECT 'council:' || review.council_id FROM actionplan_milestone milestone JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id WHERE milestone.id = kept.milestone_id), '')
FROM actionplan_update kept ORDER BY kept.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0002_update_is_kept"),
        ("core", "0002_history"),
        ("people", "0002_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "delivery",
                    models.CharField(
                        choices=actionplan.models.recommendations.deliveries, default="not-recorded", max_length=20
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MilestoneEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "completed_on",
                    models.DateField(blank=True, null=True, verbose_name="day it was done, as its last update says"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutcomeMeasureEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=actionplan.models.measures.measure_kinds, default="not-recorded", max_length=20
                    ),
                ),
                ("kind_is_guess", models.BooleanField(default=False, verbose_name="the kind is our reading")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanDateEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.TextField(verbose_name="as written")),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                ("precision", models.CharField(choices=actionplan.models.dates.precisions, max_length=20)),
                ("year_inferred", models.BooleanField(default=False, verbose_name="the year is our reading")),
            ],
            options={
                "abstract": False,
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the paper")),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="number as written")),
                ("text", models.TextField()),
                ("owner_words", models.TextField(blank=True, verbose_name="by whom, as written")),
                ("due_words", models.TextField(blank=True, verbose_name="by when, as written")),
                ("status_words", models.TextField(blank=True, verbose_name="status as written")),
                ("response_words", models.TextField(blank=True, verbose_name="response as written")),
                ("cells", models.JSONField(verbose_name="words of its cells, one for each column of the paper")),
                ("place", models.CharField(blank=True, max_length=40, verbose_name="where it stood in the paper")),
                (
                    "response",
                    models.CharField(
                        choices=actionplan.models.recommendations.responses, default="not-recorded", max_length=20
                    ),
                ),
                ("response_reason", models.TextField(blank=True, verbose_name="reason")),
                ("response_decider", models.CharField(blank=True, max_length=200, verbose_name="who decided")),
                ("response_on", models.DateField(blank=True, null=True, verbose_name="date of the decision")),
                ("response_recorded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecommendationTeamEvent",
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
            name="ScrutinyReviewEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("subtitle", models.CharField(blank=True, max_length=300)),
                (
                    "committee",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="committee that made the recommendations"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, verbose_name="the same for the same plan")),
                (
                    "context_words",
                    models.CharField(blank=True, max_length=100, verbose_name="year the paper speaks of, as written"),
                ),
                ("context_year", models.CharField(blank=True, max_length=20, verbose_name="year the paper speaks of")),
                ("context_is_guess", models.BooleanField(default=False)),
                ("columns", models.JSONField(verbose_name="names of the paper's columns")),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=200, verbose_name="as the papers call it")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="full name")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamMemberEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UpdateEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("words", models.TextField(verbose_name="what happened")),
                (
                    "progress",
                    models.CharField(
                        choices=actionplan.models.milestones.progresses, max_length=20, verbose_name="state"
                    ),
                ),
                ("on", models.DateField(verbose_name="day it speaks of")),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecommendationTeam",
            fields=[],
            options={
                "verbose_name": "team of a recommendation",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("actionplan.recommendation_teams",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_actionevent" ("id", "recommendation_id", "position", "text", "delivery", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."position", NEW."text", NEW."delivery", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="8d632dd6efe443f22aa57ac82b42222ff1040c6c",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_e8e99",
                    table="actionplan_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_actionevent" ("id", "recommendation_id", "position", "text", "delivery", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."position", NEW."text", NEW."delivery", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="85c1b08bce1cc32618e13cd5da3ebcfa72520131",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_3c55a",
                    table="actionplan_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_actionevent" ("id", "recommendation_id", "position", "text", "delivery", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."recommendation_id", OLD."position", OLD."text", OLD."delivery", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = OLD.recommendation_id), \'\')); RETURN NULL;',
                    hash="a47e33b375472f67b3ddb526ca85522f3d761c62",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_beccb",
                    table="actionplan_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."position", NEW."text", NEW."completed_on", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="60302f8013c4aec663cd0e3f9c54d8663803c908",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_fb5e0",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."position", NEW."text", NEW."completed_on", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="ccdfca819518710dbad30e5c4ff9e0e64fafc127",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a426c",
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
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."recommendation_id", OLD."position", OLD."text", OLD."completed_on", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = OLD.recommendation_id), \'\')); RETURN NULL;',
                    hash="e51bec729cba29a8c61289013944b041d044bf27",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7ee09",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."position", NEW."text", NEW."kind", NEW."kind_is_guess", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="6335de44dce3c6b9832cb62d92cb0fc68ccc6d50",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_72dc9",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."position", NEW."text", NEW."kind", NEW."kind_is_guess", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="fc3e68d52470f45515d9b47e0d985105d4de17d3",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_77977",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."recommendation_id", OLD."position", OLD."text", OLD."kind", OLD."kind_is_guess", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = OLD.recommendation_id), \'\')); RETURN NULL;',
                    hash="fed968a8dcc15fe359c956c70ef8c0ca7e320b24",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6a12b",
                    table="actionplan_outcomemeasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandate",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_plandateevent" ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."review_id", NEW."recommendation_id", NEW."action_id", NEW."milestone_id", NEW."measure_id", NEW."position", NEW."words", NEW."earliest", NEW."latest", NEW."precision", NEW."year_inferred", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = NEW.review_id), \'\')); RETURN NULL;',
                    hash="36e0747571eb8b60a6b0795bbad827fa49413270",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_7a741",
                    table="actionplan_plandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandate",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_plandateevent" ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."review_id", NEW."recommendation_id", NEW."action_id", NEW."milestone_id", NEW."measure_id", NEW."position", NEW."words", NEW."earliest", NEW."latest", NEW."precision", NEW."year_inferred", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = NEW.review_id), \'\')); RETURN NULL;',
                    hash="30ffe58ce5aabfcb867630e58e8bc8e02b2c7963",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_1dc55",
                    table="actionplan_plandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandate",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_plandateevent" ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."review_id", OLD."recommendation_id", OLD."action_id", OLD."milestone_id", OLD."measure_id", OLD."position", OLD."words", OLD."earliest", OLD."latest", OLD."precision", OLD."year_inferred", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = OLD.review_id), \'\')); RETURN NULL;',
                    hash="61c8f9cd0a1c1ea0c52a01f873deedfc558b4b83",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_b1a59",
                    table="actionplan_plandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."review_id", NEW."position", NEW."label", NEW."text", NEW."owner_words", NEW."due_words", NEW."status_words", NEW."response_words", NEW."cells", NEW."place", NEW."response", NEW."response_reason", NEW."response_decider", NEW."response_on", NEW."response_recorded_by_id", NEW."response_recorded_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = NEW.review_id), \'\')); RETURN NULL;',
                    hash="12d8ef7b3f69696412ede3cee9499030a9df3772",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_cccf6",
                    table="actionplan_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."review_id", NEW."position", NEW."label", NEW."text", NEW."owner_words", NEW."due_words", NEW."status_words", NEW."response_words", NEW."cells", NEW."place", NEW."response", NEW."response_reason", NEW."response_decider", NEW."response_on", NEW."response_recorded_by_id", NEW."response_recorded_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = NEW.review_id), \'\')); RETURN NULL;',
                    hash="418e79c984615d65969d753da7dfdebad1276c1c",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_bf591",
                    table="actionplan_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."review_id", OLD."position", OLD."label", OLD."text", OLD."owner_words", OLD."due_words", OLD."status_words", OLD."response_words", OLD."cells", OLD."place", OLD."response", OLD."response_reason", OLD."response_decider", OLD."response_on", OLD."response_recorded_by_id", OLD."response_recorded_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = OLD.review_id), \'\')); RETURN NULL;',
                    hash="6e0e23c7dea789e3578d82a01049f16560b4ea99",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a41af",
                    table="actionplan_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."council_id", NEW."title", NEW."subtitle", NEW."committee", NEW."source_id", NEW."fingerprint", NEW."context_words", NEW."context_year", NEW."context_is_guess", NEW."columns", NEW."imported_by_id", NEW."imported_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="d71379b7820c650aafb1fdd042ef214d5866a5c3",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_68d4a",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."council_id", NEW."title", NEW."subtitle", NEW."committee", NEW."source_id", NEW."fingerprint", NEW."context_words", NEW."context_year", NEW."context_is_guess", NEW."columns", NEW."imported_by_id", NEW."imported_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="f6743b5ac8b978dddd3dab8f04e9b5b14c49cd89",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_81321",
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
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."council_id", OLD."title", OLD."subtitle", OLD."committee", OLD."source_id", OLD."fingerprint", OLD."context_words", OLD."context_year", OLD."context_is_guess", OLD."columns", OLD."imported_by_id", OLD."imported_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || OLD.council_id, \'\')); RETURN NULL;',
                    hash="1020cc7e2a1305ed5572db03cfd0202d5df9d72a",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_88212",
                    table="actionplan_scrutinyreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_teamevent" ("id", "council_id", "code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."council_id", NEW."code", NEW."name", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="a42b70da75a16ebc07c522aaf4a1a5c261e5379e",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_d5d10",
                    table="actionplan_team",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_teamevent" ("id", "council_id", "code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."council_id", NEW."code", NEW."name", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="819aff30bbb006754e31195b9707467e70bd2d0d",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_1f21a",
                    table="actionplan_team",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_teamevent" ("id", "council_id", "code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."council_id", OLD."code", OLD."name", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || OLD.council_id, \'\')); RETURN NULL;',
                    hash="d7a017ba728eb145e39fc816172c18e0dd08803e",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_14084",
                    table="actionplan_team",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teammember",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_teammemberevent" ("id", "team_id", "user_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."team_id", NEW."user_id", NEW."added_by_id", NEW."added_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || team.council_id\n    FROM actionplan_team team WHERE team.id = NEW.team_id), \'\')); RETURN NULL;',
                    hash="2c991ab0f497aebd70b861c6efd220f8ada6ff18",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_96e8e",
                    table="actionplan_teammember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teammember",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_teammemberevent" ("id", "team_id", "user_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."team_id", NEW."user_id", NEW."added_by_id", NEW."added_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || team.council_id\n    FROM actionplan_team team WHERE team.id = NEW.team_id), \'\')); RETURN NULL;',
                    hash="d327078ea69e0a3bd1fbdb19f66ea3306071bf30",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_1b695",
                    table="actionplan_teammember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teammember",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_teammemberevent" ("id", "team_id", "user_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."team_id", OLD."user_id", OLD."added_by_id", OLD."added_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || team.council_id\n    FROM actionplan_team team WHERE team.id = OLD.team_id), \'\')); RETURN NULL;',
                    hash="451e10692d053e0bd0eff76afd70f59efe68efba",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ec06b",
                    table="actionplan_teammember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="update",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_updateevent" ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."milestone_id", NEW."words", NEW."progress", NEW."on", NEW."by_id", NEW."recorded_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = NEW.milestone_id), \'\')); RETURN NULL;',
                    hash="1bd285259eaad9313aeb350aa30027577147f95e",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_198df",
                    table="actionplan_update",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="update",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."milestone_id" IS DISTINCT FROM (NEW."milestone_id") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "actionplan_updateevent" ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."milestone_id", NEW."words", NEW."progress", NEW."on", NEW."by_id", NEW."recorded_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = NEW.milestone_id), \'\')); RETURN NULL;',
                    hash="7d997210a31a5f1b7e63f2e8107a8747065c3b3c",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_29fed",
                    table="actionplan_update",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="update",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_updateevent" ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."milestone_id", OLD."words", OLD."progress", OLD."on", OLD."by_id", OLD."recorded_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = OLD.milestone_id), \'\')); RETURN NULL;',
                    hash="56b1a5fc586ce9bc626941c310d5cbfa08ba4522",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7af20",
                    table="actionplan_update",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.action",
            ),
        ),
        migrations.AddField(
            model_name="actionevent",
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
            model_name="milestoneevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.milestone",
            ),
        ),
        migrations.AddField(
            model_name="milestoneevent",
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
            model_name="outcomemeasureevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.outcomemeasure",
            ),
        ),
        migrations.AddField(
            model_name="outcomemeasureevent",
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
            model_name="plandateevent",
            name="action",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.action",
            ),
        ),
        migrations.AddField(
            model_name="plandateevent",
            name="measure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.outcomemeasure",
            ),
        ),
        migrations.AddField(
            model_name="plandateevent",
            name="milestone",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.milestone",
            ),
        ),
        migrations.AddField(
            model_name="plandateevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.plandate",
            ),
        ),
        migrations.AddField(
            model_name="plandateevent",
            name="recommendation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="plandateevent",
            name="review",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.scrutinyreview",
            ),
        ),
        migrations.AddField(
            model_name="recommendationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="recommendationevent",
            name="response_recorded_by",
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
            model_name="recommendationevent",
            name="review",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.scrutinyreview",
            ),
        ),
        migrations.AddField(
            model_name="recommendationteamevent",
            name="recommendation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="recommendationteamevent",
            name="team",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.team",
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreviewevent",
            name="council",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.council",
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreviewevent",
            name="imported_by",
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
            model_name="scrutinyreviewevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.scrutinyreview",
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreviewevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.upload",
            ),
        ),
        migrations.AddField(
            model_name="teamevent",
            name="council",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.council",
            ),
        ),
        migrations.AddField(
            model_name="teamevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.team",
            ),
        ),
        migrations.AddField(
            model_name="teammemberevent",
            name="added_by",
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
            model_name="teammemberevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.teammember",
            ),
        ),
        migrations.AddField(
            model_name="teammemberevent",
            name="team",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.team",
            ),
        ),
        migrations.AddField(
            model_name="teammemberevent",
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
            model_name="updateevent",
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
            model_name="updateevent",
            name="milestone",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actionplan.milestone",
            ),
        ),
        migrations.AddField(
            model_name="updateevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.update",
            ),
        ),
        migrations.AddField(
            model_name="recommendationteamevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.recommendationteam",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendationteam",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_recommendationteamevent" ("id", "recommendation_id", "team_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."team_id", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="8f8b698ab3bf0f923c6f9b0e647431e2ebafb2d7",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_04282",
                    table="actionplan_recommendation_teams",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendationteam",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actionplan_recommendationteamevent" ("id", "recommendation_id", "team_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."recommendation_id", NEW."team_id", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = NEW.recommendation_id), \'\')); RETURN NULL;',
                    hash="c4b4202cfeafd72a61257ac77eea7658e1879c46",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_14bd8",
                    table="actionplan_recommendation_teams",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendationteam",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_recommendationteamevent" ("id", "recommendation_id", "team_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."recommendation_id", OLD."team_id", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = OLD.recommendation_id), \'\')); RETURN NULL;',
                    hash="e04b2665206168386f8d0107674cb2308740440d",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_bf909",
                    table="actionplan_recommendation_teams",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="actionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_1ad73a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="milestoneevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_3ff7e2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="outcomemeasureevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_8ec808_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="plandateevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_3aa0b2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_52e7ca_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="scrutinyreviewevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_aca6d3_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="teamevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_8832a9_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="teammemberevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_cb8db9_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="updateevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_b306ee_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendationteamevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_3558a8_idx"
            ),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
