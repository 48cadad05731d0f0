"""Termly reviews, priorities of the improvement plan, and public pages."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.reviews


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0006_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommitmentReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.PositiveIntegerField(verbose_name="number of the term")),
                ("status", models.CharField(choices=policies.models.reviews.statuses, max_length=20)),
                ("seen", models.CharField(max_length=500, verbose_name="what was seen")),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("next_by", models.DateField(blank=True, null=True, verbose_name="when the next step is due")),
                ("at", models.DateTimeField()),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="policies.commitment"
                    ),
                ),
                (
                    "corrected_by",
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
                "ordering": ["-term", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CommitmentReviewEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("term", models.PositiveIntegerField(verbose_name="number of the term")),
                ("status", models.CharField(choices=policies.models.reviews.statuses, max_length=20)),
                ("seen", models.CharField(max_length=500, verbose_name="what was seen")),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("next_by", models.DateField(blank=True, null=True, verbose_name="when the next step is due")),
                ("at", models.DateTimeField()),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
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
                    "commitment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.commitment",
                    ),
                ),
                (
                    "corrected_by",
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
                        to="policies.commitmentreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="calendar year in which its academic year began")),
                ("place", models.PositiveIntegerField(verbose_name="place in the list")),
                ("words", models.CharField(max_length=200)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="priorities", to="people.school"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "priorities",
                "ordering": ["school", "-year", "place"],
            },
        ),
        migrations.CreateModel(
            name="PriorityEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveIntegerField(verbose_name="calendar year in which its academic year began")),
                ("place", models.PositiveIntegerField(verbose_name="place in the list")),
                ("words", models.CharField(max_length=200)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.priority",
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
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="people.school"
                    ),
                ),
            ],
            options={
                "ordering": ["school", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PublicationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "ended_by",
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
                        to="policies.publication",
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
            name="Served",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="that of the priority")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="served", to="policies.commitment"
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="served", to="policies.priority"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "served priorities",
                "ordering": ["commitment", "-year"],
            },
        ),
        migrations.CreateModel(
            name="ServedEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveIntegerField(verbose_name="that of the priority")),
                (
                    "commitment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.commitment",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.served",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.priority",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="commitmentreview",
            constraint=models.UniqueConstraint(
                fields=("commitment", "term"), name="commitment_is_reviewed_once_a_term"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen", ""), _negated=True), name="commitment_review_says_what_was_seen"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_by__isnull", True), ("next_step", "")),
                    models.Q(models.Q(("next_step", ""), _negated=True), ("next_by__isnull", False)),
                    _connector="OR",
                ),
                name="commitment_review_step_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected_at__isnull", True), ("corrected_by__isnull", True)),
                    models.Q(("corrected_at__isnull", False), ("corrected_by__isnull", False)),
                    _connector="OR",
                ),
                name="commitment_review_corrected_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commitmentreviewevent" ("id", "commitment_id", "term", "status", "seen", "next_step", "next_by", "by_id", "at", "corrected_by_id", "corrected_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."term", kept."status", kept."seen", kept."next_step", kept."next_by", kept."by_id", kept."at", kept."corrected_by_id", kept."corrected_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="7291a6e0cb4dc2a4a8918b61ae5c1c8adc40991a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_6fec1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_commitmentreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commitmentreviewevent" ("id", "commitment_id", "term", "status", "seen", "next_step", "next_by", "by_id", "at", "corrected_by_id", "corrected_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."term", kept."status", kept."seen", kept."next_step", kept."next_by", kept."by_id", kept."at", kept."corrected_by_id", kept."corrected_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."commitment_id", kept."term", kept."status", kept."seen", kept."next_step", kept."next_by", kept."by_id", kept."at", kept."corrected_by_id", kept."corrected_at") IS DISTINCT FROM (before."id", before."commitment_id", before."term", before."status", before."seen", before."next_step", before."next_by", before."by_id", before."at", before."corrected_by_id", before."corrected_at"); RETURN NULL;',
                    hash="c6b0232151a9be96bc6b71603f01e478c117b358",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_361c5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_commitmentreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commitmentreviewevent" ("id", "commitment_id", "term", "status", "seen", "next_step", "next_by", "by_id", "at", "corrected_by_id", "corrected_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."term", kept."status", kept."seen", kept."next_step", kept."next_by", kept."by_id", kept."at", kept."corrected_by_id", kept."corrected_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="52c20e6456b01094f444505f2b1cdc1daa70e832",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_823c9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_commitmentreview",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="commitmentreviewevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_co_pgh_org_42c730_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="commitmentreviewevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_co_pgh_obj_9132e9_idx"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.UniqueConstraint(fields=("school", "year", "place"), name="priority_has_its_own_place"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="priority_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__gte", 1), ("place__lte", 8)), name="priority_place_is_on_the_list"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_priorityevent" ("id", "school_id", "year", "place", "words", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."year", kept."place", kept."words", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="7578a3a3036a01d7ce574e4ee8fe12fc74e98f3c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_8f029",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_priorityevent" ("id", "school_id", "year", "place", "words", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."year", kept."place", kept."words", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."year", kept."place", kept."words") IS DISTINCT FROM (before."id", before."school_id", before."year", before."place", before."words"); RETURN NULL;',
                    hash="7f8de5437ab7c0642149472f1103ef24f7e7d44b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_de64a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_priorityevent" ("id", "school_id", "year", "place", "words", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."year", kept."place", kept."words", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="e345443d18dc067b1dc33fb75faa68b4aa71f3ac",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ff3a5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_priority",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="priorityevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_pr_pgh_org_925232_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="priorityevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_pr_pgh_obj_024935_idx"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("school",), name="policy_is_published_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="publication_ended_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_publicationevent" ("id", "school_id", "by_id", "at", "ended_by_id", "ended_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."by_id", kept."at", kept."ended_by_id", kept."ended_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="f9eabeaa3b676b5660faaae0ff2008db013b173b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_36621",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_publicationevent" ("id", "school_id", "by_id", "at", "ended_by_id", "ended_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."by_id", kept."at", kept."ended_by_id", kept."ended_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."by_id", kept."at", kept."ended_by_id", kept."ended_at") IS DISTINCT FROM (before."id", before."school_id", before."by_id", before."at", before."ended_by_id", before."ended_at"); RETURN NULL;',
                    hash="6188013a978dc0168e37b9be27994f9e23187c1b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_db70d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_publicationevent" ("id", "school_id", "by_id", "at", "ended_by_id", "ended_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."by_id", kept."at", kept."ended_by_id", kept."ended_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="72185ff749c0d9457cf693c67589443bac013abd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_1c0b1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_publication",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="publicationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_pu_pgh_org_6c15f2_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="publicationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_pu_pgh_obj_2e1d12_idx"),
        ),
        migrations.AddConstraint(
            model_name="served",
            constraint=models.UniqueConstraint(
                fields=("commitment", "year"), name="commitment_serves_one_priority_a_year"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="served",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_servedevent" ("id", "commitment_id", "year", "priority_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."year", kept."priority_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="0aa88e60b3c4743d895d7df8f9af86e66861e9b9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_2f426",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_served",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="served",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_servedevent" ("id", "commitment_id", "year", "priority_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."year", kept."priority_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."commitment_id", kept."year", kept."priority_id") IS DISTINCT FROM (before."id", before."commitment_id", before."year", before."priority_id"); RETURN NULL;',
                    hash="c5ea3ab5c15b712c7a8096017cf63f34e6424443",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_42b06",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_served",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="served",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_servedevent" ("id", "commitment_id", "year", "priority_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."commitment_id", kept."year", kept."priority_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id\n    WHERE held.id = kept.commitment_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="de77ddf5ae2ddf7bfb105f5c324e5bbe7af3336f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_44ef2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_served",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="servedevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_se_pgh_org_a02bfd_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="servedevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_se_pgh_obj_baa662_idx"),
        ),
    ]
