"""How much notice a body gives, how many places it has, and at which meeting minutes were approved."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import core.history.tracking
import people.models.governance


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_staged_staff"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="body",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="body",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="body",
            name="keep_removed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="keep_removed",
        ),
        migrations.AddField(
            model_name="body",
            name="notice_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days of notice"),
        ),
        migrations.AddField(
            model_name="body",
            name="notice_kind",
            field=models.CharField(
                blank=True,
                choices=people.models.governance.notice_kinds,
                max_length=20,
                verbose_name="which days of notice count",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="places_co_opted",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places of co-opted governors"),
        ),
        migrations.AddField(
            model_name="body",
            name="places_ex_officio",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="places of ex officio governors"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="places_foundation",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="places of foundation governors"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="places_local_authority",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="places of local authority governors"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="places_parent",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places of parent governors"),
        ),
        migrations.AddField(
            model_name="body",
            name="places_staff",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places of staff governors"),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="notice_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days of notice"),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="notice_kind",
            field=models.CharField(
                blank=True,
                choices=people.models.governance.notice_kinds,
                max_length=20,
                verbose_name="which days of notice count",
            ),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="places_co_opted",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places of co-opted governors"),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="places_ex_officio",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="places of ex officio governors"
            ),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="places_foundation",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="places of foundation governors"
            ),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="places_local_authority",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="places of local authority governors"
            ),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="places_parent",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places of parent governors"),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="places_staff",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places of staff governors"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minutes_approved_in",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="minutes_approved",
                to="people.meeting",
                verbose_name="meeting at which its minutes were approved",
            ),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="minutes_approved_in",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.meeting",
                verbose_name="meeting at which its minutes were approved",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="body",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "notice_kind", "notice_days", "places_parent", "places_staff", "places_local_authority", "places_co_opted", "places_foundation", "places_ex_officio", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", kept."notice_kind", kept."notice_days", kept."places_parent", kept."places_staff", kept."places_local_authority", kept."places_co_opted", kept."places_foundation", kept."places_ex_officio", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.id FROM new_values kept; RETURN NULL;',
                    hash="a22f658a9a803df7fa081f72ca2eaaaa78a56323",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_d4b99",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_body",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="body",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "notice_kind", "notice_days", "places_parent", "places_staff", "places_local_authority", "places_co_opted", "places_foundation", "places_ex_officio", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", kept."notice_kind", kept."notice_days", kept."places_parent", kept."places_staff", kept."places_local_authority", kept."places_co_opted", kept."places_foundation", kept."places_ex_officio", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", kept."notice_kind", kept."notice_days", kept."places_parent", kept."places_staff", kept."places_local_authority", kept."places_co_opted", kept."places_foundation", kept."places_ex_officio") IS DISTINCT FROM (before."id", before."name", before."kind", before."council_id", before."parent_id", before."delegated_authority", before."notice_kind", before."notice_days", before."places_parent", before."places_staff", before."places_local_authority", before."places_co_opted", before."places_foundation", before."places_ex_officio"); RETURN NULL;',
                    hash="00249b6a09bdf4e83b3bf7ff9f4283135c667e9e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_6ed0c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_body",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="body",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "notice_kind", "notice_days", "places_parent", "places_staff", "places_local_authority", "places_co_opted", "places_foundation", "places_ex_officio", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", kept."notice_kind", kept."notice_days", kept."places_parent", kept."places_staff", kept."places_local_authority", kept."places_co_opted", kept."places_foundation", kept."places_ex_officio", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.id FROM old_values kept; RETURN NULL;',
                    hash="0988bb5ed79bfb49aae6ebf7d5d7f1018fedd43c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_17462",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_body",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "minutes_approved_in_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."on", kept."status", kept."minutes_approved_in_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM new_values kept; RETURN NULL;',
                    hash="0d1c274f35904670d7ee606912ed06dec4263aca",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_33b5f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "minutes_approved_in_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."on", kept."status", kept."minutes_approved_in_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."body_id", kept."on", kept."status", kept."minutes_approved_in_id") IS DISTINCT FROM (before."id", before."body_id", before."on", before."status", before."minutes_approved_in_id"); RETURN NULL;',
                    hash="9f3a6196e24aebc24807f844fc58ba3e4aaba83b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b8673",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "minutes_approved_in_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."on", kept."status", kept."minutes_approved_in_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM old_values kept; RETURN NULL;',
                    hash="8cab94d10fef9ad3e26ba25a3998e552dca11377",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7ef80",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_meeting",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(("notice_days__isnull", True), ("notice_days__lte", 60), _connector="OR"),
                name="body_notice_is_at_most_two_months",
            ),
        ),
        AddConstraintNotValid(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes_approved_in__isnull", True), ("status", "held"), _connector="OR"),
                name="meeting_with_minutes_was_held",
            ),
        ),
        AddConstraintNotValid(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes_approved_in", models.F("id")), _negated=True),
                name="meeting_approves_minutes_of_an_earlier_one",
            ),
        ),
    ]
