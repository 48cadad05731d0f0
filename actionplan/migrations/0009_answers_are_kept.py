"""The database itself keeps what a council said before; and what a response may be is asked of those that are here."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

KEEP = """
CREATE FUNCTION actionplan_response_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'what a council said before is never changed' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER actionplan_response_is_kept BEFORE UPDATE OR DELETE ON actionplan_earlierresponse
    FOR EACH ROW EXECUTE FUNCTION actionplan_response_is_kept();
"""

FORGET = """
DROP TRIGGER actionplan_response_is_kept ON actionplan_earlierresponse;
DROP FUNCTION actionplan_response_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0008_answers")]

    operations = [
        migrations.RunSQL(KEEP, FORGET),
        ValidateConstraint(model_name="recommendation", name="recommendation_comes_back_if_not_accepted"),
        ValidateConstraint(model_name="recommendation", name="recommendation_meeting_decided_something"),
    ]
