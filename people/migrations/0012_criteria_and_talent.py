"""Standards, criteria and talent records."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import people.models.criteria
import people.models.talent


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_erase_rows_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrameworkEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=300, verbose_name="who published it, and where")),
                ("starts_on", models.DateField(verbose_name="in use from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Intention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("earliest", models.DateField(verbose_name="at the earliest")),
                ("latest", models.DateField(verbose_name="at the latest")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="more about it")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["school", "by"],
            },
        ),
        migrations.CreateModel(
            name="IntentionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("earliest", models.DateField(verbose_name="at the earliest")),
                ("latest", models.DateField(verbose_name="at the latest")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="more about it")),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                ("heading", models.CharField(max_length=200)),
                ("gist", models.CharField(blank=True, max_length=500, verbose_name="in our own words")),
            ],
            options={
                "ordering": ["framework", "position"],
            },
        ),
        migrations.CreateModel(
            name="StandardEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                ("heading", models.CharField(max_length=200)),
                ("gist", models.CharField(blank=True, max_length=500, verbose_name="in our own words")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalentEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="when it happened")),
                ("fact", models.TextField(max_length=1000, verbose_name="what happened")),
                ("opinion", models.TextField(blank=True, max_length=1000, verbose_name="what its writer makes of it")),
                ("at", models.DateTimeField(verbose_name="when it was written")),
            ],
            options={
                "verbose_name_plural": "evidence in talent records",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TalentEvidenceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="when it happened")),
                ("fact", models.TextField(max_length=1000, verbose_name="what happened")),
                ("opinion", models.TextField(blank=True, max_length=1000, verbose_name="what its writer makes of it")),
                ("at", models.DateTimeField(verbose_name="when it was written")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalentLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(choices=people.models.talent.talent_steps, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=people.models.talent.talent_states, max_length=20, verbose_name="state after it"
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="why")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "line of a talent record's log",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TalentLogEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("step", models.CharField(choices=people.models.talent.talent_steps, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=people.models.talent.talent_states, max_length=20, verbose_name="state after it"
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="why")),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalentRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=people.models.talent.sources, max_length=20, verbose_name="how it came to be"
                    ),
                ),
                ("state", models.CharField(choices=people.models.talent.talent_states, default="open", max_length=20)),
                (
                    "aim",
                    models.CharField(
                        blank=True, choices=people.models.talent.aims, max_length=20, verbose_name="would like to lead"
                    ),
                ),
                ("aspiration", models.TextField(blank=True, max_length=1000, verbose_name="in their own words")),
                ("needs", models.TextField(blank=True, max_length=1000, verbose_name="what would help")),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("review_by", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=people.models.talent.endings,
                        max_length=20,
                        verbose_name="why it was closed",
                    ),
                ),
            ],
            options={
                "ordering": ["staff__name", "id"],
            },
        ),
        migrations.CreateModel(
            name="TalentRecordEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=people.models.talent.sources, max_length=20, verbose_name="how it came to be"
                    ),
                ),
                ("state", models.CharField(choices=people.models.talent.talent_states, default="open", max_length=20)),
                (
                    "aim",
                    models.CharField(
                        blank=True, choices=people.models.talent.aims, max_length=20, verbose_name="would like to lead"
                    ),
                ),
                ("aspiration", models.TextField(blank=True, max_length=1000, verbose_name="in their own words")),
                ("needs", models.TextField(blank=True, max_length=1000, verbose_name="what would help")),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("review_by", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=people.models.talent.endings,
                        max_length=20,
                        verbose_name="why it was closed",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalentView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(max_length=1000)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "view in a talent record",
                "verbose_name_plural": "views in talent records",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TalentViewEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("words", models.TextField(max_length=1000)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(max_length=1000, verbose_name="what is to be put right")),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=1000)),
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
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="people.staffmember"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("words", models.TextField(max_length=1000, verbose_name="what is to be put right")),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=1000)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.correction",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriteriaVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(choices=people.models.criteria.criteria_states, default="draft", max_length=20),
                ),
                ("made_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("minute_reference", models.CharField(blank=True, max_length=100)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.criteriaversion",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="people.council",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="people.meeting",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="people.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the criteria",
                "verbose_name_plural": "versions of criteria",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="CriteriaVersionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(choices=people.models.criteria.criteria_states, default="draft", max_length=20),
                ),
                ("made_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("minute_reference", models.CharField(blank=True, max_length=100)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.criteriaversion",
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
                    "made_by",
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
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.criteriaversion",
                    ),
                ),
                (
                    "proposed_by",
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
                    "recorded_by",
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
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=200)),
                ("description", models.CharField(blank=True, max_length=1000, verbose_name="what it looks like")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="people.criteriaversion",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="CriterionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=200)),
                ("description", models.CharField(blank=True, max_length=1000, verbose_name="what it looks like")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.criterion",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.criteriaversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriterionStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rests_on", to="people.criterion"
                    ),
                ),
            ],
            options={
                "verbose_name": "standard of a criterion",
                "verbose_name_plural": "standards of criteria",
            },
        ),
        migrations.CreateModel(
            name="CriterionStandardEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.criterion",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.criterionstandard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=300, verbose_name="who published it, and where")),
                ("starts_on", models.DateField(verbose_name="in use from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "ordering": ["-starts_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                        name="framework_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="framework_ends_after_it_starts",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="framework",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_frameworkevent" ("id", "key", "name", "source", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."key", kept."name", kept."source", kept."starts_on", kept."ends_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept; RETURN NULL;',
                    hash="3da3ea3ce08e8f084e1ff020834b74054f715e7c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_d5c55",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_framework",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="framework",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_frameworkevent" ("id", "key", "name", "source", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."key", kept."name", kept."source", kept."starts_on", kept."ends_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."key", kept."name", kept."source", kept."starts_on", kept."ends_on") IS DISTINCT FROM (before."id", before."key", before."name", before."source", before."starts_on", before."ends_on"); RETURN NULL;',
                    hash="d125bed80616218762acd0d29a0a53439ed31575",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_acc19",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_framework",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="framework",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_frameworkevent" ("id", "key", "name", "source", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."key", kept."name", kept."source", kept."starts_on", kept."ends_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM old_values kept; RETURN NULL;',
                    hash="c7ed3fdf2650aca8e91c195fc09f0be96ba90ca5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4e3cf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_framework",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="frameworkevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.framework",
            ),
        ),
        migrations.AddField(
            model_name="intention",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="intention",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="intentions", to="people.school"
            ),
        ),
        migrations.AddField(
            model_name="intentionevent",
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
            model_name="intentionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.intention",
            ),
        ),
        migrations.AddField(
            model_name="intentionevent",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.school",
            ),
        ),
        migrations.AddField(
            model_name="standard",
            name="framework",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="standards", to="people.framework"
            ),
        ),
        migrations.AddField(
            model_name="criterionstandardevent",
            name="standard",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.standard",
            ),
        ),
        migrations.AddField(
            model_name="criterionstandard",
            name="standard",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.standard"
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="standards",
            field=models.ManyToManyField(
                related_name="criteria", through="people.CriterionStandard", to="people.standard"
            ),
        ),
        migrations.AddField(
            model_name="standardevent",
            name="framework",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.framework",
            ),
        ),
        migrations.AddField(
            model_name="standardevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.standard",
            ),
        ),
        migrations.AddField(
            model_name="talentevidence",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talentevidence",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.criterion"
            ),
        ),
        migrations.AddField(
            model_name="talentevidence",
            name="staff",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="talentevidenceevent",
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
            model_name="talentevidenceevent",
            name="criterion",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.criterion",
            ),
        ),
        migrations.AddField(
            model_name="talentevidenceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.talentevidence",
            ),
        ),
        migrations.AddField(
            model_name="talentevidenceevent",
            name="staff",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="talentlog",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="talentlog",
            name="staff",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="talentlogevent",
            name="by",
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
            model_name="talentlogevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.talentlog",
            ),
        ),
        migrations.AddField(
            model_name="talentlogevent",
            name="staff",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="talentrecord",
            name="next_step_owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="next_steps_owned",
                to="people.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="talentrecord",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talentrecord",
            name="staff",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="talent_records", to="people.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="talentlogevent",
            name="record",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.talentrecord",
            ),
        ),
        migrations.AddField(
            model_name="talentlog",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="log", to="people.talentrecord"
            ),
        ),
        migrations.AddField(
            model_name="talentevidenceevent",
            name="record",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.talentrecord",
            ),
        ),
        migrations.AddField(
            model_name="talentevidence",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="people.talentrecord"
            ),
        ),
        migrations.AddField(
            model_name="talentrecordevent",
            name="next_step_owner",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="talentrecordevent",
            name="opened_by",
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
            model_name="talentrecordevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.talentrecord",
            ),
        ),
        migrations.AddField(
            model_name="talentrecordevent",
            name="staff",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="talentview",
            name="answers",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second",
                to="people.talentview",
            ),
        ),
        migrations.AddField(
            model_name="talentview",
            name="answers_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="talentview",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talentview",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="views", to="people.talentrecord"
            ),
        ),
        migrations.AddField(
            model_name="talentview",
            name="staff",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="talentviewevent",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.talentview",
            ),
        ),
        migrations.AddField(
            model_name="talentviewevent",
            name="answers_by",
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
            model_name="talentviewevent",
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
            model_name="talentviewevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.talentview",
            ),
        ),
        migrations.AddField(
            model_name="talentviewevent",
            name="record",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.talentrecord",
            ),
        ),
        migrations.AddField(
            model_name="talentviewevent",
            name="staff",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.staffmember",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="correction_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="correction_is_answered_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_correctionevent" ("id", "staff_id", "words", "asked_by_id", "asked_at", "answer", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."staff_id", kept."words", kept."asked_by_id", kept."asked_at", kept."answer", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept; RETURN NULL;',
                    hash="bb598f75a11fa6e8719715497f4896de5a7e0e2e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_37f56",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_correctionevent" ("id", "staff_id", "words", "asked_by_id", "asked_at", "answer", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."staff_id", kept."words", kept."asked_by_id", kept."asked_at", kept."answer", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."staff_id", kept."words", kept."asked_by_id", kept."asked_at", kept."answer", kept."answered_by_id", kept."answered_at") IS DISTINCT FROM (before."id", before."staff_id", before."words", before."asked_by_id", before."asked_at", before."answer", before."answered_by_id", before."answered_at"); RETURN NULL;',
                    hash="5f15dc8756ba0a79abc194f2f2d007730ae872d4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_04909",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_correctionevent" ("id", "staff_id", "words", "asked_by_id", "asked_at", "answer", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."staff_id", kept."words", kept."asked_by_id", kept."asked_at", kept."answer", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM old_values kept; RETURN NULL;',
                    hash="6ddbb27138284204bd99e6d239397b480bc6f22a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_09002",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_correction",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="correctionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_corr_pgh_org_7321f8_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="correctionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_corr_pgh_obj_0e2e0c_idx"),
        ),
        migrations.AddConstraint(
            model_name="criteriaversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("council__isnull", True), ("school__isnull", False)),
                    models.Q(("council__isnull", False), ("school__isnull", True)),
                    _connector="OR",
                ),
                name="criteria_are_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaversion",
            constraint=models.UniqueConstraint(
                fields=("school", "council", "number"), name="criteria_number_is_used_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "adopted"), _negated=True),
                fields=("school", "council"),
                name="criteria_are_worked_on_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("adopted_on__isnull", False),
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                        ("state", "adopted"),
                    ),
                    models.Q(
                        models.Q(("state", "adopted"), _negated=True),
                        ("adopted_on__isnull", True),
                        ("recorded_at__isnull", True),
                        ("recorded_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="criteria_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "adopted"), _negated=True),
                    ("school__isnull", True),
                    models.Q(("meeting__isnull", False), models.Q(("minute_reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="criteria_of_a_school_have_a_minute",
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposed_at__isnull", True), ("proposed_by__isnull", True), ("state", "draft")),
                    ("council__isnull", False),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="criteria_proposed_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criteriaversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criteriaversionevent" ("id", "school_id", "council_id", "number", "state", "based_on_id", "made_by_id", "made_at", "proposed_by_id", "proposed_at", "meeting_id", "minute_reference", "adopted_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", kept."number", kept."state", kept."based_on_id", kept."made_by_id", kept."made_at", kept."proposed_by_id", kept."proposed_at", kept."meeting_id", kept."minute_reference", kept."adopted_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="24b05b1dbe46e8a4b2b65916a013c797459d8955",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c677e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_criteriaversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criteriaversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criteriaversionevent" ("id", "school_id", "council_id", "number", "state", "based_on_id", "made_by_id", "made_at", "proposed_by_id", "proposed_at", "meeting_id", "minute_reference", "adopted_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", kept."number", kept."state", kept."based_on_id", kept."made_by_id", kept."made_at", kept."proposed_by_id", kept."proposed_at", kept."meeting_id", kept."minute_reference", kept."adopted_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."council_id", kept."number", kept."state", kept."based_on_id", kept."made_by_id", kept."made_at", kept."proposed_by_id", kept."proposed_at", kept."meeting_id", kept."minute_reference", kept."adopted_on", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."school_id", before."council_id", before."number", before."state", before."based_on_id", before."made_by_id", before."made_at", before."proposed_by_id", before."proposed_at", before."meeting_id", before."minute_reference", before."adopted_on", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="9d94653984c88f4768836178cd43037becae5a72",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_f6c00",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_criteriaversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criteriaversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criteriaversionevent" ("id", "school_id", "council_id", "number", "state", "based_on_id", "made_by_id", "made_at", "proposed_by_id", "proposed_at", "meeting_id", "minute_reference", "adopted_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."council_id", kept."number", kept."state", kept."based_on_id", kept."made_by_id", kept."made_at", kept."proposed_by_id", kept."proposed_at", kept."meeting_id", kept."minute_reference", kept."adopted_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="309fc0c7db1e8c9a2ef68bd7773b25dbd14cbc05",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_f7607",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_criteriaversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="criteriaversionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_crit_pgh_org_ca3ffb_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="criteriaversionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_crit_pgh_obj_58e16a_idx"),
        ),
        migrations.AddIndex(
            model_name="criterionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_crit_pgh_org_7a1ab8_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="criterionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_crit_pgh_obj_d5d365_idx"),
        ),
        migrations.AddIndex(
            model_name="frameworkevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_fram_pgh_org_330313_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="frameworkevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_fram_pgh_obj_12a75c_idx"),
        ),
        migrations.AddConstraint(
            model_name="intention",
            constraint=models.UniqueConstraint(fields=("school", "by"), name="intention_is_one_of_each_head"),
        ),
        migrations.AddConstraint(
            model_name="intention",
            constraint=models.CheckConstraint(
                condition=models.Q(("latest__gte", models.F("earliest"))), name="intention_has_its_days_in_order"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intention",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_intentionevent" ("id", "school_id", "earliest", "latest", "words", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."earliest", kept."latest", kept."words", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'chair:\' || kept.school_id FROM new_values kept; RETURN NULL;',
                    hash="e293f8a7f0fc0157cfb58facee91d4097316bb64",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_a10b3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_intention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intention",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_intentionevent" ("id", "school_id", "earliest", "latest", "words", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."earliest", kept."latest", kept."words", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'chair:\' || kept.school_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."earliest", kept."latest", kept."words", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."school_id", before."earliest", before."latest", before."words", before."by_id", before."at"); RETURN NULL;',
                    hash="5393e6faaa522ee583dc5203fd8f0be00cc3b9a1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_39d24",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_intention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intention",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_intentionevent" ("id", "school_id", "earliest", "latest", "words", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."earliest", kept."latest", kept."words", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'chair:\' || kept.school_id FROM old_values kept; RETURN NULL;',
                    hash="ddba9ea4b0230eb35a27878112db1579ab67adc7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_b7c10",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_intention",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="intentionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_inte_pgh_org_531718_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="intentionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_inte_pgh_obj_63bd0a_idx"),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.CheckConstraint(
                condition=models.Q(("heading", ""), _negated=True), name="standard_has_a_heading"
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.UniqueConstraint(
                fields=("framework", "heading"), name="standard_stands_once_in_its_framework"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standard",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_standardevent" ("id", "framework_id", "position", "number", "heading", "gist", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."framework_id", kept."position", kept."number", kept."heading", kept."gist", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept; RETURN NULL;',
                    hash="9f7d27e5ca9e05d3046b5e4c151d6e2ad440f90d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_59ca9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_standard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standard",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_standardevent" ("id", "framework_id", "position", "number", "heading", "gist", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."framework_id", kept."position", kept."number", kept."heading", kept."gist", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."framework_id", kept."position", kept."number", kept."heading", kept."gist") IS DISTINCT FROM (before."id", before."framework_id", before."position", before."number", before."heading", before."gist"); RETURN NULL;',
                    hash="589208303023e683cef2a3959854e7da3c0692cc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_eefa3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_standard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standard",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_standardevent" ("id", "framework_id", "position", "number", "heading", "gist", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."framework_id", kept."position", kept."number", kept."heading", kept."gist", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM old_values kept; RETURN NULL;',
                    hash="8c4237cc15014a6f1fafc84f5c08343727b1801f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_9126e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_standard",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="criterionstandardevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_crit_pgh_org_187e46_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="criterionstandardevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_crit_pgh_obj_6e8dd9_idx"),
        ),
        migrations.AddConstraint(
            model_name="criterionstandard",
            constraint=models.UniqueConstraint(
                fields=("criterion", "standard"), name="criterion_rests_on_a_standard_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterionstandard",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criterionstandardevent" ("id", "criterion_id", "standard_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."criterion_id", kept."standard_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || version.school_id, \'council:\' || version.council_id) FROM people_criterion criterion JOIN people_criteriaversion version ON version.id = criterion.version_id WHERE criterion.id = kept.criterion_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="20adeab4c3be3c774f5e0c4717286d6f1368bf49",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_86db5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_criterionstandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterionstandard",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criterionstandardevent" ("id", "criterion_id", "standard_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."criterion_id", kept."standard_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || version.school_id, \'council:\' || version.council_id) FROM people_criterion criterion JOIN people_criteriaversion version ON version.id = criterion.version_id WHERE criterion.id = kept.criterion_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."criterion_id", kept."standard_id") IS DISTINCT FROM (before."id", before."criterion_id", before."standard_id"); RETURN NULL;',
                    hash="d05259903843c7ac88992001ea77e95d4f1c9e30",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a0c63",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_criterionstandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterionstandard",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criterionstandardevent" ("id", "criterion_id", "standard_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."criterion_id", kept."standard_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || version.school_id, \'council:\' || version.council_id) FROM people_criterion criterion JOIN people_criteriaversion version ON version.id = criterion.version_id WHERE criterion.id = kept.criterion_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="1b08dc87cfe48b39c1bc1ceb4e2cb173c7756544",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4031c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_criterionstandard",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("heading", ""), _negated=True), name="criterion_has_a_heading"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("version", "heading"), name="criterion_stands_once_in_its_version"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criterionevent" ("id", "version_id", "position", "heading", "description", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."position", kept."heading", kept."description", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || version.school_id, \'council:\' || version.council_id) FROM people_criteriaversion version WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="0182aa3d02bc67550565cf46a47925a1876fec73",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_2e821",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_criterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criterionevent" ("id", "version_id", "position", "heading", "description", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."position", kept."heading", kept."description", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || version.school_id, \'council:\' || version.council_id) FROM people_criteriaversion version WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."position", kept."heading", kept."description") IS DISTINCT FROM (before."id", before."version_id", before."position", before."heading", before."description"); RETURN NULL;',
                    hash="228fe0e2550837eb6304bf719df10205045983da",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_40b18",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_criterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_criterionevent" ("id", "version_id", "position", "heading", "description", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."position", kept."heading", kept."description", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || version.school_id, \'council:\' || version.council_id) FROM people_criteriaversion version WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="f20aa7e943d3ac70b2351e557a6f0cb897ff29a8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_8848c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_criterion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="standardevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_stan_pgh_org_e706e7_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="standardevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_stan_pgh_obj_5c6beb_idx"),
        ),
        migrations.AddConstraint(
            model_name="talentrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("staff",),
                name="talent_record_is_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="talentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), models.Q(("ending", ""), _negated=True)),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("ending", "")),
                    _connector="OR",
                ),
                name="talent_record_closed_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="talentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_step", ""), _negated=True),
                    models.Q(("next_step", ""), ("next_step_on__isnull", True), ("next_step_owner__isnull", True)),
                    _connector="OR",
                ),
                name="talent_next_step_is_said",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentrecordevent" ("id", "staff_id", "source", "state", "aim", "aspiration", "needs", "next_step", "next_step_on", "next_step_owner_id", "review_by", "reviewed_on", "opened_by_id", "opened_at", "ending", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."staff_id", kept."source", kept."state", kept."aim", kept."aspiration", kept."needs", kept."next_step", kept."next_step_on", kept."next_step_owner_id", kept."review_by", kept."reviewed_on", kept."opened_by_id", kept."opened_at", kept."ending", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept; RETURN NULL;',
                    hash="c2d803200577aec9fe2cacad3db5e7ba99e727fb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_dca9d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_talentrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentrecordevent" ("id", "staff_id", "source", "state", "aim", "aspiration", "needs", "next_step", "next_step_on", "next_step_owner_id", "review_by", "reviewed_on", "opened_by_id", "opened_at", "ending", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."staff_id", kept."source", kept."state", kept."aim", kept."aspiration", kept."needs", kept."next_step", kept."next_step_on", kept."next_step_owner_id", kept."review_by", kept."reviewed_on", kept."opened_by_id", kept."opened_at", kept."ending", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."staff_id", kept."source", kept."state", kept."aim", kept."aspiration", kept."needs", kept."next_step", kept."next_step_on", kept."next_step_owner_id", kept."review_by", kept."reviewed_on", kept."opened_by_id", kept."opened_at", kept."ending") IS DISTINCT FROM (before."id", before."staff_id", before."source", before."state", before."aim", before."aspiration", before."needs", before."next_step", before."next_step_on", before."next_step_owner_id", before."review_by", before."reviewed_on", before."opened_by_id", before."opened_at", before."ending"); RETURN NULL;',
                    hash="75d577d4e9a6776b937bc8b74d1c2c916aca5680",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_eef37",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_talentrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentrecordevent" ("id", "staff_id", "source", "state", "aim", "aspiration", "needs", "next_step", "next_step_on", "next_step_owner_id", "review_by", "reviewed_on", "opened_by_id", "opened_at", "ending", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."staff_id", kept."source", kept."state", kept."aim", kept."aspiration", kept."needs", kept."next_step", kept."next_step_on", kept."next_step_owner_id", kept."review_by", kept."reviewed_on", kept."opened_by_id", kept."opened_at", kept."ending", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM old_values kept; RETURN NULL;',
                    hash="2e5f23fded9f8e51e3095d560d33b413de25309a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_cce45",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_talentrecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="talentlogevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_tale_pgh_org_ac5f03_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="talentlogevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_tale_pgh_obj_2ee97f_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentlog",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentlogevent" ("id", "record_id", "staff_id", "step", "state", "words", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."step", kept."state", kept."words", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept; RETURN NULL;',
                    hash="3975f69f0092eda113a54a643197f4eda702e751",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_9ac95",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_talentlog",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentlog",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentlogevent" ("id", "record_id", "staff_id", "step", "state", "words", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."step", kept."state", kept."words", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."record_id", kept."staff_id", kept."step", kept."state", kept."words", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."record_id", before."staff_id", before."step", before."state", before."words", before."by_id", before."at"); RETURN NULL;',
                    hash="4d22433cce246f4631fa3f4174ca8d7bca8ebf79",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_34f1b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_talentlog",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentlog",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentlogevent" ("id", "record_id", "staff_id", "step", "state", "words", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."step", kept."state", kept."words", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM old_values kept; RETURN NULL;',
                    hash="8d54617fe36023bfecb10630a29845407020f144",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_2f6cb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_talentlog",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="talentevidenceevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_tale_pgh_org_28a885_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="talentevidenceevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_tale_pgh_obj_72b708_idx"),
        ),
        migrations.AddConstraint(
            model_name="talentevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("fact", ""), _negated=True), name="talent_evidence_holds_a_fact"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentevidenceevent" ("id", "record_id", "staff_id", "criterion_id", "on", "fact", "opinion", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."criterion_id", kept."on", kept."fact", kept."opinion", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept; RETURN NULL;',
                    hash="2c1acca7bdd3cf7f004a74e7b15d4ac90cbd40e0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_df76d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_talentevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentevidenceevent" ("id", "record_id", "staff_id", "criterion_id", "on", "fact", "opinion", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."criterion_id", kept."on", kept."fact", kept."opinion", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."record_id", kept."staff_id", kept."criterion_id", kept."on", kept."fact", kept."opinion", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."record_id", before."staff_id", before."criterion_id", before."on", before."fact", before."opinion", before."by_id", before."at"); RETURN NULL;',
                    hash="3a5aca0746d183caaa00a8f200f8b5088658197e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_40beb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_talentevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentevidenceevent" ("id", "record_id", "staff_id", "criterion_id", "on", "fact", "opinion", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."criterion_id", kept."on", kept."fact", kept."opinion", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM old_values kept; RETURN NULL;',
                    hash="6f140f0960d8b58ee6338df4b096b8e46dccf2ad",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_65fd8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_talentevidence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="talentrecordevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_tale_pgh_org_d08daa_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="talentrecordevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_tale_pgh_obj_5ddafe_idx"),
        ),
        migrations.AddConstraint(
            model_name="talentview",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="talent_view_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="talentview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answers__isnull", True), ("answers_by__isnull", True)),
                    models.Q(
                        ("answers__isnull", False),
                        ("answers_by__isnull", False),
                        models.Q(("by", models.F("answers_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="talent_second_view_is_another_persons",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentviewevent" ("id", "record_id", "staff_id", "words", "by_id", "at", "answers_id", "answers_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."words", kept."by_id", kept."at", kept."answers_id", kept."answers_by_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept; RETURN NULL;',
                    hash="6bf07d9353505da3524d94390d0e7a09d2a15b15",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b4958",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_talentview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentviewevent" ("id", "record_id", "staff_id", "words", "by_id", "at", "answers_id", "answers_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."words", kept."by_id", kept."at", kept."answers_id", kept."answers_by_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."record_id", kept."staff_id", kept."words", kept."by_id", kept."at", kept."answers_id", kept."answers_by_id") IS DISTINCT FROM (before."id", before."record_id", before."staff_id", before."words", before."by_id", before."at", before."answers_id", before."answers_by_id"); RETURN NULL;',
                    hash="93293b2fa61770c0e909892cbb8671a53eaaf04c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_5bbc3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_talentview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talentview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_talentviewevent" ("id", "record_id", "staff_id", "words", "by_id", "at", "answers_id", "answers_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."record_id", kept."staff_id", kept."words", kept."by_id", kept."at", kept."answers_id", kept."answers_by_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'talent:\' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = kept.staff_id) FROM old_values kept; RETURN NULL;',
                    hash="87f3c74bd19890e287140bbbc128e3224baef882",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_91288",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_talentview",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="talentviewevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_tale_pgh_org_bacc01_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="talentviewevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_tale_pgh_obj_6aa437_idx"),
        ),
    ]
