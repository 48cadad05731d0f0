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
        ("core", "0004_history"),
        ("people", "0004_history"),
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
                    func='INSERT INTO "actionplan_actionevent" ("id", "recommendation_id", "position", "text", "delivery", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."delivery", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="4dc3a5220edd2bdf1c060374992f647404707aac",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_e8e99",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_actionevent" ("id", "recommendation_id", "position", "text", "delivery", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."delivery", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."position", kept."text", kept."delivery") IS DISTINCT FROM (before."id", before."recommendation_id", before."position", before."text", before."delivery"); RETURN NULL;',
                    hash="13a5aea133d535c11223e7fcb1ca2803b2687a5e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_3c55a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_actionevent" ("id", "recommendation_id", "position", "text", "delivery", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."delivery", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="0f2b4ac96d9a23f97375b793d823114b5d58696d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_beccb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="9ff1d2d51fd7faf12b26784b466a784ca5fcdddb",
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
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on") IS DISTINCT FROM (before."id", before."recommendation_id", before."position", before."text", before."completed_on"); RETURN NULL;',
                    hash="9c7164f0f25a1978c40395dac02b80879b4cc597",
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
                    func='INSERT INTO "actionplan_milestoneevent" ("id", "recommendation_id", "position", "text", "completed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."completed_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="cd9378952452fa4cf775cd6102076ff79a30f366",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="a154a14ad3819afa9c43f745f9bd9d037d9923ad",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess") IS DISTINCT FROM (before."id", before."recommendation_id", before."position", before."text", before."kind", before."kind_is_guess"); RETURN NULL;',
                    hash="09b04b021cf898613c26f929b9236acdd521c1a5",
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
                    func='INSERT INTO "actionplan_outcomemeasureevent" ("id", "recommendation_id", "position", "text", "kind", "kind_is_guess", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."position", kept."text", kept."kind", kept."kind_is_guess", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="6d469fe60b08703890b14bcf0856f3bf5be2b331",
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
            model_name="plandate",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_plandateevent" ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."recommendation_id", kept."action_id", kept."milestone_id", kept."measure_id", kept."position", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="b993bb6d1f576ebff5991d7c6a202c2b9c0ab487",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_7a741",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_plandateevent" ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."recommendation_id", kept."action_id", kept."milestone_id", kept."measure_id", kept."position", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."review_id", kept."recommendation_id", kept."action_id", kept."milestone_id", kept."measure_id", kept."position", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred") IS DISTINCT FROM (before."id", before."review_id", before."recommendation_id", before."action_id", before."milestone_id", before."measure_id", before."position", before."words", before."earliest", before."latest", before."precision", before."year_inferred"); RETURN NULL;',
                    hash="9fd64ee09ac056c9a5dc99265476ce6952525ddd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_1dc55",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_plandateevent" ("id", "review_id", "recommendation_id", "action_id", "milestone_id", "measure_id", "position", "words", "earliest", "latest", "precision", "year_inferred", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."recommendation_id", kept."action_id", kept."milestone_id", kept."measure_id", kept."position", kept."words", kept."earliest", kept."latest", kept."precision", kept."year_inferred", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="7ac47d6e28d34cd3dca529de515c8809d63a322d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_b1a59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="5aca57e32e05090cce33f9cdcb7343b9a11e23cc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_cccf6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at") IS DISTINCT FROM (before."id", before."review_id", before."position", before."label", before."text", before."owner_words", before."due_words", before."status_words", before."response_words", before."cells", before."place", before."response", before."response_reason", before."response_decider", before."response_on", before."response_recorded_by_id", before."response_recorded_at"); RETURN NULL;',
                    hash="445c21a1678675c69149d2d1f71230ccd4824a8a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_bf591",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="60d42a07918b286bc52b1a11fd31d13c86e0b238",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a41af",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="c7a13de5be1c00801f9617c1560878a87d0c8780",
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
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at") IS DISTINCT FROM (before."id", before."council_id", before."title", before."subtitle", before."committee", before."source_id", before."fingerprint", before."context_words", before."context_year", before."context_is_guess", before."columns", before."imported_by_id", before."imported_at"); RETURN NULL;',
                    hash="d878270391aca808084775fd56b4dbbff5784176",
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
                    func='INSERT INTO "actionplan_scrutinyreviewevent" ("id", "council_id", "title", "subtitle", "committee", "source_id", "fingerprint", "context_words", "context_year", "context_is_guess", "columns", "imported_by_id", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."title", kept."subtitle", kept."committee", kept."source_id", kept."fingerprint", kept."context_words", kept."context_year", kept."context_is_guess", kept."columns", kept."imported_by_id", kept."imported_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="45823cc9c7e6ff693ee9b8240887220ef0e1636b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_88212",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "actionplan_teamevent" ("id", "council_id", "code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."code", kept."name", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="a8482df09f3f2b974be10c99b80423ccfec041e2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_d5d10",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_teamevent" ("id", "council_id", "code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."code", kept."name", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."council_id", kept."code", kept."name") IS DISTINCT FROM (before."id", before."council_id", before."code", before."name"); RETURN NULL;',
                    hash="6a97d9fb9bf67b57c61e2a40265d82dddd5a2a55",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_1f21a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_teamevent" ("id", "council_id", "code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."code", kept."name", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="513098853b071987e552b03a8be763fafa38ea22",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_14084",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "actionplan_teammemberevent" ("id", "team_id", "user_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."team_id", kept."user_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || team.council_id\n    FROM actionplan_team team WHERE team.id = kept.team_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="fa3e18cd99b410e5bbf3e39009c10de4dc78af0f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_96e8e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_teammemberevent" ("id", "team_id", "user_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."team_id", kept."user_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || team.council_id\n    FROM actionplan_team team WHERE team.id = kept.team_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."team_id", kept."user_id", kept."added_by_id", kept."added_at") IS DISTINCT FROM (before."id", before."team_id", before."user_id", before."added_by_id", before."added_at"); RETURN NULL;',
                    hash="c68d80834f03abd12d8b748b4f802726b97fccc3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_1b695",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_teammemberevent" ("id", "team_id", "user_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."team_id", kept."user_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || team.council_id\n    FROM actionplan_team team WHERE team.id = kept.team_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="e8651814227f16325eac33008488a20def9829eb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ec06b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "actionplan_updateevent" ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."milestone_id", kept."words", kept."progress", kept."on", kept."by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = kept.milestone_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="c50ddac242328a708cc74005219bf16f242baf22",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_198df",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_updateevent" ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."milestone_id", kept."words", kept."progress", kept."on", kept."by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = kept.milestone_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."milestone_id", kept."words", kept."progress", kept."on", kept."by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."milestone_id", before."words", before."progress", before."on", before."by_id", before."recorded_at"); RETURN NULL;',
                    hash="97a933970dfbffd0fd064cbc723a9cd6c26e8313",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_29fed",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_updateevent" ("id", "milestone_id", "words", "progress", "on", "by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."milestone_id", kept."words", kept."progress", kept."on", kept."by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_milestone milestone\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE milestone.id = kept.milestone_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="f7a2d7a227134518f9a459a11c32031f28ee14ce",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7af20",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                    func='INSERT INTO "actionplan_recommendationteamevent" ("id", "recommendation_id", "team_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."team_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="ed3272b00065297821079bc52a06b7b80e1b027e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_04282",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_recommendationteamevent" ("id", "recommendation_id", "team_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."team_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."team_id") IS DISTINCT FROM (before."id", before."recommendation_id", before."team_id"); RETURN NULL;',
                    hash="9f2cfc6f0f4e8f33099183c615a9324a8764dce4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_14bd8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "actionplan_recommendationteamevent" ("id", "recommendation_id", "team_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."team_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="9ca416ef0fcd42155437d4bf7e1bb9afd983f128",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_bf909",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
            model_name="actionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_e9378b_idx"),
        ),
        migrations.AddIndex(
            model_name="milestoneevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_3ff7e2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="milestoneevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_198a52_idx"),
        ),
        migrations.AddIndex(
            model_name="outcomemeasureevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_8ec808_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="outcomemeasureevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_2bf2b5_idx"),
        ),
        migrations.AddIndex(
            model_name="plandateevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_3aa0b2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="plandateevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_2aba39_idx"),
        ),
        migrations.AddIndex(
            model_name="recommendationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_52e7ca_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_d9918a_idx"),
        ),
        migrations.AddIndex(
            model_name="scrutinyreviewevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_aca6d3_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="scrutinyreviewevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_2e7995_idx"),
        ),
        migrations.AddIndex(
            model_name="teamevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_8832a9_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="teamevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_c149d2_idx"),
        ),
        migrations.AddIndex(
            model_name="teammemberevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_cb8db9_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="teammemberevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_f6d148_idx"),
        ),
        migrations.AddIndex(
            model_name="updateevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_b306ee_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="updateevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_ee2cc6_idx"),
        ),
        migrations.AddIndex(
            model_name="recommendationteamevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_3558a8_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendationteamevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_43be01_idx"),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
