"""What a council asks each school about a recommendation, and what each school returns."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import actionplan.models.returns
import core.history.tracking
import people.models.organisations


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0012_plans_have_revisions"),
        ("core", "0005_reading"),
        ("people", "0017_meetings_are_asked_while_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField()),
                ("service", models.CharField(blank=True, max_length=100, verbose_name="service that is bought")),
                (
                    "among",
                    models.CharField(
                        choices=actionplan.models.returns.amongs, max_length=20, verbose_name="which schools"
                    ),
                ),
                ("phase", models.CharField(blank=True, choices=people.models.organisations.phases, max_length=20)),
                ("due_on", models.DateField(verbose_name="day to answer by")),
                ("asked_at", models.DateTimeField()),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="when a reminder was asked for"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("token", models.UUIDField(editable=False, unique=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_requests",
                        to="actionplan.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AskedSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.school",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="actionplan.returnrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["request", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReturnRequestEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("question", models.TextField()),
                ("service", models.CharField(blank=True, max_length=100, verbose_name="service that is bought")),
                (
                    "among",
                    models.CharField(
                        choices=actionplan.models.returns.amongs, max_length=20, verbose_name="which schools"
                    ),
                ),
                ("phase", models.CharField(blank=True, choices=people.models.organisations.phases, max_length=20)),
                ("due_on", models.DateField(verbose_name="day to answer by")),
                ("asked_at", models.DateTimeField()),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="when a reminder was asked for"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
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
                    "closed_by",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.returnrequest",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer", models.CharField(blank=True, choices=actionplan.models.returns.answers, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "buys",
                    models.CharField(
                        blank=True,
                        choices=actionplan.models.returns.buyings,
                        max_length=20,
                        verbose_name="buys the service",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("token", models.UUIDField(editable=False, unique=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="actionplan.askedschool"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_returns",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="askedschool",
            name="latest",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actionplan.schoolreturn",
            ),
        ),
        migrations.CreateModel(
            name="SchoolReturnEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("answer", models.CharField(blank=True, choices=actionplan.models.returns.answers, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "buys",
                    models.CharField(
                        blank=True,
                        choices=actionplan.models.returns.buyings,
                        max_length=20,
                        verbose_name="buys the service",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "asked",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.askedschool",
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
                        to="actionplan.schoolreturn",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="returnrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="return_request_has_a_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("among", "phase"), models.Q(("phase", ""), _negated=True)),
                    models.Q(models.Q(("among", "phase"), _negated=True), ("phase", "")),
                    _connector="OR",
                ),
                name="return_request_of_a_phase_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="return_request_closed_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_returnrequestevent" ("id", "recommendation_id", "question", "service", "among", "phase", "due_on", "asked_by_id", "asked_at", "reminded_at", "closed_by_id", "closed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."question", kept."service", kept."among", kept."phase", kept."due_on", kept."asked_by_id", kept."asked_at", kept."reminded_at", kept."closed_by_id", kept."closed_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="844b49cf33979dac0f900d34f0b45be17d73ac22",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b6c16",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_returnrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_returnrequestevent" ("id", "recommendation_id", "question", "service", "among", "phase", "due_on", "asked_by_id", "asked_at", "reminded_at", "closed_by_id", "closed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."question", kept."service", kept."among", kept."phase", kept."due_on", kept."asked_by_id", kept."asked_at", kept."reminded_at", kept."closed_by_id", kept."closed_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."recommendation_id", kept."question", kept."service", kept."among", kept."phase", kept."due_on", kept."asked_by_id", kept."asked_at", kept."reminded_at", kept."closed_by_id", kept."closed_at") IS DISTINCT FROM (before."id", before."recommendation_id", before."question", before."service", before."among", before."phase", before."due_on", before."asked_by_id", before."asked_at", before."reminded_at", before."closed_by_id", before."closed_at"); RETURN NULL;',
                    hash="4f31e33bd7bfe404348ef05186bff0d115d50425",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_c10d0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_returnrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_returnrequestevent" ("id", "recommendation_id", "question", "service", "among", "phase", "due_on", "asked_by_id", "asked_at", "reminded_at", "closed_by_id", "closed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."recommendation_id", kept."question", kept."service", kept."among", kept."phase", kept."due_on", kept."asked_by_id", kept."asked_at", kept."reminded_at", kept."closed_by_id", kept."closed_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_recommendation recommendation\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE recommendation.id = kept.recommendation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="b5cdca700d71609a083c9cff0de4c44ef51f00ac",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_5796f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_returnrequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="returnrequestevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_ec3ceb_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="returnrequestevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_4518fb_idx"),
        ),
        migrations.AddConstraint(
            model_name="schoolreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("answer", ""), _negated=True), ("buys", "no"), _connector="OR"),
                name="school_return_says_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_schoolreturnevent" ("id", "asked_id", "answer", "note", "link", "file_id", "buys", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."asked_id", kept."answer", kept."note", kept."link", kept."file_id", kept."buys", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || asked.school_id\n    FROM actionplan_askedschool asked WHERE asked.id = kept.asked_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="308863b8a82a087044ec4c808ffc386e63de49c1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_ca348",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_schoolreturn",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_schoolreturnevent" ("id", "asked_id", "answer", "note", "link", "file_id", "buys", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."asked_id", kept."answer", kept."note", kept."link", kept."file_id", kept."buys", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || asked.school_id\n    FROM actionplan_askedschool asked WHERE asked.id = kept.asked_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."asked_id", kept."answer", kept."note", kept."link", kept."file_id", kept."buys", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."asked_id", before."answer", before."note", before."link", before."file_id", before."buys", before."by_id", before."at"); RETURN NULL;',
                    hash="5b42772d318cb10f6ff427be719c8cbf9d860d7a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_4cafe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_schoolreturn",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_schoolreturnevent" ("id", "asked_id", "answer", "note", "link", "file_id", "buys", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."asked_id", kept."answer", kept."note", kept."link", kept."file_id", kept."buys", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || asked.school_id\n    FROM actionplan_askedschool asked WHERE asked.id = kept.asked_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="28f5eb8ae2c7d464a04012ca6125e31ddf2341a8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_f7fb5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_schoolreturn",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="askedschool",
            index=models.Index(fields=["school", "-request"], name="returns_asked_of_a_school"),
        ),
        migrations.AddConstraint(
            model_name="askedschool",
            constraint=models.UniqueConstraint(fields=("request", "school"), name="school_is_asked_once_in_a_request"),
        ),
        migrations.AddIndex(
            model_name="schoolreturnevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_2925d2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="schoolreturnevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_355199_idx"),
        ),
    ]
