import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import actionplan.models.dates
import actionplan.models.measures
import actionplan.models.milestones
import actionplan.models.recommendations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "response_recorded_by",
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
                "ordering": ["review", "position"],
            },
        ),
        migrations.CreateModel(
            name="OutcomeMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=actionplan.models.measures.measure_kinds, default="not-recorded", max_length=20
                    ),
                ),
                ("kind_is_guess", models.BooleanField(default=False, verbose_name="the kind is our reading")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="actionplan.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["recommendation", "position"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "completed_on",
                    models.DateField(blank=True, null=True, verbose_name="day it was done, as its last update says"),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="actionplan.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["recommendation", "position"],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "delivery",
                    models.CharField(
                        choices=actionplan.models.recommendations.deliveries, default="not-recorded", max_length=20
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="actionplan.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["recommendation", "position"],
            },
        ),
        migrations.CreateModel(
            name="ScrutinyReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="people.council"
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="core.upload"
                    ),
                ),
            ],
            options={
                "ordering": ["-imported_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="recommendation",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="actionplan.scrutinyreview",
            ),
        ),
        migrations.CreateModel(
            name="PlanDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.TextField(verbose_name="as written")),
                ("earliest", models.DateField(blank=True, null=True)),
                ("latest", models.DateField(blank=True, null=True)),
                ("precision", models.CharField(choices=actionplan.models.dates.precisions, max_length=20)),
                ("year_inferred", models.BooleanField(default=False, verbose_name="the year is our reading")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dates",
                        to="actionplan.action",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dates",
                        to="actionplan.outcomemeasure",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dates",
                        to="actionplan.milestone",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_dates",
                        to="actionplan.recommendation",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dates",
                        to="actionplan.scrutinyreview",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=200, verbose_name="as the papers call it")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="full name")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="people.council"
                    ),
                ),
            ],
            options={
                "ordering": ["code", "id"],
            },
        ),
        migrations.AddField(
            model_name="recommendation",
            name="teams",
            field=models.ManyToManyField(blank=True, related_name="recommendations", to="actionplan.team"),
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="actionplan.team"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["team", "user"],
            },
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(verbose_name="what happened")),
                (
                    "progress",
                    models.CharField(
                        choices=actionplan.models.milestones.progresses, max_length=20, verbose_name="state"
                    ),
                ),
                ("on", models.DateField(verbose_name="day it speaks of")),
                ("recorded_at", models.DateTimeField()),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_updates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="actionplan.milestone"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-recorded_at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="outcomemeasure",
            constraint=models.UniqueConstraint(fields=("recommendation", "position"), name="measure_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="outcomemeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="measure_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(fields=("recommendation", "position"), name="milestone_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="milestone_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.UniqueConstraint(fields=("recommendation", "position"), name="action_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="action_has_words"),
        ),
        migrations.AddConstraint(
            model_name="scrutinyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="review_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyreview",
            constraint=models.UniqueConstraint(
                fields=("council", "fingerprint"),
                name="review_is_imported_once",
                violation_error_message="This plan has been imported already, so nothing was added again.",
            ),
        ),
        migrations.AddIndex(
            model_name="plandate",
            index=models.Index(fields=["review", "latest"], name="plan_date_by_last_day"),
        ),
        migrations.AddConstraint(
            model_name="plandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action__isnull", True),
                        ("measure__isnull", True),
                        ("milestone__isnull", True),
                        ("recommendation__isnull", False),
                    ),
                    models.Q(
                        ("action__isnull", False),
                        ("measure__isnull", True),
                        ("milestone__isnull", True),
                        ("recommendation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("measure__isnull", True),
                        ("milestone__isnull", False),
                        ("recommendation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("measure__isnull", False),
                        ("milestone__isnull", True),
                        ("recommendation__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="plan_date_belongs_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="plan_date_keeps_its_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="plandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earliest__isnull", True),
                    ("latest__isnull", True),
                    ("latest__gte", models.F("earliest")),
                    _connector="OR",
                ),
                name="plan_date_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("precision__in", ["condition", "none"]), _negated=True),
                    models.Q(("earliest__isnull", True), ("latest__isnull", True)),
                    _connector="OR",
                ),
                name="plan_date_without_a_day_has_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="team_has_a_code"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__iregex", "^\\s*n\\s*/?\\s*a\\.?\\s*$"), _negated=True),
                name="team_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                models.F("council"),
                django.db.models.functions.text.Lower("code"),
                name="team_code_is_unique_in_its_council",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(fields=("review", "position"), name="recommendation_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="recommendation_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("response__in", ["declined", "in-part"]), _negated=True),
                    models.Q(("response_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="recommendation_turned_down_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("response", "not-recorded"), _negated=True),
                    models.Q(("response_decider", ""), ("response_on__isnull", True), ("response_reason", "")),
                    _connector="OR",
                ),
                name="recommendation_without_a_response_has_no_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("response_recorded_at__isnull", True), ("response_recorded_by__isnull", True)),
                    models.Q(("response_recorded_at__isnull", False), ("response_recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="recommendation_response_recorded_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(fields=("team", "user"), name="team_member_is_in_a_team_once"),
        ),
        migrations.AddIndex(
            model_name="update",
            index=models.Index(fields=["milestone", "-on", "-recorded_at"], name="update_latest_of_milestone"),
        ),
        migrations.AddConstraint(
            model_name="update",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="update_has_words"
            ),
        ),
    ]
