"""A trust decides about the data of its leads: erasures, holds and copies of data can be a trust's."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.history.tracking


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_staff_and_posts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="erasure",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="erasure",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="erasure",
            name="keep_removed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="hold",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="hold",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="hold",
            name="keep_removed",
        ),
        migrations.RemoveConstraint(
            model_name="erasure",
            name="erasure_is_one_controllers",
        ),
        migrations.RemoveConstraint(
            model_name="hold",
            name="hold_is_one_controllers",
        ),
        migrations.AddField(
            model_name="datapack",
            name="trust",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.trust"
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="trust",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.trust"
            ),
        ),
        migrations.AddField(
            model_name="erasureevent",
            name="trust",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.trust",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="trust",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.trust"
            ),
        ),
        migrations.AddField(
            model_name="holdevent",
            name="trust",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.trust",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_erasureevent" ("id", "person_id", "school_id", "trust_id", "council_id", "ground", "asked_by_id", "asked_at", "confirmed_by_id", "done_at", "counts", "withdrawn_by_id", "withdrawn_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="c88a0e97541df3700f5fd1884e9456c5984c114d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_56bd8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_erasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_erasureevent" ("id", "person_id", "school_id", "trust_id", "council_id", "ground", "asked_by_id", "asked_at", "confirmed_by_id", "done_at", "counts", "withdrawn_by_id", "withdrawn_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at") IS DISTINCT FROM (before."id", before."person_id", before."school_id", before."trust_id", before."council_id", before."ground", before."asked_by_id", before."asked_at", before."confirmed_by_id", before."done_at", before."counts", before."withdrawn_by_id", before."withdrawn_at"); RETURN NULL;',
                    hash="c8fa5d1f9c553374051bb3213c7f5627da9cb013",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b15c0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_erasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_erasureevent" ("id", "person_id", "school_id", "trust_id", "council_id", "ground", "asked_by_id", "asked_at", "confirmed_by_id", "done_at", "counts", "withdrawn_by_id", "withdrawn_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="c175cadefaa7a66bc40529136f28375df73edad7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_4aabe",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_erasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_holdevent" ("id", "person_id", "school_id", "trust_id", "council_id", "reason", "until", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="6cb672ba37ca23325f435af1c57655b43ad56426",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_7cbf0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_holdevent" ("id", "person_id", "school_id", "trust_id", "council_id", "reason", "until", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at") IS DISTINCT FROM (before."id", before."person_id", before."school_id", before."trust_id", before."council_id", before."reason", before."until", before."placed_by_id", before."placed_at", before."lifted_by_id", before."lifted_at"); RETURN NULL;',
                    hash="ee35b009e1b99db29cddfb640321dfc681a29374",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_c6d53",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_holdevent" ("id", "person_id", "school_id", "trust_id", "council_id", "reason", "until", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."trust_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="c659f0b47ba9735106e9672ab74ab49570f2dca1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a6458",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_hold",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("council__isnull", True), ("school__isnull", False), ("trust__isnull", True)),
                    models.Q(("council__isnull", True), ("school__isnull", True), ("trust__isnull", False)),
                    models.Q(("council__isnull", False), ("school__isnull", True), ("trust__isnull", True)),
                    _connector="OR",
                ),
                name="erasure_is_one_controllers",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("council__isnull", True), ("school__isnull", False), ("trust__isnull", True)),
                    models.Q(("council__isnull", True), ("school__isnull", True), ("trust__isnull", False)),
                    models.Q(("council__isnull", False), ("school__isnull", True), ("trust__isnull", True)),
                    _connector="OR",
                ),
                name="hold_is_one_controllers",
            ),
        ),
    ]
