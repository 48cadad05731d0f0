"""Agendas, their papers and their issue, who is kept out of an item, and what was decided."""

import uuid

import django.db.models.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import succession.models.meetings


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_reading"),
        ("people", "0015_notice_places_and_minutes"),
        ("succession", "0002_report_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issued_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("first_for", models.DateField(verbose_name="day of the meeting when the papers went out")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="why it gave less notice")),
                (
                    "moved_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why its new day gives less"),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agenda_issue", to="people.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AgendaIssueEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("issued_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("first_for", models.DateField(verbose_name="day of the meeting when the papers went out")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="why it gave less notice")),
                (
                    "moved_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why its new day gives less"),
                ),
                (
                    "issued_by",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.meeting",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.agendaissue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(choices=succession.models.meetings.item_kinds, max_length=20)),
                (
                    "decides",
                    models.CharField(
                        blank=True,
                        choices=succession.models.meetings.decides,
                        max_length=20,
                        verbose_name="what there is to decide",
                    ),
                ),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="who presents it")),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=succession.models.meetings.audiences,
                        max_length=20,
                        verbose_name="who may know of it",
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agenda", to="people.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "position"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItemEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(choices=succession.models.meetings.item_kinds, max_length=20)),
                (
                    "decides",
                    models.CharField(
                        blank=True,
                        choices=succession.models.meetings.decides,
                        max_length=20,
                        verbose_name="what there is to decide",
                    ),
                ),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="who presents it")),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=succession.models.meetings.audiences,
                        max_length=20,
                        verbose_name="who may know of it",
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.meeting",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.agendaitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="succession.agendaitem"
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_paper",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "id"],
            },
        ),
        migrations.CreateModel(
            name="AgendaPaperEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="succession.agendaitem",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.agendapaper",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.upload",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(choices=succession.models.meetings.outcomes, max_length=20)),
                ("words", models.TextField(blank=True, max_length=4000, verbose_name="what was decided")),
                ("minute_reference", models.CharField(max_length=100)),
                ("adopted", models.BooleanField(default=False, verbose_name="put a policy or criteria into force")),
                ("recorded_at", models.DateTimeField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="succession.agendaitem"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["item", "id"],
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("outcome", models.CharField(choices=succession.models.meetings.outcomes, max_length=20)),
                ("words", models.TextField(blank=True, max_length=4000, verbose_name="what was decided")),
                ("minute_reference", models.CharField(max_length=100)),
                ("adopted", models.BooleanField(default=False, verbose_name="put a policy or criteria into force")),
                ("recorded_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="succession.agendaitem",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.decision",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
        migrations.CreateModel(
            name="ItemExclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="succession.agendaitem",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exclusions", to="people.termofoffice"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "id"],
            },
        ),
        migrations.CreateModel(
            name="ItemExclusionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="succession.agendaitem",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="succession.itemexclusion",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.termofoffice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="agendaissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_for__gte", models.F("issued_on"))), name="agenda_issue_precedes_meeting"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaissue",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendaissueevent" ("id", "meeting_id", "issued_on", "issued_by_id", "issued_at", "first_for", "late_reason", "moved_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."meeting_id", kept."issued_on", kept."issued_by_id", kept."issued_at", kept."first_for", kept."late_reason", kept."moved_reason", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'body:\' || meeting.body_id\n    FROM people_meeting meeting WHERE meeting.id = kept.meeting_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="d3e1374f0872cadddfdc1b5a88aba7c4ba9e19a9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_4a400",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_agendaissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaissue",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendaissueevent" ("id", "meeting_id", "issued_on", "issued_by_id", "issued_at", "first_for", "late_reason", "moved_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."meeting_id", kept."issued_on", kept."issued_by_id", kept."issued_at", kept."first_for", kept."late_reason", kept."moved_reason", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'body:\' || meeting.body_id\n    FROM people_meeting meeting WHERE meeting.id = kept.meeting_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."meeting_id", kept."issued_on", kept."issued_by_id", kept."issued_at", kept."first_for", kept."late_reason", kept."moved_reason") IS DISTINCT FROM (before."id", before."meeting_id", before."issued_on", before."issued_by_id", before."issued_at", before."first_for", before."late_reason", before."moved_reason"); RETURN NULL;',
                    hash="5b4fff68f5bfc0f296a96c229fe147f306c15370",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_d8d88",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_agendaissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaissue",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendaissueevent" ("id", "meeting_id", "issued_on", "issued_by_id", "issued_at", "first_for", "late_reason", "moved_reason", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."meeting_id", kept."issued_on", kept."issued_by_id", kept."issued_at", kept."first_for", kept."late_reason", kept."moved_reason", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'body:\' || meeting.body_id\n    FROM people_meeting meeting WHERE meeting.id = kept.meeting_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="5318eb5b75c5189fd3b2cf15fd68940ac20c8b37",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_7b08c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_agendaissue",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agendaissueevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_b15134_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="agendaissueevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_78008b_idx"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="agenda_item_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_confidential", True), models.Q(("audience", ""), _negated=True)),
                    models.Q(("audience", ""), ("is_confidential", False)),
                    _connector="OR",
                ),
                name="agenda_item_confidential_has_an_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "decision"), models.Q(("decides", ""), _negated=True)),
                    models.Q(("decides", ""), ("kind", "information")),
                    _connector="OR",
                ),
                name="agenda_item_for_decision_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("meeting", "position"),
                name="agenda_item_has_its_own_place",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendaitemevent" ("id", "meeting_id", "position", "title", "kind", "decides", "presenter", "is_confidential", "audience", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."meeting_id", kept."position", kept."title", kept."kind", kept."decides", kept."presenter", kept."is_confidential", kept."audience", kept."added_by_id", kept."added_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'agenda:\' || kept.meeting_id FROM new_values kept; RETURN NULL;',
                    hash="a968bb9e0e6f6e820416644600299f852a503a9f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b83ba",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendaitemevent" ("id", "meeting_id", "position", "title", "kind", "decides", "presenter", "is_confidential", "audience", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."meeting_id", kept."position", kept."title", kept."kind", kept."decides", kept."presenter", kept."is_confidential", kept."audience", kept."added_by_id", kept."added_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'agenda:\' || kept.meeting_id FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."meeting_id", kept."position", kept."title", kept."kind", kept."decides", kept."presenter", kept."is_confidential", kept."audience", kept."added_by_id", kept."added_at") IS DISTINCT FROM (before."id", before."meeting_id", before."position", before."title", before."kind", before."decides", before."presenter", before."is_confidential", before."audience", before."added_by_id", before."added_at"); RETURN NULL;',
                    hash="1908fee713658bc2080c2729c244aefabc264863",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_46aad",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendaitemevent" ("id", "meeting_id", "position", "title", "kind", "decides", "presenter", "is_confidential", "audience", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."meeting_id", kept."position", kept."title", kept."kind", kept."decides", kept."presenter", kept."is_confidential", kept."audience", kept."added_by_id", kept."added_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), \'agenda:\' || kept.meeting_id FROM old_values kept; RETURN NULL;',
                    hash="1780e880521674583b0c8e840a267bcbcdc202e0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_ea12f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitemevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_250fc5_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitemevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_43c21f_idx"),
        ),
        migrations.AddConstraint(
            model_name="agendapaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="agenda_paper_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("subject", ""), ("upload__isnull", False)),
                    models.Q(("upload__isnull", True), models.Q(("subject", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agenda_paper_is_a_file_or_a_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapaper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject", ""), _negated=True),
                fields=("item", "kind", "subject"),
                name="agenda_paper_is_put_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendapaper",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendapaperevent" ("id", "item_id", "title", "kind", "subject", "upload_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."title", kept."kind", kept."subject", kept."upload_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="bc7ea94411c1186ed25193b0de6ff7f19d2fc3a2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_93e94",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_agendapaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendapaper",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendapaperevent" ("id", "item_id", "title", "kind", "subject", "upload_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."title", kept."kind", kept."subject", kept."upload_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."item_id", kept."title", kept."kind", kept."subject", kept."upload_id", kept."added_by_id", kept."added_at") IS DISTINCT FROM (before."id", before."item_id", before."title", before."kind", before."subject", before."upload_id", before."added_by_id", before."added_at"); RETURN NULL;',
                    hash="05f34df23aaa604800009742942eebe4ae124252",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_4ee89",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_agendapaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendapaper",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_agendapaperevent" ("id", "item_id", "title", "kind", "subject", "upload_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."title", kept."kind", kept."subject", kept."upload_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="c93d6091d0cc6cccaf180505f6f9c73ef4a98bd6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_2a262",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_agendapaper",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agendapaperevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_e7b30e_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="agendapaperevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_167bb7_idx"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("minute_reference", ""), _negated=True), name="decision_has_a_minute_reference"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted", False), ("outcome", "agreed"), _connector="OR"),
                name="decision_adopts_what_was_agreed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_decisionevent" ("id", "item_id", "outcome", "words", "minute_reference", "adopted", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."outcome", kept."words", kept."minute_reference", kept."adopted", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="8a548ca9ecd4bd30c02cd81f90c948d91bc6fb8d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_ab319",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_decisionevent" ("id", "item_id", "outcome", "words", "minute_reference", "adopted", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."outcome", kept."words", kept."minute_reference", kept."adopted", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."item_id", kept."outcome", kept."words", kept."minute_reference", kept."adopted", kept."recorded_by_id", kept."recorded_at") IS DISTINCT FROM (before."id", before."item_id", before."outcome", before."words", before."minute_reference", before."adopted", before."recorded_by_id", before."recorded_at"); RETURN NULL;',
                    hash="d88f613edaed302cd44adbb37dd4d3ed4755f0a0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_e9325",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_decisionevent" ("id", "item_id", "outcome", "words", "minute_reference", "adopted", "recorded_by_id", "recorded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."outcome", kept."words", kept."minute_reference", kept."adopted", kept."recorded_by_id", kept."recorded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="c15d44b2b36b81295f394345284377e626b44e9a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_c795a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_decision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="decisionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_fcb50e_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="decisionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_97a662_idx"),
        ),
        migrations.AddConstraint(
            model_name="itemexclusion",
            constraint=models.UniqueConstraint(fields=("item", "term"), name="exclusion_is_made_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemexclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_itemexclusionevent" ("id", "item_id", "term_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."term_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="41d68175d7a3ae351c5ca8030b885683486105bf",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_b29e4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="succession_itemexclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemexclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_itemexclusionevent" ("id", "item_id", "term_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."term_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."item_id", kept."term_id", kept."added_by_id", kept."added_at") IS DISTINCT FROM (before."id", before."item_id", before."term_id", before."added_by_id", before."added_at"); RETURN NULL;',
                    hash="787916ce83dd1123560b85faa3fab9362b93e50f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_a4722",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="succession_itemexclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemexclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "succession_itemexclusionevent" ("id", "item_id", "term_id", "added_by_id", "added_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."item_id", kept."term_id", kept."added_by_id", kept."added_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'agenda:\' || item.meeting_id\n    FROM succession_agendaitem item WHERE item.id = kept.item_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="31e7014b7660782432ac1b2925c5478b24623891",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_21809",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="succession_itemexclusion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="itemexclusionevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="succession__pgh_org_652e65_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="itemexclusionevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="succession__pgh_obj_b153f1_idx"),
        ),
    ]
