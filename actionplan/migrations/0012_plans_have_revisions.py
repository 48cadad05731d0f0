"""A plan is given another revision by the database with every change of what its outline is made of."""

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

# A number of a sequence is never given twice, whatever was taken back: what was kept of a plan is not met again.
_FUNCTION = """
CREATE FUNCTION {table}_revises() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.actionplan_scrutinyreview SET revision = nextval('public.actionplan_revision')
    WHERE id IN ({reviews});
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION {table}_revises() FROM PUBLIC;
"""
_TRIGGER = """
CREATE TRIGGER {table}_revises_on_{change} AFTER {change} ON {table} REFERENCING {side} TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_revises();
"""
_SIDES = {"insert": "NEW", "update": "NEW", "delete": "OLD"}

REVISE = "CREATE SEQUENCE actionplan_revision;" + "".join(
    _FUNCTION.format(table=table, reviews=reviews)
    + "".join(_TRIGGER.format(table=table, change=change, side=side) for change, side in _SIDES.items())
    for table, reviews in _OF.items()
)

STAND_STILL = (
    "".join(
        "".join(f"DROP TRIGGER {table}_revises_on_{change} ON {table};\n" for change in _SIDES)
        + f"DROP FUNCTION {table}_revises();\n"
        for table in _OF
    )
    + "DROP SEQUENCE actionplan_revision;"
)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0011_how_measures_are_valued")]

    operations = [
        migrations.AddField(
            model_name="scrutinyreview",
            name="revision",
            field=models.BigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunSQL(REVISE, STAND_STILL),
    ]
