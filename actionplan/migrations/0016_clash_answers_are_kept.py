"""The database itself keeps what was answered where two dates may clash."""

from django.db import migrations

KEEP = """
CREATE FUNCTION actionplan_clash_answer_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'an answer to a clash is never changed' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER actionplan_clash_answer_is_kept BEFORE UPDATE OR DELETE ON actionplan_clashanswer
    FOR EACH ROW EXECUTE FUNCTION actionplan_clash_answer_is_kept();
"""

FORGET = """
DROP TRIGGER actionplan_clash_answer_is_kept ON actionplan_clashanswer;
DROP FUNCTION actionplan_clash_answer_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0015_clash_answers")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
