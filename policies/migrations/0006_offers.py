"""A new model version offered to schools, what they answered, and its withdrawal."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.offers


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0005_standing_disputes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MergeAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("asked", models.CharField(max_length=16)),
                (
                    "choice",
                    models.CharField(
                        choices=policies.models.offers.answer_choices, max_length=20, verbose_name="whose words stand"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="words in which both changes stand")),
                ("points", models.TextField(blank=True, verbose_name="points under them, a line each")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note for governors")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["offer", "id"],
            },
        ),
        migrations.CreateModel(
            name="ModelOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("differing", models.PositiveIntegerField(blank=True, null=True)),
                ("clashes", models.PositiveIntegerField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("declined_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was declined")),
                ("record", models.JSONField(blank=True, null=True)),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.version"
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="policies.version"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="policies.policy"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merge",
                        to="policies.version",
                    ),
                ),
            ],
            options={
                "ordering": ["policy", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MergeAnswerEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100)),
                ("asked", models.CharField(max_length=16)),
                (
                    "choice",
                    models.CharField(
                        choices=policies.models.offers.answer_choices, max_length=20, verbose_name="whose words stand"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="words in which both changes stand")),
                ("points", models.TextField(blank=True, verbose_name="points under them, a line each")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note for governors")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.mergeanswer",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.modeloffer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="mergeanswer",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="policies.modeloffer"
            ),
        ),
        migrations.CreateModel(
            name="ModelOfferEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("differing", models.PositiveIntegerField(blank=True, null=True)),
                ("clashes", models.PositiveIntegerField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("declined_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was declined")),
                ("record", models.JSONField(blank=True, null=True)),
                (
                    "copy",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.version",
                    ),
                ),
                (
                    "declined_by",
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
                    "model_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.version",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.modeloffer",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.policy",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="policies.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ModelWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="why it was withdrawn")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="policies.version"
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="ModelWithdrawalEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300, verbose_name="why it was withdrawn")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policies.modelwithdrawal",
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
                        to="policies.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="modeloffer",
            constraint=models.UniqueConstraint(fields=("policy", "model_version"), name="model_offer_is_made_once"),
        ),
        migrations.AddConstraint(
            model_name="modeloffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at__isnull", True), ("declined_by__isnull", True), ("declined_reason", "")),
                    models.Q(
                        ("declined_at__isnull", False),
                        ("declined_by__isnull", False),
                        models.Q(("declined_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="model_offer_declined_by_somebody_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="modeloffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("record__isnull", True), ("version__isnull", True)),
                    models.Q(("record__isnull", False), ("version__isnull", False)),
                    _connector="OR",
                ),
                name="model_offer_taken_keeps_its_record",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modeloffer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_modelofferevent" ("id", "policy_id", "model_version_id", "copy_id", "made_at", "differing", "clashes", "declined_by_id", "declined_at", "declined_reason", "version_id", "record", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."model_version_id", kept."copy_id", kept."made_at", kept."differing", kept."clashes", kept."declined_by_id", kept."declined_at", kept."declined_reason", kept."version_id", kept."record", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="a97c77b1fbb487340a087d1d4eaa447e4bb90e4e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_82733",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_modeloffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modeloffer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_modelofferevent" ("id", "policy_id", "model_version_id", "copy_id", "made_at", "differing", "clashes", "declined_by_id", "declined_at", "declined_reason", "version_id", "record", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."model_version_id", kept."copy_id", kept."made_at", kept."differing", kept."clashes", kept."declined_by_id", kept."declined_at", kept."declined_reason", kept."version_id", kept."record", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."policy_id", kept."model_version_id", kept."copy_id", kept."made_at", kept."differing", kept."clashes", kept."declined_by_id", kept."declined_at", kept."declined_reason", kept."version_id", kept."record") IS DISTINCT FROM (before."id", before."policy_id", before."model_version_id", before."copy_id", before."made_at", before."differing", before."clashes", before."declined_by_id", before."declined_at", before."declined_reason", before."version_id", before."record"); RETURN NULL;',
                    hash="0e8c93833a7ba0b6f343588df05c13d5d803e732",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_116a8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_modeloffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modeloffer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_modelofferevent" ("id", "policy_id", "model_version_id", "copy_id", "made_at", "differing", "clashes", "declined_by_id", "declined_at", "declined_reason", "version_id", "record", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."policy_id", kept."model_version_id", kept."copy_id", kept."made_at", kept."differing", kept."clashes", kept."declined_by_id", kept."declined_at", kept."declined_reason", kept."version_id", kept."record", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_policy policy WHERE policy.id = kept.policy_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="47fbfb85b99464375676d040717905f62d038fc0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_578c3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_modeloffer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="mergeanswerevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_me_pgh_org_4bbcff_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="mergeanswerevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_me_pgh_obj_31f10e_idx"),
        ),
        migrations.AddConstraint(
            model_name="mergeanswer",
            constraint=models.UniqueConstraint(fields=("offer", "key"), name="merge_answer_is_one_for_each_part"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mergeanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_mergeanswerevent" ("id", "offer_id", "key", "asked", "choice", "text", "points", "note", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."offer_id", kept."key", kept."asked", kept."choice", kept."text", kept."points", kept."note", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_modeloffer offer JOIN policies_policy policy ON policy.id = offer.policy_id\n    WHERE offer.id = kept.offer_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="adda9d2788a9eb5dd670d3ca82f274a888585c6a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_8c231",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_mergeanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mergeanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_mergeanswerevent" ("id", "offer_id", "key", "asked", "choice", "text", "points", "note", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."offer_id", kept."key", kept."asked", kept."choice", kept."text", kept."points", kept."note", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_modeloffer offer JOIN policies_policy policy ON policy.id = offer.policy_id\n    WHERE offer.id = kept.offer_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."offer_id", kept."key", kept."asked", kept."choice", kept."text", kept."points", kept."note", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."offer_id", before."key", before."asked", before."choice", before."text", before."points", before."note", before."by_id", before."at"); RETURN NULL;',
                    hash="1412e98f651afa3e1fa6e5203f601f21d78444e3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_53e4a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_mergeanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mergeanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_mergeanswerevent" ("id", "offer_id", "key", "asked", "choice", "text", "points", "note", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."offer_id", kept."key", kept."asked", kept."choice", kept."text", kept."points", kept."note", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_modeloffer offer JOIN policies_policy policy ON policy.id = offer.policy_id\n    WHERE offer.id = kept.offer_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="17ba128ef5a2ae0d3da3c29c512521fdd1026001",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_e2258",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_mergeanswer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="modelofferevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_mo_pgh_org_2f9e46_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="modelofferevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_mo_pgh_obj_bf6047_idx"),
        ),
        migrations.AddConstraint(
            model_name="modelwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="model_withdrawal_says_why"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modelwithdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_modelwithdrawalevent" ("id", "version_id", "reason", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."reason", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="09ded9ab4ac04f49cabc5e9eee0ee59efacd8405",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_3c881",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_modelwithdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modelwithdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_modelwithdrawalevent" ("id", "version_id", "reason", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."reason", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."reason", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."version_id", before."reason", before."by_id", before."at"); RETURN NULL;',
                    hash="1e1eb6e99c717b41bd3966761f526cb4a1c2b59a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_f698a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_modelwithdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modelwithdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_modelwithdrawalevent" ("id", "version_id", "reason", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."reason", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="63a78253061342d02cc821bd096aa015b7cb9a11",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_88940",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_modelwithdrawal",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="modelwithdrawalevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_mo_pgh_org_de7b85_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="modelwithdrawalevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_mo_pgh_obj_596ef1_idx"),
        ),
    ]
