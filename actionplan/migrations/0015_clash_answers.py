"""What an officer answers where two dates of a plan may clash."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import actionplan.models.clashes
import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0014_returns_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClashAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer", models.CharField(choices=actionplan.models.clashes.answers, max_length=20)),
                ("words", models.TextField(verbose_name="what is to be done, or why they do not clash")),
                ("one_words", models.TextField(verbose_name="one date, as it stood")),
                ("one_ends", models.DateField(verbose_name="its last day")),
                ("other_words", models.TextField(verbose_name="the other date, as it stood")),
                ("other_ends", models.DateField(verbose_name="the other's last day")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actionplan.plandate",
                        verbose_name="one date",
                    ),
                ),
                (
                    "one_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actionplan.recommendation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actionplan.plandate",
                        verbose_name="the other date",
                    ),
                ),
                (
                    "other_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actionplan.recommendation"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clash_answers",
                        to="actionplan.scrutinyreview",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ClashAnswerEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("answer", models.CharField(choices=actionplan.models.clashes.answers, max_length=20)),
                ("words", models.TextField(verbose_name="what is to be done, or why they do not clash")),
                ("one_words", models.TextField(verbose_name="one date, as it stood")),
                ("one_ends", models.DateField(verbose_name="its last day")),
                ("other_words", models.TextField(verbose_name="the other date, as it stood")),
                ("other_ends", models.DateField(verbose_name="the other's last day")),
                ("at", models.DateTimeField()),
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
                    "one",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.plandate",
                        verbose_name="one date",
                    ),
                ),
                (
                    "one_of",
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
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.plandate",
                        verbose_name="the other date",
                    ),
                ),
                (
                    "other_of",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actionplan.clashanswer",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actionplan.scrutinyreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="clashanswer",
            index=models.Index(fields=["one", "other", "-id"], name="clash_answer_latest_of_pair"),
        ),
        migrations.AddConstraint(
            model_name="clashanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="clash_answer_names_a_pair_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clashanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("one_of", models.F("other_of")), _negated=True), name="clash_answer_is_of_two_rows"
            ),
        ),
        migrations.AddConstraint(
            model_name="clashanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="clash_answer_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="clashanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("one_ends", models.F("other_ends")), _negated=True),
                name="clash_answer_is_of_two_days",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clashanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_clashanswerevent" ("id", "review_id", "one_id", "other_id", "one_of_id", "other_of_id", "answer", "words", "one_words", "one_ends", "other_words", "other_ends", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."one_id", kept."other_id", kept."one_of_id", kept."other_of_id", kept."answer", kept."words", kept."one_words", kept."one_ends", kept."other_words", kept."other_ends", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="f4978e49ee0526f5c19b594080fa69c6f7be5256",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_1f6d2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="actionplan_clashanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clashanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_clashanswerevent" ("id", "review_id", "one_id", "other_id", "one_of_id", "other_of_id", "answer", "words", "one_words", "one_ends", "other_words", "other_ends", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."one_id", kept."other_id", kept."one_of_id", kept."other_of_id", kept."answer", kept."words", kept."one_words", kept."one_ends", kept."other_words", kept."other_ends", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."review_id", kept."one_id", kept."other_id", kept."one_of_id", kept."other_of_id", kept."answer", kept."words", kept."one_words", kept."one_ends", kept."other_words", kept."other_ends", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."review_id", before."one_id", before."other_id", before."one_of_id", before."other_of_id", before."answer", before."words", before."one_words", before."one_ends", before."other_words", before."other_ends", before."by_id", before."at"); RETURN NULL;',
                    hash="385e6d5676ea4c0aea42d627eec99cc55e39d414",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b9fff",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="actionplan_clashanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clashanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "actionplan_clashanswerevent" ("id", "review_id", "one_id", "other_id", "one_of_id", "other_of_id", "answer", "words", "one_words", "one_ends", "other_words", "other_ends", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."review_id", kept."one_id", kept."other_id", kept."one_of_id", kept."other_of_id", kept."answer", kept."words", kept."one_words", kept."one_ends", kept."other_words", kept."other_ends", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'council:\' || review.council_id\n    FROM actionplan_scrutinyreview review WHERE review.id = kept.review_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="6185995e87bae888e464dd14435231b3bb5a1bec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_43cd2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="actionplan_clashanswer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="clashanswerevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="actionplan__pgh_org_d1912a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="clashanswerevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="actionplan__pgh_obj_58bf86_idx"),
        ),
    ]
