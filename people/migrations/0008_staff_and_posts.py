"""Staff, leadership posts, who holds them and who could."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import people.models.posts
import people.models.staff


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_history_of_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeadershipPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("level", models.CharField(choices=people.models.posts.levels, max_length=20)),
                (
                    "impact",
                    models.CharField(
                        choices=people.models.posts.impacts, max_length=20, verbose_name="if nobody held it for a term"
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="cover last looked at")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="there is no such post since")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="people.school"
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="LeadershipPostEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("level", models.CharField(choices=people.models.posts.levels, max_length=20)),
                (
                    "impact",
                    models.CharField(
                        choices=people.models.posts.impacts, max_length=20, verbose_name="if nobody held it for a term"
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="cover last looked at")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="there is no such post since")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.leadershippost",
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
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.CharField(choices=people.models.posts.bands, max_length=20, verbose_name="how soon")),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                (
                    "state",
                    models.CharField(choices=people.models.posts.nomination_states, default="agreed", max_length=20),
                ),
                ("nominated_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
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
                    "governor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="people.termofoffice",
                    ),
                ),
                (
                    "nominated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="people.leadershippost",
                    ),
                ),
            ],
            options={
                "ordering": ["band", "id"],
            },
        ),
        migrations.CreateModel(
            name="PostHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("changes_from", models.DateField(blank=True, null=True, verbose_name="may leave it from")),
                ("changes_until", models.DateField(blank=True, null=True, verbose_name="at the latest")),
                (
                    "change_source",
                    models.CharField(
                        blank=True,
                        choices=people.models.posts.change_sources,
                        max_length=20,
                        verbose_name="how we know",
                    ),
                ),
                ("change_reason", models.CharField(blank=True, max_length=300, verbose_name="more about it")),
                (
                    "governor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts_held",
                        to="people.termofoffice",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="people.leadershippost"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StaffMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="full name")),
                ("job_title", models.CharField(max_length=200)),
                ("contract", models.CharField(blank=True, choices=people.models.staff.contracts, max_length=20)),
                (
                    "fte",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=4, null=True, verbose_name="full-time equivalent"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("reference", models.CharField(blank=True, max_length=50)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="people.school"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_records",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "member of staff",
                "verbose_name_plural": "members of staff",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="PostHolderEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("changes_from", models.DateField(blank=True, null=True, verbose_name="may leave it from")),
                ("changes_until", models.DateField(blank=True, null=True, verbose_name="at the latest")),
                (
                    "change_source",
                    models.CharField(
                        blank=True,
                        choices=people.models.posts.change_sources,
                        max_length=20,
                        verbose_name="how we know",
                    ),
                ),
                ("change_reason", models.CharField(blank=True, max_length=300, verbose_name="more about it")),
                (
                    "governor",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.postholder",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.leadershippost",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.staffmember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="postholder",
            name="staff",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts_held",
                to="people.staffmember",
            ),
        ),
        migrations.CreateModel(
            name="NominationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("band", models.CharField(choices=people.models.posts.bands, max_length=20, verbose_name="how soon")),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                (
                    "state",
                    models.CharField(choices=people.models.posts.nomination_states, default="agreed", max_length=20),
                ),
                ("nominated_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
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
                    "governor",
                    models.ForeignKey(
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
                (
                    "nominated_by",
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
                        to="people.nomination",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.leadershippost",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.staffmember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="nomination",
            name="staff",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominations",
                to="people.staffmember",
            ),
        ),
        migrations.CreateModel(
            name="StaffMemberEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="full name")),
                ("job_title", models.CharField(max_length=200)),
                ("contract", models.CharField(blank=True, choices=people.models.staff.contracts, max_length=20)),
                (
                    "fte",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=4, null=True, verbose_name="full-time equivalent"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("reference", models.CharField(blank=True, max_length=50)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.staffmember",
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
                (
                    "user",
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
        migrations.AddConstraint(
            model_name="leadershippost",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="post_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="leadershippost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True), ("level", "headship")),
                fields=("school",),
                name="post_headship_is_one",
                violation_error_message="The headship is here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadershippost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)),
                fields=("school", "title"),
                name="post_title_is_unique_in_its_school",
                violation_error_message="There is a post with this title already. Two alike need two titles.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leadershippost",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_leadershippostevent" ("id", "school_id", "title", "level", "impact", "reviewed_on", "closed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."title", kept."level", kept."impact", kept."reviewed_on", kept."closed_on", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), CASE WHEN kept.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || kept.school_id FROM new_values kept; RETURN NULL;',
                    hash="87bef04677b98494f260d69dcffee67ee5a7bb3a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_e59f5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_leadershippost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leadershippost",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_leadershippostevent" ("id", "school_id", "title", "level", "impact", "reviewed_on", "closed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."title", kept."level", kept."impact", kept."reviewed_on", kept."closed_on", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), CASE WHEN kept.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || kept.school_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."title", kept."level", kept."impact", kept."reviewed_on", kept."closed_on") IS DISTINCT FROM (before."id", before."school_id", before."title", before."level", before."impact", before."reviewed_on", before."closed_on"); RETURN NULL;',
                    hash="62a5f7b54a2b759e8646d64e80870716b3fcd8c1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_54749",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_leadershippost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leadershippost",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_leadershippostevent" ("id", "school_id", "title", "level", "impact", "reviewed_on", "closed_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."title", kept."level", kept."impact", kept."reviewed_on", kept."closed_on", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), CASE WHEN kept.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || kept.school_id FROM old_values kept; RETURN NULL;',
                    hash="6e5c519b0daee5ff7d4f9bd3bd377163379c6ac0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_3ecda",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_leadershippost",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="leadershippostevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_lead_pgh_org_5aaa6c_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="leadershippostevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_lead_pgh_obj_56ed40_idx"),
        ),
        migrations.AddIndex(
            model_name="staffmember",
            index=models.Index(fields=["school", "name", "id"], name="staff_of_school"),
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("job_title", ""), _negated=True)),
                name="staff_have_a_name_and_a_job",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="staff_leave_after_they_come",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("fte__isnull", True), models.Q(("fte__gt", 0), ("fte__lte", 1)), _connector="OR"),
                name="staff_work_up_to_full_time",
                violation_error_message="Write full-time equivalent as a number up to 1, like 0.6.",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("school", "reference"),
                name="staff_reference_is_unique_in_its_school",
                violation_error_message="Somebody else at this school has this reference. Give each person their own.",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.UniqueConstraint(fields=("school", "user"), name="staff_have_one_account_at_a_school"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffmember",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_staffmemberevent" ("id", "school_id", "name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference", "user_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."name", kept."job_title", kept."contract", kept."fte", kept."starts_on", kept."ends_on", kept."reference", kept."user_id", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept; RETURN NULL;',
                    hash="c9317e2262ed1a86696c1c124b6ddbd20ad1ef04",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c3409",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_staffmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffmember",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_staffmemberevent" ("id", "school_id", "name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference", "user_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."name", kept."job_title", kept."contract", kept."fte", kept."starts_on", kept."ends_on", kept."reference", kept."user_id", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."school_id", kept."name", kept."job_title", kept."contract", kept."fte", kept."starts_on", kept."ends_on", kept."reference", kept."user_id") IS DISTINCT FROM (before."id", before."school_id", before."name", before."job_title", before."contract", before."fte", before."starts_on", before."ends_on", before."reference", before."user_id"); RETURN NULL;',
                    hash="5cbcb7d8d89521f6f8a57af880811b914d1d7821",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_80f88",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_staffmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffmember",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_staffmemberevent" ("id", "school_id", "name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference", "user_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."school_id", kept."name", kept."job_title", kept."contract", kept."fte", kept."starts_on", kept."ends_on", kept."reference", kept."user_id", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce(\'school:\' || kept.school_id, \'\') FROM old_values kept; RETURN NULL;',
                    hash="a2ef97d5aa3d2c953c4c0149dd96c1477f5c2e6a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_28fee",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_staffmember",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="postholderevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_post_pgh_org_d8e74d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="postholderevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_post_pgh_obj_0d356d_idx"),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("governor__isnull", True), ("staff__isnull", False)),
                    models.Q(("governor__isnull", False), ("staff__isnull", True)),
                    _connector="OR",
                ),
                name="holder_is_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="holder_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("change_reason", ""),
                        ("change_source", ""),
                        ("changes_from__isnull", True),
                        ("changes_until__isnull", True),
                    ),
                    models.Q(
                        ("changes_from__isnull", False),
                        ("changes_until__gte", models.F("changes_from")),
                        models.Q(("change_source", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="holder_change_has_days_and_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("post", "staff", "governor"),
                name="holder_holds_a_post_once",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postholder",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_postholderevent" ("id", "post_id", "staff_id", "governor_id", "starts_on", "ends_on", "changes_from", "changes_until", "change_source", "change_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."starts_on", kept."ends_on", kept."changes_from", kept."changes_until", kept."change_source", kept."change_reason", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT CASE WHEN post.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || post.school_id FROM people_leadershippost post WHERE post.id = kept.post_id) FROM new_values kept; RETURN NULL;',
                    hash="cefce3bed288d888766cfbd55a78b7ce9c555669",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_c81b9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_postholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postholder",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_postholderevent" ("id", "post_id", "staff_id", "governor_id", "starts_on", "ends_on", "changes_from", "changes_until", "change_source", "change_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."starts_on", kept."ends_on", kept."changes_from", kept."changes_until", kept."change_source", kept."change_reason", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT CASE WHEN post.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || post.school_id FROM people_leadershippost post WHERE post.id = kept.post_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."starts_on", kept."ends_on", kept."changes_from", kept."changes_until", kept."change_source", kept."change_reason") IS DISTINCT FROM (before."id", before."post_id", before."staff_id", before."governor_id", before."starts_on", before."ends_on", before."changes_from", before."changes_until", before."change_source", before."change_reason"); RETURN NULL;',
                    hash="d1764970e703b40c0f1e4eea8b789933aa32c2bd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_504cf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_postholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postholder",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_postholderevent" ("id", "post_id", "staff_id", "governor_id", "starts_on", "ends_on", "changes_from", "changes_until", "change_source", "change_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."starts_on", kept."ends_on", kept."changes_from", kept."changes_until", kept."change_source", kept."change_reason", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT CASE WHEN post.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || post.school_id FROM people_leadershippost post WHERE post.id = kept.post_id) FROM old_values kept; RETURN NULL;',
                    hash="e55ede67b5cf6d5c2436e13a51f474b33bdf409d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_fcdf6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_postholder",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="nominationevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_nomi_pgh_org_03a667_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="nominationevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_nomi_pgh_obj_906f3c_idx"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("governor__isnull", True), ("staff__isnull", False)),
                    models.Q(("governor__isnull", False), ("staff__isnull", True)),
                    _connector="OR",
                ),
                name="nomination_is_of_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="nomination_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False), ("state", "ended")),
                    models.Q(
                        models.Q(("state", "ended"), _negated=True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="nomination_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("post", "staff", "governor", "band"),
                name="nomination_is_made_once",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_nominationevent" ("id", "post_id", "staff_id", "governor_id", "band", "reason", "state", "nominated_by_id", "nominated_at", "ended_by_id", "ended_at", "ended_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."band", kept."reason", kept."state", kept."nominated_by_id", kept."nominated_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT CASE WHEN post.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || post.school_id FROM people_leadershippost post WHERE post.id = kept.post_id) FROM new_values kept; RETURN NULL;',
                    hash="b47bcd19f3dee6cf6aec77ebdc60a67a5521a4c2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_909a8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="people_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_nominationevent" ("id", "post_id", "staff_id", "governor_id", "band", "reason", "state", "nominated_by_id", "nominated_at", "ended_by_id", "ended_at", "ended_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."band", kept."reason", kept."state", kept."nominated_by_id", kept."nominated_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT CASE WHEN post.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || post.school_id FROM people_leadershippost post WHERE post.id = kept.post_id) FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."band", kept."reason", kept."state", kept."nominated_by_id", kept."nominated_at", kept."ended_by_id", kept."ended_at", kept."ended_reason") IS DISTINCT FROM (before."id", before."post_id", before."staff_id", before."governor_id", before."band", before."reason", before."state", before."nominated_by_id", before."nominated_at", before."ended_by_id", before."ended_at", before."ended_reason"); RETURN NULL;',
                    hash="8517239a19026c355e9f403515b2406752e1b53a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_2a51c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="people_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "people_nominationevent" ("id", "post_id", "staff_id", "governor_id", "band", "reason", "state", "nominated_by_id", "nominated_at", "ended_by_id", "ended_at", "ended_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."post_id", kept."staff_id", kept."governor_id", kept."band", kept."reason", kept."state", kept."nominated_by_id", kept."nominated_at", kept."ended_by_id", kept."ended_at", kept."ended_reason", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT CASE WHEN post.level IN (\'board\', \'headship\') THEN \'chair:\' ELSE \'school:\' END || post.school_id FROM people_leadershippost post WHERE post.id = kept.post_id) FROM old_values kept; RETURN NULL;',
                    hash="9136cb571b0b4c161f356628316c6b770a190a95",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_2cb7a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="people_nomination",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="staffmemberevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="people_staf_pgh_org_d2f52b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="staffmemberevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="people_staf_pgh_obj_7f7157_idx"),
        ),
    ]
