"""The words of the shelf's clauses stand once for each council, and are searched there."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import policies.models.clauses

_BEFORE = """
CREATE TEMPORARY TABLE shelf_before ON COMMIT DROP AS
SELECT *, md5(array_to_string(ARRAY[digest::text, md5(text)] || tags::text[], E'\\n')) AS key
FROM policies_shelvedclause
"""
_TEXTS = """
INSERT INTO policies_shelvedtext (council_id, key, text, digest, tags, held, held_shared, tokens)
SELECT council_id, key, text, digest, tags, count(DISTINCT id), count(DISTINCT id) FILTER (WHERE is_shared),
    array_agg(DISTINCT token)
FROM shelf_before, unnest(tokens) AS token GROUP BY council_id, key, text, digest, tags
"""
_CLAUSES = """
INSERT INTO policies_shelvedclause (council_id, school_id, version_id, words_id, clause_id, "order", heading, relation,
    model_clause_id, is_shared)
SELECT old.council_id, old.school_id, old.version_id, words.id, old.clause_id, old."order", old.heading, old.relation,
    old.model_clause_id, old.is_shared
FROM shelf_before old JOIN policies_shelvedtext words ON words.council_id = old.council_id AND words.key = old.key
"""
"""Taken back, the shelf is empty: the job that keeps it writes it within the hour."""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_meetings_are_asked_while_written"),
        ("policies", "0012_boards_are_asked"),
    ]

    operations = [
        migrations.RunSQL(_BEFORE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="ShelvedClause"),
        migrations.CreateModel(
            name="ShelvedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=32)),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("held", models.PositiveIntegerField(default=0)),
                ("held_shared", models.PositiveIntegerField(default=0)),
                (
                    "tokens",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                            template="(to_tsvector('english'::regconfig, left(text, 100000)) || array_to_tsvector(tokens))",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.council"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["search"], name="shelved_text_search"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("council", "key"), name="shelved_text_stands_once")],
            },
        ),
        migrations.CreateModel(
            name="ShelvedClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clause_id", models.CharField(max_length=64)),
                ("order", models.PositiveIntegerField()),
                ("heading", models.TextField(blank=True)),
                ("relation", models.CharField(choices=policies.models.clauses.relations, max_length=20)),
                ("model_clause_id", models.CharField(blank=True, max_length=64)),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.council"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shelved_clauses", to="people.school"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="policies.version"
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clauses",
                        to="policies.shelvedtext",
                    ),
                ),
            ],
            options={
                "ordering": ["school", "order"],
                "indexes": [models.Index(fields=["words", "school", "is_shared"], name="shelved_clause_words")],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "order"), name="shelved_clause_order_is_unique")
                ],
            },
        ),
        migrations.RunSQL(_TEXTS, migrations.RunSQL.noop),
        migrations.RunSQL(_CLAUSES, migrations.RunSQL.noop),
    ]
