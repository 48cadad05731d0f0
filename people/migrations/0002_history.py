"""Keep every change to organisations, bodies, people and roles from now on, beginning with what is here."""

import re

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import people.models.accounts
import people.models.governance
import people.models.organisations

# What was here before it was tracked, so that its first change has something to be compared with.
BEGIN = """
INSERT INTO people_councilevent
    ("id", "code", "name", "colour", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."code", kept."name", kept."colour", now(), 'found', kept.id,
    coalesce('council:' || kept.id, '')
FROM people_council kept ORDER BY kept.id;
INSERT INTO people_trustevent
    ("id", "uid", "name", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."uid", kept."name", now(), 'found', kept.id,
    coalesce('trust:' || kept.id, '')
FROM people_trust kept ORDER BY kept.id;
INSERT INTO people_schoolevent
    ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."urn", kept."name", kept."council_id", kept."trust_id", kept."phase", kept."kind", kept."status", kept."opened_on", kept."closed_on", kept."headcount", kept."successor_id", now(), 'found', kept.id,
    coalesce('school:' || kept.id, '')
FROM people_school kept ORDER BY kept.id;
INSERT INTO people_userevent
    ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."email", kept."name", kept."is_active", kept."is_superuser", kept."is_demo", kept."joined_at", now(), 'found', kept.id,
    ''
FROM people_user kept ORDER BY kept.id;
INSERT INTO people_membershipevent
    ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", now(), 'found', kept.id,
    coalesce('school:' || kept.school_id, 'trust:' || kept.trust_id, 'council:' || kept.council_id, '')
FROM people_membership kept ORDER BY kept.id;
INSERT INTO people_bodyevent
    ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", now(), 'found', kept.id,
    'body:' || kept.id
FROM people_body kept ORDER BY kept.id;
INSERT INTO people_bodyschoolevent
    ("id", "body_id", "school_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."body_id", kept."school_id", now(), 'found', kept.id,
    coalesce('school:' || kept.school_id, '')
FROM people_body_schools kept ORDER BY kept.id;
INSERT INTO people_meetingevent
    ("id", "body_id", "on", "status", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."body_id", kept."on", kept."status", now(), 'found', kept.id,
    'body:' || kept.body_id
FROM people_meeting kept ORDER BY kept.id;
INSERT INTO people_termofofficeevent
    ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation)
SELECT kept."id", kept."body_id", kept."name", kept."user_id", kept."category", kept."appointing_body", kept."office", kept."starts_on", kept."ends_on", now(), 'found', kept.id,
    'body:' || kept.body_id
FROM people_termofoffice kept ORDER BY kept.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(choices=people.models.governance.body_kinds, max_length=20)),
                (
                    "delegated_authority",
                    models.CharField(
                        blank=True,
                        help_text="For a committee: what the board has delegated to it, and at which meeting.",
                        max_length=500,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BodySchoolEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CouncilEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\d{3}\\Z", "Enter the three-digit local authority code."
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "colour",
                    models.CharField(
                        default="#1d4f76",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                re.compile("\\A#[0-9a-f]{6}\\Z"),
                                "Enter a colour as # and six digits or letters a to f, like #1d4f76.",
                            )
                        ],
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="date of the meeting")),
                (
                    "status",
                    models.CharField(
                        choices=people.models.governance.meeting_statuses, default="planned", max_length=20
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("role", models.CharField(choices=people.models.accounts.roles, max_length=20)),
                (
                    "is_administrator",
                    models.BooleanField(
                        default=False,
                        help_text="For a council: the officer who invites people and ends roles.",
                        verbose_name="grants roles at the council",
                    ),
                ),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "urn",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(100000)], verbose_name="URN"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("phase", models.CharField(choices=people.models.organisations.phases, max_length=20)),
                (
                    "kind",
                    models.CharField(
                        help_text="As GIAS names it, like Community school.",
                        max_length=100,
                        verbose_name="type of establishment",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=people.models.organisations.school_statuses, default="open", max_length=20
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("headcount", models.PositiveIntegerField(blank=True, null=True, verbose_name="number of pupils")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermOfOfficeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="governor's name")),
                ("category", models.CharField(choices=people.models.governance.governor_categories, max_length=20)),
                ("appointing_body", models.CharField(blank=True, max_length=200)),
                ("office", models.CharField(blank=True, choices=people.models.governance.offices, max_length=20)),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrustEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("uid", models.PositiveIntegerField(help_text="The group's number in GIAS.", verbose_name="group UID")),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254, verbose_name="email address")),
                ("name", models.CharField(max_length=200, verbose_name="full name")),
                ("is_active", models.BooleanField(default=True, verbose_name="can sign in")),
                ("is_superuser", models.BooleanField(default=False, verbose_name="runs the installation")),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="belongs to the demonstration"),
                ),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BodySchool",
            fields=[],
            options={
                "verbose_name": "school of a body",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("people.body_schools",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="body",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."name", NEW."kind", NEW."council_id", NEW."parent_id", NEW."delegated_authority", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || NEW.id); RETURN NULL;',
                    hash="7a8c760751f75bd4fc97eb04434e1e240b077007",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_d4b99",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."name", NEW."kind", NEW."council_id", NEW."parent_id", NEW."delegated_authority", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || NEW.id); RETURN NULL;',
                    hash="494f9f10f0237b28e7180246feebed00e4c4ff56",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_6ed0c",
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
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."name", OLD."kind", OLD."council_id", OLD."parent_id", OLD."delegated_authority", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || OLD.id); RETURN NULL;',
                    hash="6e27cb64e1fd7762698ec1597063531a5f0ccbd5",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_17462",
                    table="people_body",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_councilevent" ("id", "code", "name", "colour", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."code", NEW."name", NEW."colour", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || NEW.id, \'\')); RETURN NULL;',
                    hash="577d0c62bae6fe61dd06a5f8b47cf85a94d0b8be",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c4c1f",
                    table="people_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_councilevent" ("id", "code", "name", "colour", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."code", NEW."name", NEW."colour", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || NEW.id, \'\')); RETURN NULL;',
                    hash="83ed758b35a7eee1603cb1bddc914f44208c475c",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_779a2",
                    table="people_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_councilevent" ("id", "code", "name", "colour", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."code", OLD."name", OLD."colour", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'council:\' || OLD.id, \'\')); RETURN NULL;',
                    hash="990ef5d03e33c94802ef6010c39bc20ecda3ea83",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_78951",
                    table="people_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."body_id", NEW."on", NEW."status", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || NEW.body_id); RETURN NULL;',
                    hash="168e35390f267c7e8bc75ae7993c88d369c13794",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_33b5f",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."body_id", NEW."on", NEW."status", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || NEW.body_id); RETURN NULL;',
                    hash="8bd35d5edf4e92ab88beee0e22a8a33cbbac0007",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b8673",
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
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."body_id", OLD."on", OLD."status", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || OLD.body_id); RETURN NULL;',
                    hash="6271494d62de6f00c13cba85a0f62e6380d44398",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7ef80",
                    table="people_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."role", NEW."school_id", NEW."trust_id", NEW."council_id", NEW."is_administrator", NEW."starts_on", NEW."ends_on", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'trust:\' || NEW.trust_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="4e15f2488b4da4029836a176a627ebdda24ded69",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."user_id", NEW."role", NEW."school_id", NEW."trust_id", NEW."council_id", NEW."is_administrator", NEW."starts_on", NEW."ends_on", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'trust:\' || NEW.trust_id, \'council:\' || NEW.council_id, \'\')); RETURN NULL;',
                    hash="91fb8ab27d3ff20c2c69aae92800ce0857903996",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."user_id", OLD."role", OLD."school_id", OLD."trust_id", OLD."council_id", OLD."is_administrator", OLD."starts_on", OLD."ends_on", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || OLD.school_id, \'trust:\' || OLD.trust_id, \'council:\' || OLD.council_id, \'\')); RETURN NULL;',
                    hash="cf6829e99a6539b521e16c7c5080529f11a079a9",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_82ab6",
                    table="people_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_schoolevent" ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."urn", NEW."name", NEW."council_id", NEW."trust_id", NEW."phase", NEW."kind", NEW."status", NEW."opened_on", NEW."closed_on", NEW."headcount", NEW."successor_id", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.id, \'\')); RETURN NULL;',
                    hash="5d539326fd55912e8c5035ad0658bb9c2af57517",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_ed0e9",
                    table="people_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_schoolevent" ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."urn", NEW."name", NEW."council_id", NEW."trust_id", NEW."phase", NEW."kind", NEW."status", NEW."opened_on", NEW."closed_on", NEW."headcount", NEW."successor_id", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.id, \'\')); RETURN NULL;',
                    hash="0efd162bdd25ac56296ad4e1bc77934110946ebc",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_c7a5b",
                    table="people_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_schoolevent" ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."urn", OLD."name", OLD."council_id", OLD."trust_id", OLD."phase", OLD."kind", OLD."status", OLD."opened_on", OLD."closed_on", OLD."headcount", OLD."successor_id", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || OLD.id, \'\')); RETURN NULL;',
                    hash="d7e0d4fb7610c5ab7ac922add732d6942a4f6275",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_0cad2",
                    table="people_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termofoffice",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_termofofficeevent" ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."body_id", NEW."name", NEW."user_id", NEW."category", NEW."appointing_body", NEW."office", NEW."starts_on", NEW."ends_on", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || NEW.body_id); RETURN NULL;',
                    hash="0f86bd907a019e89daae353610511ca56b6f25c7",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_736ce",
                    table="people_termofoffice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termofoffice",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_termofofficeevent" ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."body_id", NEW."name", NEW."user_id", NEW."category", NEW."appointing_body", NEW."office", NEW."starts_on", NEW."ends_on", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || NEW.body_id); RETURN NULL;',
                    hash="a1b659bb3670b9ae170d410203bcf34f6c597e41",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_db226",
                    table="people_termofoffice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termofoffice",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_termofofficeevent" ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."body_id", OLD."name", OLD."user_id", OLD."category", OLD."appointing_body", OLD."office", OLD."starts_on", OLD."ends_on", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'body:\' || OLD.body_id); RETURN NULL;',
                    hash="2be52b6866579a73646a01db4f77bbfadd4161e5",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a33da",
                    table="people_termofoffice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trust",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_trustevent" ("id", "uid", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."uid", NEW."name", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'trust:\' || NEW.id, \'\')); RETURN NULL;',
                    hash="77e1012e2b0c562c9d2daa8fc28ee5333a5ea81f",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_26bc1",
                    table="people_trust",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trust",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_trustevent" ("id", "uid", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."uid", NEW."name", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'trust:\' || NEW.id, \'\')); RETURN NULL;',
                    hash="8aa9dc78960be86024f4d77c27061a339783a975",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b2468",
                    table="people_trust",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trust",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_trustevent" ("id", "uid", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."uid", OLD."name", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'trust:\' || OLD.id, \'\')); RETURN NULL;',
                    hash="04a02d690fbfc5c332990e0a64f7f9219cea9012",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_3add0",
                    table="people_trust",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_userevent" ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."email", NEW."name", NEW."is_active", NEW."is_superuser", NEW."is_demo", NEW."joined_at", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'\'); RETURN NULL;',
                    hash="a31ea659f61b394a34b1e8a075b0040e8601b285",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_445de",
                    table="people_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "people_userevent" ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."email", NEW."name", NEW."is_active", NEW."is_superuser", NEW."is_demo", NEW."joined_at", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'\'); RETURN NULL;',
                    hash="42b39b1eb2f4ccf1f8db144c00a7ee75f3a25041",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_19026",
                    table="people_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_userevent" ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."email", OLD."name", OLD."is_active", OLD."is_superuser", OLD."is_demo", OLD."joined_at", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, \'\'); RETURN NULL;',
                    hash="bb0cf4692d1404d3281110b8b7035a682772b17e",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_32d82",
                    table="people_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="bodyevent",
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
            model_name="bodyevent",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="bodyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="people.body"
            ),
        ),
        migrations.AddField(
            model_name="bodyschoolevent",
            name="body",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="bodyschoolevent",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.school",
            ),
        ),
        migrations.AddField(
            model_name="councilevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.council",
            ),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="body",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.meeting",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
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
            model_name="membershipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
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
            model_name="membershipevent",
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
            model_name="membershipevent",
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
            model_name="schoolevent",
            name="council",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.council",
            ),
        ),
        migrations.AddField(
            model_name="schoolevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.school",
            ),
        ),
        migrations.AddField(
            model_name="schoolevent",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="The school that took over.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.school",
            ),
        ),
        migrations.AddField(
            model_name="schoolevent",
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
            model_name="termofofficeevent",
            name="body",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.body",
            ),
        ),
        migrations.AddField(
            model_name="termofofficeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.termofoffice",
            ),
        ),
        migrations.AddField(
            model_name="termofofficeevent",
            name="user",
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
            model_name="trustevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="people.trust"
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bodyschoolevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.bodyschool",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bodyschool",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_bodyschoolevent" ("id", "body_id", "school_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."body_id", NEW."school_id", clock_timestamp(), \'added\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'\')); RETURN NULL;',
                    hash="0245e504aa80dcab3546d86c01c786aa59f923c4",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c24ec",
                    table="people_body_schools",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bodyschool",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_bodyschoolevent" ("id", "body_id", "school_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (NEW."id", NEW."body_id", NEW."school_id", clock_timestamp(), \'changed\', NEW."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || NEW.school_id, \'\')); RETURN NULL;',
                    hash="fc381f4065243fcecc81841f5d53837ed248653d",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b146b",
                    table="people_body_schools",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bodyschool",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_bodyschoolevent" ("id", "body_id", "school_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") VALUES (OLD."id", OLD."body_id", OLD."school_id", clock_timestamp(), \'removed\', OLD."id", nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb, coalesce(\'school:\' || OLD.school_id, \'\')); RETURN NULL;',
                    hash="1bdd918f529c2d2129694cb850a4f95d4c240ed1",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_3825a",
                    table="people_body_schools",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="bodyevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_body_pgh_org_7d6830_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="councilevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_coun_pgh_org_24f311_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="meetingevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_meet_pgh_org_6d961d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="membershipevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_memb_pgh_org_bbfdb3_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="schoolevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_scho_pgh_org_95637b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="termofofficeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_term_pgh_org_d20e47_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="trustevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_trus_pgh_org_19a222_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="userevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_user_pgh_org_68b795_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="bodyschoolevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_body_pgh_org_21bb8c_idx"
            ),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
