"""The database itself keeps every change of a date, whoever writes to it and by whatever way."""

from django.db import migrations

KEEP = """
CREATE FUNCTION actionplan_datechange_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'a change of a date is never changed: add another' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER actionplan_datechange_is_kept BEFORE UPDATE OR DELETE ON actionplan_datechange
    FOR EACH ROW EXECUTE FUNCTION actionplan_datechange_is_kept();
"""

FORGET = """
DROP TRIGGER actionplan_datechange_is_kept ON actionplan_datechange;
DROP FUNCTION actionplan_datechange_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0005_date_changes")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
