"""What a council answered before, who can make a recommendation happen, and by when scrutiny has its reply."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import actionplan.models.recommendations
import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0007_owning"),
        ("people", "0017_meetings_are_asked_while_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("response", models.CharField(choices=actionplan.models.recommendations.responses, max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("decider", models.CharField(blank=True, max_length=200, verbose_name="who decided")),
                ("on", models.DateField(blank=True, null=True, verbose_name="date of the decision")),
                ("revisit_on", models.DateField(blank=True, null=True, verbose_name="day to look again")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("replaced_at", models.DateTimeField(verbose_name="when another took its place")),
            ],
            options={
                "ordering": ["-replaced_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="EarlierResponseEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("response", models.CharField(choices=actionplan.models.recommendations.responses, max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("decider", models.CharField(blank=True, max_length=200, verbose_name="who decided")),
                ("on", models.DateField(blank=True, null=True, verbose_name="date of the decision")),
                ("revisit_on", models.DateField(blank=True, null=True, verbose_name="day to look again")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("replaced_at", models.DateTimeField(verbose_name="when another took its place")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReplyTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("applies_from", models.DateField(verbose_name="for reports sent from")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months for the reply")),
                ("source", models.CharField(max_length=200, verbose_name="what sets it")),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-applies_from"],
            },
        ),
        migrations.CreateModel(
            name="ReplyTimeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("applies_from", models.DateField(verbose_name="for reports sent from")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months for the reply")),
                ("source", models.CharField(max_length=200, verbose_name="what sets it")),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScrutinyReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_on", models.DateField(verbose_name="day the report was sent")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months for the reply")),
                ("replied_on", models.DateField(blank=True, null=True, verbose_name="day of the reply")),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ScrutinyReplyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("sent_on", models.DateField(verbose_name="day the report was sent")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months for the reply")),
                ("replied_on", models.DateField(blank=True, null=True, verbose_name="day of the reply")),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="recommendation",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="recommendation",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="recommendation",
            name="keep_removed",
        ),
        migrations.AddField(
            model_name="recommendation",
            name="control",
            field=models.CharField(
                choices=actionplan.models.recommendations.controls,
                db_default="not-recorded",
                default="not-recorded",
                max_length=20,
                verbose_name="who can make it happen",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="response_meeting",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.meeting",
                verbose_name="meeting that decided",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="revisit_on",
            field=models.DateField(blank=True, null=True, verbose_name="day to look again"),
        ),
        migrations.AddField(
            model_name="recommendationevent",
            name="control",
            field=models.CharField(
                choices=actionplan.models.recommendations.controls,
                db_default="not-recorded",
                default="not-recorded",
                max_length=20,
                verbose_name="who can make it happen",
            ),
        ),
        migrations.AddField(
            model_name="recommendationevent",
            name="response_meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.meeting",
                verbose_name="meeting that decided",
            ),
        ),
        migrations.AddField(
            model_name="recommendationevent",
            name="revisit_on",
            field=models.DateField(blank=True, null=True, verbose_name="day to look again"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "response_meeting_id", "revisit_on", "control", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", kept."response_meeting_id", kept."revisit_on", kept."control", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="6f9da879f0011d6fa8d635dee29436c2990bcfb2",
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
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "response_meeting_id", "revisit_on", "control", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", kept."response_meeting_id", kept."revisit_on", kept."control", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", kept."response_meeting_id", kept."revisit_on", kept."control") IS DISTINCT FROM (before."id", before."review_id", before."position", before."label", before."text", before."owner_words", before."due_words", before."status_words", before."response_words", before."cells", before."place", before."response", before."response_reason", before."response_decider", before."response_on", before."response_recorded_by_id", before."response_recorded_at", before."response_meeting_id", before."revisit_on", before."control"); RETURN NULL;',
                    hash="9e0e7d833c8aa5412910d5caefe29338ec99c9df",
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
                    func='INSERT INTO "actionplan_recommendationevent" ("id", "review_id", "position", "label", "text", "owner_words", "due_words", "status_words", "response_words", "cells", "place", "response", "response_reason", "response_decider", "response_on", "response_recorded_by_id", "response_recorded_at", "response_meeting_id", "revisit_on", "control", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."position", kept."label", kept."text", kept."owner_words", kept."due_words", kept."status_words", kept."response_words", kept."cells", kept."place", kept."response", kept."response_reason", kept."response_decider", kept."response_on", kept."response_recorded_by_id", kept."response_recorded_at", kept."response_meeting_id", kept."revisit_on", kept."control", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="d7d76abf6ad4478703a553461b57d86b20b0e691",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a41af",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revisit_on__isnull", True), ("response__in", ["declined", "in-part", "noted"]), _connector="OR"
                ),
                name="recommendation_comes_back_if_not_accepted",
            ),
        ),
        AddConstraintNotValid(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("response_meeting__isnull", True),
                    models.Q(("response", "not-recorded"), _negated=True),
                    _connector="OR",
                ),
                name="recommendation_meeting_decided_something",
            ),
        ),
        migrations.AddField(
            model_name="earlierresponse",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.meeting",
            ),
        ),
        migrations.AddField(
            model_name="earlierresponse",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earlier_responses",
                to="actionplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="earlierresponse",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="earlierresponseevent",
            name="meeting",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="earlierresponseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.earlierresponse",
            ),
        ),
        migrations.AddField(
            model_name="earlierresponseevent",
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
            model_name="earlierresponseevent",
            name="recorded_by",
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
            model_name="replytime",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reply_times", to="people.council"
            ),
        ),
        migrations.AddField(
            model_name="replytime",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="replytimeevent",
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
            model_name="replytimeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.replytime",
            ),
        ),
        migrations.AddField(
            model_name="replytimeevent",
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
            model_name="scrutinyreply",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreply",
            name="review",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="reply", to="actionplan.scrutinyreview"
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreplyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actionplan.scrutinyreply",
            ),
        ),
        migrations.AddField(
            model_name="scrutinyreplyevent",
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
            model_name="scrutinyreplyevent",
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
        migrations.AddConstraint(
            model_name="earlierresponse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_at__isnull", True), ("recorded_by__isnull", True)),
                    models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="earlier_response_recorded_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierresponse",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_earlierresponseevent" ("id", "recommendation_id", "response", "reason", "decider", "on", "meeting_id", "revisit_on", "recorded_by_id", "recorded_at", "replaced_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."response", kept."reason", kept."decider", kept."on", kept."meeting_id", kept."revisit_on", kept."recorded_by_id", kept."recorded_at", kept."replaced_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="afa8811b8535d6da3fa328445916ece792fbb332",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_1749f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_earlierresponse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierresponse",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_earlierresponseevent" ("id", "recommendation_id", "response", "reason", "decider", "on", "meeting_id", "revisit_on", "recorded_by_id", "recorded_at", "replaced_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."response", kept."reason", kept."decider", kept."on", kept."meeting_id", kept."revisit_on", kept."recorded_by_id", kept."recorded_at", kept."replaced_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."response", kept."reason", kept."decider", kept."on", kept."meeting_id", kept."revisit_on", kept."recorded_by_id", kept."recorded_at", kept."replaced_at") IS DISTINCT FROM (before."id", before."recommendation_id", before."response", before."reason", before."decider", before."on", before."meeting_id", before."revisit_on", before."recorded_by_id", before."recorded_at", before."replaced_at"); RETURN NULL;',
                    hash="cafef14cbe5213780b796ab0f72194b3a7196499",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_ed582",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_earlierresponse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierresponse",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_earlierresponseevent" ("id", "recommendation_id", "response", "reason", "decider", "on", "meeting_id", "revisit_on", "recorded_by_id", "recorded_at", "replaced_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."response", kept."reason", kept."decider", kept."on", kept."meeting_id", kept."revisit_on", kept."recorded_by_id", kept."recorded_at", kept."replaced_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="f8f065b11311bd0406e9dbf1f673b0672df75cb1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_743eb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_earlierresponse",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="earlierresponseevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_9f111b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="earlierresponseevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_1344a5_idx"),
        ),
        migrations.AddConstraint(
            model_name="replytime",
            constraint=models.UniqueConstraint(fields=("council", "applies_from"), name="reply_time_is_one_a_day"),
        ),
        migrations.AddConstraint(
            model_name="replytime",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("months__lte", 24)), name="reply_time_is_some_months"
            ),
        ),
        migrations.AddConstraint(
            model_name="replytime",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="reply_time_says_what_sets_it"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replytime",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_replytimeevent" ("id", "council_id", "applies_from", "months", "source", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."applies_from", kept."months", kept."source", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="0a1b647c6cbbe966e8774f66ecfe74a640f83026",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_ffc8f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_replytime",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replytime",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_replytimeevent" ("id", "council_id", "applies_from", "months", "source", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."applies_from", kept."months", kept."source", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."council_id", kept."applies_from", kept."months", kept."source", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."council_id", before."applies_from", before."months", before."source", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="fafcf2465618c72224656c49561697a336b87ae6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_793c8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_replytime",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replytime",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_replytimeevent" ("id", "council_id", "applies_from", "months", "source", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."applies_from", kept."months", kept."source", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="0c920187853904d4faf112b438dc624a14555896",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_db716",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_replytime",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="replytimeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_8bd697_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="replytimeevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_37ff2d_idx"),
        ),
        migrations.AddConstraint(
            model_name="scrutinyreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("months__lte", 24)), name="reply_has_a_time_for_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replied_on__isnull", True), ("replied_on__gte", models.F("sent_on")), _connector="OR"
                ),
                name="reply_comes_after_the_report",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreply",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreplyevent" ("id", "review_id", "sent_on", "months", "replied_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."sent_on", kept."months", kept."replied_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="db128393bdd74b9acd4f8c8ce3a01436ff25cd5b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_d77aa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_scrutinyreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreply",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreplyevent" ("id", "review_id", "sent_on", "months", "replied_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."sent_on", kept."months", kept."replied_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."review_id", kept."sent_on", kept."months", kept."replied_on", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."review_id", before."sent_on", before."months", before."replied_on", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="0605edb5e722b2bf0c05d1e58298f40509a931e4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_eac44",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_scrutinyreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutinyreply",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_scrutinyreplyevent" ("id", "review_id", "sent_on", "months", "replied_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."sent_on", kept."months", kept."replied_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="faa7775a48c5d3a9e91486155758b8f5281a8e36",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_55443",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_scrutinyreply",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="scrutinyreplyevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_2e955a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="scrutinyreplyevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_39f0d3_idx"),
        ),
    ]
