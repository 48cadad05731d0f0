"""The database itself keeps what people said of a milestone, whoever writes to it and by whatever way."""

from django.db import migrations

KEEP = """
CREATE FUNCTION actionplan_update_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'an update of a milestone is never changed: add another' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER actionplan_update_is_kept BEFORE UPDATE OR DELETE ON actionplan_update
    FOR EACH ROW EXECUTE FUNCTION actionplan_update_is_kept();
"""

FORGET = """
DROP TRIGGER actionplan_update_is_kept ON actionplan_update;
DROP FUNCTION actionplan_update_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0001_plans")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
