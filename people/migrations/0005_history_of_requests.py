"""Keep every change to invitations, addresses and second steps, and all that a role says of its granting and end."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import people.models.accounts


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_history"),
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
                    func='INSERT INTO "people_emailchangeevent" ("id", "user_id", "old", "new", "asked_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."old", NEW."new", NEW."asked_at", NEW."done_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'\'); RETURN NULL;',
                    hash="5af0c8edf1c68e5d7da7689ded43deb3498b9bbb",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_5f9d6",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_emailchangeevent" ("id", "user_id", "old", "new", "asked_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."old", NEW."new", NEW."asked_at", NEW."done_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'\'); RETURN NULL;',
                    hash="d0aeec2dea9e344e53b4e160a870686c066b08b6",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_88fbd",
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
                    func='INSERT INTO "people_emailchangeevent" ("id", "user_id", "old", "new", "asked_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."user_id", OLD."old", OLD."new", OLD."asked_at", OLD."done_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'\'); RETURN NULL;',
                    hash="e3162e52ebc5783e33a25eb24de2ef301e531423",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6d927",
                    table="people_emailchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_invitationevent" ("id", "email", "name", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "term_id", "invited_by_id", "invited_at", "expires_at", "sendings", "accepted_at", "accepted_by_id", "membership_id", "withdrawn_at", "withdrawn_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."email", NEW."name", NEW."role", NEW."school_id", NEW."trust_id", NEW."council_id", NEW."is_administrator", NEW."starts_on", NEW."ends_on", NEW."term_id", NEW."invited_by_id", NEW."invited_at", NEW."expires_at", NEW."sendings", NEW."accepted_at", NEW."accepted_by_id", NEW."membership_id", NEW."withdrawn_at", NEW."withdrawn_by_id", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'trust:\' || NEW.trust_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="ba1ea3e24872ae6821375c3260274f8c532ee807",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_61a59",
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
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."council_id" IS DISTINCT FROM (NEW."council_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."is_administrator" IS DISTINCT FROM (NEW."is_administrator") OR OLD."membership_id" IS DISTINCT FROM (NEW."membership_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."school_id" IS DISTINCT FROM (NEW."school_id") OR OLD."sendings" IS DISTINCT FROM (NEW."sendings") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."term_id" IS DISTINCT FROM (NEW."term_id") OR OLD."trust_id" IS DISTINCT FROM (NEW."trust_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id"))',
                    func='INSERT INTO "people_invitationevent" ("id", "email", "name", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "term_id", "invited_by_id", "invited_at", "expires_at", "sendings", "accepted_at", "accepted_by_id", "membership_id", "withdrawn_at", "withdrawn_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."email", NEW."name", NEW."role", NEW."school_id", NEW."trust_id", NEW."council_id", NEW."is_administrator", NEW."starts_on", NEW."ends_on", NEW."term_id", NEW."invited_by_id", NEW."invited_at", NEW."expires_at", NEW."sendings", NEW."accepted_at", NEW."accepted_by_id", NEW."membership_id", NEW."withdrawn_at", NEW."withdrawn_by_id", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'trust:\' || NEW.trust_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="fe4dd46a7bfaa78254cf4e9d2015c10269d8f9e0",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a58e5",
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
                    func='INSERT INTO "people_invitationevent" ("id", "email", "name", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "term_id", "invited_by_id", "invited_at", "expires_at", "sendings", "accepted_at", "accepted_by_id", "membership_id", "withdrawn_at", "withdrawn_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."email", OLD."name", OLD."role", OLD."school_id", OLD."trust_id", OLD."council_id", OLD."is_administrator", OLD."starts_on", OLD."ends_on", OLD."term_id", OLD."invited_by_id", OLD."invited_at", OLD."expires_at", OLD."sendings", OLD."accepted_at", OLD."accepted_by_id", OLD."membership_id", OLD."withdrawn_at", OLD."withdrawn_by_id", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || OLD.school_id, \'trust:\' || OLD.trust_id, \'council:\' || OLD.council_id, \'\')); RETURN NULL;',
                    hash="4fac433da5e3d98161989acde2eb9e02dff50861",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_caa0e",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "granted_by_id", "granted_at", "ended_by_id", "ended_at", "ended_reason", "stopped_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."role", NEW."school_id", NEW."trust_id", NEW."council_id", NEW."is_administrator", NEW."starts_on", NEW."ends_on", NEW."granted_by_id", NEW."granted_at", NEW."ended_by_id", NEW."ended_at", NEW."ended_reason", NEW."stopped_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'trust:\' || NEW.trust_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="31a81396ce5b1bf23a4c2e0d66faadc297413218",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_4c06f",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "granted_by_id", "granted_at", "ended_by_id", "ended_at", "ended_reason", "stopped_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."role", NEW."school_id", NEW."trust_id", NEW."council_id", NEW."is_administrator", NEW."starts_on", NEW."ends_on", NEW."granted_by_id", NEW."granted_at", NEW."ended_by_id", NEW."ended_at", NEW."ended_reason", NEW."stopped_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'trust:\' || NEW.trust_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="1ac98c2ea6bb238b2796a150b55c2dcf2ee81943",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_d14c4",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "granted_by_id", "granted_at", "ended_by_id", "ended_at", "ended_reason", "stopped_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."user_id", OLD."role", OLD."school_id", OLD."trust_id", OLD."council_id", OLD."is_administrator", OLD."starts_on", OLD."ends_on", OLD."granted_by_id", OLD."granted_at", OLD."ended_by_id", OLD."ended_at", OLD."ended_reason", OLD."stopped_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || OLD.school_id, \'trust:\' || OLD.trust_id, \'council:\' || OLD.council_id, \'\')); RETURN NULL;',
                    hash="179528eca03dd96b86268645c106957eb236efa7",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_82ab6",
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
                    func='INSERT INTO "people_secondstepresetevent" ("id", "user_id", "organisation", "asked_by_id", "asked_at", "due_at", "agreed_by_id", "agreed_at", "stopped_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."organisation", NEW."asked_by_id", NEW."asked_at", NEW."due_at", NEW."agreed_by_id", NEW."agreed_at", NEW."stopped_at", NEW."done_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, NEW.organisation); RETURN NULL;',
                    hash="906ced4749dc6716cdf7da076fad7eff86c6a032",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_e7294",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_secondstepresetevent" ("id", "user_id", "organisation", "asked_by_id", "asked_at", "due_at", "agreed_by_id", "agreed_at", "stopped_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."organisation", NEW."asked_by_id", NEW."asked_at", NEW."due_at", NEW."agreed_by_id", NEW."agreed_at", NEW."stopped_at", NEW."done_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, NEW.organisation); RETURN NULL;',
                    hash="b01ba63f5c9d490477147c07dfe3e0bd8ef2b466",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_4d493",
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
                    func='INSERT INTO "people_secondstepresetevent" ("id", "user_id", "organisation", "asked_by_id", "asked_at", "due_at", "agreed_by_id", "agreed_at", "stopped_at", "done_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."user_id", OLD."organisation", OLD."asked_by_id", OLD."asked_at", OLD."due_at", OLD."agreed_by_id", OLD."agreed_at", OLD."stopped_at", OLD."done_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, OLD.organisation); RETURN NULL;',
                    hash="3484d90fcbb6278b497566eab6d0a534382f362e",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_d8336",
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
            model_name="invitationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_invi_pgh_org_6162bf_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="secondstepresetevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_seco_pgh_org_5c69b1_idx"
            ),
        ),
    ]
