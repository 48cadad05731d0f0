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
        ("people", "0003_account_requests"),
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
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.id FROM new_values kept; RETURN NULL;',
                    hash="7e5e7ed31d86978f6722b6f38b811cc68733aba2",
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
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority") IS DISTINCT FROM (before."id", before."name", before."kind", before."council_id", before."parent_id", before."delegated_authority"); RETURN NULL;',
                    hash="be08aad886f8d813655c6e2f8fa0367e774aa7fa",
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
                    func='INSERT INTO "people_bodyevent" ("id", "name", "kind", "council_id", "parent_id", "delegated_authority", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."name", kept."kind", kept."council_id", kept."parent_id", kept."delegated_authority", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.id FROM old_values kept; RETURN NULL;',
                    hash="d994ff758a729443b8614ffa4cdbf2b48a54db64",
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
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_councilevent" ("id", "code", "name", "colour", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."code", kept."name", kept."colour", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="61be5fa66b994ef704e28192a6ea592acf3ff062",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c4c1f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_councilevent" ("id", "code", "name", "colour", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."code", kept."name", kept."colour", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."code", kept."name", kept."colour") IS DISTINCT FROM (before."id", before."code", before."name", before."colour"); RETURN NULL;',
                    hash="d12306958f883ac6c521dde0f0bf1b454d282bd5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_779a2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_councilevent" ("id", "code", "name", "colour", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."code", kept."name", kept."colour", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'council:\' || kept.id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="94d170e868d525c0eb8c0b8f39579f0b4324190e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_78951",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."on", kept."status", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM new_values kept; RETURN NULL;',
                    hash="ceb7b675cf35b8b1582039cb00163858d34ec27d",
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
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."on", kept."status", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."body_id", kept."on", kept."status") IS DISTINCT FROM (before."id", before."body_id", before."on", before."status"); RETURN NULL;',
                    hash="e2bc93c3ee9c84295ec2b99df44ed28279120c30",
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
                    func='INSERT INTO "people_meetingevent" ("id", "body_id", "on", "status", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."on", kept."status", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM old_values kept; RETURN NULL;',
                    hash="5af0c8a214668b82aeb346a630c814e0f70e66e9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7ef80",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="7345c26a4fcdac4e0fd02b53d86cb22211b5086d",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on") IS DISTINCT FROM (before."id", before."user_id", before."role", before."school_id", before."trust_id", before."council_id", before."is_administrator", before."starts_on", before."ends_on"); RETURN NULL;',
                    hash="4c0633bce3fae313c76fb1d3ff2a9031a538fd43",
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
                    func='INSERT INTO "people_membershipevent" ("id", "user_id", "role", "school_id", "trust_id", "council_id", "is_administrator", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."user_id", kept."role", kept."school_id", kept."trust_id", kept."council_id", kept."is_administrator", kept."starts_on", kept."ends_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'trust:\' || kept.trust_id, \'council:\' || kept.council_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="84dda795a5cfbf93e0db1159d6cef1f765ff33b0",
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
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_schoolevent" ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."urn", kept."name", kept."council_id", kept."trust_id", kept."phase", kept."kind", kept."status", kept."opened_on", kept."closed_on", kept."headcount", kept."successor_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="093a7e16b51b2ac1b4de8d6b13d584329639bc37",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_ed0e9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_schoolevent" ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."urn", kept."name", kept."council_id", kept."trust_id", kept."phase", kept."kind", kept."status", kept."opened_on", kept."closed_on", kept."headcount", kept."successor_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."urn", kept."name", kept."council_id", kept."trust_id", kept."phase", kept."kind", kept."status", kept."opened_on", kept."closed_on", kept."headcount", kept."successor_id") IS DISTINCT FROM (before."id", before."urn", before."name", before."council_id", before."trust_id", before."phase", before."kind", before."status", before."opened_on", before."closed_on", before."headcount", before."successor_id"); RETURN NULL;',
                    hash="5e865f3d2151802100ccd417d41f0e2635e4fdcf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_c7a5b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_schoolevent" ("id", "urn", "name", "council_id", "trust_id", "phase", "kind", "status", "opened_on", "closed_on", "headcount", "successor_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."urn", kept."name", kept."council_id", kept."trust_id", kept."phase", kept."kind", kept."status", kept."opened_on", kept."closed_on", kept."headcount", kept."successor_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="b427af87f421cb089387bf808ec2e15b92cadca9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_0cad2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "people_termofofficeevent" ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."name", kept."user_id", kept."category", kept."appointing_body", kept."office", kept."starts_on", kept."ends_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM new_values kept; RETURN NULL;',
                    hash="815bdf970cc83194b96e9152eeead9e5b43d2cd3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_736ce",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_termofofficeevent" ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."name", kept."user_id", kept."category", kept."appointing_body", kept."office", kept."starts_on", kept."ends_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."body_id", kept."name", kept."user_id", kept."category", kept."appointing_body", kept."office", kept."starts_on", kept."ends_on") IS DISTINCT FROM (before."id", before."body_id", before."name", before."user_id", before."category", before."appointing_body", before."office", before."starts_on", before."ends_on"); RETURN NULL;',
                    hash="c1e434da76f5934547775a2cbdc4652456924ee7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_db226",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_termofofficeevent" ("id", "body_id", "name", "user_id", "category", "appointing_body", "office", "starts_on", "ends_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."name", kept."user_id", kept."category", kept."appointing_body", kept."office", kept."starts_on", kept."ends_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'body:\' || kept.body_id FROM old_values kept; RETURN NULL;',
                    hash="39c02eb75012fc62ae2765e375d3069c920c0f01",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_a33da",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "people_trustevent" ("id", "uid", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."uid", kept."name", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'trust:\' || kept.id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="29e2be2a7d1a8499403d07c0f2246b7467207439",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_26bc1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_trustevent" ("id", "uid", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."uid", kept."name", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'trust:\' || kept.id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."uid", kept."name") IS DISTINCT FROM (before."id", before."uid", before."name"); RETURN NULL;',
                    hash="a41bac989c10945ab0c0b040c897e4da492b3046",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b2468",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_trustevent" ("id", "uid", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."uid", kept."name", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'trust:\' || kept.id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="d95a21b0a2aac5f1c1a6a6af38b9c7d1e6b2ae21",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_3add0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                    func='INSERT INTO "people_userevent" ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."email", kept."name", kept."is_active", kept."is_superuser", kept."is_demo", kept."joined_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept; RETURN NULL;',
                    hash="96260efb75ca0e449ecca61ac09bd39ad2bb729e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_445de",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_userevent" ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."email", kept."name", kept."is_active", kept."is_superuser", kept."is_demo", kept."joined_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."email", kept."name", kept."is_active", kept."is_superuser", kept."is_demo", kept."joined_at") IS DISTINCT FROM (before."id", before."email", before."name", before."is_active", before."is_superuser", before."is_demo", before."joined_at"); RETURN NULL;',
                    hash="89c742719324f66750cab30a0aacaee10b8bacac",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_19026",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_userevent" ("id", "email", "name", "is_active", "is_superuser", "is_demo", "joined_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."email", kept."name", kept."is_active", kept."is_superuser", kept."is_demo", kept."joined_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'\' FROM old_values kept; RETURN NULL;',
                    hash="9f853c4f3fa01a653322fc61f51b633d6d69b15f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_32d82",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.body",
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_index=False,
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
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.trust",
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
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
                db_index=False,
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
                    func='INSERT INTO "people_bodyschoolevent" ("id", "body_id", "school_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."school_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="800cb248fc6fd949f547c1255b58b5660a01898f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c24ec",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_bodyschoolevent" ("id", "body_id", "school_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."school_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."body_id", kept."school_id") IS DISTINCT FROM (before."id", before."body_id", before."school_id"); RETURN NULL;',
                    hash="7c1945c2c9afe6cdab0d37d3f54a878afb0eabf2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_b146b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                    func='INSERT INTO "people_bodyschoolevent" ("id", "body_id", "school_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."body_id", kept."school_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="673f1fae2f66f7fdca16c106edbd754e70b027be",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_3825a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
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
            model_name="bodyevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_body_pgh_obj_a6344f_idx"),
        ),
        migrations.AddIndex(
            model_name="councilevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_coun_pgh_org_24f311_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="councilevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_coun_pgh_obj_936737_idx"),
        ),
        migrations.AddIndex(
            model_name="meetingevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_meet_pgh_org_6d961d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="meetingevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_meet_pgh_obj_259379_idx"),
        ),
        migrations.AddIndex(
            model_name="membershipevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_memb_pgh_org_bbfdb3_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="membershipevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_memb_pgh_obj_47b8c3_idx"),
        ),
        migrations.AddIndex(
            model_name="schoolevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_scho_pgh_org_95637b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="schoolevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_scho_pgh_obj_c08ea9_idx"),
        ),
        migrations.AddIndex(
            model_name="termofofficeevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_term_pgh_org_d20e47_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="termofofficeevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_term_pgh_obj_b43b57_idx"),
        ),
        migrations.AddIndex(
            model_name="trustevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_trus_pgh_org_19a222_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="trustevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_trus_pgh_obj_5b69f4_idx"),
        ),
        migrations.AddIndex(
            model_name="userevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_user_pgh_org_68b795_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="userevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_user_pgh_obj_412e1b_idx"),
        ),
        migrations.AddIndex(
            model_name="bodyschoolevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_body_pgh_org_21bb8c_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="bodyschoolevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_body_pgh_obj_3d567c_idx"),
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
