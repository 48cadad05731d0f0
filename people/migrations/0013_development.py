"""Programmes, opportunities, who would like one, and what people did."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import people.models.development


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_criteria_and_talent"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("provider", models.CharField(max_length=200)),
                ("from_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("has_ended", models.BooleanField(default=False)),
                ("replaced_by", models.CharField(blank=True, max_length=200, verbose_name="what came in its place")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=people.models.development.opportunity_kinds, max_length=30)),
                ("title", models.CharField(max_length=200, verbose_name="what it is")),
                ("people", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="how many take part")),
                ("partner", models.CharField(blank=True, max_length=200, verbose_name="host or mentor from elsewhere")),
                ("partner_school", models.CharField(blank=True, max_length=200, verbose_name="school or place")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=people.models.development.activity_states, default="planned", max_length=20
                    ),
                ),
                ("stopped_reason", models.CharField(blank=True, max_length=300, verbose_name="why it stopped")),
                ("done", models.CharField(blank=True, max_length=1000, verbose_name="what was done")),
                (
                    "own_words",
                    models.CharField(blank=True, max_length=1000, verbose_name="what the person thinks of it"),
                ),
                (
                    "mentor_words",
                    models.CharField(blank=True, max_length=1000, verbose_name="what the host or mentor thinks of it"),
                ),
                ("recorded_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities_led",
                        to="people.staffmember",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="people.school"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="people.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("said_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(choices=people.models.development.replies, default="waiting", max_length=20),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why not this time")),
                (
                    "activity",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest",
                        to="people.activity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interests", to="people.staffmember"
                    ),
                ),
            ],
            options={
                "ordering": ["said_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Opportunity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=people.models.development.opportunity_kinds, max_length=30)),
                ("title", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=1000, verbose_name="what it is")),
                ("when", models.CharField(max_length=200, verbose_name="when it is")),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("ask", models.CharField(max_length=200, verbose_name="whom to ask")),
                ("open_until", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="people.council",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="people.school",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opportunities",
                "ordering": ["-published_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="InterestEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("said_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(choices=people.models.development.replies, default="waiting", max_length=20),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why not this time")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.activity",
                    ),
                ),
                (
                    "decided_by",
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
                        to="people.interest",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.staffmember",
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.opportunity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="interest",
            name="opportunity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="interests", to="people.opportunity"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="opportunity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="people.opportunity",
            ),
        ),
        migrations.CreateModel(
            name="OpportunityEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(choices=people.models.development.opportunity_kinds, max_length=30)),
                ("title", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=1000, verbose_name="what it is")),
                ("when", models.CharField(max_length=200, verbose_name="when it is")),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("ask", models.CharField(max_length=200, verbose_name="whom to ask")),
                ("open_until", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.opportunity",
                    ),
                ),
                (
                    "published_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("provider", models.CharField(max_length=200)),
                ("from_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("has_ended", models.BooleanField(default=False)),
                ("replaced_by", models.CharField(blank=True, max_length=200, verbose_name="what came in its place")),
            ],
            options={
                "ordering": ["has_ended", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("key", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                        name="programme_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_year__isnull", True),
                            ("until_year__isnull", True),
                            ("until_year__gte", models.F("from_year")),
                            _connector="OR",
                        ),
                        name="programme_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_year__isnull", True), ("has_ended", True), _connector="OR"),
                        name="programme_with_a_last_year_has_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(choices=people.models.development.opportunity_kinds, max_length=30)),
                ("title", models.CharField(max_length=200, verbose_name="what it is")),
                ("people", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="how many take part")),
                ("partner", models.CharField(blank=True, max_length=200, verbose_name="host or mentor from elsewhere")),
                ("partner_school", models.CharField(blank=True, max_length=200, verbose_name="school or place")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=people.models.development.activity_states, default="planned", max_length=20
                    ),
                ),
                ("stopped_reason", models.CharField(blank=True, max_length=300, verbose_name="why it stopped")),
                ("done", models.CharField(blank=True, max_length=1000, verbose_name="what was done")),
                (
                    "own_words",
                    models.CharField(blank=True, max_length=1000, verbose_name="what the person thinks of it"),
                ),
                (
                    "mentor_words",
                    models.CharField(blank=True, max_length=1000, verbose_name="what the host or mentor thinks of it"),
                ),
                ("recorded_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
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
                    "mentor",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.activity",
                    ),
                ),
                (
                    "recorded_by",
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
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.school",
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
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.opportunity",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="people.programme",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_programmeevent" ("id", "key", "name", "provider", "from_year", "until_year", "has_ended", "replaced_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."key", kept."name", kept."provider", kept."from_year", kept."until_year", kept."has_ended", kept."replaced_by", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept; RETURN NULL;',
                    hash="ec866dd170fc52c60016df485a6d616135e74a7c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_6a3a7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_programmeevent" ("id", "key", "name", "provider", "from_year", "until_year", "has_ended", "replaced_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."key", kept."name", kept."provider", kept."from_year", kept."until_year", kept."has_ended", kept."replaced_by", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."key", kept."name", kept."provider", kept."from_year", kept."until_year", kept."has_ended", kept."replaced_by") IS DISTINCT FROM (before."id", before."key", before."name", before."provider", before."from_year", before."until_year", before."has_ended", before."replaced_by"); RETURN NULL;',
                    hash="661bf47306fbeaf77d7899c7f65d38bd1c57cd20",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_ed36f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_programmeevent" ("id", "key", "name", "provider", "from_year", "until_year", "has_ended", "replaced_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."key", kept."name", kept."provider", kept."from_year", kept."until_year", kept."has_ended", kept."replaced_by", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM old_values kept; RETURN NULL;',
                    hash="16eeaa168c4a360ccc996967bd508b0f0448df85",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a2bc3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_programme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="programmeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("council__isnull", True), ("school__isnull", False)),
                    models.Q(("council__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="opportunity_is_of_one_school_or_council",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("what", ""), _negated=True),
                    models.Q(("when", ""), _negated=True),
                    models.Q(("ask", ""), _negated=True),
                ),
                name="opportunity_says_what_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__isnull", True), ("places__gt", 0), _connector="OR"),
                name="opportunity_has_places",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="opportunity_closed_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opportunity",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_opportunityevent" ("id", "school_id", "council_id", "kind", "title", "what", "when", "places", "ask", "open_until", "published_by_id", "published_at", "closed_by_id", "closed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", kept."kind", kept."title", kept."what", kept."when", kept."places", kept."ask", kept."open_until", kept."published_by_id", kept."published_at", kept."closed_by_id", kept."closed_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="428fba41f3deeaaafc9bb2a37aac7090f3f41381",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_082a2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_opportunity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opportunity",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_opportunityevent" ("id", "school_id", "council_id", "kind", "title", "what", "when", "places", "ask", "open_until", "published_by_id", "published_at", "closed_by_id", "closed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", kept."kind", kept."title", kept."what", kept."when", kept."places", kept."ask", kept."open_until", kept."published_by_id", kept."published_at", kept."closed_by_id", kept."closed_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."council_id", kept."kind", kept."title", kept."what", kept."when", kept."places", kept."ask", kept."open_until", kept."published_by_id", kept."published_at", kept."closed_by_id", kept."closed_at") IS DISTINCT FROM (before."id", before."school_id", before."council_id", before."kind", before."title", before."what", before."when", before."places", before."ask", before."open_until", before."published_by_id", before."published_at", before."closed_by_id", before."closed_at"); RETURN NULL;',
                    hash="e3d9cdcfd7ef8792a8d8bd0d2c6e03a72d9df9f0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_07973",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_opportunity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opportunity",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_opportunityevent" ("id", "school_id", "council_id", "kind", "title", "what", "when", "places", "ask", "open_until", "published_by_id", "published_at", "closed_by_id", "closed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", kept."kind", kept."title", kept."what", kept."when", kept."places", kept."ask", kept."open_until", kept."published_by_id", kept."published_at", kept."closed_by_id", kept."closed_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="947fe88d8bdc598191f5c85e44461a25a3b7cbf3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_bcaa5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_opportunity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="interestevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_inte_pgh_org_7f692a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="interestevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_inte_pgh_obj_67b49c_idx"),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "agreed"])),
                fields=("opportunity", "staff"),
                name="interest_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="interest_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activity__isnull", False), ("state", "agreed")),
                    models.Q(("activity__isnull", True), models.Q(("state", "agreed"), _negated=True)),
                    _connector="OR",
                ),
                name="interest_agreed_is_an_activity",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_interestevent" ("id", "opportunity_id", "staff_id", "words", "said_at", "state", "decided_by_id", "decided_at", "reason", "activity_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."opportunity_id", kept."staff_id", kept."words", kept."said_at", kept."state", kept."decided_by_id", kept."decided_at", kept."reason", kept."activity_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT \'school:\' || staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept; RETURN NULL;',
                    hash="15a0662d4b647e464051bef065b68e33ec933933",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_e6390",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_interest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_interestevent" ("id", "opportunity_id", "staff_id", "words", "said_at", "state", "decided_by_id", "decided_at", "reason", "activity_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."opportunity_id", kept."staff_id", kept."words", kept."said_at", kept."state", kept."decided_by_id", kept."decided_at", kept."reason", kept."activity_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT \'school:\' || staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."opportunity_id", kept."staff_id", kept."words", kept."said_at", kept."state", kept."decided_by_id", kept."decided_at", kept."reason", kept."activity_id") IS DISTINCT FROM (before."id", before."opportunity_id", before."staff_id", before."words", before."said_at", before."state", before."decided_by_id", before."decided_at", before."reason", before."activity_id"); RETURN NULL;',
                    hash="9a44efb2ca208826fc7cc3fddc826de63dbdf8e1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_d41d8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_interest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interest",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_interestevent" ("id", "opportunity_id", "staff_id", "words", "said_at", "state", "decided_by_id", "decided_at", "reason", "activity_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."opportunity_id", kept."staff_id", kept."words", kept."said_at", kept."state", kept."decided_by_id", kept."decided_at", kept."reason", kept."activity_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT \'school:\' || staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM old_values kept; RETURN NULL;',
                    hash="8270653e404ecc5a46af373aed929ed16fbf5ffb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_e8273",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_interest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="opportunityevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_oppo_pgh_org_a6a6b6_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunityevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_oppo_pgh_obj_7c3e05_idx"),
        ),
        migrations.AddIndex(
            model_name="activityevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_acti_pgh_org_424fbc_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="activityevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_acti_pgh_obj_bc8947_idx"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["school", "-starts_on", "-id"], name="activity_of_school"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="activity_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("people__isnull", True), ("staff__isnull", False)),
                    models.Q(("people__gt", 0), ("staff__isnull", True)),
                    _connector="OR",
                ),
                name="activity_is_of_one_person_or_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="activity_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "finished"), _negated=True), ("ends_on__isnull", False), _connector="OR"
                ),
                name="activity_that_is_finished_has_a_last_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    _connector="OR",
                ),
                name="activity_agreed_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_activityevent" ("id", "school_id", "kind", "title", "staff_id", "people", "programme_id", "opportunity_id", "mentor_id", "partner", "partner_school", "starts_on", "ends_on", "state", "stopped_reason", "done", "own_words", "mentor_words", "recorded_by_id", "recorded_at", "agreed_by_id", "agreed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."kind", kept."title", kept."staff_id", kept."people", kept."programme_id", kept."opportunity_id", kept."mentor_id", kept."partner", kept."partner_school", kept."starts_on", kept."ends_on", kept."state", kept."stopped_reason", kept."done", kept."own_words", kept."mentor_words", kept."recorded_by_id", kept."recorded_at", kept."agreed_by_id", kept."agreed_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'school:\' || kept.school_id FROM new_values kept; RETURN NULL;',
                    hash="4e382a604df4e1f44a1a4d6871ad0b17b8743f6a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_380ba",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_activityevent" ("id", "school_id", "kind", "title", "staff_id", "people", "programme_id", "opportunity_id", "mentor_id", "partner", "partner_school", "starts_on", "ends_on", "state", "stopped_reason", "done", "own_words", "mentor_words", "recorded_by_id", "recorded_at", "agreed_by_id", "agreed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."kind", kept."title", kept."staff_id", kept."people", kept."programme_id", kept."opportunity_id", kept."mentor_id", kept."partner", kept."partner_school", kept."starts_on", kept."ends_on", kept."state", kept."stopped_reason", kept."done", kept."own_words", kept."mentor_words", kept."recorded_by_id", kept."recorded_at", kept."agreed_by_id", kept."agreed_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'school:\' || kept.school_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."kind", kept."title", kept."staff_id", kept."people", kept."programme_id", kept."opportunity_id", kept."mentor_id", kept."partner", kept."partner_school", kept."starts_on", kept."ends_on", kept."state", kept."stopped_reason", kept."done", kept."own_words", kept."mentor_words", kept."recorded_by_id", kept."recorded_at", kept."agreed_by_id", kept."agreed_at") IS DISTINCT FROM (before."id", before."school_id", before."kind", before."title", before."staff_id", before."people", before."programme_id", before."opportunity_id", before."mentor_id", before."partner", before."partner_school", before."starts_on", before."ends_on", before."state", before."stopped_reason", before."done", before."own_words", before."mentor_words", before."recorded_by_id", before."recorded_at", before."agreed_by_id", before."agreed_at"); RETURN NULL;',
                    hash="24d5fdb2e5e9f1eb7403b3eac5264a37616e3980",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_26396",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_activityevent" ("id", "school_id", "kind", "title", "staff_id", "people", "programme_id", "opportunity_id", "mentor_id", "partner", "partner_school", "starts_on", "ends_on", "state", "stopped_reason", "done", "own_words", "mentor_words", "recorded_by_id", "recorded_at", "agreed_by_id", "agreed_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."kind", kept."title", kept."staff_id", kept."people", kept."programme_id", kept."opportunity_id", kept."mentor_id", kept."partner", kept."partner_school", kept."starts_on", kept."ends_on", kept."state", kept."stopped_reason", kept."done", kept."own_words", kept."mentor_words", kept."recorded_by_id", kept."recorded_at", kept."agreed_by_id", kept."agreed_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'school:\' || kept.school_id FROM old_values kept; RETURN NULL;',
                    hash="bd24c9b7cf9af79d7b853c29e5c878a8806dfc69",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ea3e5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_activity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="programmeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_prog_pgh_org_36305d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="programmeevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_prog_pgh_obj_2c5923_idx"),
        ),
    ]
