"""A council's model out to the boards of its schools: whom it asked, what they replied, and their comments."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.history.tracking
import policies.models.boards


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0011_tags_of_schools"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["consultation", "id"],
            },
        ),
        migrations.CreateModel(
            name="BoardReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stance",
                    models.CharField(
                        choices=policies.models.boards.stances, max_length=20, verbose_name="what the board says"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in its words")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "board replies",
                "ordering": ["asked", "-id"],
            },
        ),
        migrations.CreateModel(
            name="BoardReplyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_organisation", models.CharField(max_length=40)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "stance",
                    models.CharField(
                        choices=policies.models.boards.stances, max_length=20, verbose_name="what the board says"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in its words")),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="comment",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="comment",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="comment",
            name="keep_removed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="keep_added",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="keep_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="keep_removed",
        ),
        migrations.AddField(
            model_name="consultation",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it closed early"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consultationevent",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it closed early"),
        ),
        migrations.AddField(
            model_name="consultationevent",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commentevent" ("id", "consultation_id", "board_id", "place", "order", "text", "suggested", "by_id", "made_at", "sent_as", "corrected_at", "withdrawn_at", "outcome", "reply", "answer_words", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."consultation_id", kept."board_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE out.id = kept.consultation_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="1f45d9a5d9703ac44c7d05243561ed03290d4d7e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_54fa1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commentevent" ("id", "consultation_id", "board_id", "place", "order", "text", "suggested", "by_id", "made_at", "sent_as", "corrected_at", "withdrawn_at", "outcome", "reply", "answer_words", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."consultation_id", kept."board_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE out.id = kept.consultation_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."consultation_id", kept."board_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at") IS DISTINCT FROM (before."id", before."consultation_id", before."board_id", before."place", before."order", before."text", before."suggested", before."by_id", before."made_at", before."sent_as", before."corrected_at", before."withdrawn_at", before."outcome", before."reply", before."answer_words", before."answered_by_id", before."answered_at"); RETURN NULL;',
                    hash="e2f44e65826cdfa879c82450ea69605c7a8a1d0f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_0f26c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_commentevent" ("id", "consultation_id", "board_id", "place", "order", "text", "suggested", "by_id", "made_at", "sent_as", "corrected_at", "withdrawn_at", "outcome", "reply", "answer_words", "answered_by_id", "answered_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."consultation_id", kept."board_id", kept."place", kept."order", kept."text", kept."suggested", kept."by_id", kept."made_at", kept."sent_as", kept."corrected_at", kept."withdrawn_at", kept."outcome", kept."reply", kept."answer_words", kept."answered_by_id", kept."answered_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id\n    JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE out.id = kept.consultation_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="5d2de4781a5dcb8abadb0150153f3088e3e93439",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_db262",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_consultationevent" ("id", "version_id", "until", "question", "opened_by_id", "opened_at", "ended_by_id", "ended_at", "ending", "asked", "reason", "reminded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", kept."reason", kept."reminded_at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="49cc89f13625acdc2c33d7b9103b95675055aa5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_886ae",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_consultationevent" ("id", "version_id", "until", "question", "opened_by_id", "opened_at", "ended_by_id", "ended_at", "ending", "asked", "reason", "reminded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", kept."reason", kept."reminded_at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", kept."reason", kept."reminded_at") IS DISTINCT FROM (before."id", before."version_id", before."until", before."question", before."opened_by_id", before."opened_at", before."ended_by_id", before."ended_at", before."ending", before."asked", before."reason", before."reminded_at"); RETURN NULL;',
                    hash="7eea8cbf526b5495a1e05f1a8d79bf75796b83bc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_3b782",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_consultationevent" ("id", "version_id", "until", "question", "opened_by_id", "opened_at", "ended_by_id", "ended_at", "ending", "asked", "reason", "reminded_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."version_id", kept."until", kept."question", kept."opened_by_id", kept."opened_at", kept."ended_by_id", kept."ended_at", kept."ending", kept."asked", kept."reason", kept."reminded_at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT coalesce(\'school:\' || policy.school_id, \'council:\' || policy.council_id)\n    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id\n    WHERE version.id = kept.version_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="e8ff382134dfe665bb6739dfb9543d20a300074e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_d9f59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_consultation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="boardasked",
            name="body",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.body"
            ),
        ),
        migrations.AddField(
            model_name="boardasked",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="boards", to="policies.consultation"
            ),
        ),
        migrations.AddField(
            model_name="boardasked",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.school"),
        ),
        migrations.AddField(
            model_name="comment",
            name="board",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="policies.boardasked",
            ),
        ),
        migrations.AddField(
            model_name="commentevent",
            name="board",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.boardasked",
            ),
        ),
        migrations.AddField(
            model_name="boardreply",
            name="asked",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="policies.boardasked"
            ),
        ),
        migrations.AddField(
            model_name="boardreply",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boardreply",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.meeting",
            ),
        ),
        migrations.AddField(
            model_name="boardasked",
            name="reply",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="policies.boardreply",
            ),
        ),
        migrations.AddField(
            model_name="boardreplyevent",
            name="asked",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="policies.boardasked",
            ),
        ),
        migrations.AddField(
            model_name="boardreplyevent",
            name="by",
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
            model_name="boardreplyevent",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.meeting",
            ),
        ),
        migrations.AddField(
            model_name="boardreplyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="policies.boardreply",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance", ""), _negated=True), name="board_reply_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boardreply",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_added",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_boardreplyevent" ("id", "asked_id", "stance", "words", "meeting_id", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."asked_id", kept."stance", kept."words", kept."meeting_id", kept."by_id", kept."at", clock_timestamp(), \'added\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || asked.school_id FROM policies_boardasked asked\n    WHERE asked.id = kept.asked_id), \'\') FROM new_values kept; RETURN NULL;',
                    hash="87a246645ff17e1bd63dd15e2114430be31e6f9c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_added_1f1f0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="policies_boardreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boardreply",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_changed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_boardreplyevent" ("id", "asked_id", "stance", "words", "meeting_id", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."asked_id", kept."stance", kept."words", kept."meeting_id", kept."by_id", kept."at", clock_timestamp(), \'changed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || asked.school_id FROM policies_boardasked asked\n    WHERE asked.id = kept.asked_id), \'\') FROM new_values kept LEFT JOIN old_values before ON before."id" = kept."id" WHERE before."id" IS NULL OR (kept."id", kept."asked_id", kept."stance", kept."words", kept."meeting_id", kept."by_id", kept."at") IS DISTINCT FROM (before."id", before."asked_id", before."stance", before."words", before."meeting_id", before."by_id", before."at"); RETURN NULL;',
                    hash="2caa07233d7cf47e588907a0bd91a4f64de032a0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_changed_6f9f6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="policies_boardreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boardreply",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_removed",
                sql=core.history.tracking.RecordingSql(
                    func='INSERT INTO "policies_boardreplyevent" ("id", "asked_id", "stance", "words", "meeting_id", "by_id", "at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_organisation") SELECT kept."id", kept."asked_id", kept."stance", kept."words", kept."meeting_id", kept."by_id", kept."at", clock_timestamp(), \'removed\', kept."id", (SELECT nullif(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), coalesce((SELECT \'school:\' || asked.school_id FROM policies_boardasked asked\n    WHERE asked.id = kept.asked_id), \'\') FROM old_values kept; RETURN NULL;',
                    hash="911183609217c427685f9e2fefd2b6af4e7b4a0e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_keep_removed_6920a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="policies_boardreply",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="boardasked",
            index=models.Index(fields=["school", "-consultation"], name="board_asked_of_a_school"),
        ),
        migrations.AddIndex(
            model_name="boardasked",
            index=models.Index(fields=["consultation", "body"], name="board_asked_by_board"),
        ),
        migrations.AddConstraint(
            model_name="boardasked",
            constraint=models.UniqueConstraint(
                fields=("consultation", "school"), name="board_is_asked_once_for_a_school"
            ),
        ),
        migrations.AddIndex(
            model_name="boardreplyevent",
            index=models.Index(
                fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"], name="policies_bo_pgh_org_cef937_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="boardreplyevent",
            index=models.Index(fields=["pgh_obj", "-pgh_id"], name="policies_bo_pgh_obj_7ff05a_idx"),
        ),
    ]
