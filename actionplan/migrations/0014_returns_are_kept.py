"""The database itself keeps what schools returned."""

from django.db import migrations

KEEP = """
CREATE FUNCTION actionplan_return_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'what a school returned is never changed' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER actionplan_return_is_kept BEFORE UPDATE OR DELETE ON actionplan_schoolreturn
    FOR EACH ROW EXECUTE FUNCTION actionplan_return_is_kept();
"""

FORGET = """
DROP TRIGGER actionplan_return_is_kept ON actionplan_schoolreturn;
DROP FUNCTION actionplan_return_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0013_school_returns")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
