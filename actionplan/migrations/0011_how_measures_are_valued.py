"""How measures are valued, what is kept and reported of them, and which services a school does not buy."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import actionplan.models.valuing
import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0010_asks_and_measures"),
        ("core", "0005_reading"),
        ("people", "0017_meetings_are_asked_while_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="day")),
                ("words", models.CharField(max_length=500, verbose_name="what there was")),
                ("link", models.URLField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
                ("token", models.UUIDField(editable=False, unique=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn")),
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
                        related_name="reported_items",
                        to="core.upload",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported",
                        to="actionplan.outcomemeasure",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReportedItemEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="day")),
                ("words", models.CharField(max_length=500, verbose_name="what there was")),
                ("link", models.URLField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn")),
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
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.outcomemeasure",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.reporteditem",
                    ),
                ),
                (
                    "withdrawn_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceNotBought",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("service", models.CharField(max_length=100)),
                ("reason", models.CharField(max_length=300)),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("recorded_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_not_bought",
                        to="people.council",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_not_bought",
                        to="people.school",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "services not bought",
                "ordering": ["service", "school__name", "-starts_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ServiceNotBoughtEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("service", models.CharField(max_length=100)),
                ("reason", models.CharField(max_length=300)),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("recorded_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                        to="actionplan.servicenotbought",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Valuation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=actionplan.models.valuing.ways, max_length=20, verbose_name="how it is valued"
                    ),
                ),
                ("named", models.CharField(blank=True, max_length=60, verbose_name="named measure")),
                ("given", models.JSONField(blank=True, default=dict, verbose_name="what was chosen for it")),
                ("service", models.CharField(blank=True, max_length=100, verbose_name="service that is bought")),
                ("chosen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="valuations",
                        to="actionplan.outcomemeasure",
                    ),
                ),
            ],
            options={
                "ordering": ["-chosen_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MeasureValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_at", models.DateField()),
                ("known_at", models.DateTimeField()),
                ("counted", models.PositiveIntegerField()),
                ("every", models.PositiveIntegerField()),
                ("schools", models.PositiveIntegerField()),
                ("asked", models.PositiveIntegerField()),
                (
                    "urns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "valuation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="values", to="actionplan.valuation"
                    ),
                ),
            ],
            options={
                "ordering": ["as_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ValuationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=actionplan.models.valuing.ways, max_length=20, verbose_name="how it is valued"
                    ),
                ),
                ("named", models.CharField(blank=True, max_length=60, verbose_name="named measure")),
                ("given", models.JSONField(blank=True, default=dict, verbose_name="what was chosen for it")),
                ("service", models.CharField(blank=True, max_length=100, verbose_name="service that is bought")),
                ("chosen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "chosen_by",
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
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.outcomemeasure",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.valuation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="reporteditem",
            index=models.Index(fields=["measure", "-on", "-id"], name="reported_item_of_measure"),
        ),
        migrations.AddConstraint(
            model_name="reporteditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="reported_item_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="reporteditem",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("link", ""), _negated=True), ("file__isnull", False), _connector="OR"),
                name="reported_item_has_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporteditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reported_item_withdrawn_by_somebody_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reporteditem",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_reporteditemevent" ("id", "measure_id", "on", "words", "link", "file_id", "by_id", "recorded_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."measure_id", kept."on", kept."words", kept."link", kept."file_id", kept."by_id", kept."recorded_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_outcomemeasure measure\n    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE measure.id = kept.measure_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="9a75d49f671041658edec1704c9918694978f942",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_a2be2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_reporteditem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reporteditem",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_reporteditemevent" ("id", "measure_id", "on", "words", "link", "file_id", "by_id", "recorded_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."measure_id", kept."on", kept."words", kept."link", kept."file_id", kept."by_id", kept."recorded_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_outcomemeasure measure\n    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE measure.id = kept.measure_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."measure_id", kept."on", kept."words", kept."link", kept."file_id", kept."by_id", kept."recorded_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason") IS DISTINCT FROM (before."id", before."measure_id", before."on", before."words", before."link", before."file_id", before."by_id", before."recorded_at", before."withdrawn_by_id", before."withdrawn_at", before."withdrawn_reason"); RETURN NULL;',
                    hash="8bc9391c8f3f7b4d12cab64e3bc569f74b38b5a2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b1084",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_reporteditem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reporteditem",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_reporteditemevent" ("id", "measure_id", "on", "words", "link", "file_id", "by_id", "recorded_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."measure_id", kept."on", kept."words", kept."link", kept."file_id", kept."by_id", kept."recorded_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_reason", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_outcomemeasure measure\n    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE measure.id = kept.measure_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="aecd2d6c1ed774a351c11bd1bcfe91752a93b896",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_241de",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_reporteditem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reporteditemevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_acf6ac_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="reporteditemevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_523c2f_idx"),
        ),
        migrations.AddConstraint(
            model_name="servicenotbought",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("service", ""), _negated=True), models.Q(("reason", ""), _negated=True)),
                name="service_not_bought_says_which_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicenotbought",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="service_not_bought_ends_after_it_starts",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicenotbought",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("school", "service"),
                name="service_not_bought_stands_once",
                violation_error_message="It is recorded already that this school does not buy this service.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicenotbought",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_servicenotboughtevent" ("id", "council_id", "school_id", "service", "reason", "starts_on", "ends_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."school_id", kept."service", kept."reason", kept."starts_on", kept."ends_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="8be3dcd4a65e02fdc4d371adbab298a1e8b421aa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_5e990",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_servicenotbought",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicenotbought",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_servicenotboughtevent" ("id", "council_id", "school_id", "service", "reason", "starts_on", "ends_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."school_id", kept."service", kept."reason", kept."starts_on", kept."ends_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."council_id", kept."school_id", kept."service", kept."reason", kept."starts_on", kept."ends_on", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."council_id", before."school_id", before."service", before."reason", before."starts_on", before."ends_on", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="3d832fc17b86ef54410f895942f19afc92f7f920",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a90a9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_servicenotbought",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicenotbought",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_servicenotboughtevent" ("id", "council_id", "school_id", "service", "reason", "starts_on", "ends_on", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."council_id", kept."school_id", kept."service", kept."reason", kept."starts_on", kept."ends_on", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="d9005d8e7b6366c46c9d9297fb55f0a4a1aff6e0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_166e3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_servicenotbought",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="servicenotboughtevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_f6d129_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="servicenotboughtevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_e0e323_idx"),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("measure",),
                name="valuation_stands_once_for_a_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "computed"), models.Q(("named", ""), _negated=True)),
                    models.Q(("named", ""), ("service", ""), ("way", "reported")),
                    _connector="OR",
                ),
                name="valuation_computed_names_its_measure",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="valuation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_valuationevent" ("id", "measure_id", "way", "named", "given", "service", "chosen_by_id", "chosen_at", "ended_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."measure_id", kept."way", kept."named", kept."given", kept."service", kept."chosen_by_id", kept."chosen_at", kept."ended_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_outcomemeasure measure\n    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE measure.id = kept.measure_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="cdc4d130e400d544d5e551631be0bfd7f0b3065f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_1421f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_valuation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="valuation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_valuationevent" ("id", "measure_id", "way", "named", "given", "service", "chosen_by_id", "chosen_at", "ended_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."measure_id", kept."way", kept."named", kept."given", kept."service", kept."chosen_by_id", kept."chosen_at", kept."ended_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_outcomemeasure measure\n    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE measure.id = kept.measure_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."measure_id", kept."way", kept."named", kept."given", kept."service", kept."chosen_by_id", kept."chosen_at", kept."ended_at") IS DISTINCT FROM (before."id", before."measure_id", before."way", before."named", before."given", before."service", before."chosen_by_id", before."chosen_at", before."ended_at"); RETURN NULL;',
                    hash="38d9fbf5c7ae6353e46ca4e043b7c54cd26cb13d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_7e7d6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_valuation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="valuation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_valuationevent" ("id", "measure_id", "way", "named", "given", "service", "chosen_by_id", "chosen_at", "ended_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."measure_id", kept."way", kept."named", kept."given", kept."service", kept."chosen_by_id", kept."chosen_at", kept."ended_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_outcomemeasure measure\n    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id\n    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id\n    WHERE measure.id = kept.measure_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="7eef84c4b1ac5bc28355d323a5f8d76e3e15235d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_05dc2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_valuation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="measurevalue",
            constraint=models.UniqueConstraint(fields=("valuation", "as_at"), name="measure_is_counted_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="measurevalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("counted__lte", models.F("every"))), name="measure_counts_some_of_all"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurevalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("schools__lte", models.F("asked"))), name="measure_is_over_some_of_those_asked"
            ),
        ),
        migrations.AddIndex(
            model_name="valuationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_75c948_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="valuationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_a76106_idx"),
        ),
    ]
