"""What an update shows, what a team hands back, and who gets the letter of the week."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import actionplan.models.owning
import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0006_date_change_is_kept"),
        ("core", "0005_reading"),
        ("people", "0017_meetings_are_asked_while_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HandBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=1000, verbose_name="why it is not theirs")),
                ("at", models.DateTimeField()),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("answer", models.CharField(blank=True, choices=actionplan.models.owning.answers, max_length=20)),
                ("reply", models.TextField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "given_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actionplan.team",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_backs",
                        to="actionplan.milestone",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_backs",
                        to="actionplan.recommendation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hand_backs", to="actionplan.team"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HandBackEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("reason", models.TextField(max_length=1000, verbose_name="why it is not theirs")),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, choices=actionplan.models.owning.answers, max_length=20)),
                ("reply", models.TextField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                    "given_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.team",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.handback",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.recommendation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UpdateEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_evidence",
                        to="core.upload",
                    ),
                ),
                (
                    "update",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="actionplan.update"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence of updates",
                "ordering": ["update"],
            },
        ),
        migrations.CreateModel(
            name="UpdateEvidenceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.upload",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.updateevidence",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.update",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DigestSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField(verbose_name="Monday of the week")),
                ("at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.council"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "weekly letter",
                "ordering": ["-week", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "council", "week"), name="weekly_letter_goes_to_somebody_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.council"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "stop of the weekly letter",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "council"), name="weekly_letter_is_stopped_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="handback",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="hand_back_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="handback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("given_to", None),
                        ("reply", ""),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hand_back_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="handback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "returned"), _negated=True),
                    models.Q(("given_to", None), models.Q(("reply", ""), _negated=True)),
                    _connector="OR",
                ),
                name="hand_back_sent_back_with_a_reply",
            ),
        ),
        migrations.AddConstraint(
            model_name="handback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("recommendation", "team"),
                name="hand_back_waits_once_for_a_team",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handback",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_handbackevent" ("id", "recommendation_id", "milestone_id", "team_id", "reason", "by_id", "at", "answer", "given_to_id", "reply", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."milestone_id", kept."team_id", kept."reason", kept."by_id", kept."at", kept."answer", kept."given_to_id", kept."reply", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="a1c90ea131a08ca65940d254cb769cbe330864e5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_f6085",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_handback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handback",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_handbackevent" ("id", "recommendation_id", "milestone_id", "team_id", "reason", "by_id", "at", "answer", "given_to_id", "reply", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."milestone_id", kept."team_id", kept."reason", kept."by_id", kept."at", kept."answer", kept."given_to_id", kept."reply", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."milestone_id", kept."team_id", kept."reason", kept."by_id", kept."at", kept."answer", kept."given_to_id", kept."reply", kept."answered_by_id", kept."answered_at") IS DISTINCT FROM (before."id", before."recommendation_id", before."milestone_id", before."team_id", before."reason", before."by_id", before."at", before."answer", before."given_to_id", before."reply", before."answered_by_id", before."answered_at"); RETURN NULL;',
                    hash="26f3fd1403a65e0c10c5eb63d33f4decc0528e26",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_13be4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_handback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handback",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_handbackevent" ("id", "recommendation_id", "milestone_id", "team_id", "reason", "by_id", "at", "answer", "given_to_id", "reply", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."milestone_id", kept."team_id", kept."reason", kept."by_id", kept."at", kept."answer", kept."given_to_id", kept."reply", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="3c81bae5401caa418640f80c6fd6a29bef61b312",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_22da4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_handback",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="handbackevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_d488f0_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="handbackevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_1a66ba_idx"),
        ),
        migrations.AddConstraint(
            model_name="updateevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("link", ""), _negated=True), ("file__isnull", False), _connector="OR"),
                name="update_evidence_is_a_link_or_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="updateevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("link", ""), ("link__startswith", "https://"), _connector="OR"),
                name="update_evidence_links_securely",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="updateevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_updateevidenceevent" ("id", "update_id", "link", "file_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."update_id", kept."link", kept."file_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_update said\n    JOIN actionplan_milestone milestone ON milestone.id = said.milestone_id\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE said.id = kept.update_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="95293a088b4f5291a5e57fa28be2265dcdae2cee",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_72e53",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_updateevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="updateevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_updateevidenceevent" ("id", "update_id", "link", "file_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."update_id", kept."link", kept."file_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_update said\n    JOIN actionplan_milestone milestone ON milestone.id = said.milestone_id\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE said.id = kept.update_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."update_id", kept."link", kept."file_id") IS DISTINCT FROM (before."id", before."update_id", before."link", before."file_id"); RETURN NULL;',
                    hash="de75faf98e4893c6cd48c79b448f08cb557aaf35",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_05da9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_updateevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="updateevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_updateevidenceevent" ("id", "update_id", "link", "file_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."update_id", kept."link", kept."file_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_update said\n    JOIN actionplan_milestone milestone ON milestone.id = said.milestone_id\n    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE said.id = kept.update_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="eb068444c289ba460863ec0a2a963078faba4d11",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_fb61a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_updateevidence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="updateevidenceevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_9e34e4_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="updateevidenceevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_400c89_idx"),
        ),
    ]
