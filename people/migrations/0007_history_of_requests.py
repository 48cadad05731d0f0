"""Keep every change to invitations, addresses, second steps, holds and erasures, and all that a role says of itself."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import people.models.accounts
import people.models.privacy


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_erase_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmailChangeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("old", models.EmailField(max_length=254)),
                ("new", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ErasureEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("ground", models.CharField(choices=people.models.privacy.grounds, max_length=20, verbose_name="why")),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "counts",
                    models.JSONField(blank=True, default=dict, verbose_name="what was emptied, by table and column"),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HoldEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("placed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=200)),
                ("role", models.CharField(choices=people.models.accounts.roles, max_length=20)),
                ("is_administrator", models.BooleanField(default=False)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("sendings", models.PositiveSmallIntegerField(default=1)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SecondStepResetEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("organisation", models.CharField(blank=True, max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="keep_removed",
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="when its last day was set"),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="ended_reason",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="granted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="granted_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="stopped_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emailchange",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_emailchangeevent" ("id", "user_id", "old", "new", "asked_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."old", kept."new", kept."asked_at", kept."done_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept; RETURN NULL;',
                    hash="a8ad2112399e8ce08ae1c14ee84e3f535b898f19",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_5f9d6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_emailchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emailchange",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_emailchangeevent" ("id", "user_id", "old", "new", "asked_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."old", kept."new", kept."asked_at", kept."done_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."user_id", kept."old", kept."new", kept."asked_at", kept."done_at") IS DISTINCT FROM (before."id", before."user_id", before."old", before."new", before."asked_at", before."done_at"); RETURN NULL;',
                    hash="c9445daca13d800663c5062bc12e8be25dacbf2e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_88fbd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_emailchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emailchange",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_emailchangeevent" ("id", "user_id", "old", "new", "asked_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."old", kept."new", kept."asked_at", kept."done_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM old_values kept; RETURN NULL;',
                    hash="ce250fbce9282a3626d2866ac574ea737cf1440d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6d927",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_emailchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_erasureevent" ("id", "person_id", "school_id", "council_id", "ground", "asked_by_id", "asked_at", "confirmed_by_id", "done_at", "counts", "withdrawn_by_id", "withdrawn_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="6410294834ddf4c61853c6f2b366ef47070b97ba",
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
                    func='INSERT INTO "people_erasureevent" ("id", "person_id", "school_id", "council_id", "ground", "asked_by_id", "asked_at", "confirmed_by_id", "done_at", "counts", "withdrawn_by_id", "withdrawn_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."person_id", kept."school_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at") IS DISTINCT FROM (before."id", before."person_id", before."school_id", before."council_id", before."ground", before."asked_by_id", before."asked_at", before."confirmed_by_id", before."done_at", before."counts", before."withdrawn_by_id", before."withdrawn_at"); RETURN NULL;',
                    hash="7e98278781203854f1482cbaea666ebc0a6f6e08",
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
                    func='INSERT INTO "people_erasureevent" ("id", "person_id", "school_id", "council_id", "ground", "asked_by_id", "asked_at", "confirmed_by_id", "done_at", "counts", "withdrawn_by_id", "withdrawn_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."council_id", kept."ground", kept."asked_by_id", kept."asked_at", kept."confirmed_by_id", kept."done_at", kept."counts", kept."withdrawn_by_id", kept."withdrawn_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="5785494584d7c58715c90ad7d2da744cc80d3215",
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
                    func='INSERT INTO "people_holdevent" ("id", "person_id", "school_id", "council_id", "reason", "until", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="bf490193251cab982947b44b7c0080f0fa729e7f",
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
                    func='INSERT INTO "people_holdevent" ("id", "person_id", "school_id", "council_id", "reason", "until", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."person_id", kept."school_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at") IS DISTINCT FROM (before."id", before."person_id", before."school_id", before."council_id", before."reason", before."until", before."placed_by_id", before."placed_at", before."lifted_by_id", before."lifted_at"); RETURN NULL;',
                    hash="d4f5ecab6c9ce7c9f1f42d8e0a9ee6779c90c33d",
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
                    func='INSERT INTO "people_holdevent" ("id", "person_id", "school_id", "council_id", "reason", "until", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."person_id", kept."school_id", kept."council_id", kept."reason", kept."until", kept."placed_by_id", kept."placed_at", kept."lifted_by_id", kept."lifted_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="d1904464c606a6acea6189fedbd7ef4e8bc2519f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a6458",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_invitationevent" ("id", "email", "name", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "term_id", "invited_by_id", "invited_at", "expires_at", "sendings", "accepted_at", "accepted_by_id", "membership_id", "withdrawn_at", "withdrawn_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."email", kept."name", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."term_id", kept."invited_by_id", kept."invited_at", kept."expires_at", kept."sendings", kept."accepted_at", kept."accepted_by_id", kept."membership_id", kept."withdrawn_at", kept."withdrawn_by_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="4dca556989a533351d21d6c78193e65e1a2f9b33",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_61a59",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_invitationevent" ("id", "email", "name", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "term_id", "invited_by_id", "invited_at", "expires_at", "sendings", "accepted_at", "accepted_by_id", "membership_id", "withdrawn_at", "withdrawn_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."email", kept."name", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."term_id", kept."invited_by_id", kept."invited_at", kept."expires_at", kept."sendings", kept."accepted_at", kept."accepted_by_id", kept."membership_id", kept."withdrawn_at", kept."withdrawn_by_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."email", kept."name", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."term_id", kept."invited_by_id", kept."invited_at", kept."expires_at", kept."sendings", kept."accepted_at", kept."accepted_by_id", kept."membership_id", kept."withdrawn_at", kept."withdrawn_by_id") IS DISTINCT FROM (before."id", before."email", before."name", before."role", before."school_id", before."trust_id", before."council_id", before."is_administrator", before."starts_on", before."ends_on", before."term_id", before."invited_by_id", before."invited_at", before."expires_at", before."sendings", before."accepted_at", before."accepted_by_id", before."membership_id", before."withdrawn_at", before."withdrawn_by_id"); RETURN NULL;',
                    hash="9ac655f8005b954a4dcb4d17a7c243b6566d6649",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a58e5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_invitationevent" ("id", "email", "name", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "term_id", "invited_by_id", "invited_at", "expires_at", "sendings", "accepted_at", "accepted_by_id", "membership_id", "withdrawn_at", "withdrawn_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."email", kept."name", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."term_id", kept."invited_by_id", kept."invited_at", kept."expires_at", kept."sendings", kept."accepted_at", kept."accepted_by_id", kept."membership_id", kept."withdrawn_at", kept."withdrawn_by_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="a5ec168d002e6d17e519ecc10b31d8d3119c6c17",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_caa0e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "granted_by_id", "granted_at", "ended_by_id", "ended_at", "ended_reason", "stopped_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."granted_by_id", kept."granted_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", kept."stopped_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="a5f20fda826c7534f55fa6bb14008e01b7300b7a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_4c06f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "granted_by_id", "granted_at", "ended_by_id", "ended_at", "ended_reason", "stopped_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."granted_by_id", kept."granted_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", kept."stopped_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."granted_by_id", kept."granted_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", kept."stopped_at") IS DISTINCT FROM (before."id", before."user_id", before."role", before."school_id", before."trust_id", before."council_id", before."is_administrator", before."starts_on", before."ends_on", before."granted_by_id", before."granted_at", before."ended_by_id", before."ended_at", before."ended_reason", before."stopped_at"); RETURN NULL;',
                    hash="c284c09a9093f2e82fc3aa3aff15bd4041ef2f2b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_d14c4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "granted_by_id", "granted_at", "ended_by_id", "ended_at", "ended_reason", "stopped_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", kept."granted_by_id", kept."granted_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", kept."stopped_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="b0c380f62023544731953738357c83c7323c0184",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_82ab6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secondstepreset",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_secondstepresetevent" ("id", "user_id", "organisation", "asked_by_id", "asked_at", "due_at", "agreed_by_id", "agreed_at", "stopped_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."organisation", kept."asked_by_id", kept."asked_at", kept."due_at", kept."agreed_by_id", kept."agreed_at", kept."stopped_at", kept."done_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), kept.organisation FROM new_values kept; RETURN NULL;',
                    hash="12e1df1adfdec1d34de8fa659e9305687d43fdbd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_e7294",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_secondstepreset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secondstepreset",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_secondstepresetevent" ("id", "user_id", "organisation", "asked_by_id", "asked_at", "due_at", "agreed_by_id", "agreed_at", "stopped_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."organisation", kept."asked_by_id", kept."asked_at", kept."due_at", kept."agreed_by_id", kept."agreed_at", kept."stopped_at", kept."done_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), kept.organisation FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."user_id", kept."organisation", kept."asked_by_id", kept."asked_at", kept."due_at", kept."agreed_by_id", kept."agreed_at", kept."stopped_at", kept."done_at") IS DISTINCT FROM (before."id", before."user_id", before."organisation", before."asked_by_id", before."asked_at", before."due_at", before."agreed_by_id", before."agreed_at", before."stopped_at", before."done_at"); RETURN NULL;',
                    hash="f9a8456da9a5a6df0d374d0d300bfc00d99e12a2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_4d493",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_secondstepreset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="secondstepreset",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_secondstepresetevent" ("id", "user_id", "organisation", "asked_by_id", "asked_at", "due_at", "agreed_by_id", "agreed_at", "stopped_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."organisation", kept."asked_by_id", kept."asked_at", kept."due_at", kept."agreed_by_id", kept."agreed_at", kept."stopped_at", kept."done_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), kept.organisation FROM old_values kept; RETURN NULL;',
                    hash="ffee23b4fba5063512899f4696f27aa671ea510b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_d8336",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_secondstepreset",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="emailchangeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.emailchange",
            ),
        ),
        migrations.AddField(
            model_name="emailchangeevent",
            name="user",
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
            model_name="erasureevent",
            name="asked_by",
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
            model_name="erasureevent",
            name="confirmed_by",
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
            model_name="erasureevent",
            name="council",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="erasureevent",
            name="person",
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
            model_name="erasureevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.erasure",
            ),
        ),
        migrations.AddField(
            model_name="erasureevent",
            name="school",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="erasureevent",
            name="withdrawn_by",
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
            model_name="holdevent",
            name="council",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="holdevent",
            name="lifted_by",
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
            model_name="holdevent",
            name="person",
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
            model_name="holdevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.hold",
            ),
        ),
        migrations.AddField(
            model_name="holdevent",
            name="placed_by",
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
            model_name="holdevent",
            name="school",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="invitationevent",
            name="accepted_by",
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
            model_name="invitationevent",
            name="council",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="invitationevent",
            name="invited_by",
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
            model_name="invitationevent",
            name="membership",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.membership",
            ),
        ),
        migrations.AddField(
            model_name="invitationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.invitation",
            ),
        ),
        migrations.AddField(
            model_name="invitationevent",
            name="school",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="invitationevent",
            name="term",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.termofoffice",
            ),
        ),
        migrations.AddField(
            model_name="invitationevent",
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
            model_name="invitationevent",
            name="withdrawn_by",
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
            model_name="secondstepresetevent",
            name="agreed_by",
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
            model_name="secondstepresetevent",
            name="asked_by",
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
            model_name="secondstepresetevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.secondstepreset",
            ),
        ),
        migrations.AddField(
            model_name="secondstepresetevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="emailchangeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_emai_pgh_org_c909f9_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="emailchangeevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_emai_pgh_obj_6a36c4_idx"),
        ),
        migrations.AddIndex(
            model_name="erasureevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_eras_pgh_org_99792a_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="erasureevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_eras_pgh_obj_f3567a_idx"),
        ),
        migrations.AddIndex(
            model_name="holdevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_hold_pgh_org_17d02d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="holdevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_hold_pgh_obj_caff2e_idx"),
        ),
        migrations.AddIndex(
            model_name="invitationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_invi_pgh_org_6162bf_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="invitationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_invi_pgh_obj_b45823_idx"),
        ),
        migrations.AddIndex(
            model_name="secondstepresetevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_seco_pgh_org_5c69b1_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="secondstepresetevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_seco_pgh_obj_2f9e47_idx"),
        ),
    ]
