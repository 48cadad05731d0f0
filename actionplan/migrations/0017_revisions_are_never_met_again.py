"""A plan's revision is met once, whatever database it comes from: a sequence begins again where one is restored."""

import uuid

from django.db import migrations, models

# By table, the reviews of the rows in `changed`.
_OF = {
    "actionplan_recommendation": "SELECT review_id FROM changed",
    "actionplan_plandate": "SELECT review_id FROM changed WHERE milestone_id IS NOT NULL",
    "actionplan_milestone": "SELECT of_it.review_id FROM changed"
    " JOIN public.actionplan_recommendation of_it ON of_it.id = changed.recommendation_id",
    "actionplan_recommendation_teams": "SELECT of_it.review_id FROM changed"
    " JOIN public.actionplan_recommendation of_it ON of_it.id = changed.recommendation_id",
}
_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_revises() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.actionplan_scrutinyreview SET revision = {another}
    WHERE id IN ({reviews});
    RETURN NULL;
END
$$;
"""
_EVERY = "UPDATE actionplan_scrutinyreview SET revision = {another};"


def _given(another: str) -> str:
    """Every plan has a revision of this kind, and is given another with every change."""
    functions = (_FUNCTION.format(table=table, reviews=reviews, another=another) for table, reviews in _OF.items())
    return "".join((*functions, _EVERY.format(another=another)))


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0016_clash_answers_are_kept")]

    operations = [
        migrations.RunSQL(
            migrations.RunSQL.noop,
            "CREATE SEQUENCE actionplan_revision;" + _given("nextval('public.actionplan_revision')"),
        ),
        migrations.RemoveField(model_name="scrutinyreview", name="revision"),
        migrations.AddField(
            model_name="scrutinyreview",
            name="revision",
            field=models.UUIDField(db_default=uuid.UUID(int=0), default=uuid.uuid4, editable=False),
        ),
        migrations.RunSQL(_given("gen_random_uuid()") + "DROP SEQUENCE actionplan_revision;", migrations.RunSQL.noop),
    ]
